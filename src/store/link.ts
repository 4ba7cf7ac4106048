/** Records that were kept before their rows said what they stand under: each is opened once and its row completed. */
import { db, type StoredRecord } from './db.ts';
import { setSetting, setting } from './device.ts';
import type { Envelope, Kind } from './kind.ts';
import { openStored, standsUnder } from './save.ts';

/** How many rows are opened and written at a time. */
const pageful = 500;

/** Completes the rows of these kinds, if an earlier version of the app left any. Safe to break off and begin again. */
export async function linkOlder(kinds: readonly Kind<Envelope>[]): Promise<void> {
  if (!(await setting('unlinked', false))) return;
  for (const kind of kinds.filter(({ of }) => of)) await linkKind(kind);
  await db.settings.delete('unlinked');
}

const markedName = 'under-way-marked';

/** Marks what an earlier version of the app left under way, once: before the first screen, which asks for it. */
export async function markUnderWay(kinds: readonly Kind<Envelope>[]): Promise<void> {
  if (await setting(markedName, false)) return;
  for (const kind of kinds.filter(({ runs }) => runs)) await linkKind(kind);
  await setSetting(markedName, true);
}

async function linkKind(kind: Kind<Envelope>): Promise<void> {
  const ids = await db.records.where('[kind+at]').between([kind.name, ''], [kind.name, '\uffff']).primaryKeys();
  for (let from = 0; from < ids.length; from += pageful) await linkPage(kind, ids.slice(from, from + pageful));
}

async function linkPage(kind: Kind<Envelope>, ids: readonly string[]): Promise<void> {
  const rows = (await db.records.bulkGet([...ids])).filter((row) => row && !row.of && !row.deleted) as StoredRecord[];
  const owners = await Promise.all(rows.map((row) => readOwner(kind, row)));
  await db.transaction('rw', db.records, async () => {
    const now = await db.records.bulkGet(rows.map(({ id }) => id));
    // One that was changed while it was opened has been written with its owner by that change.
    const same = rows.flatMap((row, index) => {
      const of = owners[index];
      return of && now[index]?.rev === row.rev ? [{ ...now[index], of }] : [];
    });
    await db.records.bulkPut(same);
  });
}

/** A record that cannot be opened belongs to nothing: it is shown as refused where it is sent. */
async function readOwner(kind: Kind<Envelope>, row: StoredRecord): Promise<string | undefined> {
  try {
    return standsUnder(kind, kind.read(await openStored(row)));
  } catch (error) {
    console.error(`A ${row.kind} cannot be opened`, error instanceof Error ? error.name : '');
    return undefined;
  }
}
