import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WireRecord } from '../../src/delivery/wire.ts';
import type { SqlDatabase } from '../../src/receiver/database.ts';
import { newKey } from '../../src/receiver/device-keys.ts';
import { openPostgres } from '../../src/receiver/postgres.ts';
import { openStorage, type Storage } from '../../src/receiver/storage.ts';
import type { Status } from '../../src/receiver/store-batch.ts';
import { openMemoryDatabase } from '../support/memory-database.ts';
import { type Cluster, isPossible, onPostgres, startCluster } from '../support/postgres.ts';
import { fc } from '../support/property.ts';
import { makeRecord } from '../support/receiver.ts';

const ids = Array.from({ length: 3 }, () => randomUUID());

/** One revision of one of a few records; `people` is its content. */
const revision = fc.record({
  id: fc.constantFrom(...ids),
  rev: fc.integer({ min: 1, max: 4 }),
  people: fc.integer({ min: 1, max: 2 }),
});
const batches = fc.array(fc.array(revision, { maxLength: 8 }), { maxLength: 6 });

/** The rule, in its shortest form: what the storage must do with record after record. */
function judgeByTheRule(held: Map<string, WireRecord>, record: WireRecord): Status {
  const before = held.get(record.id);
  if (!before || record.rev > before.rev) {
    held.set(record.id, record);
    return 'stored';
  }
  return record.rev === before.rev && record.people !== before.people ? 'conflict' : 'duplicate';
}

const byId = (records: Iterable<unknown>) =>
  [...(records as Iterable<WireRecord>)].sort((a, b) => a.id.localeCompare(b.id));

function behavesAsStorage(open: () => Promise<SqlDatabase>): void {
  let database: SqlDatabase;
  let storage: Storage;

  beforeAll(async () => {
    database = await open();
    storage = await openStorage(database);
  });
  afterAll(() => database.close());
  const store = async (records: readonly WireRecord[]) => (await storage.store(records)).statuses;
  const clear = () => database.query('truncate records, replaced restart identity');
  beforeEach(clear);

  it('lets one of many devices in that come with one link at the same moment, and answers that one again', async () => {
    const { linkKey } = await storage.devices!.invite();
    const keys = Array.from({ length: 6 }, newKey);
    const exchange = (key: string) => storage.devices!.exchange(linkKey, key);
    const ends = await Promise.all(keys.map(exchange));
    expect([...ends].sort()).toEqual(['taken', ...Array(5).fill('used')]);
    const held = await Promise.all(keys.map((key) => storage.devices!.idOf(key)));
    expect(held.map((id) => id !== undefined)).toEqual(ends.map((end) => end === 'taken'));
    expect(await Promise.all(keys.map(exchange)), 'as often as it is asked').toEqual(ends);
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]+Z$/);
    expect((await storage.devices!.list())[0]).toMatchObject({
      note: null,
      madeAt: time,
      usedAt: time,
      revokedAt: null,
    });
  });

  it('holds each record once, in its newest revision, whatever is sent in whatever batches', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (sent) => {
        await clear();
        const held = new Map<string, WireRecord>();
        for (const batch of sent) {
          const records = batch.map(makeRecord);
          expect(await store(records)).toEqual(records.map((record) => judgeByTheRule(held, record)));
        }
        expect(byId((await storage.read(0, 1000)).records)).toEqual(byId(held.values()));
      }),
      { numRuns: 100 },
    );
  });

  it('holds each record once, in its newest revision, when batches come at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (sent) => {
        await clear();
        // One content for a revision: which of two would win is not ours to say.
        const batchesOfRecords = sent.map((batch) => batch.map((each) => makeRecord({ ...each, people: each.rev })));
        const statuses = (await Promise.all(batchesOfRecords.map(store))).flat();
        const all = batchesOfRecords.flat();
        const stored = all.filter((_, place) => statuses[place] === 'stored').map(({ id, rev }) => `${id} ${rev}`);
        expect(new Set(stored).size, 'no revision is stored twice').toBe(stored.length);
        expect(statuses).not.toContain('conflict');
        const held = new Map<string, WireRecord>();
        for (const record of all) judgeByTheRule(held, record);
        expect(byId((await storage.read(0, 1000)).records)).toEqual(byId(held.values()));
      }),
      { numRuns: 50 },
    );
  });

  it('never lets a reader who goes on from where it was pass over a record', async () => {
    const batchesOfRecords = Array.from({ length: 20 }, () => Array.from({ length: 10 }, () => makeRecord()));
    let isSending = true;
    const sending = Promise.all(batchesOfRecords.map(store)).finally(() => {
      isSending = false;
    });
    const seen: unknown[] = [];
    for (let since = 0, isLast = false; !isLast; ) {
      isLast = !isSending;
      const page = await storage.read(since, 1000);
      seen.push(...page.records);
      since = page.next;
    }
    await sending;
    expect(byId(seen)).toEqual(byId(batchesOfRecords.flat()));
  });

  it('stores all of a batch or nothing', async () => {
    const bad = { ...makeRecord(), note: 'a\0b' };
    const { id } = makeRecord();
    // The bad one stands in the second round of statements.
    await expect(store([makeRecord({ id }), makeRecord(), { ...bad, id, rev: 2 }])).rejects.toThrow();
    expect((await storage.read(0, 10)).records).toEqual([]);
    expect(await store([makeRecord({ id })]), 'and works on').toEqual(['stored']);
  });

  it('does not let a batch that fails touch those that come at the same time', async () => {
    const good = Array.from({ length: 6 }, () => [makeRecord(), makeRecord()]);
    const bad = [makeRecord(), makeRecord({ note: 'a\0b' })];
    const sent = good.flatMap((batch) => [store(batch), store(bad)]);
    const endings = (await Promise.allSettled(sent)).map(({ status }) => status);
    expect(endings).toEqual(good.flatMap(() => ['fulfilled', 'rejected']));
    expect(byId((await storage.read(0, 100)).records)).toEqual(byId(good.flat()));
  });

  it.each([
    ['of as many records', () => makeRecord()],
    ['of one record, each newer than the last', (rev: number) => makeRecord({ id: ids[0]!, rev })],
    ['of one record, all the same', () => makeRecord({ id: ids[0]! })],
  ])('asks the database once for a whole batch %s', async (_, make) => {
    let asked = 0;
    const transaction: SqlDatabase['transaction'] = (work) =>
      database.transaction((query) =>
        work((...question) => {
          asked += 1;
          return query(...question);
        }),
      );
    const counted = await openStorage({ ...database, transaction });
    asked = 0;
    const sent = Array.from({ length: 1000 }, (_, place) => make(place + 1));
    const held = new Map<string, WireRecord>();
    const { statuses } = await counted.store(sent);
    expect(statuses).toEqual(sent.map((record) => judgeByTheRule(held, record)));
    expect(asked).toBe(1);
  });

  it('keeps the older revisions of a batch as if each had come by itself, and a tombstone ends those before it', async () => {
    const [id] = ids as [string];
    const at = (rev: number, deleted?: true) => makeRecord({ id, rev, people: rev, ...(deleted && { deleted }) });
    const shown = async () => {
      const found = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((rev) => storage.find(id, rev)));
      return found.flatMap(({ record }) => (record as WireRecord | undefined)?.rev ?? []);
    };
    await store([at(1)]);
    await store([at(2), at(3), at(2), at(3)]);
    expect(await shown()).toEqual([1, 2, 3]);
    await store([at(4), at(5, true), at(6), at(7)]);
    expect(await shown()).toEqual([5, 6, 7]);
  });

  it('where only inserting is allowed, nothing that is held changes, whatever is sent', async () => {
    const [held, other, fresh] = [makeRecord({ rev: 2, people: 1 }), makeRecord(), makeRecord()];
    await store([held, other]);
    const attempts = [
      { ...held, rev: 3, people: 9 },
      { ...held, v: 1_000_000, people: 9 },
      { ...held, rev: 9, deleted: true as const },
      { ...other, id: other.id.toUpperCase(), kind: 'wave' as const },
      { ...other, v: 2 },
      fresh,
      { ...fresh, v: 2, people: 9 },
      { ...fresh, rev: 2 },
    ];
    const { statuses } = await storage.store(attempts, [], 'only-insert');
    expect(statuses).toEqual([
      ...['duplicate', 'conflict', 'duplicate', 'conflict'],
      'duplicate', // The same in a newer shape: a phone that was updated before it heard the answer.
      ...['stored', 'conflict', 'duplicate'],
    ]);
    expect(byId((await storage.read(0, 10)).records)).toEqual(byId([held, other, fresh]));
    expect((await storage.find(held.id, 9)).record).toBeUndefined();
  });

  it('is opened again without a change to what it holds', async () => {
    const record = makeRecord();
    await store([record]);
    const again = await openStorage(database);
    expect((await again.read(0, 10)).records).toEqual([record]);
  });

  it('is not opened when a newer version of the program has changed its tables', async () => {
    await database.query('insert into receiver_migrations (step) values (1000)');
    await expect(openStorage(database)).rejects.toThrow(/newer version/);
    await database.query('delete from receiver_migrations where step = 1000');
  });
}

