/** A lock in unit tests: derived by a quick hash, for there is no worker; and everything of a device that is sealed. */
import { vi } from 'vitest';
import { db } from '../../src/store/db.ts';
import { openDevice } from '../../src/store/device.ts';
import { trySecret } from '../../src/store/device-lock.ts';
import { derivation } from '../../src/vault/lock/secret-key.ts';
import { wrappingKey } from '../../src/vault/lock/wrapping.ts';
import type { Sealed } from '../../src/vault/seal.ts';

/** Derives in no time, so that a test can try many. */
export function quickDerivation(): void {
  derivation.derive = async ({ secret, salt }) => {
    const typed = new TextEncoder().encode(secret.normalize('NFC').trim());
    const bits = await crypto.subtle.digest('SHA-256', new Uint8Array([...typed, ...salt]));
    return wrappingKey(new Uint8Array(bits), 'pin');
  };
}

/** What opens the devices of these tests. */
export const pin = '482913';

/** Opens the device with it. */
export async function opened(): Promise<void> {
  const tried = await trySecret(pin);
  if (tried.is !== 'right') throw new Error(tried.is);
  openDevice(tried);
}

/** A secret that was chosen, as slow as a test bears. */
export const chosen = (secret: string) => ({
  secret,
  is: 'pin' as const,
  how: { memory: 8, passes: 1, salt: crypto.getRandomValues(new Uint8Array(16)) },
});

/** A device that opens by its own means, as a browser shows it (WebAuthn PRF). */
export function ownMeansHere() {
  const device = {
    secret: crypto.getRandomValues(new Uint8Array(32)),
    gives: true,
    isGone: false,
    letGo: [] as string[],
  };
  const shown = (prf: object) => ({
    rawId: new Uint8Array([1, 2, 3]).buffer,
    getClientExtensionResults: () => ({ prf }),
  });
  vi.stubGlobal('location', { hostname: 'kanaria.example' });
  vi.stubGlobal('PublicKeyCredential', {
    signalUnknownCredential: async ({ credentialId }: { credentialId: string }) => device.letGo.push(credentialId),
  });
  vi.stubGlobal('navigator', {
    ...globalThis.navigator,
    credentials: {
      create: async () => shown({ enabled: true }),
      get: async () => {
        if (device.isGone) throw new Error('NotAllowedError');
        return shown(device.gives ? { results: { first: device.secret.slice().buffer } } : {});
      },
    },
  });
  return device;
}

/** Every sealed value of the device, wherever it lies, with the ids that it may be bound to. */
export async function everythingSealed(): Promise<{ ids: string[]; sealed: Sealed }[]> {
  const found: { ids: string[]; sealed: Sealed }[] = [];
  const look = (value: unknown, ids: string[]) => {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || value instanceof ArrayBuffer)
      return;
    const fields = value as Record<string, unknown>;
    const own = [
      ...ids,
      ...['id', 'key', 'name', 'recordId'].flatMap((name) => (typeof fields[name] === 'string' ? [fields[name]] : [])),
    ];
    if (ArrayBuffer.isView(fields.iv) && fields.body instanceof ArrayBuffer)
      found.push({ ids: own as string[], sealed: value as Sealed });
    for (const inner of Object.values(fields)) look(inner, own as string[]);
  };
  for (const table of db.tables) for (const row of await table.toArray()) look(row, []);
  return found;
}
