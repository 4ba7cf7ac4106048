/** The workers of this device, as the databases that are here tell them. Of another one is read how many records wait, and what they call themselves here. */
import { forget } from '../ui/web-storage.ts';
import { Database, db } from './db.ts';
import { databaseOf, ofWorker, setOnShift, workerHere, workerOf } from './shift.ts';
import { bounded } from './writing.ts';

/** Their numbers, in order. A browser that does not tell which databases it has is taken to have the first worker alone. */
export async function workersHere(): Promise<number[]> {
  const databases = canHaveSeveral() ? await bounded(indexedDB.databases()) : [{ name: databaseOf(1) }];
  return databases.flatMap(({ name = '' }) => workerOf(name) ?? []).sort((a, b) => a - b);
}

/** Whether this browser tells which databases it has: only there can a device have several workers. */
export const canHaveSeveral = (): boolean => typeof indexedDB.databases === 'function';

/** The setting, in the clear, of what a worker calls themselves here. */
export const workerNameSetting = 'worker-name';

/** One worker of this device, as far as others may know. */
export interface WorkerTold {
  worker: number;
  /** What they call themselves here; empty where they have not said. */
  name: string;
  /** How many of their records wait to be sent. */
  waiting: number;
}

/** What `work` gives of another worker's database, which is closed then. One that is not there is not made. */
export async function inDatabaseOf<T>(worker: number, work: (its: Database) => Promise<T>): Promise<T> {
  const its = new Database(databaseOf(worker));
  its.on('populate', (transaction) => transaction.abort());
  try {
    return await bounded(its.open().then(() => work(its)));
  } finally {
    its.close();
  }
}

/** The other workers who have begun here. What cannot be read is left out: its worker sees why. */
export async function otherWorkers(): Promise<WorkerTold[]> {
  const others = (await workersHere()).filter((worker) => worker !== workerHere);
  const told = others.map((worker) => inDatabaseOf(worker, (its) => tellOf(worker, its)).catch(() => undefined));
  return (await Promise.all(told)).filter((one) => one !== undefined);
}

/** Who has set no lock and kept nothing has not begun. */
async function tellOf(worker: number, its: Database): Promise<WorkerTold | undefined> {
  const [key, name, waiting, kept] = await Promise.all([
    its.keys.get('device'),
    its.settings.get(workerNameSetting),
    its.counts.get('waiting'),
    its.records.limit(1).count(),
  ]);
  if (!key?.lock && kept === 0) return undefined;
  return { worker, name: String(name?.value ?? ''), waiting: waiting?.n ?? 0 };
}

/** Whether others work on this device too: then each has a lock, and none that opens by what they share. One that does not open counts. */
export async function isShared(): Promise<boolean> {
  for (const worker of await workersHere())
    if (worker !== workerHere && (await inDatabaseOf(worker, (its) => tellOf(worker, its)).catch(() => true)))
      return true;
  return false;
}

/** Whether another worker of this device keeps a record or an unfinished form under this id. What cannot be looked at does not. */
export async function isOfAnother(id: string): Promise<boolean> {
  const keeps = async (its: Database) =>
    (await its.records.where('id').equals(id).count()) + (await its.drafts.where('id').equals(id).count()) > 0;
  for (const worker of await workersHere().catch(() => []))
    if (worker !== workerHere && (await inDatabaseOf(worker, keeps).catch(() => false))) return true;
  return false;
}

/** What this page's worker calls themselves here. */
export const ownWorkerName = async (): Promise<string> =>
  String((await db.settings.get(workerNameSetting))?.value ?? '');

/** The number of one who begins: never one that is here, nor one that a tab may still take for here. */
export const nextWorker = async (): Promise<number> => Math.max(workerHere, ...(await workersHere())) + 1;

/**
 * Takes the database of this page's worker away, emptied or never begun, and answers who is on shift from now on. The shift goes over
 * first: where it is cut off, whoever begins for the one who left goes on with it. One in which something is kept stays.
 */
export async function takeDatabaseAway(): Promise<number> {
  const others = await otherWorkers();
  const next = others[0]?.worker ?? 1;
  if (!setOnShift(next)) throw new Error('The browser does not remember who is on shift');
  if ((await db.records.limit(1).count()) + (await db.drafts.limit(1).count()) > 0) return next;
  forget('local', ofWorker('kept-before'));
  await bounded(db.delete());
  return next;
}
