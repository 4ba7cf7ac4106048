/**
 * An instrument as an HL7 FHIR R4 Questionnaire, and back. What FHIR has a place for stands in that place: items, groups,
 * options with their ordinal values, enableWhen, translations. The rest (scoring, licence, sources) is in one extension.
 */

import { type Form, nameIn } from '../../bundle/form.ts';
import {
  codesOf,
  hintOf,
  type Instrument,
  type InstrumentText,
  type Item,
  isInOwnWords,
  labelsOf,
} from '../instrument.ts';
import { bundleExtra, questionnaireUrl, systemOf } from './fhir-system.ts';
import { keptItems, whenOf } from './fhir-when.ts';

export const extra = 'urn:kenttakirja:instrument';
const translation = 'http://hl7.org/fhir/StructureDefinition/translation';
const ordinal = 'http://hl7.org/fhir/StructureDefinition/ordinalValue';
const minValue = 'http://hl7.org/fhir/StructureDefinition/minValue';
const control = 'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl';
const maxValue = 'http://hl7.org/fhir/StructureDefinition/maxValue';

interface Extension {
  url: string;
  extension?: Extension[];
  [value: string]: unknown;
}

type Translated<N extends string> = { [name in N]?: string } & { [name in `_${N}`]?: { extension: Extension[] } };

export interface FhirItem extends Translated<'text'> {
  linkId: string;
  type: string;
  repeats?: boolean;
  maxLength?: number;
  extension?: Extension[];
  answerOption?: {
    extension?: Extension[];
    valueInteger?: number;
    valueString?: string;
    valueCoding?: { system?: string; code?: string } & Translated<'display'>;
  }[];
  answerValueSet?: string;
  enableWhen?: { question: string; operator: string; [answer: string]: unknown }[];
  enableBehavior?: string;
  item?: FhirItem[];
}

export interface Questionnaire extends Translated<'title'> {
  resourceType: 'Questionnaire';
  id?: string;
  url?: string;
  version?: string;
  status: string;
  language?: string;
  copyright?: string;
  subjectType?: string[];
  extension?: Extension[];
  item?: FhirItem[];
}

/**
 * An instrument, or the form of a bundle with a group for each part, as a Questionnaire. `bundle`: its own file, which lies whole
 * beside the questions, so that this app reads the bundle back.
 */
export function toFhir(instrument: Instrument | Form, bundle?: object): Questionnaire {
  const { id, version, validated, licence, scorings, checksums, texts } = instrument;
  const languages = Object.keys(texts);
  const [first = ''] = languages;
  const say = <N extends string>(name: N, words: (text: InstrumentText) => string | undefined) =>
    translated(name, languages, (language) => words(texts[language]!));
  const items = instrument.items.map((item, index) => toItem(instrument, item, index, say));
  const rest = {
    licence,
    ...(validated === undefined ? {} : { validated, checksums }),
    ...(scorings ? { scorings } : {}),
    ...keptItems(instrument, items),
    texts: Object.fromEntries(
      languages.map((language) => {
        const { source, copyright, permission, purpose, controller, privacyNotice, page, sections } = texts[language]!;
        return [language, { source, copyright, permission, purpose, controller, privacyNotice, page, sections }];
      }),
    ),
  };
  const stem: FhirItem[] = languages.some((language) => texts[language]!.stem)
    ? [{ linkId: 'instrument.stem', type: 'display', ...say('text', (text) => text.stem || undefined) }]
    : [];
  return {
    resourceType: 'Questionnaire',
    id,
    url: questionnaireUrl(id),
    version,
    status: 'active',
    subjectType: ['Patient'],
    language: first,
    ...say('title', ({ title }) => title),
    copyright: texts[first]?.copyright ?? '',
    extension: [
      { url: extra, valueString: JSON.stringify(rest) },
      ...(bundle ? [{ url: bundleExtra, valueString: JSON.stringify(bundle) }] : []),
    ],
    item:
      'parts' in instrument ? inParts(instrument, items, say) : [...stem, ...inGroups(instrument.items, items, say)],
  };
}

