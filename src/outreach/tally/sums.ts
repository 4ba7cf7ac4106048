/**
 * Adding up the marks of a tally. Marks may come from any number of phones, in any order and any number of times: the sums
 * are the same, never below zero, and a counter never exceeds the one that it lies within.
 */
import type { Encounter } from '../encounter.ts';
import { type SplitBy, splits } from '../rows.ts';
import { type Counter, counters, nested } from '../values.ts';
import type { Tally } from './tally.ts';

export type TallyMark = Pick<Tally, 'id' | 'place' | 'add'>;
/** How much of each counter, the organisation's own among them. */
export type Sums = Record<Counter, number> & Record<string, number>;

/** The marks of both, each once. */
export const joinMarks = (...lists: readonly (readonly TallyMark[])[]): TallyMark[] => [
  ...new Map(lists.flat().map((mark) => [mark.id, mark])).values(),
];

/** The stops at which something was logged, in the order of `places`, and after them any that only another phone knows. */
export const stopsOf = (places: readonly string[], logged: readonly { place: string }[]): string[] => {
  const found = new Set(logged.map(({ place }) => place));
  return [...new Set([...places, ...[...found].sort()])].filter((place) => found.has(place));
};

/** What was counted by these marks. */
export function sums(marks: readonly TallyMark[]): Sums {
  const moved = movedBy(marks);
  const own = marks.flatMap(({ add }) => Object.keys(add)).filter((what) => what.startsWith('own-'));
  const all = new Set<string>([...counters, ...own]);
  const counted = Object.fromEntries([...all].map((counter) => [counter, Math.max(0, moved(counter))])) as Sums;
  // Two phones can take back the same one: then the outer counter is as large as what is within it.
  for (let i = nested.length - 1; i > 0; i--) {
    counted[nested[i - 1]!] = Math.max(counted[nested[i - 1]!], counted[nested[i]!]);
  }
  return counted;
}

/** By how much marks moved something, each mark once; below zero where two phones took back the same one. */
function movedBy(marks: readonly TallyMark[]): (what: string) => number {
  const once = joinMarks(marks);
  return (what) => once.reduce((sum, { add }) => sum + (add[what] ?? 0), 0);
}

/**
 * The mark of one tap: one more or one less of `counter`, with whatever must go along so that what is nested stays nested.
 * Undefined where there is nothing to take away.
 */
export function tap(marks: readonly TallyMark[], counter: string, by: 1 | -1): TallyMark['add'] | undefined {
  const now = sums(marks);
  const before = now[counter] ?? 0;
  if (by < 0 && before === 0) return undefined;
  const moved = movedBy(marks);
  const add: TallyMark['add'] = {};
  // Nearly always this is `by`; more where the marks of two phones stand below what is shown.
  const bring = (what: string, to: number) => {
    add[what] = to - moved(what);
  };
  const after = before + by;
  bring(counter, after);
  const at = nested.indexOf(counter as (typeof nested)[number]);
  if (at < 0) return add;
  for (const outer of nested.slice(0, at)) if (now[outer] < after) bring(outer, after);
  for (const inner of nested.slice(at + 1)) if (now[inner] > after) bring(inner, after);
  return add;
}

/** The mark that takes another back. */
export const opposite = (add: TallyMark['add']): TallyMark['add'] =>
  Object.fromEntries(Object.entries(add).map(([what, by]) => [what, -(by ?? 0)]));

/** What one encounter that was logged by itself adds to the counters: it is counted there, and need not be tapped as well. */
export function countedAs({ depth, guidance }: Pick<Encounter, 'depth' | 'guidance'>): Counter[] {
  if (depth === 'declined') return ['declined'];
  if (depth === 'observed' || depth === 'not-reached') return [];
  if (depth === 'guidance' || guidance) return [...nested];
  return depth === 'conversation' ? ['met', 'talked'] : ['met'];
}

/** What these encounters add to the counters. */
export function sumsOf(encounters: readonly Pick<Encounter, 'depth' | 'guidance'>[]): Sums {
  const counted = Object.fromEntries(counters.map((counter) => [counter, 0])) as Sums;
  for (const encounter of encounters) for (const counter of countedAs(encounter)) counted[counter] += 1;
  return counted;
}

/** An encounter, as far as it is counted. */
export type Counted = Pick<Encounter, 'depth' | 'guidance' | 'place'>;

/** What was counted at one stop, tapped and logged. */
export const countedAt = (place: string, marks: readonly TallyMark[], encounters: readonly Counted[]): Sums =>
  plus(sums(marks.filter((mark) => mark.place === place)), sumsOf(encounters.filter((one) => one.place === place)));

/**
 * What was counted over a whole outing, tapped and logged: the sum of its stops. The one way in which an outing is counted; its
 * page, the list, the summary and the numbers tell this.
 */
export const countedIn = (marks: readonly TallyMark[], encounters: readonly Counted[]): Sums =>
  plus(...stopsOf([], [...marks, ...encounters]).map((place) => countedAt(place, marks, encounters)));

/** Sums added to each other. */
export const plus = (...all: readonly Sums[]): Sums =>
  Object.fromEntries(
    [...new Set([...counters, ...all.flatMap(Object.keys)])].map((counter) => [
      counter,
      all.reduce((sum, one) => sum + (one[counter] ?? 0), 0),
    ]),
  ) as Sums;

export interface SplitPart {
  part: string;
  count: number;
}

/**
 * Those who were met, split by age or gender: always sums to how many were met. What nobody assessed fills the rest; where
 * more were assessed than met, because a mark was taken back afterwards, the largest parts give way first.
 */
export function splitOf(marks: readonly TallyMark[], by: SplitBy): SplitPart[] {
  const total = sums(marks).met;
  const moved = movedBy(marks);
  const parts: SplitPart[] = splits[by]
    .filter((part) => part !== 'not-assessed')
    .map((part) => ({ part, count: Math.max(0, moved(`${by}:${part}`)) }));
  let assessed = parts.reduce((sum, { count }) => sum + count, 0);
  for (; assessed > total; assessed--) {
    const largest = parts.reduce((a, b) => (b.count > a.count ? b : a));
    largest.count -= 1;
  }
  return [...parts, { part: 'not-assessed', count: total - assessed }];
}

/** The mark that moves a part of a split by `move`, as far as the rest and the part allow; undefined where nothing is left. */
export function splitTap(
  marks: readonly TallyMark[],
  by: SplitBy,
  part: string,
  move: number,
): TallyMark['add'] | undefined {
  const split = splitOf(marks, by);
  const countOf = (name: string) => split.find((one) => one.part === name)?.count ?? 0;
  const allowed = Math.max(-countOf(part), Math.min(move, countOf('not-assessed')));
  if (allowed === 0) return undefined;
  // Parts that gave way to a smaller total are brought to what is shown, so that nothing hidden comes back later.
  const moved = movedBy(marks);
  const brought = split
    .filter((one) => one.part !== 'not-assessed')
    .map((one) => {
      const what = `${by}:${one.part}`;
      return [what, one.count + (one.part === part ? allowed : 0) - moved(what)] as const;
    });
  return Object.fromEntries(brought.filter(([, add]) => add !== 0));
}
