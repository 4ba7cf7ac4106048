/** The device's own key, id and settings. */
import { liveQuery } from 'dexie';
import { newDeviceKey } from '../vault/seal.ts';
import { db } from './db.ts';

let keyPromise: Promise<CryptoKey> | undefined;

/**
 * The device key, made on first use. Two tabs that start together end with the same key: the one stored first.
 * Rejects when the database cannot be opened; the next call tries again.
 */
export function deviceKey(): Promise<CryptoKey> {
  keyPromise ??= findOrMakeKey().catch((error: unknown) => {
    keyPromise = undefined;
    throw error;
  });
  return keyPromise;
}

async function findOrMakeKey(): Promise<CryptoKey> {
  const held = await db.keys.get('device');
  if (held) return held.key;
  const fresh = await newDeviceKey();
  return db.transaction('rw', db.keys, async () => {
    const first = await db.keys.get('device');
    if (first) return first.key;
    await db.keys.add({ name: 'device', key: fresh });
    return fresh;
  });
}

/** The value of a setting, or `fallback` where none was set. */
export async function setting<T>(name: string, fallback: T): Promise<T> {
  const row = await db.settings.get(name);
  return row ? (row.value as T) : fallback;
}

/** Sets a setting. Settings lie in the clear: never a secret, never anything about a person. */
export async function setSetting(name: string, value: unknown): Promise<void> {
  await db.settings.put({ name, value });
}

let idPromise: Promise<string> | undefined;

/** This device's id: random, made once, tied to no person. */
export function deviceId(): Promise<string> {
  idPromise ??= findOrMakeId().catch((error: unknown) => {
    idPromise = undefined;
    throw error;
  });
  return idPromise;
}

async function findOrMakeId(): Promise<string> {
  const held = await setting<string | undefined>('device', undefined);
  if (held) return held;
  return db.transaction('rw', db.settings, async () => {
    const first = await setting<string | undefined>('device', undefined);
    if (first) return first;
    const fresh = crypto.randomUUID();
    await setSetting('device', fresh);
    return fresh;
  });
}

let unitPromise: Promise<string> | undefined;

/** The unit that this device's records belong to: read once, then followed as it changes in this tab or another. */
export function unitNow(): Promise<string> {
  unitPromise ??= new Promise((first, failed) => {
    liveQuery(() => setting('unit', 'oma')).subscribe({
      next(value) {
        first(value);
        unitPromise = Promise.resolve(value);
      },
      error(error: unknown) {
        failed(error);
        unitPromise = undefined;
      },
    });
  });
  return unitPromise;
}

/** Reads ahead what every save needs, so that the first one waits for nothing. */
export const getReady = (): Promise<unknown> => Promise.all([deviceKey(), deviceId(), unitNow()]);

/** Forgets what is remembered of the device: for tests that delete the database. */
export function forgetDevice(): void {
  keyPromise = undefined;
  idPromise = undefined;
  unitPromise = undefined;
}
