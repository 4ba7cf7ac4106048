/** The outbox: for each record and endpoint, whether the endpoint holds it. Items have a state and are never deleted. */
import { Dexie } from 'dexie';
import {
  type Count,
  type Database,
  db,
  forgetWithDatabase,
  type OutboxItem,
  type StoredEndpoint,
  type StoredRecord,
} from './db.ts';
import { isAddressed } from './kind.ts';
import { rowsOf } from './rows.ts';

/** The item that says: this revision of this record waits for this endpoint, from now on. `before` is its earlier item. */
export function waitingItem(row: StoredRecord, endpoint: string, before?: OutboxItem): OutboxItem {
  const { id: recordId, kind, rev } = row;
  const key = `${recordId}:${endpoint}`;
  const held = before && heldThere(before);
  return { key, recordId, kind, rev, endpoint, state: 'waiting', tries: 0, dueAt: 0, ...(held ? { held } : {}) };
}

/** Whether new records of a kind wait for this endpoint; none that are `addressed` do by themselves. */
export const takes = ({ kinds, retired }: StoredEndpoint, kind: string): boolean =>
  !retired && !isAddressed(kind) && (!kinds || kinds.includes(kind));

/** The newest revision that the endpoint is known to hold, or undefined where it may hold none. */
export const heldThere = ({ state, rev, held }: OutboxItem): number | undefined => (state === 'delivered' ? rev : held);

/** `dueAt` of an item that waits for no time but for another item: beyond every time. */
export const afterAnother = Number.MAX_SAFE_INTEGER;

/** By how much each count changes. */
export type Moves = { [name in Count['name']]?: number };

/** Moves the counts, `held` if they were read already. Call it in the transaction that changes what is counted. */
export async function moveCounts(moves: Moves, held?: Count[]): Promise<void> {
  const counts = held ?? (await db.counts.toArray());
  const moved = (Object.keys(moves) as Count['name'][])
    .filter((name) => moves[name])
    .map((name) => ({ name, n: (counts.find((count) => count.name === name)?.n ?? 0) + moves[name]! }));
  await db.counts.bulkPut(moved);
}

/** How many records of a kind are on this device, deleted ones left out. */
export const countOf = async (kind: string): Promise<number> => (await db.counts.get(`kind:${kind}`))?.n ?? 0;

/** The record that the item with this key is of. */
export const recordOf = (key: string): string => key.slice(0, key.indexOf(':'));

/** The records that are in a state at some endpoint: only keys are read. */
const recordsIn = async (state: OutboxItem['state'], { outbox }: Database): Promise<Set<string>> =>
  new Set(
    (await outbox.where('[state+key]').between([state, Dexie.minKey], [state, Dexie.maxKey]).primaryKeys()).map(
      recordOf,
    ),
  );

/** The same as a number. What is kept counts items, one for each endpoint: where there is one they are the records. */
async function recordCount(state: OutboxItem['state'], its: Database): Promise<number> {
  const n = (await its.counts.get(state))?.n ?? 0;
  return n < 2 || (await its.endpoints.count()) < 2 ? n : (await recordsIn(state, its)).size;
}

/** How many records a person has set aside, at whichever endpoint. */
export const asideCount = (): Promise<number> => recordCount('aside', db);

/** How many records wait, each once however many endpoints it waits for. `its`: of another worker of this device. */
export const waitingCount = (its: Database = db): Promise<number> => recordCount('waiting', its);

/**
 * How many records wait and how many were refused, each once however many endpoints there are. `both`: how many of them wait for one endpoint
 * and were refused by another, where any are. `again`: in so many ms they are worth counting anew.
 */
export interface WaitingCounts {
  waiting: number;
  refused: number;
  both?: number;
  again?: number;
}

/** Telling apart the records of more items than this is not done for each change: it reads the keys of all, a second on a slow phone. */
const few = 1_000;
/** How long (ms) a screen shows what was counted of them. */
export const countStands = 3_000;
/** What was counted last, and when it began (ms): who asks meanwhile waits for the same. */
let counted: { at: number; counts: Promise<WaitingCounts> } | undefined;
forgetWithDatabase(() => {
  counted = undefined;
});

