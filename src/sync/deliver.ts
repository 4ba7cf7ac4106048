/**
 * Delivering one batch: open the records, send, read, settle. A batch that is refused as a whole is halved until the bad
 * record stands alone, so that it never stops the others; each part's outcome is written before the next is sent.
 */
import { db, type OutboxItem, type StoredEndpoint } from '../store/db.ts';
import { deviceKey } from '../store/device.ts';
import { writeBack } from '../store/outbox.ts';
import { openStored } from '../store/save.ts';
import { seal } from '../vault/seal.ts';
import { current } from './current.ts';
import type { Reading, Sendable } from './dialects/dialect.ts';
import type { Outcome, Settled } from './outcome.ts';
import { ask, type Route } from './route.ts';
import { holdAfter, settle, settleHeld } from './settle.ts';
import { verified } from './verify.ts';

interface Parcel {
  item: OutboxItem;
  record: Sendable;
}

type Hold = NonNullable<StoredEndpoint['hold']>;

/** This many single records in a row failing with a server error speak of the endpoint, not of the records. */
const failuresInARow = 2;

/** Delivers `items` and writes what became of each. Answers the hold that the endpoint asks for now, if any. */
export async function deliver(items: OutboxItem[], route: Route): Promise<{ hold: StoredEndpoint['hold'] }> {
  const parcels = await openAll(items);
  const parts = bySize(parcels, route.dialect.limits.characters).reverse();
  let failed = 0;
  for (let part = parts.pop(); part; part = parts.pop()) {
    await route.renew();
    const reading = await sendOnce(part, route);
    const whole = 'whole' in reading ? reading.whole : undefined;
    if (whole && part.length > 1 && isWorthHalving(whole, route.hold)) {
      const middle = Math.ceil(part.length / 2);
      parts.push(part.slice(middle), part.slice(0, middle));
      continue;
    }
    failed = whole && isServerError(whole) ? failed + 1 : 0;
    const isAboutRecords = !whole || ['delivered', 'refused', 'verify'].includes(whole.is);
    const isAboutThisOne = failed > 0 && failed < failuresInARow && part.length === 1 && parcels.length > 1;
    if (isAboutRecords || isAboutThisOne) {
      await judge(part, await lookedInto(part, reading, route));
      continue;
    }
    const hold = holdAfter(route.hold, whole as Held, Date.now(), Math.random());
    await writeBack(part.map(({ item }) => settleHeld(item, hold)));
    return { hold };
  }
  return { hold: undefined };
}

type Held = Exclude<Settled, { is: 'delivered' | 'refused' }>;

const isServerError = (outcome: Outcome) => outcome.is === 'later' && outcome.trouble === 'server-error';

/** A refusal of many does not say which one; the same server error twice may be one record's doing. */
function isWorthHalving(whole: Outcome, before: Hold | undefined): boolean {
  if (whole.is === 'refused' || whole.is === 'verify') return true;
  return isServerError(whole) && before?.trouble === 'server-error';
}

async function sendOnce(part: Parcel[], route: Route): Promise<Reading> {
  const { dialect, options } = route;
  const records = part.map(({ record }) => record);
  const reply = await ask(dialect.ask(records, route.config, options), route);
  return dialect.read(reply, records, route.config, options);
}

/** One outcome for each record; where the answer proved nothing, the endpoint is asked. */
async function lookedInto(part: Parcel[], reading: Reading, route: Route): Promise<Settled[]> {
  const settled: Settled[] = [];
  for (const [index, { record }] of part.entries()) {
    const outcome = 'each' in reading ? reading.each[index] : reading.whole;
    if (outcome?.is === 'verify') settled.push(await verified(outcome, record, route));
    else settled.push(outcome ?? { is: 'later', trouble: 'unclear-answer' });
  }
  return settled;
}

async function judge(part: Parcel[], outcomes: Settled[]): Promise<void> {
  const now = Date.now();
  const settled = part.map(({ item }, index) => {
    const outcome = outcomes[index]!;
    return withWords(settle(item, outcome, now, Math.random()), outcome);
  });
  await writeBack(await Promise.all(settled));
}

async function withWords(item: OutboxItem, outcome: Settled): Promise<OutboxItem> {
  if (outcome.is !== 'refused' || !outcome.words) return item;
  return { ...item, words: await seal(await deviceKey(), item.key, outcome.words) };
}

/** Opens the records in memory only. One that cannot be opened is set aside at once and stops nothing. */
async function openAll(items: OutboxItem[]): Promise<Parcel[]> {
  const rows = await db.records.bulkGet(items.map(({ recordId }) => recordId));
  const parcels: Parcel[] = [];
  const unreadable: OutboxItem[] = [];
  await Promise.all(
    items.map(async (item, index) => {
      const row = rows[index];
      try {
        if (!row) throw new RangeError('There is no such record');
        const record = current(await openStored(row));
        // The record may have been edited since the item was read: what is sent is what the item then says.
        parcels[index] = { item: { ...item, rev: record.rev }, record };
      } catch {
        unreadable.push(settle(item, { is: 'refused', trouble: 'unreadable' }, Date.now(), 0));
      }
    }),
  );
  if (unreadable.length > 0) await writeBack(unreadable);
  return parcels.filter(Boolean);
}

/** Cuts a batch so that no part is longer than `limit` characters; a record that is longer by itself goes alone. */
function bySize(parcels: Parcel[], limit: number): Parcel[][] {
  const parts: Parcel[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const parcel of parcels) {
    const length = JSON.stringify(parcel.record).length;
    if (size + length > limit) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)!.push(parcel);
    size += length;
  }
  return parts;
}
