import { createBucket, createBuckets } from './bucket.ts';
import { formBatchLimit, formBodyLimit } from './form-records.ts';
import { judgeFromForm } from './judge.ts';

/** Records in a minute, from one address (a room full of phones behind one) and in all. */
const fromOne = 150;
const inAll = 600;
const minute = 60_000;
const day = 24 * 60 * minute;

/** What the form's key can do at most: it goes out in every link, so anybody may have it. Without `units` every unit is its own. */
export function createFormGate(units: readonly string[] | undefined, quota: number, now?: () => number) {
  const rate = createBuckets(fromOne, inAll, minute, now);
  const left = createBucket(quota, day, now);
  return {
    judge: judgeFromForm(units && new Set(units)),
    bodyLimit: formBodyLimit,
    batchLimit: formBatchLimit,
    /** 0 where that many records may come now, of which `sound` may be stored; else when they may (ms). */
    take: (address: string, came: number, sound: number): number => rate.take(address, came) || left.take(sound),
  };
}

export type FormGate = ReturnType<typeof createFormGate>;
