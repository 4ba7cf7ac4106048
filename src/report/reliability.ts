/** Whether the items of a scale hold together: Cronbach's alpha. */
import { fQuantile } from './quantiles.ts';
import { type Estimate, variance } from './statistics.ts';

/** Fewer whole responses than this say too little about a scale's items. */
export const leastForAlpha = 30;

/**
 * Cronbach's alpha of whole responses, one row each, with Feldt's interval. Undefined where there are too few of them, fewer
 * than two items, or no differences between people.
 */
export function alpha(rows: readonly (readonly number[])[], least = leastForAlpha): Estimate | undefined {
  const n = rows.length;
  const items = rows[0]?.length ?? 0;
  if (n < Math.max(2, least) || items < 2) return undefined;
  const ofSums = variance(rows.map((row) => row.reduce((total, code) => total + code, 0)));
  if (!(ofSums > 0)) return undefined;
  let ofItems = 0;
  for (let item = 0; item < items; item++) ofItems += variance(rows.map((row) => row[item]!));
  const value = (items / (items - 1)) * (1 - ofItems / ofSums);
  const degrees = [n - 1, (n - 1) * (items - 1)] as const;
  const at = (p: number) => 1 - (1 - value) * fQuantile(p, ...degrees);
  return { value, interval: [at(0.975), at(0.025)] };
}
