import { existsSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { diskFull, type Query, type SqlDatabase } from './database.ts';
import { flushFolder, flushNames } from './durable-files.ts';
import { type Engine, startEngine } from './engine.ts';
import { refuseUntried } from './tried-engine.ts';

/**
 * What is left free on the disk, in bytes: two segments of the database's log. One that finds no room for it cannot be read
 * any more either, and does not start again.
 */
export const keptFree = 32 * 1024 * 1024;

/**
 * Opens the PostgreSQL that runs inside this program, on a folder of its own in `data`; without `data`, in memory, and with a
 * dump of PGlite's as that has it. `free`: the bytes that are free where the folder lies. Throws where PGlite is another than
 * the one that was tried.
 */
export async function openPGlite(
  data?: string | Blob,
  free: (data: string) => number = freeBytes,
): Promise<SqlDatabase> {
  refuseUntried();
  const folder = typeof data === 'string' ? await makeFolder(data) : data;
  let engine: Engine | undefined = await startEngine(folder);
  let last: Promise<unknown> = Promise.resolve();

  /** PGlite has one connection, so everything takes turns. */
  function inTurn<Result>(work: (query: Query) => Promise<Result>): Promise<Result> {
    const mine = last.then(async () => {
      if (engine?.isDead) {
        await engine.leave();
        engine = undefined;
      }
      engine ??= await startEngine(folder).catch((error: Error) => {
        console.error(error.message); // The request's own line in the log leaves messages out, and this one is needed.
        throw error;
      });
      return work(engine.query);
    });
    last = mine.catch(() => {}); // Whoever asked hears of it; the next one's turn comes all the same.
    return mine;
  }

  return {
    name: 'pglite',
    query: (sql, parameters) => inTurn((query) => query(sql, parameters)),
    transaction: (work) =>
      inTurn((query) => {
        if (typeof data === 'string' && free(data) < keptFree) throw noRoom();
        return inTransaction(query, work);
      }),
    close: () => last.then(() => engine?.close()),
  };
}

const noRoom = () => Object.assign(new Error('the disk of the data folder is full'), { code: diskFull });

function freeBytes(data: string): number {
  const { bavail, bsize } = statfsSync(data);
  return bavail * bsize;
}

async function inTransaction<Result>(query: Query, work: (query: Query) => Promise<Result>): Promise<Result> {
  await query('begin');
  try {
    const result = await work(query);
    await query('commit');
    return result;
  } catch (error) {
    await query('rollback').catch(() => {}); // What went wrong first is what there is to say.
    throw error;
  }
}

/** Made aside and renamed when it is whole: a first start that is cut short leaves nothing that cannot be opened. */
async function makeFolder(data: string): Promise<string> {
  const folder = join(data, 'pg');
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  await (await startEngine(unfinished)).close();
  flushFolder(unfinished);
  renameSync(unfinished, folder);
  flushNames(data);
  return folder;
}
