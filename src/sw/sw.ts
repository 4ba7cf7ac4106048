/**
 * The service worker: keeps the whole app on the device, and drains the outbox when the browser says that there is a network.
 * It never touches a request that is not GET, nor one for another origin or for `/api/`.
 */
import { cleanupOutdatedCaches, createHandlerBoundToURL, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { drain } from '../sync/drain.ts';
import { fetchLater, syncTag } from './tag.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

/** How long to stand in line behind a page that drains, in ms: a sync event may last three minutes. */
const patience = 100_000;

// Rejecting while work remains is how the browser is asked to call again.
async function drainOrAskAgain(): Promise<void> {
  const ended = await drain('sync', patience);
  if (ended.is !== 'nothing-waits') throw new Error('Records still wait');
}

self.addEventListener('sync' as 'message', (event) => {
  const { tag, waitUntil } = event as unknown as SyncEvent;
  if (tag === syncTag) waitUntil.call(event, drainOrAskAgain());
});
self.addEventListener('message', ({ data }) => {
  if (data?.type === 'SKIP_WAITING') void self.skipWaiting();
});
self.addEventListener('message', (event) => {
  if (event.data?.type === fetchLater) event.waitUntil(keepLater());
});

cleanupOutdatedCaches();
// Pages have no secrets in their query; a precached page answers whatever the query says.
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/.*/] });
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/(api|schemas)\//] }));

// Parts of the app that one does not go out with: kept once they were used, or when the page has nothing else to do.
const later = 'later';
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  new CacheFirst({ cacheName: later }),
);

/** Fetches what this version of the app has left for later, and drops what it has no use for. */
async function keepLater(): Promise<void> {
  const list = await matchPrecache('/later.json');
  const files = (await list?.json()) as string[] | undefined;
  if (!files) return;
  const cache = await caches.open(later);
  const held = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  await Promise.all(held.filter((file) => !files.includes(file)).map((file) => cache.delete(file)));
  for (const file of files) {
    // Without a network, or where a newer version has taken its place: the next start tries again.
    if (!held.includes(file)) await cache.add(file).catch(() => undefined);
  }
}
