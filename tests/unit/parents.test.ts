import { describe, expect, test, vi } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { Outing } from '../../src/outreach/outing.ts';
import { configureEndpoint, createEndpoint } from '../../src/setup/endpoint.ts';
import { removeEndpoint } from '../../src/store/endpoints.ts';
import { afterAnother, itemsOf, waitingCounts } from '../../src/store/outbox.ts';
import { setAside, takeBack, waitAgain } from '../../src/store/quarantine.ts';
import { create, remove, revise } from '../../src/store/save.ts';
import { anEncounter, freshDevice, json } from '../support/device.ts';

freshDevice();

interface Row {
  id: string;
  rev: number;
  kind: string;
  deleted: boolean;
  body: { outingId?: string };
}

/** Tables with a foreign key from an encounter to its outing; all or nothing for each request, as PostgREST answers. */
async function tables({ url = 'https://db.example.org/rest/v1/records' } = {}) {
  await configureEndpoint('home', { dialect: 'postgrest', url, auth: { way: 'none' } });
  const held = new Map<string, Row>();
  const requests: string[][] = [];
  const bad = new Set<string>();
  vi.stubGlobal('fetch', async (at: string, init: RequestInit) => {
    if (init.method === 'GET') {
      const id = /id=eq\.([^&]+)/.exec(at)![1]!;
      return json(held.has(id) ? [held.get(id)] : []);
    }
    const rows = JSON.parse(String(init.body)) as Row[];
    requests.push(rows.map(({ kind }) => kind));
    if (rows.some(({ id }) => bad.has(id))) return json({ code: '23514', message: 'check violation' }, 400);
    const there = new Set([...held.keys(), ...rows.map(({ id }) => id)]);
    const orphan = rows.find(({ body }) => body.outingId && !there.has(body.outingId));
    if (orphan) return json({ code: '23503', message: 'violates foreign key constraint' }, 409);
    for (const row of rows) held.set(row.id, row);
    return json(rows, 201);
  });
  return { held, requests, bad };
}

const anOuting = () => create(Outing, { state: 'running', places: ['Asema'], organisations: [] });
const onIt = (outing: Outing) => create(Encounter, anEncounter({ outingId: outing.id }));
const itemOf = async (id: string) => (await itemsOf(id))[0]!;

