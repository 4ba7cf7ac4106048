/** The device's own key, id and settings. */
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

/** Forgets the key in memory: for tests that delete the database. */
export function forgetDeviceKey(): void {
  keyPromise = undefined;
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

/** This device's id: random, made once, tied to no person. */
export async function deviceId(): Promise<string> {
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

/** The unit that this device's records belong to. */
export const unit = (): Promise<string> => setting('unit', 'oma');
