/**
 * No storm: ten simulated minutes of a page and the worker beside it, an endpoint that fails, and everything that wakes the app
 * again and again. However it is woken, it asks no more often than the backoff by itself would.
 */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { backoff, triesBefore } from '../../src/delivery/engine/settle.ts';
import { cutHeader, historyHeader } from '../../src/delivery/wire.ts';
import { createEndpoint } from '../../src/setup/endpoint.ts';
import { itemsOf, waitingCounts } from '../../src/store/outbox.ts';
import { allStored, freshDevice, json, logged, type Sent } from '../support/device.ts';
import { cipherInOrder, FakeBrowser } from '../support/wake-ups.ts';

freshDevice();

const minutes = 60_000;

/** How many tries the backoff makes by itself in a time (ms), where each of its waits is as short as it may be. */
function triesIn(time: number): number {
  let tries = 0;
  for (let at = 0; at < time; at += backoff(tries++, 0));
  return tries;
}

type Answer = (signal: AbortSignal) => Response | Promise<Response>;
const failures: Record<string, Answer> = {
  'the connection is cut': () => Promise.reject(new TypeError('Failed to fetch')),
  'a 500': () => json({}, 500),
  'a 503 that asks for no wait': () => json({}, 503, { 'retry-after': '0' }),
  'a 401': () => json({}, 401),
  'a 404': () => json({}, 404),
  'a redirect': () => Object.defineProperty(new Response(''), 'type', { value: 'opaqueredirect' }),
  'a web page': () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
  'an answer that says nothing': () => json({}),
  'no answer at all': (signal) =>
    new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason as Error))),
};

const another = () =>
  createEndpoint({ dialect: 'plain', url: '/other', headers: {}, auth: { way: 'none' }, options: {} }, undefined);

let browser: FakeBrowser;
const asked = { dead: 0, other: 0 };

/** A server that is dead in one way, and one beside it that is well or as dead; each answers after a moment. */
function servers(fails: Answer, areBothDead = false): void {
  vi.stubGlobal('fetch', async (url: string, { body, signal }: RequestInit) => {
    const isFirst = url.startsWith('/api/records');
    asked[isFirst ? 'dead' : 'other'] += 1;
    await new Promise((done) => setTimeout(done, 20));
    return isFirst || areBothDead
      ? fails(signal!)
      : allStored((JSON.parse(String(body)) as { records: Sent[] }).records);
  });
}

beforeEach(() => {
  cipherInOrder();
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  // The shortest waits that there are.
  vi.spyOn(Math, 'random').mockReturnValue(0);
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const enough = new AbortController();
    setTimeout(() => enough.abort(new DOMException('', 'TimeoutError')), ms);
    return enough.signal;
  });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  Object.assign(asked, { dead: 0, other: 0 });
  browser = new FakeBrowser();
});
afterEach(() => browser.close());

/** Ten minutes in which everything that wakes the app does so, again and again. */
async function tenMinutes(each: (second: number) => Promise<unknown> | undefined = () => undefined): Promise<void> {
  const step = 2.5;
  for (let second = 0; second < 600; second += step) {
    await browser.passes(step * 1000);
    if (second % 5 === 0) browser.wake();
    if (second % 60 === 55) await browser.reload();
    if (second % 300 === 200) await browser.stopWorker();
    await each(second);
  }
}

/** To the backoff these are what a redirect or a 500 is: of one endpoint they are tried, too, of two no more. */
const alike = ['a 404', 'a web page', 'an answer that says nothing'];

describe.each(Object.entries(failures))('%s', (name, fails) => {
  test('one endpoint: a page and the worker, woken again and again, ask as often as the backoff', async () => {
    servers(fails);
    await logged(1);
    await browser.open();
    await tenMinutes();
    expect(asked.dead).toBeGreaterThan(3);
    expect(asked.dead).toBeLessThanOrEqual(triesIn(10 * minutes));
    expect((await waitingCounts()).waiting).toBe(1);
  });

  if (alike.includes(name)) return;

  test('two endpoints, one of them well: that one has everything, the other is asked as often as the backoff', async () => {
    servers(fails);
    await another();
    await logged(1);
    await browser.open();
    await tenMinutes();
    expect(asked.other).toBe(1);
    expect(asked.dead).toBeGreaterThan(3);
    expect(asked.dead).toBeLessThanOrEqual(triesIn(10 * minutes));
  });

  test('two endpoints, both dead: each is asked as often as the backoff, and neither is forgotten', async () => {
    servers(fails, true);
    await another();
    await logged(1);
    await browser.open();
    await tenMinutes();
    for (const times of Object.values(asked)) {
      expect(times).toBeGreaterThan(3);
      expect(times).toBeLessThanOrEqual(triesIn(10 * minutes));
    }
  });
});

