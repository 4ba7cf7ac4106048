/**
 * Copies of records that other devices of the unit made: sealed like everything here, in a table of their own. They are in no
 * outbox, are never sent, and can be read anew.
 */
import { Dexie } from 'dexie';
import { seal } from '../vault/seal.ts';
import { db, type StoredRecord } from './db.ts';
import { underDeviceKey } from './device.ts';
import { type Envelope, type Kind, type Tombstone, timeInClear } from './kind.ts';
import { keepLocal } from './local-only.ts';
import { openStored } from './save.ts';
import { transact } from './writing.ts';

/**
 * The most copies that are kept: many times what a unit makes in years. An endpoint that always has another does not fill the
 * device. A test that has no time sets fewer.
 */
export const mostCopies = { kept: 50_000 };

/**
 * Keeps copies; an older revision never takes the place of a newer one, and what this device made itself is no copy. Answers
 * how many there was no room for.
 */
export async function keepCopies(records: readonly (Envelope | Tombstone)[]): Promise<number> {
  if (records.length === 0) return 0;
  let left = 0;
  await underDeviceKey(async (key, check) => {
    const rows = await Promise.all(
      records.map(async (record): Promise<StoredRecord> => {
        const { id, kind, unit, rev } = record;
        const at = timeInClear(kind, record.at);
        const deleted = 'deleted' in record ? { deleted: true as const } : {};
        return { id, kind, at, unit, rev, ...deleted, ...(await seal(key, id, record)) };
      }),
    );
    await transact([db.copies, db.records, db.keys], async () => {
      const ids = rows.map(({ id }) => id);
      const [own, held, kept] = await Promise.all([
        db.records.bulkGet(ids),
        db.copies.bulkGet(ids),
        db.copies.count(),
        check(),
      ]);
      const wanted = rows.filter(({ rev }, at) => !own[at] && (held[at]?.rev ?? 0) < rev);
      const known = new Set(held.map((row) => row?.id));
      const fresh = wanted.filter(({ id }) => !known.has(id));
      const some = fresh.slice(0, Math.max(0, mostCopies.kept - kept));
      await db.copies.bulkPut([...wanted.filter(({ id }) => known.has(id)), ...some]);
      left = fresh.length - some.length;
    });
  });
  return left;
}

/** The list of where each reading of copies ended. */
export const copiesRead = 'read-copies';

/** Reads from the beginning the next time: what was passed over may matter now. */
export const readAnew = (): Promise<void> => keepLocal(copiesRead, undefined);

const opened = new Map<string, { rev: number; record: Envelope }>();

/** All records of a kind that are known here, this device's own and the copies. What was opened once stays open in memory. */
export async function everyOf<R extends Envelope>(kind: Kind<R>): Promise<R[]> {
  const [own, copies] = await Promise.all([
    db.records.where('[kind+at]').between([kind.name, Dexie.minKey], [kind.name, Dexie.maxKey]).toArray(),
    db.copies.where('kind').equals(kind.name).toArray(),
  ]);
  const mine = new Set(own.map(({ id }) => id));
  const rows = [...own, ...copies.filter(({ id }) => !mine.has(id))].filter(({ deleted }) => !deleted);
  const records = await Promise.all(rows.map((row) => openOnce(kind, row)));
  return records.filter((record) => record !== undefined);
}

/** The records of a kind that are known here as copies alone: other devices made them. */
export async function copiesOf<R extends Envelope>(kind: Kind<R>): Promise<R[]> {
  const ids = new Set(await db.copies.where('kind').equals(kind.name).primaryKeys());
  const known = ids.size > 0 ? await everyOf(kind) : [];
  const own = new Set((await db.records.bulkGet([...ids])).flatMap((row) => row?.id ?? []));
  return known.filter(({ id }) => ids.has(id) && !own.has(id));
}

/** The record of that id, this device's own or a copy; undefined where there is none, it was deleted, or it cannot be opened. */
export async function findKnown<R extends Envelope>(kind: Kind<R>, id: string): Promise<R | undefined> {
  const [own, copy] = await Promise.all([db.records.get(id), db.copies.get(id)]);
  const row = own ?? copy;
  return row && row.kind === kind.name && !row.deleted ? openOnce(kind, row) : undefined;
}

async function openOnce<R extends Envelope>(kind: Kind<R>, row: StoredRecord): Promise<R | undefined> {
  const held = opened.get(row.id);
  if (held?.rev === row.rev) return held.record as R;
  try {
    const record = kind.read(await openStored(row));
    opened.set(row.id, { rev: row.rev, record });
    return record;
  } catch (error) {
    console.error(`A ${row.kind} cannot be opened`, error instanceof Error ? error.name : '');
    return undefined;
  }
}
