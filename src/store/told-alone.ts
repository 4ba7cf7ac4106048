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

/** How the names begin under which a device keeps what it has told, each month under its first day. */
export const toldNames = ['release:', 'numbers:'] as const;
export const namesTold = async (): Promise<string[]> => (await Promise.all(toldNames.map(localNames))).flat();

/** Notes whom an earlier version of the app told of: a page does, the service worker has no part in it. */
let noteBefore: (() => Promise<void>) | undefined;
export function notesToldBefore(note: () => Promise<void>): void {
  noteBefore = note;
}

/**
 * Makes them wait for an endpoint, before all else that does. Whether anything may go there: not while it is noted nowhere whom this device
 * has told, nor while it is locked and what says so does not open. `not-noted`: the device did not take it.
 */
export async function sendToldAloneFirst(endpoint: string, isLocked: boolean): Promise<'goes' | 'waits' | 'not-noted'> {
  const noted = await areNoted(isLocked);
  const ids = await toldAloneNotes();
  if (noted !== 'goes' || (isLocked && !(await canGoLocked(ids, endpoint)))) {
    await waitUntilOpen(endpoint);
    return noted === 'goes' ? 'waits' : noted;
  }
  if (!isLocked && ids.length > 0) await waitFirst(ids, endpoint);
  return 'goes';
}

/** What this device told first came from a place, and so did what it told until it notes anything: none of it was told alone. */
const fromPlace = 'told-there';

/** Notes that, before anything of a place is kept here. Rejects with `NotKept`. */
export async function noteToldThere(): Promise<void> {
  if ((await namesTold()).length === 0) await keepLocal(fromPlace, true);
}

/** Whether all whom this device has told are noted; where no page can look, whether any are. */
async function areNoted(isLocked: boolean): Promise<'goes' | 'waits' | 'not-noted'> {
  if ((await namesTold()).length === 0 || (await localNames(fromPlace)).length > 0) return 'goes';
  if (isLocked || !noteBefore) return (await toldAloneNotes()).length > 0 ? 'goes' : 'waits';
  return noteBefore().then(
    () => 'goes',
    () => 'not-noted',
  );
}

/** Whether they have gone to an endpoint, or can go there while the device is locked, each of them. */
async function canGoLocked(ids: readonly string[], endpoint: string): Promise<boolean> {
  const items = await itemsOfNotes(ids, endpoint);
  return items.every((item) => item && (item.state !== 'waiting' || item.toSend !== undefined));
}

async function waitFirst(ids: string[], endpoint: string): Promise<void> {
  await db.transaction('rw', db.records, db.outbox, db.counts, async () => {
    const [rows, held] = await Promise.all([db.records.bulkGet(ids), itemsOfNotes(ids, endpoint)]);
    const items = rows.flatMap((row, at) =>
      row && !held[at] ? [{ ...waitingItem(row, endpoint), dueAt: first }] : [],
    );
    if (items.length > 0) comesUnsealed();
    await Promise.all([db.outbox.bulkPut(items), moveCounts({ waiting: items.length })]);
  });
}

/** All that waits for an endpoint is sent only once the device is opened: what is told of it then is so. */
async function waitUntilOpen(endpoint: string): Promise<void> {
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
