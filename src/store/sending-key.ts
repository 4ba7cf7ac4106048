/**
 * Sending while the device is locked, where the organisation's document says so (`lock.sends`). A key of its own lies on the device beside
 * the lock; under it lies, a second time, what sending needs and nothing else: each waiting item has the record as it is sent, each
 * endpoint its settings. Who copies the device's files can read that much. What is delivered, refused or edited loses it in the same put.
 */
import { Dexie } from 'dexie';
import { newDeviceKey, type Sealed, seal, sealText, textUnder } from '../vault/seal.ts';
import { db, type OutboxItem } from './db.ts';
import { type DeviceKey, deviceKey, Locked, openedHere, rereadKey } from './device.ts';
import { recordOf } from './outbox.ts';
import { transact, writing } from './writing.ts';

/** Something sealed for sending, and the id of the key that it was sealed under. */
export interface ForSending {
  by: string;
  sealed: Sealed;
}

/** The key under which lies what waits; undefined where nothing is sent while the device is locked. */
export async function sendingKey(): Promise<DeviceKey | undefined> {
  const row = await db.keys.get('sending');
  return row?.key && { id: row.id, key: row.key };
}

/** What opens here now: everything, or, while the device is locked, what waits. Rejects with `Locked` where nothing does. */
export async function readingKey(): Promise<{ opens: 'all' | 'waiting'; key: CryptoKey }> {
  try {
    return { opens: 'all', key: await deviceKey() };
  } catch (error) {
    const sending = error instanceof Locked && (await sendingKey());
    if (!sending) throw error;
    return { opens: 'waiting', key: sending.key };
  }
}

/**
 * Seals a value for sending, bound to `id`; undefined where nothing is sent while the device is locked, which costs a device without a
 * lock nothing. Call it before a transaction opens, and `stillForSending` inside.
 */
export async function sealForSending(id: string, value: unknown): Promise<ForSending | undefined> {
  const sending = openedHere() && (await sendingKey());
  return sending && { by: sending.id, sealed: await seal(sending.key, id, value) };
}

/** What was sealed, as a field of its row; nothing where its key is not the device's any more. With `db.keys` in the transaction. */
export async function stillForSending(made: ForSending | undefined): Promise<{ toSend?: Sealed }> {
  if (!made) return {};
  const names = await db.keys.where('id').equals(made.by).primaryKeys();
  return names.includes('sending') ? { toSend: made.sealed } : {};
}

/** In the settings while something may be left that was sealed for sending under a key that is gone. */
const leftName = 'sealed-for-sending-left';

/** Makes the key, unless it is there. What lay under one before is taken away first. Rejects with `NotKept`. */
export async function makeSendingKey(): Promise<void> {
  if (await sendingKey()) return;
  await clearForSending();
  const key = await newDeviceKey();
  await writing(() =>
    transact([db.keys], async () => {
      const [held, device] = await db.keys.bulkGet(['sending', 'device']);
      if (!held && device?.lock) await db.keys.add({ name: 'sending', id: crypto.randomUUID(), key });
    }),
  );
  rereadKey();
}

/** Takes the key away: from then on what lay under it is ciphertext for nobody, and goes page by page. Rejects with `NotKept`. */
export async function dropSendingKey(): Promise<void> {
  await resealWords();
  await writing(() => transact([db.keys, db.settings], forgetSendingKey));
  rereadKey();
  await clearForSending();
}

/** The same in a transaction that changes the lock, over `db.keys` and `db.settings`; `clearForSending` follows it. */
export async function forgetSendingKey(): Promise<void> {
  if ((await db.keys.where('name').equals('sending').delete()) > 0)
    await db.settings.put({ name: leftName, value: true });
}

/** Takes away what lies under a key that is gone. Goes on where it was cut off; costs one read where nothing is left. */
export async function clearForSending(): Promise<void> {
  if (!(await db.settings.get(leftName))) return;
  for (let isMore = true; isMore; ) {
    isMore = await db.transaction('rw', [db.keys, db.outbox, db.endpoints], async () => {
      // Another tab has made a new one: what lies under it stays.
      if (await db.keys.get('sending')) return false;
      const items = await waitingItems().filter(isForSending).limit(pageSize).toArray();
      await db.outbox.bulkPut(items.map(({ toSend: _, ...item }) => item));
      await db.endpoints.filter(isForSending).modify((row) => void delete row.toSend);
      return items.length === pageSize;
    });
  }
  await db.settings.delete(leftName);
}

