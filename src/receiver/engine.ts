import { PGlite } from '@electric-sql/pglite';
import type { Query } from './database.ts';
import { DurableFiles } from './durable-files.ts';

/** One run of PGlite. */
export interface Engine {
  query: Query;
  /** It has had a failure that it does not survive, such as a full disk. What was committed is on the disk. */
  readonly isDead: boolean;
  close(): Promise<void>;
  /** Lets go of a dead one, as if it had been killed; starting the next one recovers. */
  leave(): Promise<void>;
}

/** `-F` is PGlite's "do not flush"; and of the ways to flush the log, this is the one that reaches our `fsync`. */
const startParams = [...PGlite.defaultStartParams.filter((each) => each !== '-F'), '-c', 'wal_sync_method=fsync'];

/** Starts PGlite on a folder; or in memory, empty or with what was dumped of another. */
export async function startEngine(folder: string | Blob | undefined): Promise<Engine> {
  const files = typeof folder === 'string' ? new DurableFiles(folder) : undefined;
  const inMemory = folder instanceof Blob ? { loadDataDir: folder } : {};
  let lastWords = 'it gives no reason';
  const onStderr = (line: string) => {
    lastWords = /(?:PANIC|FATAL): +(.*)/.exec(line)?.[1] ?? lastWords;
    return false; // It need not be printed.
  };
  const db = new PGlite(files ? { fs: files, startParams, onStderr } : { ...inMemory, onStderr });
  const leave = async () => files?.closeFs().catch(() => {}); // One that never came up has no files to close.
  try {
    await db.waitReady;
  } catch (cause) {
    await leave();
    throw new Error(`the database in ${files ? folder : 'memory'} does not open: ${lastWords}`, { cause });
  }
  const inside = db.Module as unknown as Inside;
  const life = watch(inside, () => console.error(`The database engine has failed: ${lastWords}`));
  inside._clear_setitimer();
  return {
    async query<Row>(sql: string, parameters: unknown[] = []) {
      try {
        return (await db.query<Row>(sql, parameters)).rows;
      } finally {
        if (!life.isOver) inside._clear_setitimer();
      }
    },
    get isDead() {
      return life.isOver;
    },
    close: () => (life.isOver ? leave() : db.close()),
    leave,
  };
}

/** What PGlite calls of the engine, and its message loop; PGlite 0.5 has no types for it. */
interface Inside {
  _PostgresMainLoopOnce(): void;
  stackRestore(pointer: number): void;
  /**
   * Ends the engine's timer. It has one after each query, for statistics that nobody reads, until a time by the server's clock: once
   * that is set back by weeks, the wait is longer than a timer can be, and one that goes off at once is set anew for ever.
   */
  _clear_setitimer(): void;
}

/** The engine's one way out of the loop that is no failure: an ordinary SQL error, which PGlite then reports. */
const longJump = 100;

/**
 * PGlite's message loop passes over every failure of the engine and asks a dead one again, for ever, with the whole program
 * standing still. From its first failure on, a watched engine throws, at a place that the loop does not pass over.
 */
function watch(loop: Inside, onEnd: () => void): { readonly isOver: boolean } {
  const once = loop._PostgresMainLoopOnce;
  const life = { isOver: false };
  loop._PostgresMainLoopOnce = () => {
    try {
      if (life.isOver) throw new Error('The database engine has failed');
      once();
    } catch (error) {
      if ((error as { status?: number }).status !== longJump) {
        loop.stackRestore = () => {
          throw error;
        };
        if (!life.isOver) onEnd();
        life.isOver = true;
      }
      throw error;
    }
  };
  return life;
}
