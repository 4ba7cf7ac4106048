/** The endpoints as rows: added, taken away, held back; and what waits for them in the outbox follows, page by page. */
import { Dexie } from 'dexie';
import { db, type OutboxItem, type StoredEndpoint } from './db.ts';
import { newId } from './id.ts';
import { afterAnother, type Moves, moveCounts, takes, unsentKinds, waitingItem } from './outbox.ts';
import { comesUnsealed } from './sending-key.ts';

/** How many rows one transaction takes: the page answers between two of them. */
const pageSize = 500;

/** The tables that `putEndpoint` and `retireEndpoint` need: call them in a transaction over these, and fill after it. */
export const endpointTables = () => [db.endpoints, db.outbox];

const kindsOf = (row: StoredEndpoint | undefined) =>
  row && JSON.stringify([[...(row.kinds ?? '*')].sort(), row.retired]);

/**
 * Puts an endpoint in its new shape. Where it takes other kinds than before, `fillEndpoints` then makes every record that it
 * takes and does not have as it now stands wait for it, and what waits there of other kinds go no further.
 */
export async function putEndpoint(row: StoredEndpoint): Promise<void> {
  const before = await db.endpoints.get(row.id);
  const { hold: _h, kinds: _k, retired: _r, config: _c, toSend: _s, history: _y, ...known } = before ?? { id: row.id };
  await db.endpoints.put({ ...known, ...row, ...(kindsOf(before) === kindsOf(row) ? {} : { filling: '' }) });
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

/** Goes on where an endpoint's outbox was left unfilled: a page that was closed meanwhile loses nothing. */
export async function fillEndpoints(): Promise<void> {
  for (const { id, filling } of await db.endpoints.toArray()) if (filling !== undefined) await fillEndpoint(id);
}

/** As `fillEndpoints`, where the endpoint itself is kept already: what cannot be filled now, the next drain fills. */
export const fillNow = (): Promise<void> =>
  fillEndpoints().catch((error: unknown) => {
    console.error('Left for the next drain', error instanceof Error ? error.name : '');
  });

async function fillEndpoint(id: string): Promise<void> {
  for (let isMore = true; isMore; ) isMore = await fillPage(id);
}

/** Several tabs may fill at once: each page begins where the last one ended. */
function fillPage(id: string): Promise<boolean> {
  return db.transaction('rw', [db.endpoints, db.records, db.outbox, db.counts], async () => {
    const endpoint = await db.endpoints.get(id);
    if (endpoint?.filling === undefined) return false;
    const { filling, ...rest } = endpoint;
    const rows = await db.records.where(':id').above(filling).limit(pageSize).toArray();
    const held = await db.outbox.bulkGet(rows.map((row) => `${row.id}:${id}`));
    const moves: Moves = {};
    const waiting: OutboxItem[] = [];
    const gone: string[] = [];
    for (const [index, row] of rows.entries()) {
      const item = held[index];
      if (takes(rest, row.kind)) {
        if (item?.rev === row.rev) continue;
        waiting.push(waitingItem(row, id, item));
        moves.waiting = (moves.waiting ?? 0) + 1;
      } else {
        if (!item || item.state === 'delivered' || rest.retired) continue;
        gone.push(item.key);
      }
      if (item) moves[item.state] = (moves[item.state] ?? 0) - 1;
    }
    if (waiting.length > 0) comesUnsealed();
    const isMore = rows.length === pageSize;
    await Promise.all([
      db.outbox.bulkPut(waiting),
      db.outbox.bulkDelete(gone),
      moveCounts(moves),
      db.endpoints.put(isMore ? { ...rest, filling: rows.at(-1)!.id } : rest),
    ]);
    return isMore;
  });
}

/** The name of the setting that keeps how far a check of an endpoint has come. */
export const checkOf = (endpoint: string): string => `check:${endpoint}`;

/** Takes an endpoint away with what waits for it there; the records stay on the device, and what it had is remembered. */
export async function removeEndpoint(id: string): Promise<void> {
  await db.transaction('rw', db.endpoints, db.settings, () =>
    Promise.all([db.endpoints.delete(id), db.settings.delete(checkOf(id))]),
  );
  await clearUpEndpoints();
}

/** Takes away the items of endpoints that are no more: also where a page was closed before it had done so. */
export async function clearUpEndpoints(): Promise<void> {
  const ids = new Set<string>(await db.endpoints.toCollection().primaryKeys());
  for (let found = await endpointAfter(undefined); found !== undefined; found = await endpointAfter(found)) {
    if (ids.has(found)) continue;
    for (const state of ['waiting', 'refused', 'aside'] as const) await deleteItems(found, state);
    await letGo(found);
  }
}

/** The next endpoint, in the order of their ids, that any item is for: one read, however many items there are. */
const endpointAfter = async (last: string | undefined): Promise<string | undefined> =>
  (
    await db.outbox
      .where('[endpoint+state+dueAt]')
      .above(last === undefined ? [Dexie.minKey] : [last, Dexie.maxKey])
      .first()
  )?.endpoint;

async function deleteItems(endpoint: string, state: OutboxItem['state']): Promise<void> {
  for (let gone = pageSize; gone === pageSize; ) {
    gone = await db.transaction('rw', db.endpoints, db.outbox, db.counts, async () => {
      // Another tab may have put it back: what waits for it then is wanted.
      if (await db.endpoints.get(endpoint)) return 0;
      const deleted = await db.outbox
        .where('[endpoint+state+dueAt]')
        .between([endpoint, state, Dexie.minKey], [endpoint, state, Dexie.maxKey])
        .limit(pageSize)
        .delete();
      const moves: Moves = { [state]: -deleted };
      await moveCounts(moves);
      return deleted;
    });
  }
}

/** Nothing waits any more for what waited at an endpoint that is gone. */
async function letGo(gone: string): Promise<void> {
  for (const { id } of await db.endpoints.toArray()) {
    await db.outbox
      .where({ endpoint: id, state: 'waiting', dueAt: afterAnother })
      .filter(({ after }) => Boolean(after?.endsWith(`:${gone}`)))
      .modify({ dueAt: 0 });
  }
}

/**
 * Writes how an endpoint behaves; `undefined` clears the hold. Does nothing where the endpoint is gone or was set up anew
 * since `asked` was read: a late answer to an old key must not hold the new one back.
 */
export async function setBackoff(asked: StoredEndpoint, hold: StoredEndpoint['hold']): Promise<void> {
  await db.transaction('rw', db.endpoints, async () => {
    const row = await db.endpoints.get(asked.id);
    if (!row || (!row.hold && !hold) || String(row.config?.iv) !== String(asked.config?.iv)) return;
    const { hold: _, ...rest } = row;
    await db.endpoints.put(hold ? { ...rest, hold } : rest);
  });
}

/** What an answer told of an endpoint's history: the newest commit, and whether it lacks one that the request had said. */
export interface Told {
  head: string;
  isCut: boolean;
}

/** The number of a commit: the later of two in one history has the greater one. */
const numberOf = (commit: string): number => Number.parseInt(commit, 10) || 0;

/**
 * Keeps the newest commit of an endpoint's history, before anything that came with it is believed: what is marked as delivered
 * is then never newer than what the endpoint will be asked for. `said`: what the request had said; an answer to less than
 * what is known proves nothing. `row` as it was read before the request. Answers what is known now.
 */
export function learnHistory(row: StoredEndpoint, said: readonly string[], told: Told): Promise<string | undefined> {
  return db.transaction('rw', db.endpoints, async () => {
    const now = await db.endpoints.get(row.id);
    if (!now) return undefined;
    const { head, isCut } = told;
    if (now.history === undefined) {
      // Set up anew while it was asked: this is another's answer.
      if (String(now.config?.iv) !== String(row.config?.iv)) return undefined;
      // What it took before it told of its history was never checked against one.
      const isUnchecked = isCut || now.deliveredAt !== undefined;
      await db.endpoints.update(row.id, { history: head, ...(isUnchecked ? { recheck: newId() } : {}) });
      return head;
    }
    if (!said.includes(now.history)) return now.history;
    if (isCut) await db.endpoints.update(row.id, { history: head, recheck: newId() });
    else if (numberOf(head) > numberOf(now.history)) await db.endpoints.update(row.id, { history: head });
    else return now.history;
    return head;
  });
}

/** What was delivered is checked, unless the history was cut again meanwhile. */
export async function checkedSince(id: string, recheck: string): Promise<void> {
  await db.transaction('rw', db.endpoints, async () => {
    const row = await db.endpoints.get(id);
    if (row?.recheck !== recheck) return;
    const { recheck: _, ...rest } = row;
    await db.endpoints.put(rest);
  });
}

/** A difference of the clocks that changed by less than this (ms) is not written anew: answers take a while. */
const clockGrain = 60_000;

/**
 * Keeps how far an endpoint's clock is ahead of this phone's (ms), where it is not what was known. `now` by the phone's.
 * Answers whether it was news.
 */
export async function learnClock(id: string, ahead: number, now: number): Promise<boolean> {
  const known = (await db.endpoints.get(id))?.clock;
  if (known && Math.abs(known.ahead - ahead) < clockGrain) return false;
  await db.endpoints.update(id, { clock: { ahead, at: now } });
  return true;
}
