/**
 * Which groups of a year may be shown when a month of it ends, beside all that was shown of the year before: so that no adding
 * and subtracting of months, quarters, half-years and the year, of units and of all units, tells of fewer people than the
 * smallest size, today or later. What was shown before stays shown, what was hidden stays hidden.
 *
 * Why it holds: the units' months are the innermost groups. Each group stands in two sums: a unit's month in the month of all
 * units and in the unit's quarter; a quarter in what it is made of and in the half-year, and so on to the year (one dimension
 * of a table may be nested and it is still a graph: `hidden-network.ts`). What has not ended is not told yet: hidden. To hide
 * all that ends now would leave the graph as it was, so there is always a way. A test tries it by brute force.
 */
import { endingWith, type PeriodWithKey, periodKey, periodsAround } from '../periods/grid.ts';
import type { Period } from '../periods/periods.ts';
import { type HiddenEdge, tooLightCut } from './hidden-network.ts';
import { type Hidden, valuesOf } from './possible.ts';
import type { Suppression } from './suppression.ts';

/** How many people, by unit and by the first day of the month, in a year up to the month that ends. */
export type MonthCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** A group as a key: of a unit, or of all, in a period of the grid. */
export const groupKey = (unit: string | undefined, period: Pick<Period, 'length' | 'from'>): string =>
  keyOf(JSON.stringify(unit ?? null), periodKey(period));
/** Written by hand: as JSON of the two it takes most of the time of a release. */
const keyOf = (unit: string, period: string) => `[${unit},"${period}"]`;

export interface EndOfMonth {
  counts: MonthCounts;
  /** How the groups stand that were released before, by `groupKey`. */
  earlier: ReadonlyMap<string, Suppression>;
  /** The first day of the month that ends. */
  month: string;
  /** The smallest group that is shown. */
  least: number;
  /** The smallest size by which any group of this year was shown so far: differences are held to the smaller of the two. */
  leastBefore?: number;
  /** Groups that are not to be shown, by `groupKey`: some of their people are no longer there to be counted. */
  withheld?: ReadonlySet<string>;
  /**
   * So many values each hidden number below `least` must at least be capable of, also for those who are told that it is below.
   * Without it nothing is held against that.
   */
  values?: number;
  /** What is hidden for the sake of a small group: another unit, where that helps, or all units together. */
  toProtect?: 'unit' | 'whole' | undefined;
  /** What a number is known not to exceed, by `groupKey`. */
  ceilings?: ReadonlyMap<string, number>;
}

/** Nobody, where it must not be told either that there is nobody: it is counted, and weighs nothing. */
export const nobody = 1e-6;

interface Group extends HiddenEdge {
  key: string;
  /** Of all units. */
  isWhole: boolean;
  /** Its ends so that what comes into a vertex is what goes out of it. */
  flow: readonly [from: number, to: number];
  /** It ends now: it may be shown or hidden. Undefined of those that stand already. */
  isOpen: boolean;
}

/** How each group that ends with the month stands, by `groupKey`. */
export function suppressMonth(end: EndOfMonth): Map<string, Suppression> {
  const { month, least, withheld = new Set(), toProtect } = end;
  const { groups, size } = networkOf(end);
  const standing = new Map<string, Suppression>();
  for (const unit of [...end.counts.keys(), undefined])
    for (const period of endingWith(month)) standing.set(groupKey(unit, period), 'none');
  const open = groups.filter(({ isOpen }) => isOpen);
  for (const { key, n } of open) standing.set(key, n < least ? 'few' : withheld.has(key) ? 'guard' : 'shown');
  const isGiven = () => tooLightSide(end, groups, size, standing) ?? isTooNarrow(end, groups, standing);
  const shown = () => open.filter(({ key }) => standing.get(key) === 'shown');
  const loss = ({ isSum, isWhole, n }: Group) => (isWhole && toProtect === 'whole' ? -1e9 : Number(isSum) * 1e9) + n;
  const guards: Group[] = [];
  for (let given = isGiven(); given; given = isGiven()) {
    const side = given === true ? undefined : given;
    const across = shown().filter(({ ends: [a, b] }) => !side || side.has(a) !== side.has(b));
    // Never none across while something is shown; were it so, nothing more is told.
    const closing = across.length > 0 ? [across.reduce((a, b) => (loss(b) < loss(a) ? b : a))] : shown();
    if (closing.length === 0) break;
    for (const group of closing) {
      standing.set(group.key, 'guard');
      guards.push(group);
    }
  }
  // A guard may have become needless by those that came after it: the greatest loss is tried first.
  for (const { key } of guards.sort((a, b) => loss(b) - loss(a))) {
    standing.set(key, 'shown');
    if (isGiven()) standing.set(key, 'guard');
  }
  // Nothing is left to hide: then not even which of them are small is told.
  if (isTooNarrow(end, groups, standing))
    for (const { key } of open) if (standing.get(key) === 'few') standing.set(key, 'guard');
  return standing;
}

