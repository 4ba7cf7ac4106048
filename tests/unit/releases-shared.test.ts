/** Two devices that read one server tell the same, whoever was first and on which day each looked. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import { readEndpoint } from '../../src/delivery/reading/read-endpoint.ts';
import { numbersServer } from '../../src/delivery/reading/read-logged.ts';
import { packText, unpackText } from '../../src/files/packed-text.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { forgetServer, kindsCounted, takeFromServer } from '../../src/outreach/numbers/facts-store.ts';
import { toldOf } from '../../src/outreach/numbers/publish.ts';
import { closeEnded, numbersReleases, numbersShelf, toldIn } from '../../src/outreach/numbers/releases-store.ts';
import { periodOf } from '../../src/periods/periods.ts';
import { closeThere } from '../../src/releases/close-there.ts';
import { nextId } from '../../src/releases/next-id.ts';
import { Released } from '../../src/releases/released.ts';
import { noteToldBefore } from '../../src/releases/told-alone-store.ts';
import type { Answered } from '../../src/results/answered.ts';
import { reportChoices } from '../../src/results/choices-store.ts';
import { collected, collectFromEndpoint, forgetCollected } from '../../src/results/collected-store.ts';
import { aboutOf } from '../../src/results/release-shape.ts';
import { releasesOf } from '../../src/results/releases-store.ts';
import { resultsOf } from '../../src/results/results.ts';
import { allResults, closeSurvey, releasesFrom } from '../../src/results/use-results.ts';
import { groupOf } from '../../src/results/wave-results.ts';
import { configureEndpoint, createEndpoint } from '../../src/setup/endpoint.ts';
import { db } from '../../src/store/db.ts';
import { since } from '../../src/store/find.ts';
import { itemsOf, waitingCounts } from '../../src/store/outbox.ts';
import { setAside } from '../../src/store/quarantine.ts';
import { create } from '../../src/store/save.ts';
import { notesToldBefore } from '../../src/store/told-alone.ts';
import { withoutYielding } from '../../src/store/yield-to-main.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import { addInstrument } from '../../src/survey/instrument/instruments-store.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { anEncounter, freshDevice } from '../support/device.ts';
import { devices } from '../support/devices.ts';
import { openMemory, type ReceiverHere, receiverHere, tokenHere } from '../support/receiver.ts';
import { response, responses, whole, wholeFields } from '../support/responses.ts';
import { asFetch, showing } from '../support/showing-servers.ts';

freshDevice();
let memory: Awaited<ReturnType<typeof openMemory>>;
let receiver: ReceiverHere;
beforeAll(async () => {
  memory = await openMemory();
  receiver = await receiverHere(memory.storage);
});
afterAll(() => memory.storage.close());

/** The next requests that match are answered so; 'lost': done there, and the answer lost; 'down': never comes there. */
let spoilt: { path: RegExp; how: 'lost' | 'down'; times: number } | undefined;
let there: Awaited<ReturnType<typeof devices>>;

beforeEach(async () => {
  today('2025-03-01');
  await forgetCollected();
  await memory.clear();
  spoilt = undefined;
  await configureEndpoint('home', { auth: { way: 'bearer', token: tokenHere } });
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const { pathname, search } = new URL(url, 'https://receiver.example');
    const { method = 'GET', headers, body } = init;
    const spoil = spoilt?.path.test(`${method} ${pathname}${search}`) && spoilt.times-- > 0 ? spoilt.how : '';
    if (spoil === 'down') throw new TypeError('Failed to fetch');
    const answer = await receiver.ask(pathname + search, { method, headers: headers!, ...(body ? { body } : {}) });
    if (spoil === 'lost') throw new TypeError('Failed to fetch');
    return answer;
  });
  there = await devices();
});

const on = (day: string) => `${day}T10:00:00.000Z`;
const today = (day: string) => vi.setSystemTime(Date.parse(on(day)));
const march = periodOf('month', '2025-03-01');
const april = periodOf('month', '2025-04-01');
const inMarch = (count: number, changes: Partial<Answered> = {}) =>
  responses(count, { at: on('2025-03-02'), ...changes });

/** As phones send them. */
const answer = async (all: readonly Answered[]) => {
  const results = await receiver.post(all.map(whole));
  expect(results.every(({ status }) => status === 'stored')).toBe(true);
};

