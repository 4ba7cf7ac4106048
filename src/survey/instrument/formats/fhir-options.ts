/** What a FHIR question offers: each option with the code that the file gives it, and what a rule names it by. */

import type { Findings } from '../findings.ts';
import type { Translations } from '../instrument.ts';
import { asObject, extensionOf, type JsonObject, listIn, nameOfExtension, numberIn, textIn } from './fhir-json.ts';
import type { Speech } from './fhir-words.ts';
import { looksLikeCode } from './xlsform-choices.ts';

export interface Option {
  code: number;
  words: Translations;
  system?: string | undefined;
  /** The code of its coding, its text or its number, as a rule names it. */
  name: string;
}

/** An option as it is given, before it has a code. */
type Draft = Omit<Option, 'code'> & { value: number | undefined };

const scores = [
  'ordinalValue',
  'questionnaire-ordinalValue',
  'itemWeight',
  'iso21090-CO-value',
  'valueset-ordinalValue',
  'questionnaire-optionScore',
  'score',
];
const scoreOf = (...of: (JsonObject | undefined)[]) =>
  of
    .map((one) => numberIn(extensionOf(one, ...scores), 'valueDecimal', 'valueInteger'))
    .find((value) => value !== undefined);

/** Undefined where a reason was told; `hasValues`: the file says what each option counts. */
export function optionsOf(
  item: JsonObject,
  contained: readonly JsonObject[],
  at: string,
  speech: Speech,
  findings: Findings,
): { options: Option[]; hasValues: boolean } | undefined {
  const drafts = draftsOf(item, contained, at, speech, findings);
  if (!drafts) return undefined;
  if (drafts.length === 0) return void findings.refuse('fhirOptions', { at });
  if (drafts.length > 100) return void findings.refuse('fhirManyOptions', { at, count: drafts.length, limit: 100 });
  const valued = drafts.filter(({ value }) => value !== undefined).length;
  const unvalued = drafts.find(({ value }) => value === undefined);
  if (valued > 0 && unvalued) return void findings.refuse('fhirNoValue', { at, name: unvalued.name });
  const keys = drafts.map(({ system, name }) => JSON.stringify([system, name]));
  const same = drafts.find((_, index) => keys.indexOf(keys[index]!) < index);
  if (same) return void findings.refuse('fhirValueTwice', { at, value: same.name });
  const areNumbers =
    drafts.every(({ name }) => /^-?\d{1,4}$/.test(name)) &&
    new Set(drafts.map(({ name }) => Number(name))).size === drafts.length;
  const codes = drafts.map(({ value, name }, index) => value ?? (areNumbers ? Number(name) : index + 1));
  if (valued === 0 && !areNumbers && drafts.some(({ name }) => looksLikeCode(name))) {
    const renamed = drafts.map(({ name }, index) => `${name.slice(0, 20)} → ${codes[index]}`);
    findings.tell('fhirNumbered', { codes: renamed.join(', ').slice(0, 300) }, at);
  }
  const odd = codes.find((code) => !Number.isInteger(code) || Math.abs(code) > 9999);
  if (odd !== undefined) return void findings.refuse('fhirOddValue', { at, value: odd });
  const twice = codes.find((code, index) => codes.indexOf(code) < index);
  if (twice !== undefined) return void findings.refuse('fhirValueTwice', { at, value: twice });
  return {
    options: drafts.map(({ value: _, ...draft }, index) => ({ ...draft, code: codes[index]! })),
    hasValues: valued > 0,
  };
}

