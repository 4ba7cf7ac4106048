/**
 * Delivering one batch: open the records, send, read, settle. A batch that is refused as a whole is halved until the bad
 * record stands alone, so that it never stops the others; each part's outcome is written before the next is sent.
 */
import type { EndpointConfig } from '../setup/endpoint.ts';
import { db, type OutboxItem, type StoredEndpoint } from '../store/db.ts';
import { deviceKey } from '../store/device.ts';
import { writeBack } from '../store/outbox.ts';
import { openStored } from '../store/save.ts';
import { seal } from '../vault/seal.ts';
import { current } from './current.ts';
import type { Dialect, Sendable } from './dialects/dialect.ts';
import type { Outcome } from './outcome.ts';
import { send } from './send.ts';
import { holdAfter, settle, settleHeld } from './settle.ts';

interface Parcel {
  item: OutboxItem;
  record: Sendable;
  /** Bytes of its JSON, near enough: the length of its ciphertext. */
  size: number;
}

/** What a batch is sent with. */
export interface Route {
  config: EndpointConfig;
  dialect: Dialect;
  /** How the endpoint last held us back, if it did. */
  hold: StoredEndpoint['hold'];
  renew: () => Promise<void>;
}

type Hold = NonNullable<StoredEndpoint['hold']>;

/** This many single records in a row failing with a server error speak of the endpoint, not of the records. */
const failuresInARow = 2;

/** Delivers `items` and writes what became of each. Answers the hold that the endpoint asks for now, if any. */
export async function deliver(items: OutboxItem[], route: Route): Promise<{ hold: StoredEndpoint['hold'] }> {
  const parcels = await openAll(items);
  const parts = bySize(parcels, route.dialect.limits.bytes).reverse();
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
    const isAboutRecords = !whole || whole.is === 'delivered' || whole.is === 'refused';
    const isAboutThisOne = failed > 0 && failed < failuresInARow && part.length === 1 && parcels.length > 1;
    if (isAboutRecords || isAboutThisOne) {
      await judge(part, 'each' in reading ? reading.each : part.map(() => reading.whole));
      continue;
    }
    const hold = holdAfter(route.hold, whole, Date.now(), Math.random());
    await writeBack(part.map(({ item }) => settleHeld(item, hold)));
    return { hold };
  }
  return { hold: undefined };
}

const isServerError = (outcome: Outcome) => outcome.is === 'later' && outcome.trouble === 'server-error';

/** A refusal of many does not say which one; the same server error twice may be one record's doing. */
function isWorthHalving(whole: Outcome, before: Hold | undefined): boolean {
  if (whole.is === 'refused') return true;
  return isServerError(whole) && before?.trouble === 'server-error';
}

async function sendOnce(part: Parcel[], { config, dialect }: Route) {
  const records = part.map(({ record }) => record);
  return dialect.read(await send(dialect.ask(records, config), Date.now), records, config);
}

async function judge(part: Parcel[], outcomes: Outcome[]): Promise<void> {
  const now = Date.now();
  const settled = part.map(({ item }, index) => {
    const outcome = outcomes[index] ?? { is: 'later', trouble: 'unclear-answer' };
    return withWords(settle(item, outcome, now, Math.random()), outcome);
  });
  await writeBack(await Promise.all(settled));
}

async function withWords(item: OutboxItem, outcome: Outcome): Promise<OutboxItem> {
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
        parcels[index] = { item: { ...item, rev: record.rev }, record, size: row.body.byteLength };
      } catch {
        unreadable.push(settle(item, { is: 'refused', trouble: 'unreadable' }, Date.now(), 0));
      }
    }),
  );
  if (unreadable.length > 0) await writeBack(unreadable);
  return parcels.filter(Boolean);
}

/** Cuts a batch so that no part is larger than `limit` bytes; a record that is larger by itself goes alone. */
function bySize(parcels: Parcel[], limit: number): Parcel[][] {
  const parts: Parcel[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const parcel of parcels) {
    if (size + parcel.size > limit) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)!.push(parcel);
    size += parcel.size;
  }
  return parts;
}