/** A person reads all of the server on a device: how that ended. */
async function read(device: string, day?: string) {
  await there.use(device);
  await forgetCollected();
  if (day) today(day);
  return (await collectFromEndpoint('home', () => undefined)).settled;
}
/** What a device tells now. */
async function tells(device: string) {
  await there.use(device);
  await forgetCollected();
  return releasesFrom(await collected(), esis, { least: 10 });
}
const figures = async (device: string) => JSON.stringify(await tells(device));
const toldOn = async (device: string, period = march) => {
  const [wave] = resultsOf(esis, await tells(device), [], { least: 10, period: 'month' }).waves;
  return wave && groupOf(wave, period);
};
const releasesThere = async () =>
  ((await receiver.rows()) as Released[]).filter(({ kind, about }) => kind === 'release' && about === aboutOf(esis));

describe('two devices that read one server', () => {
  test('on different days tell of the same people; who answered between is in the next month on both', async () => {
    await answer(inMarch(12));
    expect(await read('one', '2025-04-01')).toEqual({ is: 'told', refused: 0 });
    await answer([response({ at: on('2025-03-31') })]);
    expect(await read('other', '2025-04-05')).toEqual({ is: 'told', refused: 0 });
    expect(await toldOn('one')).toMatchObject({ n: 12, standing: 'shown' });
    expect(await figures('other')).toBe(await figures('one'));
    await answer(responses(10, { at: on('2025-04-10') }));
    await read('other', '2025-05-02');
    await read('one', '2025-05-20');
    expect(await toldOn('one', april)).toMatchObject({ n: 11, standing: 'shown' });
    expect(await figures('other')).toBe(await figures('one'));
    expect(await releasesThere()).toHaveLength(2);
  });

  test('a first version that has answers there when the next one comes is told with the rest; not once the rest was told without it', async () => {
    const own = (version: string): Instrument => ({ ...esis, id: 'oma', version });
    const both = (count: number, at: string) =>
      inMarch(count, { at }).flatMap((one) => {
        const record = whole(one) as SurveyResponse;
        return [
          { ...record, parts: [...record.parts, { ...record.parts[0]!, instrument: 'oma', instrumentVersion: '1' }] },
        ];
      });
    const send = async (records: object[]) =>
      expect((await receiver.post(records)).every(({ status }) => status === 'stored')).toBe(true);
    const toldOfFirst = async (device: string) => {
      await there.use(device);
      return (await releasesOf(own('1'))).map(({ month, members }) => [month, members.length]);
    };
    await there.use('one');
    await addInstrument(own('1'));
    await addInstrument(own('2'));
    await send(both(12, on('2025-03-02')));
    expect(await read('one', '2025-04-01')).toEqual({ is: 'told', refused: 0 });
    expect(await toldOfFirst('one')).toEqual([['2025-03-01', 12]]);

    // A device that does not know the survey closes April: what came later is told of the first version no more.
    await send(both(11, on('2025-04-02')));
    await read('other', '2025-05-01');
    await send(both(1, on('2025-04-03')));
    await read('one', '2025-05-02');
    expect(await toldOfFirst('one')).toEqual([['2025-03-01', 12]]);
    await there.use('one');
    const { behind } = await allResults(await collected(), { ...reportChoices(), least: 10 });
    expect([...behind]).toEqual([aboutOf(own('1'))]);
  });

  test('whose data was cleared tells what was told before, also of answers that were deleted since', async () => {
    const twelve = inMarch(12);
    await answer(twelve);
    await read('one', '2025-04-01');
    const before = await figures('one');
    const { kind, id, at, v, unit, device } = whole(twelve[0]!);
    await receiver.post([{ kind, id, at, v, unit, device, rev: 2, deleted: true }]);
    await there.clear('one');
    expect(await tells('one')).toEqual([]);
    await read('one', '2025-06-01');
    expect(JSON.stringify((await tells('one')).slice(0, 1))).toBe(before);
  });

  test('bring back what the server lost when it was set back, as it was told, also one that did not make it', async () => {
    await answer(inMarch(12));
    await read('one', '2025-04-01');
    await answer(responses(12, { at: on('2025-04-10') }));
    await read('one', '2025-05-01');
    await read('other', '2025-05-02');
    const before = await figures('other');
    const left = ((await receiver.rows()) as Released[]).filter(({ month }) => month !== '2025-04-01');
    await memory.clear();
    await receiver.post(left);
    await answer(responses(1, { at: on('2025-04-11') }));
    expect(await read('other', '2025-05-03')).toMatchObject({ is: 'told' });
    await there.clear('one');
    await read('one', '2025-05-04');
    expect(await figures('one')).toBe(before);
  });

  test('where a survey is closed for good on one, it is on the other too', async () => {
    await answer(inMarch(12));
    await read('one', '2025-03-10');
    await closeSurvey(esis);
    const closed = await figures('one');
    expect(await toldOn('one')).toMatchObject({ n: 12 });
    await answer(inMarch(1));
    await read('other', '2025-03-12');
    expect(await figures('other')).toBe(closed);
  });

  test('whose smallest group differs tell one month as it was closed first', async () => {
    await answer(inMarch(7));
    await read('one', '2025-04-01');
    expect(await toldOn('one')).toMatchObject({ n: 7, standing: 'few' });
    const settings = await import('../../src/results/choices-store.ts');
    vi.spyOn(settings, 'reportChoices').mockReturnValue({ ...settings.reportChoices(), least: 5 });
    await read('other', '2025-04-02');
    expect(await figures('other')).toBe(await figures('one'));
  });

  test('what one told before there was a server is told by the other too', async () => {
    await configureEndpoint('home', { auth: { way: 'none' } });
    const alone = await devices();
    await alone.use('one');
    const { closeAndKeep } = await import('../../src/results/releases-store.ts');
    const twelve = inMarch(12);
    const told = await closeAndKeep(esis, twelve, { least: 10, today: '2025-04-01' }, withoutYielding);
    await configureEndpoint('home', { auth: { way: 'bearer', token: tokenHere } });
    there = await devices();
    await answer([...twelve, ...inMarch(1)]);
    await read('one', '2025-04-02');
    await there.use('other');
    await db.settings.filter(({ name }) => name.startsWith('here:release')).delete();
    await read('other', '2025-04-03');
    expect(await tells('other')).toEqual(told);
  });

  test.each([
    ['noted whom it told', false],
    ['told by an earlier version of the app, which noted nobody', true],
  ])(
    'whom one told alone before there was a server the other one, which closes first, does not tell again, less them, three would be left: it %s',
    async (_, isEarlier) => {
      await configureEndpoint('home', { auth: { way: 'none' } });
      there = await devices();
      await there.use('one');
      today('2025-03-10');
      for (const one of responses(12)) await create(SurveyResponse, wholeFields(one), { at: on('2025-03-10') });
      for (let met = 0; met < 9; met++) await create(Encounter, anEncounter(), { at: on('2025-03-10') });
      today('2025-04-01');
      const told = await tells('one');
      expect(told.map(({ members }) => members.length)).toEqual([12]);
      const nothing = () => undefined;
      const months = { whole: 'device' as const, areas: new Map<string, string>(), last: '2025-03-01' };
      const numbers = await closeEnded(months, nothing, nothing);
      notesToldBefore(noteToldBefore);
      if (isEarlier) {
        await db.settings.filter(({ name }) => name.startsWith('here:told-alone:')).delete();
        await db.records.where('kind').equals('release').delete();
      }
      // The server has whom it told before it has any of them.
      await configureEndpoint('home', { auth: { way: 'bearer', token: tokenHere } });
      const sent: string[] = [];
      const ask = globalThis.fetch;
      vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => {
        const { records = [] } = init.body ? JSON.parse(String(init.body)) : {};
        sent.push(...records.map(({ kind }: { kind: string }) => kind));
        return ask(url, init);
      });
      await drain('button');
      const notes = sent.filter((kind) => kind === 'release').length;
      expect(notes).toBe(isEarlier ? 1 : 2);
      expect(sent.slice(0, notes)).toEqual(Array(notes).fill('release'));
      expect(sent.length).toBe(notes + 21);
      await answer(inMarch(3));
      await there.use('other');
      await configureEndpoint('home', { auth: { way: 'bearer', token: tokenHere } });
      await read('other', '2025-04-02');
      expect(await toldOn('other')).toMatchObject({ n: 3, standing: 'few' });
      // The encounters of the other one are all that there are to close of it.
      forgetServer();
      const names = kindsCounted.map(({ name }) => name);
      await readEndpoint('home', (record) => void takeFromServer(record), nothing, { kinds: names });
      const shelf = numbersShelf(new Map(), nothing, nothing);
      await closeThere([shelf], (await numbersServer.releases())!, '2025-04-02');
      expect((await numbersReleases()).flatMap(({ members }) => members)).toEqual([]);
      await read('one', '2025-04-03');
      expect(await tells('one')).toEqual(told);
      expect(await numbersReleases()).toEqual(numbers);
    },
  );

  test('one whose key is taken out tells nothing new of its own answers: with the key again it would tell of the others', async () => {
    await there.use('one');
    today('2025-04-10');
    for (const one of responses(12)) await create(SurveyResponse, wholeFields(one));
    await drain('button');
    await answer(responses(11, { at: on('2025-04-12') }));
    await configureEndpoint('home', { auth: { way: 'bearer', token: undefined } });
    today('2025-05-01');
    expect(await tells('one')).toEqual([]);
    expect((await collected()).source).toMatchObject({ is: 'server', isRead: false });
    await configureEndpoint('home', { auth: { way: 'bearer', token: tokenHere } });
    expect(await read('one')).toEqual({ is: 'told', refused: 0 });
    expect(await toldOn('one', april)).toMatchObject({ n: 23, standing: 'shown' });
  });
});

