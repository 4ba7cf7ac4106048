/**
 * Of which groups it may be told how many stand on one side of a line, beside all other groups of the same table of which it is
 * told: both sides are as many as the smallest size, in each group and in whatever adding and subtracting groups gives.
 */
import { suppressGroups } from './groups.ts';
import { nobody } from './over-time.ts';
import type { Counts, Suppression } from './suppression.ts';

/**
 * For each group and each total, laid as `withTotals` lays them, whether the split may be told. `inside` and `outside` are how
 * many of each group stand on either side; `groups` is how the groups stand themselves.
 */
export function suppressSplits(
  inside: Counts,
  outside: Counts,
  groups: readonly (readonly Suppression[])[],
  least: number,
): boolean[][] {
  // Nobody on a side is as telling as a few.
  const seen = (side: Counts, other: Counts) =>
    suppressGroups(
      side.map((row, r) => row.map((n, c) => (n === 0 && other[r]![c]! > 0 ? nobody : n))),
      least,
    );
  const [in_, out] = [seen(inside, outside), seen(outside, inside)];
  return groups.map((row, r) =>
    row.map((is, c) => is === 'shown' && in_[r]?.[c] === 'shown' && out[r]?.[c] === 'shown'),
  );
}
