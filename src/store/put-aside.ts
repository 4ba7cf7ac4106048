/**
 * Drafts that did not fit their form: put aside as they were, sealed, until a person has looked at them. Nothing is written
 * over one before it is there.
 */
import { openText, seal, sealText, Unreadable } from '../vault/seal.ts';
import { type Database, db, type StoredDraft } from './db.ts';
import { deviceKey, underDeviceKey } from './device.ts';
import { transact, writing } from './writing.ts';

const prefix = 'put-aside:';

/** What could not be put aside yet, by the id of the draft: what is written under that id waits for it. */
const pending = new Map<string, () => Promise<void>>();

/** Puts a draft aside; `fits`, what its form could take of it, stays as the draft, where there is any. Rejects with `NotKept`. */
export function putAside(row: StoredDraft, fits: object | undefined): Promise<void> {
  const run = async () => {
    await underDeviceKey(async (key, check) => {
      const sealed = fits && (await seal(key, row.id, fits));
      await transact([db.settings, db.drafts, db.keys], async () => {
        const [held] = await Promise.all([db.drafts.get(row.id), check()]);
        await db.settings.put({ name: `${prefix}${row.id}:${row.at}`, value: row });
        if (String(held?.iv) !== String(row.iv)) return;
        await (sealed ? db.drafts.put({ ...row, ...sealed }) : db.drafts.delete(row.id));
      });
    });
    pending.delete(row.id);
  };
  pending.set(row.id, run);
  return run();
}

/** Resolves when nothing under this id waits to be put aside; rejects where that fails. Call it before anything is written there. */
export const settleAside = async (id: string): Promise<void> => pending.get(id)?.();

/** Puts aside what a backup holds as that; false where it is here already. Rejects with `NotKept`. */
export const takeAside = (of: Pick<StoredDraft, 'kind' | 'id' | 'base' | 'at'>, text: string): Promise<boolean> =>
  underDeviceKey(async (key, check) => {
    const row: StoredDraft = { ...of, by: '', ...(await sealText(key, of.id, text)) };
    const name = `${prefix}${of.id}:${of.at}`;
    return transact([db.settings, db.keys], async () => {
      const [held] = await Promise.all([db.settings.get(name), check()]);
      if (held) return false;
      await db.settings.put({ name, value: row });
      return true;
    });
  });

/** What was put aside. */
export interface PutAside {
  name: string;
  /** The id of the draft, and the revision that it edits. */
  id: string;
  base: number;
  /** The kind of draft. */
  kind: string;
  /** When it was last touched, ISO 8601. */
  at: string;
  /** As it was kept; undefined where it cannot be opened. */
  text: string | undefined;
}

/** All that was put aside, the last touched first. */
export async function allPutAside(): Promise<PutAside[]> {
  const rows = await db.settings.where('name').startsWith(prefix).toArray();
  const opened = rows.map(async ({ name, value }) => {
    const row = value as StoredDraft;
    return { name, id: row.id, base: row.base, kind: String(row.kind), at: String(row.at), text: await textOf(row) };
  });
  return (await Promise.all(opened)).sort((a, b) => b.at.localeCompare(a.at));
}

/** How many were put aside: nothing is opened. */
export const countPutAside = (of: Database = db): Promise<number> =>
  of.settings.where('name').startsWith(prefix).count();

/** Their names: each has the draft's id and when it was last touched. */
export const namesPutAside = (): Promise<string[]> => db.settings.where('name').startsWith(prefix).primaryKeys();

/** Indented where it is JSON, as it lies there where it is not. */
async function textOf(row: StoredDraft): Promise<string | undefined> {
  let text: string | undefined;
  try {
    text = await openText(await deviceKey(), row.id, row);
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch (error) {
    if (error instanceof Unreadable || text !== undefined) return text;
    throw error;
  }
}

/** Throws away what was put aside: a person asked for it. Rejects with `NotKept`. */
export const dropPutAside = (name: string): Promise<void> =>
  writing(() => transact([db.settings], () => db.settings.delete(name)));
