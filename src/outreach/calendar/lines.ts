/**
 * The lines of an iCalendar file (RFC 5545, 3.1): read as leniently as calendars write them, written strictly. Nothing that
 * stands in a line is left out; a file that ends in the middle is no calendar.
 */
import { fromQuotedPrintable, isQuotedPrintable, wholeLines } from './quoted-printable.ts';

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

/** The file began as a calendar and does not end as one: it was cut or changed. */
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

const lineStart = /^[A-Za-z0-9-]+[;:]/;

/** Logical lines: folds are joined, and what simple writers broke in the middle of a text is put behind the line before it. */
function unfolded(text: string): string[] {
  /** Each with what was broken off it: joined once, for a text of nothing else would be copied again with every line. */
  const lines: string[][] = [];
  for (const line of wholeLines(
    text
      .replace(/^\uFEFF/, '')
      .replace(/\r+\n?/g, '\n')
      .replace(/\n[ \t]/g, '')
      .split('\n'),
  )) {
    const before = lines.at(-1);
    if (lineStart.test(line) || before === undefined || /^(BEGIN|END):/i.test(before[0]!)) lines.push([line]);
    else if (line.trim() !== '') before.push(line);
  }
  return lines.map((parts) => parts.join('\\n'));
}

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
  const isRead = raw[at] === ':' && (!params.TZID || /^\s*\d{4}-?\d\d-?\d\d/.test(raw.slice(at + 1)));
  if (!isRead) return unevenLine(raw, name.toUpperCase());
  const value = raw.slice(at + 1);
  const isCoded = isQuotedPrintable(raw.slice(0, at));
  const read = isCoded ? fromQuotedPrintable(value) : value;
  return { name: name.toUpperCase(), params, value: times.has(name.toUpperCase()) ? asBasic(read) : read };
}

const times = new Set(['DTSTART', 'DTEND', 'RECURRENCE-ID', 'EXDATE', 'RDATE']);

/** Times in the form of the format, where a writer gave them as ISO 8601 with its signs, a small z or an offset. */
const asBasic = (value: string): string =>
  value
    .split(',')
    .map((one) => {
      const [, date, time, second = '00', zone = ''] =
        /^\s*(\d{4}-?\d\d-?\d\d)T(\d\d:?\d\d)(?::?(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?\s*$/i.exec(one) ?? [];
      if (!date) return /^\s*\d{4}-\d\d-\d\d\s*$/.test(one) ? one.replace(/[-\s]/g, '') : one;
      const [days, clock] = [date, time!].map((part) => part.replace(/[-:]/g, '')) as [string, string];
      if (!/^[+-]/.test(zone)) return `${days}T${clock}${second}${zone.toUpperCase()}`;
      const iso = `${days.slice(0, 4)}-${days.slice(4, 6)}-${days.slice(6)}T${clock.slice(0, 2)}:${clock.slice(2)}:${second}`;
      const at = new Date(`${iso}${zone.slice(0, 3)}:${zone.slice(-2)}`);
      return Number.isNaN(at.getTime()) ? one : at.toISOString().replace(/[-:]|\.\d+/g, '');
    })
    .join(',');

/** A line whose parameters hold signs that should have been quoted, or none that can be told apart, as some servers write it. */
function unevenLine(raw: string, name: string): CalendarLine | undefined {
  const [, told, time] = /^[\w-]+;(.{1,400}):(\d{8}[\dTZ,/PDHMSW]*)\s*$/i.exec(raw) ?? [];
  if (told !== undefined) {
    const param = (of: RegExp) => of.exec(told)?.[1]?.replace(/^"|"$/g, '');
    const [zone, range] = [param(/(?:^|;)TZID=(.*?)(?:;[A-Z-]+=|$)/i), param(/(?:^|;)RANGE=(\w+)/i)];
    return { name, params: { ...(zone ? { TZID: zone } : {}), ...(range ? { RANGE: range } : {}) }, value: time! };
  }
  const [head] = /^(?:[^":]|"[^"]*")*:/.exec(raw) ?? /^[^:]*:/.exec(raw) ?? [];
  if (head === undefined) return undefined;
  const value = raw.slice(head.length);
  return { name, params: {}, value: isQuotedPrintable(head) ? fromQuotedPrintable(value) : value };
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

/** Ten times the longest text that is written for a plan: what stands behind it is not looked at. */
const longestValue = 100_000;

/** A text value as it was meant; some writers escape more signs than they need to. */
export const lineText = (line: CalendarLine | undefined): string =>
  (line?.value ?? '')
    .slice(0, longestValue)
    .replace(/\\([\\;,:"nN])/g, (_, sign) => (/n/i.test(sign) ? '\n' : sign))
    .trim();

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
