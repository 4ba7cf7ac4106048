/** What is sent in one batch: the records opened in memory only, cut to what one request may carry. */
import { db, type OutboxItem, type StoredRecord } from '../../store/db.ts';
import { rowsOf } from '../../store/rows.ts';
import { readingKey } from '../../store/sending-key.ts';
import { unseal } from '../../vault/seal.ts';
import type { Sendable } from '../dialects/dialect.ts';
import { current, NewerShape } from './current.ts';
import type { Settled } from './outcome.ts';

/** One record on its way. */
export interface Parcel {
  item: OutboxItem;
  record: Sendable;
  /** Bytes of its JSON, near enough: the length of its ciphertext. */
  size: number;
}

/** An item whose record cannot be sent, and why. */
export interface Unsendable {
  item: OutboxItem;
  outcome: Settled;
}

/** So many records are opened while the next ones are being read. */
const atOnce = 250;

/** Opens the records of some items. One that cannot be opened stops no other. `shut`: those that wait until the device is opened. */
export async function openAll(
  items: OutboxItem[],
): Promise<{ parcels: Parcel[]; unsendable: Unsendable[]; shut: OutboxItem[] }> {
  const slices: Promise<(Parcel | Unsendable | OutboxItem)[]>[] = [];
  for (let from = 0; from < items.length; from += atOnce) slices.push(openSome(items.slice(from, from + atOnce)));
  const opened = (await Promise.all(slices)).flat();
  return {
    parcels: opened.filter((one) => 'record' in one),
    unsendable: opened.filter((one) => 'outcome' in one),
    shut: opened.filter((one) => 'key' in one),
  };
}

async function openSome(items: OutboxItem[]): Promise<(Parcel | Unsendable | OutboxItem)[]> {
  const { opens, key } = await readingKey();
  if (opens === 'waiting') return Promise.all(items.map((item) => openForSending(item, key)));
  const ids = items.map(({ recordId }) => recordId);
  const rows = await rowsOf(db.records, 'id', ids);
  return Promise.all(items.map((item, index) => openOne(item, rows[index], key)));
}

async function openOne(item: OutboxItem, row: StoredRecord | undefined, key: CryptoKey): Promise<Parcel | Unsendable> {
  if (!row) return { item, outcome: { is: 'refused', trouble: 'unreadable' } };
  try {
    const record = current(await unseal(key, row.id, row));
    // The record may have been edited since the item was read: what is sent is what the item then says.
    return { item: { ...item, rev: record.rev }, record, size: row.body.byteLength };
  } catch (error) {
    const isNewer = error instanceof NewerShape;
    return { item, outcome: isNewer ? { is: 'later', trouble: 'newer' } : { is: 'refused', trouble: 'unreadable' } };
  }
}

/** While the device is locked nothing is judged by what does not open: the item itself then. */
async function openForSending(item: OutboxItem, key: CryptoKey): Promise<Parcel | OutboxItem> {
  const { recordId, toSend } = item;
  if (!toSend) return item;
  try {
    const record = current(await unseal(key, recordId, toSend));
    return record.rev === item.rev ? { item, record, size: toSend.body.byteLength } : item;
  } catch {
    return item;
  }
}

/** Cuts a batch so that no part is larger than `limit` bytes; a record that is larger by itself goes alone. */
export function bySize(parcels: Parcel[], limit: number): Parcel[][] {
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
