/** One session with an endpoint: whoever sends, looks, checks or reads is signed in, renewed, paced and held back alike. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { checkAt, checkDelivered } from '../../src/delivery/check/check.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { pullPlans } from '../../src/delivery/reading/pull-plans.ts';
import { pullWaves } from '../../src/delivery/reading/pull-waves.ts';
import { readEndpoint } from '../../src/delivery/reading/read-endpoint.ts';
import { readLogged } from '../../src/delivery/reading/read-logged.ts';
import { fromNetwork } from '../../src/outreach/calendar/from-network.tsx';
import { collectFromEndpoint } from '../../src/results/collected-store.ts';
import { configureEndpoint, endpointConfig } from '../../src/setup/endpoint.ts';
import { db } from '../../src/store/db.ts';
import { setSetting } from '../../src/store/device.ts';
import { waitingCounts } from '../../src/store/outbox.ts';
import { withoutYielding } from '../../src/store/yield-to-main.ts';
import { readEntries, todayInFinland } from '../../src/survey/waves/codes-store.ts';
import { freshDevice, json, logged, type Sent } from '../support/device.ts';
import { aPlan, aPlannedOuting } from '../support/plans.ts';
import { response } from '../support/responses.ts';
import { Device } from '../support/waves.ts';

freshDevice();

const auth = {
  way: 'login',
  url: '/login',
  fields: { user: 'a', secret: 'b' },
  tokenAt: 'token',
  token: 'run-out',
} as const;

/** A receiver whose every token but the newest has run out; a login ends those before it. */
function aReceiverThat({ holds = [] as unknown[], answer = undefined as Response | undefined } = {}) {
  let valid = 'nobody-has-it';
  const seen = { logins: 0, asked: [] as { url: string; headers: Headers }[] };
  vi.stubGlobal('fetch', async (url: string, { headers, body }: RequestInit) => {
    if (url === '/login') {
      seen.logins += 1;
      valid = `token-${seen.logins}`;
      return json({ token: valid });
    }
    seen.asked.push({ url, headers: new Headers(headers) });
    if (answer) return answer.clone();
    if (seen.asked.at(-1)!.headers.get('authorization') !== `Bearer ${valid}`) return json({}, 401);
    const { pathname, searchParams } = new URL(url, 'https://receiver.example');
    if (pathname.endsWith('/held'))
      return json({ held: JSON.parse(String(body)).ids.map((id: string) => ({ id, rev: 1 })) });
    if (body) {
      const { records } = JSON.parse(String(body)) as { records: Sent[] };
      return json({ results: records.map(({ id, rev }) => ({ id, rev, status: 'stored' })) });
    }
    const since = Number(searchParams.get('since'));
    const ofKind = holds.filter((one) => [null, (one as Sent).kind].includes(searchParams.get('kind')));
    return json({ records: ofKind.slice(since), next: ofKind.length });
  });
  return seen;
}

beforeEach(async () => {
  await setSetting('unit', 'trio');
  await configureEndpoint('home', { auth });
});

const phone = () => {
  const other = new Device('trio');
  other.now = Date.now();
  other.take('A0000TE1', 'new', todayInFinland());
  return other;
};

const nothing = () => undefined;
const codesHere = async () => (await readEntries()).respondents.length;

/** What speaks to an endpoint, what it comes to where it is let in, and where that is seen. */
const speakers: [string, () => Promise<unknown>, unknown, (() => Promise<unknown>)?][] = [
  ['sending', () => logged(2).then(() => drain('saved')), { is: 'nothing-waits' }],
  ['collecting answers', async () => (await collectFromEndpoint('home', nothing)).failed, undefined],
  ['reading numbers', () => readLogged(['outing', 'encounter'], nothing), 'read'],
  ['reading codes', () => pullWaves(), 1, codesHere],
  ['reading codes unasked', () => pullWaves(true), 1, codesHere],
  ['reading plans', () => pullPlans(), 1, async () => (await fromNetwork(Date.now())).length],
];

