/** The numbers of the results, held against R: `tests/reference/statistics.R` made what stands beside it. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { deviation, type Estimate, meanEstimate, shareEstimate } from '../../src/statistics/estimates.ts';
import { fQuantile, tQuantile } from '../../src/statistics/quantiles.ts';
import { alpha } from '../../src/statistics/reliability.ts';

type Pair = [number | null, number | null];
interface Reference {
  t: { df: number; q975: number }[];
  f: { p: number; df1: number; df2: number; q: number }[];
  values: {
    name: string;
    values: number[];
    mean: number;
    sd: number;
    interval: Pair;
  }[];
  shares: { count: number; n: number; interval: Pair }[];
  changes: { name: string; before: number[]; after: number[]; mean: number; interval: Pair }[];
  alphas: { name: string; rows: number[][]; alpha: number; interval: Pair }[];
}
const r = JSON.parse(readFileSync('tests/reference/statistics.json', 'utf8')) as Reference;

/** Alike to 1e-9, of the value where it is large. */
function alike(ours: number | undefined, theirs: number | null): void {
  if (theirs === null) expect(ours).toBeUndefined();
  else expect(Math.abs(ours! - theirs)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(theirs)));
}
function estimateAlike(ours: Estimate | undefined, value: number, [low, high]: Pair): void {
  alike(ours?.value, value);
  alike(ours?.interval?.[0], low);
  alike(ours?.interval?.[1], high);
}

/** What everyone gave to each item, of what each gave to all. */
const asItems = (rows: number[][]) => rows[0]!.map((_, item) => rows.map((row) => row[item]!));

describe('agrees with R to 1e-9', () => {
  test.each(r.t)('t with $df degrees of freedom', ({ df, q975 }) => alike(tQuantile(0.975, df), q975));
  test.each(r.f)('F at $p with $df1 and $df2', ({ p, df1, df2, q }) => alike(fQuantile(p, df1, df2), q));
  test.each(r.values)('mean and deviation: $name', (one) => {
    estimateAlike(meanEstimate(one.values), one.mean, one.interval);
    alike(deviation(one.values), one.sd);
  });
  test.each(r.shares)('a share: $count of $n', ({ count, n, interval }) =>
    estimateAlike(shareEstimate(count, n), count / n, interval),
  );
  test.each(r.changes)('paired change: $name', ({ before, after, mean, interval }) => {
    estimateAlike(meanEstimate(after.map((value, index) => value - before[index]!)), mean, interval);
  });
  test.each(r.alphas)('alpha: $name', ({ rows, alpha: value, interval }) =>
    estimateAlike(alpha(asItems(rows)), value, interval),
  );
});

describe('where numbers say too little', () => {
  test('one number has no interval', () => {
    expect(meanEstimate([5])).toEqual({ value: 5 });
  });
  test('alpha asks for thirty whole responses, two items and some difference between people', () => {
    const rows = (n: number) => Array.from({ length: n }, (_, i) => [1 + (i % 5), 1 + ((i * 2) % 5)]);
    expect(alpha(asItems(rows(29)))).toBeUndefined();
    expect(alpha(asItems(rows(30)))).toBeDefined();
    expect(alpha(asItems(rows(30)).slice(0, 1))).toBeUndefined();
    expect(alpha(asItems(rows(30).map(() => [3, 3])))).toBeUndefined();
  });
});

test('a share of a unit of known size has the interval of so many people: none where all have answered, as ever where the unit is large', () => {
  const width = (size?: number) => {
    const [low, high] = shareEstimate(12, 30, size).interval!;
    return high - low;
  };
  expect(shareEstimate(12, 30, 30)).toEqual({ value: 0.4, interval: [0.4, 0.4] });
  expect(width(40)).toBeLessThan(0.55 * width());
  expect(width(60)).toBeLessThan(width());
  expect(width(1e9)).toBeCloseTo(width(), 6);
  expect(width(29), 'more have answered than there should be').toBe(width());
  // By Wilson's own equation, with deviations that are as much shorter: |share − p| = z √(1 − n/N) √(p(1 − p)/n).
  for (const end of shareEstimate(12, 30, 40).interval!)
    expect(Math.abs(0.4 - end)).toBeCloseTo(1.959963984540054 * Math.sqrt(0.25) * Math.sqrt((end * (1 - end)) / 30), 9);
});
