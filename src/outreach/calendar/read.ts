/**
 * Plans out of a calendar file of whatever maker. An event is read whole or not at all, and why not is told; what had to be
 * guessed is told too. People who are invited are left out: a plan holds organisations.
 */
import { answerOf, type Found, readEvent, refused, uidOf } from './event.ts';
import { type Component, CutShort, type Line, lineOf, readComponents, textOf } from './lines.ts';
import { startsOf } from './repeat.ts';
import { momentOfLine } from './zones.ts';

export type CalendarFile =
  | { is: 'read'; found: Found[]; past: number; more: number }
  | { is: 'no-calendar' | 'cut-short' | 'too-large' | 'empty' };

/** Longer files are not read (bytes): a year of a busy calendar is less. */
export const fileLimit = 2_000_000;
/** How many events of a file are offered. */
const offeredAtOnce = 50;
const hour = 3_600_000;

/** A file's text: UTF-8, else the old encoding of Windows. */
export function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Reads a calendar file; `now` in ms since 1970. What is over since a day is counted and left out. */
export function readCalendar(text: string, now: number): CalendarFile {
  if (text.length > fileLimit) return { is: 'too-large' };
  try {
    const calendars = readComponents(text);
    if (calendars.length === 0) return { is: /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text) ? 'cut-short' : 'no-calendar' };
    const all = calendars.flatMap((calendar) => eventsOf(calendar, now));
    if (all.length === 0) return { is: 'empty' };
    const from = new Date(now - 24 * hour).toISOString();
    const current = all.filter((one) => one.is !== 'plan' || one.plan.end >= from).sort(byStart);
    return {
      is: 'read',
      found: current.slice(0, offeredAtOnce),
      past: all.length - current.length,
      more: Math.max(0, current.length - offeredAtOnce),
    };
  } catch (error) {
    if (error instanceof CutShort) return { is: 'cut-short' };
    throw error;
  }
}

/** What cannot be taken is told last. */
const startOf = (one: Found): string => (one.is === 'plan' ? one.plan.start : '9999');
const byStart = (a: Found, b: Found): number => startOf(a).localeCompare(startOf(b));

function eventsOf(calendar: Component, now: number): Found[] {
  const zones = calendar.parts.filter(({ name }) => name === 'VTIMEZONE');
  const events = calendar.parts.filter(({ name }) => name === 'VEVENT');
  if (textOf(lineOf(calendar, 'METHOD')).toUpperCase() === 'REPLY') return events.flatMap(answerOf);
  const moved = new Set(events.map(uidOf).filter((uid) => uid.includes(' ')));
  const from = new Date(now - 24 * hour).toISOString();
  return events.flatMap((event) => {
    if (!lineOf(event, 'RRULE')) return [readEvent(event, zones)];
    if (!momentOfLine(lineOf(event, 'DTSTART') ?? none, zones)) return [refused(event, 'no-time')];
    const { starts, isCut } = startsOf(event, zones, from);
    return starts
      .map((start) => readEvent(occurrence(event, start), zones, isCut))
      .filter((one) => one.is !== 'plan' || !moved.has(one.plan.uid));
  });
}

const none: Line = { name: '', params: {}, value: '' };

/** The event as if it were held on that day only. */
function occurrence(event: Component, start: Line): Component {
  const first = lineOf(event, 'DTSTART')!;
  const end = lineOf(event, 'DTEND');
  const length = end && wallApart(first.value, end.value);
  const others = event.lines.filter(({ name }) => !['DTSTART', 'DTEND', 'DURATION', 'RRULE', 'EXDATE'].includes(name));
  const duration = lineOf(event, 'DURATION');
  const ends =
    end && length !== undefined ? [{ ...end, value: wallLater(start.value, length) }] : duration ? [duration] : [];
  const id = { name: 'RECURRENCE-ID', params: {}, value: start.value };
  return { ...event, lines: [...others, start, ...ends, id] };
}

const wallMs = (value: string): number =>
  Date.parse(
    value.replace(
      /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?Z?$/,
      (_, y, m, d, h, min, s = '00') => `${y}-${m}-${d}T${h}:${min}:${s}Z`,
    ),
  );
const wallApart = (from: string, to: string): number => wallMs(to) - wallMs(from);
const wallLater = (value: string, ms: number): string =>
  `${new Date(wallMs(value) + ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}${value.endsWith('Z') ? 'Z' : ''}`;