describe('storage in PGlite', () => behavesAsStorage(openMemoryDatabase));

/** A database of somebody's own, or else one that is made for these tests where the machine has PostgreSQL. */
const theirs = process.env.DATABASE_URL_TEST;

const inPostgres = () => {
  // A schema of its own, so that the tests touch nothing else that is in the database.
  const schema = `receiver_test_${randomUUID().replaceAll('-', '')}`;
  let separate: URL;
  let admin: pg.Pool;
  let own: Cluster | undefined;

  beforeAll(async () => {
    own = theirs === undefined ? await startCluster() : undefined;
    separate = new URL(theirs ?? own!.url);
    admin = new pg.Pool({ connectionString: separate.href });
    separate.searchParams.set('options', `-c search_path=${schema}`);
    await admin.query(`create schema ${schema}`);
  });
  afterAll(async () => {
    await admin.query(`drop schema ${schema} cascade`);
    await admin.end();
    await own?.stop();
  });

  behavesAsStorage(() => openPostgres(separate.href));

  it('outlives a connection that is cut at work, and goes on with another', async () => {
    const database = await openPostgres(separate.href);
    const cut = database.transaction(async (query) => {
      const [me] = await query<{ pid: number }>('select pg_backend_pid() as pid');
      await admin.query('select pg_terminate_backend($1)', [me?.pid]);
      await wait(200); // It hears of it while it asks nothing.
      await query('select 1');
    });
    await expect(cut).rejects.toThrow();
    expect(await database.transaction((query) => query('select 1 as one'))).toEqual([{ one: 1 }]);
    await database.close();
  });

  it('lets several programs start at once on an empty database', async () => {
    await admin.query(`drop schema ${schema} cascade; create schema ${schema}`);
    const programs = await Promise.all(Array.from({ length: 4 }, () => openPostgres(separate.href)));
    await Promise.all(programs.map(openStorage));
    await Promise.all(programs.map((each) => each.close()));
  });
};

onPostgres('storage in PostgreSQL', inPostgres, theirs !== undefined || isPossible);
