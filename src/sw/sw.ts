/**
 * The service worker: keeps the whole app on the device, and drains the outbox when the browser says that there is a network.
 * It never touches a request that is not GET, nor one for another origin or for `/api/`.
 */
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { drain } from '../sync/drain.ts';
import { syncTag } from './tag.ts';

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
// The one notification there is asks whether all are back: touching it opens the app, which asks the same.
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow('/outreach'));
});
self.addEventListener('message', ({ data }) => {
  if (data?.type === 'SKIP_WAITING') void self.skipWaiting();
});

cleanupOutdatedCaches();
// Pages have no secrets in their query; a precached page answers whatever the query says.
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/.*/] });
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/api\//] }));