function draftsOf(
  item: JsonObject,
  contained: readonly JsonObject[],
  at: string,
  speech: Speech,
  findings: Findings,
): Draft[] | undefined {
  const options = listIn(item, 'answerOption');
  if (options.length === 0 && item.answerValueSet === undefined && item.type === 'boolean') {
    findings.tell('fhirYesNo', {}, at);
    const words = (yes: boolean) =>
      Object.fromEntries(Object.entries(yesNo).map(([language, both]) => [language, both[yes ? 0 : 1]!]));
    return [true, false].map((yes) => ({ name: String(yes), words: words(yes), value: yes ? 1 : 0 }));
  }
  if (options.length === 0) return ofValueSet(item, contained, at, speech, findings);
  if (item.answerValueSet !== undefined) findings.tell('fhirPart', { name: 'answerValueSet' }, at);
  return options.map((option) => {
    for (const extension of listIn(option, 'extension')) {
      const name = nameOfExtension(extension);
      if (!scores.includes(name)) findings.tell('fhirExtension', { name }, at);
    }
    if (option.initialSelected === true) findings.tell('fhirPart', { name: 'initialSelected' }, at);
    const coding = asObject(option.valueCoding);
    const value = scoreOf(option, coding);
    if (coding) return ofCoding(coding, coding, value, at, speech, findings);
    const whole = numberIn(option, 'valueInteger');
    if (whole !== undefined) return { name: String(whole), words: { '*': String(whole) }, value: value ?? whole };
    const text = textIn(option, 'valueString');
    if (text === undefined) findings.refuse('fhirOption', { at });
    return { name: text ?? '', words: speech.of(option, 'valueString', at), value };
  });
}

/** What a question without words of its own for yes and no is answered with. */
const yesNo: Record<string, [yes: string, no: string]> = { fi: ['Kyllä', 'Ei'], sv: ['Ja', 'Nej'], en: ['Yes', 'No'] };

function ofCoding(
  coding: JsonObject,
  spoken: JsonObject,
  value: number | undefined,
  at: string,
  speech: Speech,
  findings: Findings,
): Draft {
  const words = speech.of(spoken, 'display', at);
  const name = textIn(coding, 'code') ?? Object.values(words)[0] ?? '';
  if (Object.keys(words).length === 0) findings.refuse('fhirOptionText', { at, name });
  return { name, words, value, system: textIn(coding, 'system') };
}

/** The concepts of a value set that the file itself holds. */
function ofValueSet(
  item: JsonObject,
  contained: readonly JsonObject[],
  at: string,
  speech: Speech,
  findings: Findings,
): Draft[] | undefined {
  const named = textIn(item, 'answerValueSet');
  const set = contained.find(
    (one) => one.resourceType === 'ValueSet' && named !== undefined && [`#${String(one.id)}`, one.url].includes(named),
  );
  const expanded = listIn(asObject(set?.expansion) ?? {}, 'contains');
  const compose = asObject(set?.compose) ?? {};
  const includes = listIn(compose, 'include');
  const isOpen = (one: JsonObject) =>
    one.filter !== undefined || one.valueSet !== undefined || !Array.isArray(one.concept);
  const { total } = asObject(set?.expansion) ?? {};
  // A page of a larger set is not the set.
  const isWhole = typeof total !== 'number' || total <= expanded.length;
  const isPlain = isWhole && expanded.every((one) => one.contains === undefined && one.abstract !== true);
  if (!set || !isPlain || (expanded.length === 0 && (includes.some(isOpen) || compose.exclude !== undefined)))
    return void findings.refuse('fhirOptions', { at });
  const concepts =
    expanded.length > 0
      ? expanded
      : includes.flatMap((include) =>
          listIn(include, 'concept').map((one): JsonObject => ({ ...one, system: include.system })),
        );
  return concepts.map((concept) => {
    const others = listIn(concept, 'designation').flatMap((one) => {
      const [lang, content] = [textIn(one, 'language'), textIn(one, 'value')];
      if (!lang || !content || lang === speech.first) return [];
      return [
        {
          url: 'translation',
          extension: [
            { url: 'lang', valueCode: lang },
            { url: 'content', valueString: content },
          ],
        },
      ];
    });
    return ofCoding(
      concept,
      { display: concept.display, _display: { extension: others } },
      scoreOf(concept),
      at,
      speech,
      findings,
    );
  });
}
