/**
 * Encryption at rest. A record's body, a draft and an endpoint's token lie on the device as ciphertext only.
 *
 * The key is the device key: a non-extractable AES-GCM key that the browser keeps in IndexedDB and that no script can read out.
 * Chromium writes it into the same files as what it seals, so it hides from a glance and from a search of the disk for words, not
 * from whoever has the files. Where a lock is set (`lock/`) the key lies there only wrapped by a secret that somebody knows.
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
  for (const one of [key, ...(others.get(key) ?? [])]) {
    const text = await textUnder(one, id, sealed);
    if (text !== undefined) return text;
  }
  throw new Unreadable('This value cannot be opened on this device');
}

/** The text that was sealed under this very key; undefined where it was sealed under another, or is damaged. */
export async function textUnder(key: CryptoKey, id: string, { iv, body }: Sealed): Promise<string | undefined> {
  const additionalData = encoder.encode(id);
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, body).catch(() => undefined);
  return plain && decoder.decode(plain);
}

/** Keys that some values lie under beside the one in use: while all is sealed anew, and what was kept while the device was locked. */
const others = new WeakMap<CryptoKey, readonly CryptoKey[]>();

/** What is opened with `key` from now on may lie under one of these too. Nothing is ever sealed under them by it. */
export const alsoUnder = (key: CryptoKey, also: readonly CryptoKey[]): void => void others.set(key, also);
