/** Ten thousand records: what a screen reads, what one transaction takes, and that what was left half done is finished. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import { recordsListed } from '../../src/delivery/screens/delivery.tsx';
import { configureEndpoint, createEndpoint, type EndpointConfig } from '../../src/setup/endpoint.ts';
import { db, type OutboxItem, type StoredEndpoint } from '../../src/store/db.ts';
import {
  clearUpEndpoints,
  endpointTables,
  fillEndpoints,
  putEndpoint,
  removeEndpoint,
} from '../../src/store/endpoints.ts';
import { newId } from '../../src/store/id.ts';
import { itemsIn, waitingAt, waitingCounts } from '../../src/store/outbox.ts';
import { waitAllAgain } from '../../src/store/quarantine.ts';
import { allStored, endpointThat, freshDevice, logged } from '../support/device.ts';

async function addEndpoint(row: StoredEndpoint): Promise<void> {
  await db.transaction('rw', endpointTables(), () => putEndpoint(row));
  await fillEndpoints();
}

freshDevice();

const server: EndpointConfig = { dialect: 'plain', url: '/x', headers: {}, auth: { way: 'none' }, options: {} };

/** Items in a state without records: for what never opens one. */
async function items(n: number, state: OutboxItem['state'], endpoint = 'home', ids: string[] = []): Promise<void> {
  const rows = Array.from({ length: n }, (_, at): OutboxItem => {
    const recordId = ids[at] ?? newId();
    const key = `${recordId}:${endpoint}`;
    return { key, recordId, kind: 'encounter', rev: 1, endpoint, state, tries: 0, dueAt: 0, doneAt: 1 };
  });
  await db.outbox.bulkAdd(rows);
  await db.counts.put({ name: state, n: ((await db.counts.get(state))?.n ?? 0) + n });
}

/** Records as rows that nobody opens. */
async function rows(n: number): Promise<void> {
  const sealed = { iv: new Uint8Array(12), body: new ArrayBuffer(16) };
  const at = new Date().toISOString();
  const row = () => ({ id: newId(), kind: 'encounter', at, unit: 'oma', rev: 1, ...sealed });
  await db.records.bulkAdd(Array.from({ length: n }, row));
}

