/** What the rules of suppression have in common: how a number may stand, and what a rule answers. */

/** The smallest number that is ever told, and the smallest group, whatever an organisation sets. */
export const smallest = 5;

/**
 * `few`: smaller than may be told, none included. `guard`: large enough, but a smaller one could be worked out from it
 * (secondary suppression). `none`: of a group, nobody is in it.
 */
export type Suppression = 'shown' | 'few' | 'guard' | 'none';

/** How a number stands that is told of as few where it is none. */
export type CellSuppression = Exclude<Suppression, 'none'>;

/** A number as it is told; `n` stands only where it is shown. */
export type PublishedNumber = { is: 'shown'; n: number } | { is: 'few' | 'guard' };

export type Counts = readonly (readonly number[])[];

/**
 * A rule: how each number of a table stands, and its sums, where numbers below `least` are not told. `counts[row][column]` has
 * no sums; the answer has one row and one column more, as `withTotals` lays them. Undefined where the table cannot be told
 * beside its sums at all.
 */
export type SuppressionRule<Standing extends Suppression = Suppression> = (
  counts: Counts,
  least: number,
) => Standing[][] | undefined;

/** The table with its totals: one row and one column more, the last ones. */
export function withTotals(counts: Counts): number[][] {
  const rows = counts.map((row) => [...row, row.reduce((total, n) => total + n, 0)]);
  const width = Math.max(1, ...rows.map((row) => row.length));
  const totals = Array.from({ length: width }, (_, column) => rows.reduce((total, row) => total + row[column]!, 0));
  return [...rows, totals];
}
