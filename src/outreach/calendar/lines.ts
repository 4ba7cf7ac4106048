/**
 * The lines of an iCalendar file (RFC 5545, 3.1): read as leniently as calendars write them, written strictly.
 * A line that is none is left out; a file that ends in the middle is no calendar.
 */

/** `DTSTART;TZID=Europe/Helsinki:20261128T170000`: names in capitals, the value as it stands. */
export interface CalendarLine {
  name: string;
  params: Record<string, string>;
  value: string;
}

/** What stands between a BEGIN and its END. */
export interface Component {
  name: string;
  lines: CalendarLine[];
  parts: Component[];
}

/** The file began as a calendar and does not end as one: it was cut or damaged. */
export class CutShort extends Error {
  override name = 'CutShort';
}

/** The calendars of a file; none where it is something else. Throws `CutShort`. */
export function readComponents(text: string): Component[] {
  const root: Component = { name: '', lines: [], parts: [] };
  const open = [root];
  for (const raw of unfolded(text)) {
    const line = readLine(raw);
    if (!line) continue;
    const within = open.at(-1)!;
    if (line.name === 'BEGIN') {
      const part: Component = { name: line.value.trim().toUpperCase(), lines: [], parts: [] };
      within.parts.push(part);
      open.push(part);
    } else if (line.name === 'END') {
      if (open.length === 1 || within.name !== line.value.trim().toUpperCase()) throw new CutShort();
      open.pop();
    } else within.lines.push(line);
  }
  if (open.length > 1) throw new CutShort();
  return root.parts.filter(({ name }) => name === 'VCALENDAR');
}

const unfolded = (text: string): string[] =>
  text
    .replace(/^\uFEFF/, '')
    .replace(/\r*\n|\r/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n');

const paramOf = /;([\w-]+)=("[^"]*"|[^;:,"]*)((?:,(?:"[^"]*"|[^;:,"]*))*)/y;

function readLine(raw: string): CalendarLine | undefined {
  const name = /^[A-Za-z0-9-]+/.exec(raw)?.[0];
  if (!name) return undefined;
  const params: Record<string, string> = {};
  let at = name.length;
  for (;;) {
    paramOf.lastIndex = at;
    const found = paramOf.exec(raw);
    if (!found) break;
    params[found[1]!.toUpperCase()] = fromParam(found[2]!);
    at = paramOf.lastIndex;
  }
  if (raw[at] !== ':') return undefined;
  if (params.TZID && !/^\s*\d{8}/.test(raw.slice(at + 1))) return unquotedZone(raw);
  return { name: name.toUpperCase(), params, value: raw.slice(at + 1) };
}

/** A time whose zone is a text with signs in it that should have been quoted, as some servers write it. */
function unquotedZone(raw: string): CalendarLine | undefined {
  const [, name, zone, value] =
    /^(DTSTART|DTEND|EXDATE|RDATE|RECURRENCE-ID);TZID=(.{1,200}):(\d{8}T[\dTZ,/]*)$/i.exec(raw) ?? [];
  return name ? { name: name.toUpperCase(), params: { TZID: zone! }, value: value! } : undefined;
}

/** RFC 6868: what a quoted value cannot hold. */
const fromParam = (value: string): string =>
  value.replace(/^"|"$/g, '').replace(/\^(['n^])/g, (_, sign) => ({ "'": '"', n: '\n', '^': '^' })[sign as string]!);

const toParam = (value: string): string => {
  const safe = value.replace(/[\^"\n]/g, (sign) => ({ '^': '^^', '"': "^'", '\n': '^n' })[sign]!);
  return /[:;,]/.test(safe) ? `"${safe}"` : safe;
};

/** The first line of that name. */
export const lineOf = ({ lines }: Component, name: string): CalendarLine | undefined =>
  lines.find((line) => line.name === name);

/** A text value as it was meant. */
export const lineText = (line: CalendarLine | undefined): string =>
  (line?.value ?? '').replace(/\\([\\;,nN])/g, (_, sign) => (/n/i.test(sign) ? '\n' : sign)).trim();

/** A text as a value holds it. */
export const asText = (text: string): string =>
  text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n?|\n/g, '\\n');

const bytes = new TextEncoder();

/** A line, folded before it is 75 bytes long and never within a letter. */
export function writeLine(name: string, value: string, params: Record<string, string> = {}): string {
  const told = Object.entries(params).map(([key, is]) => `;${key}=${toParam(is)}`);
  let [folded, long] = ['', 0];
  for (const letter of `${name}${told.join('')}:${value}`.replace(/\p{Cc}/gu, ' ')) {
    const size = bytes.encode(letter).length;
    if (long + size > 74) [folded, long] = [`${folded}\r\n `, 1];
    folded += letter;
    long += size;
  }
  return `${folded}\r\n`;
}
