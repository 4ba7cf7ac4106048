/**
 * Longer periods held against who knows a part of them: what one device logged, or who was met on one outing, taken from months,
 * quarters and years leaves the others, and nothing of fewer than five of them may be told by adding and subtracting.
 */
import { lightSum } from '../../disclosure/derivable.ts';
import { groupKey } from '../../disclosure/over-time.ts';
import { smallest } from '../../disclosure/suppression.ts';
import type { Period } from '../../periods/periods.ts';
import type { ClosedMonth, LongerStandings } from './longer.ts';
import { toldOf } from './publish.ts';
import { alongWith, type CountedTable, tablesOf } from './subjects.ts';

/** Hides numbers of the periods that end now until nothing of fewer than five of others is told. */
export async function holdFromKnown(
  ofYear: readonly ClosedMonth[],
  ending: readonly Period[],
  keys: readonly string[],
  standings: LongerStandings,
  breathe: () => Promise<void> | undefined,
): Promise<void> {
  const known = new Set(ofYear.flatMap((one) => [...(one.known?.keys() ?? [])]));
  const tables = tablesOf(keys);
  // What is hidden of one table is hidden of others with it: looked at again until nothing more is.
  for (let isOver = false; !isOver; ) {
    isOver = true;
    for (const table of tables)
      for (const name of known) {
        while (hideOne({ ofYear, ending, standings, name }, table)) isOver = false;
        await breathe();
      }
  }
}

interface Known {
  ofYear: readonly ClosedMonth[];
  ending: readonly Period[];
  standings: LongerStandings;
  /** Of what it is known what is in it. */
  name: string;
}

/** Hides one number of a period that ends where a table tells of too few of others; whether it did. */
function hideOne({ ofYear, ending, standings, name }: Known, { whole, keys }: CountedTable): boolean {
  const unknowns = ofYear.flatMap(({ month, counted, known }) =>
    keys.flatMap((key) => {
      const n = (counted.all.get(key) ?? 0) - (known?.get(name)?.get(key) ?? 0);
      return n > 0 ? [{ month, key, n }] : [];
    }),
  );
  const told: { period?: Period; key: string }[] = [];
  const sums: number[][] = [];
  const put = ({ from, to }: Period, key: string, period?: Period) => {
    told.push(period ? { period, key } : { key });
    const isIn = (one: (typeof unknowns)[number]) =>
      one.month >= from && one.month < to && (key === whole || one.key === key);
    sums.push(unknowns.flatMap((one, at) => (isIn(one) ? [at] : [])));
  };
  const all = whole === undefined ? keys : [whole, ...keys];
  for (const { period, published } of ofYear.flatMap((one) => one.told))
    for (const key of all) if (toldOf(published.all, key).is === 'shown') put(period, key);
  for (const period of ending)
    for (const key of all)
      if (standings.get(key)?.get(groupKey(undefined, period)) === 'shown') put(period, key, period);
  const from = lightSum(
    sums,
    unknowns.map(({ n }) => n),
    smallest,
  );
  const open = (from ?? []).map((at) => told[at]!).flatMap(({ period, key }) => (period ? [{ period, key }] : []));
  // A part before a sum.
  const one = open.find(({ key }) => key !== whole) ?? open[0];
  if (!one) return false;
  const isWith = alongWith(one.key);
  const group = groupKey(undefined, one.period);
  for (const [key, standing] of standings)
    if (isWith(key) && standing.get(group) === 'shown') standing.set(group, 'guard');
  return true;
}
