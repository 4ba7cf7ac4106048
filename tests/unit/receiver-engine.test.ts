/** The receiver changes three things inside PGlite: with another version than the one that was tried it does not start. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openPGlite } from '../../src/receiver/pglite.ts';
import { installedVersion, triedVersion } from '../../src/receiver/tried-engine.ts';
import { openMemoryDatabase } from '../support/memory-database.ts';

/** What the package of PGlite says of itself, when something else than the truth. */
const pglite = vi.hoisted(() => ({ version: '' }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const read = (path: string, ...rest: never[]) =>
    pglite.version && String(path).endsWith('pglite/package.json')
      ? JSON.stringify({ version: pglite.version })
      : fs.readFileSync(path, ...rest);
  return { ...fs, readFileSync: read };
});

test.each(['0.5.17', '0.5.15', '0.6.0', '1.0.0'])(
  'PGlite %s: refused in words, and nothing is touched',
  async (version) => {
    const data = mkdtempSync(join(tmpdir(), 'receiver-engine-'));
    pglite.version = version;
    try {
      await expect(openPGlite(data)).rejects.toThrow(
        new RegExp(`^PGlite ${version} is installed, .*nothing was opened. .*npm ci.*DATABASE_URL`),
      );
      await expect(openPGlite(), 'nor in memory').rejects.toThrow(version);
      expect(readdirSync(data)).toEqual([]);
    } finally {
      pglite.version = '';
      rmSync(data, { recursive: true });
    }
  },
);

test('the version that is installed is the one that was tried, and the only one that may be installed', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
  expect(installedVersion()).toBe(triedVersion);
  expect(dependencies['@electric-sql/pglite']).toBe(triedVersion);
});

test('a server whose clock is set back by weeks has no timer of its database that goes off for ever, after a query or one that fails', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  const database = await openMemoryDatabase();
  try {
    expect(vi.getTimerCount(), 'at the start').toBe(0);
    await database.transaction((query) => query('create table clock as select now() as at'));
    await expect(database.query('select nothing')).rejects.toThrow('does not exist');
    expect(vi.getTimerCount(), 'after queries').toBe(0);
    const timers = vi.spyOn(globalThis, 'setTimeout');
    vi.setSystemTime(Date.now() - 30 * 86_400_000);
    vi.advanceTimersByTime(10_050);
    expect(await database.query('select at > now() as ahead from clock')).toEqual([{ ahead: true }]);
    vi.advanceTimersByTime(10_050);
    expect(timers.mock.calls.filter(([, wait]) => wait! > 2 ** 31)).toEqual([]);
  } finally {
    vi.useRealTimers();
    await database.close();
  }
});
