/** The organisation's recovery key as its document has it: 32 bytes in base64url. */
import type { KeyBytes } from './wrapping.ts';

/** The bytes of a public key as a document has it; undefined where it is none for which anything can be sealed. */
export function recoveryKeyIn(text: string): KeyBytes | undefined {
  const bytes = /^[\w-]{43}$/.test(text) ? bytesIn(text) : undefined;
  return bytes?.length === 32 && isUsable(bytes) ? bytes : undefined;
}

/** The prime of the field (RFC 7748 §4.1). */
const prime = 2n ** 255n - 19n;
/**
 * The points of small order besides 0, 1 and -1: with them every secret comes to zeros, which browsers refuse (RFC 7748 §6.1). From the list at
 * https://cr.yp.to/ecdh.html#validate.
 */
const smallOrder = [
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
];

/** Whether it is a point as keys are made: less than the prime, else it is read back as another (§5), and of no small order. */
function isUsable(bytes: KeyBytes): boolean {
  const point = bytes.reduceRight((all, byte) => all * 256n + BigInt(byte), 0n);
  return point > 1n && point < prime - 1n && !smallOrder.includes(point);
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
