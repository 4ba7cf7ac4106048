/**
 * Orders to empty this device: taken in from wherever they come, and carried out when nothing is left that somebody must have first. All that
 * is read here lies in the clear, so that it goes on behind a lock.
 */

import { restOfKey, unitCameAt, type WipeKey, wipeKey } from '../../setup/wipe-key-store.ts';
import {
  type NoOrder,
  type NotForUs,
  notForUs,
  type OrderedHere,
  readOrder,
  type WipeOrder,
} from '../../setup/wipe-order.ts';
import { knownDeviceId, setSetting, setting } from '../../store/device.ts';
import { livedThrough } from '../../store/lived.ts';
import {
  isNoneLeft,
  NotEmptied,
  type OnlyHere,
  type OnlyOthers,
  ofOthers,
  onlyHere,
  unsentHere,
  versionsOnlyHere,
} from '../../store/wipe.ts';
import { signingKeyIn } from '../../vault/signing-key.ts';
import { emptyDevice } from './empty-device.ts';

const name = 'wipe-order';

interface Kept {
  text: string;
  /** When it was taken in (ms since 1970). */
  at: number;
}

/** What a text came to: an order for this device, or a word for what it is not. */
export type TakenOrder = { order: WipeOrder } | { why: NoOrder | NotForUs | 'no-key-here' };

/** Reads an order and holds it against this device at a time (ms since 1970). */
async function judged(text: string, now: number, key: WipeKey | undefined): Promise<TakenOrder> {
  const open = key && signingKeyIn(key.key);
  if (!open) return { why: 'no-key-here' };
  const order = await readOrder(text, open);
  if (typeof order === 'string') return { why: order };
  const unit = await setting('unit', 'oma');
  const cameAt = unitCameAt(key, unit) ?? Number.POSITIVE_INFINITY;
  const here: OrderedHere = {
    device: (await knownDeviceId()) ?? '',
    unit,
    keyCameAt: key.at,
    unitCameAt: cameAt + (key.behind ?? 0),
  };
  const why = notForUs(order, here, now);
  return why ? { why } : { order };
}

/** Takes an order in, to be carried out; of two the one that was made last stands. Rejects with `NotKept`. */
export async function takeOrder(text: string, now = Date.now()): Promise<TakenOrder> {
  const taken = await judged(text, now, await wipeKey());
  if ('why' in taken) return taken;
  const held = (await orderHere(now))?.order;
  if (!held || held.at < taken.order.at) await setSetting(name, { text, at: now } satisfies Kept);
  return taken;
}

/** An order that was taken in, and what it waits for. */
export interface OrderHere {
  order: WipeOrder;
  /** Who gave it, as this device's own document names them: the order may say anything. Undefined where that is not known yet. */
  by: string | undefined;
  /** The key came to this device so lately that it orders nothing for so long yet (ms). */
  rest: number;
  /** What only this device has, of who is on shift. */
  left: OnlyHere;
  /** The same of other workers of this device. */
  others: OnlyOthers;
}

/** The order that holds, if the key of this device still fits it. Writes nothing. */
export async function orderHere(now = Date.now()): Promise<OrderHere | undefined> {
  const kept = await setting<Kept | undefined>(name, undefined);
  if (!kept) return undefined;
  const key = await wipeKey();
  const taken = await judged(kept.text, kept.at, key);
  if (!('order' in taken)) return undefined;
  const { order } = taken;
  return {
    order,
    by: key!.organisation,
    rest: await restOfKey(key!, now),
    left: await countFor(order)(),
    others: await ofOthers(countFor(order)),
  };
}

const countFor = (order: WipeOrder) => (order.lost ? unsentHere : onlyHere);

/** Carries the order out where nothing stands in its way; else tells what does. Rejects as `emptyDevice` does. */
export async function carryOut(now = Date.now()): Promise<OrderHere | undefined> {
  await livedThrough(now);
  const here = await orderHere(now);
  if (!here || here.rest > 0 || !isNoneLeft(here.left) || !isNoneLeft(here.others)) return here;
  await emptyBy(here.by, here.order, async () => isNoneLeft(await countFor(here.order)()));
  return undefined;
}

/**
 * Carries it out though something is left that was put into a backup: just that, and nothing that came or was changed since `before`, which is
 * `versionsOnlyHere` as it was when the backup began. A backup is of who is on shift: what another worker has left is waited for.
 */
export async function carryOutAfterBackup(order: WipeOrder, before: ReadonlySet<string>): Promise<void> {
  const by = (await wipeKey())?.organisation;
  await emptyBy(by, order, async () => [...(await versionsOnlyHere())].every((version) => before.has(version)));
}

async function emptyBy(by: string | undefined, order: WipeOrder, asLongAs: () => Promise<boolean>): Promise<void> {
  // Nothing comes to them from here on: nobody but who is on shift writes here.
  if (!isNoneLeft(await ofOthers(countFor(order)))) throw new NotEmptied('Another worker has something left');
  await emptyDevice({ ordered: { by, at: order.at }, asLongAs });
}
