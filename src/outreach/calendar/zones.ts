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
};

/** A time of a calendar. `doubt`: it names no zone, or one that nobody knows, and Finland's was taken. */
export interface Moment {
  at: string;
  doubt?: 'no-zone' | 'unknown-zone';
}

const shape = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(Z?)$/;

/** The moment of a DTSTART and its like; undefined for a whole day and for what is no time. `zones` are the file's own. */
export function momentOfLine({ params, value }: CalendarLine, zones: readonly Component[]): Moment | undefined {
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
  return exact(new Date(Date.parse(`${wall}Z`) - offset).toISOString());
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
  const names = [
    id,
    windowsZones[id],
    beside && lineOf(beside, 'X-LIC-LOCATION')?.value,
    /[A-Z]\w+\/[\w/+-]+$/.exec(id)?.[0],
  ];
  return names.find((name) => name !== undefined && /^(UTC|GMT|[A-Z][\w+-]*\/[\w/+-]+)$/.test(name) && isZone(name));
}

/** What the file's own rules say is the offset (ms) at a wall time: that of the change which came last before it. */
function offsetAt(wall: string, zone: Component): number | undefined {
  let last: { on: string; to: number } | undefined;
  for (const rule of zone.parts) {
    const to = offset(lineOf(rule, 'TZOFFSETTO')?.value);
    if (to === undefined) return undefined;
    const all = changes(rule, Number(wall.slice(0, 4)));
    if (!all) return undefined;
    for (const on of all) {
      if (on <= wall && (!last || on > last.on)) last = { on, to };
    }
  }
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
  const dates = rule.lines.filter(({ name }) => name === 'RDATE').flatMap(({ value }) => value.split(',').map(wallOf));
  const by = lineOf(rule, 'RRULE')?.value ?? '';
  const [, nth, weekday] = /BYDAY=([+-]?\d)([A-Z]{2})/.exec(by) ?? [];
  const month = /BYMONTH=(\d+)/.exec(by)?.[1];
  if (by && !(nth && weekday && month)) return undefined;
  const until = wallOf(/UNTIL=(\w+)/.exec(by)?.[1]) ?? '9999';
  const yearly = (nth && weekday && month ? [year - 1, year] : [])
    .map((of) => `${nthWeekday(of, Number(month), Number(nth), weekdays.indexOf(weekday!))}${first.slice(10)}`)
    .filter((on) => on >= first && on <= until);
  return [first, ...dates, ...yearly].filter((on) => on !== undefined);
}

const wallOf = (value: string | undefined): string | undefined =>
  value?.trim().replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?$/, '$1-$2-$3T$4:$5:$6');

function nthWeekday(year: number, month: number, nth: number, weekday: number): string {
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const fits = Array.from({ length: days }, (_, index) => index + 1).filter(
    (day) => new Date(Date.UTC(year, month - 1, day)).getUTCDay() === weekday,
  );
  const day = fits.at(nth > 0 ? nth - 1 : nth)!;
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}