describe('a release made twice at once', () => {
  test('is that which came first, on both devices, also for the month after it', async () => {
    await answer(inMarch(12));
    // One reads that nothing stands, and the network goes before its release is sent; the other closes meanwhile.
    spoilt = { path: /^POST .*records$/, how: 'down', times: 99 };
    expect(await read('one', '2025-05-01')).toMatchObject({ is: 'not-sent' });
    expect(await tells('one'), 'nothing is told that may be told otherwise').toEqual([]);
    spoilt = undefined;
    await answer([...inMarch(1), ...responses(10, { at: on('2025-04-10') })]);
    expect(await read('other', '2025-05-02')).toMatchObject({ is: 'told' });
    expect(await toldOn('other')).toMatchObject({ n: 13 });
    await there.use('one');
    await drain('button');
    expect((await releasesThere()).length).toBeGreaterThan(2);
    expect(await read('one', '2025-05-03')).toMatchObject({ is: 'told' });
    expect(await figures('one')).toBe(await figures('other'));
    await read('third', '2025-06-03');
    expect((await figures('third')).startsWith((await figures('one')).slice(0, -1))).toBe(true);
  });

  test('with the answer lost is sent again, and is one', async () => {
    await answer(inMarch(12));
    spoilt = { path: /^POST .*records$/, how: 'lost', times: 1 };
    await read('one', '2025-04-01');
    spoilt = undefined;
    expect(await read('one')).toMatchObject({ is: 'told' });
    expect(await releasesThere()).toHaveLength(1);
  });

  test('by a tab that died between sending and telling is told when the server is read again', async () => {
    await answer(inMarch(12));
    // Its release is there; what it reads after that never comes.
    let posted = 0;
    const real = fetch;
    vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
      if (posted > 0) throw new TypeError('Failed to fetch');
      if (init.method === 'POST' && String(init.body).includes('"release"')) posted += 1;
      return real(url, init);
    });
    expect(await read('one', '2025-04-01')).toMatchObject({ is: 'not-read' });
    expect(await tells('one')).toEqual([]);
    vi.stubGlobal('fetch', real);
    await answer(inMarch(1));
    await read('one', '2025-04-02');
    expect(await toldOn('one')).toMatchObject({ n: 12 });
    expect(await releasesThere()).toHaveLength(1);
  });

  test('that the server refuses or loses is sent again when it is read again: there is never a second one of it', async () => {
    await answer(inMarch(12));
    // By its clock March has not ended: that of the phone is ahead.
    const real = fetch;
    const isRelease = (init?: RequestInit) => init?.method === 'POST' && String(init.body).includes('"release"');
    vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
      if (!isRelease(init)) return real(url, init);
      const { records } = JSON.parse(String(init.body)) as { records: Released[] };
      const results = records.map(({ id, rev }) => ({ id, rev, status: 'rejected', field: 'month', message: 'early' }));
      return Response.json({ results });
    });
    for (let time = 0; time < 2; time++) expect(await read('one', '2025-04-01')).toMatchObject({ is: 'not-sent' });
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 1 });
    expect(await tells('one')).toEqual([]);
    const [item] = await itemsOf((await since(Released, ''))[0]!.id);
    await setAside(item!.key);
    vi.stubGlobal('fetch', real);
    expect(await read('one')).toMatchObject({ is: 'told' });
    expect(await toldOn('one')).toMatchObject({ n: 12 });
    // What the server loses without a word is brought back by the one that made it.
    const left = ((await receiver.rows()) as Released[]).filter(({ kind }) => kind !== 'release');
    await memory.clear();
    await receiver.post(left);
    expect(await read('one')).toMatchObject({ is: 'told' });
    expect(await releasesThere()).toHaveLength(1);
    expect(await since(Released, '')).toHaveLength(1);
  });

  test('without a network tells nothing new, and what was told stands', async () => {
    await answer(inMarch(12));
    await read('one', '2025-04-01');
    const before = await figures('one');
    await answer(responses(12, { at: on('2025-04-10') }));
    spoilt = { path: /kind=release/, how: 'down', times: 99 };
    expect(await read('one', '2025-05-01')).toMatchObject({ is: 'not-read' });
    expect(await figures('one')).toBe(before);
  });
});

