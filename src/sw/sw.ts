/**
 * The service worker: keeps the whole app on the device, and drains the outbox when the browser says that there is a network.
 * It never touches a request that is not GET, nor one for another origin or for `/api/`.
 */
import { cleanupOutdatedCaches, createHandlerBoundToURL, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { setSetting } from '../store/device.ts';
import { waitingCounts } from '../store/outbox.ts';
import { drain } from '../sync/drain.ts';
import { showOnBadge } from '../ui/badge.ts';
import { fetchLater, languageCache, languageEntry, syncLostName, syncTag } from './tag.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
  /** The browser will not call again for this registration. */
  readonly lastChance: boolean;
}

/**
 * A sync event may last three minutes: how long to stand in line behind a page that drains, and after which time no request
 * begins (ms). The last one may take a minute (`answerTimeout`).
 */
const patience = 45_000;
const time = 90_000;

// Rejecting while work remains is how the browser is asked to call again.
async function drainOrAskAgain(lastChance: boolean): Promise<void> {
  const ended = await drain('sync', patience, time);
  const { waiting, refused } = await waitingCounts();
  showOnBadge(waiting + refused);
  if (ended.is === 'nothing-waits') return;
  // Only a page can ask the browser anew: one that is open does so at once, any other when it opens.
  if (lastChance) await setSetting(syncLostName, Date.now());
  throw new Error('Records still wait');
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
