/**
 * How long a record stays on the device once every endpoint has it. Days are counted between deliveries, by the endpoint's
 * clock where it tells it, and never to this phone's now: a clock that was set wrong takes nothing away.
 */
import { db, type OutboxItem, type StoredEndpoint, type StoredRecord } from './db.ts';
import { moveCounts, takes } from './outbox.ts';

const day = 86_400_000;
/** How many rows one transaction takes: the page answers between two of them. */
const pageSize = 200;

/**
 * Takes away the records of a kind that every endpoint has had for `days`, counted to the last delivery there. What waits,
 * was refused or set aside, is being edited, or has nowhere to go stays. Answers how many went. The endpoints keep theirs.
 */
export async function letGoOfOld(kind: string, days: number): Promise<number> {
  const ids = await db.records.where('[kind+at]').between([kind, ''], [kind, '\uffff']).primaryKeys();
  let gone = 0;
  for (let start = 0; start < ids.length; start += pageSize) {
    gone += await letGoOf(kind, ids.slice(start, start + pageSize), days * day);
  }
  return gone;
}

function letGoOf(kind: string, ids: string[], longest: number): Promise<number> {
  return db.transaction('rw', [db.records, db.outbox, db.counts, db.endpoints, db.drafts], async () => {
    const endpoints = await db.endpoints.toArray();
    const keys = (id: string) => endpoints.map((endpoint) => `${id}:${endpoint.id}`);
    const [rows, drafts, items] = await Promise.all([
      db.records.bulkGet(ids),
      db.drafts.bulkGet(ids),
      db.outbox.bulkGet(ids.flatMap(keys)),
    ]);
    const itemsOf = (at: number) => items.slice(at * endpoints.length, (at + 1) * endpoints.length);
    const old = rows.flatMap((row, at) =>
      row && !drafts[at] && isOld(row, endpoints, itemsOf(at), longest) ? [{ row, items: itemsOf(at) }] : [],
    );
    const delivered = old.flatMap(({ items: all }) => all.flatMap((item) => item?.key ?? []));
    const counted = old.filter(({ row }) => !row.deleted).length;
    await Promise.all([
      db.records.bulkDelete(old.map(({ row }) => row.id)),
      db.outbox.bulkDelete(delivered),
      moveCounts({ [`kind:${kind}`]: -counted, delivered: -delivered.length }),
    ]);
    return old.length;
  });
}

/** Whether every endpoint that takes the record has had it, as it now stands, for longer than `longest` (ms). */
function isOld(
  { kind, rev }: StoredRecord,
  endpoints: StoredEndpoint[],
  items: (OutboxItem | undefined)[],
  longest: number,
): boolean {
  const isAway = endpoints.every((endpoint, at) => {
    const item = items[at];
    if (!item) return !takes(endpoint, kind) && endpoint.filling === undefined;
    return item.state === 'delivered' && item.rev === rev && heldFor(item, endpoint) > longest;
  });
  return isAway && items.some((item) => item !== undefined);
}

/** How long before its last delivery the endpoint got this one (ms). */
function heldFor(item: OutboxItem, { deliveredAt, deliveredThere }: StoredEndpoint): number {
  if (item.doneThere !== undefined && deliveredThere !== undefined) return deliveredThere - item.doneThere;
  return (deliveredAt ?? 0) - (item.doneAt ?? Number.POSITIVE_INFINITY);
}
