import { createBucket, createBuckets } from './bucket.ts';
import { formBatchLimit, formBodyLimit } from './form-records.ts';
import { judgeFromForm } from './judge.ts';

/** Records in a minute, from one address (a room full of phones behind one) and in all. */
const fromOne = 150;
const inAll = 600;
const minute = 60_000;
const day = 24 * 60 * minute;

/** What a key of forms can do at most: anybody may have it, for it is a link's that hangs on a wall, or came by one. */
export function createFormGate(quota: number, now?: () => number) {
  const rate = createBuckets(fromOne, inAll, minute, now);
  const left = createBucket(quota, day, now);
  return {
    /** Into these units; undefined: into every one. */
    judgeInto: (units: readonly string[] | undefined) => judgeFromForm(units && new Set(units)),
    bodyLimit: formBodyLimit,
    batchLimit: formBatchLimit,
    /** 0 where that many records may come now, of which `sound` may be stored; else when they may (ms). */
    take: (address: string, came: number, sound: number): number => rate.take(address, came) || left.take(sound),
  };
}

export type FormGate = ReturnType<typeof createFormGate>;
