/**
 * A file as an endless row of small texts, a QR code each, and back from enough of them in whichever order: a fountain code. First
 * each piece of the file once, then the sums (XOR) of random choices of pieces: of n pieces a few more than n frames are enough,
 * whichever of them were missed. The file is sealed before it is cut: a frame tells nothing but its size.
 */
import { fromBase45, toBase45 } from './base45.ts';

/** The largest file that is moved by pictures, in bytes: more than anybody holds a phone for. */
export const picturesLimit = 4 << 20;
/** The bytes of a piece: with its head a code of version 15, which a phone reads from another one's screen. */
const pieceSize = 480;

/** Mark and version; transfer, size of the file, number of the frame (32 bits each); size of a piece (16). */
const head = { mark: 0x4b01, length: 16 };

/** Which pieces the frame of this number is the sum of, a bit each: of the first n frames each one. */
function chosen(frame: number, n: number): Uint32Array {
  const bits = new Uint32Array(Math.ceil(n / 32));
  if (frame < n) bits[frame >>> 5]! |= 1 << (frame & 31);
  else {
    const next = randomFrom(frame);
    for (let word = 0; word < bits.length; word++) bits[word] = next();
    if (n & 31) bits[bits.length - 1]! &= 2 ** (n & 31) - 1;
  }
  return bits;
}

/** The same 32-bit numbers on every device: mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

const has = (bits: Uint32Array, piece: number): boolean => ((bits[piece >>> 5]! >>> (piece & 31)) & 1) === 1;

function addTo(sum: Uint32Array, other: Uint32Array): void {
  for (let word = 0; word < sum.length; word++) sum[word]! ^= other[word]!;
}

/** How many pieces a file of this size has. */
export const pieceCount = (size: number): number => Math.ceil(size / pieceSize);

/** How long one picture stands (ms): a phone reads five in a second, and nothing on the screen flashes more than three times in one. */
export const pictureStands = 200;

/** About how long the pictures of so many pieces take, in words that a person would use: fives of seconds, then minutes. */
export function timeFor(pieces: number): { unit: 'second' | 'minute'; count: number } {
  const seconds = Math.max(5, Math.ceil((pieces * pictureStands) / 5000) * 5);
  return seconds < 60 ? { unit: 'second', count: seconds } : { unit: 'minute', count: Math.ceil(seconds / 60) };
}

/** What gives the text of each frame of a file by its number, from 0 on and without an end. */
export function framesOf(file: Uint8Array, transfer = crypto.getRandomValues(new Uint32Array(1))[0]!) {
  const n = pieceCount(file.length);
  const padded = new Uint32Array((n * pieceSize) / 4);
  new Uint8Array(padded.buffer).set(file);
  return (number: number): string => {
    const sum = new Uint32Array(pieceSize / 4);
    const bits = chosen(number, n);
    for (let piece = 0; piece < n; piece++)
      if (has(bits, piece)) addTo(sum, padded.subarray((piece * pieceSize) / 4, ((piece + 1) * pieceSize) / 4));
    const frame = new Uint8Array(head.length + pieceSize);
    const view = new DataView(frame.buffer);
    view.setUint16(0, head.mark);
    for (const [at, value] of [transfer, file.length, number].entries()) view.setUint32(2 + 4 * at, value);
    view.setUint16(14, pieceSize);
    frame.set(new Uint8Array(sum.buffer), head.length);
    return toBase45(frame);
  };
}

/** What a picture was: of the transfer, whether it told anything new or not; of another one; no frame at all. */
export type FrameRead = 'new' | 'known' | 'other-transfer' | 'no-frame';

interface Frame {
  transfer: number;
  size: number;
  number: number;
  body: Uint32Array;
}

function frameIn(text: string): Frame | undefined {
  const bytes = fromBase45(text);
  if (bytes?.length !== head.length + pieceSize) return undefined;
  const view = new DataView(bytes.buffer);
  const [transfer, size, number] = [2, 6, 10].map((at) => view.getUint32(at)) as [number, number, number];
  if (view.getUint16(0) !== head.mark || view.getUint16(14) !== pieceSize) return undefined;
  if (size === 0 || size > picturesLimit) return undefined;
  return { transfer, size, number, body: new Uint32Array(bytes.buffer.slice(head.length)) };
}

/** Gathers the frames of one transfer until its file is whole. */
export class FrameGatherer {
  #first: Frame | undefined;
  /** A row for each piece that it is the lowest of: what is known of the sums. */
  #rows: ({ bits: Uint32Array; body: Uint32Array } | undefined)[] = [];
  #held = 0;

  /** How many pieces are settled, of how many; 0 of 0 before the first frame. */
  get progress(): { held: number; of: number } {
    return { held: this.#held, of: this.#rows.length };
  }

  /** Takes what a picture said. */
  add(text: string): FrameRead {
    const frame = frameIn(text);
    if (!frame) return 'no-frame';
    this.#first ??= frame;
    const { transfer, size } = this.#first;
    if (frame.transfer !== transfer || frame.size !== size) return 'other-transfer';
    const n = pieceCount(size);
    if (this.#rows.length === 0) this.#rows = new Array(n).fill(undefined);
    return this.#keep(chosen(frame.number, n), frame.body) ? 'new' : 'known';
  }

  /** Takes from a sum what is known, piece by piece; what is left is kept under its lowest piece. */
  #keep(bits: Uint32Array, body: Uint32Array): boolean {
    for (let piece = 0; piece < this.#rows.length; piece++) {
      if (!has(bits, piece)) continue;
      const row = this.#rows[piece];
      if (!row) {
        this.#rows[piece] = { bits, body };
        this.#held += 1;
        return true;
      }
      addTo(bits, row.bits);
      addTo(body, row.body);
    }
    return false;
  }

  /** The file, once every piece is settled. */
  file(): Uint8Array<ArrayBuffer> | undefined {
    const { held, of } = this.progress;
    if (!this.#first || held < of) return undefined;
    const rows = this.#rows as { bits: Uint32Array; body: Uint32Array }[];
    const whole = new Uint32Array((of * pieceSize) / 4);
    for (let piece = of - 1; piece >= 0; piece--) {
      const { bits, body } = rows[piece]!;
      for (let later = piece + 1; later < of; later++) if (has(bits, later)) addTo(body, rows[later]!.body);
      bits.fill(0);
      bits[piece >>> 5]! |= 1 << (piece & 31);
      whole.set(body, (piece * pieceSize) / 4);
    }
    return new Uint8Array(whole.buffer, 0, this.#first.size);
  }
}