/** The kept counts and the endpoints: asked at each change, and so in one transaction. */
const countsKept = () =>
  db.transaction('r', db.counts, db.endpoints, () =>
    Promise.all([db.counts.bulkGet(['waiting', 'refused']), db.endpoints.toArray()]),
  );

/** Kept counts where there is one endpoint. `stands`: what was counted of very many so lately (ms) is as good. */
export async function waitingCounts(
  stands = 0,
  now = performance.now(),
  reading = countsKept(),
): Promise<WaitingCounts> {
  const [kept, endpoints] = await reading;
  const [waiting, refused] = kept.map((count) => count?.n ?? 0) as [number, number];
  if (endpoints.length < 2 || waiting + refused < 2) return { waiting, refused };
  if (waiting + refused <= few) return countRecords();
  const left = counted ? counted.at + stands - now : 0;
  if (left > 0) return atMost(await counted!.counts, waiting, refused, left);
  const counts = countRecords();
  const own = { at: now, counts };
  counted = own;
  counts.catch(() => {
    if (counted === own) counted = undefined;
  });
  return counts;
}

async function countRecords(): Promise<WaitingCounts> {
  const [wait, wrong] = await Promise.all([recordsIn('waiting', db), recordsIn('refused', db)]);
  const both = [...wrong].filter((id) => wait.has(id)).length;
  return { waiting: wait.size, refused: wrong.size, ...(both > 0 ? { both } : {}) };
}

/** What was counted a while ago, where only so many items are left. */
function atMost(counts: WaitingCounts, items: number, wrong: number, again: number): WaitingCounts {
  const [waiting, refused] = [Math.min(counts.waiting, items), Math.min(counts.refused, wrong)];
  return { waiting, refused, ...(counts.both && { both: Math.min(counts.both, waiting, refused) }), again };
}

/**
 * The next items of an endpoint that are due at `now` (ms), oldest record first, at most `limit`. `isLocked`: of those that can be
 * sent while the device is.
 */
export function dueItems(endpoint: string, now: number, limit: number, isLocked = false): Promise<OutboxItem[]> {
  const due = db.outbox
    .where('[endpoint+state+dueAt]')
    .between([endpoint, 'waiting', Dexie.minKey], [endpoint, 'waiting', now], true, true);
  // Without a filter all come in one answer, not one by one.
  return (isLocked ? due.filter(({ toSend }) => toSend !== undefined) : due).limit(limit).toArray();
}

/** The time (ms) at which the next item of an endpoint is due, or undefined when nothing waits for it. `isLocked` as of `dueItems`. */
export async function nextDue(endpoint: string, isLocked = false): Promise<number | undefined> {
  const first = await db.outbox
    .where('[endpoint+state+dueAt]')
    .between([endpoint, 'waiting', Dexie.minKey], [endpoint, 'waiting', Dexie.maxKey])
    .filter(({ toSend }) => !isLocked || toSend !== undefined)
    .first();
  return first?.dueAt;
}

/** The item of an endpoint that is put off to the earliest time after `now`, or undefined where none is. */
export const firstPutOff = (endpoint: string, now: number): Promise<OutboxItem | undefined> =>
  db.outbox
    .where('[endpoint+state+dueAt]')
    .between([endpoint, 'waiting', now], [endpoint, 'waiting', afterAnother], false, false)
    .first();

/** Makes an endpoint's waiting items due at `dueAt` where they were put off to a time after `from`, and up to `to`. */
export async function makeDue(endpoint: string, from: number, to = afterAnother - 1, dueAt = 0): Promise<void> {
  await db.outbox
    .where('[endpoint+state+dueAt]')
    .between([endpoint, 'waiting', from], [endpoint, 'waiting', to], false, true)
    .modify({ dueAt });
}

/** Notes of items that they go out now: should nobody ever hear what became of them, they may be there. */
export const noteSent = async (items: readonly OutboxItem[]): Promise<void> =>
  void (await db.outbox.bulkUpdate(items.map(({ key }) => ({ key, changes: { sent: true } }))));

