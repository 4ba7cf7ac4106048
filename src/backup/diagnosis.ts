/** What is wrong with the storage of this device: found by trying, so that a person is told what is so and what can be done. */
import { db } from '../store/db.ts';
import { deviceKey, forgetDevice, KeyLost, setSetting } from '../store/device.ts';
import { markedWorkers, wasCleared } from '../store/kept-before.ts';
import { isPractising } from '../store/practice.ts';
import { workerHere } from '../store/shift.ts';
import { Blocked, type StorageFault, storageFault } from '../store/storage-fault.ts';
import { toldApart } from '../store/told-apart.ts';
import { beginsSetting, workersHere } from '../store/workers.ts';
import { bounded, ensureOpen, isHeldElsewhere, reopen, transact } from '../store/writing.ts';

/**
 * `none`: it can be read and written. `gone`: what was kept here was cleared. `blocked`: another tab holds the database.
 * `keyless`: it opens, and the key of what lies in it is lost. Others as the store tells them.
 */
export type StorageTrouble = 'none' | 'gone' | 'blocked' | 'keyless' | StorageFault;

/** What is wrong, and whether what lies here can be read all the same. */
export interface Diagnosis {
  trouble: StorageTrouble;
  isReadable: boolean;
}

/** Tries the storage. A connection that was lost is opened again first. */
export async function diagnose(): Promise<Diagnosis> {
  const unopened = await faultOf(() => (db.isOpen() ? reopen() : ensureOpen()));
  if (unopened) return { trouble: troubleOf(unopened), isReadable: false };
  const unread = await faultOf(() =>
    bounded(Promise.all([db.keys, db.records].map((table) => table.limit(1).toArray()))),
  );
  if (unread) return { trouble: troubleOf(unread), isReadable: true };
  if (await isKeyless()) return { trouble: 'keyless', isReadable: false };
  const unwritten = await faultOf(() => transact([db.settings], () => db.settings.put({ name: trial, value: '' })));
  if (unwritten) return { trouble: troubleOf(unwritten), isReadable: true };
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
    return storageFault(await toldApart(error, true)) ?? 'refused';
  }
}

/** Another tab that holds the database is no fault of the storage. */
const troubleOf = (fault: StorageFault): StorageTrouble => (isHeldElsewhere() ? 'blocked' : fault);

/** Why the database is still there: another tab holds it, what may take it away is not to be reached, or nothing of the app's own can. */
export class NotRemoved extends Error {
  override name = 'NotRemoved';
  constructor(readonly why: 'held' | 'offline' | 'failed') {
    super(why);
  }
}

/**
 * Takes away the database, after which the app begins as on a new device; rejects with `NotRemoved` where it cannot. With its key there this worker
 * begins here, also where others work on the device.
 */
export async function beginAnew(): Promise<void> {
  await takeAway().catch(async (error: unknown) => {
    if (error instanceof Blocked) throw new NotRemoved('held');
    if (isPractising || (await hasOthers())) throw new NotRemoved('failed');
    await clearSite();
    await takeAway().catch(() => Promise.reject(new NotRemoved('failed')));
  });
  forgetDevice();
  await deviceKey();
  await setSetting(beginsSetting, true);
}

const takeAway = (): Promise<void> => bounded(db.delete({ disableAutoOpen: false }));

/** Whether another worker's database may be here: where the browser cannot tell of any, by who has kept something. */
const hasOthers = async (): Promise<boolean> =>
  (await workersHere().catch(markedWorkers)).some((worker) => worker !== workerHere);

/** Has the browser clear all of the app, what it cannot open too: it does so on the word of the server that the app came from. */
async function clearSite(): Promise<void> {
  const signal = AbortSignal.timeout(20_000);
  await fetch('/clear-site', { method: 'POST', signal }).catch(() => Promise.reject(new NotRemoved('offline')));
}
