/** The outbox: for each record and endpoint, whether the endpoint holds it. Items have a state and are never deleted. */
import { Dexie } from 'dexie';
import { type Count, db, type OutboxItem, type StoredEndpoint, type StoredRecord } from './db.ts';
import { rowsOf } from './rows.ts';

/** The item that says: this revision of this record waits for this endpoint, from now on. */
export function waitingItem(row: StoredRecord, endpoint: string): OutboxItem {
  const { id: recordId, kind, rev } = row;
  return { key: `${recordId}:${endpoint}`, recordId, kind, rev, endpoint, state: 'waiting', tries: 0, dueAt: 0 };
}

/** Whether new records of a kind wait for this endpoint. */
export const takes = ({ kinds, retired }: StoredEndpoint, kind: string): boolean =>
  !retired && (!kinds || kinds.includes(kind));

/** By how much each count changes. */
export type Moves = { [name in Count['name']]?: number };

/** Moves the counts. Call it in the transaction that changes what is counted. */
export async function moveCounts(moves: Moves): Promise<void> {
  const names = (Object.keys(moves) as Count['name'][]).filter((name) => moves[name]);
  const held = await db.counts.bulkGet(names);
  await db.counts.bulkPut(names.map((name, index) => ({ name, n: (held[index]?.n ?? 0) + moves[name]! })));
}

/** How many records of a kind are on this device, deleted ones left out. */
export const countOf = async (kind: string): Promise<number> => (await db.counts.get(`kind:${kind}`))?.n ?? 0;

/** How many records wait and how many were refused. Two reads, however many records there are. */
export async function waitingCounts(): Promise<{ waiting: number; refused: number }> {
  const [waiting, refused] = await db.counts.bulkGet(['waiting', 'refused']);
  return { waiting: waiting?.n ?? 0, refused: refused?.n ?? 0 };
}

/** The next items of an endpoint that are due at `now` (ms), oldest record first, at most `limit`. */
export function dueItems(endpoint: string, now: number, limit: number): Promise<OutboxItem[]> {
  return db.outbox
    .where('[endpoint+state+dueAt]')
    .between([endpoint, 'waiting', Dexie.minKey], [endpoint, 'waiting', now], true, true)
    .limit(limit)
    .toArray();
}

/** The time (ms) at which the next item of an endpoint is due, or undefined when nothing waits for it. */
export async function nextDue(endpoint: string): Promise<number | undefined> {
  const first = await db.outbox
    .where('[endpoint+state+dueAt]')
    .between([endpoint, 'waiting', Dexie.minKey], [endpoint, 'waiting', Dexie.maxKey])
    .first();
  return first?.dueAt;
}

/** Makes an endpoint's waiting items due at once where they were put off beyond `later` (ms since 1970). */
export async function makeDue(endpoint: string, later: number): Promise<void> {
  await db.outbox
    .where('[endpoint+state+dueAt]')
    .between([endpoint, 'waiting', later], [endpoint, 'waiting', Dexie.maxKey], false, true)
    .modify({ dueAt: 0 });
}

/** Writes back judged items, each only while it still holds the revision that was sent, and keeps the counts. */
export async function writeBack(items: OutboxItem[]): Promise<void> {
  await db.transaction('rw', db.outbox, db.counts, db.endpoints, async () => {
    const keys = items.map(({ key }) => key);
    const held = await rowsOf(db.outbox, 'key', keys);
    const still = items.filter((item, index) => held[index]?.rev === item.rev && held[index]?.state === 'waiting');
    const moves: Moves = { waiting: -still.length };
    for (const { state } of still) moves[state] = (moves[state] ?? 0) + 1;
    await Promise.all([db.outbox.bulkPut(still), moveCounts(moves), noteDelivery(still)]);
  });
}

async function noteDelivery(items: OutboxItem[]): Promise<void> {
  const last = items.findLast(({ state }) => state === 'delivered');
  if (last?.doneAt !== undefined) await db.endpoints.update(last.endpoint, { deliveredAt: last.doneAt });
}

/** Makes a refused item wait again, at once: a person asked for it. */
export async function waitAgain(key: string): Promise<void> {
  await db.transaction('rw', db.outbox, db.counts, async () => {
    const item = await db.outbox.get(key);
    if (item?.state !== 'refused') return;
    const { recordId, kind, rev, endpoint } = item;
    await db.outbox.put({ key, recordId, kind, rev, endpoint, state: 'waiting', tries: 0, dueAt: 0 });
    await moveCounts({ refused: -1, waiting: 1 });
  });
}

