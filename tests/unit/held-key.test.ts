/** The key of an open lock in the worker's memory: gone when no page speaks for it, by whichever clock, and when somebody locks. */
import { beforeEach, expect, test, vi } from 'vitest';
import { db } from '../../src/store/db.ts';
import { closeDevice, openedHere } from '../../src/store/device.ts';
import { setLock } from '../../src/store/device-lock.ts';
import { endOpening, openingNow } from '../../src/store/lock-opening.ts';
import { heldKey, letGoOfOldKey } from '../../src/sw/held-key.ts';
import { newDeviceKey } from '../../src/vault/seal.ts';
import { freshDevice } from '../support/device.ts';
import { chosen, quickDerivation } from '../support/locks.ts';

freshDevice();

let steady = 0;
let key: CryptoKey;
const hold = (opening: string, by = heldKey) =>
  by({ type: 'HOLD_KEY', id: 'a', key, opening, worker: 1, ms: 30_000 }, undefined);
const drop = (opening?: string) => heldKey({ type: 'DROP_KEY', ...(opening && { opening }) }, undefined);

/** The browser ends the worker and starts it anew: nothing is left of its memory. */
async function workerAnew(): Promise<typeof heldKey> {
  closeDevice();
  const file = `../../src/sw/held-key.ts?${crypto.randomUUID()}`;
  return (await import(/* @vite-ignore */ file)).heldKey;
}

const asked = async (by: typeof heldKey) => {
  const postMessage = vi.fn();
  await by({ type: 'ASK_KEY' }, { postMessage } as unknown as MessagePort);
  return postMessage.mock.lastCall?.[0];
};

let opening = '';
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.spyOn(performance, 'now').mockImplementation(() => steady);
  quickDerivation();
  await setLock(chosen('482913'));
  closeDevice();
  opening = (await openingNow(db))!;
  key = await newDeviceKey();
  await hold(opening);
  return () => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    closeDevice();
  };
});

test('it is held as long as a page said', () => {
  steady += 29_000;
  vi.setSystemTime(Date.now() + 29_000);
  letGoOfOldKey();
  expect(openedHere()?.id).toBe('a');
  steady += 2_000;
  letGoOfOldKey();
  expect(openedHere()).toBeUndefined();
});

test('a device that slept, whose steady clock stood still, does not open by it', () => {
  vi.setSystemTime(Date.now() + 8 * 3_600_000);
  letGoOfOldKey();
  expect(openedHere()).toBeUndefined();
});

test('a clock that is set back keeps it no longer', () => {
  steady += 31_000;
  vi.setSystemTime(Date.now() - 86_400_000);
  letGoOfOldKey();
  expect(openedHere()).toBeUndefined();
});

test('once somebody has locked, a page that has not heard of it yet opens nothing again; who opens the lock anew does', async () => {
  await endOpening(opening);
  await drop(opening);
  expect(openedHere()).toBeUndefined();
  await hold(opening);
  expect(openedHere()).toBeUndefined();
  await hold((await openingNow(db))!);
  expect(openedHere()?.id).toBe('a');
});

test('nor where the browser ended the worker since: one that begins anew knows of it', async () => {
  await endOpening(opening);
  await drop(opening);
  const anew = await workerAnew();
  await hold(opening, anew);
  expect(openedHere()).toBeUndefined();
  expect(await asked(anew)).toBeUndefined();
  await hold((await openingNow(db))!, anew);
  expect(await asked(anew)).toMatchObject({ id: 'a', opening: await openingNow(db) });
});

test('a worker that begins anew while the lock is open holds it', async () => {
  const anew = await workerAnew();
  // The next document asks at once.
  void hold(opening, anew);
  expect(await asked(anew)).toMatchObject({ id: 'a', opening });
});

test('a tab that hears late that somebody locked closes nothing that was opened since', async () => {
  await endOpening(opening);
  await drop(opening);
  const since = (await openingNow(db))!;
  await hold(since);
  await endOpening(opening);
  await drop(opening);
  expect(openedHere()?.id).toBe('a');
  expect(await openingNow(db)).toBe(since);
});

test('somebody who locks while a worker that begins anew looks whether it is open is first', async () => {
  const anew = await workerAnew();
  const held = hold(opening, anew);
  await anew({ type: 'DROP_KEY' }, undefined);
  await held;
  expect(openedHere()).toBeUndefined();
});

test('a disk that is full keeps nobody from locking', async () => {
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('', 'QuotaExceededError');
  });
  await expect(endOpening(opening)).rejects.toThrow('disk-full');
  await drop(opening);
  await hold(opening);
  expect(openedHere()).toBeUndefined();
});

test('where no lock is set any more, none is open', async () => {
  await db.keys.delete('device');
  expect(await openingNow(db)).toBeUndefined();
  await endOpening(opening);
  expect(await db.settings.get('lock-opening')).toBeUndefined();
});
