/** Reading records back: rows first, opened after, because a live query must not await WebCrypto between its reads. */
import { Dexie } from 'dexie';
import { db, type StoredRecord } from './db.ts';
import type { Envelope, Kind } from './kind.ts';
import { openStored, underWayMark } from './save.ts';

/** The record of that id, or undefined where there is none, it was deleted, or it cannot be opened. */
export async function find<R extends Envelope>(kind: Kind<R>, id: string): Promise<R | undefined> {
  const row = await db.records.get(id);
  return row && row.kind === kind.name ? openAs(kind, row) : undefined;
}

/** The newest records of a kind, newest first, at most `limit`; `before` is the time (ISO 8601) after which the page starts. */
export async function newest<R extends Envelope>(kind: Kind<R>, limit: number, before?: string): Promise<R[]> {
  const rows = await db.records
    .where('[kind+at]')
    .between([kind.name, Dexie.minKey], [kind.name, before ?? Dexie.maxKey], true, false)
    .reverse()
    .filter(({ deleted }) => !deleted)
    .limit(limit)
    .toArray();
  return openAll(kind, rows);
}

/**
 * The records of a kind that are under way, the one made last first: of outings it is one, unless an earlier version of the app
 * let several begin. Nothing else is opened and no clock is asked.
 */
export async function underWay<R extends Envelope>(kind: Kind<R>): Promise<R[]> {
  const rows = await db.records.where('[of+kind]').equals([underWayMark, kind.name]).toArray();
  const records = await openAll(kind, rows);
  return records.filter((record) => kind.runs?.(record)).sort(madeLastFirst);
}

/** The order of making, the last one first: ids go on from the last one on the device, whatever the clock says. */
export const madeLastFirst = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? 1 : -1);

/**
 * The newest records of a kind that are `wanted`, newest first, at most `limit`. What is not wanted is opened on the way and
 * passed over; where more than `passedOver` of them stand in front, a live query no longer follows every one.
 */
export async function newestThat<R extends Envelope>(
  kind: Kind<R>,
  limit: number,
  wanted: (record: R) => boolean,
): Promise<R[]> {
  const ids = await db.records
    .where('[kind+at]')
    .between([kind.name, Dexie.minKey], [kind.name, Dexie.maxKey])
    .reverse()
    .primaryKeys();
  const found: R[] = [];
  const step = limit + passedOver;
  for (let start = 0; start < ids.length && found.length < limit; start += step) {
    const rows = (await db.records.bulkGet(ids.slice(start, start + step))).filter((row) => row && !row.deleted);
    found.push(...(await openAll(kind, rows as StoredRecord[])).filter(wanted));
  }
  return found.slice(0, limit);
}

/** More than these are seldom passed over: the plans of half a year ahead. */
const passedOver = 30;

/** The records of a kind from `from` on (ISO 8601), oldest first. */
export async function since<R extends Envelope>(kind: Kind<R>, from: string): Promise<R[]> {
  const rows = await db.records
    .where('[kind+at]')
    .between([kind.name, from], [kind.name, Dexie.maxKey])
    .filter(({ deleted }) => !deleted)
    .toArray();
  return openAll(kind, rows);
}

/**
 * Gives every record of a kind to `take`, deleted ones as tombstones, opened a slice at a time: for those who need them all,
 * without holding the page up. `skip` spares a record that is known already; one that cannot be opened comes as undefined.
 */
export async function eachOf(
  kind: string,
  take: (stored: unknown) => void,
  breathe: () => Promise<void> | undefined,
  skip: (id: string, rev: number) => boolean = () => false,
): Promise<void> {
  const all = db.records.where('[kind+at]').between([kind, Dexie.minKey], [kind, Dexie.maxKey]);
  const ids = await all.primaryKeys();
  for (let start = 0; start < ids.length; start += slice) {
    const rows = (await db.records.bulkGet(ids.slice(start, start + slice))).filter((row) => row !== undefined);
    const opened = rows
      .filter(({ id, rev }) => !skip(id, rev))
      .map((row) => openStored(row).catch((error: unknown) => void saySealed(row, error)));
    for (const stored of opened) {
      take(await stored);
      const rest = breathe();
      if (rest) await rest;
    }
  }
}

