/**
 * What the worker keeps of the app. Each file is kept under its name and its digest, and only if its bytes have that digest:
 * a sign-in page, an empty answer or another version's file that comes with a 200 is never kept, nor served from a cache.
 */
import { PrecacheController } from 'workbox-precaching';
import type { Part } from './tag.ts';

/** The event for which a worker is kept alive. */
interface Lasting {
  waitUntil(until: Promise<unknown>): void;
}

type Plugin = NonNullable<NonNullable<ConstructorParameters<typeof PrecacheController>[0]>['plugins']>[number];

/** The key alone tells a file. */
const anyVary = { ignoreVary: true };

/** Keeps `parts` in a cache of their own. Without a name it is Workbox's. */
export function precacheIn(cacheName: string | undefined, parts: readonly Part[]): PrecacheController {
  const controller: PrecacheController = new PrecacheController({
    ...(cacheName ? { cacheName } : {}),
    plugins: [onlyGenuine((key) => controller.getIntegrityForCacheKey(key))],
  });
  controller.addToCacheList(precacheEntries(parts));
  return controller;
}

/**
 * Parts as Workbox lists them. With a revision each is kept under a key of its own, and is asked for past the browser's HTTP
 * cache, which may hold what was answered in its place.
 */
export const precacheEntries = (parts: readonly Part[]) =>
  parts.map(({ url, integrity }) => ({ url: `/${url}`, integrity, revision: integrity.slice(7, 23) }));

/** The addresses of the files that a cache lacks. */
export async function lackingIn(controller: PrecacheController): Promise<string[]> {
  const cache = await caches.open(controller.strategy.cacheName);
  const held = new Set((await cache.keys()).map(({ url }) => url));
  return [...controller.getURLsToCacheKeys()].filter(([, key]) => !held.has(key)).map(([url]) => url);
}

/** A file from its cache, else fetched and kept. Rejects where none comes, or another than the build's. */
export async function fetchInto(
  controller: PrecacheController,
  url: string,
  event: Lasting,
  asked?: Request,
): Promise<Response> {
  const cacheKey = controller.getCacheKeyForURL(url)!;
  const integrity = controller.getIntegrityForCacheKey(cacheKey)!;
  // Workbox adds the digest to what a page asks for; while a worker is being installed it trusts the request.
  const request = asked ?? new Request(url, { cache: 'reload', credentials: 'same-origin', integrity });
  const params = { cacheKey, integrity };
  return controller.strategy.handle({ event: event as never, request, url: new URL(request.url), params });
}

/** The same, and rejects also where the file came but could not be kept. */
export async function keep(controller: PrecacheController, url: string, event: Lasting): Promise<void> {
  await fetchInto(controller, url, event);
  if ((await lackingIn(controller)).includes(url)) throw new TypeError('Not kept');
}

/** After so many failures in a row there is no network, or somebody else answers in its place. */
const enough = 3;

/** Fetches whatever is lacking, one after the other. What cannot be had is left for another time. */
export async function fetchLacking(controller: PrecacheController, event: Lasting): Promise<void> {
  let failed = 0;
  for (const url of await lackingIn(controller)) {
    if (failed >= enough) return;
    failed = await keep(controller, url, event).then(
      () => 0,
      () => failed + 1,
    );
  }
}

/**
 * Takes away what lies under a bare name: a version that checked nothing kept it. With `others` also what is kept for other
 * versions.
 */
export async function dropUnchecked(controllers: PrecacheController[], others: boolean): Promise<void> {
  for (const controller of controllers) {
    const cache = await caches.open(controller.strategy.cacheName);
    const own = new Set(controller.getURLsToCacheKeys().values());
    for (const request of await cache.keys()) {
      const isBare = !new URL(request.url).searchParams.has('__WB_REVISION__');
      if (isBare || (others && !own.has(request.url))) await cache.delete(request);
    }
  }
}

/** The type that a file of this name must come with. */
const types: Record<string, RegExp> = {
  js: /^(text|application)\/(javascript|ecmascript|x-javascript)$/,
  css: /^text\/css$/,
  html: /^text\/html$/,
  svg: /^image\/svg\+xml$/,
  png: /^image\/png$/,
  json: /^application\/json$/,
  webmanifest: /^application\/(manifest\+)?json$/,
};

/** Whether an answer may be kept as the file of that address: a plain 200 of the right type. Its bytes are judged elsewhere. */
export function isRightAnswer({ status, headers }: Response, url: string): boolean {
  const type = (headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  const wanted = types[new URL(url).pathname.split('.').pop()!];
  return status === 200 && (!wanted || wanted.test(type));
}

/** The digest of some bytes, as subresource integrity writes it. */
export async function integrityOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}

/**
 * The browser itself refuses an answer whose bytes do not have the digest that it was asked with. This sees to the rest: the
 * type of an answer, and what lies in the cache already, which is looked at once in a worker's life, before it is served.
 */
function onlyGenuine(integrityFor: (key: string) => string | undefined): Plugin {
  const checked = new Set<string>();
  return {
    cacheWillUpdate: async ({ request, response }) => (isRightAnswer(response, request.url) ? response : null),
    async cachedResponseWillBeUsed({ cachedResponse, cacheName, request: { url: key } }) {
      if (!cachedResponse || checked.has(key)) return cachedResponse;
      const cache = await caches.open(cacheName);
      // A second look at the same entry: a response that was read, or cloned, loses the compiled script beside it.
      const bytes = await (await cache.match(key, anyVary))?.arrayBuffer();
      if (!bytes || !isRightAnswer(cachedResponse, key) || (await integrityOf(bytes)) !== integrityFor(key)) {
        await cache.delete(key, anyVary);
        return null;
      }
      checked.add(key);
      return cachedResponse;
    },
    // A page is never refused for being another version's: nothing of it is kept, and whoever has to sign in sees where.
    handlerDidError: async ({ request }) => (request.mode === 'navigate' ? fetch(request) : undefined),
  };
}
