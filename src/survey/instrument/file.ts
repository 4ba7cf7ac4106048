/**
 * Reads an instrument that somebody wrote: every fault as a reason and its place, which the screens put into words that a
 * person can act on. Nothing of a file is taken where anything in it is wrong.
 */
import type * as z from 'zod/mini';
import { checksumOf, codesOf, type Instrument, labelsOf } from './instrument.ts';
import { addsLanguages, withShape } from './languages.ts';
import { unseen } from './marks.ts';
import { withReady } from './ready.ts';
import { faultsOfRules } from './rules.ts';
import { InstrumentFile, mostItems } from './schema.ts';

/** One thing that is wrong: why (a word that the screens translate), and the values of that sentence. */
export interface InstrumentFault {
  why: string;
  values?: Record<string, string | number>;
}

/** Said of a licence or source that a file from elsewhere does not tell. */
export const notTold = 'ei ilmoitettu';

/**
 * What a reader of another format made of a file, for `readInstrument` to judge; `told`: what of it is not taken; `isForeign`: another program
 * made it.
 */
export type Converted = { file: unknown; told: InstrumentFault[]; isForeign?: boolean } | { wrong: InstrumentFault[] };

export type ReadInstrument = { is: 'read'; instrument: Instrument } | { is: 'wrong'; wrong: InstrumentFault[] };

/** What the reader knows of this app: its own instruments, and the languages in which its pages have words. */
export interface Around {
  shipped: readonly Instrument[];
  pageLanguages: readonly string[];
  /** Names of the words that a page of another language needs. */
  pageWords: readonly string[];
}

/** Reads the text of a JSON file. */
export async function readInstrumentText(json: string, around: Around): Promise<ReadInstrument> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { is: 'wrong', wrong: [{ why: 'notJson' }] };
  }
  return readInstrument(value, around);
}

/** Reads what a file held. A file of the same id as an instrument of the app may only add languages to it. */
export async function readInstrument(value: unknown, around: Around): Promise<ReadInstrument> {
  const held = (value as { items?: unknown } | null)?.items;
  if (Array.isArray(held) && held.length > mostItems) {
    return { is: 'wrong', wrong: [{ why: 'tooMany', values: { count: held.length, limit: mostItems } }] };
  }
  const parsed = InstrumentFile.safeParse(withReady(withShape(value, around.shipped)));
  if (!parsed.success) return { is: 'wrong', wrong: parsed.error.issues.slice(0, 20).map(faultOfShape) };
  const { checksums: given = {}, $schema: _, ...file } = parsed.data;
  const checksums: Record<string, string> = {};
  for (const [language, text] of Object.entries(file.texts)) checksums[language] = await checksumOf(text);
  const instrument: Instrument = { ...file, checksums };
  const wrong = [
    ...faultsOfIds(instrument),
    ...faultsOfRules(instrument),
    ...faultsOfTexts(instrument),
    ...faultsOfPages(instrument, around),
    ...Object.entries(given)
      .filter(([language, sum]) => checksums[language] !== sum)
      .map(([language]) => ({ why: 'checksum', values: { language } })),
    ...addsLanguages(
      instrument,
      around.shipped.find(({ id }) => id === instrument.id),
    ),
  ];
  return wrong.length > 0 ? { is: 'wrong', wrong } : { is: 'read', instrument };
}

/** Where signs stand that nobody sees: of a new file they are refused, so that every other format can hold its words. */
export const faultsOfSigns = (file: unknown, path: PropertyKey[] = []): InstrumentFault[] => {
  if (typeof file === 'string') return unseen.test(file) ? [{ why: 'badSign', values: { at: placeOf(path) } }] : [];
  if (typeof file !== 'object' || file === null) return [];
  return Object.entries(file).flatMap(([name, value]) =>
    faultsOfSigns(value, [...path, Array.isArray(file) ? Number(name) : name]),
  );
};

/** What is wrong with the shape of a file, at its place. */
export function faultOfShape(issue: z.core.$ZodIssue): InstrumentFault {
  const at = placeOf(issue.path);
  if (issue.code === 'unrecognized_keys') return { why: 'unknownField', values: { at, name: issue.keys.join(', ') } };
  if (issue.code === 'invalid_value') return { why: 'notOneOf', values: { at, allowed: issue.values.join(', ') } };
  if (issue.code === 'too_big') return { why: 'tooBig', values: { at, limit: Number(issue.maximum) } };
  if (issue.code === 'too_small') return { why: 'tooSmall', values: { at } };
  if (issue.code === 'invalid_type') return { why: 'badType', values: { at, expected: issue.expected } };
  if (issue.code === 'invalid_key')
    return { why: ['texts', 'titles'].includes(String(issue.path[0])) ? 'badLanguage' : 'badName', values: { at } };
  return { why: issue.message === 'name' ? 'badName' : 'badValue', values: { at } };
}

/** `items[2].type` as `items 3 › type`: people count from one. */
const placeOf = (path: readonly PropertyKey[]) =>
  path.map((part) => (typeof part === 'number' ? `${part + 1}` : String(part))).join(' › ');

function faultsOfIds({ items }: Instrument): InstrumentFault[] {
  return items.flatMap(({ id }, index) => {
    const first = items.findIndex((one) => one.id === id);
    return first < index ? [{ why: 'duplicateId', values: { id, first: first + 1, second: index + 1 } }] : [];
  });
}

/** Each language has the words of every item and of every choice. */
function faultsOfTexts(instrument: Instrument): InstrumentFault[] {
  const { items, texts } = instrument;
  if (Object.keys(texts).length === 0) return [{ why: 'noLanguage' }];
  return Object.entries(texts).flatMap(([language, text]) => {
    const wrong: InstrumentFault[] = [];
    if (text.items.length !== items.length) {
      wrong.push({ why: 'missingText', values: { language, count: text.items.length, items: items.length } });
    }
    for (const id of Object.keys(text.hints ?? {})) {
      const isAsked = items.some((item) => item.id === id && item.type !== 'statement');
      if (!isAsked) wrong.push({ why: 'hintOfNothing', values: { language, id } });
    }
    const seen = new Set<string>();
    for (const item of items) {
      const labels = labelsOf(text, item);
      for (const code of codesOf(instrument, item)) {
        const what = `${item.scale ?? ''}${code}`;
        if (labels[code] === undefined && !seen.has(what)) {
          wrong.push({ why: 'missingLabel', values: { language, code, id: item.id } });
        }
        seen.add(what);
      }
    }
    return wrong;
  });
}

/** Information and consent stand in the respondent's language: a language that the app does not speak brings its words. */
function faultsOfPages({ texts }: Instrument, { pageLanguages, pageWords }: Around): InstrumentFault[] {
  return Object.entries(texts).flatMap(([language, { page = {} }]) => {
    if (pageLanguages.includes(language)) return [];
    const missing = pageWords.filter((name) => !page[name]);
    return missing.length > 0 ? [{ why: 'noPageWords', values: { language, names: missing.join(', ') } }] : [];
  });
}