/** So many rows are read and opened at a time: a few milliseconds of work. */
const slice = 100;

/** The records of a kind from `from` on and before `to` (ISO 8601), oldest first. */
export async function between<R extends Envelope>(kind: Kind<R>, from: string, to: string): Promise<R[]> {
  const rows = await db.records
    .where('[kind+at]')
    .between([kind.name, from], [kind.name, to], true, false)
    .filter(({ deleted }) => !deleted)
    .toArray();
  return openAll(kind, rows);
}

/** The ids of a kind from `from` on and before `to` (ISO 8601), oldest first, tombstones too: nothing is opened. */
export const idsBetween = (kind: string, from: string, to: string): Promise<string[]> =>
  db.records.where('[kind+at]').between([kind, from], [kind, to], true, false).primaryKeys();

/** When the first record of a kind was made (ISO 8601), whether or not it was deleted. */
export const firstAt = async (kind: string): Promise<string | undefined> =>
  (await db.records.where('[kind+at]').between([kind, Dexie.minKey], [kind, Dexie.maxKey]).first())?.at;

/**
 * Gives each record of a kind from `from` on and before `to` (ISO 8601) to `take`, a slice at a time: for those who need very
 * many, without holding the page up. Undefined stands for a deleted one and for one that cannot be opened.
 */
export const eachBetween = async <R extends Envelope>(kind: Kind<R>, from: string, to: string, take: Take<R>) =>
  eachById(kind, await idsBetween(kind.name, from, to), take);

type Take<R> = (row: Pick<StoredRecord, 'id' | 'rev' | 'at'>, record: R | undefined) => Promise<void>;

/** As `eachBetween`, the records with these ids. */
export async function eachById<R extends Envelope>(
  kind: Kind<R>,
  ids: readonly string[],
  take: Take<R>,
): Promise<void> {
  for (let start = 0; start < ids.length; start += slice) {
    const rows = (await db.records.bulkGet(ids.slice(start, start + slice))).filter((row) => row !== undefined);
    const opened = rows.map((row) => openAs(kind, row));
    for (const [index, row] of rows.entries()) await take(row, await opened[index]);
  }
}

/** How many records of a kind there are from `from` on (ISO 8601), deleted ones left out. For short spans: a long one takes long to count. */
export const countSince = (kind: string, from: string): Promise<number> =>
  db.records
    .where('[kind+at]')
    .between([kind, from], [kind, Dexie.maxKey])
    .filter(({ deleted }) => !deleted)
    .count();

/** The records of a kind that belong to the record `of`, oldest first: no other is opened, however many there are. */
export async function belonging<R extends Envelope>(kind: Kind<R>, of: string): Promise<R[]> {
  const rows = await db.records.where('[of+kind]').equals([of, kind.name]).toArray();
  return openAll(
    kind,
    rows.sort((a, b) => a.at.localeCompare(b.at)),
  );
}

/** How many records belong to the record `of`, of whatever kind, deleted ones too: none is opened. */
export const belongingCount = (of: string): Promise<number> =>
  db.records.where('[of+kind]').between([of, Dexie.minKey], [of, Dexie.maxKey]).count();

/** Every record that belongs to the record `of`, of whatever kind, as it was kept. */
export async function allBelonging(of: string): Promise<Envelope[]> {
  const rows = await db.records.where('[of+kind]').between([of, Dexie.minKey], [of, Dexie.maxKey]).toArray();
  return Promise.all(rows.map(async (row) => (await openStored(row)) as Envelope));
}

async function openAll<R extends Envelope>(kind: Kind<R>, rows: StoredRecord[]): Promise<R[]> {
  const records = await Promise.all(rows.map((row) => openAs(kind, row)));
  return records.filter((record) => record !== undefined);
}

/** One record that cannot be opened must not hide the others: it is left out here and shown as refused where it is sent. */
async function openAs<R extends Envelope>(kind: Kind<R>, row: StoredRecord): Promise<R | undefined> {
  if (row.deleted) return undefined;
  try {
    return kind.read(await openStored(row));
  } catch (error) {
    saySealed(row, error);
    return undefined;
  }
}

const saySealed = (row: StoredRecord, error: unknown) =>
  console.error(`A ${row.kind} cannot be opened`, error instanceof Error ? error.name : '');
