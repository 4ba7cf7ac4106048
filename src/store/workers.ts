/** The workers of this device, as the databases that are here tell them. Of another one is read how many records wait, and what they call themselves here. */
import { keepText, readText } from '../ui/web-storage.ts';
import { newDeviceKey } from '../vault/seal.ts';
import { Database, db, homeEndpoint, refuseNewer } from './db.ts';
import { isMadeHere, quarterOf, timeOf } from './id.ts';
import { forgetKeptBefore, markedWorkers } from './kept-before.ts';
import { waitingCount } from './outbox.ts';
import { databaseOf, setOnShift, workerHere, workerOf } from './shift.ts';
import { bounded, transact } from './writing.ts';

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
  /** How many of their records wait to be sent; undefined where their database does not open: they see why when they are on shift. */
  waiting: number | undefined;
}

/** What `work` gives of another worker's database, which is closed then. One that is not there is not made, and one of a newer version not read. */
export async function inDatabaseOf<T>(worker: number, work: (its: Database) => Promise<T>): Promise<T> {
  const its = new Database(databaseOf(worker));
  its.on('populate', (transaction) => transaction.abort());
  its.on('ready', refuseNewer, true);
  try {
    return await bounded(its.open().then(() => work(its)));
  } finally {
    its.close();
  }
}

/** The other workers who have begun here. One whose database does not open counts. */
export async function otherWorkers(): Promise<WorkerTold[]> {
  const others = (await workersHere()).filter((worker) => worker !== workerHere);
  const unread = (worker: number): WorkerTold => ({ worker, name: '', waiting: undefined });
  const told = others.map((worker) => inDatabaseOf(worker, (its) => tellOf(worker, its)).catch(() => unread(worker)));
  return (await Promise.all(told)).filter((one) => one !== undefined);
}

/** Those of whom the small storage says that they kept something here, and whose database is not here: they left, or the browser cleared it. */
export async function goneWorkers(): Promise<number[]> {
  const here = await workersHere();
  return markedWorkers().filter((worker) => worker !== workerHere && !here.includes(worker));
}

/** Who has set no lock and kept nothing has not begun. An emptying of the device that was cut off in theirs goes on there. */
async function tellOf(worker: number, its: Database): Promise<WorkerTold | undefined> {
  const [key, name, waiting, kept] = await Promise.all([
    its.keys.get('device'),
    its.settings.get(workerNameSetting),
    waitingCount(its),
    its.records.limit(1).count(),
  ]);
  if (!key?.lock && !key?.isEmptied && kept === 0) return undefined;
  return { worker, name: String(name?.value ?? ''), waiting };
}

/** Whether others work on this device too: then each has a lock, and none that opens by what they share. */
export const isShared = async (): Promise<boolean> => (await otherWorkers()).length > 0;

/** Whether another worker of this device keeps a record or an unfinished form under this id. What cannot be looked at does not. */
export async function isOfAnother(id: string): Promise<boolean> {
  const keeps = async (its: Database) =>
    (await its.records.where('id').equals(id).count()) + (await its.drafts.where('id').equals(id).count()) > 0;
  for (const worker of await workersHere().catch(() => []))
    if (worker !== workerHere && (await inDatabaseOf(worker, keeps).catch(() => false))) return true;
  return false;
}

const leftUntil = 'left-until';

/**
 * Notes that somebody leaves this device now: until when (ms since 1970) an id may be one of theirs, of which nothing is known here then.
 * Answers whether the browser took it.
 */
export const noteLeaving = (): boolean => keepText('local', leftUntil, String(quarterOf(Date.now())));

/** Whether an id may be of a record or an unfinished form of somebody who has left this device: the browser's history has their addresses. */
export function mayBeOfGone(id: string): boolean {
  const until = Number(readText('local', leftUntil, (text) => /^\d{1,15}$/.test(text)) ?? -1);
  return id[14] === '7' && timeOf(id) <= until && !isMadeHere(id);
}

/** Takes away the databases of others who left, where that was cut off when the shift had gone over. */
export async function takeLeftAway(): Promise<void> {
  const hasLeft = async (its: Database) => (await its.keys.get('device'))?.hasLeft === true;
  for (const worker of await workersHere())
    if (worker !== workerHere && (await inDatabaseOf(worker, hasLeft).catch(() => false)))
      await bounded(new Database(databaseOf(worker)).delete());
}

/** What this page's worker calls themselves here. */
export const ownWorkerName = async (): Promise<string> =>
  String((await db.settings.get(workerNameSetting))?.value ?? '');

const lastWorker = 'last-worker';

/**
 * The number of one who begins, and of nobody before: not of one who is here, whom a tab may still take for here, whose records are gone, or who
 * has left. Only where nobody is left does it begin with the first again.
 */
async function nextWorker(): Promise<number> {
  const last = Number(readText('local', lastWorker, (text) => /^[1-9]\d{0,3}$/.test(text)) ?? 1);
  const next = Math.max(last, workerHere, ...(await workersHere()), ...markedWorkers()) + 1;
  keepText('local', lastWorker, String(next));
  return next;
}

/**
 * The setting by which a shift that begins is told from one that points at nobody: who was on shift before, where that is known. A key is no
 * sign: the service worker makes one wherever it looks.
 */
export const beginsSetting = 'worker-begins';

/** A lock stands there now, or nobody else works here: by that the shift is told. Where it cannot be written the next start does it. */
export async function endBeginning(): Promise<void> {
  if (await db.settings.get(beginsSetting))
    await transact([db.settings], () => db.settings.delete(beginsSetting)).catch(() => undefined);
}

/** Makes the database of one more worker, with that in it. */
export async function beginWorker(): Promise<number> {
  const worker = await nextWorker();
  const key = await newDeviceKey();
  const its = new Database(databaseOf(worker));
  its.on('populate', () =>
    Promise.all([
      its.endpoints.add({ id: homeEndpoint }),
      its.keys.add({ name: 'device', id: crypto.randomUUID(), key }),
      its.settings.add({ name: beginsSetting, value: workerHere }),
    ]),
  );
  try {
    await bounded(its.open());
  } finally {
    its.close();
  }
  return worker;
}

/**
 * Whether nobody has begun where the shift points, and others have: the browser lost whose shift it was, or kept it from before that one
 * left. From the second on there were others: that they cannot be found is an error.
 */
export async function isNobodys(): Promise<boolean> {
  const [key, begins, kept] = await Promise.all([
    db.keys.get('device'),
    db.settings.get(beginsSetting),
    db.records.limit(1).count(),
  ]);
  if ((key && !key.key) || begins || kept > 0) return false;
  return workerHere === 1 ? isShared().catch(() => false) : isShared();
}

/**
 * Takes the database of this page's worker away, emptied or never begun, and answers who is on shift from now on: after one who
 * never began, who was before. The shift goes over first: where it is cut off, whoever begins for the one who left goes on with it. One in
 * which something is kept stays; so does the mark of a worker whose records are gone otherwise, of which the others are told.
 */
export async function takeDatabaseAway(): Promise<number> {
  const others = await otherWorkers();
  const before = (await db.settings.get(beginsSetting))?.value;
  const opens = others.filter(({ waiting }) => waiting !== undefined);
  const next = (opens.find(({ worker }) => worker === before) ?? opens[0] ?? others[0])?.worker ?? 1;
  if (!setOnShift(next)) throw new Error('The browser does not remember who is on shift');
  if ((await db.records.limit(1).count()) + (await db.drafts.limit(1).count()) > 0) return next;
  if (!(await isNobodys())) forgetKeptBefore();
  await bounded(db.delete());
  return next;
}
