/**
 * The organisation's key for orders as this device has it, in the clear: also a device that is locked may be ordered empty. When it came is
 * noted, so that nobody who changes the document orders anything by a key that has just come. So is the organisation's name: whose order it is
 * is told by the document that names the key, never by the order.
 */
import { db } from '../store/db.ts';
import { setting } from '../store/device.ts';
import { livedSoFar, livedThrough } from '../store/lived.ts';
import { transact, writing } from '../store/writing.ts';
import { organisation } from './organisation-store.ts';
import { wipePart } from './wipe-part.ts';

const name = 'wipe-key';
const day = 86_400_000;

/** For how many days a key that came in the place of another, or to a device with records, orders nothing. */
export const keyRest = 3;

/** The key and where orders lie. */
export interface WipeKey {
  key: string;
  orders?: string | undefined;
  /** The organisation's name, as the document has it; absent until the app is next open where an earlier version noted the key. */
  organisation?: string;
  /** When it came (ms since 1970, by this device's clock), and by what the device had lived through then. */
  at: number;
  lived: number;
  /** The device was empty then: it has known no other. */
  isFirst: boolean;
}

/** What this device has; undefined where the document names no key. */
export const wipeKey = (): Promise<WipeKey | undefined> => setting<WipeKey | undefined>(name, undefined);

/** Whether a device has something of anybody's: then a key that comes is asked about, and rests first. */
export const hasWork = async (): Promise<boolean> => (await db.records.count()) + (await db.drafts.count()) > 0;

/** Notes what the document that holds now says: a key that is another has come just now. Rejects with `NotKept`. */
export async function noteWipeKey(now = Date.now()): Promise<void> {
  const document = organisation();
  const { signer: key, orders } = wipePart.of(document).wipe;
  const { name: named } = document.organisation;
  const lived = await livedThrough(now);
  await writing(() =>
    transact([db.settings, db.records, db.drafts], async () => {
      const held = (await db.settings.get(name))?.value as WipeKey | undefined;
      if (held?.key === key && held?.orders === orders && held?.organisation === named) return;
      if (!key) return void (await db.settings.delete(name));
      const isSame = held?.key === key;
      const isFirst = !held && !(await hasWork());
      const came = isSame ? held : { at: now, lived, isFirst };
      await db.settings.put({ name, value: { ...came, key, orders, organisation: named } satisfies WipeKey });
    }),
  );
}

/** How long (ms) the key still orders nothing: counted as this device lives it through, so that no clock shortens it. */
export async function restOfKey({ isFirst, lived }: WipeKey, now = Date.now()): Promise<number> {
  return isFirst ? 0 : Math.max(0, keyRest * day - ((await livedSoFar(now)) - lived));
}
