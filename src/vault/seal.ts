/**
 * Encryption at rest. A record's body, a draft and an endpoint's token lie on the device as ciphertext only.
 *
 * Today the one key is the device key: a non-extractable AES-GCM key that the browser keeps in IndexedDB and that no script
 * can read out. Chromium writes it into the same files as what it seals, so it hides from a glance and from a search of the
 * disk for words, not from whoever has the files; a passphrase comes on top of it later.
 */

/** A sealed value: a fresh 96-bit nonce and the ciphertext with its tag. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  body: ArrayBuffer;
}

/** Thrown by `open` when the ciphertext was damaged, moved to another id, or sealed under another key. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A new device key. It can be stored in IndexedDB but never exported. */
export const newDeviceKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

/**
 * Seals a JSON value under `key`, bound to `id`: it opens only as that same id's value.
 * Call it before a database transaction opens: awaiting WebCrypto inside one commits it early in Firefox and WebKit.
 */
export const seal = (key: CryptoKey, id: string, value: unknown): Promise<Sealed> =>
  sealText(key, id, JSON.stringify(value));

/** As `seal`, a text that need not be JSON. */
export async function sealText(key: CryptoKey, id: string, text: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = encoder.encode(id);
  return { iv, body: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, encoder.encode(text)) };
}

/** Opens what `seal` made for this `id`. Throws `Unreadable`. */
export async function unseal(key: CryptoKey, id: string, sealed: Sealed): Promise<unknown> {
  const text = await openText(key, id, sealed);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Unreadable('This value is not whole', { cause });
  }
}

/** As `open`, the text that was sealed: also where it is no JSON. Throws `Unreadable`. */
export async function openText(key: CryptoKey, id: string, sealed: Sealed): Promise<string> {
  const additionalData = encoder.encode(id);
  try {
    return decoder.decode(
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv, additionalData }, key, sealed.body),
    );
  } catch (cause) {
    throw new Unreadable('This value cannot be opened on this device', { cause });
  }
}
