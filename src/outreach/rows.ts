/**
 * The rows that an organisation may add to an encounter; each is hidden until it does. One more is one entry here and its
 * words in `locales/` (`outreach.row`, `outreach.rowMeaning`, `outreach.choice` and `outreach.numbers.subject`): what a record
 * and a draft may hold, the chips of the form, the organisation's setting, and what is counted and exported follow from it.
 */
import type { TFunction } from 'i18next';
import * as z from 'zod/mini';
import { OwnCode } from '../setup/value-lists.ts';
import { freeText } from '../store/free-text.ts';
import { codeOf, codesOfList, type ListName, type ValueList, type ValueLists, valueList } from './value-list.ts';

/** Longest note, in characters. */
export const noteLimit = 140;

/** Most of a row of which several are chosen, where not all may be. */
const severalLimit = 3;

/** What a row says while nothing is chosen: kept where it is one of the codes, else nothing is. Not known is never an error. */
type Unchosen = 'unknown' | 'not-assessed';

/** One of these. `isOrdered`: the codes have an order of their own, in which numbers are shown too. */
const one = <const C extends readonly string[]>(codes: C, unchosen: Unchosen, more: { isOrdered?: true } = {}) => {
  const schema = z.optional(z.enum(codes));
  return { is: 'one', codes, unchosen, ...more, kept: schema, draft: schema } as const;
};

/** Several of a list that the organisation can change. `isCounted`: by the name of the row. */
const several = <L extends ListName, const C extends boolean>(list: L, more: { isCounted: C; limit?: number }) => {
  const schema = z.array(codeOf(codesOfList(list)));
  const { isCounted, limit } = more;
  const kept = z.optional(limit === undefined ? schema : schema.check(z.maxLength(limit)));
  return { is: 'several', list, isCounted, limit, kept, draft: z.optional(schema) } as const;
};

export const rows = {
  /** Met before? */
  familiarity: one(['new', 'seen', 'unknown'], 'unknown'),
  /** Age as it was estimated, never asked. The cuts: young in the Social Welfare Act, in the Youth Act, and 65. */
  age: one(['-17', '18-24', '25-28', '29-64', '65+', 'not-assessed'], 'not-assessed', { isOrdered: true }),
  gender: one(['woman', 'man', 'other', 'not-assessed'], 'not-assessed'),
  /** The language of the talk, not of the person: by its code or the organisation's. */
  language: {
    is: 'one',
    list: 'talkLanguages',
    codes: codesOfList('talkLanguages'),
    unchosen: 'unknown',
    kept: z.optional(z.union([z.string().check(z.regex(/^([a-z]{2,3}|other|interpreter)$/)), OwnCode])),
    draft: z.optional(z.string()),
  },
  /** Who made the first move. */
  initiative: one(['worker', 'person', 'close-one', 'professional', 'concern', 'agreed'], 'unknown'),
  /** What was done there and then. */
  done: several('done', { isCounted: true }),
  duration: one(['-5', '5-15', '15-30', '30+'], 'unknown', { isOrdered: true }),
  /** What was asked for and not to be had; counted among the needs that have records of their own. */
  unmet: several('topics', { isCounted: false, limit: severalLimit }),
  /** A text of one's own: switched on by a setting of its own. */
  note: { is: 'text', kept: z.optional(freeText(noteLimit, 1)), draft: z.optional(z.string()) },
} as const;

type Rows = typeof rows;
export type OptionalRow = keyof Rows;
type RowsThat<Is> = { [R in OptionalRow]: Rows[R] extends Is ? R : never }[OptionalRow];
/** Rows of which one is chosen. */
export type RowOfOne = RowsThat<{ is: 'one' }>;
/** Rows of which several are chosen. */
export type RowOfSeveral = RowsThat<{ is: 'several' }>;
/** Rows that are counted by their own name. */
export type CountedRow = RowOfOne | RowsThat<{ isCounted: true }>;

/** In the order of the form. */
export const optionalRows = Object.keys(rows) as OptionalRow[];

export const isOfOne = (name: OptionalRow): name is RowOfOne => rows[name].is === 'one';
export const isOfSeveral = (name: OptionalRow): name is RowOfSeveral => rows[name].is === 'several';

const fieldsOf = <F extends 'kept' | 'draft'>(as: F) =>
  Object.fromEntries(optionalRows.map((row) => [row, rows[row][as]])) as { [R in OptionalRow]: Rows[R][F] };
/** The schemas of the rows in a record; absent: it was not asked. */
export const rowFields = fieldsOf('kept');
/** The schemas of the rows in a draft, where something is still being written. */
export const rowDrafts = fieldsOf('draft');

/** What a row says, without the spaces around it; an empty text or list is none. */
export function rowSaid<V>(value: V): V | undefined {
  const said = typeof value === 'string' ? (value.trim() as V) : value;
  return said === '' || (Array.isArray(said) && said.length === 0) ? undefined : said;
}

/** The values of a row as the organisation has them, in the words of a language. */
export function rowValues(name: RowOfOne | RowOfSeveral, lists: ValueLists, t: TFunction, language: string): ValueList {
  const row = rows[name];
  const list = 'list' in row ? valueList(row.list, lists, t, language) : undefined;
  if (row.is === 'several') return list!;
  // Each row has its own words, and only those.
  const say = (code: string) => t(`outreach.choice.${name}.${code}` as 'outreach.choice.age.65+');
  const offered = (chosen: readonly (string | undefined)[]) => [
    ...new Set([...(list ? list.with(chosen) : row.codes), row.unchosen]),
  ];
  return {
    codes: offered([]),
    with: offered,
    say: (code) => (list && code !== row.unchosen ? list.say(code) : say(code)),
  };
}

/** By what those who were met may be split afterwards, and into which parts; the rest is not assessed. */
export const splits = { age: rows.age.codes, gender: rows.gender.codes } as const;
export type SplitBy = keyof typeof splits;
