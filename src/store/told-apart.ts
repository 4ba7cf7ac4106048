/** A full disk told from a damaged database: browsers have one name for both, so it is found by trying. */
import { db } from './db.ts';
import { Damaged, isNamedFull, storageFault } from './storage-fault.ts';

/**
 * The error, or `Damaged` around it where what it calls full is not: something of some size fits beside the database. One that is open is
 * left alone unless `alsoOpen`: what the try takes and gives back must not come between its writes on a disk that is really full.
 */
export const toldApart = async (error: unknown, alsoOpen = false): Promise<unknown> =>
  (alsoOpen || !db.isOpen()) && storageFault(error) === 'full' && !isNamedFull(error) && (await hasRoom())
    ? new Damaged('There is room, and the database does not work', { cause: error })
    : error;

let trying: Promise<boolean> | undefined;

/** All that fail at one time are told by one try; false where that cannot be made, or does not end. */
function hasRoom(): Promise<boolean> {
  trying ??= Promise.race([fits(), new Promise<false>((done) => setTimeout(done, patience, false))]).finally(() => {
    trying = undefined;
  });
  return trying;
}

/** How long the try may take, in ms: a full disk may never answer. */
const patience = 3000;
/** Bytes: more than a database at work takes from the disk at once. */
const size = 1 << 22;
const trial = 'trial';

async function fits(): Promise<boolean> {
  try {
    const beside = await caches.open(trial);
    await beside.put('/trial', new Response(new Uint8Array(size)));
    return await caches.delete(trial);
  } catch {
    return false;
  }
}
