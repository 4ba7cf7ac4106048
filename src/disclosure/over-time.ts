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
import { endingWith, partOfWhich, periodKey } from '../periods/grid.ts';
import { type Period, periodOf } from '../periods/periods.ts';
import { type HiddenEdge, tooLightCut } from './hidden-network.ts';
import type { Suppression } from './suppression.ts';

/** How many people, by unit and by the first day of the month, in a year up to the month that ends. */
export type MonthCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** A group as a key: of a unit, or of all, in a period of the grid. */
export const groupKey = (unit: string | undefined, period: Pick<Period, 'length' | 'from'>): string =>
  JSON.stringify([unit ?? null, periodKey(period)]);

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
}

interface Group extends HiddenEdge {
  key: string;
  /** It ends now: it may be shown or hidden. Undefined of those that stand already. */
  isOpen: boolean;
}

/** How each group that ends with the month stands, by `groupKey`. */
export function suppressMonth(end: EndOfMonth): Map<string, Suppression> {
  const { earlier, month, least, leastBefore = least, withheld = new Set() } = end;
  const { groups, size } = groupsOf(end);
  const standing = new Map<string, Suppression>();
  for (const unit of [...end.counts.keys(), undefined])
    for (const period of endingWith(month)) standing.set(groupKey(unit, period), 'none');
  for (const { key, n, isOpen } of groups)
    if (isOpen) standing.set(key, n < least ? 'few' : withheld.has(key) ? 'guard' : 'shown');
  const isHidden = ({ key }: Group) => (earlier.get(key) ?? standing.get(key)) !== 'shown';
  const floor = Math.min(least, leastBefore);
  const cut = () => tooLightCut(size, groups.filter(isHidden), floor);
  const loss = ({ isSum, n }: Group) => Number(isSum) * 1e9 + n;
  const guards: Group[] = [];
  for (let side = cut(); side; side = cut()) {
    const isAcross = ({ ends: [a, b] }: Group) => side!.has(a) !== side!.has(b);
    const shown = groups.filter((group) => group.isOpen && !isHidden(group));
    const across = shown.filter(isAcross);
    // Never none across while something is shown; were it so, nothing more is told.
    const closing = across.length > 0 ? [across.reduce((a, b) => (loss(b) < loss(a) ? b : a))] : shown;
    if (closing.length === 0) break;
    for (const group of closing) {
      standing.set(group.key, 'guard');
      guards.push(group);
    }
  }
  // A guard may have become needless by those that came after it: the greatest loss is tried first.
  for (const { key } of guards.sort((a, b) => loss(b) - loss(a))) {
    standing.set(key, 'shown');
    if (cut()) standing.set(key, 'guard');
  }
  return standing;
}

/** Every group of the year in which anybody is, as an edge between the two sums that it stands in. */
function groupsOf({ counts, month, earlier }: EndOfMonth): { groups: Group[]; size: number } {
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
    for (const { period, n: people } of periodsOf(n)) {
      const longer = partOfWhich(period);
      const key = groupKey(unit, period);
      const inner = period.length === 'month' ? `month ${period.from}` : `in ${key}`;
      const outer = longer ? `in ${groupKey(unit, longer)}` : `all ${periodKey(period)}`;
      groups.push({
        key,
        n: people,
        ends: [vertex(inner), vertex(outer)],
        isSum: unit === undefined || period.length !== 'month',
        isOpen: ending.has(periodKey(period)) && !earlier.has(key),
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

/** Each period of the grid that somebody is in, ended or not, with how many. */
function periodsOf(months: ReadonlyMap<string, number>): { period: Period; n: number }[] {
  const found = new Map<string, { period: Period; n: number }>();
  for (const [month, n] of months) {
    if (n === 0) continue;
    for (let period: Period | undefined = periodOf('month', month); period; period = partOfWhich(period)) {
      const key = periodKey(period);
      found.set(key, { period, n: (found.get(key)?.n ?? 0) + n });
    }
  }
  return [...found.values()];
}
