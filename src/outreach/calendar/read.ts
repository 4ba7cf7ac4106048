/**
 * Plans out of a calendar file of whatever maker. An event is read whole or not at all, and why not is told; what had to be
 * guessed is told too. People who are invited are left out: a plan holds organisations.
 */
import { wallDate } from '../../i18n/wall-time.ts';
import { answerOf, eventUid, type Found, readEvent, refusedEvent, sequenceOf } from './event.ts';
import { type CalendarLine, type Component, CutShort, lineOf, lineText, readComponents } from './lines.ts';
import { isRepeating, type Occurrence, seriesOf } from './repeat.ts';
import type { Budget } from './rule.ts';
import { momentOfLine } from './zones.ts';

export type CalendarFile =
  | {
      is: 'read';
      found: Found[];
      /** How many events are over; how many did not fit; how many tasks and notes stand beside the events. */
      past: number;
      more: number;
      others: number;
    }
  | { is: 'nothing' | 'no-calendar' | 'zipped' | 'cut-short' | 'too-large' | 'too-many' | 'empty' };

/** Longer files are not read (bytes): a year of a busy calendar is less. */
export const fileLimit = 2_000_000;
/** How many events of a file are offered. */
const offeredAtOnce = 50;
const hour = 3_600_000;

/**
 * A file's text: UTF-8, UTF-16 where a mark or its first letter says so, else the old encoding of Windows. Lines are joined while they are
 * bytes, because simple writers fold them within a letter (RFC 5545, 3.1). A line that somebody cut within a letter takes
 * nothing from the others.
 */
export function decoded(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  // Without its mark, by its first letter: no text of one byte a letter has nothing in between.
  if (first && second === 0) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0 && second) return new TextDecoder('utf-16be').decode(bytes);
  const joined = unfoldedBytes(new Uint8Array(bytes));
  const whole = utf8(joined);
  if (whole !== undefined) return whole;
  const lines = linesOf(joined);
  const read = lines.map((line) => ({ line, text: utf8(line) }));
  const isUtf8 = read.some(({ line, text }) => text !== undefined && text.length < line.length);
  const otherwise = new TextDecoder(isUtf8 ? 'utf-8' : 'windows-1252');
  return read.map(({ line, text }) => text ?? otherwise.decode(line).replace(/\ufffd/g, '')).join('\n');
}

function utf8(bytes: Uint8Array<ArrayBuffer>): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function linesOf(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const lines: Uint8Array<ArrayBuffer>[] = [];
  const lineEnd = bytes.includes(lineFeed) ? lineFeed : carriageReturn;
  for (let from = 0; from <= bytes.length; ) {
    const found = bytes.indexOf(lineEnd, from);
    const end = found < 0 ? bytes.length : found;
    lines.push(bytes.subarray(from, end));
    from = end + 1;
  }
  return lines;
}

const [lineFeed, carriageReturn, space, tab] = [10, 13, 32, 9];

/** Without the line ends that a space or tab follows. */
function unfoldedBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const next = bytes[at + 1];
    if (bytes[at] === lineFeed && (next === space || next === tab)) {
      while (length > 0 && kept[length - 1] === carriageReturn) length--;
      at++;
    } else kept[length++] = bytes[at]!;
  }
  return kept.slice(0, length);
}

/** Whatever the file holds, there is an answer. */
export async function readCalendarFile(file: File, now = Date.now()): Promise<CalendarFile | { is: 'unread' }> {
  if (file.size > fileLimit) return { is: 'too-large' };
  try {
    return readCalendar(decoded(await file.arrayBuffer()), now);
  } catch {
    // Gone, moved, or what nobody has thought of: nothing of it is taken.
    return { is: 'unread' };
  }
}

