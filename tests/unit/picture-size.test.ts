/** Pictures of codes: how many pixels there are is looked at before any is drawn. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { textInFile } from '../../src/setup/document-file.ts';
import { pixelsIn } from '../../src/setup/picture-size.ts';

afterEach(() => vi.unstubAllGlobals());

const ascii = (text: string) => [...text].map((sign) => sign.charCodeAt(0));
const big = (value: number, size: number) =>
  Array.from({ length: size }, (_, at) => Math.floor(value / 256 ** (size - 1 - at)) % 256);
const little = (value: number, size: number) => big(value, size).reverse();
/** The beginning of a picture of this size, as each format has it. */
const beginnings: Record<string, (width: number, height: number) => number[]> = {
  PNG: (w, h) => [0x89, ...ascii('PNG\r\n\u001a\n'), ...big(13, 4), ...ascii('IHDR'), ...big(w, 4), ...big(h, 4), 8, 6],
  GIF: (w, h) => [...ascii('GIF89a'), ...little(w, 2), ...little(h, 2)],
  BMP: (w, h) => [...ascii('BM'), ...Array(16).fill(0), ...little(w, 4), ...little(2 ** 32 - h, 4)],
  'JPEG behind what a camera notes': (w, h) => [
    ...[0xff, 0xd8, 0xff, 0xe1, ...big(1000, 2), ...Array(998).fill(0xff)],
    ...[0xff, 0xc4, ...big(4, 2), 0, 0, 0xff, 0xc2, ...big(17, 2), 8, ...big(h, 2), ...big(w, 2), 3],
  ],
  'WebP, plain': (w, h) => [
    ...ascii('RIFF????WEBPVP8 ????'),
    ...[0, 0, 0, 0x9d, 0x01, 0x2a, ...little(w, 2), ...little(h, 2)],
  ],
  'WebP, lossless': (w, h) => [...ascii('RIFF????WEBPVP8L????'), 0x2f, ...little((h - 1) * 2 ** 14 + (w - 1), 4)],
  'WebP, extended': (w, h) => [
    ...ascii('RIFF????WEBPVP8X????'),
    ...[0, 0, 0, 0, ...little(w - 1, 3), ...little(h - 1, 3), 0, 0],
  ],
};

describe('the first bytes of a picture', () => {
  test.each(Object.entries(beginnings))('say how many pixels it has: %s', (_, beginning) => {
    const bytes = Uint8Array.from(beginning(4000, 3000));
    expect(pixelsIn(bytes)).toBe(12_000_000);
    for (let length = 0; length < bytes.length - 4; length++)
      expect([undefined, 12_000_000]).toContain(pixelsIn(bytes.subarray(0, length)));
  });

  test('of what is no such picture say nothing', () => {
    for (const other of ['', 'hei', 'RIFF????WAVE', '<svg width="9" height="9"/>'])
      expect(pixelsIn(Uint8Array.from(ascii(other)))).toBeUndefined();
  });
});

test('a picture with more pixels than any camera makes is not drawn', async () => {
  const drawn = vi.fn(async () => Promise.reject(new Error('no picture')));
  vi.stubGlobal('createImageBitmap', drawn);
  const of = (side: number) =>
    new File([Uint8Array.from(beginnings.PNG!(side, side))], 'koodi.png', { type: 'image/png' });
  await expect(textInFile(of(50_000))).rejects.toMatchObject({ why: 'too-long' });
  expect(drawn).not.toHaveBeenCalled();
  await expect(textInFile(of(4_000))).rejects.toMatchObject({ why: 'no-code' });
  expect(drawn).toHaveBeenCalledTimes(1);
});