/**
 * How each group stands where it is parted in two, those counted and the `others`: so that no adding and subtracting tells of few on
 * either side. What one side hides the other hides too, until both are held.
 */
export function suppressSides(end: EndOfMonth, others: MonthCounts): Map<string, Suppression> {
  const withheld = new Set(end.withheld);
  for (;;) {
    const standing = suppressMonth({ ...end, withheld });
    for (const [key, is] of standing) if (is !== 'shown') withheld.add(key);
    const other = suppressMonth({ ...end, counts: others, withheld });
    const isMore = [...standing].some(([key, is]) => is === 'shown' && other.get(key) !== 'shown');
    if (!isMore) return standing;
    for (const [key, is] of other) if (is !== 'shown') withheld.add(key);
  }
}

/** Whether nothing is given away where the groups that end with the month stand so. */
export function isSafe(end: EndOfMonth, standing: ReadonlyMap<string, Suppression>): boolean {
  const { groups, size } = networkOf(end);
  return !tooLightSide(end, groups, size, standing) && !isTooNarrow(end, groups, standing);
}

type Standings = ReadonlyMap<string, Suppression>;

const standingOf = ({ earlier }: EndOfMonth, standing: Standings, { key }: Group) =>
  earlier.get(key) ?? standing.get(key);

/** The vertices on one side of hidden groups of too few people; undefined where there are none. */
function tooLightSide(end: EndOfMonth, groups: readonly Group[], size: number, standing: Standings) {
  const { least, leastBefore = least } = end;
  const hidden = groups.filter((group) => standingOf(end, standing, group) !== 'shown');
  return tooLightCut(size, hidden, Math.min(least, leastBefore));
}

/** Whether a hidden small number can be of too few values. True or undefined. */
function isTooNarrow(end: EndOfMonth, groups: readonly Group[], standing: Standings): true | undefined {
  const { least, values = 0, ceilings } = end;
  if (values === 0) return undefined;
  const hidden = groups.flatMap((group): Hidden[] => {
    const is = standingOf(end, standing, group);
    const { key, flow } = group;
    const n = Math.round(group.n);
    // Nobody gives no room: those who try to find out may know of it.
    if (is === 'shown' || n === 0) return [];
    const [from, to] = flow;
    const ceiling = ceilings?.get(key) ?? Number.POSITIVE_INFINITY;
    const isLarge = is === 'guard' && n >= least;
    return [{ from, to, n, lo: isLarge ? least : 0, hi: is === 'few' ? Math.min(least - 1, ceiling) : ceiling }];
  });
  const isNarrow = ({ n }: Hidden, at: number) => n < least && valuesOf(hidden, at, values) < values;
  return hidden.some(isNarrow) || undefined;
}

/** Every group of the year in which anybody is, as an edge between the two sums that it stands in. */
export function networkOf({ counts, month, earlier }: Pick<EndOfMonth, 'counts' | 'month' | 'earlier'>): {
  groups: Group[];
  size: number;
} {
  const vertices = new Map<string, number>();
  const vertex = (name: string) => {
    const held = vertices.get(name);
    if (held !== undefined) return held;
    vertices.set(name, vertices.size);
    return vertices.size - 1;
  };
  const ending = new Set(endingWith(month).map(periodKey));
  const groups: Group[] = [];
  for (const [unit, n] of [...numbersIn(counts), [undefined, allOf(counts)] as const]) {
    const unitKey = JSON.stringify(unit ?? null);
    for (const { period, key: its, longer, n: people } of periodsOf(n)) {
      const key = keyOf(unitKey, its);
      const inner = period.length === 'month' ? `month ${period.from}` : `in ${key}`;
      const outer = longer ? `in ${keyOf(unitKey, longer.key)}` : `all ${its}`;
      const ends = [vertex(inner), vertex(outer)] as const;
      groups.push({
        key,
        n: people,
        ends,
        flow: unit === undefined ? [ends[1], ends[0]] : ends,
        isWhole: unit === undefined,
        isSum: unit === undefined || period.length !== 'month',
        isOpen: ending.has(its) && !earlier.has(key),
      });
    }
  }
  return { groups, size: vertices.size };
}

const numbersIn = (counts: MonthCounts) => [...counts.entries()];

function allOf(counts: MonthCounts): Map<string, number> {
  const all = new Map<string, number>();
  for (const months of counts.values()) for (const [month, n] of months) all.set(month, (all.get(month) ?? 0) + n);
  return all;
}

interface Counted extends PeriodWithKey {
  /** The one that it is a part of; undefined of a year. */
  longer: PeriodWithKey | undefined;
  n: number;
}

/** Each period of the grid that somebody is in, ended or not, with how many. */
function periodsOf(months: ReadonlyMap<string, number>): Counted[] {
  const found = new Map<string, Counted>();
  for (const [month, n] of months) {
    if (n === 0) continue;
    for (const [at, { period, key }] of periodsAround(month).entries()) {
      const held = found.get(key);
      if (held) held.n += n;
      else found.set(key, { period, key, longer: periodsAround(month)[at + 1], n });
    }
  }
  return [...found.values()];
}
