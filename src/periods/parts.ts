/** What a period is parted into. */
import { daysOn } from '../i18n/wall-time.ts';
import { monthOn } from './days.ts';
import { daysIn, type Period } from './periods.ts';
import { mondayOf } from './week.ts';

/** The parts by which one sees how a period went: days, weeks or months, each cut at the ends of the period. */
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
