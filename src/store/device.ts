/** The device's own key, id and settings. */
import { alsoUnder, newDeviceKey } from '../vault/seal.ts';
import { db, forgetWithDatabase, type StoredKey } from './db.ts';
import { notBefore } from './id.ts';
import type { DeviceName } from './kind.ts';
import { watch } from './watch.ts';
import { bounded, transact, writing } from './writing.ts';

/** The device key, and the id under which it is stored: two keys are told apart by it. */
export interface DeviceKey {
  id: string;
  key: CryptoKey;
}

/** Thrown where a lock is set and nobody has opened it in this page or worker: nothing sealed can be read or written. */
export class Locked extends Error {
  override name = 'Locked';
}

/** Thrown where the key of this device is not there, or no key any more, while something lies here that it sealed: nothing is made in its place. */
export class KeyLost extends Locked {
  override name = 'KeyLost';
}

/** The keys as one read of the database gave them: `sending`, what is sealed for sending while the device is locked lies under. */
interface Keys extends DeviceKey {
  sending?: DeviceKey;
}

let keyPromise: Promise<Keys> | undefined;
/** The key of a lock that was opened here: in memory alone. */
let opened: DeviceKey | undefined;

/**
 * The device key, made on first use. Two tabs that start together end with the same key: the one stored first.
 * Rejects when the database cannot be opened, and with `Locked`; the next call tries again.
 */
export const deviceKey = async (): Promise<CryptoKey> => (await keyHeld()).key;

function keyHeld(): Promise<Keys> {
  keyPromise ??= findOrMakeKey().catch((error: unknown) => {
    keyPromise = undefined;
    throw error;
  });
  return keyPromise;
}

async function findOrMakeKey(): Promise<Keys> {
  const [held, before, sending] = await bounded(db.keys.bulkGet(['device', 'before', 'sending']));
  if (held) {
    const keys = usable(whole(held), before, sending);
    return sending?.key ? { ...keys, sending: { id: sending.id, key: sending.key } } : keys;
  }
  const fresh: StoredKey & DeviceKey = { name: 'device', id: crypto.randomUUID(), key: await newDeviceKey() };
  return transact([db.keys, db.records, db.drafts], async () => {
    const first = await db.keys.get('device');
    if (first) return usable(whole(first));
    const sealed = (await db.records.limit(1).count()) + (await db.drafts.limit(1).count());
    if (sealed > 0) throw new KeyLost('The key of this device is missing');
    await db.keys.add(fresh);
    return fresh;
  });
}

/** The row of the key as it lies here; undefined before there is one. Rejects with `KeyLost` where it is damaged. */
export async function deviceRow(): Promise<StoredKey | undefined> {
  const row = await db.keys.get('device');
  return row && whole(row);
}

/** The row, where it is a key, a lock that may open, or the mark of an emptied device. */
function whole(row: StoredKey): StoredKey {
  const is: unknown = row.lock?.secret?.is;
  const isLock = is === 'pin' || is === 'passphrase';
  if (row.key instanceof CryptoKey || isLock || row.isEmptied || row.hasLeft) return row;
  throw new KeyLost('The key of this device is damaged');
}

/** The key of a row: where a lock is set, the one that was opened here. What is not yet sealed anew is opened too. */
function usable({ id, key: stored }: StoredKey, ...also: (StoredKey | undefined)[]): DeviceKey {
  const key = stored ?? (opened?.id === id ? opened.key : undefined);
  if (!key) throw new Locked('This device is locked');
  alsoUnder(
    key,
    also.flatMap((row) => row?.key ?? []),
  );
  return { id, key };
}

/** Whether a lock is set on this device, opened or not, or it is being emptied. Two reads of the key's row are one to a start that needs it anyway. */
export async function isLockSet(): Promise<boolean> {
  const row = await deviceRow();
  return row !== undefined && !row.key;
}

/** The lock was opened: from now on this page or worker has its key. */
export function openDevice(held: DeviceKey): void {
  opened = held;
  keyPromise = undefined;
}

/** Lets go of the key of a lock, in this page or worker. */
export function closeDevice(): void {
  opened = undefined;
  keyPromise = undefined;
}

/** Reads the keys anew when they are next wanted. */
export function rereadKey(): void {
  keyPromise = undefined;
}

/** What this page or worker has opened, to be passed on to another; undefined where nothing is locked or opened. */
export const openedHere = (): DeviceKey | undefined => opened;

/** Reads the key anew where it is not the device's any more: another tab has set a lock, or taken it away. */
export async function renewKey(): Promise<void> {
  const held = await keyPromise?.catch(() => undefined);
  if (held && !(await isOfDevice(held.id))) keyPromise = undefined;
}

const isOfDevice = async (id: string): Promise<boolean> =>
  (await db.keys.where('id').equals(id).primaryKeys()).includes('device');

