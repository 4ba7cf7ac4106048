/** The fixed grid in which people are counted: months, and the quarters, half-years and years that they make. */
import { monthOn } from './days.ts';
import { type Period, periodOf } from './periods.ts';

/** Its lengths, each made of the one before. */
export const gridLengths = ['month', 'quarter', 'half', 'year'] as const;
export type GridLength = (typeof gridLengths)[number];

/** The first day of the month that was the last to end before a day. */
export const lastEnded = (today: string): string => monthOn(today, -1);

/** Whether people are counted in a period: one of the grid that has ended by a day. */
export const isEnded = ({ length, to }: Pick<Period, 'length' | 'to'>, today: string): boolean =>
  gridLengths.some((one) => one === length) && to <= today;

/** The periods of the grid that end with a month, the shortest first: June ends a quarter and a half-year too. */
export function endingWith(month: string): Period[] {
  const end = monthOn(month, 1);
  return periodsAround(month).flatMap(({ period }) => (period.to === end ? [period] : []));
}

/** A month of the grid and the longer periods that it is a part of, the shortest first, each with its key: worked out once, asked for thousands of times. */
export function periodsAround(month: string): readonly PeriodWithKey[] {
  const known = around.get(month);
  if (known) return known;
  const periods = gridLengths.map((length) => periodOf(length, month));
  const made = periods.map((period) => ({ period, key: periodKey(period) }));
  around.set(month, made);
  return made;
}
const around = new Map<string, readonly PeriodWithKey[]>();

export interface PeriodWithKey {
  readonly period: Period;
  /** By `periodKey`. */
  readonly key: string;
}

/** The twelve months of a date's year. */
export const monthsOfYear = (date: string): string[] =>
  Array.from({ length: 12 }, (_, index) => monthOn(`${date.slice(0, 4)}-01-01`, index));

/** A period of the grid as a key. */
export const periodKey = ({ length, from }: Pick<Period, 'length' | 'from'>): string => `${length} ${from}`;