/** Writes back judged items, each only while it still holds the revision that was sent, and keeps the counts. */
export async function writeBack(items: OutboxItem[]): Promise<void> {
  await db.transaction('rw', db.outbox, db.counts, db.endpoints, async () => {
    const keys = items.map(({ key }) => key);
    const held = await rowsOf(db.outbox, 'key', keys);
    const still = items.flatMap(({ toSend: _, ...item }, index) => {
      const now = held[index];
      if (now?.rev !== item.rev || now.state !== 'waiting') return [];
      // Sealed for sending is what still waits, as it now lies there, and nothing else.
      return [item.state === 'waiting' && now.toSend ? { ...item, toSend: now.toSend } : item];
    });
    const moves: Moves = { waiting: -still.length };
    for (const { state } of still) moves[state] = (moves[state] ?? 0) + 1;
    await Promise.all([db.outbox.bulkPut(still), moveCounts(moves), noteDelivery(still)]);
  });
}

async function noteDelivery(items: OutboxItem[]): Promise<void> {
  const last = items.findLast(({ state }) => state === 'delivered');
  if (last?.doneAt !== undefined) await db.endpoints.update(last.endpoint, { deliveredAt: last.doneAt });
}

/** A page of items in a state, newest record first; `before` is the key after which the page starts. */
export function itemsIn(state: OutboxItem['state'], limit: number, before?: string): Promise<OutboxItem[]> {
  return db.outbox
    .where('[state+key]')
    .between([state, Dexie.minKey], [state, before ?? Dexie.maxKey], true, false)
    .reverse()
    .limit(limit)
    .toArray();
}

/** How many wait and were refused, and the endpoints, as they stood at one moment. */
export async function waitingBeside(stands: number): Promise<[WaitingCounts, StoredEndpoint[]]> {
  const reading = countsKept();
  return [await waitingCounts(stands, undefined, reading), (await reading)[1]];
}

/** The items of one record, one for each endpoint. */
export const itemsOf = (recordId: string): Promise<OutboxItem[]> =>
  db.outbox.where('key').startsWith(`${recordId}:`).toArray();

const itemsAt = (endpoint: string, state: OutboxItem['state']) =>
  db.outbox
    .where('[endpoint+state+dueAt]')
    .between([endpoint, state, Dexie.minKey], [endpoint, state, Dexie.maxKey], true, true);

/** How many items an endpoint refused. For the page that lists the endpoints. */
export const refusedAt = (endpoint: string): Promise<number> => itemsAt(endpoint, 'refused').count();

/** How many items wait for one endpoint. For the page that lists the endpoints, never for a line on every screen. */
export const waitingAt = (endpoint: string): Promise<number> => itemsAt(endpoint, 'waiting').count();

/** How many items of an endpoint are delivered. Counts them: for a person who asks, never for a line on every screen. */
export const deliveredCount = (endpoint: string): Promise<number> => itemsAt(endpoint, 'delivered').count();

/** How many records an endpoint does not yet have, by kind: what waits and what was refused. */
export async function unsentKinds(endpoint: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const state of ['waiting', 'refused'] as const)
    await itemsAt(endpoint, state).each(({ kind }) => {
      counts[kind] = (counts[kind] ?? 0) + 1;
    });
  return counts;
}

/** Items of an endpoint that are delivered, in the order of their keys, from the one behind `after` on. */
export const deliveredAfter = (endpoint: string, after: string, limit: number): Promise<OutboxItem[]> =>
  db.outbox
    .where('[state+key]')
    .between(['delivered', after], ['delivered', Dexie.maxKey], false, true)
    .filter((item) => item.endpoint === endpoint)
    .limit(limit)
    .toArray();

/** When anything was last delivered (ms since 1970), or undefined. */
export function lastDelivered(endpoints: StoredEndpoint[]): number | undefined {
  const times = endpoints.flatMap(({ deliveredAt }) => deliveredAt ?? []);
  return times.length > 0 ? Math.max(...times) : undefined;
}
