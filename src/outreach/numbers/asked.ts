/** What is looked at, as it stands in the address: dates, the way to part, and of a part only a mark. */

import { daysOn } from '../../i18n/wall-time.ts';
import { isDate } from '../../periods/days.ts';
import { beside, daysIn, longest, type Period, periodOf } from '../../periods/periods.ts';
import { type Breakdown, breakdowns } from './counted.ts';

/** The lengths of periods that numbers are told of. */
export const numbersLengths = ['week', 'month', 'quarter', 'half', 'year', 'own'] as const;

export interface NumbersQuery {
  period: Period;
  way: Breakdown;
  /** The mark of the part that is looked at; absent: all. */
  mark?: string | undefined;
}

/** A period of one's own, its last day included; undefined where the days are none or too far apart. */
export function ownPeriod(from = '', last = ''): Period | undefined {
  if (!isDate(from) || !isDate(last)) return undefined;
  const period: Period = { length: 'own', from, to: daysOn(last, 1) };
  const days = daysIn(period);
  return days > 0 && days <= longest ? period : undefined;
}

/** What an address asks for; what is missing or wrong in it is the month that was the last to end, by time. */
export function queryOf(query: Record<string, string | undefined>, today: string): NumbersQuery {
  const way = breakdowns.find((one) => one === query.by) ?? 'time';
  const length = numbersLengths.find((one) => one === query.length) ?? 'month';
  const own = length === 'own' ? ownPeriod(query.from, query.to) : undefined;
  const isAsked = isDate(query.from ?? '');
  const now = periodOf(length, isAsked ? query.from! : today);
  const period = own ?? (isAsked || length === 'week' ? now : beside(now, -1));
  return { period, way, mark: query.part };
}

/** The address that asks for it. */
export function queryAddress({ period, way, mark }: NumbersQuery): string {
  const query = new URLSearchParams({ length: period.length, from: period.from });
  if (period.length === 'own') query.set('to', daysOn(period.to, -1));
  query.set('by', way);
  if (mark !== undefined) query.set('part', mark);
  return `/outreach/numbers?${query}`;
}
