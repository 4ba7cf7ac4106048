/** The key of an open lock in the worker's memory: gone when no page speaks for it, by whichever clock. */
import { beforeEach, expect, test, vi } from 'vitest';
import { closeDevice, openedHere } from '../../src/store/device.ts';
import { heldKey, letGoOfOldKey } from '../../src/sw/held-key.ts';
import { newDeviceKey } from '../../src/vault/seal.ts';

let steady = 0;
const hold = async (opening: string) =>
  heldKey({ type: 'HOLD_KEY', id: 'a', key: await newDeviceKey(), opening, ms: 30_000 }, undefined);

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.spyOn(performance, 'now').mockImplementation(() => steady);
  closeDevice();
  await hold(crypto.randomUUID());
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
  const [slow, other, anew] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
  await hold(slow);
  await hold(other);
  heldKey({ type: 'DROP_KEY' }, undefined);
  for (const late of [slow, other]) {
    await hold(late);
    expect(openedHere()).toBeUndefined();
  }
  await hold(anew);
  expect(openedHere()?.id).toBe('a');
});
