/** Records that leave the device because every endpoint has them: no tombstone is sent, what endpoints hold stays there. */
import { db, type OutboxItem, type StoredEndpoint, type StoredRecord } from './db.ts';
import { itemsOf, type Moves, moveCounts, takes } from './outbox.ts';

/** What endpoints showed just now: the key of each item that was there, in the revision that was looked for. */
export type Shown = ReadonlyMap<string, number>;

/**
 * Why records stay: one is open in a form; an endpoint in use lacks one, or took it without a word that it has it; or what an endpoint
 * had is being checked, since its history was cut.
 */
export type Stays = 'open-form' | 'not-delivered' | 'not-proved' | 'being-checked';

/** How records that go together stand: why they stay, or when the last of them was delivered (ms since 1970). */
type Standing = { stays: Stays } | { deliveredAt: number };

/**
 * The items that endpoints must show before these records may go together, or undefined where one of them may not: each must
 * be delivered as it now stands to every endpoint that takes it, proved by that endpoint, and by what was written then before
 * `before` (ms since 1970), which spares asking in vain. One that is open in a form stays.
 */
export async function toBeShown(ids: readonly string[], before: number): Promise<OutboxItem[] | undefined> {
  const held = await heldOf(ids);
  return 'stays' in held || deliveredAt(held.wanted) >= before ? undefined : held.wanted;
}

/**
 * Lets records go together, or none of them: as `toBeShown`, and every endpoint in use has shown each of them. A status that
 * it once gave alone proves nothing, and one whose history was cut is asked anew first. `copies`: of other devices' records, which
 * mean nothing without these.
 */
export function evictDelivered(ids: readonly string[], shown: Shown, copies: readonly string[] = []): Promise<boolean> {
  return db.transaction('rw', evictedFrom(), async () => {
    const held = await heldOf(ids);
    if ('stays' in held || !held.wanted.every(({ key, rev }) => shown.get(key) === rev)) return false;
    const moves: Moves = { delivered: -held.items.length };
    for (const row of held.rows) if (!row.deleted) moves[`kind:${row.kind}`] = (moves[`kind:${row.kind}`] ?? 0) - 1;
    await Promise.all([
      db.records.bulkDelete([...ids]),
      db.copies.bulkDelete([...copies]),
      db.outbox.bulkDelete(held.items.map(({ key }) => key)),
      moveCounts(moves),
    ]);
    return true;
  });
}

/** The tables that change where records go. */
export const evictedFrom = () => [db.records, db.copies, db.outbox, db.counts, db.endpoints, db.drafts];

/** How each of these groups stands, all at one moment; undefined for one of which everything was deleted. */
export function standingsOf(groups: readonly (readonly string[])[]): Promise<(Standing | undefined)[]> {
  return db.transaction('r', [db.records, db.outbox, db.endpoints, db.drafts], async () => {
    const [endpoints, open, all] = await Promise.all([
      db.endpoints.toArray(),
      db.drafts.toCollection().primaryKeys(),
      db.outbox.toArray(),
    ]);
    const items = new Map<string, OutboxItem[]>();
    for (const item of all) items.set(item.recordId, [...(items.get(item.recordId) ?? []), item]);
    const drafts = new Set<string>(open);
    const found: (Standing | undefined)[] = [];
    for (const ids of groups) {
      const rows = await db.records.bulkGet([...ids]);
      if (rows.every((row) => !row || row.deleted)) found.push(undefined);
      else if (ids.some((id) => drafts.has(id))) found.push({ stays: 'open-form' });
      else found.push(standing(together(rows, (id) => items.get(id) ?? [], endpoints)));
    }
    return found;
  });
}

const standing = (held: Held | { stays: Stays }): Standing =>
  'stays' in held ? held : { deliveredAt: deliveredAt(held.wanted) };

const deliveredAt = (wanted: readonly OutboxItem[]): number =>
  Math.max(...wanted.map(({ doneThere, doneAt }) => doneThere ?? doneAt ?? Number.POSITIVE_INFINITY));

/** Records with their items, and those of the items that endpoints in use must show. */
interface Held {
  rows: StoredRecord[];
  items: OutboxItem[];
  wanted: OutboxItem[];
}

async function heldOf(ids: readonly string[]): Promise<Held | { stays: Stays }> {
  const [rows, drafts, endpoints, items] = await Promise.all([
    db.records.bulkGet([...ids]),
    db.drafts.bulkGet([...ids]),
    db.endpoints.toArray(),
    Promise.all(ids.map(itemsOf)),
  ]);
  if (drafts.some((draft) => draft)) return { stays: 'open-form' };
  return together(rows, (id) => items[ids.indexOf(id)]!, endpoints);
}

function together(
  rows: readonly (StoredRecord | undefined)[],
  itemsFor: (id: string) => OutboxItem[],
  endpoints: readonly StoredEndpoint[],
): Held | { stays: Stays } {
  const all: Held = { rows: [], items: [], wanted: [] };
  for (const row of rows) {
    // One that has gone meanwhile: the others are looked at anew.
    if (!row) return { stays: 'not-delivered' };
    const items = itemsFor(row.id);
    const judged = judge(row, items, endpoints);
    if ('stays' in judged) return judged;
    all.rows.push(row);
    all.items.push(...items);
    all.wanted.push(...judged.wanted);
  }
  return all;
}

function judge(
  row: StoredRecord,
  items: readonly OutboxItem[],
  endpoints: readonly StoredEndpoint[],
): { wanted: OutboxItem[] } | { stays: Stays } {
  const taking = endpoints.filter((endpoint) => endpoint.filling !== undefined || takes(endpoint, row.kind));
  const wanted = items.filter(({ endpoint }) => taking.some(({ id }) => id === endpoint));
  const isDelivered = items.every(({ state, rev }) => state === 'delivered' && rev === row.rev);
  if (!isDelivered || wanted.length === 0 || wanted.length !== taking.length) return { stays: 'not-delivered' };
  if (!items.every(({ proof }) => proof !== undefined && proof !== 'accepted')) return { stays: 'not-proved' };
  return taking.every(({ recheck }) => recheck === undefined) ? { wanted } : { stays: 'being-checked' };
}
