/** The plans of a day, by the calendar of Finland: those to leave by. */
import { daysOn, momentOf, wallDate } from '../../i18n/wall-time.ts';
import { isPlanned, type Outing, type PlannedOuting } from '../outing.ts';

/** From when to when (ISO 8601) a plan of today may begin: one that lasts over midnight has begun yesterday. */
export function spanOfToday(now: number): { from: string; to: string } {
  const today = wallDate(now);
  const [from, to] = [daysOn(today, -1), daysOn(today, 1)].map((date) => momentOf(`${date}T00:00:00`)!);
  return { from: from!, to: to! };
}

/**
 * The plans of today that nobody has left for yet, the first one first: those that begin today, and those that last from
 * yesterday into now. One that another outing took on is none. `outings`: those of `spanOfToday`, and the one that runs.
 */
export function plansOfToday(outings: readonly Outing[], now: number): (PlannedOuting & { isOver: boolean })[] {
  const today = wallDate(now);
  const begun = uidsBegun(outings);
  return outings
    .filter(isPlanned)
    .filter(({ state, plan }) => state !== 'cancelled' && !begun.has(plan.uid))
    .map((outing) => ({ ...outing, isOver: Date.parse(outing.plan.end) <= now }))
    .filter(({ plan, isOver }) => wallDate(plan.start) === today || (!isOver && Date.parse(plan.start) <= now))
    .sort((a, b) => a.plan.start.localeCompare(b.plan.start));
}

/** The plans that outings have begun by: what still stands planned under such a name was taken on by another outing. */
export const uidsBegun = (outings: readonly Outing[]): Set<string> =>
  new Set(outings.filter((outing) => !isPlanned(outing)).flatMap(({ plan }) => plan?.uid ?? []));
