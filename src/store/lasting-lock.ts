/**
 * The lock of a handed-over device, where a browser that is killed keeps it. It holds by what lies in the small storage, which is
 * read before anything is drawn; Chromium writes that to the disk up to minutes later, and a power that goes takes it away.
 */
import { handedOver, putBack } from '../vault/handed-over.ts';
import { keepLocal, readLocal } from './local-only.ts';

const name = 'handed-over';

/** Keeps the lock as it stands now: its time and its wrong codes too. Rejects with `NotKept`. */
export async function keepLockLasting(): Promise<void> {
  const lock = handedOver();
  if (lock?.code) await keepLocal(name, lock);
}

/** The device is open again. Rejects with `NotKept`. */
export const endLastingLock = (): Promise<void> => keepLocal(name, undefined);

/** Locks the device again where only the small storage has lost the lock. Answers the page to go to then. */
export async function restoreLock(): Promise<string | undefined> {
  if (handedOver()) return undefined;
  const kept = await readLocal(name);
  if (kept === undefined) return undefined;
  const lock = putBack(kept);
  if (!lock) await endLastingLock();
  return lock?.page;
}
