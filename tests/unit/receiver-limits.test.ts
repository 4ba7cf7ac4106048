/** What the receiver does with who guesses, is slow, or comes by another way than it should. */
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Hono } from 'hono';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { addressOf } from '../../src/receiver/address.ts';
import { bodyDeadline, bodyStill, readBody } from '../../src/receiver/body.ts';
import { createBuckets } from '../../src/receiver/bucket.ts';
import { type DeviceKeys, newKey } from '../../src/receiver/device-keys.ts';
import { createServer } from '../../src/receiver/serve.ts';
import type { Storage } from '../../src/receiver/storage.ts';
import { eventually } from '../support/eventually.ts';
import { receiverHere, tokenHere } from '../support/receiver.ts';

afterEach(() => {
  vi.useRealTimers();
});

const history = { head: '1.a', isKnown: true };
const empty = {
  read: async () => ({ records: [], skipped: [], next: 0, history }),
  check: async () => ({ reads: true, writes: true }),
} as unknown as Storage;

describe('wrong tokens', () => {
  const headers = (token: string, from = '') => ({ authorization: `Bearer ${token}`, 'x-forwarded-for': from });

  it('ten thousand are slowed down, and the right one is taken all the while, from the same address', async () => {
    vi.useFakeTimers();
    const { ask } = await receiverHere(empty, undefined, { now: () => 0 });
    const seen: Record<number, number> = {};
    const waiting: Promise<Response>[] = [];
    for (let guess = 0; guess < 10_000; guess++)
      waiting.push(ask('/api/records', { headers: headers(`a-guess-of-somebody-${guess}`) }) as Promise<Response>);
    expect((await ask('/api/records', { headers: headers(tokenHere) })).status, 'while others are held back').toBe(200);
    await vi.runAllTimersAsync();
    for (const answer of await Promise.all(waiting)) {
      seen[answer.status] = (seen[answer.status] ?? 0) + 1;
      if (answer.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(seen).toEqual({ 401: 60, 429: 9_940 });
    expect((await ask('/api/records', { headers: headers(tokenHere) })).status).toBe(200);
  });

  it('ten thousand in the shape of a device’s key are slowed down like others, and a device sends all the while', async () => {
    vi.useFakeTimers();
    const key = newKey();
    let looked = 0;
    const idOf = async (given: string) => {
      looked += 1;
      return given === key ? 'a device' : undefined;
    };
    const { ask } = await receiverHere({ ...empty, devices: { idOf } as DeviceKeys }, undefined, { now: () => 0 });
    const guesses = Array.from({ length: 10_000 }, () => ask('/api/records', { headers: headers(newKey()) }));
    expect((await ask('/api/records', { headers: headers(key) })).status, 'while others are held back').toBe(200);
    await vi.runAllTimersAsync();
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(60);
    expect(statuses.filter((status) => status === 429)).toHaveLength(9_940);
    expect(looked, 'the database is asked once for each').toBe(10_001);
  });

  it('one guess after another waits for its answer', async () => {
    vi.useFakeTimers();
    const { ask } = await receiverHere(empty, undefined, { now: () => 0 });
    for (let guess = 0; guess < 60; guess++) await ask('/api/records', { headers: headers('a-guess-of-somebody') });
    let isAnswered = false;
    const late = (ask('/api/records', { headers: headers('a-guess-of-somebody') }) as Promise<Response>).then(() => {
      isAnswered = true;
    });
    await vi.advanceTimersByTimeAsync(900);
    expect(isAnswered).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    await late;
  });

  it('who guesses from one address slows nobody at another, until all together are too many', async () => {
    vi.useFakeTimers();
    const { ask } = await receiverHere(empty, undefined, { now: () => 0, isBehindProxy: true });
    const guess = async (from: string) => {
      const asked = ask('/api/records', { headers: headers('a-guess-of-somebody', `6.6.6.6, ${from}`) });
      await vi.advanceTimersByTimeAsync(1_000);
      return (await asked).status;
    };
    for (let times = 0; times < 60; times++) await guess('192.0.2.1');
    expect(await guess('192.0.2.1')).toBe(429);
    expect(await guess('192.0.2.2')).toBe(401);
    for (let host = 10; host < 1000; host++) await guess(`198.51.${host >> 8}.${host & 255}`);
    expect(await guess('203.0.113.7'), 'a new address, when all together have used what there is').toBe(429);
  });

  it('the memory of addresses is bounded', () => {
    const buckets = createBuckets(5, 1_000_000, 60_000, () => 0, 100);
    for (let host = 0; host < 10_000; host++) buckets.take(`host ${host}`);
    expect(buckets.remembered).toBe(100);
  });
});

describe('the address that limits are counted for', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s is %s', async (remoteAddress, expected) => {
    const app = new Hono().get('/', (c) => c.text(addressOf(c, false)));
    const forged = { headers: { 'x-forwarded-for': '203.0.113.9' } };
    const answer = await app.request('/', forged, { incoming: { socket: { remoteAddress } } });
    expect(await answer.text(), 'and no header changes it').toBe(expected);
  });
});

