/** Periods: how results are parted by time. One length for all results, so that no two overlap. */
import { wallDate } from '../i18n/wall-time.ts';

export const periodLengths = ['year', 'half', 'quarter', 'month'] as const;
export type PeriodLength = (typeof periodLengths)[number];

const months = { year: 12, half: 6, quarter: 3, month: 1 };

/** The period that a time (ISO 8601) is in, by the calendar of Finland: its first month, as `2026-07`. */
export function periodOf(at: string, length: PeriodLength): string {
  const [year, month] = wallDate(at).split('-').map(Number) as [number, number];
  const first = Math.floor((month - 1) / months[length]) * months[length] + 1;
  return `${year}-${String(first).padStart(2, '0')}`;
}

/** A period as it is written: `2026`, `7–12/2026`, `7/2026`. */
export function periodName(period: string, length: PeriodLength): string {
  const [year, month] = period.split('-').map(Number) as [number, number];
  if (length === 'year') return String(year);
  return length === 'month' ? `${month}/${year}` : `${month}–${month + months[length] - 1}/${year}`;
}

/**
 * A period as files write it, after the time codes of Statistics Finland: `2026`, `2026H2`, `2026Q3`, `2026M07`. No
 * spreadsheet takes it for a date.
 */
export function periodCode(period: string, length: PeriodLength): string {
  const [year, month] = period.split('-').map(Number) as [number, number];
  const part = (month - 1) / months[length] + 1;
  return {
    year: `${year}`,
    half: `${year}H${part}`,
    quarter: `${year}Q${part}`,
    month: `${year}M${String(part).padStart(2, '0')}`,
  }[length];
}