/** Only under a lock that is open is anything sealed for sending. */
const isSendingKey = async (sending: DeviceKey | undefined): Promise<boolean> =>
  !opened || (await db.keys.get('sending'))?.id === sending?.id;

/** Thrown inside a transaction when a key that its values were sealed under, or were not, is no longer the device's. */
class KeyGone extends Error {
  override name = 'KeyGone';
}

/**
 * Writes what is sealed under the device key, as `writing` does. The browser may have cleared the storage under an open page:
 * `write` calls `check` in its transaction, with `db.keys` among its tables, and what was sealed under a lost key is sealed
 * once more. `sending`: what is to be sent while the device is locked is sealed under it too.
 */
export const underDeviceKey = <T>(write: WriteSealed<T>): Promise<T> => writing(() => withKey(write));

type WriteSealed<T> = (key: CryptoKey, check: () => Promise<void>, sending: CryptoKey | undefined) => Promise<T>;

async function withKey<T>(write: WriteSealed<T>): Promise<T> {
  const { id, key, sending } = await keyHeld();
  const check = async () => {
    const held = await Promise.all([isOfDevice(id), isSendingKey(sending)]);
    if (held.includes(false)) throw new KeyGone('The device key is another');
  };
  try {
    return await write(key, check, opened && sending?.key);
  } catch (error) {
    if (!(error instanceof KeyGone)) throw error;
    forgetDevice();
    return withKey(write);
  }
}

/** The value of a setting, or `fallback` where none was set. */
export async function setting<T>(name: string, fallback: T): Promise<T> {
  const row = await db.settings.get(name);
  return row ? (row.value as T) : fallback;
}

/** Sets a setting. Settings lie in the clear: never a secret, never anything about a person. Rejects with `NotKept`. */
export const setSetting = (name: string, value: unknown): Promise<void> =>
  writing(() => transact([db.settings], async () => void (await db.settings.put({ name, value }))));

const ids = new Map<string, Promise<string>>();

/** This device's id, or its id under another name: random, made once, tied to no person, and none tells another. */
export function deviceId(name?: DeviceName): Promise<string> {
  const place = placeOf(name);
  const held = ids.get(place);
  if (held) return held;
  const found = findOrMakeId(place).catch((error: unknown) => {
    ids.delete(place);
    throw error;
  });
  ids.set(place, found);
  return found;
}

/** The same id where one was made before, else undefined: it writes nothing, so a live query may ask for it. */
export const knownDeviceId = (name?: DeviceName): Promise<string | undefined> => setting(placeOf(name), undefined);

const placeOf = (name?: DeviceName): string => (name ? `device:${name}` : 'device');

async function findOrMakeId(place: string): Promise<string> {
  const held = await setting<string | undefined>(place, undefined);
  if (held) return held;
  return transact([db.settings, db.keys], async () => {
    const first = await setting<string | undefined>(place, undefined);
    if (first) return first;
    // Nothing begins on a device that is being emptied: a page that is still open may ask.
    const row = await db.keys.get('device');
    if (row && !row.key && !row.lock) throw new Locked('This device is emptied');
    const fresh = crypto.randomUUID();
    await db.settings.put({ name: place, value: fresh });
    return fresh;
  });
}

let unitPromise: Promise<string> | undefined;
let isFollowing = false;

/** The unit that this device's records belong to: read once, then followed as it changes in this tab or another. */
export function unitNow(): Promise<string> {
  unitPromise ??= readUnit().catch((error: unknown) => {
    unitPromise = undefined;
    throw error;
  });
  return unitPromise;
}

const readUnit = async (): Promise<string> => {
  const unit = await setting('unit', 'oma');
  if (!isFollowing) {
    isFollowing = true;
    watch(
      () => setting('unit', 'oma'),
      (changed) => {
        unitPromise = Promise.resolve(changed);
      },
      (error) => console.error('The unit cannot be read', error instanceof Error ? error.name : ''),
    );
  }
  return unit;
};

/** Reads ahead what every save needs, so that the first one waits for nothing. */
export const getReady = (): Promise<unknown> => Promise.all([deviceKey(), deviceId(), unitNow(), followIds()]);

/** A clock that was set back while the app was closed does not put new records before older ones. */
async function followIds(): Promise<void> {
  // Ids without a time stand among them; those with one begin lower than most of these until the year 2109.
  const isTimed = ({ id }: { id: string }) => id[14] === '7';
  const [last] = await db.records.where(':id').below('04').reverse().filter(isTimed).limit(1).primaryKeys();
  if (last) notBefore(last);
}

/** Forgets what is remembered of the device: its database is another. The key of a lock that was opened is bound to that lock by its id. */
export function forgetDevice(): void {
  keyPromise = undefined;
  ids.clear();
  unitPromise = undefined;
}
forgetWithDatabase(forgetDevice);
