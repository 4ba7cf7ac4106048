/** What of this device goes into a backup: its records, copies and drafts, opened, and what it keeps to itself. */
import type { EntityTable } from 'dexie';
import { offeredDocument } from '../setup/offered-document.ts';
import { db, type Setting, type StoredRecord } from '../store/db.ts';
import { deviceKey } from '../store/device.ts';
import { isAddressed } from '../store/kind.ts';
import { localNames, readLocal } from '../store/local-only.ts';
import { allPutAside } from '../store/put-aside.ts';
import { storageFault } from '../store/storage-fault.ts';
import { bounded, reopen } from '../store/writing.ts';
import { type Sealed, Unreadable, unseal } from '../vault/seal.ts';
import type { BackupLine } from './backup-file.ts';
import { isOfThisDevice, settingsKept } from './device-bound.ts';

/** How many rows are read and opened at a time. */
const pageSize = 500;

/** What could not be taken along. */
export interface LeftOut {
  /** Records and drafts that no key of this device opens, or that a damaged database does not give. */
  rows: number;
  /** Tables that are damaged, so that nobody knows what is left of them. */
  tables: number;
}

/** All of it, a page at a time. What cannot be read is counted and left out; rejects where nothing can be read. */
export async function* backupLines(left: LeftOut): AsyncGenerator<BackupLine[]> {
  const key = await deviceKey();
  const open: Open = (row) =>
    unseal(key, row.id, row).catch((error: unknown) => {
      if (!(error instanceof Unreadable)) throw error;
      left.rows += 1;
      return undefined;
    });
  // What was told comes before the answers that it counts: of a restore that dies in between nothing is told anew.
  const own = await tried(() => ofTheDevice(open));
  if (own) yield own;
  else left.tables += 1;
  for await (const rows of pages(db.records, left)) {
    const items = await itemsBetween(rows);
    const lines = rows.map(async (row): Promise<BackupLine[]> => {
      const record = await open(row);
      return record === undefined ? [] : [{ t: 'record', record: record as never, ...standing(row, items) }];
    });
    yield (await Promise.all(lines)).flat();
  }
  for await (const rows of pages(db.copies, left)) {
    const lines = rows.map(async (row): Promise<BackupLine[]> => {
      const record = await open(row);
      return record === undefined ? [] : [{ t: 'copy', record: record as never }];
    });
    yield (await Promise.all(lines)).flat();
  }
  for await (const rows of pages(db.drafts, left)) {
    const lines = rows.map(async ({ kind, id, base, at, ...row }): Promise<BackupLine[]> => {
      const data = await open({ id, ...row });
      return data === undefined ? [] : [{ t: 'draft', kind, id, base, at, data }];
    });
    yield (await Promise.all(lines)).flat();
  }
  if (left.tables === (own ? 3 : 4)) throw new Error('Nothing can be read');
  const aside = await tried(() => asideLines(left));
  if (aside) yield aside;
  else left.tables += 1;
}

async function* pages<Row extends { id: string }>(table: EntityTable<Row, 'id'>, left: LeftOut): AsyncGenerator<Row[]> {
  for (let after = ''; ; ) {
    const page = () => table.where(':id').above(after).limit(pageSize);
    const rows = await tried(() => page().toArray());
    const ids = rows ? rows.map(({ id }) => id) : await tried(() => page().primaryKeys() as PromiseLike<string[]>);
    if (!ids) left.tables += 1;
    if (!ids || ids.length === 0) return;
    yield rows ?? (await oneByOne(table, ids, left));
    after = ids.at(-1)!;
  }
}

/** One damaged row fails with all that are read beside it. */
async function oneByOne<Row extends { id: string }>(table: EntityTable<Row, 'id'>, ids: string[], left: LeftOut) {
  const rows: Row[] = [];
  for (const id of ids) {
    const row = await tried(() => table.get(id as never));
    if (row) rows.push(row);
    else left.rows += 1;
  }
  return rows;
}

/** What the database gives, a lost connection opened again; undefined where it does not. */
async function tried<T>(read: () => PromiseLike<T>): Promise<T | undefined> {
  try {
    return await bounded(read());
  } catch (error) {
    if (storageFault(error) !== 'lost' && db.isOpen()) return undefined;
  }
  try {
    await reopen();
    return await bounded(read());
  } catch {
    return undefined;
  }
}

async function asideLines(left: LeftOut): Promise<BackupLine[]> {
  const all = await allPutAside();
  const lines = all.flatMap(({ kind, id, base, at, text }): BackupLine[] =>
    text === undefined ? [] : [{ t: 'put-aside', kind, id, base, at, text }],
  );
  left.rows += all.length - lines.length;
  return lines;
}

/** Opens what is sealed under its id; undefined for what cannot be opened here. */
type Open = (row: Sealed & { id: string }) => Promise<unknown>;

const isSealed = (value: unknown): value is Sealed => value instanceof Object && 'iv' in value && 'body' in value;

type Items = Map<string, { endpoint: string; state: string }[]>;

/** The outbox items of records that lie one after another, by record. */
async function itemsBetween(rows: readonly StoredRecord[]): Promise<Items> {
  const found: Items = new Map();
  const range = db.outbox.where('key').between(`${rows[0]!.id}:`, `${rows.at(-1)!.id}:\uffff`, true, true);
  await range.each(({ recordId, endpoint, state }) => {
    found.set(recordId, [...(found.get(recordId) ?? []), { endpoint, state }]);
  });
  return found;
}

function standing({ id, kind, of }: StoredRecord, items: Items) {
  const own = items.get(id) ?? [];
  const isAside = own.length > 0 && own.every(({ state }) => state === 'aside');
  return {
    ...(of === undefined ? {} : { of }),
    ...(isAside ? { aside: true as const } : {}),
    ...(isAddressed(kind) && own.length > 0 ? { to: own.map(({ endpoint }) => endpoint) } : {}),
  };
}

const settingOpened = async ({ name, value }: Setting, open: Open): Promise<unknown> =>
  isSealed(value) ? open({ id: name, ...value }) : value;

/** A document that waits here to be looked at goes along. */
async function offered(): Promise<{ text: string } | undefined> {
  const text = await offeredDocument();
  return text === undefined ? undefined : { text };
}

async function ofTheDevice(open: Open): Promise<BackupLine[]> {
  const lines: BackupLine[] = [];
  for (const name of await localNames('')) {
    const value = isOfThisDevice(name) ? undefined : await readLocal(name);
    if (value !== undefined) lines.push({ t: 'local', name, value });
  }
  for (const name of settingsKept) {
    const row = await db.settings.get(name);
    const value = row ? await settingOpened(row, open) : name === 'organisation' ? await offered() : undefined;
    if (value !== undefined) lines.push({ t: 'setting', name, value });
  }
  return lines;
}
