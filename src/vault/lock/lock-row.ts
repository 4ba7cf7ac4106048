/** The lock of a device: made, opened, changed. */

import type { OwnMeans } from './own-means.ts';
import { type Recovered, recovered, sealedForRecovery } from './recovery.ts';
import { secretKey } from './secret-key.ts';
import type { LockRow, SecretKind, Slowness } from './stored-lock.ts';
import { type KeyBytes, newDataKey, newWrappingKey, unwrappedKey, wrappedKey } from './wrapping.ts';

/** A secret that a person chose, and how slow it is made. */
export interface ChosenSecret {
  secret: string;
  is: SecretKind;
  how: Slowness;
}

const wrappedBySecret = async (dataKey: CryptoKey, { secret, is, how }: ChosenSecret): Promise<LockRow['secret']> => ({
  ...how,
  is,
  wrapped: await wrappedKey(dataKey, await secretKey(secret, how)),
});

/**
 * A new lock with a data key of its own, and that key as it is used: no script can read it out. Where the browser cannot seal for the recovery
 * key `open`, as one without X25519, the lock has none: better than no lock.
 */
export async function newLock(chosen: ChosenSecret, open?: KeyBytes): Promise<{ lock: LockRow; key: CryptoKey }> {
  const dataKey = await newDataKey();
  const secret = await wrappedBySecret(dataKey, chosen);
  const lock = await withRecovery({ secret }, dataKey, open).catch((error: unknown): LockRow => {
    console.error('The lock has no recovery key', error instanceof Error ? error.name : '');
    return { secret };
  });
  return { lock, key: await inUse(dataKey) };
}

/** The same key as it is used: no script can read it out any more. */
export async function inUse(dataKey: CryptoKey): Promise<CryptoKey> {
  const once = await newWrappingKey();
  return (await unwrappedKey(await wrappedKey(dataKey, once), once))!;
}

/** Thrown where what is kept of a secret is damaged: nothing that is written opens it, and no try is to be counted. */
export class LockDamaged extends Error {
  override name = 'LockDamaged';
}

const isWithin = (n: unknown, least: number, most: number): boolean =>
  Number.isInteger(n) && (n as number) >= least && (n as number) <= most;

/** Whether a secret can open a lock as it lies here: within what Argon2id takes and what a device bears, and as long as a wrapped key is. */
export const canOpenBySecret = ({ secret: { memory, passes, salt, wrapped } }: LockRow): boolean =>
  isWithin(memory, 8, 1 << 20) &&
  isWithin(passes, 1, 100) &&
  salt instanceof Uint8Array &&
  salt.length >= 8 &&
  wrapped instanceof Uint8Array &&
  wrapped.length === 40;

/** The data key by the secret; undefined for a wrong one. `extractable` only to wrap it once more. */
export const openedBySecret = async (
  { secret: { wrapped: bytes, ...how } }: LockRow,
  written: string,
  extractable = false,
): Promise<CryptoKey | undefined> => unwrappedKey(bytes, await secretKey(written, how), extractable);

/** The data key by the organisation's recovery key, to be given a new secret; or why not. */
export const openedByRecovery = async ({ recovery }: LockRow, written: string): Promise<Recovered> =>
  recovery
    ? recovered(written, recovery.open, recovery.sealed).catch(() => ({ why: 'damaged' as const }))
    : { why: 'other-organisation' };

/** The data key by the key of the device's own means; undefined where they are another, or none were taken into use. */
export const openedByOwnMeans = async ({ own }: LockRow, key: CryptoKey): Promise<CryptoKey | undefined> =>
  own && unwrappedKey(own.wrapped, key);

/** The lock as it opens by the device's own means too. */
export const withOwnMeans = async (lock: LockRow, dataKey: CryptoKey, own: OwnMeans): Promise<LockRow> => ({
  ...lock,
  own: { credential: own.credential, wrapped: await wrappedKey(dataKey, own.key) },
});

/** The lock as it opens by them no more. */
export function withoutOwnMeans({ own: _, ...rest }: LockRow): LockRow {
  return rest;
}

/** The lock with another secret: nothing else is sealed anew. */
export const withSecret = async (lock: LockRow, dataKey: CryptoKey, chosen: ChosenSecret): Promise<LockRow> => ({
  ...lock,
  secret: await wrappedBySecret(dataKey, chosen),
});

/** The lock with the recovery key that holds now, or without one. */
export async function withRecovery(lock: LockRow, dataKey: CryptoKey, open: KeyBytes | undefined): Promise<LockRow> {
  const { recovery: _, ...rest } = lock;
  return open ? { ...rest, recovery: { open, sealed: await sealedForRecovery(dataKey, open) } } : rest;
}
