/**
 * An order of the organisation that a device be emptied: what it says, signed with the organisation's key. Reading one changes nothing;
 * what is no order, signed by nobody known, or meant for another is told by a word.
 */
import * as z from 'zod/mini';
import { bytesIn, keyToText } from '../vault/lock/recovery-key.ts';
import type { KeyBytes } from '../vault/lock/wrapping.ts';
import { isSignedBy, type Signed, signedBy } from '../vault/signing.ts';
import { id, name } from './fields.ts';

/** For how many days an order is good. */
export const orderDays = 60;
const day = 86_400_000;
/** A clock that differs by so much (ms) is no reason to refuse an order for the device itself: its id is of this set-up alone. */
const clockSlack = day;
/** The same of one for a unit, which may be from before the device came: by a clock that is behind it would look as if from after. */
const unitClockSlack = 10 * 60_000;

const said = {
  kenttakirjaWipe: z.literal(1),
  /** What whoever made it calls the organisation: earlier versions told it. Whoever has the key may write any name, so it is never shown. */
  organisation: name,
  /** Random: two orders are told apart by it. */
  id: z.uuid(),
  /** When it was made, ISO 8601. */
  at: z.iso.datetime(),
  /** The device is not in anybody's hands: unfinished forms on it go without asking. */
  lost: z.optional(z.literal(true)),
};
const WipeOrder = z.union([z.strictObject({ ...said, device: z.uuid() }), z.strictObject({ ...said, unit: id })]);
/** An order: for one device by its id, or for all devices of a unit. */
export type WipeOrder = z.infer<typeof WipeOrder>;

/** What is signed begins with this: no signature of anything else is one of an order. */
const context = 'kenttakirja-wipe-order-1\n';
const longest = 4000;

/** An order as text: what a link, a code or a file carries. */
export async function orderText(
  order: WipeOrder,
  secret: string,
  open: KeyBytes,
): Promise<{ text: string } | Extract<Signed, { why: string }>> {
  const body = JSON.stringify(order);
  const signed = await signedBy(secret, open, context + body);
  if ('why' in signed) return signed;
  return { text: `${keyToText(new TextEncoder().encode(body))}.${signed.signature}` };
}

/** Why a text is not taken as an order: no order at all, or not signed with the key that this device has. */
export type NoOrder = 'not-an-order' | 'not-signed';

/** Reads an order, as a link or by itself. Nothing of it is believed before its signature is. */
export async function readOrder(given: string, open: KeyBytes): Promise<WipeOrder | NoOrder> {
  const [, body, signature] = /^(?:\S*#wipe=)?([\w-]+)\.([\w-]+)$/.exec(given.slice(0, longest).trim()) ?? [];
  const bytes = body && given.length <= longest ? bytesIn(body) : undefined;
  if (!bytes || keyToText(bytes) !== body) return 'not-an-order';
  const text = new TextDecoder().decode(bytes);
  if (!(await isSignedBy(open, context + text, signature!))) return looksLikeOne(text) ? 'not-signed' : 'not-an-order';
  const order = WipeOrder.safeParse(jsonIn(text));
  return order.success ? order.data : 'not-an-order';
}

const looksLikeOne = (text: string): boolean => text.includes('"kenttakirjaWipe"');

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What an order is held against on this device. */
export interface OrderedHere {
  device: string;
  unit: string;
  /** When the key that it is signed with came to this device (ms since 1970): an order from before is for what was here before. */
  keyCameAt: number;
  /** When the device came to its unit (as `keyCameAt`), at the latest that its clock allows: an order for all of it is for who was there. */
  unitCameAt: number;
}

/** Why an order is not for this device now; undefined where it is. */
export type NotForUs = 'other-device' | 'other-unit' | 'before-set-up' | 'before-unit' | 'in-future' | 'expired';

export function notForUs(order: WipeOrder, here: OrderedHere, now: number): NotForUs | undefined {
  if ('device' in order && order.device !== here.device) return 'other-device';
  if ('unit' in order && order.unit !== here.unit) return 'other-unit';
  const at = Date.parse(order.at);
  if (at < here.keyCameAt) return 'before-set-up';
  if (at > now + ('unit' in order ? unitClockSlack : clockSlack)) return 'in-future';
  if ('unit' in order && at < here.unitCameAt) return 'before-unit';
  return now > at + orderDays * day ? 'expired' : undefined;
}
