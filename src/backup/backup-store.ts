/** What of this device goes into a backup: its records, copies and drafts, opened, and what it keeps to itself. */
import type { EntityTable } from 'dexie';
import { db, type StoredRecord } from '../store/db.ts';
import { deviceKey } from '../store/device.ts';
import { isAddressed } from '../store/kind.ts';
import { localNames, readLocal } from '../store/local-only.ts';
import { allPutAside } from '../store/put-aside.ts';
import { type Sealed, Unreadable, unseal } from '../vault/seal.ts';
import type { BackupLine } from './backup-file.ts';
import { isOfThisDevice, settingsKept } from './device-bound.ts';

/** How many rows are read and opened at a time. */
const pageSize = 500;

/** All of it, a page at a time. What no key of this device opens is counted in `unread` and left out. */
export async function* backupLines(unread: { n: number }): AsyncGenerator<BackupLine[]> {
  const key = await deviceKey();
  const open: Open = (row) =>
    unseal(key, row.id, row).catch((error: unknown) => {
      if (!(error instanceof Unreadable)) throw error;
      unread.n += 1;
      return undefined;
    });
  for await (const rows of pages(db.records)) {
    const items = await itemsBetween(rows);
    const lines = rows.map(async (row): Promise<BackupLine[]> => {
      const record = await open(row);
      return record === undefined ? [] : [{ t: 'record', record: record as never, ...standing(row, items) }];
    });
    yield (await Promise.all(lines)).flat();
  }
  for await (const rows of pages(db.copies)) {
    const lines = rows.map(async (row): Promise<BackupLine[]> => {
      const record = await open(row);
      return record === undefined ? [] : [{ t: 'copy', record: record as never }];
    });
    yield (await Promise.all(lines)).flat();
  }
  for await (const rows of pages(db.drafts)) {
    const lines = rows.map(async ({ kind, id, base, at, ...row }): Promise<BackupLine[]> => {
      const data = await open({ id, ...row });
      return data === undefined ? [] : [{ t: 'draft', kind, id, base, at, data }];
    });
    yield (await Promise.all(lines)).flat();
  }
  yield await asideLines(unread);
  yield await ofTheDevice(open);
}

async function* pages<Row extends { id: string }>(table: EntityTable<Row, 'id'>): AsyncGenerator<Row[]> {
  for (let after = ''; ; ) {
    const rows = await table.where(':id').above(after).limit(pageSize).toArray();
    if (rows.length === 0) return;
    yield rows;
    after = rows.at(-1)!.id;
  }
}

async function asideLines(unread: { n: number }): Promise<BackupLine[]> {
  const all = await allPutAside();
  const lines = all.flatMap(({ kind, id, base, at, text }): BackupLine[] =>
    text === undefined ? [] : [{ t: 'put-aside', kind, id, base, at, text }],
  );
  unread.n += all.length - lines.length;
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

async function ofTheDevice(open: Open): Promise<BackupLine[]> {
  const lines: BackupLine[] = [];
  for (const name of await localNames('')) {
    const value = isOfThisDevice(name) ? undefined : await readLocal(name);
    if (value !== undefined) lines.push({ t: 'local', name, value });
  }
  for (const name of settingsKept) {
    const row = await db.settings.get(name);
    if (!row) continue;
    const value = isSealed(row.value) ? await open({ id: name, ...row.value }) : row.value;
    if (value !== undefined) lines.push({ t: 'setting', name, value });
  }
  return lines;
}
