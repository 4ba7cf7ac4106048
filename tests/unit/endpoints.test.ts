/** Several endpoints at once, each with the kinds it takes, its own sign-in and its own pace. */
import { describe, expect, test, vi } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { Outing } from '../../src/outreach/outing.ts';
import { configureEndpoint, createEndpoint, type EndpointConfig, endpointConfig } from '../../src/setup/endpoint.ts';
import { readSending } from '../../src/setup/sending.ts';
import { db } from '../../src/store/db.ts';
import { removeEndpoint } from '../../src/store/endpoints.ts';
import { asideCount, itemsOf, waitingAt, waitingCounts } from '../../src/store/outbox.ts';
import { setAside } from '../../src/store/quarantine.ts';
import { create, revise } from '../../src/store/save.ts';
import { waitingUntilOpen } from '../../src/store/sending-key.ts';
import { anEncounter, freshDevice, json, logged } from '../support/device.ts';
import { eventually } from '../support/eventually.ts';

freshDevice();

interface Asked {
  url: string;
  authorization: string | null;
  body: { records?: { id: string; rev: number; kind: string }[] } & Record<string, unknown>;
}
type Answer = (asked: Asked) => Response | Promise<Response>;

/** Answers by address; keeps what was asked of each. */
function network(answers: Record<string, Answer>): Record<string, Asked[]> {
  const asked: Record<string, Asked[]> = Object.fromEntries(Object.keys(answers).map((url) => [url, []]));
  vi.stubGlobal('fetch', (url: string, { headers, body }: RequestInit) => {
    const one = { url, authorization: new Headers(headers).get('authorization'), body: JSON.parse(String(body)) };
    asked[url]!.push(one);
    return answers[url]!(one);
  });
  return asked;
}
const stored: Answer = ({ body }) =>
  json({ results: body.records!.map(({ id, rev }) => ({ id, rev, status: 'stored' })) });
const down: Answer = () => {
  throw new TypeError('Failed to fetch');
};
const home = '/api/records';
const second = (changes: Partial<EndpointConfig> = {}, kinds?: string[]) =>
  createEndpoint(
    { dialect: 'plain', url: '/second', headers: {}, auth: { way: 'none' }, options: {}, ...changes },
    kinds,
  );
const stateAt = async (id: string, endpoint: string) =>
  (await itemsOf(id)).find((item) => item.endpoint === endpoint)?.state;

describe('one endpoint never holds another', () => {
  test.each<[string, Answer]>([
    ['is down', down],
    ['says 503', () => json({}, 503)],
    ['wants a sign-in', () => json({}, 401)],
    [
      'refuses every record',
      ({ body }) => json({ results: body.records!.map(({ id, rev }) => ({ id, rev, status: 'rejected' })) }),
    ],
    ['has moved', () => json({}, 404)],
  ])('that %s', async (_, answer) => {
    const id = await second();
    // Whichever of the two it is: they are taken in some order.
    for (const [bad, good] of [
      ['home', id],
      [id, 'home'],
    ] as const) {
      const urls = { home, [id]: '/second' };
      const asked = network({ [urls[bad]!]: answer, [urls[good]!]: stored });
      const made = await logged(3);
      await drain('button');
      for (const record of made) expect(await stateAt(record.id, good)).toBe('delivered');
      const before = asked[urls[good]!]!.length;
      const more = await logged(1);
      await drain('saved');
      expect(await stateAt(more[0]!.id, good), 'while the other is held').toBe('delivered');
      expect(asked[urls[good]!]).toHaveLength(before + 1);
      for (const record of made) expect(['waiting', 'refused']).toContain(await stateAt(record.id, bad));
    }
  });

  test('F13: that never answers: what the other has is delivered meanwhile', async () => {
    const id = await second();
    let give = (_: Response) => {};
    network({ [home]: () => new Promise((done) => (give = done)), '/second': stored });
    const [made] = await logged(1);
    const drained = drain('saved');
    await eventually(async () => expect(await stateAt(made!.id, id)).toBe('delivered'));
    expect(await stateAt(made!.id, 'home')).toBe('waiting');
    give(json({}, 503));
    await drained;
  });

  test('whose settings cannot be read', async () => {
    const id = await second();
    network({ '/second': stored });
    await db.endpoints.update('home', { config: { iv: new Uint8Array(12), body: new ArrayBuffer(40) } });
    const [made] = await logged(1);
    await drain('saved');
    expect(await stateAt(made!.id, id)).toBe('delivered');
    expect((await db.endpoints.get('home'))?.hold).toMatchObject({ trouble: 'bad-settings' });
  });
});

