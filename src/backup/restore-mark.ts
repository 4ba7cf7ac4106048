/**
 * A mark on the device from before anything of a backup is put onto it until all of it is there: a restore that a lock, a full disk or the
 * end of the tab cuts short is told until the same backup was restored to its end, or somebody says that what came is enough.
 */
import { db } from '../store/db.ts';
import { transact, writing } from '../store/writing.ts';
import { oneAtATime } from '../vault/tries.ts';
import type { BackupSummary } from './read-whole.ts';

/** A restore that has not come to its end. */
export interface UnfinishedRestore {
  /** The name of its mark. */
  name: string;
  /** When the backup was made, ISO 8601. */
  made: string;
  /** How many records there are in it, and how many of them are on this device. */
  of: number;
  held: number;
}

const beginning = 'restoring:';
const turn = 'kenttakirja-restore';
/** The head of a backup, which is random: no two begin alike. */
const headSize = 4096;

/** Marks on the device, within a transaction, that so many of the records are there now. */
export type NoteHeld = (held: number) => Promise<unknown>;

/** Restores a backup under its mark. Where `work` rejects, the mark stays. Rejects with `NotKept` where none can be made. */
export async function underMark<T>(file: Blob, of: BackupSummary, work: (mark: NoteHeld) => Promise<T>): Promise<T> {
  const name = await nameOf(file);
  const before = (await db.settings.get(name))?.value as UnfinishedRestore | undefined;
  const mark: NoteHeld = (held) => {
    const value: UnfinishedRestore = { name, made: of.made, of: of.records, held: Math.max(before?.held ?? 0, held) };
    return db.settings.put({ name, value });
  };
  const write = (put: () => Promise<unknown>) => writing(() => transact([db.settings], put));
  try {
    return await oneAtATime(turn, async () => {
      await write(() => mark(0));
      const done = await work(mark);
      await write(() => db.settings.delete(name));
      return done;
    });
  } catch (error) {
    // What is told of it changes now, though nothing else does.
    await write(async () => {
      const row = await db.settings.get(name);
      if (row) await db.settings.put(row);
    }).catch(() => undefined);
    throw error;
  }
}

async function nameOf(file: Blob): Promise<string> {
  const sum = await crypto.subtle.digest('SHA-256', await file.slice(0, headSize).arrayBuffer());
  return beginning + [...new Uint8Array(sum).slice(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What was cut short. While a restore runs, in whichever tab, nothing is told yet. */
export async function unfinishedRestores(): Promise<UnfinishedRestore[]> {
  const rows = await db.settings.where('name').startsWith(beginning).toArray();
  const locks = await globalThis.navigator?.locks?.query();
  const runs = locks?.held?.some(({ name }) => name === turn);
  return runs ? [] : rows.map(({ value }) => value as UnfinishedRestore);
}

/** What came is enough. Rejects with `NotKept`. */
export const leaveUnfinished = ({ name }: UnfinishedRestore): Promise<void> =>
  writing(() => transact([db.settings], () => db.settings.delete(name)));
