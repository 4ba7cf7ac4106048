import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cutTornEnds, wholeLength } from '../kill/torn.ts';

/** A piece of a log: of type 1 a whole record, of 2, 3 and 4 the first, a middle and the last of one. */
function piece(type: number, length: number): Buffer {
  const made = Buffer.alloc(7 + length, 1);
  made.writeUInt16LE(length, 4);
  made.writeUInt8(type, 6);
  return made;
}

const whole = Buffer.concat([piece(1, 40), piece(1, 5)]);

test('a record whose first part alone was written is no part of the whole', () => {
  expect(wholeLength(whole)).toBe(whole.length);
  for (const length of [1, 6, 7, 30])
    expect(wholeLength(Buffer.concat([whole, piece(1, 40).subarray(0, length)]))).toBe(whole.length);
});

test('a record over several blocks is whole with its last piece', () => {
  const first = piece(2, 32_768 - whole.length - 7);
  expect(wholeLength(Buffer.concat([whole, first]))).toBe(whole.length);
  const all = Buffer.concat([whole, first, piece(3, 32_768 - 7), piece(4, 9)]);
  expect(wholeLength(all)).toBe(all.length);
});

test('what is left of a block, less than a header, is no record', () => {
  const filled = Buffer.concat([piece(1, 32_768 - 7 - 3), Buffer.alloc(3)]);
  expect(wholeLength(Buffer.concat([filled, whole]))).toBe(32_768 + whole.length);
});

test('the torn end of a file is cut off, and what is whole stays as it is', () => {
  const profile = mkdtempSync(join(tmpdir(), 'torn-'));
  const folder = join(profile, 'IndexedDB', 'http_localhost_1.indexeddb.leveldb');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '000003.log'), Buffer.concat([whole, piece(1, 300).subarray(0, 7)]));
  writeFileSync(join(folder, 'MANIFEST-000001'), whole);
  expect(cutTornEnds(profile)).toEqual([join('IndexedDB', 'http_localhost_1.indexeddb.leveldb', '000003.log')]);
  expect(readFileSync(join(folder, '000003.log')).equals(whole)).toBe(true);
  expect(readFileSync(join(folder, 'MANIFEST-000001')).equals(whole)).toBe(true);
  rmSync(profile, { recursive: true, force: true });
});
