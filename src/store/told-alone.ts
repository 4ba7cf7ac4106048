/**
 * Whom this device told of while it was the place alone. Their records say so in ids, and lie here until there is a server that shows its
 * records: that has them before it has any of those people, so that nobody closes a month with them there a second time.
 */
import { db } from './db.ts';
import { keepLocal, localNames } from './local-only.ts';
import { moveCounts, waitingItem } from './outbox.ts';

const beginning = 'told-alone:';

/** Notes a record, kept for no endpoint, that says whom this device told of. Rejects with `NotKept`. */
export const noteToldAlone = (record: string): Promise<void> => keepLocal(`${beginning}${record}`, true);

/**
 * Makes them wait for an endpoint, before all else that does. Whether anything may go there: not while the device is locked, which sends
 * only what was sealed for that.
 */
export async function sendToldAloneFirst(endpoint: string, isLocked: boolean): Promise<boolean> {
  const ids = (await localNames(beginning)).map((name) => name.slice(beginning.length));
  if (ids.length === 0) return true;
  if (isLocked) return false;
  await db.transaction('rw', db.records, db.outbox, db.counts, async () => {
    const [rows, held] = await Promise.all([
      db.records.bulkGet(ids),
      db.outbox.bulkGet(ids.map((id) => `${id}:${endpoint}`)),
    ]);
    const items = rows.flatMap((row, at) =>
      row && !held[at] ? [{ ...waitingItem(row, endpoint), dueAt: first }] : [],
    );
    await Promise.all([db.outbox.bulkPut(items), moveCounts({ waiting: items.length })]);
  });
  return true;
}

/** `dueAt` of what goes before everything that is due. */
const first = -1;