/** Reads the text of a calendar file; `now` in ms since 1970. What is over since a day is counted and left out. */
export function readCalendar(text: string, now: number): CalendarFile {
  if (text.length > fileLimit) return { is: 'too-large' };
  if (text.startsWith('PK\u0003\u0004')) return { is: 'zipped' };
  if (text.trim() === '') return { is: 'nothing' };
  // A text of another kind is not looked through line by line.
  if (!/BEGIN:VCALENDAR/i.test(text)) return { is: 'no-calendar' };
  try {
    const calendars = readComponents(text);
    if (calendars.length === 0) return { is: /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text) ? 'cut-short' : 'no-calendar' };
    const events = calendars.flatMap((calendar) => calendar.parts.filter(({ name }) => name === 'VEVENT'));
    const over = new Set(events.filter(longOver(now)));
    const budget: Budget = { days: 100_000, events: mostEvents - (events.length - over.size) };
    const all = budget.events < 0 ? [] : calendars.flatMap((calendar) => eventsOf(calendar, now, budget, over));
    if (budget.events < 0) return { is: 'too-many' };
    if (events.length === 0) return { is: 'empty' };
    const from = new Date(now - 24 * hour).toISOString();
    const current = all.filter((one) => one.is !== 'plan' || one.plan.end >= from).sort(byStart);
    return {
      is: 'read',
      found: current.slice(0, offeredAtOnce),
      past: over.size + all.length - current.length,
      more: Math.max(0, current.length - offeredAtOnce),
      others: calendars.flatMap(({ parts }) => parts).filter(({ name }) => ['VTODO', 'VJOURNAL'].includes(name)).length,
    };
  } catch (error) {
    if (error instanceof CutShort) return { is: 'cut-short' };
    throw error;
  }
}

/** More events and evenings of one file, beside those that are long over, are not read: a phone would be busy with them. */
const mostEvents = 2_500;

/** Tells by its digits alone whether an event that is held once began days ago: no event that is taken is longer than a day. */
function longOver(now: number): (event: Component) => boolean {
  const before = wallDate(now - 72 * hour).replace(/-/g, '');
  return (event) => {
    const day = /^\s*(\d{8})(T|\s*$)/.exec(lineOf(event, 'DTSTART')?.value ?? '')?.[1];
    return day !== undefined && day < before && !isMoved(event) && !isRepeating(event);
  };
}

/** What cannot be taken is told last. */
const startOf = (one: Found): string => (one.is === 'plan' ? one.plan.start : '9999');
const byStart = (a: Found, b: Found): number => startOf(a).localeCompare(startOf(b));

function eventsOf(calendar: Component, now: number, budget: Budget, over: Set<Component>): Found[] {
  const zones = calendar.parts.filter(({ name }) => name === 'VTIMEZONE');
  const all = calendar.parts.filter(({ name }) => name === 'VEVENT');
  const method = lineText(lineOf(calendar, 'METHOD')).toUpperCase();
  if (method === 'REPLY') {
    for (const event of all) over.delete(event);
    return all.flatMap((event) => answerOf(event, zones));
  }
  const held = newest(all, zones);
  for (const event of all) if (!held.has(event)) over.delete(event);
  const events = [...held].filter((event) => !over.has(event));
  const isCancelled = method === 'CANCEL';
  const moved = new Set(events.filter(isMoved).map((event) => eventUid(event, zones)));
  const changed = changedFrom(events, zones);
  const from = new Date(now - 24 * hour).toISOString();
  return events.flatMap((event) => {
    if (isMoved(event) || !isRepeating(event))
      return [readEvent(event, zones, isOpenEnded(event) || isRepeating(event), isCancelled)];
    const first = lineOf(event, 'DTSTART') ?? none;
    if (!momentOfLine(first, zones)) return [refusedEvent(event, 'no-time')];
    const series = seriesOf(event, zones, from, budget);
    if (!series) return [unread(event, zones, from, isCancelled)];
    const { occurrences, isCut } = series;
    budget.events -= occurrences.length;
    if (budget.events < 0) return [];
    if (occurrences.length === 0) return [readEvent(event, zones, false, isCancelled)];
    const until = changed.get(lineText(lineOf(event, 'UID')));
    const isBeforeChange = ({ start }: Occurrence) => !until || momentOfLine(start, zones)!.at < until;
    return occurrences
      .filter(isBeforeChange)
      .map((one) => readEvent(occurrence(event, one, zones), zones, isCut || until !== undefined, isCancelled))
      .filter((one) => one.is !== 'plan' || !moved.has(one.plan.uid));
  });
}

