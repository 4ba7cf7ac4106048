/** Keys that wrap the data key. The data key itself is never written but wrapped: 40 bytes (AES-KW, RFC 3394). */

export type KeyBytes = Uint8Array<ArrayBuffer>;

const text = new TextEncoder();
const dataKeyIs = { name: 'AES-GCM', length: 256 } as const;
const wrappingIs = { name: 'AES-KW', length: 256 } as const;

export const randomBytes = (n: number): KeyBytes => crypto.getRandomValues(new Uint8Array(n));

/** A key that wraps, of secret bits, which are wiped. `purpose`: the same bits for something else make another key. */
export async function wrappingKey(
  bits: KeyBytes,
  purpose: 'pin' | 'prf' | 'recovery',
  salt: KeyBytes = new Uint8Array(),
): Promise<CryptoKey> {
  const raw = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey']);
  bits.fill(0);
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: text.encode(`kenttakirja ${purpose} 1`) };
  return crypto.subtle.deriveKey(how, raw, wrappingIs, false, ['wrapKey', 'unwrapKey']);
}

/** A new data key, as it can be wrapped: let go of it as soon as it is, and use what `unwrappedKey` gives. */
export const newDataKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey(dataKeyIs, true, ['encrypt', 'decrypt']) as Promise<CryptoKey>;

/** A key that wraps for this once. */
export const newWrappingKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey(wrappingIs, false, ['wrapKey', 'unwrapKey']) as Promise<CryptoKey>;

/** The data key, wrapped. */
export const wrappedKey = async (dataKey: CryptoKey, by: CryptoKey): Promise<KeyBytes> =>
  new Uint8Array(await crypto.subtle.wrapKey('raw', dataKey, by, 'AES-KW'));

/**
 * The data key again; undefined where it was wrapped by another key: nothing else is kept by which a PIN is told right from
 * wrong. `extractable` only to wrap it once more.
 */
export const unwrappedKey = (bytes: KeyBytes, by: CryptoKey, extractable = false): Promise<CryptoKey | undefined> =>
  crypto.subtle
    .unwrapKey('raw', bytes, by, 'AES-KW', dataKeyIs, extractable, ['encrypt', 'decrypt'])
    .catch(() => undefined);
