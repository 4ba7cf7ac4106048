/**
 * Wrong codes cost time. Each try is counted before it is looked at, one at a time over all tabs: a tab that is closed meanwhile
 * has tried too. What a wait has left is lived through (`lock-time.ts`): no clock that is set, no reload and no other tab ends it.
 */
import type { LockTime } from './lock-time.ts';

/** What was tried, kept with the lock. */
export interface Tries extends LockTime {
  /** Wrong codes in a row, and before how much watched time (ms) no other is tried; 0 where none is waited for. */
  wrong: number;
  waitUntil: number;
}

/** How often (ms) the time of a wait is written: a page that is killed loses no more of it. */
export const often = 1000;

/** So many seconds no code is taken. */
export interface Wait {
  wait: number;
}

/**
 * One try, inside `oneAtATime`. `tries` as they are now, `keep` writes them, `waitAfter` says how long (ms) is waited after so many
 * wrong codes in a row; 0 for not at all.
 */
export async function counted<T extends Tries>(
  tries: T,
  keep: (tries: T) => unknown,
  waitAfter: (wrong: number) => number,
  isRight: () => Promise<boolean>,
): Promise<'right' | 'wrong' | Wait> {
  const left = tries.waitUntil - tries.watched;
  if (left > 0) return { wait: Math.ceil(left / 1000) };
  const wrong = tries.wrong + 1;
  const ms = waitAfter(wrong);
  await keep({ ...tries, wrong, waitUntil: ms > 0 ? tries.watched + ms : 0 });
  if (await isRight()) return 'right';
  return ms > 0 ? { wait: ms / 1000 } : 'wrong';
}

let turn: Promise<unknown> = Promise.resolve();

/** Runs a job alone over all tabs; where the browser has no locks, in this one. */
export function oneAtATime<T>(name: string, job: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks;
  if (locks) return locks.request(name, job) as Promise<T>;
  const done = turn.then(job, job);
  turn = done;
  return done;
}
