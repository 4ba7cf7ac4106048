/** The evenings of a repeating event: each becomes a plan of its own, because each is agreed by itself. */
import { daysOn } from '../../i18n/wall-time.ts';
import { type Component, type Line, lineOf } from './lines.ts';
import { momentOfLine } from './zones.ts';

/** How many evenings ahead are taken. */
export const repeatsTaken = 12;
/** How many steps are looked at: a rule that never comes to today must end. */
const stepsLimit = 2_000;
const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** The starts of an event from `from` (ISO 8601) on; `isCut`: there are more, or the rule is one that is not read. */
export function startsOf(
  event: Component,
  zones: readonly Component[],
  from: string,
): { starts: Line[]; isCut: boolean } {
  const start = lineOf(event, 'DTSTART')!;
  const rule = ruleOf(event);
  if (!rule) return { starts: [start], isCut: false };
  const every = { DAILY: 1, WEEKLY: 7 }[rule.FREQ ?? ''];
  const isPlain = Object.keys(rule).every((key) =>
    ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'WKST'].includes(key),
  );
  if (!every || !isPlain || /\d/.test(rule.BYDAY ?? '')) return { starts: [start], isCut: true };
  const left = new Set(
    event.lines
      .filter(({ name }) => name === 'EXDATE')
      .flatMap((line) => line.value.split(',').map((value) => momentOfLine({ ...line, value }, zones)?.at)),
  );
  const until = rule.UNTIL && momentOfLine({ ...start, value: endOfDay(rule.UNTIL) }, zones)?.at;
  const starts: Line[] = [];
  let count = 0;
  for (const value of days(start.value, every, rule)) {
    const line = { ...start, value };
    const at = momentOfLine(line, zones)?.at;
    if (!at || (until && at > until) || count++ >= Number(rule.COUNT ?? Number.POSITIVE_INFINITY)) break;
    if (at < from || left.has(at)) continue;
    if (starts.length === repeatsTaken) return { starts, isCut: true };
    starts.push(line);
  }
  return { starts, isCut: false };
}

const endOfDay = (value: string): string => (value.includes('T') ? value : `${value}T235959`);

function ruleOf(event: Component): Record<string, string> | undefined {
  const line = lineOf(event, 'RRULE');
  return (
    line &&
    Object.fromEntries(
      line.value
        .toUpperCase()
        .split(';')
        .map((part) => part.split('=') as [string, string]),
    )
  );
}

/** The values of DTSTART one after another, by the calendar: the time of day stays. */
function* days(first: string, every: number, { INTERVAL = '1', BYDAY }: Record<string, string>): Generator<string> {
  const date = `${first.slice(0, 4)}-${first.slice(4, 6)}-${first.slice(6, 8)}`;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const wanted = BYDAY ? BYDAY.split(',').map((day) => weekdays.indexOf(day)) : [weekday];
  const monday = (weekday + 6) % 7;
  for (let step = 0; step < stepsLimit; step++) {
    const [rounds, within] = every === 7 ? [Math.floor(step / 7), step % 7] : [step, 0];
    const on = rounds * every * Math.max(1, Number(INTERVAL)) + (every === 7 ? within - monday : 0);
    const day = daysOn(date, on);
    if (on < 0 || (BYDAY || every === 7 ? !wanted.includes(new Date(`${day}T00:00:00Z`).getUTCDay()) : false)) continue;
    yield day.replace(/-/g, '') + first.slice(8);
  }
}
