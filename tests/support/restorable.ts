/** Receivers whose backups can be made and put back, in the place of the network. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { WireRecord } from '../../src/delivery/wire.ts';
import type { SqlDatabase } from '../../src/receiver/database.ts';
import { openPGlite } from '../../src/receiver/pglite.ts';
import { openPostgres } from '../../src/receiver/postgres.ts';
import { openStorage, type Storage } from '../../src/receiver/storage.ts';
import { layDatabase, openMemoryDatabase } from './memory-database.ts';
import { programs, startCluster } from './postgres.ts';
import { type ReceiverHere, receiverHere } from './receiver.ts';

export interface Restorable {
  /** The receiver as it now runs. */
  receiver(): ReceiverHere;
  /** A second one on the same database, where there may be one. */
  second?(): ReceiverHere;
  /** Forgets everything: the database as it is made. */
  clear(): Promise<void>;
  backup(): Promise<void>;
  /** The last backup is put back, in the way in which one does it there. */
  restore(): Promise<void>;
  stop(): Promise<void>;
}

/** The embedded database: its folder is copied while the program is stopped. */
export async function restorableFolder(): Promise<Restorable> {
  const folder = mkdtempSync(join(tmpdir(), 'restorable-'));
  const [data, fresh, copy] = ['data', 'fresh', 'copy'].map((name) => join(folder, name)) as [string, string, string];
  await layDatabase(data);
  let storage = await openStorage(await openPGlite(data));
  let receiver = await receiverHere(storage);
  const between = async (work: () => void) => {
    await storage.close();
    work();
    storage = await openStorage(await openPGlite(data));
    receiver = await receiverHere(storage);
  };
  const replace = (from: string, to: string) => {
    rmSync(to, { recursive: true, force: true });
    cpSync(from, to, { recursive: true });
  };
  await between(() => replace(data, fresh));
  return {
    receiver: () => receiver,
    clear: () => between(() => replace(fresh, data)),
    backup: () => between(() => replace(data, copy)),
    restore: () => between(() => replace(copy, data)),
    async stop() {
      await storage.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** An organisation's PostgreSQL with two receivers on it, which run on while it is dumped and restored. */
export async function restorableCluster(): Promise<Restorable> {
  const cluster = await startCluster();
  const folder = mkdtempSync(join(tmpdir(), 'restorable-'));
  const [fresh, copy] = ['fresh', 'copy'].map((name) => join(folder, name)) as [string, string];
  const storages = [
    await openStorage(await openPostgres(cluster.url)),
    await openStorage(await openPostgres(cluster.url)),
  ];
  const [receiver, second] = (await Promise.all(storages.map((one) => receiverHere(one)))) as [
    ReceiverHere,
    ReceiverHere,
  ];
  const dump = (file: string) => execFileSync(join(programs!, 'pg_dump'), ['-Fc', '-f', file, cluster.url]);
  const restore = (file: string) =>
    execFileSync(join(programs!, 'pg_restore'), [
      '--clean',
      '--if-exists',
      '--single-transaction',
      '-d',
      cluster.url,
      file,
    ]);
  dump(fresh);
  return {
    receiver: () => receiver,
    second: () => second,
    clear: async () => void restore(fresh),
    backup: async () => void dump(copy),
    restore: async () => void restore(copy),
    async stop() {
      await Promise.all(storages.map((storage) => storage.close()));
      await cluster.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

const tables = ['records', 'replaced', 'commits', 'devices'];

/** A database in memory whose tables are put back under the running receiver, sequences and all: quick, for many turns. */
export async function restorableMemory(): Promise<Restorable> {
  const database = await openMemoryDatabase();
  const storage: Storage = await openStorage(database);
  const receiver = await receiverHere(storage);
  const copied = new Map<string, Awaited<ReturnType<typeof copyOf>>>([['fresh', await copyOf(database)]]);
  return {
    receiver: () => receiver,
    clear: () => putBack(database, copied.get('fresh')!),
    backup: async () => void copied.set('copy', await copyOf(database)),
    restore: () => putBack(database, copied.get('copy') ?? copied.get('fresh')!),
    stop: () => storage.close(),
  };
}

async function copyOf({ query }: SqlDatabase) {
  const rows = tables.map((table) => query<{ row: unknown }>(`select to_jsonb(t) as row from ${table} as t`));
  const next = ['records.seq', 'commits.n'].map(async (column) => {
    const [sequence] = await query<{ is: string }>('select pg_get_serial_sequence($1, $2) as is', column.split('.'));
    const [at] = await query<{ v: number }>(
      `select case when is_called then last_value + 1 else last_value end as v from ${sequence!.is}`,
    );
    return { sequence: sequence!.is, at: Number(at!.v) };
  });
  return { rows: await Promise.all(rows), next: await Promise.all(next) };
}

const putBack = (database: SqlDatabase, { rows, next }: Awaited<ReturnType<typeof copyOf>>): Promise<void> =>
  database.transaction(async (query) => {
    for (const [index, table] of tables.entries()) {
      await query(`truncate ${table}`);
      const all = JSON.stringify(rows[index]!.map(({ row }) => row));
      await query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [all]);
    }
    for (const { sequence, at } of next) await query(`select setval('${sequence}', $1, false)`, [at]);
  });

/** What the network is like just now. */
export interface Network {
  isDown: boolean;
  /** Method and path of each request that reached the receiver. */
  asked: string[];
  /** What time it is at the receiver (ms since 1970); undefined where it tells none. */
  timeThere: (() => number) | undefined;
}

/** From now on the network of this process leads to the receiver. */
export function networkTo(place: Restorable): Network {
  const network: Network = { isDown: false, asked: [], timeThere: () => Date.now() };
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    if (network.isDown) throw new TypeError('Failed to fetch');
    const { pathname, search } = new URL(url, 'https://receiver.example');
    network.asked.push(`${init.method} ${pathname}${search}`);
    const { method = 'GET', headers, body } = init;
    const answer = await place
      .receiver()
      .ask(pathname + search, { method, headers: headers!, ...(body ? { body } : {}) });
    if (network.timeThere) answer.headers.set('date', new Date(network.timeThere()).toUTCString());
    return answer;
  });
  return network;
}

/** What the receiver holds, by id: read from the beginning to the end. */
export async function heldAt(receiver: ReceiverHere): Promise<Map<string, WireRecord>> {
  const held = new Map<string, WireRecord>();
  for (let since = 0; ; ) {
    const page = (await (await receiver.ask(`/api/records?since=${since}`)).json()) as {
      records: WireRecord[];
      next: number;
    };
    for (const record of page.records) held.set(record.id, record);
    if (page.next <= since) return held;
    since = page.next;
  }
}
