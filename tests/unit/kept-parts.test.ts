/** What the worker keeps of the app: every file of the build, and everything that may come in its place with a 200. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { getMimeType } from 'hono/utils/mime';
import { beforeEach, describe, expect, test } from 'vitest';
import { partsIn } from '../../src/build/parts-list.ts';
import type { Part } from '../../src/sw/tag.ts';
import { integrityOf } from '../support/builds.ts';
import { Event_, makeWorkerWorld } from '../support/worker-world.ts';

const world = makeWorkerWorld();
const { dropUnchecked, fetchInto, fetchLacking, keep, precacheIn, lackingIn } = await import(
  '../../src/sw/precache.ts'
);

const { now, later } = partsIn('dist');
const parts = [...now, ...later];
const bytes = new Map(parts.map(({ url }) => [`/${url}`, readFileSync(`dist/${url}`)]));

const right = (path: string) =>
  new Response(new Uint8Array(bytes.get(path)!), { headers: { 'content-type': getMimeType(path) ?? '' } });
const typed = (body: BodyInit, path: string) =>
  new Response(body, { headers: { 'content-type': getMimeType(path) ?? '' } });

/** What may stand in place of a file, with a 200 unless it says otherwise. */
const foreign: Record<string, (path: string) => Response> = {
  'a page of HTML': () =>
    new Response('<!doctype html><title>WiFi</title>', { headers: { 'content-type': 'text/html' } }),
  'the same page, called by the type that was asked for': (path) => typed('<!doctype html><title>WiFi</title>', path),
  'an empty body': (path) => typed('', path),
  'another version’s bytes': (path) =>
    typed(new Uint8Array(Buffer.concat([bytes.get(path)!, Buffer.from('\n')])), path),
  'the first half of it': (path) =>
    typed(new Uint8Array(bytes.get(path)!.subarray(0, bytes.get(path)!.length / 2)), path),
  'no content (204)': () => new Response(null, { status: 204 }),
  'the right bytes with a 404': (path) => new Response(new Uint8Array(bytes.get(path)!), { status: 404 }),
  'the right bytes as HTML or as plain text': (path) =>
    new Response(new Uint8Array(bytes.get(path)!), {
      headers: { 'content-type': path.endsWith('.html') ? 'text/plain' : 'text/html' },
    }),
  'a connection that is cut': () => Response.error(),
};

const event = () => new Event_('message');
const one = (part: Part) => precacheIn('one', [part]);
const urlOf = ({ url }: Part) => `${world.origin}/${url}`;
const held = () => [...world.open('one').entries.values()];

beforeEach(() => {
  world.open('one').entries.clear();
  world.requests.length = 0;
  world.answer = right;
});

