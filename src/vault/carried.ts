/**
 * A file that is carried from one device to another: lines of JSON, packed and sealed under a code that travels another way.
 * The code is random, so no slow derivation is needed to make guessing hopeless: 20 of 31 signs are 99 bits.
 */
import { bytesUpTo, TooMany } from '../files/bytes-up-to.ts';
import { carryLength, carrySigns, inFives } from './carry-code.ts';

const mark = 'kenttakirja-carried 1\n';
const encoder = new TextEncoder();

/**
 * `not-ours`: not such a file. `wrong-code`: another code, or the file was cut or changed on the way. `too-large`: more than
 * was wanted stands in it.
 */
export class NotOpened extends Error {
  override name = 'NotOpened';
  constructor(readonly why: 'not-ours' | 'wrong-code' | 'too-large') {
    super(why);
  }
}

/** A code for one file: twenty signs that are not taken for one another, in fives. */
export function newCarryCode(): string {
  const code: string[] = [];
  while (code.length < carryLength) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < 248) code.push(carrySigns[byte % carrySigns.length]!);
  }
  return inFives(code.join(''));
}

/** However the code was written: small letters, spaces, a missing dash. */
const plain = (code: string) => code.toUpperCase().replace(/[^0-9A-Z]/g, '');

/** Seals the lines under the code. */
export async function sealCarried(lines: readonly string[], code: string): Promise<Blob> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const packed = await new Response(
    new Blob(lines.map((line) => `${line}\n`)).stream().pipeThrough(packing()),
  ).arrayBuffer();
  const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(code, salt), packed);
  return new Blob([mark, salt, iv, body], { type: 'application/octet-stream' });
}

/** Whether a file is one of these. */
export const isCarried = async (file: Blob): Promise<boolean> => (await file.slice(0, mark.length).text()) === mark;

/** Opens what `sealCarried` made: its lines, as one text of `limit` bytes at most. Throws `NotOpened`. */
export async function openCarried(file: Blob, code: string, limit: number): Promise<string> {
  if (!(await isCarried(file))) throw new NotOpened('not-ours');
  const bytes = new Uint8Array(await file.slice(mark.length).arrayBuffer());
  const [salt, iv, body] = [bytes.slice(0, 16), bytes.slice(16, 28), bytes.slice(28)];
  const key = await keyOf(code, salt);
  const packed = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, body).catch(() => {
    throw new NotOpened('wrong-code');
  });
  try {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new TextDecoder('utf-8', { fatal: true }).decode(await bytesUpTo(stream, limit));
  } catch (error) {
    throw new NotOpened(error instanceof TooMany ? 'too-large' : 'not-ours');
  }
}

const packing = () => new CompressionStream('gzip');

async function keyOf(code: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', encoder.encode(plain(code)), 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: encoder.encode(mark) };
  return crypto.subtle.deriveKey(how, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