type Say = <N extends string>(name: N, words: (text: InstrumentText) => string | undefined) => Translated<N>;

function translated<N extends string>(
  name: N,
  languages: string[],
  words: (language: string) => string | undefined,
): Translated<N> {
  const [first = '', ...others] = languages;
  const extension = others.flatMap((lang) => {
    const content = words(lang);
    return content === undefined
      ? []
      : [
          {
            url: translation,
            extension: [
              { url: 'lang', valueCode: lang },
              { url: 'content', valueString: content },
            ],
          },
        ];
  });
  return {
    ...(words(first) === undefined ? {} : { [name]: words(first) }),
    ...(extension.length > 0 ? { [`_${name}`]: { extension } } : {}),
  } as Translated<N>;
}

const types = {
  scale: 'choice',
  single: 'choice',
  several: 'choice',
  number: 'decimal',
  date: 'date',
  short: 'string',
  long: 'text',
  statement: 'display',
} as const;

function toItem(instrument: Instrument, item: Item, index: number, say: Say): FhirItem {
  const { id, type, min, max, limit } = item;
  const hint = helpOf(item, say);
  const bounds = [
    ...(min === undefined || type !== 'number' ? [] : [{ url: minValue, valueDecimal: min }]),
    ...(max === undefined || type !== 'number' ? [] : [{ url: maxValue, valueDecimal: max }]),
  ];
  const { extension: expression = [], ...when } = whenOf(instrument, item);
  const extension = [...bounds, ...expression];
  const options = codesOf(instrument, item).map((code) => ({
    ...(type === 'scale' ? { extension: [{ url: ordinal, valueDecimal: code }] } : {}),
    valueCoding: {
      system: systemOf(item),
      code: String(code),
      ...say('display', (text) => labelsOf(text, item)[code]),
    },
  }));
  return {
    linkId: id,
    ...say('text', (text) => text.items[index]),
    type: types[type],
    ...(type === 'several' ? { repeats: true } : {}),
    ...(limit === undefined || !isInOwnWords(item) ? {} : { maxLength: limit }),
    ...(options.length > 0 ? { answerOption: options } : {}),
    ...when,
    ...(extension.length > 0 ? { extension } : {}),
    ...(hint ? { item: [hint] } : {}),
  };
}

/** A question's hint, as FHIR has it: a text under the question that is marked as its help. */
function helpOf(item: Item, say: Say): FhirItem | undefined {
  const words = say('text', (text) => hintOf(text, item));
  if (Object.keys(words).length === 0) return undefined;
  const help = { coding: [{ system: 'http://hl7.org/fhir/questionnaire-item-control', code: 'help' }] };
  return {
    linkId: `${item.id}.hint`,
    ...words,
    type: 'display',
    extension: [{ url: control, valueCodeableConcept: help }],
  };
}

/** A group for each part, with the words that all its items share. */
const inParts = ({ parts, items }: Form, drawn: FhirItem[], say: Say): FhirItem[] =>
  parts.map(({ instrument, from, to }) => {
    const shared = nameIn(instrument, '');
    const words = say('text', ({ sections }) => sections?.[shared]?.stem);
    const inPart = items.slice(from, to).map((item) => (item.section === shared ? { section: undefined } : item));
    return { linkId: instrument, type: 'group', ...words, item: inGroups(inPart, drawn.slice(from, to), say) };
  });

/** Items of one section that follow each other, under one group with the section's words. */
function inGroups(items: readonly Pick<Item, 'section'>[], drawn: FhirItem[], say: Say): FhirItem[] {
  const grouped: FhirItem[] = [];
  for (const [index, { section }] of items.entries()) {
    if (section === undefined) grouped.push(drawn[index]!);
    else if (index > 0 && items[index - 1]!.section === section) grouped.at(-1)!.item!.push(drawn[index]!);
    else {
      const words = say('text', ({ sections }) => sections?.[section]?.stem ?? sections?.[section]?.title);
      grouped.push({ linkId: `${section}.${index + 1}`, type: 'group', ...words, item: [drawn[index]!] });
    }
  }
  return grouped;
}
