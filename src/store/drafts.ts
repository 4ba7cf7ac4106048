/**
 * Drafts: what was typed or tapped so far, kept as one types, so that a killed tab loses nothing.
 * A draft has the id of the record that it will become or that it edits, and goes when that record is kept.
 */
import { openText, seal, Unreadable } from '../vault/seal.ts';
import { db, type StoredDraft } from './db.ts';
import { deviceKey, underDeviceKey } from './device.ts';
import type { DraftKind } from './draft-kind.ts';
import { settleAside } from './put-aside.ts';
import { NotKept, transact, writing } from './writing.ts';

/** What a draft is of: a new record (`base` 0), or an edit of a record's revision `base`. */
export interface DraftOf {
  kind: string;
  id: string;
  base: number;
}

/** An opened draft, in today's shape. */
export interface Draft<T> extends DraftOf {
  /** When it was last touched, ISO 8601. */
  at: string;
  data: T;
  /** Nothing of it was left out. */
  isWhole: boolean;
}

/**
 * Keeps a draft; false when its record was kept or changed meanwhile, and the draft was not written: a late write never
 * brings a finished form back. `by` names the open form that writes; `at`: when it was last touched, where that is not now.
 */
export const keepDraft = (of: DraftOf, data: unknown, by = '', at?: string): Promise<boolean> =>
  underDeviceKey(async (key, check) => {
    const { kind, id, base } = of;
    await settleAside(id);
    const sealed = await seal(key, id, data);
    return transact([db.drafts, db.records, db.keys], async () => {
      const [held] = await Promise.all([db.records.get(id), check()]);
      if ((held?.rev ?? 0) !== base) return false;
      await db.drafts.put({ kind, id, base, at: at ?? new Date().toISOString(), by, ...sealed });
      return true;
    });
  });

/** The draft of that id, or undefined. A draft that cannot be opened is as good as none. */
export async function findDraft<T>(kind: DraftKind<T>, id: string): Promise<Draft<T> | undefined> {
  const row = await db.drafts.get(id);
  return row && openDraft(kind, row);
}

/** All drafts of a kind, the last touched first. */
export async function draftsOf<T>(kind: DraftKind<T>): Promise<Draft<T>[]> {
  const rows = await db.drafts.where('kind').equals(kind.name).toArray();
  const drafts = await Promise.all(rows.map((row) => openDraft(kind, row)));
  return drafts.filter((draft) => draft !== undefined).sort((a, b) => b.at.localeCompare(a.at));
}

/** Throws a draft away: a person asked for it. Rejects with `NotKept`. */
export const dropDraft = (id: string): Promise<void> =>
  writing(async () => {
    await settleAside(id);
    await transact([db.drafts], () => db.drafts.delete(id));
  });

/** Opens a stored draft; undefined for one that no key of this device opens. `initial` is its form before anything was touched. */
export async function openDraft<T>(of: DraftKind<T>, row: StoredDraft, initial?: T): Promise<Draft<T> | undefined> {
  try {
    const { kind, id, base, at } = row;
    return { kind, id, base, at, ...of.read(jsonIn(await openText(await deviceKey(), id, row)), initial) };
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** Undefined for what is no JSON: no kind of draft takes that. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Writes drafts in the order they were typed, the newest only, one write at a time. */
export interface DraftWriter {
  write(data: unknown): void;
  /** No write begins after this. Call it before the record is kept. */
  stop(): void;
}

const writers = new Set<Promise<void>>();

/** Resolves when every draft of this page that was being written is on the disk. */
export const settleDrafts = async (): Promise<void> => {
  while (writers.size > 0) await Promise.all(writers);
};

/**
 * A writer for one draft. `ended` hears how each write ended: with the error of one that did not reach the disk, with
 * undefined when one did. `by` names the open form.
 */
export function draftWriter(of: DraftOf, ended: (error: unknown) => void, by?: string): DraftWriter {
  let next: { data: unknown } | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;
  const run = async () => {
    while (next && !stopped) {
      const { data } = next;
      next = undefined;
      const isKept = await keepDraft(of, data, by);
      if (!isKept && !stopped) throw new NotKept('changed-elsewhere');
    }
  };
  return {
    write(data) {
      if (stopped) return;
      next = { data };
      if (running) return;
      const writing = run()
        // What has no place any more is missed by nobody.
        .then(
          () => ended(undefined),
          (error: unknown) => ended(stopped ? undefined : error),
        )
        .finally(() => {
          running = undefined;
          writers.delete(writing);
        });
      running = writing;
      writers.add(writing);
    },
    stop() {
      stopped = true;
    },
  };
}
