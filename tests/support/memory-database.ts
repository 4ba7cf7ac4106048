import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import type { SqlDatabase } from '../../src/receiver/database.ts';
import { openPGlite } from '../../src/receiver/pglite.ts';

const packages = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** PGlite in memory, with nothing in it. */
export const openMemoryDatabase = async (): Promise<SqlDatabase> => openPGlite(await madeBefore());

/** What PGlite makes at its first start: that takes seconds and comes to the same each time. Kept among the packages. */
async function madeBefore(): Promise<Blob> {
  const { version } = JSON.parse(await readFile(`${packages}@electric-sql/pglite/package.json`, 'utf8'));
  const folder = `${packages}.cache/kenttakirja/`;
  const file = `${folder}pglite-${version}.tar`;
  const kept = await readFile(file).catch(() => undefined);
  if (kept) return new Blob([kept]);
  const dump = await dumpOfFresh();
  await mkdir(folder, { recursive: true });
  // Renamed when it is whole: other tests may read it by then.
  await writeFile(`${file}.${process.pid}`, new Uint8Array(await dump.arrayBuffer()));
  await rename(`${file}.${process.pid}`, file);
  return dump;
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
