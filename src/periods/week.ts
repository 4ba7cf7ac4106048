/** A week, Monday to Sunday, by the calendar of Finland. */
import { daysOn, momentOf } from '../i18n/wall-time.ts';

/** The Monday of a date's week. */
export function mondayOf(date: string): string {
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return daysOn(date, -weekday);
}

/** The seven dates from a Monday on. */
export const datesFrom = (monday: string): string[] => [0, 1, 2, 3, 4, 5, 6].map((days) => daysOn(monday, days));

/** From when to when (ISO 8601) a week lasts. */
export const spanOf = (monday: string): { from: string; to: string } => ({
  from: momentOf(`${monday}T00:00:00`)!,
  to: momentOf(`${daysOn(monday, 7)}T00:00:00`)!,
});

/** Which week of the year it is (ISO 8601): the one whose Thursday lies in the year. */
export function weekNumber(monday: string): number {
  const thursday = daysOn(monday, 3);
  const first = Date.parse(`${thursday.slice(0, 4)}-01-01T00:00:00Z`);
  return Math.floor((Date.parse(`${thursday}T00:00:00Z`) - first) / (7 * 86_400_000)) + 1;
}
