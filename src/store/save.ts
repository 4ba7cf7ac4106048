/**
 * Keeping a record: the record, its outbox items and the counts in one strict transaction, and the draft gone with it.
 * Saving never sends; something else watches the outbox.
 */
import { type Sealed, seal, unseal } from '../vault/seal.ts';
import { db, type StoredRecord } from './db.ts';
import { deviceId, deviceKey, underDeviceKey, unitNow } from './device.ts';
import {
  asTold,
  type DeviceName,
  type Envelope,
  type Fields,
  idFor,
  type Kind,
  type Tombstone,
  timeInClear,
} from './kind.ts';
import { itemsOf, type Moves, moveCounts, takes, waitingItem } from './outbox.ts';
import { isPractising } from './practice.ts';
import { settleAside } from './put-aside.ts';
import { bounded, NotKept, transact, writing } from './writing.ts';

export { NotKept } from './writing.ts';

/**
 * Keeps a new record. `id` is the draft's id where there was a draft; the draft goes in the same transaction.
 * Resolves when the record is on the disk. Rejects with `NotKept`, or with a zod error that names the field; nothing is
 * half-kept, and a second record under the same id is refused; where it is to run `alone`, another one that runs refuses it too.
 * `unit`: where it is not of the unit that this device is in now. `to`: the one endpoint that it goes to, of a kind that is
 * `addressed`.
 */
export async function create<R extends Envelope>(
  kind: Kind<R>,
  fields: Fields<R>,
  given: { id?: string; at?: string; unit?: string | undefined } & Way = {},
): Promise<R> {
  const record = await newRecord(kind, fields, given);
  return keep(record, 0, standsUnder(kind, record), given);
}

/** Whether a record is kept only where no other of its kind is under way, told in the transaction that keeps it. */
interface Begins {
  alone?: boolean;
}

/**
 * How a record is kept: where it begins, the one endpoint that it goes to where it goes to one, and what stands in its form that may not be
 * kept yet: that stays as a draft of what is kept, of the kind's own name.
 */
interface Way extends Begins {
  to?: string;
  draft?: unknown;
}

/** The record that `create` would keep of these fields now. Rejects as `create` does. */
export async function newRecord<R extends Envelope>(
  kind: Kind<R>,
  fields: Fields<R>,
  given: { id?: string; at?: string; unit?: string | undefined } = {},
): Promise<R> {
  const device = await about(kind.madeUnder);
  return kind.parse({
    ...fields,
    kind: kind.name,
    id: given.id ?? idFor(kind.name),
    rev: 1,
    at: given.at ?? new Date().toISOString(),
    v: kind.version,
    ...device,
    ...(given.unit === undefined ? {} : { unit: given.unit }),
  });
}

/** What every record says of the device, under one of its names. */
const about = (name?: DeviceName): Promise<{ unit: string; device: string }> =>
  writing(async () => {
    const [unit, device] = await bounded(Promise.all([unitNow(), deviceId(name)]));
    return { unit, device };
  });

/**
 * Keeps an edit of `base` as its next revision. Rejects with `NotKept('changed-elsewhere')` when the record has moved on
 * since `base` was read: an edit in another tab is never overwritten unseen; with `NotKept('another-runs')` where it is
 * to run `alone` and does not. `at` may change too: a plan is moved to another day.
 */
export async function revise<R extends Envelope>(
  kind: Kind<R>,
  base: R,
  changes: Partial<Fields<R>> & { at?: string },
  way: Omit<Way, 'to'> = {},
): Promise<R> {
  const record = kind.parse({ ...base, ...changes, rev: base.rev + 1, v: kind.version });
  return keep(record, base.rev, standsUnder(kind, record), way);
}

/** Deletes a record: its content is gone from the device, and a tombstone waits to be sent in its place. */
export async function remove(base: Envelope): Promise<void> {
  const { kind, id, at, v, unit, device } = base;
  const tombstone: Tombstone = { kind, id, rev: base.rev + 1, at, v, unit, device, deleted: true };
  await keep(tombstone, base.rev);
}

/**
 * Deletes a record that another device keeps: a tombstone waits to be sent. Its revision is far behind all that the other device may
 * make before it hears of it, so none of those takes its place.
 */
export async function removeElsewhere(base: Envelope): Promise<void> {
  const { kind, id, at, v, unit, device } = base;
  const tombstone: Tombstone = { kind, id, rev: base.rev + revisionsAhead, at, v, unit, device, deleted: true };
  await keep(tombstone, 0);
}
const revisionsAhead = 1000;

/** Opens one stored record as JSON, of whatever shape it was written in. Throws `Unreadable`. */
export async function openStored(row: StoredRecord): Promise<unknown> {
  return unseal(await deviceKey(), row.id, row);
}

