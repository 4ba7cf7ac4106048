/**
 * The service worker: keeps the whole app on the device, and drains the outbox when the browser says that there is a network.
 * It never touches a request that is not GET, nor one for another origin or for `/api/`.
 */
import { PrecacheRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { drainForPage, drainOrAskAgain } from '../delivery/engine/on-sync.ts';
import { heldKey, isOfKey, letGoOfOldKey } from './held-key.ts';
import {
  dropUnchecked,
  fetchInto,
  fetchLacking,
  integrityOf,
  keep,
  lackingIn,
  precacheEntries,
  precacheIn,
} from './precache.ts';
import {
  type LaterList,
  languageCache,
  languageEntry,
  laterList,
  lockEntry,
  type Part,
  sendNow,
  skipWaiting,
  syncTag,
  type WorkerRequest,
  type WorkerState,
} from './tag.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: unknown };

interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
  /** The browser will not call again for this registration. */
  readonly lastChance: boolean;
}

self.addEventListener('sync' as 'message', (event) => {
  const { tag, lastChance, waitUntil } = event as unknown as SyncEvent;
  if (tag !== syncTag) return;
  letGoOfOldKey();
  waitUntil.call(event, drainOrAskAgain(lastChance));
});
/** What still waits then is asked for again by the page. */
async function sendWhatWaits(): Promise<void> {
  letGoOfOldKey();
  await drainForPage();
}
// The one notification there is asks whether all are back: touching it opens the app, which asks the same.
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow('/outreach'));
});
self.addEventListener('message', (event) => {
  const { type } = event.data as { type: string };
  const port = event.ports[0];
  if (isOfKey(event.data)) event.waitUntil(heldKey(event.data, port));
  else if (type === skipWaiting) void self.skipWaiting();
  else if (type === sendNow) event.waitUntil(sendWhatWaits());
  else if (port && (type === 'STATE' || type === 'MAKE_READY')) event.waitUntil(answer(event, port));
});

// The plugin that fills the list in adds the app's manifest once more, without a digest.
const parts = (self.__WB_MANIFEST as unknown as readonly Partial<Part>[]).filter((part): part is Part =>
  Boolean(part.integrity),
);
const app = precacheIn(
  undefined,
  parts.filter(({ url }) => url !== laterList),
);
// Parts of the app that one does not go out with: fetched when the page has nothing else to do, or when they are wanted.
const later = precacheIn(
  'later',
  parts.filter(({ url }) => url === laterList),
);
const kept = [app, later];

let listed: Promise<void> | undefined;

/** Makes the later parts known, whose list is itself fetched later. Rejects where it cannot be had. */
function listLater(event: ExtendableEvent): Promise<void> {
  listed ??= readLater(event).catch((error: unknown) => {
    listed = undefined;
    throw error;
  });
  return listed;
}

async function readLater(event: ExtendableEvent): Promise<void> {
  const list = await fetchInto(later, `/${laterList}`, event);
  later.addToCacheList(precacheEntries(((await list.json()) as LaterList).parts));
}

self.addEventListener('install', (event) => {
  app.install(event);
  event.waitUntil(keepWhatIsUsed(event).then(replaceForeign));
});
self.addEventListener('activate', (event) => {
  event.waitUntil(dropUnchecked(kept, false).then(() => self.clients.claim()));
});

// Pages have no secrets in their query; a page answers whatever the query says.
registerRoute(new PrecacheRoute(app, { ignoreURLParametersMatching: [/.*/] }));
registerRoute(new NavigationRoute(app.createHandlerBoundToURL('/index.html'), { denylist: [/^\/(api|schemas)\//] }));
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  async ({ request, event }) => {
    await listLater(event).catch(() => undefined);
    if (later.getCacheKeyForURL(request.url)) return fetchInto(later, request.url, event, request);
    // A tab of another version asks for its own parts, whose names hold their digest.
    return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
  },
);

let version: Promise<string> | undefined;
let makingReady: Promise<unknown> | undefined;

/** How many files are lacking, of those that are known. */
const lackingNow = async (): Promise<number> => (await Promise.all(kept.map(lackingIn))).flat().length;

/** Answers how this worker stands, and before it, where that was asked, fetches what is lacking. */
async function answer(event: ExtendableMessageEvent, port: MessagePort): Promise<void> {
  const { type, page } = event.data as WorkerRequest;
  if (type === 'MAKE_READY') {
    makingReady ??= makeReady(event).finally(() => {
      makingReady = undefined;
    });
    await makingReady.catch(() => undefined);
  }
  version ??= integrityOf(new TextEncoder().encode(parts.map(({ integrity }) => integrity).join()).buffer);
  // Whoever asks how it stands waits for no network. Once the list is held, what stands in it counts too.
  let lacking = await lackingNow();
  if (lacking === 0) {
    await listLater(event);
    lacking = await lackingNow();
  }
  const isOfPage = parts.some(({ url }) => `/${url}` === page);
  port.postMessage({ version: await version, isOfPage, lacking } satisfies WorkerState);
}

async function makeReady(event: ExtendableEvent): Promise<void> {
  await fetchLacking(app, event);
  await listLater(event);
  await fetchLacking(later, event);
  // What another version keeps is its own while it waits, or while a tab of it may be open.
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (!self.registration.waiting && tabs.length <= 1) await dropUnchecked(kept, true);
}

/**
 * A version that takes over has the language in which it is used, and what opens the lock that is set, also where the network went
 * meanwhile.
 */
async function keepWhatIsUsed(event: ExtendableEvent): Promise<void> {
  const used = await caches.open(languageCache);
  const language = await (await used.match(languageEntry))?.text();
  const names = [...(language ? [language] : []), ...((await used.match(lockEntry)) ? lockFiles : [])];
  if (names.length === 0) return;
  await listLater(event);
  const isUsed = (path: string) => names.some((name) => path.startsWith(`/assets/${name}-`));
  for (const url of await lackingIn(later)) if (isUsed(new URL(url).pathname)) await keep(later, url, event);
}

/** What opens a lock: its screen, and the worker that derives its key. In Finnish, where the language was never told of. */
const lockFiles = ['lock', 'kdf.worker', 'fi'];

/** Where the version in use has kept somebody else's page as its own, there is nothing that an update could disturb. */
async function replaceForeign(): Promise<void> {
  const cache = await caches.open(app.strategy.cacheName);
  const pages = (await cache.keys()).filter(({ url }) => new URL(url).pathname === '/index.html');
  const texts = await Promise.all(pages.map(async (page) => (await cache.match(page))?.text()));
  if (texts.some((text) => text !== undefined && !text.includes('id="app"'))) await self.skipWaiting();
}