/** Makes every refused item wait again, at once: a person asked for it. */
export async function waitAllAgain(): Promise<void> {
  const refused = await db.outbox
    .where('[state+key]')
    .between(['refused', Dexie.minKey], ['refused', Dexie.maxKey])
    .primaryKeys();
  for (const key of refused) await waitAgain(key);
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

/** The items of one record, one for each endpoint. */
export const itemsOf = (recordId: string): Promise<OutboxItem[]> =>
  db.outbox.where('key').startsWith(`${recordId}:`).toArray();

/** How many items wait for one endpoint. For the page that lists the endpoints, never for a line on every screen. */
export const waitingAt = (endpoint: string): Promise<number> =>
  db.outbox
    .where('[endpoint+state+dueAt]')
    .between([endpoint, 'waiting', Dexie.minKey], [endpoint, 'waiting', Dexie.maxKey])
    .count();

/** How many records an endpoint does not yet have, by kind: what waits and what was refused. */
export async function unsentKinds(endpoint: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const state of ['waiting', 'refused'] as const)
    await itemsAt(endpoint, state).each(({ kind }) => {
      counts[kind] = (counts[kind] ?? 0) + 1;
    });
  return counts;
}

const itemsAt = (endpoint: string, state: OutboxItem['state']) =>
  db.outbox
    .where('[endpoint+state+dueAt]')
    .between([endpoint, state, Dexie.minKey], [endpoint, state, Dexie.maxKey], true, true);

/** The tables that a change of endpoints writes to; call these functions in a transaction over them. */
export const endpointTables = [db.endpoints, db.records, db.outbox, db.counts];

/**
 * Puts an endpoint in its new shape. Every record on the device of a kind that it takes and does not have as it now stands
 * waits for it; what waits there of a kind that it no longer takes goes no further. The records stay on the device.
 */
export async function putEndpoint(row: StoredEndpoint): Promise<void> {
  const before = await db.endpoints.get(row.id);
  const { deliveredAt } = before ?? {};
  await db.endpoints.put(deliveredAt === undefined ? row : { deliveredAt, ...row });
  const kindsOf = (one: StoredEndpoint | undefined) =>
    one && JSON.stringify([[...(one.kinds ?? '*')].sort(), one.retired]);
  if (kindsOf(before) === kindsOf(row)) return;
  const moves: Moves = {};
  const items: OutboxItem[] = [];
  const states = ['waiting', 'refused', 'delivered'] as const;
  const all = await Promise.all(states.map((state) => itemsAt(row.id, state).toArray()));
  const held = new Map(all.flat().map((item) => [item.recordId, item]));
  const gone = [...held.values()].filter(
    ({ kind, state }) => state !== 'delivered' && !row.retired && !takes(row, kind),
  );
  for (const { state } of gone) moves[state] = (moves[state] ?? 0) - 1;
  await db.records.each((record) => {
    const item = held.get(record.id);
    if (!takes(row, record.kind) || item?.rev === record.rev) return;
    items.push(waitingItem(record, row.id));
    moves.waiting = (moves.waiting ?? 0) + 1;
    if (item) moves[item.state] = (moves[item.state] ?? 0) - 1;
  });
  await db.outbox.bulkDelete(gone.map(({ key }) => key));
  await db.outbox.bulkPut(items);
  await moveCounts(moves);
}

/**
 * Takes an endpoint out of use. What it does not yet have stays, until a person decides; where it has everything, only the
 * memory of what was delivered stays.
 */
export async function retireEndpoint(id: string): Promise<void> {
  const row = await db.endpoints.get(id);
  if (!row || row.retired) return;
  if (Object.keys(await unsentKinds(id)).length === 0) await db.endpoints.delete(id);
  else await db.endpoints.put({ ...row, retired: 'undecided' });
}

/** Takes an endpoint away with what waits for it there; the records stay on the device, and what it had is remembered. */
export async function removeEndpoint(id: string): Promise<void> {
  await db.transaction('rw', endpointTables, async () => {
    await db.endpoints.delete(id);
    for (const state of ['waiting', 'refused'] as const)
      await moveCounts({ [state]: -(await itemsAt(id, state).delete()) });
  });
}

/** When anything was last delivered (ms since 1970), or undefined. */
export function lastDelivered(endpoints: StoredEndpoint[]): number | undefined {
  const times = endpoints.flatMap(({ deliveredAt }) => deliveredAt ?? []);
  return times.length > 0 ? Math.max(...times) : undefined;
}

/**
 * Writes how an endpoint behaves; `undefined` clears the hold. Does nothing where the endpoint is gone or was set up anew
 * since `asked` was read: a late answer to an old key must not hold the new one back.
 */
export async function holdEndpoint(asked: StoredEndpoint, hold: StoredEndpoint['hold']): Promise<void> {
  await db.transaction('rw', db.endpoints, async () => {
    const row = await db.endpoints.get(asked.id);
    if (!row || (!row.hold && !hold) || String(row.config?.iv) !== String(asked.config?.iv)) return;
    const { hold: _, ...rest } = row;
    await db.endpoints.put(hold ? { ...rest, hold } : rest);
  });
}
