/**
 * What many numbers say together: mean, median, share, change. Pure, on plain lists; who may see the result is decided in
 * `withheld.ts`. Agrees with R to 1e-9: `tests/reference/` has the script and what it printed.
 */
import { betaShare, tQuantile } from './quantiles.ts';

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

/**
 * The median with the interval between two of the ordered numbers, which holds at least 95 % whatever the distribution;
 * below six numbers there is none.
 */
export function medianEstimate(values: readonly number[]): Estimate {
  const n = values.length;
  const ordered = Float64Array.from(values).sort();
  const value = (ordered[(n - 1) >> 1]! + ordered[n >> 1]!) / 2;
  const place = medianPlace(n);
  return place === 0 ? { value } : { value, interval: [ordered[place - 1]!, ordered[n - place]!] };
}

/** The least number of heads that `n` fair coins exceed or meet with a chance of 97.5 % or less still missing: qbinom(.025, n, .5). */
function medianPlace(n: number): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (betaShare(0.5, n - middle, middle + 1) >= 0.025) high = middle;
    else low = middle + 1;
  }
  return low;
}

const z = 1.959963984540054;

/** A share of a group with Wilson's interval. */
export function shareEstimate(count: number, n: number): Estimate {
  const value = count / n;
  const middle = (value + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((value * (1 - value)) / n + z ** 2 / (4 * n ** 2));
  return { value, interval: [Math.max(0, middle - half), Math.min(1, middle + half)] };
}

/** How the same people's second numbers differ from their first: the mean change with its interval by the paired t. */
export const changeEstimate = (pairs: readonly (readonly [before: number, after: number])[]): Estimate =>
  meanEstimate(pairs.map(([before, after]) => after - before));

/** How many numbers fall into each of `count` equally wide bins from `from` to `to`; the last one holds `to` too. */
export function binned(values: readonly number[], from: number, to: number, count: number): number[] {
  const bins = new Array<number>(count).fill(0);
  for (const value of values) {
    const bin = Math.floor(((value - from) / (to - from)) * count);
    bins[Math.min(count - 1, Math.max(0, bin))]! += 1;
  }
  return bins;
}
