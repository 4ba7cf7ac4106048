/** All that the page says to the service worker, and hears from it. */
import { type HeldKey, type KeyMessage, languageCache, lockEntry, sendNow, syncTag } from './tag.ts';

interface SyncManager {
  register(tag: string): Promise<void>;
}

/**
 * Asks the browser to wake the worker when a network is there. Does nothing where the browser has no Background Sync, or
 * where the person switched it off: the page sends regardless.
 */
export async function askForSync(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    const { sync } = (registration ?? {}) as { sync?: SyncManager };
    await sync?.register(syncTag);
  } catch (error) {
    console.info('No background sync', error instanceof Error ? error.name : '');
  }
}

/** Whether the browser can send with the page closed. */
export const canSyncInBackground = (): boolean => 'serviceWorker' in navigator && 'SyncManager' in globalThis;

/** How long (ms) the worker may take to say whether it has a key; one that has to start has none. */
const keyPatience = 1_500;

/** Says to the worker what is to become of the key of the lock. Does nothing where there is no worker. */
export async function tellWorkerOfKey(message: KeyMessage): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  registration?.active?.postMessage(message);
}

/** The key that the worker holds while the lock is open; undefined where it holds none. */
export async function keyInWorker(): Promise<HeldKey | undefined> {
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  const worker = registration?.active;
  if (!worker) return undefined;
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    const end = (answer?: HeldKey) => {
      clearTimeout(timer);
      port1.close();
      done(answer?.key instanceof CryptoKey ? answer : undefined);
    };
    const timer = setTimeout(end, keyPatience);
    port1.onmessage = ({ data }) => end(data);
    worker.postMessage({ type: 'ASK_KEY' } satisfies KeyMessage, [port2]);
  });
}

/** Asks the worker to send what waits, of each worker of this device. Does nothing where there is none. */
export async function askWorkerToSend(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  registration?.active?.postMessage({ type: sendNow });
}

/** Leaves word for the next version of the worker whether a lock is set: it then brings along what opens it. */
export async function noteLock(isSet: boolean): Promise<void> {
  try {
    const cache = await caches.open(languageCache);
    await (isSet ? cache.put(lockEntry, new Response('set')) : cache.delete(lockEntry));
  } catch (error) {
    console.info('No word of the lock for the worker', error instanceof Error ? error.name : '');
  }
}
