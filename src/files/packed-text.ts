/** Text packed into signs that stand in any address, and opened again no further than a bound. */
import { bytesUpTo } from './bytes-up-to.ts';

/** The most that a packed text may open to, in bytes: many times what a team writes. */
export const givenLimit = 20_000_000;

const through = (stream: CompressionStream | DecompressionStream, input: Uint8Array<ArrayBuffer>) =>
  bytesUpTo(new Blob([input]).stream().pipeThrough(stream), givenLimit);

/** A text in signs that stand in any address. */
export async function packText(text: string): Promise<string> {
  const packed = await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(text));
  let signs = '';
  for (const byte of packed) signs += String.fromCharCode(byte);
  return btoa(signs).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}

/** The text that was packed; undefined where signs were lost or changed, or it is far too long. */
export async function unpackText(signs: string): Promise<string | undefined> {
  try {
    const packed = Uint8Array.from(atob(signs.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
    const text = await through(new DecompressionStream('deflate-raw'), packed);
    return new TextDecoder('utf-8', { fatal: true }).decode(text);
  } catch {
    return undefined;
  }
}
