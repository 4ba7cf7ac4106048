/** What an answer leaves open is looked up: taken and not yet processed, changed elsewhere, deleted there. */
import { describe, expect, test, vi } from 'vitest';
import { dhis2Uid } from '../../src/delivery/dialects/dhis2.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import type { WireRecord } from '../../src/delivery/wire.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { db } from '../../src/store/db.ts';
import { deviceKey } from '../../src/store/device.ts';
import { itemsOf } from '../../src/store/outbox.ts';
import { waitAgain } from '../../src/store/quarantine.ts';
import { revise } from '../../src/store/save.ts';
import { unseal } from '../../src/vault/seal.ts';
import { freshDevice, json, logged } from '../support/device.ts';
import { receiverOfLedger } from '../support/receiver-of-ledger.ts';

freshDevice();

const itemOf = async (id: string) => (await itemsOf(id))[0]!;

describe('F16: DHIS2 takes a batch to import it later', () => {
  const rev = 'qrur9Dvnyt5';
  const options = {
    program: 'IpHINAT79UW',
    programStage: 'A03MvHHogjR',
    orgUnit: 'DiszpKrYNg8',
    dataElements: { rev },
  };
  const job = { status: 'OK', message: 'Tracker job added', response: { responseType: 'TrackerJob', id: 'x' } };

  /** A server behind a proxy that drops `async=false`: jobs come to be done when the test says so. */
  async function dhis2() {
    await configureEndpoint('home', {
      dialect: 'dhis2',
      url: 'https://dhis.example.org/api',
      auth: { way: 'none' },
      options,
    });
    const queue: { event: string }[] = [];
    const events = new Map<string, object>();
    const posts = vi.fn();
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      if (init.method === 'POST') {
        posts();
        queue.push(...JSON.parse(String(init.body)).events);
        return json(job);
      }
      const event = events.get(/events\/(\w+)/.exec(url)![1]!);
      return event ? json(event) : json({ httpStatusCode: 404 }, 404);
    });
    const work = () => {
      for (const event of queue.splice(0)) events.set(event.event, event);
    };
    return { posts, work, restart: () => queue.splice(0) };
  }

  test('it is not called delivered before the event itself can be read', async () => {
    const { work, posts } = await dhis2();
    const [made] = await logged(2);
    await drain('saved');
    expect(await itemOf(made!.id)).toMatchObject({ state: 'waiting', trouble: 'not-processed' });
    expect(posts, 'one batch, not halved').toHaveBeenCalledTimes(1);
    work();
    expect(await drain('button')).toEqual({ is: 'nothing-waits' });
    expect(await itemOf(made!.id)).toMatchObject({ state: 'delivered', proof: 'duplicate' });
  });

  test('a job that vanished in a restart: the record goes once more, under the same uid', async () => {
    const { work, restart, posts } = await dhis2();
    const [made] = await logged(1);
    await drain('saved');
    restart();
    await drain('button');
    expect(posts).toHaveBeenCalledTimes(2);
    work();
    expect(await drain('button')).toEqual({ is: 'nothing-waits' });
    expect(dhis2Uid(made!)).toHaveLength(11);
  });
});

