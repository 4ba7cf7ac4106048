/**
 * What becomes of a record that goes out twice, by kind of endpoint: one that gives every POST a new row, one that tells a
 * repetition by its address, one that can neither be asked nor tells.
 */

import { beforeEach, describe, expect, test, vi } from 'vitest';
import english from '../../locales/en.json' with { type: 'json' };
import finnish from '../../locales/fi.json' with { type: 'json' };
import swedish from '../../locales/sv.json' with { type: 'json' };
import { repetitionAt } from '../../src/delivery/check/verify.ts';
import { dialects } from '../../src/delivery/dialects/all.ts';
import type { Sendable } from '../../src/delivery/dialects/dialect.ts';
import { tryEndpoint } from '../../src/delivery/endpoints/trial.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { longestWait } from '../../src/delivery/engine/settle.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { configureEndpoint, EndpointConfig, endpointConfig } from '../../src/setup/endpoint.ts';
import { db } from '../../src/store/db.ts';
import { asTold } from '../../src/store/kind.ts';
import { itemsOf, waitingCounts } from '../../src/store/outbox.ts';
import { waitAgain } from '../../src/store/quarantine.ts';
import { remove, revise } from '../../src/store/save.ts';
import { freshDevice, json, logged } from '../support/device.ts';
import { eventually } from '../support/eventually.ts';
import { fc } from '../support/property.ts';
import { atOrigin } from '../support/setup.ts';

freshDevice();

/** Lets time pass without waiting for it: only the clock is moved. */
const later = (ms: number) => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });

/** What happens to an answer: it comes, it is lost after the row was made, or the request never got there. */
type Fate = 'answered' | 'lost' | 'never there';

/** A backend that gives every POST a new row with a key of its own, and finds rows by any field. */
function backend() {
  const rows: Sendable[] = [];
  const asked: string[] = [];
  const state = {
    post: [] as Fate[],
    look: [] as (Fate | number)[],
    /** What it says of a POST that it took. */
    says: (): Response => json({ objectId: 'its own', createdAt: '2026-11-21T10:00:00Z' }, 201),
  };
  vi.stubGlobal('fetch', async (to: string, { method = 'GET', body }: RequestInit = {}) => {
    const url = new URL(to, 'https://rows.example.org');
    asked.push(`${method} ${url.pathname}`);
    if (method === 'GET') {
      const fate = state.look.shift();
      if (typeof fate === 'number') return json({ error: 'no' }, fate);
      if (fate && fate !== 'answered') throw new TypeError('no network');
      const id = url.searchParams.get('id');
      return json({ results: rows.filter((row) => row.id === id) });
    }
    const fate = state.post.shift() ?? 'answered';
    if (fate !== 'never there') rows.push(JSON.parse(String(body)) as Sendable);
    if (fate !== 'answered') throw new TypeError('the connection was cut');
    return state.says();
  });
  return { rows, asked, ...state, state };
}

const url = 'https://rows.example.org/classes/Record';
const looked = { body: 'single', answers: 'status', results: { id: 'results.0.id', rev: 'results.0.rev' } };
const look = 'https://rows.example.org/classes/Record?id={id}';
const at = (options: Record<string, unknown>, address = url, dialect = 'plain') =>
  configureEndpoint('home', { dialect, url: address, auth: { way: 'none' }, options });
const configOf = (some: object) =>
  EndpointConfig.parse({ headers: {}, auth: { way: 'none' }, options: {}, dialect: 'plain', ...some });
const stateOf = async ({ id }: { id: string }) => (await itemsOf(id))[0]!;
const named = (rows: Sendable[]) => rows.map(({ id, rev }) => `${id} ${rev}`);
async function untilSent(times = 40) {
  for (let n = 0; n < times && (await waitingCounts()).waiting > 0; n++) {
    later(longestWait + 1);
    await drain('button');
  }
}