/** A release as somebody with a key to the server might write it. */
async function forged(
  changes: Partial<Released> = {},
  inside: (release: Record<string, unknown>) => unknown = (one) => one,
) {
  const [real] = await releasesOf(esis);
  return {
    ...{ kind: 'release', id: randomUUID(), rev: 1, at: on('2025-04-01'), v: Released.version, unit: 'oma' },
    ...{ device: randomUUID(), about: aboutOf(esis), month: '2025-03-01', least: 10 },
    content: await packText(JSON.stringify(inside(structuredClone(real) as never))),
    ...changes,
  };
}

describe('a release that somebody made up', () => {
  // biome-ignore lint/suspicious/noExplicitAny: what is broken has no shape
  const broken: [string, Partial<Released>, ((one: any) => unknown)?][] = [
    ['is no release', { content: 'AAAA' }],
    ['opens without end', { content: '' }],
    ['tells a group under the smallest size', { least: 5 }],
    ['tells a group of fewer', {}, (one) => ({ ...one, members: one.members.slice(1) })],
    ['counts one twice', {}, (one) => ({ ...one, members: [...one.members, one.members[0]] })],
    ['is of another month than it says', { month: '2025-02-01' }],
    [
      'tells a period that has not ended with it',
      {},
      (one) => {
        one.waves[0].groups[0].period = periodOf('year', '2025-03-01');
        return one;
      },
    ],
    [
      'is told by another rule',
      {},
      (one) => {
        for (const group of one.waves[0].groups) if (group.statistics) group.statistics.scores[0].rule = 'mine v9';
        return one;
      },
    ],
    ['holds more than a release does', {}, (one) => ({ ...one, extra: 1 })],
    ['was changed', { rev: 2 }],
    ['counts fewer than one', { least: 0 as never }],
  ];
  test.each(broken)('and %s is passed by and told of; the true one stands', async (_, changes, inside) => {
    await answer(inMarch(12));
    await read('one', '2025-04-01');
    const fake = await forged(changes, inside);
    if (changes.content === '') fake.content = (await packText(' '.repeat(21_000_000))).slice(0, 900_000);
    const real = await releasesThere();
    await memory.clear();
    await answer(inMarch(12));
    await receiver.post([fake]);
    await receiver.post(real);
    const settled = await read('other', '2025-05-01');
    expect(settled).toEqual({ is: 'told', refused: 1 });
    expect(JSON.stringify((await tells('other'))[0])).toBe(JSON.stringify((await tells('one'))[0]));
  });

  test('of a month that has not ended is not taken by the server, nor by a device at a server without a clock', async () => {
    await answer(inMarch(12));
    await read('one', '2025-04-01');
    const ahead = await forged({ month: '2098-03-01' }, (one) => ({ ...one, month: '2098-03-01' }));
    expect(await receiver.post([ahead])).toMatchObject([{ status: 'rejected', field: 'month' }]);
    const closed = await forged({ closedOn: '2098-03-01' });
    expect(await receiver.post([closed])).toMatchObject([{ status: 'rejected', field: 'closedOn' }]);
    await memory.storage.store([ahead as never]);
    await read('other', '2025-04-02');
    expect(await figures('other')).toBe(await figures('one'));
  });

  test('after the true one changes nothing, and the true one is neither replaced nor deleted', async () => {
    await answer(inMarch(12));
    await read('one', '2025-04-01');
    const [real] = await releasesThere();
    const { kind, id, at, v, unit, device } = real!;
    await receiver.post([
      await forged(),
      { ...real, rev: 2, least: 5 },
      { kind, id, at, v, unit, device, rev: 3, deleted: true },
      { ...whole(response()), id, rev: 4 },
    ]);
    expect((await releasesThere())[0]).toEqual(real);
    await read('other', '2025-04-02');
    expect(await figures('other')).toBe(await figures('one'));
  });

  test('by a newer version of the app stops what is told there: it is not made a second time', async () => {
    await answer(inMarch(12));
    await read('one', '2025-04-01');
    const newer = { ...(await forged()), v: Released.version + 1, shaped: 'otherwise' };
    await memory.clear();
    await receiver.post([newer]);
    await answer(inMarch(12));
    expect(await read('other', '2025-04-02')).toMatchObject({ is: 'newer' });
    expect(await tells('other')).toEqual([]);
    expect(await releasesThere()).toHaveLength(1);
  });
});

