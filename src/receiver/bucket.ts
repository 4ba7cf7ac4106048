/**
 * Token buckets: `size` at once, and again as many over each `per` (ms). The clock is one that nobody sets.
 */
export interface Bucket {
  /** Takes `count` and answers 0; or takes nothing and answers in how many ms they could be had. */
  take(count?: number): number;
}

export function createBucket(size: number, per: number, now: () => number = () => performance.now()): Bucket {
  let level = size;
  let at = now();
  return {
    take(count = 1) {
      level = Math.min(size, level + ((now() - at) * size) / per);
      at = now();
      const missing = Math.min(count, size) - level;
      if (missing > 0) return Math.ceil((missing * per) / size);
      level -= count;
      return 0;
    },
  };
}

/** How many addresses are remembered one by one. */
const addressLimit = 10_000;

/**
 * A bucket for each address and one for all. Of addresses the latest ones are remembered: who is forgotten begins with a full
 * bucket, and is held by the one for all.
 */
export function createBuckets(each: number, all: number, per: number, now?: () => number, limit = addressLimit) {
  const ofAll = createBucket(all, per, now);
  const ofEach = new Map<string, Bucket>();
  return {
    /** As `Bucket.take`, of both. */
    take(address: string, count = 1): number {
      const mine = ofEach.get(address) ?? createBucket(each, per, now);
      ofEach.delete(address);
      ofEach.set(address, mine);
      for (const first of ofEach.keys()) {
        if (ofEach.size <= limit) break;
        ofEach.delete(first);
      }
      return mine.take(count) || ofAll.take(count);
    },
    get remembered() {
      return ofEach.size;
    },
  };
}

export type Buckets = ReturnType<typeof createBuckets>;
