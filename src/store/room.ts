/**
 * Whether the disk takes what the app is about to write at once. Chromium can lose a whole database that it writes to a full disk, and
 * what a browser says of the room left is not so: before the first record it is tried, in a file beside the database.
 */
import { Dexie } from 'dexie';
import { db } from './db.ts';
import { storageFault } from './storage-fault.ts';
import { bounded, NotKept } from './writing.ts';

/** There is not so much room: nothing was begun. */
export class NoRoom extends NotKept {
  constructor(
    readonly megabytes: number,
    options?: ErrorOptions,
  ) {
    super('disk-full', options);
  }
}

const megabyte = 1 << 20;
/**
 * What the database takes at most for each byte of a backup, with some to spare: 10,000 encounters for two servers, 4.7 MB, took 28 MB in
 * Chromium. A short record's row, its indexes and what waits of it are more than the record.
 */
const times = 8;
/** And what the browser writes meanwhile of its own, with some to spare (MB). */
const beside = 16;

/** How much room is asked for before so many bytes are written, in MB. */
export const roomFor = (bytes: number): number => Math.ceil((bytes * times) / megabyte) + beside;

const folder = 'room';

/** Rejects with `NoRoom` where the disk does not take what writing so many `bytes` may need. A browser that keeps no files is not asked. */
export async function tryRoom(bytes: number): Promise<void> {
  const megabytes = roomFor(bytes);
  try {
    // Nobody writes to the database while the disk may be full of the trial: every write takes the leases.
    await db.transaction('rw', db.leases, async () => {
      await db.leases.count();
      await Dexie.waitFor(fill(megabytes));
    });
  } catch (cause) {
    if (storageFault(cause) !== 'refused') throw new NoRoom(megabytes, { cause });
  } finally {
    await forgetTrial();
  }
}

/** Takes away what a trial left that was killed. In a folder: what the browser keeps of a file that was not ended goes with it. */
export async function forgetTrial(): Promise<void> {
  try {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry(folder, { recursive: true });
  } catch {
    // There is none, or another tab is at it.
  }
}

async function fill(megabytes: number): Promise<void> {
  const root = await navigator.storage?.getDirectory?.();
  const room = await root?.getDirectoryHandle(folder, { create: true });
  const file = await room?.getFileHandle('trial', { create: true });
  const out = await file?.createWritable?.();
  if (!out) return;
  try {
    // By chance, so that no disk makes it smaller.
    const block = crypto.getRandomValues(new Uint8Array(1 << 16));
    const piece = new Blob(new Array<BlobPart>(megabyte / block.length).fill(block));
    for (let at = 0; at < megabytes; at++) await bounded(out.write(piece));
  } finally {
    await out.abort().catch(() => undefined);
  }
}
