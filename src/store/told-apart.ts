/** A full disk told from a damaged database: browsers have one name for both, so it is found by trying. */
import { db } from './db.ts';
import { Damaged, Full, storageFault } from './storage-fault.ts';

/**
 * The error, or what was found by trying where nothing says why it failed: `Damaged` where something of some size fits beside the database,
 * `Full` where it does not. Of one that is open nothing is found out unless `alsoOpen`: a try that fills the last of the disk for a
 * moment made Chromium throw away a database that worked.
 */
export async function toldApart(error: unknown, alsoOpen = false): Promise<unknown> {
  if (storageFault(error) !== 'unclear' || (db.isOpen() && !alsoOpen)) return error;
  const has = await hasRoom();
  if (has === undefined) return error;
  return has
    ? new Damaged('There is room, and the database does not work', { cause: error })
    : new Full('Nothing fits', { cause: error });
}

let trying: Promise<boolean | undefined> | undefined;

/** All that fail at one time are told by one try; undefined where that cannot be made, or does not end. */
function hasRoom(): Promise<boolean | undefined> {
  trying ??= Promise.race([fits(), new Promise<undefined>((done) => setTimeout(done, patience))]).finally(() => {
    trying = undefined;
  });
  return trying;
}

/** How long the try may take, in ms: a full disk may never answer. */
const patience = 3000;
/** Bytes: more than a database at work takes from the disk at once. */
const size = 1 << 22;
const trial = 'trial';

async function fits(): Promise<boolean | undefined> {
  try {
    const beside = await caches.open(trial);
    const isIn = await beside.put('/trial', new Response(new Uint8Array(size))).then(
      () => true,
      () => false,
    );
    await caches.delete(trial);
    return isIn;
  } catch (error) {
    return storageFault(error) === 'full' ? false : undefined;
  }
}
