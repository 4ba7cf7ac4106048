/** Reads a FHIR R4 Questionnaire, of this app or another, as an instrument's file; `readInstrument` then judges it. */
import type { InstrumentText, Item } from './instrument.ts';
import type { FhirItem, Questionnaire } from './instrument-fhir.ts';
import type { Wrong } from './instrument-file.ts';

/** Said of a licence or source that a file from elsewhere does not tell. */
const notTold = 'ei ilmoitettu';

type Words = Record<string, string>;

interface Draft {
  items: Item[];
  words: Words[];
  lists: { key: string; codes: number[]; labels: Words[]; name: string | undefined }[];
  wrong: Wrong[];
}

/** What `readInstrument` can read, or what of the Questionnaire has no place here. */
export function fromFhir(given: Questionnaire): { file: unknown } | { wrong: Wrong[] } {
  const language = given.language ?? 'fi';
  const draft: Draft = { items: [], words: [], lists: [], wrong: [] };
  let stem: Words = {};
  const walk = (items: FhirItem[], section: string | undefined) => {
    for (const item of items) {
      if (item.type === 'group') walk(item.item ?? [], nameOf(item.linkId.replace(/\.\d+$/, '')));
      else if (item.linkId === 'instrument.stem' && item.type === 'display') stem = wordsOf(item, 'text', language);
      else take(item, section, language, draft);
    }
  };
  walk(given.item ?? [], undefined);
  if (draft.wrong.length > 0) return { wrong: draft.wrong };
  const rest = JSON.parse(
    (given.extension?.find(({ url }) => url === 'urn:kenttakirja:instrument')?.valueString as string) ?? '{}',
  );
  const main = draft.lists.find(({ name }) => name === undefined);
  const named = draft.lists.filter(({ name }) => name !== undefined);
  const title = wordsOf(given, 'title', language);
  const text = (lang: string): Partial<InstrumentText> => ({
    title: title[lang] ?? '',
    stem: stem[lang] ?? '',
    items: draft.words.map((words) => words[lang] ?? ''),
    responses: main ? labels(main, lang) : {},
    ...(named.length > 0 ? { scales: Object.fromEntries(named.map((list) => [list.name, labels(list, lang)])) } : {}),
    source: given.url ?? notTold,
    copyright: given.copyright ?? notTold,
    ...rest.texts?.[lang],
  });
  const languages = new Set([...Object.keys(title), ...draft.words.flatMap((words) => Object.keys(words))]);
  const { texts: _, ...more } = rest;
  return {
    file: {
      id: nameOf(given.id ?? given.title ?? ''),
      version: given.version ?? '1',
      licence: notTold,
      ...more,
      order: main?.codes ?? [],
      ...(named.length > 0 ? { scales: Object.fromEntries(named.map(({ name, codes }) => [name, codes])) } : {}),
      items: draft.items,
      texts: Object.fromEntries([...languages].map((lang) => [lang, text(lang)])),
    },
  };
}

const labels = ({ codes, labels }: Draft['lists'][number], language: string) =>
  Object.fromEntries(codes.map((code, index) => [code, labels[index]![language] ?? '']));

/** Any name from elsewhere as one that this app takes. */
export const nameOf = (given: string): string =>
  given
    .normalize('NFKD')
    .replace(/[^\w-]+/g, '-')
    .replace(/^[^A-Za-z]+/, '')
    .replace(/-+$/, '')
    .slice(0, 40);

function wordsOf(of: object, name: string, language: string): Words {
  const held = of as Record<string, unknown>;
  const words: Words = typeof held[name] === 'string' ? { [language]: held[name] } : {};
  const more = held[`_${name}`] as { extension?: { url: string; extension?: Record<string, string>[] }[] } | undefined;
  for (const { url, extension = [] } of more?.extension ?? []) {
    if (!url.endsWith('/translation')) continue;
    const part = (which: string) => extension.find((one) => one.url === which);
    const lang = part('lang')?.valueCode;
    if (lang) words[lang] = part('content')?.valueString ?? '';
  }
  return words;
}