describe.each(speakers)('%s', (name, speak, comes, look) => {
  const plan = aPlannedOuting(aPlan({ uid: 'theirs', start: later(1), end: later(2) }));

  test('with a token that has run out fetches a new one once, keeps it, and goes on', async () => {
    const seen = aReceiverThat({ holds: [...phone().respondents, response(), plan] });
    const end = await speak();
    expect(look ? await look() : end).toEqual(comes);
    expect(seen.logins).toBe(1);
    expect((await endpointConfig('home')).auth).toMatchObject({ token: 'token-1' });
    await drain('button');
    await readEndpoint('home', nothing, withoutYielding);
    expect(seen.logins, 'who speaks next has it').toBe(1);
  });

  test('carries the endpoint’s own headers, and keeps its pace', async () => {
    await configureEndpoint('home', { url: `/${name}/records`, headers: { 'x-own': 'yes' }, options: { gap: 60_000 } });
    const seen = aReceiverThat({ holds: [...phone().respondents, response(), plan] });
    const real = setTimeout;
    const waits: number[] = [];
    vi.spyOn(globalThis, 'setTimeout').mockImplementation(((done: () => void, wait = 0) => {
      if (wait > 20_000) waits.push(wait);
      return real(done, wait > 20_000 ? 0 : wait);
    }) as typeof setTimeout);
    await speak();
    await speak();
    expect(seen.asked.length).toBeGreaterThan(2);
    expect(seen.asked.map(({ headers }) => headers.get('x-own'))).toEqual(seen.asked.map(() => 'yes'));
    // The one that is sent again with a new token is the same request; each other one after the first has waited.
    expect(waits).toHaveLength(seen.asked.length - 2);
  });
});

function later(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}

test('checking what was delivered renews too, and keeps the token', async () => {
  const seen = aReceiverThat();
  await logged(3);
  await drain('saved');
  await configureEndpoint('home', { auth });
  await checkDelivered(true);
  expect(await checkAt('home')).toMatchObject({ state: 'done', checked: 3, missing: 0 });
  expect((await endpointConfig('home')).auth).toMatchObject({ token: 'token-2' });
  expect(seen.logins).toBe(2);
});

test('who reads beside who sends takes the token that the other has fetched: a second login would end it', async () => {
  const seen = aReceiverThat({ holds: [response()] });
  await logged(1);
  const real = fetch;
  let sending: Promise<unknown> | undefined;
  // The reading begins before the sending has a new token, and is answered after.
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (init.method === 'GET') {
      sending ??= drain('saved');
      await sending;
    }
    return real(url, init);
  });
  expect(await readEndpoint('home', nothing, withoutYielding)).toBeUndefined();
  expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
  expect(seen.logins).toBe(1);
});

test('reading tells the time of the endpoint as sending does', async () => {
  await configureEndpoint('home', { auth: { way: 'bearer', token: 'k' } });
  const there = new Date(Date.now() + 3_600_000).toUTCString();
  aReceiverThat({ answer: json({ records: [], next: 0 }, 200, { date: there }) });
  await readEndpoint('home', nothing, withoutYielding);
  expect((await db.endpoints.get('home'))?.clock?.ahead).toBeGreaterThan(3_500_000);
});

describe('an endpoint that holds us back', () => {
  const quietly = [
    ['plans', pullPlans],
    ['codes', () => pullWaves(true)],
  ] as const;

  test.each(quietly)('is not read for %s by itself before its time, and is where a person asks', async (_, pull) => {
    await configureEndpoint('home', { auth: { way: 'bearer', token: 'k' } });
    const seen = aReceiverThat({ answer: json({}, 429, { 'retry-after': '3600' }) });
    await pull();
    expect(seen.asked).toHaveLength(1);
    for (let i = 0; i < 5; i++) await pull();
    expect(seen.asked).toHaveLength(1);
    expect(await pullWaves()).toBe('busy');
    expect(seen.asked).toHaveLength(2);
    vi.setSystemTime(Date.now() + 3_700_000);
    await pull();
    expect(seen.asked).toHaveLength(3);
  });

  test.each(quietly)('when it was sent to is left alone by who reads %s by itself', async (_, pull) => {
    await configureEndpoint('home', { auth: { way: 'bearer', token: 'k' } });
    const seen = aReceiverThat({ answer: json({}, 503, { 'retry-after': '60' }) });
    await logged(1);
    await drain('saved');
    const sent = seen.asked.length;
    await pull();
    expect(seen.asked).toHaveLength(sent);
  });

  test('a reading that fails holds nothing back that is to be sent', async () => {
    await configureEndpoint('home', { auth: { way: 'bearer', token: 'k' } });
    aReceiverThat({ answer: json({}, 500) });
    await pullPlans();
    expect((await db.endpoints.get('home'))?.hold).toBeUndefined();
  });
});
