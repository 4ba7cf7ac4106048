/** Looking whether an endpoint holds a record, where its answer proves nothing: what is asked, and what is made of it. */
import { describe, expect, test, vi } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { db } from '../../src/store/db.ts';
import { deviceKey } from '../../src/store/device.ts';
import { itemsOf, waitingCounts } from '../../src/store/outbox.ts';
import { revise } from '../../src/store/save.ts';
import { unseal } from '../../src/vault/seal.ts';
import { freshDevice, json, logged, loggedAtOnce } from '../support/device.ts';

freshDevice();

type Asked = { method: string; id: string; body: unknown };

/** An endpoint at `/things`, of which the test says how it answers; keeps what it was asked. */
function thingsThat(answers: (asked: Asked) => Response) {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (url: string, { method, body }: RequestInit) => {
    const one = {
      method: method!,
      id: url.split('/things')[1]!.slice(1),
      body: body ? JSON.parse(String(body)) : undefined,
    };
    asked.push(one);
    return answers(one);
  });
  return { asked, methods: () => asked.map((one) => one.method) };
}
const plainly = (options: Record<string, unknown> = {}) =>
  configureEndpoint('home', { dialect: 'plain', url: '/things', options: { look: '/things/{id}', ...options } });
const stateOf = async (id: string) => (await itemsOf(id))[0]!;
const wordsOf = async (id: string) => {
  const { key, words } = await stateOf(id);
  return unseal(await deviceKey(), key, words!);
};

describe('a yes that does not name the records', () => {
  test('F6: each is looked for, and the batch is not sent again in parts', async () => {
    const made = await logged(6);
    await plainly();
    const held = new Set(made.slice(0, 4).map(({ id }) => id));
    const { methods } = thingsThat(({ method, id }) => {
      if (method === 'POST') return new Response(null, { status: 204 });
      return held.has(id) ? json({ id, rev: 1 }) : json({}, 404);
    });
    await drain('saved');
    expect(methods()).toEqual(['POST', 'GET', 'GET', 'GET', 'GET', 'GET', 'GET']);
    for (const { id } of made) {
      expect(await stateOf(id)).toMatchObject(
        held.has(id) ? { state: 'delivered', proof: 'duplicate' } : { state: 'waiting', trouble: 'unclear-answer' },
      );
    }
  });

  test('F41: a key that may write and not read: one look is enough, all wait with the endpoint', async () => {
    await loggedAtOnce(20);
    await plainly();
    const { methods } = thingsThat(({ method }) => (method === 'POST' ? json({ ok: true }) : json({}, 401)));
    await drain('saved');
    expect(methods()).toEqual(['POST', 'GET']);
    expect((await db.endpoints.get('home'))?.hold).toMatchObject({ trouble: 'sign-in', status: 401 });
    expect(await waitingCounts()).toEqual({ waiting: 20, refused: 0 });
  });

  test('F13: an endpoint that goes silent at the first look is not asked for the others', async () => {
    await loggedAtOnce(20);
    await plainly();
    const { methods } = thingsThat(({ method }) => {
      if (method === 'POST') return json({ ok: true });
      throw new TypeError('no network');
    });
    await drain('saved');
    expect(methods()).toEqual(['POST', 'GET']);
    expect((await db.endpoints.get('home'))?.hold).toMatchObject({ trouble: 'no-answer' });
  });
});

