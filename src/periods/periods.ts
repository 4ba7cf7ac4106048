/** The periods that work is counted by, in the calendar of Finland on every device. Dates are `2026-11-21`. */
import { daysOn, momentOf } from '../i18n/wall-time.ts';
import { daysBetween, monthOn } from './days.ts';
import { mondayOf } from './week.ts';

/** The lengths of the calendar, and `own`: from one chosen day to another. */
export type PeriodLength = 'week' | 'month' | 'quarter' | 'half' | 'year' | 'own';

export interface Period {
  length: PeriodLength;
  from: string;
  /** The day after the last. */
  to: string;
}

/** How many months each length has. */
const months = { month: 1, quarter: 3, half: 6, year: 12 } as const;
/** The longest own period, in days: two years. */
export const longest = 731;

/** The period of a length that a date lies in; an own one begins as that date's month. */
export function periodOf(length: PeriodLength, date: string): Period {
  if (length === 'week') {
    const from = mondayOf(date);
    return { length, from, to: daysOn(from, 7) };
  }
  const long = length === 'own' ? 1 : months[length];
  const month = Number(date.slice(5, 7)) - 1;
  const from = monthOn(date, -(month % long));
  return { length, from, to: monthOn(from, long) };
}

/** The one before or after it; an own one moves by as many days as it has. */
export function beside({ length, from, to }: Period, by: 1 | -1): Period {
  if (length !== 'own') return periodOf(length, by > 0 ? to : daysOn(from, -1));
  const days = daysIn({ from, to });
  return { length, from: daysOn(from, by * days), to: daysOn(to, by * days) };
}

export const daysIn = ({ from, to }: Pick<Period, 'from' | 'to'>): number => daysBetween(from, to);

/** From when to when (ISO 8601): the moments at which the first day begins and the last one is over. */
export const momentsOf = ({ from, to }: Pick<Period, 'from' | 'to'>) => ({
  from: momentOf(`${from}T00:00:00`)!,
  to: momentOf(`${to}T00:00:00`)!,
});
