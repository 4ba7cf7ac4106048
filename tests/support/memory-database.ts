import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import type { SqlDatabase } from '../../src/receiver/database.ts';
import { openPGlite } from '../../src/receiver/pglite.ts';

// Each of its functions is compiled once: to make it fast, in the background, takes more work than the queries of a test gain by it.
setFlagsFromString('--liftoff-only');

const packages = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** PGlite in memory, with nothing in it. */
export const openMemoryDatabase = async (): Promise<SqlDatabase> =>
  openPGlite(new Blob([await readFile(await madeBefore())]));

/** Lays PGlite's files, with nothing in them, where a receiver has them in its data folder: its first start need not make them. */
export async function layDatabase(data: string): Promise<void> {
  const folder = join(data, 'pg');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  execFileSync('tar', ['-xf', await madeBefore(), '-C', folder], { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** The file of what PGlite makes at its first start: that takes seconds and comes to the same each time. Kept among the packages. */
async function madeBefore(): Promise<string> {
  const { version } = JSON.parse(await readFile(`${packages}@electric-sql/pglite/package.json`, 'utf8'));
  const folder = `${packages}.cache/kenttakirja/`;
  const file = `${folder}pglite-${version}.tar`;
  if (existsSync(file)) return file;
  const dump = await dumpOfFresh();
  await mkdir(folder, { recursive: true });
  // Renamed when it is whole: other tests may read it by then.
  await writeFile(`${file}.${process.pid}`, new Uint8Array(await dump.arrayBuffer()));
  await rename(`${file}.${process.pid}`, file);
  return file;
}

async function dumpOfFresh(): Promise<Blob> {
  const fresh = new PGlite();
  try {
    await fresh.waitReady;
    return await fresh.dumpDataDir('none');
  } finally {
    await fresh.close();
  }
}