describe('where a release goes', () => {
  test('to the place that results come from and nowhere else, also where another endpoint is added later', async () => {
    await answer(inMarch(12));
    const elsewhere = {
      dialect: 'webhook',
      url: 'https://other.example/hook',
      headers: {},
      auth: { way: 'none' },
    } as const;
    const before = await createEndpoint({ ...elsewhere, options: {} }, undefined);
    await read('one', '2025-04-01');
    const later = await createEndpoint({ ...elsewhere, url: 'https://third.example/hook', options: {} }, undefined);
    await drain('button');
    const [real] = await releasesThere();
    expect((await itemsOf(real!.id)).map(({ endpoint }) => endpoint)).toEqual(['home']);
    expect([before, later]).not.toContain('home');
  });

  test('an endpoint that is told which kinds it takes has it where it is the place', async () => {
    await configureEndpoint('home', {}, ['response']);
    there = await devices();
    await answer(inMarch(12));
    expect(await read('one', '2025-04-01')).toMatchObject({ is: 'told' });
    expect(await releasesThere()).toHaveLength(1);
  });

  test('a reading of all kinds by an app that knows none of it passes it by', async () => {
    await answer(inMarch(12));
    await read('one', '2025-04-01');
    const kinds: unknown[] = [];
    await readEndpoint('home', (record) => kinds.push((record as { kind: string }).kind), withoutYielding, {
      kinds: ['response', 'coding'],
    });
    expect(new Set(kinds)).toEqual(new Set(['response']));
    await there.use('one');
    await create(Encounter, anEncounter());
    await drain('button');
    expect(
      await db.outbox
        .where('state')
        .equals('waiting')
        .count()
        .catch(() => 0),
    ).toBe(0);
  });
});

