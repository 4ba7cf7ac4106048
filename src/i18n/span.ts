/** Times of plans, by the clocks in Finland whatever zone the phone is set to. */
import { dateIn, locale } from './dates.ts';
import { wallDate, workZone } from './wall-time.ts';

/** `la 28.11. 17.00–20.00`: from when to when, by the clocks in Finland; the day that it begins on. */
export function span(start: string, end: string, language: string, now = new Date()): string {
  const zoned = { timeZone: workZone } as const;
  const time = (at: string) =>
    new Date(at).toLocaleTimeString(locale(language), { ...zoned, hour: 'numeric', minute: '2-digit' });
  const isThisYear = wallDate(start).slice(0, 4) === wallDate(now.getTime()).slice(0, 4);
  const date = new Date(start).toLocaleDateString(locale(language), {
    ...zoned,
    weekday: 'short',
    day: 'numeric',
    month: 'numeric',
    ...(isThisYear ? {} : { year: 'numeric' as const }),
  });
  return `${date} ${time(start)}–${time(end)}`;
}

/** `17.00`: the time of day in Finland. */
export const wallHour = (at: string, language: string): string =>
  new Date(at).toLocaleTimeString(locale(language), { timeZone: workZone, hour: 'numeric', minute: '2-digit' });

/** `maanantai 23.11.`: a calendar date (`2026-11-23`). */
export const dateName = (date: string, language: string): string =>
  [{ weekday: 'long' } as const, { day: 'numeric', month: 'numeric' } as const]
    .map((parts) => dateIn(date, language, parts))
    .join(' ');