describe('a backend that gives every POST a new row, and finds rows by their id', () => {
  beforeEach(() => at({ ...looked, look }));

  test('is not asked before a first POST, and takes the record as its answer says', async () => {
    const { rows, asked } = backend();
    const made = await logged(2);
    await drain('saved');
    expect(asked).toEqual(['POST /classes/Record', 'POST /classes/Record']);
    expect(rows).toEqual(made.map(asTold));
    expect(await stateOf(made[0]!)).toMatchObject({ state: 'delivered', proof: 'accepted' });
  });

  test('F12, F33: a lost answer leaves one row: what may have been taken is looked for before it goes again', async () => {
    const { rows, asked, post } = backend();
    post.push('lost');
    const [made] = await logged(1);
    await drain('saved');
    expect(await stateOf(made!)).toMatchObject({ state: 'waiting', sent: true });
    await drain('button');
    expect(asked).toEqual(['POST /classes/Record', 'GET /classes/Record']);
    expect(named(rows)).toEqual([`${made!.id} 1`]);
    expect(await stateOf(made!)).toMatchObject({ state: 'delivered', proof: 'duplicate' });
  });

  test('a device that dies with the answer under way knows that it has sent', async () => {
    const { rows } = backend();
    const real = fetch;
    let wake = () => {};
    vi.stubGlobal('fetch', async (...asked: Parameters<typeof fetch>) => {
      await real(...asked);
      return new Promise((_, cut) => {
        wake = () => cut(new TypeError('cut'));
      });
    });
    const [made] = await logged(1);
    const killed = drain('saved');
    await eventually(() => expect(rows).toHaveLength(1));
    const meanwhile = await stateOf(made!);
    wake();
    await killed;
    expect(meanwhile, 'noted before it went').toMatchObject({ state: 'waiting', sent: true, tries: 0 });
  });

  test('what an earlier version of the app has tried is looked for too', async () => {
    const { rows, asked } = backend();
    const [made] = await logged(1);
    rows.push(made as unknown as Sendable);
    await db.outbox.toCollection().modify({ tries: 1, trouble: 'no-answer' });
    await drain('button');
    expect(asked).toEqual(['GET /classes/Record']);
    expect(await stateOf(made!)).toMatchObject({ state: 'delivered', proof: 'duplicate' });
  });

  test('what a person sends again, told that it may be there, is looked for first', async () => {
    const { rows, asked, state } = backend();
    // It shows a row only a while after it made it, and says of none that it did.
    state.says = () => json({}, 200);
    await at({ ...looked, look, statuses: [201] });
    const [made] = await logged(1);
    state.look.push(...Array.from({ length: 20 }, () => 404));
    await untilSent();
    expect(await stateOf(made!)).toMatchObject({ state: 'refused', trouble: 'perhaps-there' });
    const before = rows.length;
    state.look.length = 0;
    asked.length = 0;
    await waitAgain((await stateOf(made!)).key);
    await drain('button');
    expect(asked).toEqual(['GET /classes/Record']);
    expect(rows).toHaveLength(before);
    expect(await stateOf(made!)).toMatchObject({ state: 'delivered', proof: 'duplicate' });
  });

  test('what never got there goes once more', async () => {
    const { rows, post } = backend();
    post.push('never there');
    const made = await logged(1);
    await drain('saved');
    await drain('button');
    expect(rows).toEqual(made.map(asTold));
  });

  test('the answer to an edit is lost: a row of each revision, and no more', async () => {
    const { rows, post } = backend();
    const [made] = await logged(1);
    await drain('saved');
    post.push('lost');
    const second = await revise(Encounter, made!, { people: '2' });
    await drain('saved');
    await drain('button');
    post.push('lost');
    await remove(second);
    await drain('saved');
    await drain('button');
    expect(named(rows)).toEqual([1, 2, 3].map((rev) => `${made!.id} ${rev}`));
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
  });

  test('whatever answers are lost, and whatever is edited meanwhile: each revision has one row at most, the newest has one', async () => {
    const fate = fc.constantFrom<Fate>('answered', 'lost', 'never there');
    const step = fc.record({ edits: fc.boolean(), post: fate, look: fate });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 3 }),
        async (steps, n) => {
          await db.outbox.clear();
          const { rows, post, look: looks } = backend();
          let made = await logged(n);
          for (const { edits, post: one, look: other } of steps) {
            if (edits) made = [await revise(Encounter, made[0]!, { people: '2' }), ...made.slice(1)];
            post.push(one);
            looks.push(other);
            later(longestWait + 1);
            await drain('button');
          }
          post.length = looks.length = 0;
          await untilSent();
          expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
          expect(new Set(named(rows)).size, 'no row twice').toBe(rows.length);
          expect(named(rows)).toEqual(expect.arrayContaining(named(made as never)));
        },
      ),
      { numRuns: 40, seed: 20261128 },
    );
  });

  test('while it cannot be asked, nothing goes', async () => {
    const { rows, post, look: looks, asked } = backend();
    post.push('lost');
    looks.push('never there', 503);
    await logged(1);
    await drain('saved');
    await drain('button');
    await drain('button');
    expect(asked.filter((one) => one.startsWith('POST'))).toHaveLength(1);
    await drain('button');
    expect(rows).toHaveLength(1);
  });

  test('where it does not tell what it holds, it goes again, and that it may be there twice is said', async () => {
    const { post, look: looks, state, rows } = backend();
    state.says = () => json({ error: 'try again' }, 200);
    await at({ ...looked, look, success: { at: 'ok', is: true } });
    looks.push(...Array.from({ length: 40 }, () => 400));
    post.push('lost');
    const [made] = await logged(1);
    await drain('saved');
    await drain('button');
    expect(rows).toHaveLength(2);
    expect(await stateOf(made!)).toMatchObject({ state: 'waiting', trouble: 'may-double' });
  });

  test('the trial of the address makes one row, and says that a record is looked for', async () => {
    atOrigin();
    const { rows } = backend();
    const { findings } = await tryEndpoint(await endpointConfig('home'), 'encounter', () => undefined);
    expect(findings).toContainEqual({ step: 'repeat', tone: 'good', word: 'looked' });
    expect(new Set(named(rows)).size).toBe(rows.length);
  });
});