describe('numbers of outreach on two devices', () => {
  const encounter = (day: string, changes: object = {}) => ({
    ...anEncounter({ place: 'Asema' }),
    ...{
      kind: 'encounter',
      id: randomUUID(),
      rev: 1,
      v: Encounter.version,
      unit: 'oma',
      device: randomUUID(),
      at: on(day),
    },
    ...changes,
  });
  const met = async (count: number, day: string) => {
    const results = await receiver.post(Array.from({ length: count }, () => encounter(day)));
    expect(results.every(({ status }) => status === 'stored')).toBe(true);
  };
  /** As the page does when a person has it read the server. */
  const readNumbers = async (device: string, day: string) => {
    await there.use(device);
    today(day);
    forgetServer();
    const kinds = kindsCounted.map(({ name }) => name);
    if (!(await numbersServer.read(kinds, (record) => void takeFromServer(record)))) return 'not-read';
    const shelf = numbersShelf(new Map(), withoutYielding, () => undefined);
    return closeThere([shelf], (await numbersServer.releases())!, day);
  };
  const numbersOn = async (device: string) => {
    await there.use(device);
    return numbersReleases();
  };
  const metOn = async (device: string, period = march) =>
    toldOf(toldIn(await numbersOn(device), period)?.published.all, 'met');

  test('are of the same encounters, whoever looked first; what came between is in the next month on both', async () => {
    await met(9, '2025-03-10');
    expect(await readNumbers('one', '2025-04-01')).toEqual({ is: 'told', refused: 0 });
    await met(1, '2025-03-11');
    expect(await readNumbers('other', '2025-04-03')).toEqual({ is: 'told', refused: 0 });
    expect(await metOn('one')).toEqual({ is: 'shown', n: 9 });
    expect(await numbersOn('other')).toEqual(await numbersOn('one'));
    await met(8, '2025-04-10');
    await readNumbers('other', '2025-05-01');
    await met(3, '2025-04-11');
    await readNumbers('one', '2025-05-08');
    expect(await metOn('one', april)).toEqual({ is: 'shown', n: 9 });
    expect(await numbersOn('other')).toEqual(await numbersOn('one'));
  });

  test('stand on one whose data was cleared, though an encounter was deleted since', async () => {
    await met(9, '2025-03-10');
    await readNumbers('one', '2025-04-01');
    const before = await numbersOn('one');
    const [first] = (await receiver.rows()) as { id: string; device: string; kind: string }[];
    const { id, device } = first!;
    await receiver.post([
      { kind: 'encounter', id, rev: 2, at: on('2025-03-10'), v: 1, unit: 'oma', device, deleted: true },
    ]);
    await there.clear('one');
    await readNumbers('one', '2025-04-20');
    expect(await numbersOn('one')).toEqual(before);
  });

  test('are not told where the release did not come to the server', async () => {
    await met(9, '2025-03-10');
    spoilt = { path: /^POST .*records$/, how: 'down', times: 99 };
    expect(await readNumbers('one', '2025-04-01')).toMatchObject({ is: 'not-sent' });
    expect(await numbersOn('one')).toEqual([]);
  });

  // biome-ignore lint/suspicious/noExplicitAny: what is broken has no shape
  const broken: [string, (one: any) => void][] = [
    [
      'another number than was counted',
      (one) => one.told[0].published.all.map.find(([key]: string[]) => key === 'met')[1].n++,
    ],
    ['a small number', (one) => one.told[0].published.all.map.push(['depth:support', { is: 'shown', n: 2 }])],
    ['one encounter twice', (one) => one.members.push(one.members[0])],
    ['a year that has not ended with it', (one) => (one.told[0].period = periodOf('year', '2025-03-01'))],
    ['something that is no number', (one) => (one.counted.all.map[0][1] = '9')],
  ];
  test.each(broken)('of a release that tells %s are passed by', async (_, spoil) => {
    await met(9, '2025-03-10');
    await readNumbers('one', '2025-04-01');
    const [real] = ((await receiver.rows()) as Released[]).filter(({ kind }) => kind === 'release');
    const inside = JSON.parse((await unpackText(real!.content))!);
    spoil(inside);
    await memory.clear();
    await met(9, '2025-03-10');
    await receiver.post([{ ...real, id: randomUUID(), content: await packText(JSON.stringify(inside)) }, real]);
    expect(await readNumbers('other', '2025-04-02')).toEqual({ is: 'told', refused: 1 });
    expect(await numbersOn('other')).toEqual(await numbersOn('one'));
  });

  test('a made-up release of results is none of encounters', async () => {
    await answer(inMarch(12));
    await read('one', '2025-04-01');
    await met(9, '2025-03-10');
    await receiver.post([{ ...(await forged()), about: 'encounters' }]);
    expect(await readNumbers('one', '2025-04-02')).toEqual({ is: 'told', refused: 1 });
    expect(await metOn('one')).toEqual({ is: 'shown', n: 9 });
  });
});

