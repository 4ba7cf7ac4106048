/** The lock of a handed-over device outlives a browser that is killed before it has written its small storage to the disk. */
import { beforeEach, expect, test, vi } from 'vitest';
import { endLastingLock, keepLockLasting, restoreLock } from '../../src/store/lasting-lock.ts';
import { localNames } from '../../src/store/local-only.ts';
import { handedOver, handOver, unlock } from '../../src/vault/handed-over.ts';
import { freshDevice } from '../support/device.ts';

freshDevice();

const page = '/answer/esis.fi';
let small: Map<string, string>;

beforeEach(() => {
  small = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => small.get(key) ?? null,
    setItem: (key: string, text: string) => void small.set(key, text),
    removeItem: (key: string) => void small.delete(key),
  });
});

async function given(): Promise<void> {
  await handOver(page, '2468', 12);
  await keepLockLasting();
}

test('a device that was handed over is locked again to its page, and opens by the same code', async () => {
  await given();
  expect(await restoreLock(), 'while it holds there is nothing to put back').toBeUndefined();
  small.clear();
  expect(handedOver()).toBeUndefined();
  expect(await restoreLock()).toBe(page);
  expect(handedOver()).toMatchObject({ page });
  expect(await unlock('0000')).toBe('wrong');
  expect(await unlock('2468')).toBe('open');
});

test('a device that was opened stays open, whichever of the two the browser had lost', async () => {
  await given();
  await unlock('2468');
  await endLastingLock();
  small.clear();
  expect(await restoreLock()).toBeUndefined();
  // It died between the two: the small storage knows that this lock has ended.
  await given();
  await unlock('2468');
  expect(await restoreLock()).toBeUndefined();
  expect(await localNames('handed-over'), 'and nothing of it is left').toEqual([]);
});

test('a wrong code that was written down is counted after it', async () => {
  await given();
  for (let tried = 0; tried < 4; tried++) await unlock('0000');
  await keepLockLasting();
  small.clear();
  await restoreLock();
  expect(await unlock('0000')).toEqual({ wait: 30 });
});
