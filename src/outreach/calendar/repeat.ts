/** The evenings of a repeating event: each becomes a plan of its own, because each is agreed by itself. */
import { daysOn, wallDate } from '../../i18n/wall-time.ts';
import { type CalendarLine, type Component, lineOf } from './lines.ts';
import { type Budget, datesOf, type Rule, readRule } from './rule.ts';
import { momentOfLine } from './zones.ts';

/** How many evenings ahead are taken. */
export const repeatsTaken = 12;
/** How far ahead of today they are looked for, in days. */
const lookAhead = 3 * 366;

/** One evening: when it begins, and when it ends where the file says so of it alone. */
export interface Occurrence {
  start: CalendarLine;
  end?: CalendarLine;
}

export interface Series {
  occurrences: Occurrence[];
  /** There are more than those taken. */
  isCut: boolean;
}

/** Whether an event says that it is held more than once. */
export const isRepeating = ({ lines }: Component): boolean =>
  lines.some(({ name }) => ['RRULE', 'RDATE', 'EXRULE'].includes(name));

/**
 * The occurrences of an event that are not over at `from` (ISO 8601); undefined where a part of how it repeats is not
 * understood, so that nothing is said of evenings that may not be held.
 */
export function seriesOf(
  event: Component,
  zones: readonly Component[],
  from: string,
  budget: Budget,
): Series | undefined {
  const start = lineOf(event, 'DTSTART')!;
  budget.days -= momentsOf(event) * daysOfMoment;
  if (budget.days <= 0) return undefined;
  const [rules, more] = [event.lines.filter(({ name }) => name === 'RRULE'), datesBeside(event, zones)];
  if (rules.length > 1 || lineOf(event, 'EXRULE') || !more) return undefined;
  const rule = rules[0] && readRule(rules[0].value);
  if (rules[0] && !rule) return undefined;
  const isOff = calledOff(event, zones, new Set(more.flatMap(({ start: one }) => momentOfLine(one, zones)?.at ?? [])));
  if (!isOff) return undefined;
  const found = new Map<string, Occurrence>();
  const take = (one: Occurrence) => {
    const at = momentOfLine(one.start, zones)?.at;
    if (at && at >= from && !isOff(one.start, at) && !found.has(at)) found.set(at, one);
  };
  for (const one of rule ? ruled(start, rule, zones, from, budget) : [start]) {
    take({ start: one });
    if (found.size > repeatsTaken) break;
  }
  if (budget.days <= 0) return undefined;
  for (const one of more) take(one);
  // Whether a start that its own rule does not name is held, calendars do not agree: it is told.
  const first = momentOfLine(start, zones)?.at;
  const isLeftOut = first !== undefined && first >= from && !isOff(start, first) && !found.has(first);
  // An evening is known by its day: two of one day could not be told apart.
  if (new Set([...found.keys()].map(wallDate)).size < found.size) return undefined;
  const inOrder = [...found].sort(([a], [b]) => a.localeCompare(b)).map(([, one]) => one);
  return { occurrences: inOrder.slice(0, repeatsTaken), isCut: isLeftOut || inOrder.length > repeatsTaken };
}

/** How many moments stand in an event one by one, and what the work of each is in days of a rule. */
const momentsOf = ({ lines }: Component): number =>
  lines
    .filter(({ name }) => name === 'RDATE' || name === 'EXDATE')
    .reduce((count, { value }) => count + value.split(',').length, 0);
const daysOfMoment = 20;

/** The starts that a rule gives around `from` and after it, in their order. */
function* ruled(
  start: CalendarLine,
  rule: Rule,
  zones: readonly Component[],
  from: string,
  budget: Budget,
): Generator<CalendarLine> {
  const today = wallDate(from);
  // A wall's date differs from Finland's by a day at the most.
  const span = { from: daysOn(today, -2), last: daysOn(today, lookAhead) };
  const until = rule.until && (momentOfLine({ ...start, value: endOfDay(rule.until) }, zones)?.at ?? rule.until);
  let count = 0;
  for (const date of datesOf(rule, dateOf(start.value), span, budget)) {
    if (count++ === rule.count) return;
    if (date < span.from) continue;
    const line = { ...start, value: date.replace(/-/g, '') + start.value.trim().slice(8) };
    const at = momentOfLine(line, zones)?.at;
    if (!at || (until && at > until)) return;
    budget.days -= daysOfMoment;
    yield line;
  }
}

const dateOf = (value: string): string => value.trim().replace(/^(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3');
const endOfDay = (value: string): string => (value.includes('T') ? value : `${value}T235959`);
const isDate = (value: string): boolean => /^\d{8}$/.test(value);

/** The further dates that stand in the file one by one: moments, days at the event's time of day, or periods. */
function datesBeside(event: Component, zones: readonly Component[]): Occurrence[] | undefined {
  const start = lineOf(event, 'DTSTART')!;
  const all = event.lines
    .filter(({ name }) => name === 'RDATE')
    .flatMap((line) => line.value.split(',').map((value) => ({ ...line, name: 'DTSTART', value: value.trim() })));
  const occurrences = all.map((line): Occurrence | undefined => {
    if (isDate(line.value)) return { start: { ...start, value: line.value + start.value.trim().slice(8) } };
    const [value = '', end] = line.value.split('/');
    if (!momentOfLine({ ...line, value }, zones)) return undefined;
    const name = end?.startsWith('P') ? 'DURATION' : 'DTEND';
    return { start: { ...line, value }, ...(end ? { end: { ...line, name, value: end } } : {}) };
  });
  return occurrences.every((one) => one !== undefined) ? occurrences : undefined;
}

/**
 * Tells whether an evening was called off: by its moment, by its day, or by the time on the wall where the file says no
 * zone beside it, another sign behind it, or a midnight that means the day. A moment at which nothing is held means the
 * evening of its day: somebody moved the series later. Undefined where a part of it is no time at all. `beside`: the moments
 * that stand in the file one by one, which only their own moment calls off.
 */
function calledOff(
  event: Component,
  zones: readonly Component[],
  beside: ReadonlySet<string>,
): ((start: CalendarLine, at: string) => boolean) | undefined {
  const off = event.lines
    .filter(({ name }) => name === 'EXDATE')
    .flatMap((line) => line.value.split(/[,;]/).map((value) => ({ ...line, value: value.split('/')[0]!.trim() })))
    .filter(({ value }) => value !== '')
    .map((line) => ({ ...line, at: momentOfLine(line, zones)?.at }));
  const isOfDay = (value: string) => isDate(value) || value.endsWith('T000000');
  if (off.some(({ at, value }) => at === undefined && !isDate(value.slice(0, 8)))) return undefined;
  const moments = new Set(off.map(({ at }) => at));
  const days = new Set(
    off.filter(({ at, value }) => at === undefined || isOfDay(value)).map(({ value }) => value.slice(0, 8)),
  );
  const walls = new Set(off.filter(({ params }) => !params.TZID).map(({ value }) => bare(value)));
  const others = new Set(off.flatMap(({ at }) => (at === undefined || beside.has(at) ? [] : [wallDate(at)])));
  return ({ value }, at) =>
    moments.has(at) ||
    days.has(value.slice(0, 8)) ||
    walls.has(bare(value)) ||
    (!beside.has(at) && others.has(wallDate(at)));
}

/** A time without the sign of UTC. */
const bare = (value: string): string => value.trim().replace(/Z$/, '');