describe('a slow body', () => {
  /** A body of which a piece comes each `every` ms. */
  const slow = (every: number) => {
    const body = new ReadableStream({
      async pull(out) {
        await new Promise((done) => setTimeout(done, every));
        out.enqueue(new TextEncoder().encode(' '));
      },
    });
    const headers = { 'content-type': 'application/json' };
    return new Request('http://localhost/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
  };

  it.each([
    ['that stands still', bodyStill * 10, bodyStill],
    ['that drips without end', bodyStill / 2, bodyDeadline],
  ])('%s is cut, in words', async (_, every, after) => {
    vi.useFakeTimers();
    const read = readBody(slow(every));
    await vi.advanceTimersByTimeAsync(after + 10);
    expect(await Promise.race([read, 'still reading'])).toEqual({
      is: 'refused',
      status: 408,
      message: 'The body came too slowly; send it again',
    });
  });

  it('is answered over HTTP with 408 as JSON, its connection ends, and others are answered meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const timers: (() => void)[] = [];
    const real = setTimeout;
    vi.spyOn(globalThis, 'setTimeout').mockImplementation(((work: () => void, ms?: number) => {
      if (ms !== bodyStill) return real(work, ms);
      timers.push(work);
      return real(() => {}, 0);
    }) as typeof setTimeout);
    const { app } = await receiverHere(empty);
    const server = createServer(app);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
    const { port } = server.address() as AddressInfo;
    const headers = { authorization: `Bearer ${tokenHere}`, 'content-type': 'application/json' };
    const answer = new Promise<{ status: number | undefined; connection: string | undefined; text: string }>(
      (done, fail) => {
        const asked = request({ port, host: '127.0.0.1', method: 'POST', path: '/api/records', headers }, async (r) => {
          let text = '';
          for await (const part of r) text += part;
          done({ status: r.statusCode, connection: r.headers.connection, text });
        });
        asked.on('error', fail);
        asked.write('{"records":[');
      },
    );
    await eventually(() => expect(timers.length).toBeGreaterThan(0));
    expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200);
    for (let at = 0; at < timers.length; at++) timers[at]?.();
    await new Promise((done) => real(done, 0));
    for (let at = 0; at < timers.length; at++) timers[at]?.();
    const { status, connection, text } = await answer;
    expect({ status, connection, error: JSON.parse(text).error.code }).toEqual({
      status: 408,
      connection: 'close',
      error: 'too-slow',
    });
    vi.restoreAllMocks();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
});

it('headers have a deadline, so has what says nothing, and connections have a cap', () => {
  const server = createServer(new Hono());
  expect(server.headersTimeout).toBeLessThanOrEqual(15_000);
  expect(server.requestTimeout, 'after the words of a body').toBeGreaterThan(bodyDeadline);
  expect(server.requestTimeout).toBeLessThanOrEqual(180_000);
  expect(server.timeout).toBeGreaterThan(0);
  expect(server.maxConnections).toBeLessThanOrEqual(500);
});

describe('headers', () => {
  const over = async (isBehindProxy: boolean, proto: string) => {
    const { ask } = await receiverHere(empty, undefined, { isBehindProxy });
    return (await ask('/api/health', { headers: { 'x-forwarded-proto': proto } })).headers;
  };

  it('every answer says that no other site may embed it', async () => {
    const { ask } = await receiverHere(empty);
    for (const path of ['/', '/api/records', '/api/nothing'])
      expect((await ask(path)).headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });

  it.each([
    [true, 'https', true],
    [true, 'http', false],
    [false, 'https', false],
  ])('TRUST_PROXY %s, by %s: HSTS %s', async (isBehindProxy, proto, expected) => {
    expect((await over(isBehindProxy, proto)).has('strict-transport-security')).toBe(expected);
  });
});