describe('an endpoint takes', () => {
  test('only the kinds that are its own, and the deletion of what it took', async () => {
    await db.endpoints.update('home', { kinds: ['encounter', 'outing'] });
    const id = await second({}, ['outing']);
    const asked = network({ [home]: stored, '/second': stored });
    const outing = await create(Outing, { state: 'running', places: ['Asema'], organisations: [] });
    const [encounter] = await logged(1);
    await drain('saved');
    expect(asked['/second']!.flatMap(({ body }) => body.records)).toMatchObject([{ id: outing.id }]);
    expect(await stateAt(encounter!.id, id)).toBeUndefined();
    expect(await stateAt(encounter!.id, 'home')).toBe('delivered');
  });

  test('what was there before it was added', async () => {
    network({ [home]: stored, '/second': stored });
    const made = await logged(4);
    await drain('saved');
    const id = await second();
    expect(await waitingAt(id)).toBe(4);
    await drain('saved');
    for (const record of made) expect(await stateAt(record.id, id)).toBe('delivered');
  });

  test('nothing any more once it is taken away, and the counts follow', async () => {
    const id = await second();
    network({ [home]: stored, '/second': down });
    await logged(3);
    await drain('saved');
    expect(await waitingCounts()).toEqual({ waiting: 3, refused: 0 });
    await removeEndpoint(id);
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
    expect(await db.records.count()).toBe(3);
  });

  test('what others have: a record is counted once, however many lack it', async () => {
    await second();
    const refused: Answer = ({ body }) =>
      json({ results: body.records!.map(({ id, rev }) => ({ id, rev, status: 'rejected' })) });
    const made = await logged(2);
    expect(await waitingCounts()).toEqual({ waiting: 2, refused: 0 });
    expect(await waitingUntilOpen()).toBe(2);
    network({ [home]: refused, '/second': () => json({}, 401) });
    await drain('saved');
    expect(await waitingCounts()).toEqual({ waiting: 2, refused: 2, both: 2 });
    network({ [home]: refused, '/second': refused });
    await drain('button');
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 2 });
    for (const { id } of made) for (const { key } of await itemsOf(id)) await setAside(key);
    expect(await asideCount()).toBe(2);
  });

  test('which of several servers holds back is known by name, and none where both do', async () => {
    const id = await second();
    network({ [home]: stored, '/second': down });
    await logged(1);
    await drain('saved');
    expect(await readSending()).toMatchObject({
      waiting: 1,
      trouble: 'no-answer',
      heldAt: id,
      heldIs: { url: '/second' },
    });
    network({ [home]: down, '/second': down });
    await logged(1);
    await drain('button');
    expect((await readSending()).heldIs).toBeUndefined();
  });

  test('an edit, though another has it already', async () => {
    const id = await second();
    let isDown = true;
    const asked = network({ [home]: stored, '/second': (one) => (isDown ? down(one) : stored(one)) });
    const [made] = await logged(1);
    await drain('saved');
    const edited = await revise(Encounter, made!, { people: '2' });
    isDown = false;
    await drain('button');
    expect(asked[home]!.map(({ body }) => body.records![0]!.rev)).toEqual([1, 2]);
    expect(asked['/second']!.at(-1)!.body.records).toMatchObject([{ id: edited.id, rev: 2 }]);
    expect(await stateAt(made!.id, id)).toBe('delivered');
  });
});

