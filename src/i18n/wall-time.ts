/**
 * The time on a wall and the moment that it stands for. A zone is an IANA name; a wall time is `2026-10-25T03:30:00`,
 * with no offset. Plans are made in Finland's time, whatever zone a phone is set to.
 */

/** Where the work is done. */
export const workZone = 'Europe/Helsinki';

const minute = 60_000;
const day = 86_400_000;
const [firstYear, lastYear] = [Date.parse('1001-01-01'), Date.parse('9999-01-01')];
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const held = formats.get(zone);
  if (held) return held;
  const numeric = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', second: '2-digit', ...numeric });
  formats.set(zone, made);
  return made;
}

/** Whether this device knows a zone of that name. */
export function isZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** What the clocks on the walls of `zone` show at a moment. */
export function wallTime(at: string | number, zone = workZone): string {
  const ms = new Date(at).getTime();
  if (!(ms > firstYear && ms < lastYear)) return looked(ms, zone);
  return new Date(ms + offsetAt(ms, zone)).toISOString().slice(0, 19);
}

/** As the browser says it: exact, and slow where a calendar asks for thousands. */
function looked(at: number, zone: string): string {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  );
  const [year, month, date, hour, min, second] = ['year', 'month', 'day', 'hour', 'minute', 'second'].map((part) =>
    parts.get(part as Intl.DateTimeFormatPartTypes),
  );
  return `${year}-${month}-${date}T${hour}:${min}:${second}`;
}

const lookedOffset = (at: number, zone: string): number =>
  Date.parse(`${looked(at, zone)}Z`) - Math.floor(at / 1000) * 1000;

/** Offsets (ms) at the midnights of UTC that were looked up, by zone and moment. */
const offsets = new Map<string, number>();
const mostOffsets = 10_000;

function offsetAtMidnight(at: number, zone: string): number {
  const key = `${zone} ${at}`;
  const held = offsets.get(key);
  if (held !== undefined) return held;
  const found = lookedOffset(at, zone);
  if (offsets.size >= mostOffsets) offsets.clear();
  offsets.set(key, found);
  return found;
}

/** No zone moves its clocks there and back again within a day: between two midnights of one offset there is no other. */
function offsetAt(at: number, zone: string): number {
  const from = Math.floor(at / day) * day;
  const before = offsetAtMidnight(from, zone);
  return before === offsetAtMidnight(from + day, zone) ? before : lookedOffset(at, zone);
}

/**
 * The moment (ISO 8601 in UTC) at which the clocks of `zone` show `wall`. Of an hour that comes twice the first one is
 * meant; an hour that is skipped is taken as if the clocks had not been moved yet. Undefined for what is no time at all.
 */
export function momentOf(wall: string, zone = workZone): string | undefined {
  const asUtc = Date.parse(`${wall}Z`);
  // Nobody plans for a year that is not written with four digits.
  if (!(asUtc > firstYear && asUtc < lastYear)) return undefined;
  // Some browsers take the 30th of February for the 2nd of March. Midnight may be said as the end of its day.
  const isDay = new Date(`${wall.slice(0, 10)}T00:00:00Z`).toJSON()?.startsWith(wall.slice(0, 10));
  if (!isDay) return undefined;
  const before = offsetAt(asUtc - day, zone);
  const after = offsetAt(asUtc + day, zone);
  const fits = [before, after].map((offset) => asUtc - offset).filter((at) => asUtc - offsetAt(at, zone) === at);
  return new Date(fits.length > 0 ? Math.min(...fits) : asUtc - before).toISOString();
}

/** The date of a moment on the walls of Finland, `2026-10-25`. */
export const wallDate = (at: string | number): string => wallTime(at).slice(0, 10);

/** The time of day of a moment on the walls of Finland, `03:30`. */
export const wallClock = (at: string | number): string => wallTime(at).slice(11, 16);

/** A calendar date some days later or earlier. */
export const daysOn = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10);

/** The same time of day some days later: six in the evening stays six in the evening though the clocks are moved. */
export function sameTimeLater(at: string, days: number): string {
  return momentOf(`${daysOn(wallDate(at), days)}T${wallTime(at).slice(11)}`)!;
}

/** `2 h 30 min`: from one moment to another. */
export function lasting(start: string, end: string): string {
  const minutes = Math.round((Date.parse(end) - Date.parse(start)) / minute);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 && `${hours}\u00a0h`, rest > 0 && `${rest}\u00a0min`].filter(Boolean).join('\u00a0');
}
