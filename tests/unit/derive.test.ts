/** The key of a PIN: the same bytes with WASM and without, and as slow as the device bears. */
import { expect, test } from 'vitest';
import { bitsWithoutWasm, slowBits } from '../../src/vault/lock/derive.ts';
import { passesFor } from '../../src/vault/lock/secret-key.ts';

const salt = new Uint8Array(16).fill(7);
const how = { salt, memory: 64, passes: 2 };

test('WASM and plain script give the same bytes, and another secret or salt others', async () => {
  const bits = await slowBits({ secret: '482913', ...how });
  expect(bits).toHaveLength(32);
  expect(await bitsWithoutWasm({ secret: '482913', ...how })).toEqual(bits);
  expect(await slowBits({ secret: '482914', ...how })).not.toEqual(bits);
  expect(await slowBits({ secret: '482913', ...how, salt: new Uint8Array(16) })).not.toEqual(bits);
});

test('a passphrase is the same however a keyboard composes its letters, and with the space that a phone adds', async () => {
  const bits = await slowBits({ secret: 'hyvää yötä', ...how });
  expect(await slowBits({ secret: 'hyva\u0308a\u0308 yo\u0308ta\u0308 ', ...how })).toEqual(bits);
});

test('takes about 0.8 s where it was measured, within bounds', () => {
  expect(passesFor(200, 400, 1)).toBe(7);
  expect(passesFor(420, 1260, 1)).toBe(1);
  expect(passesFor(3000, 9000, 2)).toBe(2);
  expect(passesFor(1, 3, 1)).toBe(12);
});
