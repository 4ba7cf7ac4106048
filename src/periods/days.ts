/**
 * Days of the calendar, `2026-11-22`: days on the walls of Finland, whatever the clocks do. Days as such are counted in UTC, where
 * each has 24 hours. `daysOn` of `wall-time.ts` gives a day some days later.
 */

const day = 86_400_000;
const at = (date: string) => Date.parse(`${date}T00:00:00Z`);
const dateAt = (time: number) => new Date(time).toISOString().slice(0, 10);

const inDigits = (number: number, digits: number) => String(number).padStart(digits, '0');

/** A day of the month that is so many after the first of year 0, or its last day where it is too short. */
function dayOf(month: number, dayOfMonth: number): string {
  const [year, ofYear] = [Math.floor(month / 12), month % 12];
  // The 28th is in every month; only a later day asks how long this one is.
  const on = dayOfMonth <= 28 ? dayOfMonth : Math.min(dayOfMonth, new Date(Date.UTC(year, ofYear + 1, 0)).getUTCDate());
  return `${inDigits(year, 4)}-${inDigits(ofYear + 1, 2)}-${inDigits(on, 2)}`;
}

const monthOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

/** The same day of a later month; where that month is too short, its last day: half a year from 31 August is 28 February. */
export const plusMonths = (date: string, months: number): string =>
  dayOf(monthOf(date) + months, Number(date.slice(8, 10)));

/** The first day of a date's month, or of the month so many later; earlier where it is less than 0. */
export const monthOn = (date: string, months: number): string => dayOf(monthOf(date) + months, 1);

/** How many days from one to the other. */
export const daysBetween = (from: string, to: string): number => Math.round((at(to) - at(from)) / day);

/** Whether a text is a day of the calendar: 30 February is none. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at(text)) && dateAt(at(text)) === text;