describe('a server that gives a record an id of its own', () => {
  const options = { body: 'single', results: looked.results, look: 'https://rows.example.org/Record/{id}' };

  test.each<[string, Record<string, unknown>]>([
    ['rest-put', {}],
    ['json-api', {}],
    ['plain', options],
  ])(
    'is not given one more with each try without end: after six yeses and nothing found a person decides (%s)',
    async (dialect, some) => {
      const made: string[] = [];
      vi.stubGlobal('fetch', async (_: string, { method = 'GET' }: RequestInit = {}) => {
        if (method !== 'POST') return json({ error: 'no such' }, 404);
        made.push(`own-${made.length + 1}`);
        return json(
          dialect === 'json-api' ? { data: { id: made.at(-1), attributes: { rev: 1 } } } : { id: made.at(-1) },
          201,
        );
      });
      await at(some, url, dialect);
      const [record] = await logged(1);
      await untilSent(200);
      expect(made).toHaveLength(6);
      expect(await stateOf(record!)).toMatchObject({ state: 'refused', trouble: 'perhaps-there' });
      await waitAgain((await stateOf(record!)).key);
      await drain('button');
      expect(made, 'who sends again has looked').toHaveLength(7);
      expect(await stateOf(record!)).toMatchObject({ state: 'waiting', trouble: 'may-double' });
    },
  );
});

describe('an endpoint that tells a repetition by its address', () => {
  const address = 'https://rows.example.org/send/{id}-{rev}';

  test('with {rev} in it an edit is not taken for a repetition, and a repetition is', async () => {
    const rows = new Map<string, Sendable>();
    let isLost = true;
    vi.stubGlobal('fetch', async (to: string, { body }: RequestInit) => {
      const transaction = new URL(to).pathname;
      if (!rows.has(transaction)) rows.set(transaction, JSON.parse(String(body)) as Sendable);
      if (isLost) throw new TypeError('the connection was cut');
      return json({ event: 'its own' });
    });
    await at({ body: 'single', answers: 'status' }, address);
    const [made] = await logged(1);
    await drain('saved');
    isLost = false;
    await drain('button');
    const edited = await revise(Encounter, made!, { people: '3' });
    await drain('saved');
    expect([...rows.keys()]).toEqual([`/send/${made!.id}-1`, `/send/${made!.id}-2`]);
    expect([...rows.values()].at(-1)).toEqual(asTold(edited));
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
  });

  test('takes one record a request', () => {
    const plain = dialects.get('plain')!;
    const config = configOf({ url: address });
    expect(plain.limitsWith!(config, plain.options.parse({}))).toMatchObject({ records: 1 });
  });
});

