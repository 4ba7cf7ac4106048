/** All that the page says to the service worker, and hears from it. */
import { syncTag } from './tag.ts';

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
