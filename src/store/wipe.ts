/**
 * Emptying the device, in two steps. The first is one strict transaction that takes everything out of every table, the key and its
 * lock too, and leaves a mark in the key's place; a device that dies before it has all, after it nothing. The second
 * (`app/wipe/finish-wipe.ts`) takes away what lies around the tables; where it was interrupted the next start goes on with it.
 */
import { Dexie } from 'dexie';
import { db, type OrderedBy } from './db.ts';
import { closeDevice } from './device.ts';
import { countPutAside, namesPutAside } from './put-aside.ts';
import { writing } from './writing.ts';

/** What only this device has: records that some endpoint lacks, or that no endpoint takes, and forms that are not finished. */
export interface OnlyHere {
  records: number;
  forms: number;
}

/** How much of it there is now. */
export function onlyHere(): Promise<OnlyHere> {
  return db.transaction('r', [db.records, db.outbox, db.drafts, db.settings], async () => {
    const [records, drafts, aside] = await Promise.all([undelivered(), db.drafts.count(), countPutAside()]);
    return { records: records.length, forms: drafts + aside };
  });
}

/** The records that some endpoint lacks, or that no endpoint takes, with the revision that lies in the outbox. */
async function undelivered(): Promise<{ id: string; rev: number | undefined }[]> {
  const ids = await db.records.toCollection().primaryKeys();
  const delivered = new Map<string, boolean>();
  const revs = new Map<string, number>();
  await db.outbox.each(({ recordId, rev, state, proof }) => {
    const isProved = state === 'delivered' && proof !== 'accepted';
    delivered.set(recordId, isProved && (delivered.get(recordId) ?? true));
    revs.set(recordId, Math.max(rev, revs.get(recordId) ?? 0));
  });
  return ids.filter((id) => !delivered.get(id)).map((id) => ({ id, rev: revs.get(id) }));
}

/**
 * What only this device has, each by its id and the version of it that lies here: two looks tell what came, or was changed, between them.
 * Their numbers would not: while one record is delivered another is logged.
 */
export function versionsOnlyHere(): Promise<Set<string>> {
  return db.transaction('r', [db.records, db.outbox, db.drafts, db.settings], async () => {
    const [records, drafts, aside] = await Promise.all([undelivered(), db.drafts.toArray(), namesPutAside()]);
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
export async function unsentHere(): Promise<OnlyHere> {
  const states = (['waiting', 'refused'] as const).map((state) =>
    db.outbox.where('[state+key]').between([state, Dexie.minKey], [state, Dexie.maxKey]).toArray(),
  );
  const items = (await Promise.all(states)).flat();
  return { records: new Set(items.map(({ recordId }) => recordId)).size, forms: 0 };
}

/** Whether the tables were emptied, and the rest of the device is still to be. */
export const isEmptied = async (): Promise<boolean> => (await db.keys.get('device'))?.isEmptied === true;

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
}

/**
 * Takes everything out of every table at once. From here on there is nothing to go back to, and no tab can seal or open: where the
 * key was stands only that the device is emptied. Rejects with `NotKept` or `NotEmptied`; everything is then as it was.
 */
export async function emptyTables({ ordered, asLongAs }: Emptying = {}): Promise<void> {
  await writing(() =>
    db.transaction('rw', db.tables, async () => {
      if (asLongAs && !(await asLongAs())) throw new NotEmptied('Something came meanwhile');
      await Promise.all(db.tables.map((table) => table.clear()));
      await db.keys.put({ name: 'device', id: 'emptied', isEmptied: true, ...(ordered ? { ordered } : {}) });
    }),
  );
  closeDevice();
}