describe.each(showing)('at a server of another kind: %s', (_, begin) => {
  test('two devices tell the same, and the release is there whole; without a place for it nothing is told', async () => {
    const server = begin();
    const auth = { way: 'bearer', token: 'k'.repeat(20) } as const;
    const { dialect, url, options = {} } = server;
    await configureEndpoint('home', { dialect, url, auth, options: { ...options, read: true } });
    vi.stubGlobal('fetch', asFetch(server, []));
    there = await devices();
    await there.use('one');
    today('2025-03-02');
    for (let made = 0; made < 12; made++) await create(SurveyResponse, wholeFields(), { at: on('2025-03-02') });
    await drain('button');
    if (url.includes('{kind}')) {
      // It has no address for releases: that is told, and holds up nothing else that is sent there.
      expect(await read('one', '2025-04-01')).toEqual({ is: 'no-room', refused: 0 });
      expect(await tells('one')).toEqual([]);
      await create(SurveyResponse, wholeFields(), { at: on('2025-03-30') });
      await drain('button');
      expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
      return;
    }
    expect(await read('one', '2025-04-01')).toEqual({ is: 'told', refused: 0 });
    await there.use('other');
    await create(SurveyResponse, wholeFields(), { at: on('2025-03-30') });
    await drain('button');
    expect(await read('other', '2025-04-03')).toEqual({ is: 'told', refused: 0 });
    expect(await toldOn('one')).toMatchObject({ n: 12, standing: 'shown' });
    expect(await figures('other')).toBe(await figures('one'));
    await there.use('one');
    const own = await since(Released, '');
    const shown: Released[] = [];
    await readEndpoint('home', (record) => shown.push(record as Released), withoutYielding, { kinds: ['release'] });
    if (server.isLog) return expect(shown).toEqual(own);
    // It went under the id that follows, and nothing of it was kept here but what is told.
    expect(own).toEqual([]);
    expect(shown).toEqual([Released.parse(shown[0])]);
    expect(shown[0]).toMatchObject({ id: await nextId(aboutOf(esis), undefined), month: '2025-03-01' });
  });
});

