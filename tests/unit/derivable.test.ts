/** What can be worked out by adding and subtracting, as the app looks for it, is what brute force finds. */

import { expect, test } from 'vitest';
import { lightSum } from '../../src/disclosure/derivable.ts';
import { leak } from '../support/linear.ts';
import { fc } from '../support/property.ts';

const tables = fc.integer({ min: 2, max: 9 }).chain((size) =>
  fc.record({
    numbers: fc.array(fc.integer({ min: 0, max: 7 }), { minLength: size, maxLength: size }),
    sums: fc.array(fc.subarray([...Array(size).keys()], { minLength: 1 }), { minLength: 1, maxLength: 6 }),
  }),
);

test('fewer than five are found where brute force finds them, and from sums that give them away', () => {
  let [found, none] = [0, 0];
  fc.assert(
    fc.property(tables, ({ numbers, sums }) => {
      const asRows = (of: readonly (readonly number[])[]) =>
        of.map((sum) => numbers.map((n, cell) => Number(n > 0 && sum.includes(cell))));
      const from = lightSum(sums, numbers, 5);
      expect(from !== undefined).toBe(leak(asRows(sums), numbers, 5) !== undefined);
      if (!from) none += 1;
      else {
        found += 1;
        const used = from.map((at) => sums[at]!);
        expect(leak(asRows(used), numbers, 5)).toBeDefined();
      }
    }),
    { numRuns: 2000, seed: 20261129 },
  );
  expect(Math.min(found, none)).toBeGreaterThan(200);
});

test('two sums that are told to be few, and that come to eight together, are given away', () => {
  // Rows of one way: 4 (few) and 4; of another: 4 (few) and 4; the first and the last cell together are told to be 8.
  const numbers = [4, 9, 4];
  expect(
    lightSum(
      [
        [0, 2],
        [0, 1, 2],
      ],
      numbers,
      5,
      [[0], [2]],
    ),
  ).toEqual([0]);
  expect(lightSum([[0, 1, 2]], numbers, 5, [[0], [2]])).toBeUndefined();
});
