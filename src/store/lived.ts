/** What this device has lived through: a span that no setting of a clock makes longer by more than a day. */
import { db } from './db.ts';

const name = 'lived';
const day = 86_400_000;
/** Between two looks no more than this has passed (ms), whatever the clock says: what is late by it is late, never early. */
const longestStep = day;
/** A step shorter than this (ms) is counted with the next. */
const grain = 60_000;

interface Lived {
  /** When it was last looked at (ms since 1970, by the clock of then). */
  at: number;
  /** Milliseconds lived through in all: only grows. */
  total: number;
}

/** How long this device has lived through so far (ms), counted from its first look. `now` by its clock. */
export function livedThrough(now: number): Promise<number> {
  return db.transaction('rw', db.settings, async () => {
    const before = (await db.settings.get(name))?.value as Lived | undefined;
    const passed = before ? now - before.at : 0;
    if (before && passed >= 0 && passed < grain) return before.total;
    const total = totalAt(now, before);
    await db.settings.put({ name, value: { at: now, total } satisfies Lived });
    return total;
  });
}

/** The same, of which nothing is noted: for who may only read. */
export const livedSoFar = async (now: number): Promise<number> =>
  totalAt(now, (await db.settings.get(name))?.value as Lived | undefined);

const totalAt = (now: number, before: Lived | undefined): number =>
  (before?.total ?? 0) + Math.min(longestStep, Math.max(0, before ? now - before.at : 0));
