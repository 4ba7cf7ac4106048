/** Sealing under a code that a person keeps: what is sealed so cannot be opened with the device alone. */
import { seal, unseal } from './seal.ts';

/** A value sealed under a code, as it can stand in JSON. */
export interface UnderCode {
  salt: string;
  iv: string;
  body: string;
}

const rounds = 310_000;

/** A key made from a code, with the salt that it was made with. Takes a while: make it once for each code. */
export async function codeKey(code: string, salt = base64(crypto.getRandomValues(new Uint8Array(16)))) {
  const secret = await crypto.subtle.importKey('raw', new TextEncoder().encode(code), 'PBKDF2', false, ['deriveKey']);
  const given = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(salt), iterations: rounds };
  const key = await crypto.subtle.deriveKey(given, secret, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  return { key, salt };
}

/** Seals a JSON value, bound to `id`, under what `codeKey` made. */
export async function sealUnder(
  { key, salt }: { key: CryptoKey; salt: string },
  id: string,
  value: unknown,
): Promise<UnderCode> {
  const { iv, body } = await seal(key, id, value);
  return { salt, iv: base64(iv), body: base64(new Uint8Array(body)) };
}

/** Opens what was sealed under a code. Throws `Unreadable` for another code. */
export async function openUnder(code: string, id: string, { salt, iv, body }: UnderCode): Promise<unknown> {
  const { key } = await codeKey(code, salt);
  return unseal(key, id, { iv: bytes(iv), body: bytes(body).buffer });
}

const base64 = (data: Uint8Array) => btoa(String.fromCharCode(...data));
const bytes = (text: string) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