/** Of several versions of one event, or of one evening of it, the newest holds (RFC 5546, 2.1.4). */
function newest(events: readonly Component[], zones: readonly Component[]): Set<Component> {
  const last = new Map<string, number>();
  const keys = new Map(events.map((event) => [event, lineText(lineOf(event, 'UID')) && eventUid(event, zones)]));
  for (const [event, key] of keys) last.set(key, Math.max(last.get(key) ?? 0, sequenceOf(event)));
  return new Set(events.filter((event) => keys.get(event) === '' || sequenceOf(event) === last.get(keys.get(event)!)));
}

/** One evening of a series that stands in the file by itself. */
const isMoved = (event: Component): boolean => lineOf(event, 'RECURRENCE-ID') !== undefined;
/** A change that holds for all evenings after it too: the first of them is taken, and it is told that there are more. */
const isOpenEnded = (event: Component): boolean =>
  lineOf(event, 'RECURRENCE-ID')?.params.RANGE?.toUpperCase() === 'THISANDFUTURE';

/** From which moment on a series is another than its rule says, by its uid. */
function changedFrom(events: readonly Component[], zones: readonly Component[]): Map<string, string> {
  const from = new Map<string, string>();
  for (const event of events.filter(isOpenEnded)) {
    const [uid, at] = [lineText(lineOf(event, 'UID')), momentOfLine(lineOf(event, 'RECURRENCE-ID')!, zones)?.at];
    if (at && at < (from.get(uid) ?? '9999')) from.set(uid, at);
  }
  return from;
}

/** Of a series that is not understood its first evening may be taken, while it is ahead; of the others nothing is said. */
function unread(event: Component, zones: readonly Component[], from: string, isCancelled: boolean): Found {
  const only = { ...event, lines: event.lines.filter(({ name }) => !repeating.includes(name)) };
  const read = readEvent(only, zones, true, isCancelled);
  return read.is === 'plan' && read.plan.end < from ? refusedEvent(event, 'repeats') : read;
}

const repeating = ['RRULE', 'RDATE', 'EXRULE', 'EXDATE'];

const none: CalendarLine = { name: '', params: {}, value: '' };

/** The event as if it were held on that day only. */
function occurrence(event: Component, { start, end: own }: Occurrence, zones: readonly Component[]): Component {
  const others = event.lines.filter(({ name }) => !['DTSTART', 'DTEND', 'DURATION', ...repeating].includes(name));
  const usual = lineOf(event, 'DTEND') ? endLater(event, start, zones) : lineOf(event, 'DURATION');
  const end = own ?? usual;
  const id = { ...start, name: 'RECURRENCE-ID' };
  return { ...event, lines: [...others, start, ...(end ? [end] : []), id] };
}

/** The end of that day: by the clock on the wall, or as long after its start where start and end are in different zones. */
function endLater(event: Component, start: CalendarLine, zones: readonly Component[]): CalendarLine | undefined {
  const [first, end] = [lineOf(event, 'DTSTART')!, lineOf(event, 'DTEND')!];
  const formOf = ({ params, value }: CalendarLine) => `${params.TZID ?? ''} ${value.trim().endsWith('Z')}`;
  const forms = new Set([first, end, start].map(formOf));
  const apart = (from: number, to: number) => (Number.isFinite(to - from) ? to - from : undefined);
  if (forms.size === 1) {
    const length = apart(wallMs(first.value), wallMs(end.value));
    return length === undefined ? undefined : { ...end, value: wallLater(start.value, length) };
  }
  const [from, to] = [first, end].map((line) => Date.parse(momentOfLine(line, zones)?.at ?? ''));
  const length = apart(from!, to!);
  return length === undefined ? undefined : { name: 'DURATION', params: {}, value: `PT${length / 1000}S` };
}

const wallMs = (value: string): number =>
  Date.parse(
    value
      .trim()
      .replace(
        /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?Z?$/,
        (_, y, m, d, h, min, s = '00') => `${y}-${m}-${d}T${h}:${min}:${s}Z`,
      ),
  );
const wallLater = (value: string, ms: number): string =>
  `${new Date(wallMs(value) + ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}${value.trim().endsWith('Z') ? 'Z' : ''}`;
