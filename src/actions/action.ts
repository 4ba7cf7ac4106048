import * as z from 'zod/mini';
import { daysOn } from '../i18n/wall-time.ts';
import { freeText } from '../store/free-text.ts';
import { defineKind, type RecordOf } from '../store/kind.ts';

/** Longest texts, in characters: what is done; who does it, as a role; with what means. */
export const deedLimit = 500;
export const doerLimit = 80;
export const meansLimit = 1_000;

/** The tools in which actions are agreed on. */
export const actionTools = ['assessment', 'principles', 'programme', 'co-development'] as const;
export const actionStates = ['open', 'done', 'dropped'] as const;

/**
 * Something that a team agreed to do. Its `uid` is the same on every device and in calendars; each device has a record of its
 * own for it, so nothing of one stands against another's, and `sequence` tells which is newer.
 */
export const Action = defineKind('action', {
  uid: z.uuid(),
  sequence: z.int().check(z.nonnegative(), z.maximum(1_000_000)),
  tool: z.enum(actionTools),
  /** What of the tool it was agreed in, and at which place of it: a round and a question's key, a programme and a goal's id. */
  about: z.uuid(),
  place: z.string().check(z.minLength(1), z.maxLength(40)),
  what: freeText(deedLimit, 1),
  /** A role, never a name. */
  who: z.optional(freeText(doerLimit, 1)),
  /** The day by which, by the calendar of the place. */
  due: z.optional(z.iso.date()),
  means: z.optional(freeText(meansLimit, 1)),
  /** The day on which what it belongs to began: it is due on no day before. */
  agreed: z.iso.date(),
  state: z.enum(actionStates),
  doneOn: z.optional(z.iso.date()),
});
export type Action = RecordOf<typeof Action>;

/** Each action once, in its newest version; of two that are as new the one that was done. Due first, then those without a day. */
export function latestActions(all: readonly Action[]): Action[] {
  const byUid = new Map<string, Action>();
  for (const action of all) {
    const held = byUid.get(action.uid);
    if (!held || isNewer(action, held)) byUid.set(action.uid, action);
  }
  return [...byUid.values()].sort(
    (a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999') || a.uid.localeCompare(b.uid),
  );
}

function isNewer(one: Action, held: Action): boolean {
  if (one.sequence !== held.sequence) return one.sequence > held.sequence;
  if ((one.state === 'done') !== (held.state === 'done')) return one.state === 'done';
  return one.id > held.id;
}

/** How many days ahead Tänään shows what was agreed. */
const daysAhead = 7;

/** What Tänään shows: what is open and late, due today or within a week. */
export const actionsDue = (latest: readonly Action[], today: string): Action[] =>
  latest.filter(({ state, due }) => state === 'open' && due !== undefined && due <= daysOn(today, daysAhead));
