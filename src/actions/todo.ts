/**
 * Actions as to-dos of a calendar (RFC 5545, 3.6.2), and what a calendar says of them afterwards: which were done, and on which
 * day. Whatever else changed in the calendar is not taken.
 */
import * as z from 'zod/mini';
import { wallDate } from '../i18n/wall-time.ts';
import {
  asText,
  type Component,
  CutShort,
  lineOf,
  lineText,
  readComponents,
  writeLine,
} from '../outreach/calendar/lines.ts';
import { decoded, fileLimit } from '../outreach/calendar/read.ts';
import { writeCalendar } from '../outreach/calendar/write.ts';
import { momentOfLine } from '../outreach/calendar/zones.ts';
import type { Action } from './action.ts';

const status: Record<Action['state'], string> = { open: 'NEEDS-ACTION', done: 'COMPLETED', dropped: 'CANCELLED' };

/** A calendar file with these actions. `now`: ms since 1970. `tell`: who and with what means, in words. */
export const writeTodos = (actions: readonly Action[], now: number, tell: (action: Action) => string): string =>
  writeCalendar('PUBLISH', actions.map((action) => todo(action, now, tell(action))).join(''));

const basic = (date: string): string => date.replace(/-/g, '');

function todo({ uid, sequence, what, due, state, doneOn }: Action, now: number, told: string): string {
  const stamp = `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const lines = [
    writeLine('UID', uid),
    writeLine('SEQUENCE', String(sequence)),
    writeLine('DTSTAMP', stamp),
    writeLine('SUMMARY', asText(what)),
    told && writeLine('DESCRIPTION', asText(told)),
    due && writeLine('DUE', basic(due), { VALUE: 'DATE' }),
    writeLine('STATUS', status[state]),
    state === 'done' && writeLine('PERCENT-COMPLETE', '100'),
    // Only the day is known: its noon is of that day in nearly every zone.
    state === 'done' && doneOn && writeLine('COMPLETED', `${basic(doneOn)}T100000Z`),
    writeLine('CATEGORIES', 'OSALLISUUS'),
    writeLine('CLASS', 'PRIVATE'),
  ];
  return ['BEGIN:VTODO\r\n', ...lines.filter(Boolean), 'END:VTODO\r\n'].join('');
}

/** One to-do of a file: whether it was done, and on which day where it says so. */
export interface SeenTodo {
  uid: string;
  isDone: boolean;
  doneOn?: string;
}

export type TodoFile =
  | { is: 'read'; todos: SeenTodo[] }
  | { is: 'nothing' | 'no-calendar' | 'cut-short' | 'too-large' | 'none' | 'unread' };

/** The to-dos of a calendar file. Whatever the file holds, there is an answer. */
export async function readTodoFile(file: Blob): Promise<TodoFile> {
  if (file.size > fileLimit) return { is: 'too-large' };
  try {
    return readTodos(decoded(await file.arrayBuffer()));
  } catch {
    // Gone, moved, or what nobody has thought of: nothing of it is taken.
    return { is: 'unread' };
  }
}

export function readTodos(text: string): TodoFile {
  if (text.trim() === '') return { is: 'nothing' };
  if (!/BEGIN:VCALENDAR/i.test(text)) return { is: 'no-calendar' };
  try {
    const calendars = readComponents(text);
    if (calendars.length === 0) return { is: 'cut-short' };
    const todos = calendars.flatMap(({ parts }) => {
      const zones = parts.filter(({ name }) => name === 'VTIMEZONE');
      return parts.filter(({ name }) => name === 'VTODO').map((part) => seen(part, zones));
    });
    return todos.length > 0 ? { is: 'read', todos } : { is: 'none' };
  } catch (error) {
    if (error instanceof CutShort) return { is: 'cut-short' };
    throw error;
  }
}

function seen(part: Component, zones: readonly Component[]): SeenTodo {
  const completed = lineOf(part, 'COMPLETED');
  const isDone =
    /^completed$/i.test(lineText(lineOf(part, 'STATUS'))) ||
    lineText(lineOf(part, 'PERCENT-COMPLETE')) === '100' ||
    (completed !== undefined && lineOf(part, 'STATUS') === undefined);
  const moment = completed && momentOfLine(completed, zones)?.at;
  const day = completed?.value.trim().replace(/^(\d{4})-?(\d\d)-?(\d\d)$/, '$1-$2-$3');
  const doneOn = moment ? wallDate(moment) : z.iso.date().safeParse(day).data;
  return { uid: lineText(lineOf(part, 'UID')).toLowerCase(), isDone, ...(isDone && doneOn && { doneOn }) };
}

/** What a file says of the actions that are known here. */
export interface TodoNews {
  /** Open here, done there, on which day. */
  done: { action: Action; doneOn: string | undefined }[];
  /** How many stand there as they stand here; how many are none of ours. */
  same: number;
  others: number;
}

export function newsOf(todos: readonly SeenTodo[], actions: readonly Action[]): TodoNews {
  const known = new Map(actions.map((action) => [action.uid.toLowerCase(), action]));
  const news: TodoNews = { done: [], same: 0, others: 0 };
  const told = new Set<string>();
  for (const { uid, isDone, doneOn } of todos) {
    const action = known.get(uid);
    if (!action) news.others += 1;
    else if (!isDone || action.state === 'done' || told.has(uid)) news.same += 1;
    else {
      told.add(uid);
      news.done.push({ action, doneOn });
    }
  }
  return news;
}
