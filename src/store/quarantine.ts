/** What a person decides about records that an endpoint did not take, or no longer has: sent again, set aside, taken back. */
import { Dexie } from 'dexie';
import type { Sealed } from '../vault/seal.ts';
import { db, type OutboxItem } from './db.ts';
import { type Moves, moveCounts } from './outbox.ts';
import { comesUnsealed } from './sending-key.ts';
import { transact, writing } from './writing.ts';

/** How many items one transaction takes: the page answers between two of them. */
const pageSize = 500;

/** Moves items on, each only while `next` has something for it, and keeps the counts. Answers how many it moved. */
function move(keys: string[], next: (item: OutboxItem) => OutboxItem | undefined): Promise<number> {
  const all = async () => {
    const items = (await db.outbox.bulkGet(keys)).filter((item) => item !== undefined);
    const moves: Moves = {};
    const moved = items.flatMap((item) => {
      const after = next(item);
      if (!after) return [];
      moves[item.state] = (moves[item.state] ?? 0) - 1;
      moves[after.state] = (moves[after.state] ?? 0) + 1;
      return after;
    });
    await Promise.all([db.outbox.bulkPut(moved), moveCounts(moves)]);
    return moved.length;
  };
  return writing(() => transact([db.outbox, db.counts], all));
}

/**
 * The item from the start again: due at once, nothing tried. What is known of the endpoint stays, and that it may have the
 * record: it is looked for, where it can be, before it goes.
 */
function waiting({ key, recordId, kind, rev, endpoint, held, lost, trouble }: OutboxItem): OutboxItem {
  comesUnsealed();
  const item: OutboxItem = { key, recordId, kind, rev, endpoint, state: 'waiting', tries: 0, dueAt: 0 };
  if (held !== undefined) item.held = held;
  if (lost !== undefined) item.lost = lost;
  if (trouble === 'perhaps-there') item.sent = true;
  return item;
}

const again = (item: OutboxItem) => (item.state === 'refused' ? waiting(item) : undefined);

/** Makes a refused item wait again, at once: a person asked for it. */
export const waitAgain = (key: string): Promise<number> => move([key], again);

/** Makes every refused item wait again, at once: a person asked for it. */
export async function waitAllAgain(): Promise<void> {
  for (;;) {
    const keys = await db.outbox
      .where('[state+key]')
      .between(['refused', Dexie.minKey], ['refused', Dexie.maxKey])
      .limit(pageSize)
      .primaryKeys();
    if (keys.length === 0 || (await move(keys, again)) === 0) return;
  }
}

/** Sets a refused item aside: it is counted nowhere and waits for nobody. The record stays as it is. */
export const setAside = (key: string): Promise<number> =>
  move([key], (item) => (item.state === 'refused' ? { ...item, state: 'aside' } : undefined));

/** Takes back what was set aside: it is refused as it was. */
export const takeBack = (key: string): Promise<number> =>
  move([key], (item) => (item.state === 'aside' ? { ...item, state: 'refused' } : undefined));

/** What a look at the endpoint said of a record that had been delivered. */
export type Lost =
  /** It is not there, or in an older revision: it goes once more. */
  | { is: 'missing'; rev?: number | undefined }
  /** It was deleted there, or was missing before: a person decides. `words` are the endpoint's own. */
  | { is: 'gone'; words?: Sealed | undefined };

/** Moves on what was called delivered and is not there, each while it is still the revision that was looked for. */
export async function foundLost(lost: Map<OutboxItem, Lost>, now: number): Promise<number> {
  const byKey = new Map([...lost].map(([item, what]) => [item.key, { rev: item.rev, what }]));
  return move([...byKey.keys()], (item) => {
    const { rev, what } = byKey.get(item.key)!;
    if (item.state !== 'delivered' || item.rev !== rev) return undefined;
    const { held: _, ...from } = waiting(item);
    if (what.is === 'missing') {
      return { ...from, lost: (item.lost ?? 0) + 1, ...(what.rev === undefined ? {} : { held: what.rev }) };
    }
    const gone: OutboxItem = { ...from, state: 'refused', trouble: 'gone', doneAt: now };
    return what.words ? { ...gone, words: what.words } : gone;
  });
}
