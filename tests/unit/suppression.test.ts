/** Two rules of suppression, of groups of people and of counted things: asked and answered alike, and safe in the same way. */

import { describe, expect, test } from 'vitest';
import { suppressGroups } from '../../src/disclosure/groups.ts';
import { type SuppressionRule, withTotals } from '../../src/disclosure/suppression.ts';
import { suppressCells } from '../../src/disclosure/tables.ts';
import { fc } from '../support/property.ts';

const rules: [string, SuppressionRule][] = [
  ['of groups', suppressGroups],
  ['of cells', suppressCells],
];
const tables = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([height, width]) =>
    fc.array(fc.array(fc.nat(30), { minLength: width, maxLength: width }), { minLength: height, maxLength: height }),
  );
const leasts = fc.constantFrom(5, 10);

/** Every line of a table with its totals: its numbers' places, and that of its sum. */
function* lines(height: number, width: number) {
  for (let row = 0; row <= height; row++)
    yield { sum: [row, width] as const, numbers: Array.from({ length: width }, (_, column) => [row, column] as const) };
  for (let column = 0; column <= width; column++)
    yield {
      sum: [height, column] as const,
      numbers: Array.from({ length: height }, (_, row) => [row, column] as const),
    };
}

describe.each(rules)('the rule %s', (_, rule) => {
  test('answers for each number and each sum; shows none that is small; leaves none of a told sum that is small', () => {
    fc.assert(
      fc.property(tables, leasts, (counts, least) => {
        const whole = withTotals(counts);
        const [height, width] = [counts.length, counts[0]!.length];
        // The rule of cells speaks of tables whose sums are told.
        fc.pre(whole.every((row, at) => row[width]! >= least && (at < height || row.every((n) => n >= least))));
        const standing = rule(counts, least);
        if (!standing) return;
        expect(standing.map((row) => row.length)).toEqual(whole.map((row) => row.length));
        const at = ([row, column]: readonly [number, number]) => ({
          n: whole[row]![column]!,
          is: standing[row]![column]!,
        });
        for (const { n, is } of whole.flatMap((row, r) => row.map((__, c) => at([r, c]))))
          if (is === 'shown') expect(n).toBeGreaterThanOrEqual(least);
        for (const { sum, numbers } of lines(height, width)) {
          if (at(sum).is !== 'shown') continue;
          const left = numbers.map(at).reduce((total, { n, is }) => total + (is === 'shown' ? 0 : n), 0);
          expect(left === 0 || left >= least, JSON.stringify({ counts, least, standing })).toBe(true);
        }
      }),
      { numRuns: 2000, seed: 20261128 },
    );
  });
});
