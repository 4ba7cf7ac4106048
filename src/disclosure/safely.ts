/**
 * Numbers that may leave the team. A number under five may point at a person, and so may the difference of two that are
 * told side by side; both are told as what can be known without harm.
 */

import { smallest } from './suppression.ts';

/** How a number is told: as it is, as less than five, as at least so many, or only as some. */
export type RoundedCount = { is: 'exact'; n: number } | { is: 'few' } | { is: 'at-least'; n: number } | { is: 'some' };

/**
 * Tells `count`, which is a part of each of `wholes` that are told as well. None and all may be told. Of a small whole a part
 * is only some; where the rest would be small though the count is not, the count is rounded down to fives until it is not.
 * Who knows this rule is still left with several possibilities for whatever is small.
 */
export function safely(count: number, ...wholes: number[]): RoundedCount {
  if (count === 0) return { is: 'exact', n: 0 };
  if (wholes.some((whole) => whole > count && whole >= smallest && whole < 2 * smallest)) return { is: 'some' };
  if (count < smallest) return { is: 'few' };
  const tight = wholes.filter((whole) => whole > count && whole - count < smallest);
  if (tight.length === 0) return { is: 'exact', n: count };
  return { is: 'at-least', n: Math.floor((Math.min(...tight) - smallest) / smallest) * smallest };
}