test('the build lists every file with the digest of the bytes that are served', () => {
  for (const { url, integrity } of parts) expect(integrity, url).toBe(integrityOf(bytes.get(`/${url}`)!));
  const isElsewhere = /^(sw\.js|sbom\.cdx\.json|checksums\.txt|(pictures|schemas)\/.*)$|\.(png|br|gz)$/;
  const built = readdirSync('dist', { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => relative('dist', join(one.parentPath, one.name)))
    .filter((file) => !isElsewhere.test(file));
  expect(built).toEqual(expect.arrayContaining(['index.html', 'answer/esis.fi.html', 'later.json']));
  expect(parts.map(({ url }) => url).sort()).toEqual(built.sort());
});

describe.each(Object.keys(foreign))('%s in place of a file', (name) => {
  const wrong = foreign[name]!;

  test.each(['message', 'install'])(
    'is not kept when parts are fetched (%s); the next try with a good network mends it',
    async (type) => {
      for (const part of parts) {
        world.answer = wrong;
        const cache = one(part);
        await expect(keep(cache, urlOf(part), new Event_(type)), part.url).rejects.toThrow();
        expect(held(), part.url).toEqual([]);
        world.answer = right;
        await keep(cache, urlOf(part), event());
        expect(held(), part.url).toHaveLength(1);
        world.open('one').entries.clear();
      }
    },
  );

  test('ends an installation; what was right of it is kept for the next one', async () => {
    // The last file of the list: everything before it has come well.
    const some = now.slice(-5);
    const last = some.at(-1)!;
    const cache = precacheIn('one', some);
    world.answer = (path) => (path === `/${last.url}` ? wrong(path) : right(path));
    await expect(cache.install(new Event_('install') as never)).rejects.toThrow();
    expect(await lackingIn(cache)).toEqual([urlOf(last)]);
    world.requests.length = 0;
    world.answer = right;
    await precacheIn('one', some).install(new Event_('install') as never);
    expect(world.requests).toEqual([`/${last.url}`]);
    expect(await lackingIn(cache)).toEqual([]);
  });

  test('that lies in the cache already is never served, and makes room for the right one', async () => {
    for (const part of parts) {
      const response = wrong(`/${part.url}`);
      if (response.type === 'error' || response.status === 204) continue;
      const cache = one(part);
      const key = cache.getCacheKeyForURL(urlOf(part))!;
      await world.open('one').put(key, response);
      const served = await fetchInto(cache, urlOf(part), event());
      expect(Buffer.from(await served.arrayBuffer()).equals(bytes.get(`/${part.url}`)!), part.url).toBe(true);
      expect(
        await world
          .open('one')
          .match(key)
          .then((it) => it?.status),
        part.url,
      ).toBe(200);

      // Without a network there is nothing in its place, and the file counts as lacking.
      world.open('one').entries.clear();
      await world.open('one').put(key, wrong(`/${part.url}`));
      world.answer = () => Response.error();
      await expect(fetchInto(one(part), urlOf(part), event()), part.url).rejects.toThrow();
      expect(await lackingIn(cache), part.url).toEqual([urlOf(part)]);
      world.answer = right;
      world.open('one').entries.clear();
    }
  });
});

test('what the browser’s HTTP cache holds of somebody else is gone past', async () => {
  world.answer = (path, request) => (request.cache === 'reload' ? right(path) : new Response('<title>WiFi</title>'));
  const cache = precacheIn('one', now);
  await cache.install(new Event_('install') as never);
  expect(await lackingIn(cache)).toEqual([]);
});

test('somebody else who answers everything is asked three times, not for every file', async () => {
  world.answer = () => new Response('<title>WiFi</title>', { headers: { 'content-type': 'text/html' } });
  const cache = precacheIn('one', parts);
  await fetchLacking(cache, event());
  expect(world.requests).toHaveLength(3);
  expect(await lackingIn(cache)).toHaveLength(parts.length);
});

test('one file that cannot be had does not stand in the way of the others', async () => {
  world.answer = (path) => (path === `/${parts[3]!.url}` ? new Response('') : right(path));
  const cache = precacheIn('one', parts);
  await fetchLacking(cache, event());
  expect(await lackingIn(cache)).toEqual([urlOf(parts[3]!)]);
});

test('a cache of a version that checked nothing is served to nobody and cleared away', async () => {
  const cache = precacheIn('one', now);
  for (const { url } of now) await world.open('one').put(`/${url}`, new Response('<title>WiFi</title>'));
  const first = now.find(({ url }) => url.endsWith('.js'))!;
  const served = await fetchInto(cache, urlOf(first), event());
  expect(await served.text()).toBe(bytes.get(`/${first.url}`)!.toString());
  await dropUnchecked([cache], false);
  expect(held()).toHaveLength(1);
});

test('what another version keeps stays until it is said that nobody needs it', async () => {
  const cache = precacheIn('one', now.slice(0, 2));
  await fetchLacking(cache, event());
  await world.open('one').put('/assets/older-1.js?__WB_REVISION__=older', new Response('older'));
  await dropUnchecked([cache], false);
  expect(held()).toHaveLength(3);
  await dropUnchecked([cache], true);
  expect(held()).toHaveLength(2);
});
