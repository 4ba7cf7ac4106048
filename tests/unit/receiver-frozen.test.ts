/** Two receivers on one PostgreSQL, of which one stands still, or which is itself started anew. */
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPostgres } from '../../src/receiver/postgres.ts';
import { openStorage } from '../../src/receiver/storage.ts';
import { eventually } from '../support/eventually.ts';
import { type Cluster, onPostgres, startCluster } from '../support/postgres.ts';
import { buildReceiver, makeRecord, type Receiver, startReceiver } from '../support/receiver.ts';

/** How long (ms) a receiver may hold the turn without a word, in these tests. */
const limit = 2_000;
/** The advisory lock of the turn (`postgres.ts`). */
const turn = 5_301_726_488;
/** A loaded machine is given time; what is asserted is what happened, never when. */

onPostgres('receivers on one PostgreSQL', () => {
  let cluster: Cluster;
  let admin: pg.Client;
  beforeAll(async () => {
    await buildReceiver();
    cluster = await startCluster();
    admin = new pg.Client(cluster.url);
    admin.on('error', () => {});
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await cluster.stop();
  });

  const start = () =>
    startReceiver({ env: { DATABASE_URL: cluster.url, TOKEN: 'a-token-for-tests-only', TURN_LIMIT: String(limit) } });
  const health = async ({ url }: Receiver) => {
    const answer = await fetch(`${url}/api/health`);
    return { status: answer.status, ...((await answer.json()) as { reads: boolean; writes: boolean }) };
  };

  it('one is stopped while it holds the turn: the other takes records all the same, and the first doubles nothing after', async () => {
    const [first, second] = [await start(), await start()];
    const [ofFirst, ofSecond] = [makeRecord(), makeRecord()];
    const isOurs = (id: string) => id === ofFirst.id || id === ofSecond.id;
    const heldBy = async (receiver: Receiver) => (await receiver.rows()).map(({ id }) => id).filter(isOurs);
    try {
      // Held back in the middle of its transaction, stopped there, and let go on: now it has the turn and says nothing.
      await admin.query('begin');
      await admin.query('lock table records in exclusive mode');
      const cut = first.post([ofFirst]).catch((error: Error) => error);
      await eventually(async () => {
        const waits = `select from pg_locks where relation = 'records'::regclass and not granted`;
        expect((await admin.query(waits)).rowCount).toBe(1);
      }, 20);
      process.kill(first.pid(), 'SIGSTOP');
      await admin.query('rollback');
      await eventually(async () => {
        const holds = `select from pg_stat_activity where state = 'idle in transaction'`;
        expect((await admin.query(holds)).rowCount).toBe(1);
      }, 20);

      let tries = 1;
      for (; tries < 5; tries++) if (await second.post([ofSecond]).catch(() => undefined)) break;
      expect(tries, 'tries until it was taken').toBeLessThanOrEqual(2);
      expect(await health(second)).toMatchObject({ status: 200, reads: true, writes: true });
      expect(await heldBy(second)).toEqual([ofSecond.id]);

      process.kill(first.pid(), 'SIGCONT');
      expect(await cut, 'it was not told that it is kept').toBeInstanceOf(Error);
      expect(await first.post([ofFirst])).toMatchObject([{ status: 'stored' }]);
      expect(await first.post([ofFirst, ofSecond])).toMatchObject([{ status: 'duplicate' }, { status: 'duplicate' }]);
      for (const each of [first, second]) expect(await heldBy(each)).toEqual([ofSecond.id, ofFirst.id]);
    } finally {
      process.kill(first.pid(), 'SIGCONT');
      await Promise.all([first.stop(), second.stop()]);
    }
  });

  it('while the turn cannot be had it reads, says that it does not write, and writes again after', async () => {
    const storage = await openStorage(await openPostgres(cluster.url, 1_000));
    const record = makeRecord();
    await storage.store([record]);
    // By a session of no receiver, which nothing ends.
    await admin.query('select pg_advisory_lock($1)', [turn]);
    let given = 0;
    const writing = Array.from({ length: 12 }, () =>
      storage.store([makeRecord()]).catch((error: Error) => {
        given += 1;
        return error;
      }),
    );
    expect((await storage.read(0, 1000)).records).toContainEqual(record);
    expect(given, 'those that gave up before: reading does not stand behind them').toBe(0);
    expect(await storage.check()).toEqual({ reads: true, writes: false });
    for (const ended of await Promise.all(writing)) expect(ended).toBeInstanceOf(Error);
    await admin.query('select pg_advisory_unlock($1)', [turn]);
    await eventually(async () => expect(await storage.check()).toEqual({ reads: true, writes: true }), 20);
    expect((await storage.store([makeRecord()])).statuses).toEqual(['stored']);
    await storage.close();
  });

  it('PostgreSQL is started anew under connections that were open: the next requests find new ones', async () => {
    const storage = await openStorage(await openPostgres(cluster.url));
    const records = Array.from({ length: 12 }, () => makeRecord());
    await Promise.all(records.map((record) => storage.store([record])));
    await Promise.all(records.map(({ id }) => storage.find(id)));
    await cluster.restart();
    await eventually(async () => expect((await storage.check()).writes).toBe(true), 20);
    for (const record of records) expect((await storage.find(record.id)).record).toEqual(record);
    expect((await storage.store(records)).statuses).toEqual(records.map(() => 'duplicate'));
    await storage.close();
    admin = new pg.Client(cluster.url);
    await admin.connect();
  });
});
