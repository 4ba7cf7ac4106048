/** Periods as they are written: in words, in short in numerals, and in files by a code. */
import { dateIn, datesIn } from '../i18n/dates.ts';
import { daysOn } from '../i18n/wall-time.ts';
import type { Period } from './periods.ts';
import { weekNumber } from './week.ts';

const monthIn = (date: string) => Number(date.slice(5, 7));

/** In numerals: `2026`, `7–12/2026`, `7/2026`; of a week and an own period the first and the last day. */
export function periodNumerals({ length, from, to }: Period, language: string): string {
  const year = from.slice(0, 4);
  const last = daysOn(to, -1);
  if (length === 'year') return year;
  if (length === 'month') return `${monthIn(from)}/${year}`;
  if (length === 'quarter' || length === 'half') return `${monthIn(from)}–${monthIn(last)}/${year}`;
  return datesIn(from, last, language, { day: 'numeric', month: 'numeric', year: 'numeric' });
}

/** In words where there are any: `marraskuu 2026`, `viikko 47, 16.–22.11.2026`, `10–12/2026`. `week` writes the number of a week. */
export function periodName(period: Period, language: string, week: (n: number) => string): string {
  const { length, from } = period;
  if (length === 'month') return dateIn(from, language, { month: 'long', year: 'numeric' });
  const numerals = periodNumerals(period, language);
  return length === 'week' ? `${week(weekNumber(from))}, ${numerals}` : numerals;
}

/**
 * As files write it, after the time codes of Statistics Finland: `2026`, `2026H2`, `2026Q3`, `2026M07`, `2026W47`; an own one
 * as an interval of ISO 8601. No spreadsheet takes it for a date.
 */
export function periodCode({ length, from, to }: Period): string {
  const year = from.slice(0, 4);
  const month = monthIn(from);
  switch (length) {
    case 'year':
      return year;
    case 'half':
      return `${year}H${(month + 5) / 6}`;
    case 'quarter':
      return `${year}Q${(month + 2) / 3}`;
    case 'month':
      return `${year}M${String(month).padStart(2, '0')}`;
    case 'week':
      // A week belongs to the year of its Thursday.
      return `${daysOn(from, 3).slice(0, 4)}W${String(weekNumber(from)).padStart(2, '0')}`;
    case 'own':
      return `${from}/${daysOn(to, -1)}`;
  }
}