describe('an endpoint that says with every answer that it was set back, and shows nothing of what it took', () => {
  /** Counts what it is asked; each answer names another history. */
  const forgetful = (): { asked: number; given: Map<string, number> } => {
    const met = { asked: 0, given: new Map<string, number>() };
    vi.stubGlobal('fetch', async (url: string, { body }: RequestInit) => {
      met.asked += 1;
      await new Promise((done) => setTimeout(done, 20));
      const { records } = JSON.parse(String(body)) as { records?: Sent[] };
      for (const { id } of records ?? []) met.given.set(id, (met.given.get(id) ?? 0) + 1);
      const results = records?.map(({ id, rev }) => ({ id, rev, status: 'stored' }));
      const headers = { [historyHeader]: `${met.asked}.another`, [cutHeader]: 'true' };
      return json(url.endsWith('/held') ? { held: [] } : { results }, 200, headers);
    });
    return met;
  };

  test('is not asked without end in one turn', async () => {
    const met = forgetful();
    await logged(1);
    await browser.open();
    // Less than the shortest wait there is, and time for many more answers.
    for (let n = 0; n < 30; n++) await browser.passes(50);
    expect(met.asked).toBeGreaterThan(3);
    expect(met.asked).toBeLessThanOrEqual(6);
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
  });

  test('is given each record a few times, by the backoff; then a person decides, and nothing is lost', async () => {
    const met = forgetful();
    const made = await logged(3);
    await browser.open();
    await tenMinutes();
    expect(met.asked).toBeLessThanOrEqual(6 * triesIn(10 * minutes));
    expect([...met.given.values()]).toEqual(made.map(() => 1 + triesBefore));
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 3 });
    expect((await itemsOf(made[0]!.id))[0]).toMatchObject({ state: 'refused', trouble: 'gone' });
  });
});

describe('by itself, with nothing that wakes it from outside', () => {
  const byItself = async () => {
    for (let second = 0; second < 600; second += 2.5) await browser.passes(2_500);
  };

  test('what a drain writes does not call the worker, whose drain would write again', async () => {
    servers(failures['a 500']!);
    await logged(1);
    await browser.open();
    await byItself();
    expect(asked.dead).toBeLessThanOrEqual(triesIn(10 * minutes));
    expect(browser.calls, 'at the start, again by the browser itself, and now and then').toBeLessThanOrEqual(4);
  });

  test('a browser that gives up calling at once is asked anew, by the backoff', async () => {
    browser = new FakeBrowser([]);
    servers(failures['a 500']!);
    await logged(1);
    await browser.open();
    await byItself();
    expect(asked.dead).toBeLessThanOrEqual(triesIn(10 * minutes));
    expect(browser.calls).toBeGreaterThan(1);
    expect(browser.calls).toBeLessThanOrEqual(2 + triesIn(10 * minutes));
  });
});

describe('a person who goes on working', () => {
  test('saves every ten seconds, and the endpoint is dead: what is new waits with what waits already', async () => {
    servers(failures['a 500']!);
    await logged(1);
    await browser.open();
    await tenMinutes((second) => (second % 10 === 0 ? logged(1) : undefined));
    // A try may be of two records, so that one at which the endpoint stumbles stops no other; one is halved to find it.
    expect(asked.dead).toBeLessThanOrEqual(3 * triesIn(10 * minutes));
    expect((await waitingCounts()).waiting).toBe(61);
  });

  test('saves every ten seconds, and the endpoint stumbles over one record: the others go, that one keeps its backoff', async () => {
    const [bad] = await logged(1);
    let ofTheBad = 0;
    vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
      const { records } = JSON.parse(String(body)) as { records: Sent[] };
      const isBad = records.some(({ id }) => id === bad!.id);
      if (isBad) ofTheBad += 1;
      await new Promise((done) => setTimeout(done, 20));
      return isBad ? json({}, 500) : allStored(records);
    });
    await browser.open();
    await tenMinutes((second) => (second % 10 === 0 ? logged(1) : undefined));
    // Once more for each of its tries it may have been one of many.
    expect(ofTheBad).toBeLessThanOrEqual(3 * triesIn(10 * minutes));
    expect((await waitingCounts()).waiting).toBeLessThanOrEqual(2);
  });

  test('presses the button: each press tries once, and the waits between are as before', async () => {
    servers(failures['a 500']!);
    await logged(1);
    await browser.open();
    await browser.passes(1_000);
    for (let press = 1; press <= 5; press++) {
      const before = asked.dead;
      void browser.press();
      await browser.passes(1_000);
      browser.wake();
      await browser.passes(1_000);
      expect(asked.dead, `press ${press}`).toBe(before + 1);
    }
  });
});

test('a network that comes and goes before a dead server: it is asked once for each time it was missed, by the backoff', async () => {
  let arrived = 0;
  vi.stubGlobal('fetch', async () => {
    await new Promise((done) => setTimeout(done, 20));
    if (!navigator.onLine) throw new TypeError('Failed to fetch');
    arrived += 1;
    return json({}, 500);
  });
  await logged(1);
  await browser.open();
  await tenMinutes((second) => {
    browser.online(second % 15 >= 5);
    return undefined;
  });
  expect(arrived).toBeLessThanOrEqual(triesIn(10 * minutes));
});

test('a network that has just come back fails the first requests: with no page open they go in the same call of the worker', async () => {
  let isCut = true;
  vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
    if (isCut) throw new TypeError('Failed to fetch');
    return allStored((JSON.parse(String(body)) as { records: Sent[] }).records);
  });
  await logged(1);
  await browser.open();
  browser.leave();
  await browser.passes(1_000);
  isCut = false;
  const { calls } = browser;
  for (let second = 0; second < 60; second += 5) await browser.passes(5_000);
  expect((await waitingCounts()).waiting).toBe(0);
  expect(browser.calls).toBe(calls);
});

test('before a dead server a call of the worker ends within the time that browsers give it', async () => {
  servers(failures['a 500']!);
  await logged(1);
  await browser.open();
  await browser.passes(1_000);
  browser.leave();
  for (let second = 0; second < 170; second += 5) await browser.passes(5_000);
  expect(browser.isCalled).toBe(false);
  expect(asked.dead).toBeGreaterThan(2);
});
