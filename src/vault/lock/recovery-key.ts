/** The organisation's recovery key as its document has it: 32 bytes in base64url. */
import type { KeyBytes } from './wrapping.ts';

/** The bytes of a public key as a document has it; undefined where it is none. */
export function recoveryKeyIn(text: string): KeyBytes | undefined {
  const bytes = /^[\w-]{43}$/.test(text) ? bytesIn(text) : undefined;
  return bytes?.length === 32 ? bytes : undefined;
}

export const keyToText = (bytes: KeyBytes): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

/** The bytes that a text in base64url stands for; undefined for what is none. */
export function bytesIn(text: string): KeyBytes | undefined {
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
  } catch {
    return undefined;
  }
}
