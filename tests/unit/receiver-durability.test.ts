import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { diskFull } from '../../src/receiver/database.ts';
import { keptFree, openPGlite } from '../../src/receiver/pglite.ts';
import { openStorage, type Storage } from '../../src/receiver/storage.ts';
import { layDatabase } from '../support/memory-database.ts';
import { makeRecord, receiverHere } from '../support/receiver.ts';

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
  await layDatabase(data);
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

it('on a full disk nothing is written, in words; what is held is read, also after a start there, and then it goes on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'receiver-full-'));
  await layDatabase(folder);
  let free = Number.POSITIVE_INFINITY;
  const open = async () => openStorage(await openPGlite(folder, () => free));
  let full = await open();
  const [before, refused] = [makeRecord(), makeRecord()];
  await full.store([before]);
  free = keptFree - 1;
  for (let starts = 0; starts < 2; starts++) {
    await expect(full.store([refused])).rejects.toMatchObject({ code: diskFull });
    expect((await full.read(0, 10)).records).toEqual([before]);
    expect((await full.find(before.id)).record).toEqual(before);
    expect(await full.check()).toEqual({ reads: true, writes: false });
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { ask } = await receiverHere(full);
    const answer = await ask('/api/records', { method: 'POST', body: JSON.stringify({ records: [refused] }) });
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await answer.json()).error.message).toMatch(/disk is full.*can be read/);
    expect((await ask('/api/records')).status).toBe(200);
    log.mockRestore();
    await full.close();
    full = await open();
  }
  free = keptFree;
  expect((await full.store([refused])).statuses).toEqual(['stored']);
  await full.close();
  rmSync(folder, { recursive: true });
}, 120_000);