const types: Record<string, Item['type']> = {
  integer: 'number',
  decimal: 'number',
  quantity: 'number',
  string: 'short',
  text: 'long',
  display: 'statement',
};

function take(item: FhirItem, section: string | undefined, language: string, draft: Draft): void {
  const at = item.linkId;
  const isChoice = item.type === 'choice' || item.type === 'boolean';
  const type = isChoice ? choiceType(item) : types[item.type];
  if (type === undefined) return void draft.wrong.push({ why: 'fhirType', values: { at, type: item.type } });
  if (isChoice && !item.answerOption) return void draft.wrong.push({ why: 'fhirOptions', values: { at } });
  const list = isChoice ? listOf(item, language, draft) : undefined;
  const bound = (end: string) => {
    const held = item.extension?.find(({ url }) => url.endsWith(`/${end}`));
    return held?.valueDecimal ?? held?.valueInteger;
  };
  const [min, max] = [bound('minValue'), bound('maxValue')];
  const showWhen = showWhenOf(item, draft);
  draft.words.push(wordsOf(item, 'text', language));
  draft.items.push({
    id: nameOf(at),
    type,
    ...(list?.name === undefined ? {} : { scale: list.name }),
    ...(section === undefined ? {} : { section }),
    ...(typeof min === 'number' ? { min } : {}),
    ...(typeof max === 'number' ? { max } : {}),
    ...(item.maxLength === undefined ? {} : { limit: item.maxLength }),
    ...(showWhen ? { showWhen } : {}),
  });
}

function choiceType({ repeats, answerOption = [] }: FhirItem): Item['type'] {
  if (repeats) return 'several';
  const hasValues = answerOption.some(({ extension }) => extension?.some(({ url }) => url.endsWith('/ordinalValue')));
  return hasValues ? 'scale' : 'single';
}

/** The list of choices of an item: the same one for every item that offers the same. */
function listOf(item: FhirItem, language: string, draft: Draft): Draft['lists'][number] {
  const options = item.answerOption!;
  const values = options.map(({ valueCoding, valueInteger, valueString }) => ({
    code: valueCoding?.code ?? String(valueInteger ?? valueString ?? ''),
    words: valueCoding
      ? wordsOf(valueCoding, 'display', language)
      : { [language]: String(valueInteger ?? valueString ?? '') },
  }));
  const ours = /^urn:kenttakirja:choices(?::(.+))?$/.exec(options[0]?.valueCoding?.system ?? '');
  const key = JSON.stringify([ours?.[0], values]);
  const held = draft.lists.find((list) => list.key === key);
  if (held) return held;
  // Codes from elsewhere may be words: then the choices are numbered.
  const areNumbers = values.every(({ code }) => /^-?\d{1,4}$/.test(code));
  const isFirst = draft.lists.length === 0;
  const name = ours ? ours[1] : isFirst ? undefined : `list-${draft.lists.length + 1}`;
  const list = {
    key,
    codes: values.map(({ code }, index) => (areNumbers ? Number(code) : index + 1)),
    labels: values.map(({ words }) => words),
    name,
  };
  draft.lists.push(list);
  return list;
}

function showWhenOf({ linkId, enableWhen, enableBehavior }: FhirItem, draft: Draft): Item['showWhen'] {
  if (!enableWhen?.length) return undefined;
  const rules = enableWhen.flatMap(({ question, operator, ...answer }) => {
    const coding = answer.answerCoding as { code?: string } | undefined;
    const value = Number(coding?.code ?? answer.answerDecimal ?? answer.answerInteger ?? Number.NaN);
    if (!['=', '!=', '>=', '<='].includes(operator) || Number.isNaN(value)) {
      draft.wrong.push({ why: 'fhirRule', values: { at: linkId, operator } });
      return [];
    }
    return [{ item: nameOf(question), is: operator as '=', value }];
  });
  return { match: enableBehavior === 'any' ? 'any' : 'all', rules };
}
