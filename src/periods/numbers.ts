/** The periods that numbers are told of, by the calendar of Finland. Dates are `2026-11-21`; `to` is the day after the last. */
import { daysOn, momentOf } from '../i18n/wall-time.ts';
import { mondayOf, weekNumber } from './week.ts';

export const lengths = ['week', 'month', 'quarter', 'year', 'own'] as const;
export type Length = (typeof lengths)[number];

export interface Period {
  length: Length;
  from: string;
  to: string;
}

const months = { month: 1, quarter: 3, year: 12 } as const;
/** The longest own period, in days: two years. */
export const longest = 731;

const monthOn = (date: string, by: number): string => {
  const [year, month] = date.split('-').map(Number) as [number, number];
  const index = year * 12 + month - 1 + by;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`;
};

/** The period of a length that a date lies in; an own one begins as that date's month. */
export function periodOf(length: Length, date: string): Period {
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

export const daysIn = ({ from, to }: Pick<Period, 'from' | 'to'>): number =>
  Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000);

/** From when to when (ISO 8601): the moments at which the first day begins and the last one is over. */
export const momentsOf = ({ from, to }: Pick<Period, 'from' | 'to'>) => ({
  from: momentOf(`${from}T00:00:00`)!,
  to: momentOf(`${to}T00:00:00`)!,
});

/** What a period is parted into to see how it went: days, weeks or months, each cut at the ends of the period. */
export type PeriodStep = 'day' | 'week' | 'month';

export function stepOf(period: Period): PeriodStep {
  const days = daysIn(period);
  return days <= 14 ? 'day' : days <= 62 ? 'week' : 'month';
}

/** The first days of the parts of a period. */
export function partsOf(period: Period): string[] {
  const step = stepOf(period);
  const parts: string[] = [];
  for (let date = period.from; date < period.to; ) {
    parts.push(date);
    if (step === 'day') date = daysOn(date, 1);
    else if (step === 'week') date = daysOn(mondayOf(date), 7);
    else date = monthOn(date, 1);
  }
  return parts;
}

/** The part of a period that a date lies in: the last one that has begun by then. */
export function partOf(parts: readonly string[], date: string): string {
  let found = parts[0]!;
  for (const part of parts) if (part <= date) found = part;
  return found;
}

/** The spans that a long period is read in, none longer than a month; `late` more days after it. */
export function spansOf({ from, to }: Period, late = 0): { from: string; to: string }[] {
  const spans: { from: string; to: string }[] = [];
  const end = daysOn(to, late);
  for (let date = from; date < end; ) {
    const next = monthOn(date, 1);
    spans.push({ from: date, to: [next, end].sort()[0]! });
    date = next;
  }
  return spans;
}

/** `marraskuu 2026`, `viikko 47, 16.–22.11.2026`, `10–12/2026`. `week` writes the number of a week. */
export function periodName({ length, from, to }: Period, locale: string, week: (n: number) => string): string {
  const at = (date: string) => new Date(`${date}T12:00:00Z`);
  const last = daysOn(to, -1);
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  if (length === 'month') return format({ month: 'long', year: 'numeric' }).format(at(from));
  if (length === 'year') return from.slice(0, 4);
  if (length === 'quarter') return `${Number(from.slice(5, 7))}–${Number(last.slice(5, 7))}/${from.slice(0, 4)}`;
  const days = format({ day: 'numeric', month: 'numeric', year: 'numeric' }).formatRange(at(from), at(last));
  return length === 'week' ? `${week(weekNumber(from))}, ${days}` : days;
}
