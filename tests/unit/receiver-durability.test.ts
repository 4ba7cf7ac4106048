import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { openPGlite } from '../../src/receiver/pglite.ts';
import { openStorage, type Storage } from '../../src/receiver/storage.ts';
import { makeRecord } from '../support/receiver.ts';

/** The disk, as far as flushing goes: counts, and fails when told to. */
const disk = vi.hoisted(() => ({ flushes: 0, isBroken: false }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const fsyncSync = (file: number) => {
    if (disk.isBroken) throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
    disk.flushes += 1;
    fs.fsyncSync(file);
  };
  return { ...fs, fsyncSync };
});

const data = mkdtempSync(join(tmpdir(), 'receiver-durability-'));
let storage: Storage;

beforeAll(async () => {
  storage = await openStorage(await openPGlite(data));
});
afterAll(async () => {
  await storage.close();
  rmSync(data, { recursive: true });
});
beforeEach(() => {
  disk.flushes = 0;
  disk.isBroken = false;
});

it('flushes every batch to the disk before it is acknowledged', async () => {
  for (let batches = 1; batches <= 5; batches++) {
    await storage.store([makeRecord(), makeRecord()]);
    expect(disk.flushes).toBeGreaterThanOrEqual(batches);
  }
});

it('does not acknowledge what the disk has refused, keeps what it holds, and goes on when the disk is well', async () => {
  const [before, refused, after] = [makeRecord(), makeRecord(), makeRecord()];
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  await storage.store([before]);
  disk.isBroken = true;
  await expect(storage.store([refused])).rejects.toThrow();
  expect(await storage.check(), 'still broken, and says so instead of hanging').toMatchObject({ writes: false });
  expect(log.mock.calls.flat().join('\n'), 'the log has the reason').toMatch(/has failed: .*I\/O error/);
  disk.isBroken = false;
  expect((await storage.store([after])).statuses).toEqual(['stored']);
  const { records } = await storage.read(0, 1000);
  expect(records).toEqual(expect.arrayContaining([before, after]));
  expect(['stored', 'duplicate'], 'sent again, it is taken').toContain((await storage.store([refused])).statuses[0]);
});
