/** Outings by their day, and those that are still ahead. */
import { wallDate } from '../../i18n/wall-time.ts';
import { isPlanned, type Outing } from '../outing.ts';

/** The outings of each date, in the order in which they begin. */
export function byDate(outings: readonly Outing[]): Map<string, Outing[]> {
  const days = new Map<string, Outing[]>();
  for (const outing of [...outings].sort((a, b) => a.at.localeCompare(b.at))) {
    const date = wallDate(outing.at);
    days.set(date, [...(days.get(date) ?? []), outing]);
  }
  return days;
}

/** How long after its end a plan that nobody left for still stands among those ahead, in ms. */
const lateFor = 12 * 3_600_000;

/** Whether a planned outing is still ahead. */
export const isAhead = (outing: Outing, now: number): boolean =>
  isPlanned(outing) && Date.parse(outing.plan.end) + lateFor > now;