describe('where neither can be had', () => {
  /** Six times ten minutes and more: what a backoff would try. */
  const hours = async (tries: number) => {
    for (let n = 0; n < tries; n++) {
      await drain('timer');
      later(longestWait + 1);
    }
  };
  const posts = (asked: string[]) => asked.filter((one) => one.startsWith('POST')).length;

  test('an answer without a word of the record: six tries, then a person decides, and nothing is lost', async () => {
    const { state, asked } = backend();
    state.says = () => json({}, 200);
    await at({ body: 'single', answers: 'status', success: { at: 'ok', is: true } });
    const [made] = await logged(1);
    await hours(1);
    expect(await stateOf(made!)).toMatchObject({ state: 'waiting', trouble: 'may-double' });
    await hours(40);
    expect(posts(asked)).toBe(6);
    expect(await stateOf(made!)).toMatchObject({ state: 'refused', trouble: 'perhaps-there' });
    expect(await db.records.get(made!.id)).toBeDefined();
  });

  test.each<[string, () => Promise<Response>, string]>([
    [
      'whose answer the browser does not show (CORS)',
      () => Promise.reject(new TypeError('Failed to fetch')),
      'no-answer',
    ],
    ['that takes and then fails', async () => json({}, 500), 'server-error'],
  ])(
    'a webhook %s is not sent the same without end: after six tries once a day, and that is said',
    async (_, fails, first) => {
      await at({}, 'https://hooks.example.org/run', 'webhook');
      const asked: string[] = [];
      vi.stubGlobal('fetch', async (to: string, { method = 'GET', headers, mode }: RequestInit = {}) => {
        asked.push(`${method} ${new URL(to).pathname}`);
        if (mode !== 'no-cors') return fails();
        expect({ to, headers }, 'nothing of ours, and not the hook').toEqual({ to: 'https://hooks.example.org/' });
        return new Response();
      });
      await logged(1);
      await hours(1);
      expect((await db.endpoints.get('home'))?.hold).toMatchObject({ trouble: first });
      await hours(6 * 24 * 5);
      expect(posts(asked), 'six, and once a day of five').toBeLessThanOrEqual(6 + 6);
      expect((await db.endpoints.get('home'))?.hold).toMatchObject({ trouble: 'perhaps-taken', most: 1 });
      expect(await waitingCounts()).toEqual({ waiting: 1, refused: 0 });
      const { rows } = backend();
      await drain('button');
      expect(rows, 'a person’s press tries').toHaveLength(1);
    },
  );

  test('without a network a webhook is tried as any other: the day’s wait is for what may have acted', async () => {
    await at({}, 'https://hooks.example.org/run', 'webhook');
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    await logged(1);
    await hours(20);
    expect((await db.endpoints.get('home'))?.hold).toMatchObject({ trouble: 'no-answer' });
    const { rows } = backend();
    await hours(2);
    expect(rows).toHaveLength(1);
  });

  test('503 says that nothing was done: it is tried as any other', async () => {
    await at({}, 'https://hooks.example.org/run', 'webhook');
    vi.stubGlobal('fetch', async () => json({}, 503));
    await logged(1);
    await hours(20);
    expect((await db.endpoints.get('home'))?.hold).toMatchObject({ trouble: 'busy' });
  });

  test('a receiver that tells repetitions is tried as ever, however it fails', async () => {
    vi.stubGlobal('fetch', async () => json({}, 500));
    await logged(1);
    await hours(20);
    expect((await db.endpoints.get('home'))?.hold).toMatchObject({ trouble: 'server-error' });
  });
});

describe('what the screen of an endpoint says', () => {
  const repetition = (dialect: string, address: string, options: object) => {
    const one = dialects.get(dialect)!;
    const config = configOf({ dialect, url: address, options });
    return repetitionAt({ dialect: one, config, options: one.options.parse(options) });
  };

  test.each<[string, string, string, object, string]>([
    ['the app’s own receiver', 'plain', '/api/records', {}, 'known'],
    ['a list that is answered with a status only', 'plain', url, { answers: 'status' }, 'doubled'],
    ['the same, where a record can be read back', 'plain', url, { answers: 'status', look }, 'looked'],
    ['one record a request', 'plain', url, { body: 'single' }, 'doubled'],
    ['the same, where a record can be read back', 'plain', url, { body: 'single', look }, 'looked'],
    ['the same with an idempotency key', 'plain', url, { body: 'single', idempotencyKey: true }, 'known'],
    ['a POST to an address of the record', 'plain', `${url}/{id}`, { body: 'single' }, 'doubled'],
    ['a PUT to an address of the record', 'plain', `${url}/{id}`, { body: 'single', method: 'PUT' }, 'known'],
    ['a PUT to one address of all', 'plain', url, { body: 'single', method: 'PUT' }, 'doubled'],
    ['an address of the revision', 'plain', `${url}/{id}-{rev}`, { body: 'single' }, 'known'],
    ['a webhook', 'webhook', url, {}, 'doubled'],
    [
      'a webhook with an idempotency key, which the flow may heed or not',
      'webhook',
      url,
      { idempotencyKey: true },
      'doubled',
    ],
    ['PostgREST', 'postgrest', url, {}, 'known'],
    ['CouchDB', 'couchdb', url, {}, 'known'],
  ])('of %s (%s)', (_, dialect, address, options, expected) => {
    expect(repetition(dialect, address, options)).toBe(expected);
  });

  test.each(Object.entries({ finnish, swedish, english }))(
    'in %s: once is promised where it is so, and nowhere else',
    (_, words) => {
      const { known, looked: found, doubled } = words.endpoint.repetition;
      const once = /\bkerran\b|\ben gång\b|exactly once/;
      const atLeast = /vähintään kerran|minst en gång|at least once/;
      expect(known).toMatch(once);
      for (const said of [known, found]) expect(said).not.toMatch(atLeast);
      // What is looked for first may still be on its way: neither is promised, and when it comes twice is said.
      expect(found).not.toMatch(once);
      expect(found).toMatch(/^[^.]*\. (Kahdesti|Två gånger|It comes twice)[^.]*\.$/);
      expect(doubled).toMatch(atLeast);
    },
  );
});
