/**
 * Delivering one batch: open the records, send, read, settle. A batch that is refused as a whole is halved until the bad
 * record stands alone, so that it never stops the others; each part's outcome is written before the next is sent.
 */
import { db, type OutboxItem, type StoredEndpoint, type StoredRecord } from '../store/db.ts';
import { deviceKey } from '../store/device.ts';
import { dueItems, writeBack } from '../store/outbox.ts';
import { rowsOf } from '../store/rows.ts';
import { open, seal } from '../vault/seal.ts';
import { current, NewerShape } from './current.ts';
import type { Reading, Sendable } from './dialects/dialect.ts';
import type { Outcome, Settled } from './outcome.ts';
import { ask, limitsOf, type Route } from './route.ts';
import { holdAfter, mayBeTheBatch, settle, settleHeld } from './settle.ts';
import { lookedInto } from './verify.ts';

interface Parcel {
  item: OutboxItem;
  record: Sendable;
  /** Bytes of its JSON, near enough: the length of its ciphertext. */
  size: number;
}

/** This many single records in a row that fail speak of the endpoint, not of the records. */
const failuresInARow = 2;

/** Delivers `items` and writes what became of each. Answers the hold that the endpoint asks for now, if any. */
export async function deliver(items: OutboxItem[], route: Route): Promise<StoredEndpoint['hold']> {
  const [parcels] = await Promise.all([openAll(items), route.renew()]);
  const parts = bySize(parcels, limitsOf(route).bytes).reverse();
  let isFirst = true;
  for (let part = parts.pop(); part; part = parts.pop()) {
    if (!isFirst) await route.renew();
    isFirst = false;
    const reading = await sendOnce(part, route);
    const whole = 'whole' in reading ? reading.whole : undefined;
    if (whole && part.length > 1 && isOfOne(whole)) {
      const middle = Math.ceil(part.length / 2);
      parts.push(part.slice(middle), part.slice(0, middle));
      continue;
    }
    const hold = whole && isHeld(whole) ? await setBack(part, whole, route) : await settleEach(part, reading, route);
    if (hold) return hold;
  }
  return undefined;
}

type Held = Exclude<Settled, { is: 'delivered' | 'refused' }>;

/** Whether a whole answer is a refusal or a doubt because of one record, without saying which. A doubtful yes is each one's own. */
const isOfOne = (whole: Outcome) => whole.is === 'refused' || (whole.is === 'verify' && (whole.status ?? 200) >= 300);
const isHeld = (outcome: Outcome): outcome is Held => !['delivered', 'refused', 'verify'].includes(outcome.is);

/** Judges each record by its own outcome; what is in doubt is looked for. */
async function settleEach(part: Parcel[], reading: Reading, route: Route): Promise<StoredEndpoint['hold']> {
  const records = part.map(({ record }) => record);
  const { settled, stop } = await lookedInto(records, reading, route);
  if (stop && part.length === 1) return setBack(part, stop, route);
  await judge(part, settled);
  if (stop) return holdAfter(route.hold, stop, Date.now(), Math.random(), part.length);
  route.failures = 0;
  route.most = Math.min(route.most * 2, limitsOf(route).records);
  return undefined;
}

/** What a failure that judges no record leaves behind: a wait for this record, or a hold for the endpoint. */
async function setBack(part: Parcel[], whole: Held, route: Route): Promise<StoredEndpoint['hold']> {
  const isSingle = part.length === 1 && mayBeTheBatch(whole);
  if (isSingle) {
    // Behind the others next time: it may be this record that the endpoint stumbles over.
    await judge(part, [whole]);
    route.failures += 1;
    if (route.failures < failuresInARow && (await isMoreDue(part[0]!.item.endpoint))) return undefined;
  }
  const hold = holdAfter(route.hold, whole, Date.now(), Math.random(), part.length);
  if (!isSingle) await writeBack(part.map(({ item }) => settleHeld(item, hold)));
  return hold;
}

const isMoreDue = async (endpoint: string) => (await dueItems(endpoint, Date.now(), 1)).length > 0;

async function sendOnce(part: Parcel[], route: Route): Promise<Reading> {
  const { dialect, config, options } = route;
  const records = part.map(({ record }) => record);
  const reply = await ask(dialect.ask(records, config, options), route);
  return dialect.read(reply, records, route.config, options);
}

async function judge(part: Parcel[], outcomes: Settled[]): Promise<void> {
  const now = Date.now();
  const settled = part.map(({ item }, index) => {
    const outcome = outcomes[index] ?? { is: 'later', trouble: 'unclear-answer' };
    return withWords(settle(item, outcome, now, Math.random()), outcome);
  });
  await writeBack(await Promise.all(settled));
}

async function withWords(item: OutboxItem, outcome: Settled): Promise<OutboxItem> {
  if (outcome.is !== 'refused' || !outcome.words) return item;
  return { ...item, words: await seal(await deviceKey(), item.key, outcome.words) };
}

/** So many records are opened while the next ones are being read. */
const atOnce = 250;

/** Opens the records in memory only. One that cannot be opened is set aside at once and stops nothing. */
async function openAll(items: OutboxItem[]): Promise<Parcel[]> {
  const slices: Promise<Parcel[]>[] = [];
  for (let from = 0; from < items.length; from += atOnce) slices.push(openSome(items.slice(from, from + atOnce)));
  return (await Promise.all(slices)).flat();
}

async function openSome(items: OutboxItem[]): Promise<Parcel[]> {
  const ids = items.map(({ recordId }) => recordId);
  const [key, rows] = await Promise.all([deviceKey(), rowsOf(db.records, 'id', ids)]);
  const opened = await Promise.all(items.map((item, index) => openOne(item, rows[index], key)));
  const aside = opened.filter((one) => 'outcome' in one);
  if (aside.length > 0) {
    await writeBack(aside.map(({ item, outcome }) => settle(item, outcome, Date.now(), Math.random())));
  }
  return opened.filter((one) => 'record' in one);
}

async function openOne(
  item: OutboxItem,
  row: StoredRecord | undefined,
  key: CryptoKey,
): Promise<Parcel | { item: OutboxItem; outcome: Settled }> {
  if (!row) return { item, outcome: { is: 'refused', trouble: 'unreadable' } };
  try {
    const record = current(await open(key, row.id, row));
    // The record may have been edited since the item was read: what is sent is what the item then says.
    return { item: { ...item, rev: record.rev }, record, size: row.body.byteLength };
  } catch (error) {
    const isNewer = error instanceof NewerShape;
    return { item, outcome: isNewer ? { is: 'later', trouble: 'newer' } : { is: 'refused', trouble: 'unreadable' } };
  }
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
