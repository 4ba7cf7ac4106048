/** Which moment a calendar's time means: by the zone's own name, by Outlook's name for it, or by the rules in the file. */
import { isZone, momentOf, workZone } from '../../i18n/wall-time.ts';
import { type CalendarLine, type Component, lineOf, lineText } from './lines.ts';

/** What Windows calls the zones that files around here come from (Unicode CLDR, windowsZones). */
const windowsZones: Record<string, string> = {
  'FLE Standard Time': 'Europe/Helsinki',
  'E. Europe Standard Time': 'Europe/Chisinau',
  'GTB Standard Time': 'Europe/Bucharest',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'Romance Standard Time': 'Europe/Paris',
  'GMT Standard Time': 'Europe/London',
  'Greenwich Standard Time': 'Atlantic/Reykjavik',
  'Russian Standard Time': 'Europe/Moscow',
  // How Outlook on the web names its own zones.
  'tzone://Microsoft/Utc': 'UTC',
};

/** A time of a calendar. `doubt`: it names no zone, or one that nobody knows, and Finland's was taken. */
export interface Moment {
  at: string;
  doubt?: 'no-zone' | 'unknown-zone';
}

const shape = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(Z?)$/;

/** The moment of a DTSTART and its like; undefined for a whole day and for what is no time. `zones` are the file's own. */
export function momentOfLine({ params, value }: CalendarLine, zones: readonly Component[]): Moment | undefined {
  // Some writers put a midnight behind a date that they call one.
  if (params.VALUE?.toUpperCase() === 'DATE') return undefined;
  const [, year, month, day, hour, minute, second = '00', utc] = shape.exec(value.trim()) ?? [];
  if (!year) return undefined;
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  if (utc) return exact(momentOf(wall, 'UTC'));
  const { TZID: id } = params;
  if (!id) return exact(momentOf(wall), 'no-zone');
  const name = zoneName(id, zones);
  if (name) return exact(momentOf(wall, name));
  const rules = zoneCalled(id, zones);
  const offset = rules && offsetAt(wall, rules);
  if (offset === undefined) return exact(momentOf(wall, workZone), 'unknown-zone');
  const there = momentOf(wall, 'UTC');
  return exact(there && new Date(Date.parse(there) - offset).toISOString());
}

/** A name as it is meant: in the zone it is a text with escapes, beside a time it may be quoted. */
const meant = (name: string): string => name.replace(/\\(.)/g, '$1').replace(/^"|"$/g, '').trim().toLowerCase();

const zoneCalled = (id: string, zones: readonly Component[]): Component | undefined =>
  zones.find((zone) => meant(lineText(lineOf(zone, 'TZID'))) === meant(id));

const exact = (at: string | undefined, doubt?: Moment['doubt']): Moment | undefined =>
  at === undefined ? undefined : { at, ...(doubt ? { doubt } : {}) };

/** The zone's name in the world's list; calendars put a maker's name before it or beside it. */
function zoneName(id: string, zones: readonly Component[]): string | undefined {
  const beside = zoneCalled(id, zones);
  const parts = id.split('/');
  const names = [
    id,
    windowsZone(id),
    beside && lineOf(beside, 'X-LIC-LOCATION')?.value.trim(),
    parts.slice(-2).join('/'),
    parts.slice(-3).join('/'),
  ];
  return names.find((name) => name !== undefined && /^(UTC|GMT|[a-z][\w+-]*\/[\w/+-]+)$/i.test(name) && isZone(name));
}

const windowsZone = (id: string): string | undefined =>
  Object.entries(windowsZones).find(([name]) => name.toLowerCase() === meant(id))?.[1];

/** When a zone's clocks are changed around a year, and to which offset (ms), in order. */
type Changes = { on: string; to: number }[];
/** Once for each zone and year: events of one file ask for the same ones again and again. */
const known = new WeakMap<Component, Map<string, Changes | undefined>>();
/** More changes than any zone has had: what has more is no zone. */
const mostChanges = 1_000;

function changesOf(zone: Component, year: string): Changes | undefined {
  const years = known.get(zone) ?? new Map<string, Changes | undefined>();
  known.set(zone, years);
  if (!years.has(year)) years.set(year, reckoned(zone, Number(year)));
  return years.get(year);
}

function reckoned(zone: Component, year: number): Changes | undefined {
  if (zone.parts.length > mostChanges) return undefined;
  const all: Changes = [];
  for (const rule of zone.parts) {
    const to = offset(lineOf(rule, 'TZOFFSETTO')?.value);
    const days = to === undefined ? undefined : changes(rule, year);
    if (!days || all.length + days.length > mostChanges) return undefined;
    all.push(...days.map((on) => ({ on, to: to! })));
  }
  return all.sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** What the file's own rules say is the offset (ms) at a wall time: that of the change which came last before it. */
function offsetAt(wall: string, zone: Component): number | undefined {
  const all = changesOf(zone, wall.slice(0, 4));
  if (!all) return undefined;
  const last = all.findLast(({ on }) => on <= wall);
  return last?.to ?? offset(zone.parts[0] && lineOf(zone.parts[0], 'TZOFFSETFROM')?.value);
}

function offset(value: string | undefined): number | undefined {
  const [, sign, hours, minutes, seconds = '0'] = /^([+-])(\d\d)(\d\d)(\d\d)?$/.exec(value?.trim() ?? '') ?? [];
  if (!sign) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/**
 * When a rule changes the clocks, in wall time: its first day, its RDATEs, and "the nth weekday of a month" around a year.
 * Undefined where it says so in a way that is not read.
 */
function changes(rule: Component, year: number): string[] | undefined {
  const first = wallOf(lineOf(rule, 'DTSTART')?.value);
  if (!first) return [];
  const dates = rule.lines
    .filter(({ name }) => name === 'RDATE')
    .flatMap(({ value }) => value.split(',', mostChanges + 1).map(wallOf));
  const by = lineOf(rule, 'RRULE')?.value ?? '';
  const [, nth, weekday] = /BYDAY=([+-]?\d)([A-Z]{2})/.exec(by) ?? [];
  const month = /BYMONTH=(\d+)/.exec(by)?.[1];
  if (by && !(nth && weekday && month)) return undefined;
  const until = wallOf(/UNTIL=(\w+)/.exec(by)?.[1]) ?? '9999';
  const yearly = (nth && weekday && month ? [year - 1, year] : []).map((of) =>
    nthWeekday(of, Number(month), Number(nth), weekdays.indexOf(weekday!)),
  );
  if (yearly.includes(undefined)) return undefined;
  const held = yearly.map((on) => `${on}${first.slice(10)}`).filter((on) => on >= first && on <= until);
  return [first, ...dates, ...held].filter((on) => on !== undefined);
}

const wallOf = (value: string | undefined): string | undefined =>
  value?.trim().replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?$/, '$1-$2-$3T$4:$5:$6');

/** Undefined where no month has such a day. */
function nthWeekday(year: number, month: number, nth: number, weekday: number): string | undefined {
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const fits = Array.from({ length: days }, (_, index) => index + 1).filter(
    (day) => new Date(Date.UTC(year, month - 1, day)).getUTCDay() === weekday,
  );
  const day = nth === 0 || month < 1 || month > 12 ? undefined : fits.at(nth > 0 ? nth - 1 : nth);
  if (day === undefined) return undefined;
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}
