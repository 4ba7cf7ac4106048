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
/** A clock that is behind by less than this (ms) is right. */
const clockTolerance = 10 * 60_000;

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
  /** The device's unit, and when it came to it (as `at`); absent until the app is next open where an earlier version noted the key alone. */
  unit?: string;
  unitAt?: number;
  /** By how much (ms) this device's clock has been seen behind its endpoints': all that came here may have come so much later than it said. */
  behind?: number;
  /** The device was empty then: it has known no other. */
  isFirst: boolean;
}

/** What this device has; undefined where the document names no key. */
export const wipeKey = (): Promise<WipeKey | undefined> => setting<WipeKey | undefined>(name, undefined);

/** Whether a device has something of anybody's: then a key that comes is asked about, and rests first. */
export const hasWork = async (): Promise<boolean> => (await db.records.count()) + (await db.drafts.count()) > 0;

/** What is held beside the document: the device's unit, and how far (ms) its clock is behind the endpoint's that agrees best with it. */
export interface BesideKey {
  unit: string;
  behind: number;
}

/** The same as it is now. Reads alone: for who follows it. */
export async function besideKey(): Promise<BesideKey> {
  const [unit, endpoints] = await Promise.all([setting('unit', 'oma'), db.endpoints.toArray()]);
  const ahead = endpoints.flatMap(({ clock }) => clock?.ahead ?? []);
  const nearest = ahead.sort((a, b) => Math.abs(a) - Math.abs(b))[0] ?? 0;
  return { unit, behind: nearest > clockTolerance ? nearest : 0 };
}

/**
 * Notes what the document that holds now says, and what is beside it: a key that is another has come just now, and so has a unit. Rejects with
 * `NotKept`.
 */
export async function noteWipeKey(now = Date.now()): Promise<void> {
  const document = organisation();
  const { signer: key, orders } = wipePart.of(document).wipe;
  const { name: named } = document.organisation;
  const lived = await livedThrough(now);
  await writing(() =>
    transact([db.settings, db.records, db.drafts, db.endpoints], async () => {
      const held = (await db.settings.get(name))?.value as WipeKey | undefined;
      if (!key) return void (held && (await db.settings.delete(name)));
      const came: Came = held?.key === key ? held : { at: now, lived, isFirst: !held && !(await hasWork()) };
      const { unit, behind } = await besideKey();
      const unitAt = unitCameAt(came, unit);
      const value: WipeKey = {
        ...came,
        ...{ key, orders, organisation: named, unit },
        unitAt: unitAt ?? now,
        // What comes now comes by the clock as it is now.
        behind: unitAt === undefined ? behind : Math.max(behind, came.behind ?? 0),
      };
      if (!isSame(value, held)) await db.settings.put({ name, value });
    }),
  );
}

type Came = Pick<WipeKey, 'at' | 'lived' | 'isFirst' | 'unit' | 'unitAt' | 'behind'>;

const isSame = (value: WipeKey, held: Partial<WipeKey> | undefined): boolean =>
  (Object.keys(value) as (keyof WipeKey)[]).every((part) => value[part] === held?.[part]);

/** When the device came to a unit (as `at`), as far as is noted; undefined where it is in another by that, so that it came after. */
export const unitCameAt = (key: Came, unit: string): number | undefined =>
  key.unit === undefined || key.unit === unit ? Math.max(key.at, key.unitAt ?? 0) : undefined;

/** How long (ms) the key still orders nothing: counted as this device lives it through, so that no clock shortens it. */
export async function restOfKey({ isFirst, lived }: WipeKey, now = Date.now()): Promise<number> {
  return isFirst ? 0 : Math.max(0, keyRest * day - ((await livedSoFar(now)) - lived));
}
