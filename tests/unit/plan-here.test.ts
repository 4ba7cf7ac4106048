/** What of a plan lies on the device: the number that never leaves, and what the network brought. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import { pullPlans } from '../../src/delivery/reading/pull-plans.ts';
import { fromNetwork, leaveAside, putPlansAside } from '../../src/outreach/calendar/from-network.tsx';
import { Outing } from '../../src/outreach/outing.ts';
import { besideOf, forgetOld, keepBeside } from '../../src/outreach/plan/beside-plan-store.ts';
import { answered, plannedFields } from '../../src/outreach/plan/change.ts';
import { SharedPlan, sharedOf } from '../../src/outreach/plan/plan.ts';
import { begunOutings, runningOuting } from '../../src/outreach/use-running.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { db, homeEndpoint } from '../../src/store/db.ts';
import { deviceId } from '../../src/store/device.ts';
import { between, find } from '../../src/store/find.ts';
import { newId } from '../../src/store/id.ts';
import { keepLocal, readLocal } from '../../src/store/local-only.ts';
import { create, revise } from '../../src/store/save.ts';
import { endpointThat, freshDevice, json, type Sent } from '../support/device.ts';
import { aPlan, aPlannedOuting } from '../support/plans.ts';

freshDevice();
const now = Date.parse('2026-11-20T10:00:00Z');
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now }));

const planned = (plan = aPlan(), id = newId()) => {
  const { at, ...fields } = plannedFields(plan, 'proposed', 'Kukkula ry');
  return create(Outing, fields, { id, at });
};

describe('the number of the one off site and a note of one’s own', () => {
  test('lie sealed, and are in nothing that is sent', async () => {
    const { id } = await planned();
    await expect(keepBeside(id, { phone: '', note: '131052-308T' })).rejects.toThrow('identity-code');
    await keepBeside(id, { phone: ' 040 123 4567 ', note: 'Avain naulassa' });
    expect(await besideOf(id)).toEqual({ phone: '040 123 4567', note: 'Avain naulassa' });
    const rows = await db.settings.toArray();
    expect(
      new TextDecoder('latin1').decode(
        (rows.find(({ name }) => name.includes(id))!.value as { body: ArrayBuffer }).body,
      ),
    ).not.toContain('4567');
    let body = '';
    endpointThat((records: Sent[]) => {
      body = JSON.stringify(records);
      return json({ results: records.map(({ id: one, rev }) => ({ id: one, rev, status: 'stored' })) });
    });
    await drain('saved');
    expect(body).toContain('Päivystäjä');
    expect(body).not.toMatch(/4567|naulassa/);
  });

  test('are forgotten when they are taken away, when their outing is gone, and a month of the device after it', async () => {
    const [emptied, gone, old, ahead] = [await planned(), newId(), await planned(), await planned()];
    await revise(Outing, old, { state: 'debriefed', endedAt: '2026-10-01T18:00:00.000Z' });
    for (const id of [emptied.id, gone, old.id, ahead.id]) await keepBeside(id, { phone: '112', note: '' });
    await keepBeside(emptied.id, { phone: '', note: ' ' });
    for (const days of [0, 10, 20, 30]) await forgetOld(now + days * 86_400_000);
    const numbers = await Promise.all(
      [emptied.id, gone, old.id, ahead.id].map(async (id) => (await besideOf(id)).phone),
    );
    expect(numbers).toEqual(['', '', '', '112']);
  });

  test('what was sealed under another name is not opened', async () => {
    await keepLocal('a', 'secret');
    const row = await db.settings.get('here:a');
    await db.settings.put({ name: 'here:b', value: row!.value });
    expect(await readLocal('b')).toBeUndefined();
    expect(await readLocal('a')).toBe('secret');
  });
});

describe('plans among the records', () => {
  test('lie on the day that they are planned for, and move with it', async () => {
    const outing = await planned();
    expect(outing.at).toBe(aPlan().start);
    const moved = await revise(
      Outing,
      outing,
      plannedFields(
        aPlan({ start: '2026-12-05T15:00:00.000Z', end: '2026-12-05T18:00:00.000Z' }),
        'proposed',
        'Kukkula ry',
      ),
    );
    expect(await between(Outing, '2026-12-05T00:00:00.000Z', '2026-12-06T00:00:00.000Z')).toEqual([moved]);
    expect(await between(Outing, '2026-11-28T00:00:00.000Z', '2026-11-29T00:00:00.000Z')).toEqual([]);
  });

  test('thirty of them ahead do not hide the outing that runs', async () => {
    const running = await create(Outing, { state: 'running', places: ['Asema'], organisations: [] });
    for (let week = 1; week <= 30; week++) {
      const start = new Date(now + week * 7 * 86_400_000).toISOString();
      await planned(aPlan({ uid: `u${week}`, start, end: new Date(Date.parse(start) + 3_600_000).toISOString() }));
    }
    expect(await runningOuting()).toEqual(running);
    expect(await begunOutings(20)).toEqual([running]);
  });
});

describe('what the network brought', () => {
  const theirs = (some: Parameters<typeof aPlan>[0] = {}) => sharedOf(aPlan({ uid: 'theirs', ...some }), 'proposed');

  test('waits to be looked at, the newest version of each, and only what is ahead', async () => {
    await putPlansAside([
      theirs(),
      theirs({ sequence: 2, aim: 'uusi' }),
      theirs({ uid: 'old', end: '2026-11-01T18:00:00.000Z' }),
    ]);
    await putPlansAside([theirs({ aim: 'myöhässä' })]);
    expect(await fromNetwork(now)).toEqual([theirs({ sequence: 2, aim: 'uusi' })]);
  });

  test('changes nothing here, and is not told of where nothing is new', async () => {
    const outing = await planned(aPlan({ uid: 'theirs', meeting: 'Oma paikka' }));
    await putPlansAside([theirs()]);
    expect(await find(Outing, outing.id)).toEqual(outing);
    expect(await fromNetwork(now)).toHaveLength(1);
    await revise(Outing, outing, plannedFields(aPlan({ uid: 'theirs' }), 'proposed', 'Kukkula ry'));
    expect(await fromNetwork(now)).toEqual([]);
  });

  test('is not told of again after a person has looked at it, until it changes', async () => {
    await putPlansAside([theirs()]);
    await leaveAside(theirs());
    expect(await fromNetwork(now)).toEqual([]);
    await putPlansAside([sharedOf(answered(aPlan({ uid: 'theirs' }), 'Diakonia', { answer: 'in' }), 'proposed')]);
    expect(await fromNetwork(now)).toHaveLength(1);
  });
});

describe('reading the endpoint', () => {
  const others = (some: Partial<Outing> = {}, plan = aPlan({ uid: newId() })) => aPlannedOuting(plan, some);
  const asked: string[] = [];
  const endpointWith = (records: unknown[], status = 200) => {
    asked.length = 0;
    vi.stubGlobal(
      'fetch',
      vi.fn(async (url: string, init: RequestInit) => {
        asked.push(url);
        expect(init.method).toBe('GET');
        expect(init.body).toBeUndefined();
        const since = Number(/since=(\d+)/.exec(url)![1]);
        const limit = Number(/limit=(\d+)/.exec(url)![1]);
        const page = records.slice(since, since + limit);
        return json({ records: page, next: since + page.length }, status);
      }),
    );
  };
  const withKey = () => configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token: 'k'.repeat(20) } });

  test('asks for outings only, and takes of them only what a plan shares', async () => {
    await withKey();
    const mine = others({ device: await deviceId() });
    endpointWith([
      mine,
      others(),
      { ...others(), deleted: true },
      { kind: 'encounter' },
      'x',
      others({ state: 'running' }),
    ]);
    await pullPlans();
    expect(asked[0]).toContain('kind=outing');
    const found = await fromNetwork(now);
    expect(found).toHaveLength(1);
    for (const name of Object.keys(found[0]!)) expect(Object.keys(SharedPlan.shape)).toContain(name);
  });

  test('goes on where it ended, page by page, and from the beginning at another address', async () => {
    await withKey();
    const many = Array.from({ length: 450 }, () => others());
    endpointWith(many);
    await pullPlans();
    expect(asked.map((url) => /since=(\d+)/.exec(url)![1])).toEqual(['0', '200', '400']);
    await pullPlans();
    expect(asked.at(-1)).toContain('since=450');
    await configureEndpoint(homeEndpoint, {
      url: 'https://toinen.example/records',
      auth: { way: 'bearer', token: 'its-own-key' },
    });
    await pullPlans();
    expect(asked.at(-1)).toContain('https://toinen.example/records?since=400');
  });

  test('without a key, against a closed door or a web page, brings nothing and breaks nothing', async () => {
    await configureEndpoint(homeEndpoint, { auth: { way: 'bearer' } });
    endpointWith([others()]);
    await pullPlans();
    expect(asked).toEqual([]);
    await withKey();
    endpointWith([others()], 401);
    await pullPlans();
    vi.stubGlobal('fetch', async () => new Response('<html>', { status: 200 }));
    await pullPlans();
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('no network')));
    await pullPlans();
    expect(await fromNetwork(now)).toEqual([]);
  });
});
