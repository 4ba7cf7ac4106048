/**
 * A set-up link lets one device in, once: what the receiver does with its key, and what the app does with it, on a real
 * receiver in memory.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import type { SqlDatabase } from '../../src/receiver/database.ts';
import { newKey } from '../../src/receiver/device-keys.ts';
import type { Storage } from '../../src/receiver/storage.ts';
import { configureEndpoint, endpointConfig } from '../../src/setup/endpoint.ts';
import { linkLasts } from '../../src/setup/lasting-link.ts';
import { exchangeKey, linkedAuth } from '../../src/setup/link-key.ts';
import { readSending } from '../../src/setup/sending.ts';
import { onTaking, replaceKey, type Taking, takeLinkKey, taking } from '../../src/setup/take-link-key-store.ts';
import { db, homeEndpoint } from '../../src/store/db.ts';
import { retireEndpoint } from '../../src/store/endpoints.ts';
import { waitingCounts } from '../../src/store/outbox.ts';
import { freshDevice, logged } from '../support/device.ts';
import { eventually } from '../support/eventually.ts';
import { formKeyHere, openMemory, type ReceiverHere, receiverHere, tokenHere } from '../support/receiver.ts';

const throughNetwork = globalThis.fetch;

/** The key of forms, as the receiver makes it. */
const forms = newKey();

let storage: Storage;
let database: SqlDatabase;
let clear: () => Promise<void>;
let receiver: ReceiverHere;
/** Of the receiver's limits, in ms. */
let now = 0;

