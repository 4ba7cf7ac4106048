/** Before much is written at once the disk is tried, with a file beside the database. */
import { afterEach, expect, test, vi } from 'vitest';
import { forgetTrial, NoRoom, roomFor, tryRoom } from '../../src/store/room.ts';

const megabyte = 1 << 20;

/** A disk with so much room (MB) for the files of this page; what fails is called so. */
function disk(room: number, name = 'QuotaExceededError') {
  const held = { folders: 0, bytes: 0, most: 0 };
  const out = {
    write: async ({ size }: Blob) => {
      if (held.bytes + size > room * megabyte) throw new DOMException('', name);
      held.bytes += size;
      held.most = Math.max(held.most, held.bytes);
    },
    abort: async () => {
      held.bytes = 0;
    },
  };
  const folder = { getFileHandle: async () => ({ createWritable: async () => out }) };
  const getDirectory = async () => ({
    getDirectoryHandle: async () => {
      if (room === 0) throw new DOMException('', name);
      held.folders = 1;
      return folder;
    },
    removeEntry: async () => {
      held.folders = 0;
    },
  });
  vi.stubGlobal('navigator', { storage: { getDirectory } });
  return held;
}

afterEach(() => vi.unstubAllGlobals());

test('as much is tried as the writing may need, and nothing of it stays', async () => {
  const bytes = 3 * megabyte;
  const held = disk(roomFor(bytes));
  await tryRoom(bytes);
  expect(held).toEqual({ folders: 0, bytes: 0, most: roomFor(bytes) * megabyte });
});

test('where it does not fit, that is said with how much is needed, and nothing of it stays', async () => {
  const bytes = 3 * megabyte;
  const held = disk(roomFor(bytes) - 1);
  await expect(tryRoom(bytes)).rejects.toMatchObject({ why: 'disk-full', megabytes: roomFor(bytes) });
  expect(held).toMatchObject({ folders: 0, bytes: 0 });
});

// Chromium and Firefox on a disk with no byte left.
test.each(['InvalidStateError', 'UnknownError'])('a disk that takes not even the file: %s', async (name) => {
  disk(0, name);
  await expect(tryRoom(1)).rejects.toThrow(NoRoom);
});

test('a browser that keeps no files for a page is not asked', async () => {
  disk(0, 'SecurityError');
  await expect(tryRoom(1)).resolves.toBeUndefined();
  vi.stubGlobal('navigator', { storage: {} });
  await expect(tryRoom(1)).resolves.toBeUndefined();
  vi.stubGlobal('navigator', {});
  await expect(tryRoom(1)).resolves.toBeUndefined();
});

test('what a trial left that was killed goes at the next start', async () => {
  const held = disk(100);
  held.folders = 1;
  await forgetTrial();
  expect(held.folders).toBe(0);
});
