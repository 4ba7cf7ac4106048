/** One event of a calendar file as a plan or an answer: whole, or not at all and why. */
import { wallDate } from '../../i18n/wall-time.ts';
import { identityCodeError } from '../../store/free-text.ts';
import { contactDetailError, hasContactDetail, withoutContactDetails } from '../plan/contact-detail.ts';
import {
  answers,
  type Partner,
  type PartnerAnswer,
  type PlannedState,
  planLimits,
  plannedStates,
  SharedPlan,
} from '../plan/plan.ts';
import { type CalendarLine, type Component, lineOf, lineText } from './lines.ts';
import { moreName, partstat, status } from './write.ts';
import { momentOfLine } from './zones.ts';

/** What was guessed or left out. */
export type Doubt = 'no-zone' | 'unknown-zone' | 'people' | 'contacts' | 'shortened' | 'more' | 'twice' | 'repeats';
/** Why an event is not read. */
export type EventRefusal =
  | 'no-time'
  | 'no-end'
  | 'repeats'
  | 'ends-first'
  | 'too-long'
  | 'identity-code'
  | 'contact-detail'
  | 'no-uid'
  | 'no-organisation'
  | 'plan-fields';

/** One event of the file. */
export type Found =
  | { is: 'plan'; plan: SharedPlan; doubts: Doubt[] }
  /** One organisation's answer to a plan that somebody else holds. */
  | { is: 'answer'; uid: string; sequence: number; from: Partner }
  | { is: 'refused'; title: string; why: EventRefusal };

const hour = 3_600_000;

/**
 * One evening of a repeating event has the series' uid and its day in Finland; one that was moved says which day it stands
 * for. An event without a uid gets one from what it says of itself, the same each time that it is read.
 */
export function eventUid(event: Component, zones: readonly Component[]): string {
  const uid = lineText(lineOf(event, 'UID')).slice(0, 280) || madeUid(event);
  const stands = lineOf(event, 'RECURRENCE-ID');
  if (!stands) return uid;
  const at = momentOfLine(stands, zones)?.at;
  return `${uid} ${(at ? wallDate(at) : stands.value).replace(/-/g, '').slice(0, 8)}`;
}

const madeUid = (event: Component): string =>
  `no-uid-${fingerprint(['DTSTART', 'DTEND', 'DURATION', 'SUMMARY', 'LOCATION'].map((name) => lineOf(event, name)?.value ?? '').join('\n'))}`;

/** FNV-1a, twice 32 bits: it tells events apart, it hides nothing. */
function fingerprint(text: string): string {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (const byte of new TextEncoder().encode(text.slice(0, 2_000))) {
    a = Math.imul(a ^ byte, 0x01000193) >>> 0;
    b = Math.imul(b ^ byte, 0x85ebca6b) >>> 0;
  }
  return (a.toString(16).padStart(8, '0') + b.toString(16).padStart(8, '0')).slice(0, 16);
}

export const refusedEvent = (event: Component, why: EventRefusal): Found => ({
  is: 'refused',
  title: clean(lineText(lineOf(event, 'SUMMARY')), planLimits.title),
  why,
});

/** Which version of itself an event is. */
export const sequenceOf = (event: Component): number =>
  Math.min(1_000_000, Math.trunc(Math.max(0, Number(lineOf(event, 'SEQUENCE')?.value) || 0)));

/** Reads an event; `isCut`: it repeats more often than is taken; `isCancelled`: the whole file calls off what it holds. */
export function readEvent(event: Component, zones: readonly Component[], isCut = false, isCancelled = false): Found {
  const first = lineOf(event, 'DTSTART');
  const start = first && momentOfLine(first, zones);
  if (!start || isWholeDay(event)) return refusedEvent(event, 'no-time');
  const end = endOf(event, start.at, zones);
  if (!end) return refusedEvent(event, 'no-end');
  const length = Date.parse(end) - Date.parse(start.at);
  if (!(length > 0)) return refusedEvent(event, 'ends-first');
  if (length > 24 * hour) return refusedEvent(event, 'too-long');
  const more = moreOf(event);
  if (!more) return refusedEvent(event, 'plan-fields');
  const attendees = event.lines.filter(({ name }) => name === 'ATTENDEE');
  const organisations = attendees.flatMap(partnerOf);
  const texts = ['SUMMARY', 'LOCATION'].map((name) => lineText(lineOf(event, name)));
  const [title, place] = texts.map((text) => tidy(text)) as [string, string];
  const [summary, meeting] = [title.slice(0, planLimits.title).trim(), place.slice(0, planLimits.meeting).trim()];
  const isOurs = lineOf(event, moreName) !== undefined;
  const read = SharedPlan.safeParse({
    ...more,
    title: summary === meeting ? '' : summary,
    uid: eventUid(event, zones),
    sequence: sequenceOf(event),
    start: start.at,
    end,
    meeting,
    organiser: isOurs ? nameFrom(lineOf(event, 'ORGANIZER')) : '',
    organisations,
    state: isCancelled ? 'cancelled' : stateOf(event),
  });
  if (!read.success) return refusedEvent(event, whyNot(read.error.issues));
  const doubts: (Doubt | false | undefined)[] = [
    start.doubt,
    (attendees.length > organisations.length || (!isOurs && has(event, ['ORGANIZER']))) && 'people',
    texts.some((text) => hasContactDetail(cut(text))) && 'contacts',
    (summary !== title || meeting !== place || texts.some((text) => text.length > longestRead)) && 'shortened',
    !isOurs && has(event, leftOut) && 'more',
    twice(event) && 'twice',
    isCut && 'repeats',
  ];
  return { is: 'plan', plan: read.data, doubts: doubts.filter((doubt) => doubt !== undefined && doubt !== false) };
}

