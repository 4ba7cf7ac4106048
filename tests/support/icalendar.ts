/**
 * python3-icalendar and python-dateutil, readers of calendars that are not ours: Debian's package python3-icalendar. Tests with
 * them say that they were not run where they are not.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const python = '/usr/bin/python3';
export const hasIcalendar = spawnSync(python, ['-c', 'import icalendar, dateutil']).status === 0;
export const icalendarNotRun =
  'NOT RUN: there is no icalendar for Python here; Debian’s package python3-icalendar brings one';

/** An event as icalendar reads it: moments in UTC; a time without a zone, or a whole day, as it stands. */
export interface SeenEvent {
  uid: string;
  sequence: number;
  summary: string;
  location: string;
  status: string;
  start: string | null;
  end: string | null;
  repeats: boolean;
  stands: string | null;
  attendees: [name: string, answer: string][];
}
export type SeenCalendar = { method: string; events: SeenEvent[] } | { error: string };

/** A rule and the day that it begins on; as many days as are asked for, up to the last one. */
export interface AskedRule {
  rule: string;
  first: string;
  last: string;
  most: number;
}

function ask(asked: { calendars: string[]; rules: AskedRule[]; todos?: string[] }): {
  calendars: SeenCalendar[];
  rules: (string[] | string)[];
  todos: IcalendarTodo[][];
} {
  const program = fileURLToPath(new URL('read_calendars.py', import.meta.url));
  const ran = spawnSync(python, [program], { input: JSON.stringify(asked), encoding: 'utf8', maxBuffer: 1e9 });
  if (ran.status !== 0) throw new Error(`icalendar: ${ran.stderr}`);
  return JSON.parse(ran.stdout);
}

/** Every calendar as icalendar reads it, one answer each. */
export const readByIcalendar = (calendars: readonly (string | Uint8Array)[]): SeenCalendar[] =>
  ask({ calendars: calendars.map((one) => Buffer.from(one).toString('base64')), rules: [] }).calendars;

/** A to-do as icalendar reads it. */
export interface IcalendarTodo {
  uid: string;
  sequence: number;
  summary: string;
  description: string;
  status: string;
  due: string | null;
  completed: string | null;
}

/** The to-dos of a calendar as icalendar reads them. */
export const todosByIcalendar = (calendar: string): IcalendarTodo[] =>
  ask({ calendars: [], rules: [], todos: [Buffer.from(calendar).toString('base64')] }).todos[0] ?? [];

/** The days of each rule as dateutil reckons them; words where it takes none. */
export const daysByDateutil = (rules: AskedRule[]): (string[] | string)[] => ask({ calendars: [], rules }).rules;
