import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginSending } from '../../src/delivery/engine/begin-sending.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The part that sends comes at the try of that number. Counts how often it was asked for, and began to watch. */
function partThatComesAt(number: number) {
  const seen = { asked: 0, watched: 0 };
  const watchOutbox = () => {
    seen.watched += 1;
    return () => undefined;
  };
  const load = async () => {
    seen.asked += 1;
    if (seen.asked < number) throw new TypeError('Failed to fetch dynamically imported module');
    return { watchOutbox };
  };
  return { seen, load };
}

test('what waits is watched from the start', async () => {
  const { seen, load } = partThatComesAt(1);
  await beginSending(load);
  expect(seen).toEqual({ asked: 1, watched: 1 });
});

test('where the part that sends has not come yet it is asked for until it comes, and begins once', async () => {
  const { seen, load } = partThatComesAt(4);
  const begun = beginSending(load);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(seen).toEqual({ asked: 1, watched: 0 });
  await vi.advanceTimersByTimeAsync(60_000);
  await begun;
  expect(seen).toEqual({ asked: 4, watched: 1 });
});
