/** Dates and times as they are written in Finland, in the language of the interface. */

/** How numbers and dates are written in Finland, in that language. */
export const locale = (language: string) => ({ fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' })[language] ?? language;

const isSameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString();

/** The time of day; with the date where it is not today. */
export function clock(at: number | string, language: string, now = new Date()): string {
  const date = new Date(at);
  const time = onWall(date, language, { hour: 'numeric', minute: '2-digit' });
  return isSameDay(date, now) ? time : `${day(at, language)} ${time}`;
}

/** Weekday, day and month; the year where it is not this year. Of a moment, or of a calendar date (`2026-11-21`). */
export function day(at: number | string, language: string, now = new Date()): string {
  const parts = { weekday: 'short', day: 'numeric', month: 'numeric' } as const;
  const isDate = typeof at === 'string' && at.length === 10;
  const date = new Date(at);
  const year = isDate ? Number(at.slice(0, 4)) : date.getFullYear();
  const more = year === now.getFullYear() ? {} : { year: 'numeric' as const };
  return isDate ? dateIn(at, language, { ...parts, ...more }) : onWall(date, language, { ...parts, ...more });
}

/** A calendar date (`2026-11-21`) in words or numerals: the same day in whatever zone the device is. */
export const dateIn = (date: string, language: string, parts: Intl.DateTimeFormatOptions = {}): string =>
  dateFormat(language, parts).format(noonOf(date));

/** `16.–22.11.2026`: from one calendar date to another, both in it. */
export const datesIn = (first: string, last: string, language: string, parts: Intl.DateTimeFormatOptions): string =>
  dateFormat(language, parts).formatRange(noonOf(first), noonOf(last));

/** A moment as the device's own clock and calendar show it, in whatever zone it is by now: what is kept below knows none. */
const onWall = (at: Date, language: string, parts: Intl.DateTimeFormatOptions): string =>
  Number.isNaN(at.getTime())
    ? String(at)
    : dateFormat(language, parts).format(at.getTime() - at.getTimezoneOffset() * 60_000);

/** A browser takes long to make one, and a list of an evening or a summary asks for hundreds. */
const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(language: string, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(parts);
  const made = formats.get(key) ?? new Intl.DateTimeFormat(locale(language), { timeZone: 'UTC', ...parts });
  formats.set(key, made);
  return made;
}

const noonOf = (date: string) => new Date(`${date}T12:00:00Z`);
