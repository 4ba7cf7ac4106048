/**
 * Emptying the device, in two steps. The first is one strict transaction that takes everything out of every table of who is on shift, the
 * key and its lock too, and leaves a mark in the key's place; a device that dies before it has all, after it nothing of theirs. The second
 * (`app/wipe/finish-wipe.ts`) does so with other workers' and takes away what lies around the tables; where it was interrupted the next
 * start goes on with it.
 */
import { Dexie } from 'dexie';
import { type Database, db, type OrderedBy, type StoredKey } from './db.ts';
import { closeDevice } from './device.ts';
import { countPutAside, namesPutAside } from './put-aside.ts';
import { workerHere } from './shift.ts';
import { inDatabaseOf, workersHere } from './workers.ts';
import { writing } from './writing.ts';

/** What only this device has: records that some endpoint lacks, or that no endpoint takes, and forms that are not finished. */
export interface OnlyHere {
  records: number;
  forms: number;
  /** How many of the records another endpoint has as they are here, where there are any. */
  elsewhere?: number;
}

/** How much of it there is now, of one worker. */
export function onlyHere(of: Database = db): Promise<OnlyHere> {
  return of.transaction('r', [of.records, of.outbox, of.drafts, of.settings], async () => {
    const [records, drafts, aside] = await Promise.all([undelivered(of), of.drafts.count(), countPutAside(of)]);
    const elsewhere = records.filter((one) => one.isElsewhere).length;
    return { records: records.length, forms: drafts + aside, ...(elsewhere > 0 ? { elsewhere } : {}) };
  });
}

/** The records that some endpoint lacks, or that no endpoint takes, with the revision that lies in the outbox. */
async function undelivered(of: Database): Promise<{ id: string; rev: number | undefined; isElsewhere: boolean }[]> {
  const ids = await of.records.toCollection().primaryKeys();
  const delivered = new Map<string, boolean>();
  const revs = new Map<string, number>();
  const proved = new Map<string, number>();
  await of.outbox.each(({ recordId, rev, state, proof }) => {
    const isProved = state === 'delivered' && proof !== 'accepted';
    delivered.set(recordId, isProved && (delivered.get(recordId) ?? true));
    revs.set(recordId, Math.max(rev, revs.get(recordId) ?? 0));
    if (isProved) proved.set(recordId, Math.max(rev, proved.get(recordId) ?? 0));
  });
  return ids
    .filter((id) => !delivered.get(id))
    .map((id) => ({ id, rev: revs.get(id), isElsewhere: proved.has(id) && proved.get(id) === revs.get(id) }));
}

/**
 * What only this device has, each by its id and the version of it that lies here: two looks tell what came, or was changed, between them.
 * Their numbers would not: while one record is delivered another is logged.
 */
export function versionsOnlyHere(): Promise<Set<string>> {
  return db.transaction('r', [db.records, db.outbox, db.drafts, db.settings], async () => {
    const [records, drafts, aside] = await Promise.all([undelivered(db), db.drafts.toArray(), namesPutAside()]);
    const unsent = records.filter(({ rev }) => rev === undefined).map(({ id }) => id);
    const rows = (await db.records.bulkGet(unsent)).filter((row) => row !== undefined);
    const listed = records.filter(({ rev }) => rev !== undefined);
    return new Set([
      ...[...listed, ...rows].map(({ id, rev }) => `${id} ${rev}`),
      ...drafts.map(({ id, iv }) => `${id} ${iv}`),
      ...aside,
    ]);
  });
}

/** What is to be delivered first when the device is not in anybody's hands: nobody can finish a form, and nothing else is waited for. */
export async function unsentHere(of: Database = db): Promise<OnlyHere> {
  const states = (['waiting', 'refused'] as const).map((state) =>
    of.outbox.where('[state+key]').between([state, Dexie.minKey], [state, Dexie.maxKey]).toArray(),
  );
  const items = (await Promise.all(states)).flat();
  return { records: new Set(items.map(({ recordId }) => recordId)).size, forms: 0 };
}

/** What only this device has of its other workers together. */
export interface OnlyOthers extends OnlyHere {
  /** How many of them have a database that does not open: what it has is not known. */
  unread: number;
}

/** What `count` comes to for all other workers of this device together. */
export async function ofOthers(count: (of: Database) => Promise<OnlyHere>): Promise<OnlyOthers> {
  const sum: OnlyOthers = { records: 0, forms: 0, unread: 0 };
  for (const worker of await workersHere()) {
    if (worker === workerHere) continue;
    const its = await inDatabaseOf(worker, count).catch(() => undefined);
    sum.records += its?.records ?? 0;
    sum.forms += its?.forms ?? 0;
    sum.unread += its ? 0 : 1;
  }
  return sum;
}

/** Whether none of it is left, as far as can be known. */
export const isNoneLeft = ({ records, forms, unread = 0 }: OnlyHere & Partial<OnlyOthers>): boolean =>
  records + forms + unread === 0;

/** Whether the tables were emptied, and the rest of the device is still to be. */
export const isEmptied = async (of: Database = db): Promise<boolean> =>
  (await of.keys.get('device'))?.isEmptied === true;

/** Whether the tables of a worker who left were emptied, and the database is still to be taken away. */
export const hasLeft = async (): Promise<boolean> => (await db.keys.get('device'))?.hasLeft === true;

/** Takes everything out of every other worker's tables too. One that does not open is taken away with the rest. */
export async function emptyOthers(): Promise<void> {
  for (const worker of await workersHere())
    if (worker !== workerHere)
      await inDatabaseOf(worker, (its) =>
        its.transaction('rw', its.tables, () => clearAll(its, { isEmptied: true })),
      ).catch(() => undefined);
}

/** In a transaction over all tables. */
async function clearAll(of: Database, mark: Partial<StoredKey>): Promise<void> {
  await Promise.all(of.tables.map((table) => table.clear()));
  await of.keys.put({ name: 'device', id: 'emptied', ...mark });
}

/** The worker with whose database an emptying of the device began that was cut off; undefined where there is none but this page's. */
export async function emptyingOf(): Promise<number | undefined> {
  for (const worker of await workersHere())
    if (worker !== workerHere && (await inDatabaseOf(worker, isEmptied).catch(() => false))) return worker;
  return undefined;
}

/** Who ordered it, where somebody did. */
export const orderedBy = async (): Promise<OrderedBy | undefined> => (await db.keys.get('device'))?.ordered;

/** Thrown where something came that must not go: everything is as it was. */
export class NotEmptied extends Error {
  override name = 'NotEmptied';
}

interface Emptying {
  /** Who ordered it. */
  ordered?: OrderedBy;
  /** Asked in the same transaction: else nothing is emptied. */
  asLongAs?: () => Promise<boolean>;
  /** The worker leaves the device, and what other workers have stays. */
  leaves?: boolean;
}

/**
 * Takes everything out of every table at once. From here on there is nothing to go back to, and no tab can seal or open: where the
 * key was stands only that it is emptied. Of two tabs that do so at once the first has said who ordered it. Rejects with `NotKept` or
 * `NotEmptied`; everything is then as it was.
 */
export async function emptyTables({ ordered, asLongAs, leaves }: Emptying = {}): Promise<void> {
  const mark = leaves ? { hasLeft: true as const } : { isEmptied: true as const, ...(ordered ? { ordered } : {}) };
  await writing(() =>
    db.transaction('rw', db.tables, async () => {
      if ((await db.keys.get('device'))?.isEmptied) return;
      if (asLongAs && !(await asLongAs())) throw new NotEmptied('Something came meanwhile');
      await clearAll(db, mark);
    }),
  );
  closeDevice();
}
