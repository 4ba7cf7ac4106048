/**
 * Whom this device told of while it was the place alone. Their records say so in ids, and lie here until there is a server that shows its
 * records: that has them before it has any of those people, so that nobody closes a month with them there a second time.
 */
import { Dexie } from 'dexie';
import { db } from './db.ts';
import { keepLocal, localNames } from './local-only.ts';
import { moveCounts, waitingItem } from './outbox.ts';
import { comesUnsealed, withoutForSending } from './sending-key.ts';

const beginning = 'told-alone:';

/** Notes a record, kept for no endpoint, that says whom this device told of. Rejects with `NotKept`. */
export const noteToldAlone = (record: string): Promise<void> => keepLocal(`${beginning}${record}`, true);

/** The ids of these records. */
export const toldAloneNotes = async (): Promise<string[]> =>
  (await localNames(beginning)).map((name) => name.slice(beginning.length));

/** Makes them wait for an endpoint, before all else that does. */
export async function sendToldAloneFirst(endpoint: string): Promise<void> {
  const ids = await toldAloneNotes();
  if (ids.length === 0) return;
  await db.transaction('rw', db.records, db.outbox, db.counts, async () => {
    const [rows, held] = await Promise.all([db.records.bulkGet(ids), itemsOfNotes(ids, endpoint)]);
    const items = rows.flatMap((row, at) =>
      row && !held[at] ? [{ ...waitingItem(row, endpoint), dueAt: first }] : [],
    );
    if (items.length > 0) comesUnsealed();
    await Promise.all([db.outbox.bulkPut(items), moveCounts({ waiting: items.length })]);
  });
}

/** Whether they have gone to an endpoint, or can go there while the device is locked, each of them. */
export async function canGoLocked(endpoint: string): Promise<boolean> {
  const items = await itemsOfNotes(await toldAloneNotes(), endpoint);
  return items.every((item) => item && (item.state !== 'waiting' || item.toSend !== undefined));
}

/** All that waits for an endpoint is sent only once the device is opened: what is told of it then is so. */
export async function waitUntilOpen(endpoint: string): Promise<void> {
  const items = await db.outbox
    .where('[endpoint+state+dueAt]')
    .between([endpoint, 'waiting', Dexie.minKey], [endpoint, 'waiting', Dexie.maxKey])
    .filter(({ toSend }) => toSend !== undefined)
    .toArray();
  if (items.length > 0) await withoutForSending(items);
}

const itemsOfNotes = (ids: readonly string[], endpoint: string) =>
  db.outbox.bulkGet(ids.map((id) => `${id}:${endpoint}`));

/** `dueAt` of what goes before everything that is due. */
const first = -1;
