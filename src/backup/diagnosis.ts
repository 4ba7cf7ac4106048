/** What is wrong with the storage of this device: found by trying, so that a person is told what is so and what can be done. */
import { db } from '../store/db.ts';
import { deviceKey, forgetDevice, KeyLost, setSetting } from '../store/device.ts';
import { wasCleared } from '../store/kept-before.ts';
import { type StorageFault, storageFault } from '../store/storage-fault.ts';
import { beginsSetting } from '../store/workers.ts';
import { bounded, ensureOpen, isHeldElsewhere, reopen, transact } from '../store/writing.ts';

/**
 * `none`: it can be read and written. `gone`: what was kept here was cleared. `blocked`: another tab holds the database.
 * `damaged`: there is room, and the database does not open. `keyless`: it opens, and the key of what lies in it is lost. Others as the store tells them.
 */
export type StorageTrouble = 'none' | 'gone' | 'blocked' | 'damaged' | 'keyless' | StorageFault;

/** What is wrong, and whether what lies here can be read all the same. */
export interface Diagnosis {
  trouble: StorageTrouble;
  isReadable: boolean;
}

/** Tries the storage. A connection that was lost is opened again first. */
export async function diagnose(): Promise<Diagnosis> {
  const unopened = await faultOf(() => (db.isOpen() ? reopen() : ensureOpen()));
  if (unopened) return { trouble: await toldApart(unopened), isReadable: false };
  const unread = await faultOf(() =>
    bounded(Promise.all([db.keys, db.records].map((table) => table.limit(1).toArray()))),
  );
  if (unread) return { trouble: await toldApart(unread), isReadable: true };
  if (await isKeyless()) return { trouble: 'keyless', isReadable: false };
  const unwritten = await faultOf(() => transact([db.settings], () => db.settings.put({ name: trial, value: '' })));
  if (unwritten) return { trouble: await toldApart(unwritten), isReadable: true };
  await db.settings.delete(trial).catch(() => undefined);
  return { trouble: (await wasCleared()) ? 'gone' : 'none', isReadable: true };
}

const trial = 'trial';

/** Whether what lies here was sealed by a key that is not there any more. A device that is only locked has its key. */
const isKeyless = (): Promise<boolean> =>
  deviceKey().then(
    () => false,
    (error: unknown) => error instanceof KeyLost,
  );

async function faultOf(work: () => Promise<unknown>): Promise<StorageFault | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return storageFault(error) ?? 'refused';
  }
}

/** Browsers call a damaged database what they call a full disk: where something fits beside it, it is not full. */
async function toldApart(fault: StorageFault): Promise<StorageTrouble> {
  if (isHeldElsewhere()) return 'blocked';
  return fault === 'full' && (await hasRoom()) ? 'damaged' : fault;
}

/** Whether something of some size can be kept beside the database; false where that cannot be tried. */
async function hasRoom(): Promise<boolean> {
  try {
    const beside = await caches.open(trial);
    await beside.put('/trial', new Response(new Uint8Array(1 << 18)));
    return await caches.delete(trial);
  } catch {
    return false;
  }
}

/**
 * Takes away the database, after which the app begins as on a new device. Rejects where another tab holds it. With its key there this worker
 * begins here, also where others work on the device.
 */
export async function beginAnew(): Promise<void> {
  await bounded(db.delete({ disableAutoOpen: false }));
  forgetDevice();
  await deviceKey();
  await setSetting(beginsSetting, true);
}