/** What the row of a record that is under way stands under, in the place of an owner. No record has this id. */
export const underWayMark = 'under-way';

/** What a record's row stands under: the id of the record that it belongs to, or that it is under way; undefined for neither. */
export function standsUnder<R extends Envelope>({ of, runs }: Kind<R>, record: R): string | undefined {
  if (runs?.(record)) return underWayMark;
  return of === undefined ? undefined : (record as Record<string, unknown> as Record<string, string | undefined>)[of];
}

/**
 * What was sealed in attempts that did not end well, by id and by the nonce it was sealed with: they may be on the disk all the
 * same. What is found there of one of them is this page's own, and no other tab's.
 */
const attempts = new Map<string, Map<string, string>>();

/** Thrown inside the transaction that finds what an earlier attempt of this page has kept after all. */
class OwnAttempt extends Error {
  override name = 'OwnAttempt';
  constructor(
    readonly rev: number,
    readonly text: string,
  ) {
    super('An earlier attempt was kept');
  }
}

/** Keeps a record over the revision `over`. Answers it as it is kept: a revision on where an attempt before it was kept after all. */
async function keep<R extends Envelope | Tombstone>(record: R, over: number, of?: string, way: Way = {}): Promise<R> {
  const { id, kind, at, unit, rev } = record;
  const text = JSON.stringify(record);
  const tried = attempts.get(id) ?? new Map<string, string>();
  const attempt = () =>
    underDeviceKey(async (key, check, sending) => {
      const [, sealed, toSend, rest] = await Promise.all([
        settleAside(id),
        seal(key, id, record),
        sending && !isPractising ? seal(sending, id, asTold(record)) : undefined,
        way.draft === undefined ? undefined : seal(key, id, way.draft),
      ]);
      const row: StoredRecord = { id, kind, at: timeInClear(kind, at), unit, rev, ...sealed };
      if (of) row.of = of;
      if ('deleted' in record) row.deleted = true;
      attempts.set(id, tried.set(String(row.iv), text));
      await inOneTransaction(row, over, way, check, { toSend, rest });
    });
  try {
    await attempt();
    attempts.delete(id);
    return record;
  } catch (error) {
    if (!(error instanceof OwnAttempt)) throw error;
    if (error.text === text) return record;
    return keep({ ...record, rev: error.rev + 1 }, error.rev, of, way);
  }
}

/** Two rounds, all reads and then all writes: a phone's slow core pays for every round. */
function inOneTransaction(
  row: StoredRecord,
  over: number,
  { alone, to }: Way,
  check: () => Promise<void>,
  { toSend, rest }: { toSend: Sealed | undefined; rest: Sealed | undefined },
): Promise<void> {
  const { id, kind } = row;
  return transact([db.records, db.outbox, db.counts, db.endpoints, db.drafts, db.keys], async () => {
    const [held, endpoints, counts, items, running] = await Promise.all([
      db.records.get(id),
      db.endpoints.toArray(),
      db.counts.toArray(),
      over === 0 ? [] : itemsOf(id),
      alone ? db.records.where('[of+kind]').equals([underWayMark, kind]).primaryKeys() : [],
      check(),
    ]);
    const own = held && held.rev > over ? attempts.get(id)?.get(String(held.iv)) : undefined;
    if (held && own !== undefined) throw new OwnAttempt(held.rev, own);
    if (over === 0 && held) throw new NotKept('already-saved');
    if (over > 0 && held?.rev !== over) throw new NotKept('changed-elsewhere');
    if (running.some((other) => other !== id)) throw new NotKept('another-runs');
    // An endpoint that is out of use and has not yet had the record waits for it as it now stands.
    const isWaited = (endpoint: string) =>
      items.some((item) => item.endpoint === endpoint && item.state !== 'delivered');
    const waiting = endpoints
      .filter((endpoint) => !isPractising && (takes(endpoint, kind) || endpoint.id === to || isWaited(endpoint.id)))
      .map(({ id: endpoint }) => {
        const before = items.find((item) => item.endpoint === endpoint);
        return { ...waitingItem(row, endpoint, before), ...(toSend && { toSend }) };
      });
    const moves: Moves = { [`kind:${kind}`]: (over === 0 ? 1 : 0) - (row.deleted && !held?.deleted ? 1 : 0) };
    for (const { key } of waiting) {
      const before = items.find((item) => item.key === key);
      if (before) moves[before.state] = (moves[before.state] ?? 0) - 1;
      moves.waiting = (moves.waiting ?? 0) + 1;
    }
    await Promise.all([
      db.records.put(row),
      db.outbox.bulkPut(waiting),
      moveCounts(moves, counts),
      rest
        ? db.drafts.put({ id, kind, base: row.rev, at: new Date().toISOString(), by: '', ...rest })
        : db.drafts.delete(id),
    ]);
  });
}
