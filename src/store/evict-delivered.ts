/** Records that leave the device because every endpoint has them: no tombstone is sent, what endpoints hold stays there. */
import { db, type OutboxItem, type StoredEndpoint, type StoredRecord } from './db.ts';
import { itemsOf, type Moves, moveCounts, takes } from './outbox.ts';

/** What endpoints showed just now: the key of each item that was there, in the revision that was looked for. */
export type Shown = ReadonlyMap<string, number>;

/**
 * The items that endpoints must show before these records may go together, or undefined where one of them may not: each must
 * be delivered as it now stands to every endpoint that takes it, proved by that endpoint, and by what was written then before
 * `before` (ms since 1970), which spares asking in vain. One that is open in a form stays.
 */
export async function toBeShown(ids: readonly string[], before: number): Promise<OutboxItem[] | undefined> {
  const wanted = (await heldOf(ids))?.flatMap((held) => held.wanted);
  const isOld = ({ doneThere, doneAt }: OutboxItem) => (doneThere ?? doneAt ?? Number.POSITIVE_INFINITY) < before;
  return wanted?.every(isOld) ? wanted : undefined;
}

/**
 * Lets records go together, or none of them: as `toBeShown`, and every endpoint in use has shown each of them. A status that
 * it once gave alone proves nothing, and one whose history was cut is asked anew first.
 */
export function evictDelivered(ids: readonly string[], shown: Shown): Promise<boolean> {
  return db.transaction('rw', [db.records, db.outbox, db.counts, db.endpoints, db.drafts], async () => {
    const held = await heldOf(ids);
    if (!held?.every(({ wanted }) => wanted.every(({ key, rev }) => shown.get(key) === rev))) return false;
    const items = held.flatMap(({ items }) => items);
    const moves: Moves = { delivered: -items.length };
    for (const { row } of held) if (!row.deleted) moves[`kind:${row.kind}`] = (moves[`kind:${row.kind}`] ?? 0) - 1;
    await Promise.all([
      db.records.bulkDelete([...ids]),
      db.outbox.bulkDelete(items.map(({ key }) => key)),
      moveCounts(moves),
    ]);
    return true;
  });
}

/** A record with its items, and those of them that endpoints in use must show. */
interface Held {
  row: StoredRecord;
  items: OutboxItem[];
  wanted: OutboxItem[];
}

async function heldOf(ids: readonly string[]): Promise<Held[] | undefined> {
  const [rows, drafts, endpoints, items] = await Promise.all([
    db.records.bulkGet([...ids]),
    db.drafts.bulkGet([...ids]),
    db.endpoints.toArray(),
    Promise.all(ids.map(itemsOf)),
  ]);
  if (drafts.some((draft) => draft)) return undefined;
  const all = rows.map((row, index) => row && heldBy(row, items[index]!, endpoints));
  return all.every((held) => held !== undefined) ? all : undefined;
}

function heldBy(row: StoredRecord, items: OutboxItem[], endpoints: StoredEndpoint[]): Held | undefined {
  const isDone = ({ state, rev, proof }: OutboxItem) =>
    state === 'delivered' && rev === row.rev && proof !== undefined && proof !== 'accepted';
  const taking = endpoints.filter((endpoint) => endpoint.filling !== undefined || takes(endpoint, row.kind));
  const wanted = items.filter(({ endpoint }) => taking.some(({ id }) => id === endpoint));
  const isEvictable = items.every(isDone) && wanted.length > 0 && wanted.length === taking.length;
  return isEvictable && taking.every(({ recheck }) => recheck === undefined) ? { row, items, wanted } : undefined;
}