describe('F38: two phones have changed the same record', () => {
  /** What the other phone made of it, as the receiver holds it. */
  const theirs = (record: unknown, changes: Partial<WireRecord>) => ({ ...(record as WireRecord), ...changes });

  test('the receiver keeps the first, the second is refused with the reason, and goes when a person has decided', async () => {
    const { ledger } = await receiverOfLedger();
    const [made] = await logged(1);
    const mine = await revise(Encounter, made!, { people: '2' });
    await ledger.take([theirs(mine, { people: '3' })]);
    await drain('saved');
    expect(ledger.held.get(made!.id)).toMatchObject({ rev: 2, people: '3' });
    const item = await itemOf(made!.id);
    expect(item).toMatchObject({ state: 'refused', trouble: 'rejected' });
    expect(await unseal(await deviceKey(), item.key, item.words!)).toContain('other content');
    await revise(Encounter, mine, { people: '4' });
    await drain('saved');
    expect(ledger.held.get(made!.id)).toMatchObject({ rev: 3, people: '4' });
  });

  /** A CouchDB of one database, as far as it matters here. */
  async function couch() {
    await configureEndpoint('home', {
      dialect: 'couchdb',
      url: 'https://couch.example.org/kentta',
      auth: { way: 'none' },
    });
    const docs = new Map<string, Record<string, unknown>>();
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      if (init.method === 'GET') {
        const doc = docs.get(url.split('/').at(-1)!);
        return doc ? json(doc) : json({ error: 'not_found', reason: 'missing' }, 404);
      }
      const sent = JSON.parse(String(init.body)).docs as Record<string, unknown>[];
      const results = sent.map((doc) => {
        const id = String(doc._id);
        if (docs.get(id)?._rev !== doc._rev) return { id, error: 'conflict', reason: 'Document update conflict.' };
        const rev = `${Number(String(doc._rev ?? '0').split('-')[0]) + 1}-x`;
        docs.set(id, { ...doc, _rev: rev });
        return { id, ok: true, rev };
      });
      return json(results, 201);
    });
    return docs;
  }

  test('CouchDB: the same revision with other content is not overwritten, and told', async () => {
    const docs = await couch();
    const [made] = await logged(1);
    const mine = await revise(Encounter, made!, { people: '2' });
    docs.set(made!.id, { _id: made!.id, _rev: '2-x', ...mine, people: '3' });
    await drain('saved');
    expect(docs.get(made!.id)).toMatchObject({ rev: 2, people: '3' });
    expect(await itemOf(made!.id)).toMatchObject({ state: 'refused', trouble: 'conflict' });
    await waitAgain((await itemOf(made!.id)).key);
    await drain('button');
    expect(docs.get(made!.id), 'sending the same again overwrites nothing either').toMatchObject({ people: '3' });
    await revise(Encounter, mine, { people: '4' });
    await drain('saved');
    expect(docs.get(made!.id)).toMatchObject({ rev: 3, people: '4' });
  });

  test('CouchDB: a newer revision from elsewhere stays, and the delivery says that it is newer', async () => {
    const docs = await couch();
    const [made] = await logged(1);
    docs.set(made!.id, { _id: made!.id, _rev: '5-x', ...made, rev: 4, people: '3' });
    await drain('saved');
    expect(docs.get(made!.id)).toMatchObject({ rev: 4, people: '3' });
    expect(await itemOf(made!.id)).toMatchObject({ state: 'delivered', proof: 'newer' });
  });

  test('F39: what another has deleted there is not brought back unasked', async () => {
    const docs = await couch();
    const [made] = await logged(1);
    docs.set(made!.id, { _id: made!.id, _rev: '5-x', id: made!.id, rev: 2, v: 1, deleted: true });
    await drain('saved');
    expect(docs.get(made!.id)).toMatchObject({ deleted: true });
    expect(await itemOf(made!.id)).toMatchObject({ state: 'refused', trouble: 'gone' });
  });
});

test('F13, F18: what a look has shown is written before the next look: a drain that is stopped loses none of it', async () => {
  await configureEndpoint('home', {
    dialect: 'couchdb',
    url: 'https://couch.example.org/kentta',
    auth: { way: 'none' },
  });
  const made = await logged(4);
  const byId = new Map(made.map((record) => [record.id, record]));
  let looks = 0;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (init.method !== 'GET') {
      const { docs } = JSON.parse(String(init.body)) as { docs: { _id: string }[] };
      return json(
        docs.map(({ _id: id }) => ({ id, error: 'conflict' })),
        201,
      );
    }
    // After two looks another tab takes the lease.
    if (++looks === 2) await db.leases.toCollection().modify({ owner: 'another' });
    const id = url.split('/').at(-1)!;
    return json({ _id: id, _rev: '1-a', ...byId.get(id) });
  });
  expect(await drain('saved')).toEqual({ is: 'elsewhere' });
  const states = await Promise.all(made.map(async ({ id }) => (await itemOf(id)).state));
  expect(states).toEqual(['delivered', 'delivered', 'waiting', 'waiting']);
});