describe('at a REST server', () => {
  type Server = ReturnType<(typeof showing)[number][1]>;
  const rest = showing.find(([name]) => name === 'json-server')![1];
  const ofReleases = (change: (server: Server, url: URL, body: Released, headers: Headers) => Response) => {
    const server = rest();
    const answer: Server['answer'] = (method, url, body, headers) =>
      method === 'POST' && (body as Released).kind === 'release'
        ? change(server, url, body as Released, headers)
        : server.answer(method, url, body, headers);
    return { ...server, answer };
  };
  const at = (url: URL, id: string) => new URL(`${url}/${id}`);
  const others: [string, Server][] = [
    [
      'that replaces what stands under an id',
      ofReleases((server, url, body, headers) => {
        const isNew = server.answer('GET', at(url, body.id), undefined, headers).status === 404;
        return server.answer(isNew ? 'POST' : 'PUT', isNew ? url : at(url, body.id), body, headers);
      }),
    ],
    [
      'that gives ids of its own',
      ofReleases((server, url, body, headers) => server.answer('POST', url, { ...body, id: randomUUID() }, headers)),
    ],
    ['that takes no POST', ofReleases(() => new Response('{}', { status: 405 }))],
  ];

  test.each(others)('%s nothing new is told, however often it is read', async (_, server) => {
    const auth = { way: 'bearer', token: 'k'.repeat(20) } as const;
    await configureEndpoint('home', { dialect: 'rest-put', url: server.url, auth, options: { read: true } });
    vi.stubGlobal('fetch', asFetch(server, []));
    there = await devices();
    await there.use('one');
    today('2025-03-02');
    for (let made = 0; made < 12; made++) await create(SurveyResponse, wholeFields(), { at: on('2025-03-02') });
    await drain('button');
    for (const device of ['one', 'other', 'one']) {
      expect(await read(device, '2025-04-01')).toEqual({ is: 'not-once', refused: 0 });
      expect(await tells(device)).toEqual([]);
    }
    const rows: unknown[] = [];
    await readEndpoint('home', (record) => rows.push(record), withoutYielding, { kinds: ['release'] });
    expect(rows.length, 'not a row more for each reading').toBeLessThanOrEqual(1);
  });
});