describe('what is read', () => {
  let read = 0;
  const count = <T>(row: T): T => {
    read += 1;
    return row;
  };
  beforeEach(() => {
    read = 0;
    db.outbox.hook('reading', count);
  });
  afterEach(() => db.outbox.hook('reading').unsubscribe(count));

  test.each(['waiting', 'refused', 'delivered', 'aside'] as const)(
    'F71: a list of %s records reads no more rows than it shows, however many there are',
    async (state) => {
      await items(10_000, state);
      read = 0;
      const [first, ...rest] = await itemsIn(state, 26);
      expect(rest).toHaveLength(25);
      expect(read).toBe(26);
      await itemsIn(state, 26, rest.at(-1)!.key);
      expect(read).toBe(52);
      expect(first!.key > rest[0]!.key).toBe(true);
    },
  );

  test('the line on every screen reads counts, not rows', async () => {
    await items(200, 'waiting');
    read = 0;
    expect(await waitingCounts()).toEqual({ waiting: 200, refused: 0 });
    expect(read).toBe(0);
  });

  test('with several endpoints too: it reads keys', async () => {
    await db.endpoints.add({ id: 'other' });
    await items(200, 'waiting');
    await items(100, 'waiting', 'other');
    read = 0;
    expect(await waitingCounts()).toEqual({ waiting: 300, refused: 0 });
    expect(read).toBe(0);
  });

  test('of very many at three endpoints the keys are read once for all changes of a while, and then anew', async () => {
    await db.endpoints.bulkAdd([{ id: 'other' }, { id: 'third' }]);
    const ids = Array.from({ length: 500 }, () => newId());
    for (const endpoint of ['home', 'other', 'third']) await items(500, 'waiting', endpoint, ids);
    await items(1, 'refused', 'other');
    const keys = vi.spyOn(db.outbox, 'where');
    expect(await waitingCounts(3000, 0)).toEqual({ waiting: 500, refused: 1 });
    expect(keys).toHaveBeenCalledTimes(2);
    // One after the other has been delivered to all three: seen at once where it says more than what was counted, else in a while.
    for (let left = 1500; left > 1100; left--) {
      await db.counts.put({ name: 'waiting', n: left });
      expect(await waitingCounts(3000, 1000)).toEqual({ waiting: 500, refused: 1, again: 2000 });
    }
    expect(keys).toHaveBeenCalledTimes(2);
    await db.outbox.bulkDelete(
      ids.slice(0, 100).flatMap((id) => ['home', 'other', 'third'].map((at) => `${id}:${at}`)),
    );
    expect(await waitingCounts(3000, 3000), 'counted anew').toEqual({ waiting: 400, refused: 1 });
    expect(await waitingCounts(0, 3500), 'exact where it is asked so').toEqual({ waiting: 400, refused: 1 });
    const both = await Promise.all([waitingCounts(3000, 9000), waitingCounts(3000, 9001), waitingCounts(3000, 9002)]);
    expect(
      both.map(({ again }) => again),
      'who asks meanwhile waits for the same',
    ).toEqual([undefined, 2999, 2998]);
    expect(keys).toHaveBeenCalledTimes(8);
    // Few are counted at each change.
    await db.counts.put({ name: 'waiting', n: 900 });
    expect(await waitingCounts(3000, 9003)).toEqual({ waiting: 400, refused: 1 });
    keys.mockRestore();
  });

  test('with several servers a record is listed once, with what became of it at each by name, and no more rows are read than those', async () => {
    await createEndpoint({ ...server, name: 'Kaupunki', url: 'https://kaupunki.example' }, undefined);
    const ids = (await db.endpoints.toArray()).map(({ id }) => id);
    const made = Array.from({ length: 40 }, () => newId());
    for (const id of ids) await items(40, 'waiting', id, made);
    read = 0;
    const listed = await recordsListed('waiting', 25, ((key: string) => key) as never);
    expect(read).toBe(50);
    expect(listed.map(([first]) => first.item.recordId)).toEqual([...made].reverse().slice(0, 25));
    const there = listed.map((one) => one.map(({ endpoint, item }) => `${endpoint} ${item.state}`).sort());
    expect(new Set(there.map(String))).toEqual(new Set(['Kaupunki waiting,endpoint.home waiting']));
  });

  test('a drain reads a batch at a time', async () => {
    await logged(1);
    await items(3000, 'waiting');
    endpointThat(allStored);
    read = 0;
    await drain('saved');
    // Each item once to send it and once to write what became of it.
    expect(read).toBeLessThan(2.2 * 3001 + 50);
  });
});