beforeAll(async () => {
  ({ storage, database, clear } = await openMemory());
  return () => storage.close();
});
beforeEach(async () => {
  await clear();
  await database.query('truncate devices');
  now += 3_600_000;
  receiver = await receiverHere(storage, undefined, { now: () => now });
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

const invite = async (body: object = {}) =>
  (await (await receiver.ask('/api/devices', { method: 'POST', body: JSON.stringify(body) })).json()) as {
    id: string;
    linkKey: string;
    expiresAt: string;
  };
const exchange = (linkKey: string, key: string) =>
  receiver.ask('/api/exchange', {
    method: 'POST',
    headers: { authorization: '' },
    body: JSON.stringify({ linkKey, key }),
  });
const statusWith = async (key: string) =>
  (await receiver.ask('/api/records', { headers: { authorization: `Bearer ${key}` } })).status;
const devices = async () => (await (await receiver.ask('/api/devices')).json()).devices;

describe('the receiver', () => {
  test('takes a device’s key in the place of the link’s, and the link’s key opens nothing, before or after', async () => {
    const { linkKey } = await invite({ note: 'Puhelin 3' });
    const key = newKey();
    expect([await statusWith(linkKey), await statusWith(key)]).toEqual([401, 401]);
    const answer = await exchange(linkKey, key);
    expect([answer.status, await answer.json()]).toEqual([200, { key }]);
    expect([await statusWith(linkKey), await statusWith(key)]).toEqual([401, 200]);
    expect(await devices()).toMatchObject([
      { note: 'Puhelin 3', usedAt: expect.stringMatching(/Z$/), revokedAt: null },
    ]);
  });

  test('an answer that was lost is given again, to that device’s key alone', async () => {
    const { linkKey } = await invite();
    const key = newKey();
    for (let times = 0; times < 3; times++) expect((await exchange(linkKey, key)).status).toBe(200);
    const other = await exchange(linkKey, newKey());
    expect([other.status, (await other.json()).error.code]).toEqual([409, 'used']);
    expect(await devices()).toHaveLength(1);
  });

  test('of many devices that come at once with one link one is let in', async () => {
    const { linkKey } = await invite();
    const keys = Array.from({ length: 8 }, newKey);
    const statuses = await Promise.all(keys.map(async (key) => (await exchange(linkKey, key)).status));
    expect(statuses.sort()).toEqual([200, ...Array(7).fill(409)]);
    const opened = await Promise.all(keys.map(statusWith));
    expect(opened.filter((status) => status === 200)).toHaveLength(1);
  });

  test('a link that is too old, was taken back, or never was lets nobody in, and says which', async () => {
    const [old, taken] = [await invite(), await invite()];
    await database.query("update devices set expires_at = now() - interval '1 second' where id = $1", [old.id]);
    expect((await receiver.ask(`/api/devices/${taken.id}`, { method: 'DELETE' })).status).toBe(204);
    const answers = await Promise.all([old.linkKey, taken.linkKey, newKey()].map((link) => exchange(link, newKey())));
    const said = await Promise.all(answers.map(async (one) => [one.status, (await one.json()).error.code]));
    expect(said).toEqual([
      [410, 'expired'],
      [401, 'unauthorized'],
      [401, 'unauthorized'],
    ]);
    expect(Date.parse(old.expiresAt) - Date.now(), 'a week').toBeGreaterThan(6 * 86_400_000);
  });

  test('a device’s key is ended by its id: it opens nothing from then on, and its link does not bring it back', async () => {
    const { id, linkKey } = await invite();
    const key = newKey();
    await exchange(linkKey, key);
    expect((await receiver.ask(`/api/devices/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await statusWith(key)).toBe(401);
    expect((await exchange(linkKey, key)).status).toBe(401);
    expect((await receiver.ask(`/api/devices/${id}`, { method: 'DELETE' })).status, 'once').toBe(404);
    expect(await devices()).toMatchObject([{ id, revokedAt: expect.any(String) }]);
  });

  test('a device goes on with its own key when the organisation’s is changed; the old one opens nothing', async () => {
    const { linkKey } = await invite();
    const key = newKey();
    await exchange(linkKey, key);
    receiver = await receiverHere(storage, undefined, { token: newKey() });
    expect([await statusWith(key), await statusWith(tokenHere)]).toEqual([200, 401]);
  });

  test('no key of a device or a link lies in the database', async () => {
    const { linkKey } = await invite({ note: 'Puhelin 3' });
    const key = newKey();
    await exchange(linkKey, key);
    const rows = JSON.stringify(await database.query('select * from devices'));
    expect(rows).toContain('Puhelin 3');
    for (const secret of [linkKey, key, tokenHere]) expect(rows).not.toContain(secret);
  });

  test('only the organisation’s own token makes links, lists and ends devices', async () => {
    const { linkKey, id } = await invite();
    const key = newKey();
    await exchange(linkKey, key);
    const body = '{}';
    for (const [method, path] of [
      ['GET', '/api/devices'],
      ['POST', '/api/devices'],
      ['DELETE', `/api/devices/${id}`],
    ] as const) {
      const statuses = [];
      for (const one of [key, formKeyHere, linkKey, newKey()]) {
        const headers = { authorization: `Bearer ${one}` };
        statuses.push((await receiver.ask(path, { method, headers, ...(method === 'POST' ? { body } : {}) })).status);
      }
      expect(statuses, `${method} ${path}`).toEqual([403, 403, 401, 401]);
    }
    expect(await devices()).toHaveLength(1);
  });

  test('a key that is another’s is not taken as a device’s: of a link, of forms, of the organisation, of a device that was ended', async () => {
    const ended = newKey();
    const over = await invite();
    await exchange(over.linkKey, ended);
    await receiver.ask(`/api/devices/${over.id}`, { method: 'DELETE' });
    const organisation = newKey();
    receiver = await receiverHere(storage, undefined, { token: organisation, formToken: forms });
    const { linkKey } = await storage.devices!.invite();
    const statuses = [];
    for (const key of [linkKey, forms, organisation, ended]) statuses.push((await exchange(linkKey, key)).status);
    expect(statuses).toEqual([400, 400, 400, 401]);
    for (const key of [linkKey, forms, ended]) expect(await statusWith(key)).toBe(401);
    expect((await exchange(linkKey, newKey())).status, 'the link is as good as before').toBe(200);
  });

  test('its own token in a link goes on being a key, and who runs it is told', async () => {
    const answer = await exchange(tokenHere, newKey());
    expect(await answer.json()).toEqual({ key: tokenHere });
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining('npm run link'));
    expect(console.error).not.toHaveBeenCalledWith(expect.stringContaining(tokenHere));
    expect(await devices()).toEqual([]);
  });

  test('the form’s key in a link is no link’s', async () => {
    expect((await exchange(formKeyHere, newKey())).status).toBe(401);
  });

  test.each([
    ['no key', { linkKey: newKey() }],
    ['a weak key', { linkKey: newKey(), key: 'secret' }],
    ['a key that is no text', { linkKey: newKey(), key: 7 }],
    ['no link', { key: newKey() }],
    ['a list', []],
  ])('an exchange with %s is refused in words', async (_, body) => {
    const answer = await receiver.ask('/api/exchange', { method: 'POST', body: JSON.stringify(body) });
    expect([answer.status, (await answer.json()).error.code]).toEqual([400, 'bad-request']);
  });

  test('guessed links are slowed down like wrong tokens', async () => {
    const real = setTimeout;
    const noPause = ((work: () => void, ms?: number) => real(work, ms === 1_000 ? 0 : ms)) as typeof setTimeout;
    vi.spyOn(globalThis, 'setTimeout').mockImplementation(noPause);
    const statuses = [];
    for (let times = 0; times < 61; times++) statuses.push((await exchange(newKey(), newKey())).status);
    expect(statuses).toEqual([...Array(60).fill(401), 429]);
    vi.restoreAllMocks();
  });

  test('without its database it says so, and calls no device’s key wrong', async () => {
    const broken: Storage = Object.assign(Object.create(storage), {
      devices: { ...storage.devices, idOf: () => Promise.reject(new Error('gone')) },
    });
    const { ask } = await receiverHere(broken);
    const answer = await ask('/api/records', { headers: { authorization: `Bearer ${newKey()}` } });
    expect(answer.status).toBe(503);
  });
});

describe('the app', () => {
  freshDevice();
  /** What it was told to show. */
  const shown: Taking[] = [];
  /** What the network does with each request to exchange: takes it on and loses the answer, or never lets it through. */
  let network: ('answer' | 'lose-answer' | 'cut' | Response)[];
  const show = () => void shown.push(taking());

  beforeEach(async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    shown.length = 0;
    network = [];
    vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
      const { pathname, search } = new URL(url, 'https://app.example');
      const does = pathname === '/api/exchange' ? (network.shift() ?? 'answer') : 'answer';
      if (does === 'cut') throw new TypeError('Failed to fetch');
      if (does instanceof Response) return does;
      const { method = 'GET', headers, body } = init;
      const answer = await receiver.ask(pathname + search, {
        method,
        headers: { authorization: '', ...(headers as object) },
        ...(body ? { body } : {}),
      });
      if (does === 'lose-answer') throw new TypeError('Failed to fetch');
      return answer;
    });
    await configureEndpoint(homeEndpoint, { auth: { way: 'bearer' } });
  });

  const keyNow = async () => {
    const { auth } = await endpointConfig(homeEndpoint);
    return auth.way === 'bearer' ? auth.token : undefined;
  };
  /** Opens a link, and waits until nothing more comes of it. */
  const open = async (linkKey: string) => {
    await takeLinkKey(linkKey, show);
    await eventually(async () => {
      const key = await keyNow();
      expect(key === undefined || network.length === 0 ? shown.length > 0 || (await isSettled(key)) : false).toBe(true);
    });
  };
  const isSettled = async (key: string | undefined) => key !== undefined && (await statusWith(key)) === 200;

  test('a device without a key takes its own by the link, and sends with it; the link’s is sent nowhere else', async () => {
    await logged(1);
    const { linkKey } = await invite();
    await open(linkKey);
    const key = await keyNow();
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(key).not.toBe(linkKey);
    expect(shown).toEqual([]);
    await drain('start');
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
  });

  test('a second device that opens the link is told that it was used, and what to do; it has no key as before', async () => {
    const { linkKey } = await invite();
    await exchange(linkKey, newKey());
    await logged(1);
    await open(linkKey);
    expect(shown).toEqual([{ is: 'failed', why: 'used', hasKey: false }]);
    expect(await keyNow()).toBeUndefined();
    expect((await waitingCounts()).waiting).toBe(1);
  });

  test.each([
    ['the answer is lost', 'lose-answer'],
    ['the request never comes through', 'cut'],
    [
      'a portal answers in its place',
      new Response('<html>Sign in</html>', { headers: { 'content-type': 'text/html' } }),
    ],
    ['an answer says nothing', Response.json({})],
    ['the server has a fault', Response.json({}, { status: 500 })],
    ['something says that it is gone', new Response('Gone', { status: 410 })],
  ] as const)(
    '%s: it is told, and the first record that is sent tries the same key again, and goes',
    async (_, does) => {
      network = [does];
      const { linkKey } = await invite();
      await takeLinkKey(linkKey, show);
      await eventually(() => expect(shown).toEqual([{ is: 'failed', why: 'no-answer', hasKey: false }]));
      await logged(1);
      await drain('saved');
      expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
      expect(await devices()).toHaveLength(1);
      expect(shown).toHaveLength(1);
    },
  );

  test('a link whose key could not be had is opened again, and the same device has it', async () => {
    network = [Response.json({}, { status: 500 })];
    const { linkKey } = await invite();
    await takeLinkKey(linkKey, show);
    await eventually(() => expect(shown).toHaveLength(1));
    const key = (await keyNow())!;
    await open(linkKey);
    expect([await keyNow(), await statusWith(key)]).toEqual([key, 200]);
    expect(await devices()).toHaveLength(1);
  });

  test('while its key could not be had a record is told to lack a key, not to have a bad one', async () => {
    network = [Response.json({}, { status: 500 })];
    const { linkKey } = await invite();
    await takeLinkKey(linkKey, show);
    await eventually(() => expect(shown).toHaveLength(1));
    await logged(1);
    network = [Response.json({}, { status: 500 })];
    await drain('saved');
    expect(await readSending()).toMatchObject({ waiting: 1, trouble: 'sign-in', hasKey: false });
  });

  test.each(['', 'too-short', 'x'.repeat(201), 'a-key-of-16-signs…'])(
    'a link that is cut, as «%s», says so',
    async (cut) => {
      await takeLinkKey(cut, show);
      expect(shown).toEqual([{ is: 'failed', why: 'cut', hasKey: false }]);
      expect(await keyNow()).toBeUndefined();
    },
  );

  test('nor is the key of a link before it, which no server has taken, said to be in use', async () => {
    network = [Response.json({}, { status: 500 })];
    await takeLinkKey('a-key-of-sixteen-signs', show);
    await takeLinkKey('too-short', show);
    expect(shown.at(-1)).toEqual({ is: 'failed', why: 'cut', hasKey: false });
  });

  test('an answer that nobody waited for any more, of a server that takes no other key: that the link lasts is kept until it was told', async () => {
    network = ['cut'];
    await takeLinkKey(tokenHere, show);
    await eventually(() => expect(network).toEqual([]));
    await logged(1);
    expect(await linkLasts()).toBe(false);
    await drain('saved');
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
    expect(await keyNow()).toBe(tokenHere);
    expect(await linkLasts()).toBe(true);
  });

  test('an answer that leads elsewhere is not followed: the keys go to nobody else, and the link is asked again', async () => {
    const asked: (string | undefined)[] = [];
    const portal = createServer(({ url }, response) => {
      asked.push(url);
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    await new Promise<void>((done) => portal.listen(0, '127.0.0.1', done));
    const { port } = portal.address() as AddressInfo;
    const there = `http://127.0.0.1:${port}`;
    vi.stubGlobal('fetch', (url: string, init?: RequestInit) => throughNetwork(new URL(url, there), init));
    expect(await exchangeKey(linkedAuth(newKey()))).toBe('no-answer');
    expect(asked).toEqual(['/api/exchange']);
    portal.close();
  });

  test('the link that set a device up is opened again: nothing happens, nothing is asked', async () => {
    const { linkKey } = await invite();
    await open(linkKey);
    const key = await keyNow();
    await takeLinkKey(linkKey, show);
    expect(await keyNow()).toBe(key);
    expect(shown).toEqual([]);
  });

  test('a device that an earlier version set up with the key of a link goes on with it, and its link asks nothing', async () => {
    await configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token: tokenHere } });
    await logged(1);
    await takeLinkKey(tokenHere, show);
    await drain('start');
    expect(shown).toEqual([]);
    expect(await keyNow()).toBe(tokenHere);
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
  });

  test('a device whose key was ended is told so when its link is opened again; what waits stays', async () => {
    const { id, linkKey } = await invite();
    await open(linkKey);
    await receiver.ask(`/api/devices/${id}`, { method: 'DELETE' });
    await logged(1);
    await drain('saved');
    expect((await db.endpoints.get(homeEndpoint))?.hold?.trouble).toBe('sign-in');
    await takeLinkKey(linkKey, show);
    await eventually(() => expect(shown).toEqual([{ is: 'failed', why: 'unknown', hasKey: false }]));
    expect((await waitingCounts()).waiting).toBe(1);
  });

  test('a portal that says 404 to the first exchange costs nothing: the link is opened once more', async () => {
    network = [new Response('<h1>No</h1>', { status: 404, headers: { 'content-type': 'text/html' } })];
    const { linkKey } = await invite();
    await logged(1);
    await takeLinkKey(linkKey, show);
    await eventually(async () => expect(await keyNow()).toBe(linkKey));
    await drain('saved');
    expect((await db.endpoints.get(homeEndpoint))?.hold?.trouble).toBe('sign-in');
    await open(linkKey);
    await drain('saved');
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
  });

  test.each([404, 405])(
    'at a server of another make, which answers an exchange with %i, the key of the link is the key, and it is told that it lasts',
    async (status) => {
      network = [new Response('<h1>No</h1>', { status, headers: { 'content-type': 'text/html' } })];
      await takeLinkKey(tokenHere, show);
      await eventually(() => expect(shown).toEqual([{ is: 'taken', lasts: true }]));
      expect(await keyNow()).toBe(tokenHere);
      // Opened again it says nothing new.
      await takeLinkKey(tokenHere, show);
      expect(shown).toHaveLength(1);
    },
  );

  test('two tabs that open one link make one key', async () => {
    const { linkKey } = await invite();
    vi.stubGlobal('navigator', { locks: locksInTurn() });
    await Promise.all([takeLinkKey(linkKey, show), takeLinkKey(linkKey, show)]);
    await eventually(async () => expect(await isSettled(await keyNow())).toBe(true));
    expect(shown).toEqual([]);
  });

  describe('where there is a key already', () => {
    beforeEach(() => configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token: tokenHere } }));

    test('a person is asked first, and nothing is sent before', async () => {
      const { linkKey } = await invite();
      await takeLinkKey(linkKey, show);
      expect(shown).toEqual([{ is: 'asked' }]);
      expect(await keyNow()).toBe(tokenHere);
      expect((await devices())[0].usedAt).toBeNull();
    });

    test('agreed: the new one is tried, then takes the place of the old one', async () => {
      const { linkKey } = await invite();
      await takeLinkKey(linkKey, show);
      await replaceKey();
      expect(taking()).toEqual({ is: 'taken' });
      expect(await keyNow()).not.toBe(tokenHere);
      expect(await isSettled(await keyNow())).toBe(true);
    });

    test('agreed, at a server that takes no key of the device’s own: the link’s is used, and it is told that it lasts', async () => {
      await takeLinkKey(newKey(), show);
      network = [new Response('', { status: 404 })];
      await replaceKey();
      expect(taking()).toEqual({ is: 'taken', lasts: true });
    });

    test.each(['used', 'unknown'] as const)('a link that is %s leaves the old one in use', async (why) => {
      const { linkKey } = why === 'used' ? await invite() : { linkKey: newKey() };
      if (why === 'used') await exchange(linkKey, newKey());
      await takeLinkKey(linkKey, show);
      await replaceKey();
      expect(taking()).toEqual({ is: 'failed', why, hasKey: true });
      expect(await keyNow()).toBe(tokenHere);
    });

    test('an answer that was lost leaves the old one in use; the same link works once more', async () => {
      const { linkKey } = await invite();
      network = ['lose-answer'];
      await takeLinkKey(linkKey, show);
      await replaceKey();
      expect(taking()).toEqual({ is: 'failed', why: 'no-answer', hasKey: true });
      expect(await keyNow()).toBe(tokenHere);
      await takeLinkKey(linkKey, show);
      await replaceKey();
      expect(taking()).toEqual({ is: 'taken' });
      expect(await isSettled(await keyNow())).toBe(true);
    });

    test('a disk that takes nothing leaves the old one in use, and the link unused', async () => {
      const { linkKey } = await invite();
      await takeLinkKey(linkKey, show);
      vi.spyOn(db.settings, 'put').mockRejectedValue(new DOMException('full', 'QuotaExceededError') as never);
      await replaceKey();
      expect(taking()).toMatchObject({ is: 'not-kept' });
      expect(await keyNow()).toBe(tokenHere);
      expect((await devices())[0].usedAt).toBeNull();
    });

    test('whoever follows it hears each step', async () => {
      const heard: string[] = [];
      const stop = onTaking(({ is }) => heard.push(is));
      await takeLinkKey((await invite()).linkKey, show);
      await replaceKey();
      stop();
      expect(heard).toEqual(['asked', 'trying', 'taken']);
    });
  });

  test.each([
    ['sends to another server', () => configureEndpoint(homeEndpoint, { url: 'https://other.example/records' })],
    [
      'does not send to this server any more',
      () => db.transaction('rw', db.endpoints, db.outbox, () => retireEndpoint(homeEndpoint)),
    ],
  ])('a device that %s gets no key by the link, and is told', async (_, change) => {
    await change();
    const { linkKey } = await invite();
    await takeLinkKey(linkKey, show);
    expect(shown).toEqual([{ is: 'failed', why: 'elsewhere', hasKey: false }]);
    expect((await devices())[0].usedAt).toBeNull();
  });

  test('a link with the receiver’s own token sets the device up with that, and it is told that the link lasts', async () => {
    await takeLinkKey(tokenHere, show);
    await eventually(() => expect(shown).toEqual([{ is: 'taken', lasts: true }]));
    expect(await keyNow()).toBe(tokenHere);
  });

  test('the key of forms on a worker’s device is a wrong key, and its 200 no verdict on the records', async () => {
    await configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token: formKeyHere } });
    await logged(3);
    await drain('saved');
    expect(await waitingCounts()).toEqual({ waiting: 3, refused: 0 });
    expect((await db.endpoints.get(homeEndpoint))?.hold?.trouble).toBe('sign-in');
    await takeLinkKey((await invite()).linkKey, show);
    await replaceKey();
    await drain('saved');
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
  });

  test('a key that came by a link is renewed at the server that the link was for, and nowhere else', async () => {
    const asked: string[] = [];
    await configureEndpoint(homeEndpoint, { url: 'https://other.example/records', auth: linkedAuth(newKey()) });
    vi.stubGlobal('fetch', async (url: string) => {
      asked.push(url);
      return new Response('{}', { status: 401, headers: { 'content-type': 'application/json' } });
    });
    await logged(1);
    await drain('saved');
    expect(asked).toEqual(['https://other.example/records']);
  });
});

/** Web Locks of one page, as far as they are used here. */
function locksInTurn() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request: (_: string, job: () => Promise<unknown>) => {
      const mine = last.then(job, job);
      last = mine;
      return mine;
    },
  };
}
