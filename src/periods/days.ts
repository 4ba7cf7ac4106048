/**
 * Days of the calendar, `2026-11-22`: days on the walls of Finland, whatever the clocks do. Days as such are counted in UTC, where
 * each has 24 hours. `daysOn` of `wall-time.ts` gives a day some days later.
 */

const day = 86_400_000;
const at = (date: string) => Date.parse(`${date}T00:00:00Z`);
const dateAt = (time: number) => new Date(time).toISOString().slice(0, 10);

/** The same day of a later month; where that month is too short, its last day: half a year from 31 August is 28 February. */
export function plusMonths(date: string, months: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dateAt(Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, last)));
}

/** The first day of a date's month, or of the month so many later; earlier where it is less than 0. */
export const monthOn = (date: string, months: number): string => plusMonths(`${date.slice(0, 8)}01`, months);

/** How many days from one to the other. */
export const daysBetween = (from: string, to: string): number => Math.round((at(to) - at(from)) / day);

/** Whether a text is a day of the calendar: 30 February is none. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at(text)) && dateAt(at(text)) === text;
