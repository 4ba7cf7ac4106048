/**
 * A mean as it may be told of a group: rounded, its interval widened to steps, an end of the scale as "at least". The exact
 * mean and deviation beside a count are so many equations on so few people that a search finds each one's value; why these
 * steps leave room for everyone stands in `docs/privacy.md`, and a solver tries them in `tests/unit/figures.test.ts`.
 */
import { deviation, type Estimate, finiteCorrection, mean } from '../statistics/estimates.ts';
import { tQuantile } from '../statistics/quantiles.ts';

/** The ends between which the values lie. */
export interface Ends {
  from: number;
  to: number;
  /** How far two neighbouring values are apart, where that is coarse: the mean of ten whole numbers is their sum. */
  unit?: number;
  /** How near an end a mean is told only as being there, where that is more than a tenth of the scale. */
  near?: number;
}

/** A rounded mean. Its interval holds the exact one, and is told of no group that is near an end. */
export interface ToldMean extends Estimate {
  /** What it is rounded to. */
  step: number;
  /** Near an end of the scale only that: the mean is `value` or further. */
  is?: 'at-least' | 'at-most';
}

/** All that a told mean is made of: so it can be tried what else would have been told alike. */
export interface Moments {
  n: number;
  /** How many people there are, where all were asked. */
  size?: number | undefined;
  mean: number;
  deviation: number;
}

/** From so many people on, finer steps leave room enough. */
const many = 30;

/**
 * The mean of values between two ends. `width`: the length of the scale that they were measured on, if it is another one; `size`:
 * of how many people, where all were asked.
 */
export const toldMean = (values: readonly number[], ends: Ends, width?: number, size?: number): ToldMean =>
  tellMean({ n: values.length, size, mean: mean(values), deviation: deviation(values) }, ends, width);

export function tellMean(of: Moments, { from, to, unit = 0, near: within = 0 }: Ends, width = to - from): ToldMean {
  const step = roundingStep(of.n, { from, to, unit }, width);
  const end = Math.max((to - from) / 10, within);
  const { top, bottom, isWider } = untoldEnds(of.n, { from, to, unit }, end, step);
  if (of.mean >= top - tiny) return { value: tidy(top), step, is: 'at-least' };
  if (isWider ? of.mean < bottom - tiny : of.mean <= bottom) return { value: tidy(bottom), step, is: 'at-most' };
  const value = onGrid(of.mean, step, Math.round);
  const near = of.n < many ? 2 * end : end;
  if (value >= to - near || value <= from + near) return { value, step };
  const least = finiteCorrection(of.n, of.size) / Math.sqrt(of.n);
  const half = tQuantile(0.975, of.n - 1) * least * toldSpread(of, value, { from, to, unit }, width, step);
  const low = Math.max(from, onGrid(value - step / 2 - half, step, Math.floor));
  const high = Math.min(to, onGrid(value + step / 2 + half, step, Math.ceil));
  return { value, step, interval: [low, high] };
}

const tiny = 1e-9;

/**
 * From where on a mean is told only as near an end: a tenth of the scale or so before it; with the step before that, where it is cut so
 * short that one sum alone is left in it. `isWider`: so it is at the bottom.
 */
function untoldEnds(n: number, { from, to, unit = 0 }: Ends, end: number, step: number) {
  const [top, bottom] = [to - end, from + end];
  if (unit === 0) return { top, bottom, isWider: false };
  const sumsTo = (mean: number) => ((mean - from) * n) / unit;
  const below = (Math.floor(top / step - 0.5 + tiny) + 0.5) * step;
  const above = (Math.floor(bottom / step + 0.5 + tiny) + 0.5) * step;
  const left = Math.ceil(sumsTo(top) - tiny) - Math.ceil(sumsTo(below) - tiny);
  const right = Math.ceil(sumsTo(above) - tiny) - Math.floor(sumsTo(bottom) + tiny) - 1;
  return { top: left === 1 ? below : top, bottom: right === 1 ? above : bottom, isWider: right === 1 };
}

/** What the mean of so many is rounded to: so wide that two sums or more are within it. */
export const roundingStep = (n: number, { from, to, unit = 0 }: Ends, width = to - from): number =>
  niceStep(Math.max(width / (n < many ? 50 : 100), (2 * unit) / n));

/**
 * The deviation taken up to the next of some steps: the least is a tenth of the scale, or as far as two values are apart, and above half of what it can be at all
 * at this mean it is taken for the whole of that. So neither a group of one mind nor one that is parted in two is seen.
 */
function toldSpread(of: Moments, value: number, { from, to, unit = 0 }: Ends, width: number, step: number): number {
  const middle = (from + to) / 2;
  const inward = Math.abs(value - middle) <= step / 2 ? middle : value + (Math.sign(middle - value) * step) / 2;
  const most = Math.sqrt(((inward - from) * (to - inward) * of.n) / (of.n - 1));
  const apart = of.n < many ? 0.05 : 0.025;
  for (let share = Math.max(0.1, unit / width); share * width <= most / 2; share += apart) {
    if (of.deviation <= share * width) return share * width;
  }
  return Math.max(most, of.deviation);
}

/** The next of 1, 2, 5, 10, … times a power of ten. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least) + 1e-9);
  return tidy(power * [1, 2, 5, 10].find((times) => times * power >= least - 1e-9 * power)!);
}

const onGrid = (value: number, step: number, to: (value: number) => number) =>
  tidy(to(Number((value / step).toFixed(6))) * step);

/** Without what binary fractions leave behind: 0.30000000000000004. */
const tidy = (value: number) => Number(value.toFixed(9));
