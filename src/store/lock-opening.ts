/**
 * Which opening of the lock holds. All that are opened until somebody locks are one; locking ends it, and that is kept beside the lock:
 * neither a page that sleeps meanwhile nor a service worker that begins anew goes on with one that was ended.
 */
import type { Database } from './db.ts';
import { earnestDb } from './earnest.ts';
import { transact, writing } from './writing.ts';

const name = 'lock-opening';

/** The opening that holds in a worker's database; undefined where no lock is set. */
export async function openingNow(its: Database): Promise<string | undefined> {
  const [held, after] = await Promise.all([its.keys.get('device'), its.settings.get(name)]);
  return held?.lock && `${held.id} ${after?.value ?? ''}`;
}

/** Somebody locks: this opening, where it holds, does so no more. Rejects with `NotKept`. */
export const endOpening = (opening: string): Promise<void> =>
  writing(() => {
    const its = earnestDb();
    return transact([its.keys, its.settings], async () => {
      if ((await openingNow(its)) === opening) await its.settings.put({ name, value: crypto.randomUUID() });
    });
  });
