/**
 * What many numbers say together: mean, deviation, share. Pure, on plain lists, and exact: what of it may be told, and how
 * rounded, is decided in `disclosure/`. Agrees with R to 1e-9: `tests/reference/` has the script and what it printed.
 */
import { tQuantile } from './quantiles.ts';

/** A value and the 95 % interval around it; `interval` is absent where too few numbers allow none. */
export interface Estimate {
  value: number;
  interval?: readonly [low: number, high: number];
}

function sum(values: readonly number[], of = (value: number) => value): number {
  let total = 0;
  for (const value of values) total += of(value);
  return total;
}

export const mean = (values: readonly number[]): number => sum(values) / values.length;

/** The variance with n - 1 below, in two passes: exact also where the numbers are large and close together. */
export function variance(values: readonly number[]): number {
  const middle = mean(values);
  return sum(values, (value) => (value - middle) ** 2) / (values.length - 1);
}

export const deviation = (values: readonly number[]): number => Math.sqrt(variance(values));

/** The mean with its interval by Student's t. */
export function meanEstimate(values: readonly number[]): Estimate {
  const value = mean(values);
  const n = values.length;
  if (n < 2) return { value };
  const half = tQuantile(0.975, n - 1) * Math.sqrt(variance(values) / n);
  return { value, interval: [value - half, value + half] };
}

/** How much narrower an interval is where `n` of so many have answered, of a population of `size`; 1 where nobody knows how many there are. */
export const finiteCorrection = (n: number, size: number | undefined): number =>
  size === undefined || n > size ? 1 : Math.sqrt(1 - n / size);

const z = 1.959963984540054;

/** A share of a group with Wilson's interval; of `size` people, where it is known how many there are, that of a finite population. */
export function shareEstimate(count: number, n: number, size?: number): Estimate {
  const value = count / n;
  // Wilson's interval is where the share would be `narrow` deviations away: of a finite population these are shorter.
  const narrow = z * finiteCorrection(n, size);
  const middle = (value + narrow ** 2 / (2 * n)) / (1 + narrow ** 2 / n);
  const half = (narrow / (1 + narrow ** 2 / n)) * Math.sqrt((value * (1 - value)) / n + narrow ** 2 / (4 * n ** 2));
  return { value, interval: [Math.max(0, middle - half), Math.min(1, middle + half)] };
}
