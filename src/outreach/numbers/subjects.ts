/** What is counted, and what of it is a part of what. A key is a subject and a code: `depth:brief`; a sum has no code. */
import { type CountedRow, isOfOne, isOfSeveral, type OptionalRow, optionalRows, type RowOfOne, rows } from '../rows.ts';
import { codesOfList } from '../value-list.ts';
import { guidanceWays, handedOut, outcomes, targets, topics } from '../values.ts';

/** How far the encounters of `met` went. */
export const levels = ['brief', 'conversation', 'guidance'] as const;
/** What no encounter came of: counted, and no part of any sum. */
export const withoutContact = ['declined', 'not-reached', 'observed'] as const;

/** Where nobody was asked, or it was only tallied. */
export const notKnown = 'unknown';

/** The rows of which one is chosen: first whom, then how; where nothing was said, it is not known. */
export const oneOf: readonly RowOfOne[] = [
  ...new Set<RowOfOne>(['age', 'gender', 'language', ...optionalRows.filter(isOfOne)]),
];
const isCountedOfSeveral = (name: OptionalRow): name is Exclude<CountedRow, RowOfOne> =>
  isOfSeveral(name) && rows[name].isCounted;
/** The rows of which several are chosen, and that are counted by their own name. */
export const severalOf = optionalRows.filter(isCountedOfSeveral);

/** Every row that is counted by its own name. */
export const countedRows: readonly CountedRow[] = [...severalOf, ...oneOf];

/** Every code that is counted of a row. */
export function countedCodes(name: CountedRow): readonly string[] {
  const row = rows[name];
  return row.is === 'one' ? [...new Set([...row.codes, row.unchosen])] : codesOfList(row.list);
}

const ofRows = Object.fromEntries(countedRows.map((row) => [row, countedCodes(row)]));

/** Every subject with its known codes; organisations add to some of them. */
export const codes = {
  depth: levels,
  other: withoutContact,
  topic: topics,
  ...(ofRows as Record<CountedRow, readonly string[]>),
  way: guidanceWays,
  outcome: outcomes,
  target: [...targets, notKnown],
  need: topics,
  handed: handedOut,
} as const satisfies Record<string, readonly string[]>;
export type Subject = keyof typeof codes;

/** The code of a subject that stands for not knowing. */
export const unknownOf = (subject: Subject): string =>
  oneOf.some((row) => row === subject) ? rows[subject as RowOfOne].unchosen : notKnown;

/**
 * The sums that are parted, and by what. `within` is the number that nearly says the same: where it is hidden, so is the sum.
 */
export const wholes: readonly { key: string; within?: string; subjects: readonly Subject[] }[] = [
  { key: 'met', subjects: ['depth', ...oneOf] },
  { key: 'guided', within: 'depth:guidance', subjects: ['way', 'outcome', 'target'] },
  { key: 'need', subjects: ['need'] },
];

/** Of these an encounter has several or none; each is counted at most once an encounter. */
export const ofEncounters: readonly Subject[] = ['topic', ...severalOf];

/** The subject of a key: `depth:brief` is of `depth`. */
export const keyOf = (key: string): string => key.split(':', 1)[0]!;

/** Numbers that come to a sum; or one number that is no part of any, or that is the sum of others. */
export interface CountedTable {
  whole?: string | undefined;
  keys: string[];
}

/** The tables that these numbers make. */
export function tablesOf(keys: readonly string[]): CountedTable[] {
  const tables = new Map<string, CountedTable>();
  for (const key of keys) {
    const whole = wholes.find((one) => one.key !== key && one.subjects.some((subject) => subject === keyOf(key)));
    const name = whole ? `${keyOf(key)} of ${whole.key}` : key;
    const table: CountedTable = tables.get(name) ?? { whole: whole?.key, keys: [] };
    tables.set(name, table);
    table.keys.push(key);
  }
  return [...tables.values()];
}

/**
 * Tells the numbers that are hidden with one: itself; with a sum all that part it; with encounters what each has at most once; and,
 * either way, what nearly says the same.
 */
export function alongWith(key: string): (one: string) => boolean {
  const hidden = new Set([key]);
  const subjects = new Set<string>();
  const isHidden = (one: string) => hidden.has(one) || (one !== keyOf(one) && subjects.has(keyOf(one)));
  for (let count = 0; count < hidden.size; ) {
    count = hidden.size;
    for (const { key: sum, within, subjects: own } of wholes) {
      if (!isHidden(sum) && !(within && isHidden(within))) continue;
      for (const one of within ? [sum, within] : [sum]) hidden.add(one);
      for (const subject of sum === 'met' ? [...own, ...ofEncounters] : own) subjects.add(subject);
    }
  }
  return isHidden;
}
