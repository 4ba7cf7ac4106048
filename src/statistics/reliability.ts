/** Whether the items of a scale hold together: Cronbach's alpha. */

import { type Estimate, variance } from './estimates.ts';
import { fQuantile } from './quantiles.ts';

/** Fewer whole responses than this say too little about a scale's items. */
export const leastForAlpha = 30;

/**
 * Cronbach's alpha of whole responses with Feldt's interval. `items` has for each item what everyone gave to it, in the same
 * order of people. Undefined where there are too few people, fewer than two items, or no differences between people.
 */
export function alpha(items: readonly (readonly number[])[], least = leastForAlpha): Estimate | undefined {
  const n = items[0]?.length ?? 0;
  const k = items.length;
  if (n < Math.max(2, least) || k < 2) return undefined;
  const ofSums = variance(items[0]!.map((_, person) => items.reduce((total, codes) => total + codes[person]!, 0)));
  if (!(ofSums > 0)) return undefined;
  const ofItems = items.reduce((total, codes) => total + variance(codes), 0);
  const value = (k / (k - 1)) * (1 - ofItems / ofSums);
  const at = (p: number) => 1 - (1 - value) * fQuantile(p, n - 1, (n - 1) * (k - 1));
  return { value, interval: [at(0.975), at(0.025)] };
}
