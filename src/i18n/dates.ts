/** Dates and times as they are written in Finland, in the language of the interface. */

/** How numbers and dates are written in Finland, in that language. */
export const locale = (language: string) => ({ fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' })[language] ?? language;

const isSameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString();

/** The time of day; with the date where it is not today. */
export function clock(at: number | string, language: string, now = new Date()): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString(locale(language), { hour: 'numeric', minute: '2-digit' });
  return isSameDay(date, now) ? time : `${day(at, language)} ${time}`;
}

/** Weekday, day and month; the year where it is not this year. */
export function day(at: number | string, language: string, now = new Date()): string {
  const date = new Date(at);
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const };
  return date.toLocaleDateString(locale(language), { weekday: 'short', day: 'numeric', month: 'numeric', ...year });
}