describe('a no that may mean «I have it»', () => {
  test.each([400, 409, 422, 500])('F9: %i, and it is there: delivered', async (status) => {
    const [made] = await logged(1);
    await plainly({ body: 'single' });
    thingsThat(({ method, id }) => (method === 'POST' ? json({ why: 'exists' }, status) : json({ id, rev: 1 })));
    await drain('saved');
    expect(await stateOf(made!.id)).toMatchObject({ state: 'delivered', proof: 'duplicate', status });
  });

  test.each([400, 409, 422])('F9: %i, and it is not there: refused with the words', async (status) => {
    const [made] = await logged(1);
    await plainly({ body: 'single' });
    thingsThat(({ method }) => (method === 'POST' ? json({ why: 'no such place' }, status) : json({}, 404)));
    await drain('saved');
    expect(await stateOf(made!.id)).toMatchObject({ state: 'refused', status });
    expect(await wordsOf(made!.id)).toBe('{"why":"no such place"}');
  });

  test('F4: 500, and it is not there: a fault of the server, which refuses nothing', async () => {
    const [made] = await logged(1);
    await plainly({ body: 'single' });
    const { methods } = thingsThat(({ method }) => json({}, method === 'POST' ? 500 : 404));
    await drain('saved');
    expect(await stateOf(made!.id)).toMatchObject({ state: 'waiting', trouble: 'server-error' });
    await drain('timer');
    expect(methods(), 'no storm').toEqual(['POST', 'GET']);
  });

  test('F8: 403 of the plain dialect is about who asks; where it may be about a record, the look tells', async () => {
    const [made] = await logged(1);
    await plainly();
    thingsThat(({ method }) => json({ why: 'no' }, method === 'GET' ? 404 : 403));
    await drain('saved');
    expect(await stateOf(made!.id)).toMatchObject({ state: 'waiting', trouble: 'sign-in' });
    await configureEndpoint('home', { dialect: 'json-api', options: {} });
    thingsThat(({ method }) => json({ errors: [{ detail: 'no such place' }] }, method === 'GET' ? 404 : 403));
    await drain('button');
    expect(await stateOf(made!.id)).toMatchObject({ state: 'refused', status: 403 });
  });
});

describe('the other way of putting it there', () => {
  const rest = () => configureEndpoint('home', { dialect: 'rest-put', url: '/things', options: {} });

  test('F9: a new id whose PUT is not found is POSTed', async () => {
    const [made] = await logged(1);
    await rest();
    const { methods } = thingsThat(({ method }) => (method === 'POST' ? json(made, 201) : json({}, 404)));
    await drain('saved');
    expect(methods()).toEqual(['PUT', 'GET', 'POST']);
    expect(await stateOf(made!.id)).toMatchObject({ state: 'delivered' });
  });

  test('F7: neither place nor collection is found: the address is wrong, nothing is refused', async () => {
    await logged(3);
    await rest();
    const { methods } = thingsThat(() => json({}, 404));
    await drain('saved');
    expect(methods()).toEqual(['PUT', 'GET', 'POST']);
    expect((await db.endpoints.get('home'))?.hold).toMatchObject({ trouble: 'wrong-address' });
    expect(await waitingCounts()).toEqual({ waiting: 3, refused: 0 });
  });

  test('F34: another tab was quicker with its POST: the second look finds the record', async () => {
    const [made] = await logged(1);
    await rest();
    let isThere = false;
    const { methods } = thingsThat(({ method }) => {
      if (method === 'GET') return isThere ? json(made) : json({}, 404);
      isThere = method === 'POST';
      return json({}, isThere ? 409 : 404);
    });
    await drain('saved');
    expect(methods()).toEqual(['PUT', 'GET', 'POST', 'GET']);
    expect(await stateOf(made!.id)).toMatchObject({ state: 'delivered', proof: 'duplicate', status: 409 });
  });

  test('an edit that the endpoint does not allow over what it holds is refused with its words, and never tried for ever', async () => {
    const [made] = await logged(1);
    await configureEndpoint('home', { dialect: 'json-api', url: '/things', options: {} });
    const edited = await revise(Encounter, made!, { people: '2' });
    const { methods } = thingsThat(({ method }) => {
      if (method === 'GET') return json({ data: { id: made!.id, attributes: { rev: 1 } } });
      return json({ errors: [{ title: 'Forbidden', detail: 'two are too many' }] }, 403);
    });
    await drain('saved');
    expect(methods()).toEqual(['POST', 'GET', 'PATCH', 'GET']);
    expect(await stateOf(edited.id)).toMatchObject({ state: 'refused', status: 403 });
    expect(await wordsOf(edited.id)).toBe('two are too many');
  });
});
