/** One event of a calendar file as a plan or an answer: whole, or not at all and why. */
import { identityCodeError } from '../../store/free-text.ts';
import { contactDetailError, hasContactDetail, withoutContactDetails } from '../plan/contact-detail.ts';
import {
  type Answer,
  answers,
  type Partner,
  type PlannedState,
  planLimits,
  plannedStates,
  SharedPlan,
} from '../plan/plan.ts';
import { type Component, type Line, lineOf, textOf } from './lines.ts';
import { moreName, partstat, status } from './write.ts';
import { momentOfLine } from './zones.ts';

/** What was guessed or left out. */
export type Doubt = 'no-zone' | 'unknown-zone' | 'people' | 'contacts' | 'repeats';
/** Why an event is not read. */
export type Refusal = 'no-time' | 'no-end' | 'ends-first' | 'too-long' | 'identity-code' | 'contact-detail' | 'damaged';

/** One event of the file. */
export type Found =
  | { is: 'plan'; plan: SharedPlan; doubts: Doubt[] }
  /** One organisation's answer to a plan that somebody else holds. */
  | { is: 'answer'; uid: string; sequence: number; from: Partner }
  | { is: 'refused'; title: string; why: Refusal };

const hour = 3_600_000;

/** One evening of a repeating event has the series' uid and its day; one that was moved says which day it stands for. */
export function uidOf(event: Component): string {
  const uid = textOf(lineOf(event, 'UID'));
  const day = lineOf(event, 'RECURRENCE-ID')?.value.slice(0, 8);
  return day ? `${uid} ${day}` : uid;
}

export const refused = (event: Component, why: Refusal): Found => ({
  is: 'refused',
  title: clean(textOf(lineOf(event, 'SUMMARY')), planLimits.title),
  why,
});

/** Reads an event; `isCut`: it repeats more often than is taken. */
export function readEvent(event: Component, zones: readonly Component[], isCut = false): Found {
  const first = lineOf(event, 'DTSTART');
  const start = first && momentOfLine(first, zones);
  if (!start) return refused(event, 'no-time');
  const end = endOf(event, start.at, zones);
  if (!end) return refused(event, 'no-end');
  const length = Date.parse(end) - Date.parse(start.at);
  if (!(length > 0)) return refused(event, 'ends-first');
  if (length > 24 * hour) return refused(event, 'too-long');
  const more = moreOf(event);
  if (!more) return refused(event, 'damaged');
  const attendees = event.lines.filter(({ name }) => name === 'ATTENDEE');
  const organisations = attendees.flatMap(partnerOf);
  const texts = ['SUMMARY', 'LOCATION'].map((name) => textOf(lineOf(event, name)));
  const summary = clean(texts[0]!, planLimits.title);
  const meeting = clean(texts[1]!, planLimits.meeting);
  const isOurs = lineOf(event, moreName) !== undefined;
  const read = SharedPlan.safeParse({
    ...more,
    title: summary === meeting ? '' : summary,
    uid: uidOf(event).slice(0, 300),
    sequence: Math.min(1_000_000, Math.trunc(Math.max(0, Number(lineOf(event, 'SEQUENCE')?.value) || 0))),
    start: start.at,
    end,
    meeting,
    organiser: isOurs ? nameFrom(lineOf(event, 'ORGANIZER')) : '',
    organisations,
    state: stateOf(event),
  });
  if (!read.success) return refused(event, whyNot(read.error.issues));
  const doubts: (Doubt | false | undefined)[] = [
    start.doubt,
    attendees.length > organisations.length && 'people',
    texts.some(hasContactDetail) && 'contacts',
    isCut && 'repeats',
  ];
  return { is: 'plan', plan: read.data, doubts: doubts.filter((doubt) => doubt !== undefined && doubt !== false) };
}

function endOf(event: Component, start: string, zones: readonly Component[]): string | undefined {
  const end = lineOf(event, 'DTEND');
  if (end) return momentOfLine(end, zones)?.at;
  const length = durationOf(textOf(lineOf(event, 'DURATION')));
  return length === undefined ? undefined : new Date(Date.parse(start) + length).toISOString();
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
    const more: unknown = JSON.parse(textOf(line));
    return typeof more === 'object' && more !== null ? more : undefined;
  } catch {
    return undefined;
  }
}

const clean = (text: string, limit: number): string =>
  withoutContactDetails(text.replace(/\s+/g, ' ')).slice(0, limit).trim();

const nameFrom = (line: Line | undefined): string => clean(line?.params.CN ?? '', planLimits.name);

const keyOf = <T extends string>(table: Record<T, string>, keys: readonly T[], value: string, otherwise: T): T =>
  keys.find((key) => table[key] === value.trim().toUpperCase()) ?? otherwise;

const stateOf = (event: Component): PlannedState =>
  keyOf(status, plannedStates, textOf(lineOf(event, 'STATUS')), 'proposed');

/** A group that is invited is an organisation; a person is none. */
function partnerOf(line: Line): Partner[] {
  const name = nameFrom(line);
  if (line.params.CUTYPE?.toUpperCase() !== 'GROUP' || !name) return [];
  const people = Number(line.params['X-PEOPLE']);
  const answer = keyOf<Answer>(partstat, answers, line.params.PARTSTAT ?? '', 'waiting');
  return [{ name, answer, ...(Number.isInteger(people) && people >= 1 && people <= 99 ? { people } : {}) }];
}

/** The answers in an event of a file that is a reply. */
export function answerOf(event: Component): Found[] {
  const uid = uidOf(event);
  const sequence = Number(lineOf(event, 'SEQUENCE')?.value) || 0;
  const said = event.lines.filter(({ name }) => name === 'ATTENDEE').flatMap(partnerOf);
  return uid && said.length > 0
    ? said.map((from) => ({ is: 'answer' as const, uid, sequence, from }))
    : [refused(event, 'damaged')];
}

function whyNot(issues: readonly { message: string }[]): Refusal {
  const has = (message: string) => issues.some((issue) => issue.message === message);
  if (has(identityCodeError)) return 'identity-code';
  return has(contactDetailError) ? 'contact-detail' : 'damaged';
}
