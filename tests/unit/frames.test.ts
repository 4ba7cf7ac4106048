/** A backup as an endless row of pictures: whichever of them are missed, doubled or another move's, the file is whole or not there. */

import { encodeQR } from 'qr';
import decodeQR from 'qr/decode.js';
import { describe, expect, test } from 'vitest';
import { fromBase45, toBase45 } from '../../src/backup/base45.ts';
import { isOfThisDevice } from '../../src/backup/device-bound.ts';
import { FrameGatherer, framesOf, picturesLimit, pieceCount, timeFor } from '../../src/backup/frames.ts';
import { forgetPictures, keepPicture, picturesKept } from '../../src/backup/pictures-store.ts';
import { localNames } from '../../src/store/local-only.ts';
import { freshDevice } from '../support/device.ts';
import { fc } from '../support/property.ts';

freshDevice();

/** Any file of some size. */
const files = (most: number) =>
  fc.tuple(fc.integer({ min: 1, max: most }), fc.nat()).map(([size, seed]) => {
    const file = new Uint8Array(size);
    for (let at = 0; at < size; at++) file[at] = Math.imul(at + 1, 0x9e3779b1 ^ seed) >>> 13;
    return file;
  });

/** Shows frames from 0 on until the file is there; answers how many were shown, and how many of them were read. */
function shown(file: Uint8Array, isMissed: (number: number) => boolean) {
  const [frame, gatherer] = [framesOf(file), new FrameGatherer()];
  let read = 0;
  for (let number = 0; ; number++) {
    if (isMissed(number)) continue;
    read += 1;
    gatherer.add(frame(number));
    const whole = gatherer.file();
    if (whole) return { whole, read, shown: number + 1 };
    if (number > 20 * pieceCount(file.length) + 200) throw new Error('never whole');
  }
}

describe('base 45', () => {
  test('gives back any bytes, in signs of the alphanumeric mode alone', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (given) => {
        const text = toBase45(given);
        expect(text).toMatch(/^[0-9A-Z $%*+\-./:]*$/);
        expect(fromBase45(text)).toEqual(given);
      }),
    );
    // RFC 9285's own examples.
    expect(toBase45(new TextEncoder().encode('Hello!!'))).toBe('%69 VD92EX0');
    for (const wrong of ['A', 'GGW', ':::', 'a00', '00é']) expect(fromBase45(wrong), wrong).toBeUndefined();
  });
});

