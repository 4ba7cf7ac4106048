/**
 * The organisation's recovery key: X25519, 32 bytes each, so that the private one is a small QR code. Raw bytes are kept, never a
 * CryptoKey: WebKit loses those of this kind in its database without a word.
 */
import { keyToText } from './recovery-key.ts';
import { type KeyBytes, unwrappedKey, wrappedKey, wrappingKey } from './wrapping.ts';

/** What stands before the 32 bytes of a private key in PKCS #8 (RFC 8410). */
const head = Uint8Array.from([0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20]);
const mark = 'KENTTAKIRJA-AVAIN-';

export interface RecoveryPair {
  /** Stands in the organisation's document, as base64url. */
  open: string;
  /** Printed or written down by whoever keeps it: signs that a QR code holds well. */
  secret: string;
}

/** Whether this browser has what the key needs. */
export const canUseRecovery = (): Promise<boolean> =>
  crypto.subtle.generateKey('X25519', false, ['deriveBits']).then(
    () => true,
    () => false,
  );

/** Rejects where the browser cannot. */
export async function newRecoveryPair(): Promise<RecoveryPair> {
  const pair = (await crypto.subtle.generateKey('X25519', true, ['deriveBits'])) as CryptoKeyPair;
  const open = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const secret = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)).slice(-32);
  const hex = [...secret].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { open: keyToText(open), secret: mark + hex.toUpperCase().replace(/(.{8})(?=.)/g, '$1-') };
}

/** A private key as it was read or typed: small letters, spaces, without its beginning. Undefined where it is none. */
function secretIn(written: string): KeyBytes | undefined {
  const plain = written.toUpperCase().replace(/[\s-]/g, '').replace(mark.replaceAll('-', ''), '');
  if (!/^[0-9A-F]{64}$/.test(plain)) return undefined;
  return Uint8Array.from(plain.match(/../g)!, (byte) => Number.parseInt(byte, 16));
}

/** The data key sealed for a recovery key: 32 bytes of a key made for this once, then the wrapped one. */
export async function sealedForRecovery(dataKey: CryptoKey, open: KeyBytes): Promise<KeyBytes> {
  const once = (await crypto.subtle.generateKey('X25519', false, ['deriveBits'])) as CryptoKeyPair;
  const shown = new Uint8Array(await crypto.subtle.exportKey('raw', once.publicKey));
  return joined(shown, await wrappedKey(dataKey, await between(once.privateKey, open, joined(shown, open))));
}

/** What a written key opened: the data key, extractable, to be wrapped by a new secret; or why it did not. */
export type Recovered = { dataKey: CryptoKey } | { why: 'no-key' | 'other-organisation' | 'damaged' | 'unable' };

/** Opens what was sealed for the recovery key `open` with the private key that was written. */
export async function recovered(written: string, open: KeyBytes, sealed: KeyBytes): Promise<Recovered> {
  const secret = secretIn(written);
  if (!secret) return { why: 'no-key' };
  if (!(await canUseRecovery())) return { why: 'unable' };
  const mine = await crypto.subtle.importKey('pkcs8', joined(head, secret), 'X25519', true, ['deriveBits']);
  secret.fill(0);
  const { x } = await crypto.subtle.exportKey('jwk', mine);
  if (x !== keyToText(open)) return { why: 'other-organisation' };
  const shown = sealed.slice(0, 32);
  const dataKey = await between(mine, shown, joined(shown, open))
    .then((key) => unwrappedKey(sealed.slice(32), key, true))
    .catch(() => undefined);
  return dataKey ? { dataKey } : { why: 'damaged' };
}

async function between(mine: CryptoKey, theirs: KeyBytes, salt: KeyBytes): Promise<CryptoKey> {
  const open = await crypto.subtle.importKey('raw', theirs, 'X25519', false, []);
  const bits = await crypto.subtle.deriveBits({ name: 'X25519', public: open }, mine, 256);
  return wrappingKey(new Uint8Array(bits), 'recovery', salt);
}

const joined = (first: KeyBytes, second: KeyBytes): KeyBytes => {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
};