describe('F29: at an endpoint that needs the outing first', () => {
  test('outing and encounters travel together, the outing before them', async () => {
    const { held, requests } = await tables();
    const outing = await anOuting();
    for (let i = 0; i < 3; i++) await onIt(outing);
    expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
    expect(requests).toEqual([['outing', 'encounter', 'encounter', 'encounter']]);
    expect(held.size).toBe(4);
  });

  test('while the outing is refused its encounters wait with the reason, and are not asked about', async () => {
    const { requests, bad } = await tables();
    const outing = await anOuting();
    const encounter = await onIt(outing);
    bad.add(outing.id);
    await drain('saved');
    expect(await itemOf(outing.id)).toMatchObject({ state: 'refused' });
    const waits = { state: 'waiting', trouble: 'parent', after: `${outing.id}:home`, dueAt: afterAnother };
    expect(await itemOf(encounter.id)).toMatchObject(waits);
    const before = requests.length;
    for (const why of ['timer', 'start', 'online', 'button'] as const) await drain(why);
    expect(requests).toHaveLength(before);
    expect(await itemOf(encounter.id)).toMatchObject(waits);
  });

  test('and go by themselves when the outing was corrected and delivered', async () => {
    const { held, bad } = await tables();
    const outing = await anOuting();
    const encounters = [await onIt(outing), await onIt(outing)];
    bad.add(outing.id);
    await drain('saved');
    bad.clear();
    await revise(Outing, outing, { places: ['Tori'] });
    expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
    for (const { id } of encounters) {
      const item = await itemOf(id);
      expect(item).toMatchObject({ state: 'delivered' });
      expect(item).not.toHaveProperty('after');
      expect(held.has(id)).toBe(true);
    }
  });

  test('an encounter of another outing is not kept waiting', async () => {
    const { bad } = await tables();
    const [first, second] = [await anOuting(), await anOuting()];
    const [ofFirst, ofSecond] = [await onIt(first), await onIt(second)];
    bad.add(first.id);
    await drain('saved');
    expect(await itemOf(ofFirst.id)).toMatchObject({ state: 'waiting', trouble: 'parent' });
    expect(await itemOf(ofSecond.id)).toMatchObject({ state: 'delivered' });
  });

  test('an outing that the endpoint holds in an earlier revision is there: nobody waits for its newest', async () => {
    const { held, bad } = await tables();
    const outing = await anOuting();
    await drain('saved');
    bad.add(outing.id);
    await revise(Outing, outing, { places: ['Tori'] });
    const encounter = await onIt(outing);
    await drain('saved');
    expect(await itemOf(outing.id)).toMatchObject({ state: 'refused', rev: 2, held: 1 });
    expect(held.has(encounter.id)).toBe(true);
  });

  test('an outing that was set aside keeps its encounters; taken back and sent, it lets them go', async () => {
    const { held, bad } = await tables();
    const outing = await anOuting();
    const encounter = await onIt(outing);
    bad.add(outing.id);
    await drain('saved');
    const { key } = await itemOf(outing.id);
    await setAside(key);
    await drain('button');
    expect(await waitingCounts()).toEqual({ waiting: 1, refused: 0 });
    await takeBack(key);
    await waitAgain(key);
    bad.clear();
    expect(await drain('button')).toEqual({ is: 'nothing-waits' });
    expect(held.has(encounter.id)).toBe(true);
  });

  test('an encounter that was deleted meanwhile goes as a tombstone; it belongs to none', async () => {
    const { held, bad } = await tables();
    const outing = await anOuting();
    const encounter = await onIt(outing);
    bad.add(outing.id);
    await drain('saved');
    await remove(encounter);
    await drain('saved');
    expect(held.get(encounter.id)).toMatchObject({ rev: 2, deleted: true });
  });

  test('an outing that this endpoint does not take is waited for where the same server takes it', async () => {
    const { held, bad } = await tables({ url: 'https://db.example.org/rest/v1/encounters' });
    await configureEndpoint('home', {}, ['encounter']);
    const config = { dialect: 'postgrest', url: 'https://db.example.org/rest/v1/outings', headers: {}, options: {} };
    const outings = await createEndpoint({ ...config, auth: { way: 'none' } }, ['outing']);
    const outing = await anOuting();
    const encounter = await onIt(outing);
    bad.add(outing.id);
    await drain('saved');
    expect(await itemOf(encounter.id)).toMatchObject({ trouble: 'parent', after: `${outing.id}:${outings}` });
    bad.clear();
    await waitAgain(`${outing.id}:${outings}`);
    for (let i = 0; i < 2; i++) await drain('button');
    expect(held.has(encounter.id)).toBe(true);
  });

  test('an endpoint that is taken away lets go what waited for its outings', async () => {
    const { bad } = await tables({ url: 'https://db.example.org/rest/v1/encounters' });
    await configureEndpoint('home', {}, ['encounter']);
    const config = { dialect: 'postgrest', url: 'https://db.example.org/rest/v1/outings', headers: {}, options: {} };
    const outings = await createEndpoint({ ...config, auth: { way: 'none' } }, ['outing']);
    const outing = await anOuting();
    const encounter = await onIt(outing);
    bad.add(outing.id);
    await drain('saved');
    await removeEndpoint(outings);
    expect(await itemOf(encounter.id)).toMatchObject({ state: 'waiting', dueAt: 0 });
    expect((await itemsOf(outing.id)).filter(({ endpoint }) => endpoint === outings)).toEqual([]);
  });

  test('a batch that is halved for another’s sake never leaves an encounter in front of its outing', async () => {
    const { held, requests, bad } = await tables();
    const records: { id: string }[] = [];
    for (let i = 0; i < 6; i++) {
      const outing = await anOuting();
      records.push(outing, await onIt(outing), await onIt(outing));
    }
    bad.add(records[9]!.id);
    await drain('saved');
    expect(held.size).toBe(15);
    expect(await waitingCounts()).toEqual({ waiting: 2, refused: 1 });
    expect(requests.length).toBeLessThan(15);
  });
});

test('F29: at an endpoint that does not need it, nobody waits for anybody', async () => {
  const outing = await anOuting();
  await onIt(outing);
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    const { records } = JSON.parse(String(init.body)) as { records: Row[] };
    return json({
      results: records.map(({ id, rev, kind }) => ({ id, rev, status: kind === 'outing' ? 'rejected' : 'stored' })),
    });
  });
  await drain('saved');
  expect(await waitingCounts()).toEqual({ waiting: 0, refused: 1 });
});