describe('a file in pictures', () => {
  test('of which none is missed is whole with the last piece', () => {
    fc.assert(
      fc.property(files(20_000), (file) => {
        const { whole, shown: all } = shown(file, () => false);
        expect(Buffer.from(whole).equals(file)).toBe(true);
        expect(all).toBe(pieceCount(file.length));
      }),
      { numRuns: 40 },
    );
  });

  test('of which up to half are missed needs a few more than its pieces, whichever they were', () => {
    fc.assert(
      fc.property(files(30_000), fc.nat(50), fc.nat(), (file, loss, seed) => {
        const missed = (number: number) =>
          ((Math.imul(number + 1, 0x9e3779b1) ^ Math.imul(seed, 0x85ebca6b)) >>> 0) % 100 < loss;
        const { whole, read } = shown(file, missed);
        expect(Buffer.from(whole).equals(file)).toBe(true);
        expect(read - pieceCount(file.length)).toBeLessThan(25);
      }),
      { numRuns: 40 },
    );
  });

  test('read from the middle on, backwards, and each twice, is the same file', () => {
    const file = Uint8Array.from({ length: 9_000 }, (_, at) => at % 251);
    const [frame, gatherer] = [framesOf(file), new FrameGatherer()];
    const said = [];
    for (let number = 60; number >= 8; number--) said.push(gatherer.add(frame(number)), gatherer.add(frame(number)));
    expect(gatherer.file()).toEqual(file);
    expect(said.filter((one) => one === 'new')).toHaveLength(pieceCount(file.length));
    expect(new Set(said)).toEqual(new Set(['new', 'known']));
  });

  test('of which one is lacking is not there, and says how far it has come', () => {
    const [frame, gatherer] = [framesOf(new Uint8Array(4_800).fill(7)), new FrameGatherer()];
    expect(gatherer.progress).toEqual({ held: 0, of: 0 });
    for (let number = 0; number < 9; number++) gatherer.add(frame(number));
    expect(gatherer.progress).toEqual({ held: 9, of: 10 });
    expect(gatherer.file()).toBeUndefined();
    expect(gatherer.add(frame(3)), 'doubled').toBe('known');
    expect(gatherer.add(frame(9))).toBe('new');
    expect(gatherer.file()).toEqual(new Uint8Array(4_800).fill(7));
  });

  test('takes nothing of another move', () => {
    const [mine, other] = [new Uint8Array(2_000).fill(1), new Uint8Array(2_000).fill(2)];
    const [frame, theirs, gatherer] = [framesOf(mine, 1), framesOf(other, 2), new FrameGatherer()];
    gatherer.add(frame(0));
    for (let number = 0; number < 20; number++) expect(gatherer.add(theirs(number))).toBe('other-transfer');
    expect(gatherer.add(framesOf(new Uint8Array(2_001), 1)(0)), 'the same number, another size').toBe('other-transfer');
    for (let number = 1; number < 5; number++) gatherer.add(frame(number));
    expect(gatherer.file()).toEqual(mine);
  });

  test('any other code is none of its pictures, and nothing is asked of the device for one that lies about its size', () => {
    const gatherer = new FrameGatherer();
    const huge = fromBase45(framesOf(new Uint8Array(10))(0))!;
    new DataView(huge.buffer).setUint32(6, picturesLimit + 1);
    const nothing = fromBase45(framesOf(new Uint8Array(10))(0))!;
    new DataView(nothing.buffer).setUint32(6, 0);
    const others = [
      '',
      'https://example.org/#key=a',
      'KKR1.00000000.1.2.abc',
      toBase45(huge),
      toBase45(nothing),
      toBase45(new Uint8Array(496)),
    ];
    for (const other of others) expect(gatherer.add(other), other.slice(0, 20)).toBe('no-frame');
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => gatherer.add(text) === 'no-frame'));
    expect(gatherer.progress).toEqual({ held: 0, of: 0 });
  });

  test('is a code of version 15, which the app’s own reader reads', () => {
    const text = framesOf(Uint8Array.from({ length: 4_000 }, (_, at) => (at * 37) % 256))(12);
    const rows = encodeQR(text, 'raw', { ecc: 'low', border: 4 });
    expect(rows.length - 2 * 4).toBe(17 + 4 * 15);
    const [scale, side] = [4, rows.length * 4];
    const data = new Uint8Array(side * side * 4);
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++)
        data.set(
          rows[Math.floor(y / scale)]![Math.floor(x / scale)] ? [0, 0, 0, 255] : [255, 255, 255, 255],
          (y * side + x) * 4,
        );
    expect(decodeQR({ width: side, height: side, data })).toBe(text);
  });
});

test.each([
  [2, { unit: 'second', count: 5 }],
  [213, { unit: 'second', count: 45 }],
  [300, { unit: 'minute', count: 1 }],
  [301, { unit: 'minute', count: 2 }],
])('how long %i pictures take is told by their number', (pieces, time) => {
  expect(timeFor(pieces)).toEqual(time);
});

test('what was read of a move is gone on with by an app that was opened again, stays on this device, and goes when it is let go', async () => {
  const file = crypto.getRandomValues(new Uint8Array(5_000));
  const frame = framesOf(file);
  for (let number = 0; number < pieceCount(file.length); number++) if (number !== 3) await keepPicture(frame(number));
  expect((await localNames('')).every(isOfThisDevice), 'no backup has it').toBe(true);
  const gatherer = new FrameGatherer();
  for (const text of await picturesKept()) gatherer.add(text);
  expect(gatherer.file()).toBeUndefined();
  gatherer.add(frame(100));
  gatherer.add(frame(3));
  expect(gatherer.file()).toEqual(file);
  await forgetPictures();
  expect(await picturesKept()).toEqual([]);
});
