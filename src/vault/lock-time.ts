/**
 * How long a lock has lasted, as it was lived through: a span of time that nobody makes shorter or longer by setting a clock. While
 * a page is open it counts by a clock that cannot be set. What passed while none was, the wall clock says alone: it counts for
 * the end of the lock, never for a wait, and all breaks together for no more than half of it.
 */

/** The time of a lock, kept with it. */
export interface LockTime {
  /** How long (ms) pages watched it. */
  watched: number;
  /** How much (ms) passed in the breaks between. */
  between: number;
  /** When this was written, by the wall clock (ms since 1970). */
  seenAt: number;
  /** Another one each time that it is written: who saw this one knows what has passed since. */
  turn: string;
}

export const newLockTime = (): LockTime => ({ watched: 0, between: 0, seenAt: Date.now(), turn: newTurn() });
const newTurn = () => crypto.randomUUID();

/** What this page has seen of each lock, by its turn, and when by the clock that cannot be set (ms). */
const seen = new Map<string, number>();
/** More than these are turns of long ago. */
const most = 100;

/** This page sees the time of a lock now. */
export function see({ turn }: LockTime): void {
  if (seen.has(turn)) return;
  if (seen.size >= most) seen.clear();
  seen.set(turn, performance.now());
}

/** The time of the lock now; a break counts for at most `longestBreak` (ms). Nothing is written. */
export function now<L extends LockTime>(lock: L, breaks: number): L {
  see(lock);
  const passed = performance.now() - seen.get(lock.turn)!;
  const unseen = Date.now() - lock.seenAt - passed;
  const between = Math.min(breaks, lock.between + Math.max(0, unseen));
  return { ...lock, watched: lock.watched + passed, between };
}

/** The time of a lock as `now` gave it, to be written: from here on it is counted anew. */
export function written<L extends LockTime>(lock: L): L {
  const next = { ...lock, seenAt: Date.now(), turn: newTurn() };
  seen.delete(lock.turn);
  see(next);
  return next;
}