/** A day without a time, in the ways of those who give it two midnights. */
function isWholeDay(event: Component): boolean {
  const [start, end] = ['DTSTART', 'DTEND'].map((name) => lineOf(event, name)?.value.trim() ?? '');
  if (!/T0000(00)?Z?$/.test(start!)) return false;
  return wholeDayFlags.some((name) => /^(true|1)$/i.test(lineText(lineOf(event, name)))) || /T0000(00)?Z?$/.test(end!);
}
const wholeDayFlags = ['X-MICROSOFT-CDO-ALLDAYEVENT', 'X-FUNAMBOL-ALLDAY', 'X-ALLDAY'];

/** What an event may say that a plan has no place for. */
const leftOut = ['DESCRIPTION', 'X-ALT-DESC', 'COMMENT', 'URL', 'ATTACH', 'CONFERENCE', 'X-GOOGLE-CONFERENCE'];
/** What a plan holds one of, and an event should. */
const twice = ({ lines }: Component): boolean =>
  ['SUMMARY', 'LOCATION'].some(
    (one) => new Set(lines.flatMap(({ name, value }) => (name === one ? [value] : []))).size > 1,
  );
const has = ({ lines }: Component, names: readonly string[]): boolean =>
  lines.some(({ name, value }) => names.includes(name) && value.trim() !== '');

function endOf(event: Component, start: string, zones: readonly Component[]): string | undefined {
  const end = lineOf(event, 'DTEND');
  if (end) return momentOfLine(end, zones)?.at;
  const length = durationOf(lineText(lineOf(event, 'DURATION')));
  // However long it says that it is: no plan is longer than a day.
  return length === undefined ? undefined : new Date(Date.parse(start) + Math.min(length, 48 * hour)).toISOString();
}

function durationOf(text: string): number | undefined {
  const [all, weeks, days, hours, minutes, seconds] =
    /^\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text) ?? [];
  if (!all) return undefined;
  const [w, d, h, m, s] = [weeks, days, hours, minutes, seconds].map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return (((w * 7 + d) * 24 + h) * 60 + m) * 60_000 + s * 1000;
}

function moreOf(event: Component): object | undefined {
  const line = lineOf(event, moreName);
  if (!line) return {};
  try {
    const more: unknown = JSON.parse(lineText(line));
    return typeof more === 'object' && more !== null ? more : undefined;
  } catch {
    return undefined;
  }
}

/** More of a text than any field takes is not looked at. */
const longestRead = 2_000;
const cut = (text: string): string => text.slice(0, longestRead);

/** In one line, without numbers and addresses. */
const tidy = (text: string): string => withoutContactDetails(cut(text).replace(/\s+/g, ' ')).trim();
const clean = (text: string, limit: number): string => tidy(text).slice(0, limit).trim();

const nameFrom = (line: CalendarLine | undefined): string => clean(line?.params.CN ?? '', planLimits.name);

const keyOf = <T extends string>(table: Record<T, string>, keys: readonly T[], value: string, otherwise: T): T =>
  keys.find((key) => table[key] === value.trim().toUpperCase()) ?? otherwise;

/** Called off is called off in every spelling. */
const stateOf = (event: Component): PlannedState => {
  const said = event.lines
    .filter(({ name }) => name === 'STATUS')
    .map((line) => lineText(line).replace(/"/g, '').trim());
  if (said.some((one) => /^cancell?ed$/i.test(one))) return 'cancelled';
  return keyOf(status, plannedStates, said[0] ?? '', 'proposed');
};

/** A group that is invited is an organisation; a person is none. */
function partnerOf(line: CalendarLine): Partner[] {
  const name = nameFrom(line);
  if (line.params.CUTYPE?.toUpperCase() !== 'GROUP' || !name) return [];
  const people = Number(line.params['X-PEOPLE']);
  const answer = keyOf<PartnerAnswer>(partstat, answers, line.params.PARTSTAT ?? '', 'waiting');
  return [{ name, answer, ...(Number.isInteger(people) && people >= 1 && people <= 99 ? { people } : {}) }];
}

/** The answers in an event of a file that is a reply. */
export function answerOf(event: Component, zones: readonly Component[]): Found[] {
  const uid = eventUid(event, zones);
  const sequence = Number(lineOf(event, 'SEQUENCE')?.value) || 0;
  const said = event.lines.filter(({ name }) => name === 'ATTENDEE').flatMap(partnerOf);
  if (!lineOf(event, 'UID')) return [refusedEvent(event, 'no-uid')];
  return said.length > 0
    ? said.map((from) => ({ is: 'answer' as const, uid, sequence, from }))
    : [refusedEvent(event, 'no-organisation')];
}

function whyNot(issues: readonly { message: string }[]): EventRefusal {
  const has = (message: string) => issues.some((issue) => issue.message === message);
  if (has(identityCodeError)) return 'identity-code';
  return has(contactDetailError) ? 'contact-detail' : 'plan-fields';
}
