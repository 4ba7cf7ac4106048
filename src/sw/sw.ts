/**
 * The service worker: keeps the whole app on the device, and drains the outbox when the browser says that there is a network.
 * It never touches a request that is not GET, nor one for another origin or for `/api/`.
 */
import { cleanupOutdatedCaches, createHandlerBoundToURL, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { drainOrAskAgain } from '../sync/on-sync.ts';
import { fetchLater, languageCache, languageEntry, syncTag } from './tag.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
  /** The browser will not call again for this registration. */
  readonly lastChance: boolean;
}

self.addEventListener('sync' as 'message', (event) => {
  const { tag, lastChance, waitUntil } = event as unknown as SyncEvent;
  if (tag === syncTag) waitUntil.call(event, drainOrAskAgain(lastChance));
});
// The one notification there is asks whether all are back: touching it opens the app, which asks the same.
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow('/outreach'));
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

self.addEventListener('install', (event) => event.waitUntil(keepLanguage()));

/** A version that takes over has the language in which it is used, also where the network went meanwhile. */
async function keepLanguage(): Promise<void> {
  const language = await (await (await caches.open(languageCache)).match(languageEntry))?.text();
  if (!language) return;
  const files = (await (await fetch('/later.json', { cache: 'no-store' })).json()) as string[];
  await (await caches.open(later)).addAll(files.filter((name) => name.startsWith(`/assets/${language}-`)));
}

/** Fetches what this version of the app has left for later, and drops what it has no use for. */
async function keepLater(): Promise<void> {
  const list = await matchPrecache('/later.json');
  const files = (await list?.json()) as string[] | undefined;
  if (!files) return;
  const cache = await caches.open(later);
  const held = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  // What another version waits with is its own.
  const dropped = self.registration.waiting ? [] : held.filter((file) => !files.includes(file));
  await Promise.all(dropped.map((file) => cache.delete(file)));
  for (const file of files) {
    // Without a network, or where a newer version has taken its place: the next start tries again.
    if (!held.includes(file)) await cache.add(file).catch(() => undefined);
  }
}
