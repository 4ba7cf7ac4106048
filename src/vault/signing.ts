/**
 * The key by which an organisation signs what it orders: ECDSA over P-256 with SHA-256, which every browser that runs the app has
 * (Ed25519 is younger than some phones' browsers). Raw bytes are passed on, never a CryptoKey.
 */
import { bytesIn, keyToText } from './lock/recovery-key.ts';
import type { KeyBytes } from './lock/wrapping.ts';

const curve = { name: 'ECDSA', namedCurve: 'P-256' };
const scheme = { name: 'ECDSA', hash: 'SHA-256' };
const mark = 'KENTTAKIRJA-MAARAYS-';

export interface SigningPair {
  /** Stands in the organisation's document, as base64url. */
  open: string;
  /** Printed by whoever keeps it: signs that a QR code holds well. */
  secret: string;
}

export async function newSigningPair(): Promise<SigningPair> {
  const pair = (await crypto.subtle.generateKey(curve, true, ['sign', 'verify'])) as CryptoKeyPair;
  const open = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const { d } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  const hex = [...bytesIn(d!)!].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { open: keyToText(open), secret: mark + hex.toUpperCase().replace(/(.{8})(?=.)/g, '$1-') };
}

/** A signature (base64url); or why there is none. */
export type Signed = { signature: string } | { why: 'no-key' | 'other-organisation' };

/** Signs a text by the private key that was written: small letters, spaces, without its beginning. `open`: the public one that it belongs to. */
export async function signedBy(written: string, open: KeyBytes, text: string): Promise<Signed> {
  const plain = written.toUpperCase().replace(/[\s-]/g, '').replace(mark.replaceAll('-', ''), '');
  if (!/^[0-9A-F]{64}$/.test(plain)) return { why: 'no-key' };
  const d = keyToText(Uint8Array.from(plain.match(/../g)!, (byte) => Number.parseInt(byte, 16)));
  const [x, y] = [keyToText(open.slice(1, 33)), keyToText(open.slice(33))];
  try {
    const key = await crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', d, x, y }, curve, false, ['sign']);
    const signature = keyToText(new Uint8Array(await crypto.subtle.sign(scheme, key, bytesOf(text))));
    // Not every browser looks whether the halves belong together when it takes them.
    return (await isSignedBy(open, text, signature)) ? { signature } : { why: 'other-organisation' };
  } catch {
    return { why: 'other-organisation' };
  }
}

/** Whether a text was signed by the private half of a public key. */
export async function isSignedBy(open: KeyBytes, text: string, signature: string): Promise<boolean> {
  const bytes = /^[\w-]{86}$/.test(signature) ? bytesIn(signature) : undefined;
  if (bytes?.length !== 64 || keyToText(bytes) !== signature) return false;
  try {
    const key = await crypto.subtle.importKey('raw', open, curve, false, ['verify']);
    return await crypto.subtle.verify(scheme, key, bytes, bytesOf(text));
  } catch {
    return false;
  }
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
