/** Records that leave the device because every endpoint has them: no tombstone is sent, what endpoints hold stays there. */
import { db, type OutboxItem, type StoredEndpoint, type StoredRecord } from './db.ts';
import { itemsOf, type Moves, moveCounts, takes } from './outbox.ts';

/**
 * Lets records go together, or none of them: each must be held, as it now stands, by every endpoint that takes it, proved by
 * that endpoint, and delivered before `before` (ms since 1970). One that is open in a form stays, and the others with it.
 */
export function letGo(ids: readonly string[], before: number): Promise<boolean> {
  return db.transaction('rw', [db.records, db.outbox, db.counts, db.endpoints, db.drafts], async () => {
    const [rows, drafts, endpoints, items] = await Promise.all([
      db.records.bulkGet([...ids]),
      db.drafts.bulkGet([...ids]),
      db.endpoints.toArray(),
      Promise.all(ids.map(itemsOf)),
    ]);
    const held = rows.every((row, index) => row && isHeld(row, items[index]!, endpoints, before));
    if (!held || drafts.some((draft) => draft)) return false;
    const moves: Moves = { delivered: -items.flat().length };
    for (const row of rows as StoredRecord[])
      if (!row.deleted) moves[`kind:${row.kind}`] = (moves[`kind:${row.kind}`] ?? 0) - 1;
    await Promise.all([
      db.records.bulkDelete([...ids]),
      db.outbox.bulkDelete(items.flat().map(({ key }) => key)),
      moveCounts(moves),
    ]);
    return true;
  });
}

/** A status alone proves nothing: what was only taken over stays here. */
function isHeld(row: StoredRecord, items: OutboxItem[], endpoints: StoredEndpoint[], before: number): boolean {
  const isDone = ({ state, rev, proof, doneAt = Number.POSITIVE_INFINITY }: OutboxItem) =>
    state === 'delivered' && rev === row.rev && proof !== undefined && proof !== 'accepted' && doneAt < before;
  const wanted = endpoints.filter((endpoint) => endpoint.filling !== undefined || takes(endpoint, row.kind));
  return (
    items.length > 0 && items.every(isDone) && wanted.every(({ id }) => items.some(({ endpoint }) => endpoint === id))
  );
}
