/**
 * A lock is set: everything that is sealed is sealed anew under its key, page by page. Killed at any moment each row is as it was or
 * as it will be, both keys are there, and the next one who has them goes on.
 */
import type { Table } from 'dexie';
import { type Sealed, sealText, textUnder } from '../vault/seal.ts';
import { db } from './db.ts';
import { deviceKey, renewKey } from './device.ts';

/** What of a row is sealed, and the id that it is bound to; and the row with it sealed anew. */
interface Place {
  id: string;
  sealed: Sealed;
  with(sealed: Sealed): unknown;
}

type Row = Record<string, unknown>;

const isSealed = (value: unknown): value is Sealed & Row => {
  const { iv, body } = (value ?? {}) as Partial<Sealed>;
  return ArrayBuffer.isView(iv) && body instanceof ArrayBuffer;
};

const whole = (row: Row): Place | undefined =>
  isSealed(row) ? { id: String(row.id), sealed: row, with: (sealed) => ({ ...row, ...sealed }) } : undefined;

const within =
  (idField: string, field: string) =>
  (row: Row): Place | undefined => {
    const sealed = row[field];
    if (!isSealed(sealed)) return undefined;
    return { id: String(row[idField]), sealed, with: (fresh) => ({ ...row, [field]: { ...sealed, ...fresh } }) };
  };

/** A setting that is sealed is bound to its name; a draft that was put aside, to its own id. */
function ofSetting(row: Row): Place | undefined {
  const place = within('name', 'value')(row);
  const { id } = (row.value ?? {}) as { id?: unknown };
  return place && typeof id === 'string' ? { ...place, id } : place;
}

/** Every table with something sealed in it. */
const places = (): [Table, (row: Row) => Place | undefined][] => [
  [db.records, whole],
  [db.copies, whole],
  [db.drafts, whole],
  [db.outbox, within('key', 'words')],
  [db.endpoints, within('id', 'config')],
  [db.settings, ofSetting],
];

/** How many rows one transaction takes. */
const pageSize = 200;

/** Whether something may still lie under the key before, which lies there too. */
export const isResealing = async (): Promise<boolean> => (await db.keys.get('before')) !== undefined;

/** Seals everything anew that still lies under the key before, then takes that one away. Does nothing where there is none. Rejects with `Locked`. */
export async function resealAll(): Promise<void> {
  const before = await db.keys.get('before');
  if (!before?.key) return;
  // Another tab may have set the lock: what this one still holds is then the key before.
  await renewKey();
  const to = await deviceKey();
  // Again until nothing was left: a write may have been on its way when the key became another.
  for (let left = 1; left > 0; ) {
    left = 0;
    for (const [table, placeIn] of places()) left += await resealTable(table, placeIn, before.key, to);
  }
  await db.transaction('rw', db.keys, async () => {
    if ((await db.keys.get('before'))?.id === before.id) await db.keys.delete('before');
  });
}

/** Answers how many rows were sealed anew. What neither key opens stays as it lies. */
async function resealTable(
  table: Table,
  placeIn: (row: Row) => Place | undefined,
  from: CryptoKey,
  to: CryptoKey,
): Promise<number> {
  let done = 0;
  for (let last = ''; ; ) {
    const rows = (await table.where(':id').above(last).limit(pageSize).toArray()) as Row[];
    const key = table.schema.primKey.keyPath as string;
    const fresh = await Promise.all(rows.map((row) => sealedAnew(placeIn(row), from, to)));
    await db.transaction('rw', table, async () => {
      const now = (await table.bulkGet(rows.map((row) => row[key]))) as (Row | undefined)[];
      const same = rows.flatMap((_, at) => {
        const [held, sealed] = [now[at], fresh[at]];
        const place = held && placeIn(held);
        return place && sealed && String(place.sealed.iv) === sealed.was ? [place.with(sealed.is)] : [];
      });
      await table.bulkPut(same);
      done += same.length;
    });
    if (rows.length < pageSize) return done;
    last = String(rows.at(-1)![key]);
  }
}

async function sealedAnew(place: Place | undefined, from: CryptoKey, to: CryptoKey) {
  const text = place && (await textUnder(from, place.id, place.sealed));
  return text === undefined ? undefined : { was: String(place!.sealed.iv), is: await sealText(to, place!.id, text) };
}
