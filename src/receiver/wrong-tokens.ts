import { createBuckets } from './bucket.ts';

/** Wrong tokens that are answered at once, from one address and in all, in each minute. */
const fromOne = 60;
const inAll = 600;
const minute = 60_000;

/** How long the answer to one more is held back (ms), and how many are at the same time: what waits costs a connection. */
const pause = 1_000;
const pausedLimit = 50;

/**
 * Slows wrong tokens down. Only after a token was found to be wrong: the right one is never kept waiting, from whatever
 * address, so what makes guessing hopeless is the token's length, and this keeps it from being work for the machine.
 */
export function createSlowDown(now?: () => number) {
  const buckets = createBuckets(fromOne, inAll, minute, now);
  let paused = 0;
  return {
    /** 0 where this wrong token is answered as one; else when to come again (ms), after a pause. */
    async after(address: string): Promise<number> {
      const late = buckets.take(address);
      if (late > 0 && paused < pausedLimit) {
        paused += 1;
        await new Promise((done) => setTimeout(done, pause));
        paused -= 1;
      }
      return late;
    },
  };
}