describe('what one transaction takes', () => {
  /** The most rows that one transaction has written into the outbox while `run` ran, and how many transactions there were. */
  async function written(run: () => Promise<unknown>): Promise<{ most: number; transactions: number }> {
    const perTransaction = new Map<unknown, number>();
    const see = (transaction: unknown) => perTransaction.set(transaction, (perTransaction.get(transaction) ?? 0) + 1);
    const creating = (_: unknown, __: unknown, transaction: unknown) => void see(transaction);
    const updating = (_: object, __: unknown, ___: unknown, transaction: unknown) => void see(transaction);
    const deleting = (_: unknown, __: unknown, transaction: unknown) => void see(transaction);
    db.outbox.hook('creating', creating);
    db.outbox.hook('updating', updating);
    db.outbox.hook('deleting', deleting);
    try {
      await run();
    } finally {
      db.outbox.hook('creating').unsubscribe(creating);
      db.outbox.hook('updating').unsubscribe(updating);
      db.outbox.hook('deleting').unsubscribe(deleting);
    }
    return { most: Math.max(0, ...perTransaction.values()), transactions: perTransaction.size };
  }
  const inPages = { most: 500, transactions: 4 };

  test('all refused records are sent again in pages', async () => {
    await items(2000, 'refused');
    expect(await written(waitAllAgain)).toEqual(inPages);
    expect(await waitingCounts()).toEqual({ waiting: 2000, refused: 0 });
  });

  test('an endpoint is added in pages', async () => {
    await rows(1999);
    expect(await written(() => addEndpoint({ id: 'other' }))).toEqual({ ...inPages, most: 500 });
    expect(await waitingAt('other')).toBe(1999);
    expect(await db.endpoints.get('other')).toEqual({ id: 'other' });
  });

  test('an endpoint is taken away in pages, and the counts follow', async () => {
    await db.endpoints.add({ id: 'other' });
    await items(1200, 'waiting', 'other');
    await items(500, 'delivered', 'other');
    await items(10, 'refused', 'other');
    await items(10, 'aside', 'other');
    await items(3, 'waiting');
    const { most } = await written(() => removeEndpoint('other'));
    expect(most).toBe(500);
    expect(await waitingCounts()).toEqual({ waiting: 3, refused: 0 });
    // What it had is remembered: should it come back, it is not sent all of it anew.
    expect((await db.counts.bulkGet(['delivered', 'aside'])).map((one) => one?.n)).toEqual([500, 0]);
    expect(await db.outbox.count()).toBe(503);
  });
});

describe('what was left half done', () => {
  const config: EndpointConfig = { dialect: 'plain', url: '/x', headers: {}, auth: { way: 'none' }, options: {} };

  test('an endpoint whose outbox was filled in part, when the tab died, is filled by the next drain', async () => {
    const made = await logged(5);
    const id = await createEndpoint(config, undefined);
    await db.outbox.filter((item) => item.endpoint === id && item.recordId > made[1]!.id).delete();
    await db.endpoints.update(id, { filling: made[1]!.id });
    await db.counts.put({ name: 'waiting', n: 7 });
    await fillEndpoints();
    expect(await waitingAt(id)).toBe(5);
    expect((await db.counts.get('waiting'))?.n).toBe(10);
    expect((await waitingCounts()).waiting, 'each record once').toBe(5);
    expect((await db.endpoints.get(id))?.filling).toBeUndefined();
  });

  test('a record that is saved while an endpoint is filled waits for it once', async () => {
    await rows(900);
    const adding = addEndpoint({ id: 'other' });
    await logged(3);
    await adding;
    expect(await waitingAt('other')).toBe(903);
    expect((await db.counts.get('waiting'))?.n).toBe(906);
    expect((await waitingCounts()).waiting, 'each record once').toBe(903);
  });

  test('an endpoint takes only the kinds it is given; a kind that is added later brings what is there already', async () => {
    await logged(2);
    const id = await createEndpoint(config, ['outing']);
    expect(await waitingAt(id)).toBe(0);
    await configureEndpoint(id, {}, ['outing', 'encounter']);
    await fillEndpoints();
    expect(await waitingAt(id)).toBe(2);
  });

  test('an endpoint that another tab puts back while its items are taken away keeps those that it then gets', async () => {
    await items(1200, 'waiting', 'gone');
    const clearing = clearUpEndpoints();
    await db.endpoints.put({ id: 'gone' });
    await clearing;
    expect(await waitingAt('gone')).toBeGreaterThan(0);
  });

  test('items of an endpoint that is gone are taken away by the next start', async () => {
    await items(700, 'waiting', 'gone');
    await items(2, 'waiting');
    await clearUpEndpoints();
    expect(await waitingCounts()).toEqual({ waiting: 2, refused: 0 });
    expect(await db.outbox.count()).toBe(2);
  });
});
