/** The lock of this device as it is kept: set, tried, changed and taken away. The key that it gives is in memory alone. */

import {
  type ChosenSecret,
  canOpenBySecret,
  inUse,
  LockDamaged,
  newLock,
  openedByOwnMeans,
  openedByRecovery,
  openedBySecret,
  withOwnMeans,
  withoutOwnMeans,
  withRecovery,
  withSecret,
} from '../vault/lock/lock-row.ts';
import { keyOfOwnMeans, type OwnMeans } from '../vault/lock/own-means.ts';
import type { LockRow } from '../vault/lock/stored-lock.ts';
import type { KeyBytes } from '../vault/lock/wrapping.ts';
import { newLockTime, now, written } from '../vault/lock-time.ts';
import { counted, often, oneAtATime, type Tries, type Wait } from '../vault/tries.ts';
import { db, type StoredKey } from './db.ts';
import { closeDevice, type DeviceKey, deviceRow, openDevice } from './device.ts';
import { earnestDb } from './earnest.ts';
import { endPractice, isPractising } from './practice.ts';
import { resealAll } from './reseal.ts';
import { clearForSending, forgetSendingKey, resealWords } from './sending-key.ts';
import { letGoAfterWrong } from './wipe-after-wrong.ts';
import { isShared } from './workers.ts';
import { transact, writing } from './writing.ts';

/** The lock that is set, and the id of its key; undefined where none is. */
export interface LockHere {
  id: string;
  lock: LockRow;
}

/** The lock of this device; undefined where none is set. */
export async function lockHere(): Promise<LockHere | undefined> {
  const row = await deviceRow();
  return row?.lock && { id: row.id, lock: row.lock };
}

/**
 * Sets a lock: one put makes its key the device's, then everything is sealed anew under it. Call it where nothing is sent meanwhile.
 * Rejects with `NotKept`; the device is then as it was, or is locked and the rest is sealed anew when it is next opened. `isSet` hears that the
 * lock holds: what was kept in years takes long to be sealed anew.
 */
export async function setLock(chosen: ChosenSecret, open?: KeyBytes, isSet?: () => void): Promise<void> {
  // One that was set and taken away before everything was sealed anew.
  await resealAll();
  const { lock, key } = await newLock(chosen, open);
  const id = crypto.randomUUID();
  await writing(() =>
    transact([db.keys], async () => {
      const held = await db.keys.get('device');
      if (!held?.key) throw new Error('A lock is set already');
      await db.keys.bulkPut([
        { name: 'before', id: held.id, key: held.key },
        { name: 'device', id, lock },
      ]);
    }),
  );
  openDevice({ id, key });
  isSet?.();
  await resealAll();
}

/**
 * Takes the lock away: its key lies on the device from now on as before there was one. The secret was asked for before. Rejects where
 * others work here too: they would read what is here.
 */
export async function takeLockAway(dataKey: CryptoKey): Promise<void> {
  if (await isShared()) throw new Error('The lock keeps others out');
  const key = await inUse(dataKey);
  await resealWords();
  await changeRow(async ({ id, name }) => ({ name, id, key }));
  closeDevice();
  await clearForSending();
}

/** Another secret, in one put. */
export const changeSecret = (dataKey: CryptoKey, chosen: ChosenSecret): Promise<void> =>
  changeLock((lock) => withSecret(lock, dataKey, chosen));

/** The recovery key that holds now, or none, in one put. */
export const changeRecovery = (dataKey: CryptoKey, open: KeyBytes | undefined): Promise<void> =>
  changeLock((lock) => withRecovery(lock, dataKey, open));

/**
 * The device's own means open it too from now on, in one put. Rejects with `NotKept`, and where others work here too: they open the
 * device by the same finger or code.
 */
export async function addOwnMeans(dataKey: CryptoKey, own: OwnMeans): Promise<void> {
  if (await isShared()) throw new Error('Others open this device by the same means');
  await changeLock((lock) => withOwnMeans(lock, dataKey, own));
}

/** They open it no more, in one put. Whoever has it open may do so: the secret stays. Rejects with `NotKept`. */
export const removeOwnMeans = (): Promise<void> => changeLock(async (lock) => withoutOwnMeans(lock));

/**
 * The device's key by its own means; undefined where they open it not. Rejects where the person gives up or the credential is gone.
 * No try is counted and none forgotten: wrong PINs cost what they cost.
 */
export async function tryOwnMeans(signal?: AbortSignal): Promise<DeviceKey | undefined> {
  const here = await lockHere();
  if (!here?.lock.own) return undefined;
  const made = await keyOfOwnMeans(here.lock.own.credential, signal);
  const key = made && (await openedByOwnMeans(here.lock, made));
  return key && { id: here.id, key };
}

async function changeLock(change: (lock: LockRow) => Promise<LockRow>): Promise<void> {
  // What was practised has the lock as it was among its own: the secret before would open it still.
  if (!isPractising) await endPractice();
  await changeRow(async (row) => ({ ...row, lock: await change(row.lock!) }));
}

