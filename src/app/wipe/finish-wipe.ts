/** The second step of emptying the device: what lies around the tables, and then the database itself. */
import i18next from 'i18next';
import { day } from '../../i18n/dates.ts';
import { addDeskWords, chooseLanguage, preferredLanguage } from '../../i18n/i18n.ts';
import { db, type OrderedBy } from '../../store/db.ts';
import { emptyOthers, orderedBy } from '../../store/wipe.ts';
import { flagWiping, isWiping, wipingFlag } from '../../store/wiping-flag.ts';
import type { KeyMessage, WorkerRequest } from '../../sw/tag.ts';
import { make } from '../../ui/dialog.ts';
import { forget } from '../../ui/web-storage.ts';
import { hearNoMore } from '../lock/until-open.ts';
import { emptiedPage } from './emptied-page.ts';

/** Takes away all that is left and says so; nothing of the app is drawn, and nothing else runs. Never resolves. */
export async function finishWipe(): Promise<never> {
  hearNoMore();
  // Under the flag nothing keeps the app's files ready for use without a network: they would come back.
  if (!isWiping() && flagWiping()) {
    location.replace('/');
    return never();
  }
  await chooseLanguage(preferredLanguage())
    .then(addDeskWords)
    .catch(() => undefined);
  ordered = await orderedBy();
  await emptyOthers();
  flagWiping(pageOfOthers());
  say('going');
  await takeWorkersAway();
  await takeCachesAway();
  db.close();
  // The one that holds the mark is the last: until it is gone the next start comes here again.
  for (const name of (await databaseNames()).filter((one) => one !== db.name)) await deleteDatabase(name);
  forgetSmallStorage();
  // Another tab may have asked for a file until its database went.
  await takeCachesAway();
  await deleteDatabase(db.name);
  // A worker that looks for a file makes the cache anew, though it finds and keeps nothing.
  await takeCachesAway();
  forget('local', wipingFlag);
  say('done');
  return never();
}

let ordered: OrderedBy | undefined;

const never = () => new Promise<never>(() => undefined);

async function takeCachesAway(): Promise<void> {
  if ('caches' in globalThis) for (const name of await caches.keys()) await caches.delete(name);
}

/** How long (ms) a worker that is fetching files for use without a network is waited for. */
const fetchPatience = 60_000;

/** One that still serves an open page lives on until that is closed: it gives up the key of the lock at once. */
async function takeWorkersAway(): Promise<void> {
  await navigator.clearAppBadge?.().catch(() => undefined);
  for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) {
    for (const notification of (await registration.getNotifications?.()) ?? []) notification.close();
    registration.active?.postMessage({ type: 'DROP_KEY' } satisfies KeyMessage);
    if (registration.active) await fetchingEnds(registration.active);
    await registration.unregister();
  }
}

/** It answers when it fetches nothing more; a file that comes later would be kept again. */
const fetchingEnds = (worker: ServiceWorker): Promise<unknown> =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    setTimeout(done, fetchPatience);
    worker.postMessage({ type: 'MAKE_READY', page: '' } satisfies WorkerRequest, [port2]);
  });

/** Older browsers do not tell the names: those that the app has are known. */
const databaseNames = async (): Promise<string[]> =>
  (await indexedDB.databases?.())?.flatMap(({ name }) => name ?? []) ?? ['kenttakirja', 'kenttakirja-practice'];

/** Another tab leaves the app by itself when it is asked for its database; one that stands still keeps it until it goes on. */
const deleteDatabase = (name: string): Promise<void> =>
  new Promise((done, fail) => {
    const asked = indexedDB.deleteDatabase(name);
    asked.onblocked = () => say('blocked');
    asked.onsuccess = () => done();
    asked.onerror = () => fail(asked.error);
  });

/** All but the flag, by which other tabs know why they are asked for the database. */
function forgetSmallStorage(): void {
  try {
    sessionStorage.clear();
    for (const name of Object.keys(localStorage)) if (name !== wipingFlag) localStorage.removeItem(name);
  } catch {
    // Where nothing may be kept there is nothing to take away.
  }
  // The app sets none; whatever set one for its address, it goes.
  for (const cookie of document.cookie.split('; ').filter(Boolean)) {
    // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the other way.
    document.cookie = `${cookie.split('=')[0]}=; max-age=0; path=/`;
  }
}

/** Where other tabs go that are asked for their database. */
const pageOfOthers = (): string =>
  emptiedPage({
    lang: i18next.language,
    title: i18next.t('wipe.done'),
    lines: [i18next.t('wipe.elsewhereTab'), ...whoOrdered()],
    anew: i18next.t('wipe.anew'),
  });

function whoOrdered(): string[] {
  if (!ordered) return [];
  const organisation = ordered.by ?? i18next.t('wipeOrder.own');
  return [i18next.t('wipeOrder.by', { organisation, day: day(ordered.at, i18next.language) })];
}

/** What is on the screen meanwhile, and at the end. */
function say(what: 'going' | 'blocked' | 'done'): void {
  const page = make('div', { className: 'page stack alone', role: 'status' });
  page.append(make('h1', { textContent: i18next.t(`wipe.${what}`) }));
  page.append(make('p', { textContent: i18next.t(`wipe.${what}Help`) }));
  for (const textContent of whoOrdered()) page.append(make('p', { textContent }));
  if (what === 'done') page.append(...beginAnew());
  document.querySelector('#app, #answer')?.replaceChildren(page);
  document.title = i18next.t(`wipe.${what}`);
}

/** The app is gone from the device: the link leads to a server, once that answers. */
function beginAnew(): HTMLElement[] {
  const link = make('a', { href: '/', className: 'button primary', textContent: i18next.t('wipe.anew') });
  const fault = make('p', { className: 'wrong' });
  link.onclick = (event) => {
    event.preventDefault();
    fault.replaceChildren();
    fetch('/', { cache: 'no-store' }).then(
      () => location.assign('/'),
      () => fault.replaceChildren(i18next.t('wipe.anewOffline')),
    );
  };
  return [link, fault];
}
