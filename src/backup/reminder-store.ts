/** What the reminder of a backup is told by, and what is kept of it. */
import { Dexie } from 'dexie';
import { db, type OutboxItem } from '../store/db.ts';
import { setSetting, setting } from '../store/device.ts';
import { recordOf } from '../store/outbox.ts';
import { rowsOf } from '../store/rows.ts';
import { type AtRisk, putOffFor } from './reminder.ts';

const [madeAt, held, putOff] = ['backup-made', 'backup-held', 'backup-put-off'];

/** What is unsent now: waits or was refused, at some endpoint. */
const unsent = () =>
  (['waiting', 'refused'] as const).map((state) =>
    db.outbox.where('[state+key]').between([state, Dexie.minKey], [state, Dexie.maxKey]),
  );

/** Of what is unsent, what no endpoint has as it is now. */
async function nowhereElse() {
  const { there, again } = await deliveredElsewhere();
  const isHere = ({ recordId, rev }: OutboxItem) => !there.has(`${recordId} ${rev}`);
  // Without a filter nothing is read to be counted.
  return { items: unsent().map((some) => (there.size > 0 ? some.filter(isHere) : some)), again };
}

/** More records than this are not looked up for each change, but for what was found so lately (ms). */
const few = 1_000;
const stands = 3_000;
let found: { at: number; there: Promise<ReadonlySet<string>> } | undefined;

/** Records that are unsent at one endpoint and delivered at another, each with that revision. `again`: in so many ms they are worth looking up anew. */
async function deliveredElsewhere(): Promise<{ there: ReadonlySet<string>; again?: number }> {
  const endpoints = await db.endpoints.toCollection().primaryKeys();
  if (endpoints.length < 2) return { there: new Set() };
  const ids = await recordsIn(unsent());
  const left = found && ids.length > few ? found.at + stands - performance.now() : 0;
  if (found && left > 0) return { there: await found.there, again: left };
  const there = lookedUp(ids, endpoints);
  const own = { at: performance.now(), there };
  found = own;
  there.catch(() => {
    if (found === own) found = undefined;
  });
  return { there: await there };
}

async function lookedUp(ids: readonly string[], endpoints: readonly string[]): Promise<ReadonlySet<string>> {
  const keys = ids.flatMap((id) => endpoints.map((endpoint) => `${id}:${endpoint}`));
  const items = await rowsOf(db.outbox, 'key', keys);
  return new Set(items.flatMap((item) => (item?.state === 'delivered' ? `${item.recordId} ${item.rev}` : [])));
}

/** The records that the items are of, each once. */
async function recordsIn(items: ReturnType<typeof unsent>): Promise<string[]> {
  const keys = await Promise.all(items.map((some) => some.primaryKeys()));
  return [...new Set(keys.flat().map(recordOf))];
}

/** 32 bits for a record at one revision: the end of an id is random, whenever it was made. */
const markOf = ({ recordId, rev }: OutboxItem): number =>
  (Number.parseInt(recordId.slice(-8), 16) ^ Math.imul(rev, 0x9e3779b1)) >>> 0;

/** Marks of what is unsent, read before a backup is made: what changes meanwhile has none. */
export async function unsentMarks(): Promise<Uint32Array> {
  const marks: number[] = [];
  for (const some of unsent()) await some.each((item) => marks.push(markOf(item)));
  return Uint32Array.from(marks);
}

/** Notes that a backup was made, and of what. What cannot be noted is no reason to say that none was. */
export const noteBackup = (now: number, marks: Uint32Array): Promise<unknown> =>
  Promise.all([setSetting(madeAt, now), setSetting(held, marks)]).catch(() => undefined);

/** Whether all of it stands in the last backup. The newest is looked for first: it is the one that mostly does not. */
async function standsInBackup(items: ReturnType<typeof unsent>): Promise<boolean> {
  const marks = new Set(await setting<Uint32Array>(held, new Uint32Array()));
  if (marks.size === 0) return false;
  for (const some of items)
    if (
      await some
        .clone()
        .reverse()
        .filter((item) => !marks.has(markOf(item)))
        .first()
    )
      return false;
  return true;
}

/** Puts the reminder off. Rejects with `NotKept`. */
export const putBackupOff = (now: number): Promise<void> => setSetting(putOff, now + putOffFor);

/** When the last backup was made on this device, ms since 1970. */
export const lastBackup = (): Promise<number | undefined> => setting<number | undefined>(madeAt, undefined);

/** How it stands with what is on this device alone. */
export async function atRisk(): Promise<Omit<AtRisk, 'isPersisted'> & { again?: number }> {
  const { items, again } = await nowhereElse();
  const first = await Promise.all(items.map((some) => some.clone().first()));
  const rows = await Promise.all(first.map((item) => item && db.records.get(item.recordId)));
  const times = rows.flatMap((row) => (row ? [Date.parse(row.at)] : [])).filter(Number.isFinite);
  return {
    hasAll: await standsInBackup(items),
    unsent: (await recordsIn(items)).length,
    oldestAt: times.length > 0 ? Math.min(...times) : Date.now(),
    backedUpAt: await lastBackup(),
    putOffUntil: await setting<number | undefined>(putOff, undefined),
    ...(again && { again }),
  };
}