/** Changes the row of the lock, unless another tab has done so meanwhile. Rejects with `NotKept`. */
async function changeRow(change: (row: StoredKey) => Promise<StoredKey>): Promise<void> {
  const row = await db.keys.get('device');
  if (!row?.lock) throw new Error('No lock is set');
  const next = await change(row);
  await writing(() =>
    transact([db.keys, db.settings], async () => {
      const held = await db.keys.get('device');
      if (held?.id !== row.id || waysIn(held) !== waysIn(row)) throw new Error('The lock was changed in another tab');
      await db.keys.put(next);
      if (!next.lock) await forgetSendingKey();
    }),
  );
}

/** What opens a lock, to tell whether another tab has changed it. */
const waysIn = ({ lock }: StoredKey): string =>
  [lock?.secret.wrapped, lock?.own?.wrapped, lock?.recovery?.sealed].map(String).join(' ');

/** After so many wrong ones each further one costs a wait, twice as long each time, up to the longest (ms). */
const free = 5;
const firstWait = 30_000;
const longestWaitMs = 5 * 60_000;
export const waitAfterWrong = (wrong: number): number =>
  wrong < free ? 0 : Math.min(longestWaitMs, firstWait * 2 ** Math.min(10, wrong - free));

const triesName = 'lock-tries';
/** Wrong ones are counted once for a device: a tab that practises counts with the others. */
const inCounter = (write: () => Promise<unknown>): Promise<void> =>
  writing(() => transact([earnestDb().settings], async () => void (await write())));

/** While somebody waits, what has passed is written: a reload begins where it was. */
let isWriting = false;

async function triesNow(): Promise<Tries> {
  const kept = (await earnestDb().settings.get(triesName))?.value as Tries | undefined;
  return now(kept ?? { ...newLockTime(), wrong: 0, waitUntil: 0 }, 0);
}
const keepTries = (tries: Tries) =>
  inCounter(() => earnestDb().settings.put({ name: triesName, value: written(tries) }));
const forgetTries = () => inCounter(() => earnestDb().settings.delete(triesName));

/** How many seconds no secret is taken now; 0 where one is. */
export async function secondsToWait(): Promise<number> {
  const { waitUntil, watched } = await triesNow();
  const left = Math.max(0, Math.ceil((waitUntil - watched) / 1000));
  if (left > 0 && !isWriting) void writeWhileWaiting();
  return left;
}

async function writeWhileWaiting(): Promise<void> {
  isWriting = true;
  while (isWriting) {
    await new Promise((done) => setTimeout(done, often));
    isWriting = await oneAtATime(triesName, async () => {
      const tries = await triesNow();
      if (tries.waitUntil <= tries.watched) return false;
      await keepTries(tries);
      return true;
    }).catch(() => false);
  }
}

/** One try of a secret. `extractable`: where the lock is to be changed by it. Rejects with `NotKept` where it cannot be counted, with `LockDamaged` and `NotDerived`. */
export const trySecret = (
  secret: string,
  extractable = false,
): Promise<{ is: 'right'; id: string; key: CryptoKey } | { is: 'wrong' } | ({ is: 'wait' } & Wait)> =>
  oneAtATime(triesName, async () => {
    const here = await lockHere();
    if (!here) throw new Error('No lock is set');
    if (!canOpenBySecret(here.lock)) throw new LockDamaged('The secret of the lock is damaged');
    // Nothing was tried.
    if (secret.trim() === '') return { is: 'wrong' };
    let key: CryptoKey | undefined;
    const ended = await counted(await triesNow(), keepTries, waitAfterWrong, async () => {
      key = await openedBySecret(here.lock, secret, extractable);
      return key !== undefined;
    });
    if (ended !== 'right') await goOnLettingGo();
    if (typeof ended === 'object') return { is: 'wait', ...ended };
    if (ended === 'wrong' || !key) return { is: 'wrong' };
    await forgetTries();
    return { is: 'right', id: here.id, key };
  });

/** Lets go of what may after so many wrong ones in a row. What cannot go now goes after the next. */
export async function goOnLettingGo(): Promise<void> {
  const { wrong } = await triesNow();
  await letGoAfterWrong(wrong).catch((error: unknown) => {
    console.error('What may go after wrong ones stays for now', error instanceof Error ? error.name : '');
  });
}

/** How many wrong ones in a row there were. */
export const wrongInARow = async (): Promise<number> => (await triesNow()).wrong;

/** The data key by the organisation's recovery key, or why not. It is 256 bits long: nobody guesses it, and no try is counted. */
export async function tryRecovery(written: string) {
  const here = await lockHere();
  if (!here) throw new Error('No lock is set');
  return openedByRecovery(here.lock, written);
}

/** A new secret in the place of a forgotten one: the device is open then. */
export async function recoverWith(dataKey: CryptoKey, chosen: ChosenSecret): Promise<void> {
  await changeSecret(dataKey, chosen);
  await forgetTries();
  openDevice({ id: (await lockHere())!.id, key: await inUse(dataKey) });
}
