/**
 * Every write of a form goes through here: it ends within seconds, one that failed without a word or whose connection was lost is tried
 * once more, and what went wrong is told in one way (`NotKept`), however the browser put it.
 */
import { Dexie, type Table, type Transaction } from 'dexie';
import { db } from './db.ts';
import { Blocked, Stalled, type StorageFault, storageFault } from './storage-fault.ts';
import { toldApart } from './told-apart.ts';

const whys = {
  full: 'disk-full',
  lost: 'connection-lost',
  newer: 'newer-app',
  refused: 'no-storage',
  damaged: 'damaged',
  unclear: 'unclear',
} as const;

/** Why a record was not kept. The form still holds everything; `why` chooses the words on screen. */
export class NotKept extends Error {
  override name = 'NotKept';
  constructor(
    readonly why: 'already-saved' | 'changed-elsewhere' | 'another-runs' | (typeof whys)[StorageFault],
    options?: ErrorOptions,
  ) {
    super(why, options);
  }
}

/** Whether it is the storage that is at fault: then the same may be kept later. */
export const isOfStorage = (error: unknown): boolean =>
  error instanceof NotKept && (Object.values(whys) as string[]).includes(error.why);

/** How long the disk may take to answer, in ms: a full one may never. A slow phone takes less than two seconds for a save. */
export const patience = 8000;

/** How often what failed is tried again while it is on the screen, in ms: room may have been made meanwhile. */
export const retryMs = 5000;

/** How much of `patience` passes at a time: a tab that was frozen has not waited by being away. */
const tick = 1000;

/** What `work` gives; rejects with `Stalled` after `ms` without an answer, and calls `giveUp`. */
export async function bounded<T>(work: PromiseLike<T>, giveUp?: () => void, ms = patience): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stalled = new Promise<never>((_, reject) => {
    const wait = (left: number) => {
      timer = setTimeout(
        () => {
          if (left > tick) return wait(left - tick);
          try {
            giveUp?.();
          } catch {
            // What cannot be taken back any more is on its way to the disk.
          }
          reject(unanswered());
        },
        Math.min(left, tick),
      );
    };
    wait(ms);
  });
  try {
    return await Promise.race([work, stalled]);
  } finally {
    clearTimeout(timer);
  }
}

let isBlocked = false;
db.on('blocked', () => {
  isBlocked = true;
});
// Each time that it opens: else what held it once would be blamed for whatever keeps it from opening later.
db.on(
  'ready',
  () => {
    isBlocked = false;
  },
  true,
);

/** Whether another tab holds the database, so that it does not open here. */
export const isHeldElsewhere = (): boolean => isBlocked && !db.isOpen();

/** What is said of a storage that does not answer. */
export const unanswered = (): Error =>
  isHeldElsewhere() ? new Blocked('Another tab holds the database') : new Stalled('The device has not answered');

/** Opens the database where it is not open: after a failed attempt Dexie does not try again by itself. */
export async function ensureOpen(): Promise<void> {
  if (!db.isOpen()) await bounded(db.open());
}

/** Opens the database anew: the browser may have closed the connection without telling. */
export async function reopen(): Promise<void> {
  db.close({ disableAutoOpen: false });
  await ensureOpen();
}

/**
 * One transaction that writes to `tables`, of one database: all of `body` or nothing. Rejects with `Stalled` where the disk does not answer in
 * time; it is then taken back, unless it was already on its way to the disk.
 */
export async function transact<T>(tables: Table[], body: () => Promise<T>): Promise<T> {
  let begun: Transaction | undefined;
  let isOver = false;
  const work = tables[0]!.db.transaction('rw', tables, async (transaction) => {
    if (isOver) throw new Stalled('Too late: the person was told that it is not kept');
    begun = transaction;
    return body();
  });
  try {
    return await bounded(work, () => {
      isOver = true;
      begun?.abort();
    });
  } catch (error) {
    // What is asked of a transaction that the browser has aborted says "invalid state", as a closed connection does.
    if (begun && db.isOpen() && error instanceof Error && error.name === 'InvalidStateError') {
      throw new Dexie.AbortError('The browser took the transaction back', error);
    }
    throw error;
  }
}

/**
 * Runs a write to its end. Rejects with `NotKept` for whatever is wrong with the storage, and as `write` does for the rest. It
 * may run `write` twice: let the second time find what the first may have done. Inside a transaction that tells of the fault.
 */
export async function writing<T>(write: () => Promise<T>): Promise<T> {
  if (Dexie.currentTransaction) return write();
  try {
    await ensureOpen();
    return await write();
  } catch (error) {
    if (error instanceof NotKept || !mayPass(error)) throw notKept(await toldApart(error));
    if (!isLost(error)) return tryAgain(write);
  }
  return tryAgain(write, reopen);
}

async function tryAgain<T>(write: () => Promise<T>, before?: () => Promise<void>): Promise<T> {
  try {
    await before?.();
    return await write();
  } catch (error) {
    throw notKept(await toldApart(error));
  }
}

/** A connection that is gone is opened again first, whatever the browser called it: the second time tells what is so. */
const isLost = (error: unknown): boolean => {
  const fault = storageFault(error);
  return fault === 'lost' || (fault !== undefined && !db.isOpen());
};

/** What may be over at once; for what did not answer in time the person has waited already. */
const mayPass = (error: unknown): boolean =>
  isLost(error) || (storageFault(error) === 'unclear' && !(error instanceof Stalled));

/** What a form is told of an error: `NotKept` where the storage is at fault, else the error itself. */
export function notKept(error: unknown): unknown {
  if (error instanceof NotKept) return error;
  const fault = storageFault(error);
  return fault ? new NotKept(whys[fault], { cause: error }) : error;
}