describe('each signs in by itself', () => {
  test('F40, F45: no token reaches another endpoint than its own', async () => {
    await configureEndpoint('home', { auth: { way: 'bearer', token: 'of-the-first' } });
    await second({ auth: { way: 'basic', user: 'kenttä', password: 'työ' } });
    const asked = network({ [home]: stored, '/second': stored });
    await logged(1);
    await drain('saved');
    expect(asked[home]!.map(({ authorization }) => authorization)).toEqual(['Bearer of-the-first']);
    const basic = Buffer.from('kenttä:työ').toString('base64');
    expect(asked['/second']!.map(({ authorization }) => authorization)).toEqual([`Basic ${basic}`]);
  });

  const auth = {
    way: 'login',
    url: '/login',
    fields: { user: 'a', secret: 'b' },
    tokenAt: 'data.token',
    token: 'old-one',
  } as const;

  test.each([401, 403])(
    'F43: a token that has run out, said as %i, is fetched anew once, and what waited goes',
    async (status) => {
      await configureEndpoint('home', { auth });
      const asked = network({
        [home]: (one) => (one.authorization === 'Bearer new-one' ? stored(one) : json({}, status)),
        '/login': () => json({ data: { token: 'new-one' } }),
      });
      await logged(3);
      expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
      expect(asked['/login']!.map(({ body }) => body)).toEqual([auth.fields]);
      expect((await endpointConfig('home')).auth, 'and kept for the next time').toMatchObject({ token: 'new-one' });
      await logged(1);
      await drain('saved');
      expect(asked['/login']).toHaveLength(1);
    },
  );

  test('a sign-in that a person gives while the old one is renewed is not overwritten', async () => {
    await configureEndpoint('home', { auth });
    network({
      [home]: () => json({}, 401),
      '/login': async () => {
        await configureEndpoint('home', { auth: { way: 'bearer', token: 'given-by-hand' } });
        return json({ data: { token: 'new-one' } });
      },
    });
    await logged(1);
    await drain('saved');
    expect((await endpointConfig('home')).auth).toEqual({ way: 'bearer', token: 'given-by-hand' });
    expect((await db.endpoints.get('home'))?.hold, 'and it is tried at once').toBeUndefined();
  });

  test.each<[string, Answer]>([
    ['is refused', () => json({}, 401)],
    ['gives a page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['gives a token that helps nothing', () => json({ data: { token: 'no-better' } })],
    ['gives no token where one should stand', () => json({ data: { token: { nested: true } } })],
    ['does not answer', down],
  ])('F43: a login that %s: everything is kept, asked for once, and no storm', async (_, answer) => {
    await configureEndpoint('home', { auth });
    const asked = network({ [home]: () => json({}, 401), '/login': answer });
    await logged(5);
    await drain('saved');
    expect((await db.endpoints.get('home'))?.hold).toMatchObject({ trouble: 'sign-in', status: 401 });
    expect(await waitingCounts()).toEqual({ waiting: 5, refused: 0 });
    for (const why of ['timer', 'saved', 'timer'] as const) await drain(why);
    expect(asked['/login']).toHaveLength(1);
    expect(asked[home]!.length).toBeLessThanOrEqual(2);
  });
});

test('an endpoint’s pace is kept: no two requests closer than its gap', async () => {
  await configureEndpoint('home', { options: { body: 'single', gap: 60 } });
  for (let i = 0; i < 4; i++) await create(Encounter, anEncounter());
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] });
  const at: number[] = [];
  network({
    [home]: ({ body }) => {
      at.push(performance.now());
      return json({ results: [{ id: body.id, rev: body.rev, status: 'stored' }] });
    },
  });
  const drained = drain('saved');
  let isOver = false;
  void drained.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await new Promise((next) => setImmediate(next));
    vi.advanceTimersByTime(1);
  }
  expect(await drained).toEqual({ is: 'nothing-waits' });
  expect(at).toHaveLength(4);
  for (const [index, time] of at.slice(1).entries()) expect(time - at[index]!).toBeGreaterThanOrEqual(60);
});