/** How many rows one transaction takes. */
const pageSize = 200;

const isForSending = ({ toSend }: { toSend?: Sealed }) => toSend !== undefined;

const waitingItems = () => db.outbox.where('[state+key]').between(['waiting', Dexie.minKey], ['waiting', Dexie.maxKey]);

/** How many records wait that are sent only when the device is opened, to some endpoint at least. */
export async function waitingUntilOpen(): Promise<number> {
  const shut = waitingItems().filter((item) => !isForSending(item));
  return new Set((await shut.primaryKeys()).map(recordOf)).size;
}

/** Whether any does: read until the first. */
export const anyWaitsUntilOpen = async (): Promise<boolean> =>
  (await waitingItems()
    .filter((item) => !isForSending(item))
    .first()) !== undefined;

/** What was counted of them last, and when (ms). */
let counted: { waiting: number; shut: number; at: number } | undefined;
/** How long (ms) that stands though something else has gone. */
const countStands = 30_000;

/**
 * The same beside `waiting` records that wait in all, for a screen that looks again at each change: while the device is locked those stay
 * and others go, so what waits is read anew only when more does, or it was long ago.
 */
export async function shutOf(waiting: number, now = Date.now()): Promise<number> {
  const isSame = counted && waiting <= counted.waiting && Math.abs(now - counted.at) < countStands;
  const shut = isSame ? counted!.shut : await waitingUntilOpen();
  counted = { waiting, shut, at: isSame ? counted!.at : now };
  return Math.min(shut, waiting);
}

let times = 0;

/** Something comes to wait that is not sealed for sending: whatever makes it wait, but a save, says so. */
export function comesUnsealed(): void {
  times += 1;
}

/** How often that was in this page or worker: as long as it is the same, only what others brought can be unsealed. */
export const timesUnsealed = (): number => times;

/** The waiting items that are not sealed for sending, page by page: all that waits is read for it. */
export async function* notForSending(): AsyncGenerator<OutboxItem[]> {
  for (let after = ''; ; ) {
    const page = await db.outbox
      .where('[state+key]')
      .between(['waiting', after], ['waiting', Dexie.maxKey], false, true)
      .limit(pageSize)
      .toArray();
    const some = page.filter((item) => !isForSending(item));
    if (some.length > 0) yield some;
    if (page.length < pageSize) return;
    after = page.at(-1)!.key;
  }
}

/** Adds to waiting items what was sealed of each under the key `by`, where it still waits in that revision. */
export async function keepForSending(by: string, made: Map<OutboxItem, Sealed>): Promise<void> {
  await writing(() =>
    transact([db.outbox, db.keys], async () => {
      const items = [...made.keys()];
      const [held, names] = await Promise.all([
        db.outbox.bulkGet(items.map(({ key }) => key)),
        db.keys.where('id').equals(by).primaryKeys(),
      ]);
      if (!names.includes('sending')) return;
      const same = held.flatMap((item, at) =>
        item?.state === 'waiting' && item.rev === items[at]!.rev ? [{ ...item, toSend: made.get(items[at]!)! }] : [],
      );
      await db.outbox.bulkPut(same);
    }),
  );
}

/** What was sealed for sending of these could not be opened: they wait until the device is opened. */
export async function withoutForSending(items: readonly OutboxItem[]): Promise<void> {
  comesUnsealed();
  await db.outbox
    .where('key')
    .anyOf(items.map(({ key }) => key))
    .modify((item) => void delete item.toSend);
}

/** The words of endpoints that refused something while the device was locked lie under the same key: they are sealed as all else is. */
export async function resealWords(): Promise<void> {
  const sending = await sendingKey();
  if (!sending) return;
  const to = await deviceKey();
  const refused = await db.outbox
    .where('[state+key]')
    .between(['refused', Dexie.minKey], ['refused', Dexie.maxKey])
    .filter(({ words }) => words !== undefined)
    .toArray();
  for (const { key, words } of refused) {
    const text = await textUnder(sending.key, key, words!);
    if (text === undefined) continue;
    const fresh = await sealText(to, key, text);
    await db.outbox
      .where('key')
      .equals(key)
      .modify((item) => {
        if (String(item.words?.iv) === String(words!.iv)) item.words = fresh;
      });
  }
}
