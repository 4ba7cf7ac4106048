/** Small groups stay hidden, also from those who add and subtract. */

import { describe, expect, test } from 'vitest';
import { smallestSize, suppressGroups } from '../../src/disclosure/groups.ts';
import { withTotals } from '../../src/disclosure/suppression.ts';
import { leak } from '../support/linear.ts';
import { fc } from '../support/property.ts';

type Vector = number[];

/** The groups that are shown, as which of the innermost groups each is made of. */
function shownVectors(counts: number[][], least: number): Vector[] {
  const standing = suppressGroups(counts, least);
  const height = counts.length;
  const width = counts[0]!.length;
  return standing.flatMap((cells, row) =>
    cells.flatMap((is, column) => {
      if (is !== 'shown') return [];
      const isIn = (r: number, c: number) => (row === height || row === r) && (column === width || column === c);
      return [counts.flatMap((line, r) => line.map((n, c) => (n > 0 && isIn(r, c) ? 1 : 0)))];
    }),
  );
}

describe('which groups are shown', () => {
  test('a group below the smallest size is not, and neither is the one that would give it away', () => {
    const standing = suppressGroups([[12], [30], [4]], 10);
    expect(standing.map(([first]) => first)).toEqual(['guard', 'shown', 'few', 'shown']);
    expect(standing.map(([, total]) => total)).toEqual(['guard', 'shown', 'few', 'shown']);
  });

  test('with one small unit the whole guards it where there is but one other', () => {
    const standing = suppressGroups([[40], [4]], 10);
    expect(standing[1]).toEqual(['few', 'few']);
    expect(standing[0]).toEqual(['guard', 'guard']);
    expect(standing[2]).toEqual(['shown', 'shown']);
  });

  test('two small groups that are large enough together guard each other', () => {
    expect(suppressGroups([[6], [7], [30]], 10).map(([first]) => first)).toEqual(['few', 'few', 'shown', 'shown']);
  });

  test('two small groups that are too few also together do not', () => {
    expect(suppressGroups([[3], [4], [30], [20]], 10).map(([first]) => first)).toEqual([
      'few',
      'few',
      'shown',
      'guard',
      'shown',
    ]);
  });

  test('periods that follow each other: the total less the first ones does not give the last', () => {
    const [row] = suppressGroups([[30, 25, 3]], 10);
    expect(row).toEqual(['shown', 'guard', 'few', 'shown']);
  });

  test('everything is hidden where all are too few, and nothing where all are enough', () => {
    expect(suppressGroups([[3, 2]], 10).flat()).not.toContain('shown');
    expect(
      suppressGroups(
        [
          [10, 12],
          [0, 11],
        ],
        10,
      )
        .flat()
        .filter((is) => is !== 'shown'),
    ).toEqual(['none']);
  });

  test('the smallest size is ten, settable, and never below five', () => {
    expect([undefined, 12, 5, 4, 0, -3, 7.5, 'ten'].map(smallestSize)).toEqual([10, 12, 5, 5, 5, 5, 10, 10]);
  });
});

describe('no adding and subtracting of shown groups tells of fewer people than the smallest size', () => {
  const sizes = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 25 }));
  const tables = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }))
    .chain(([height, width]) =>
      fc.array(fc.array(sizes, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }),
    );

  test('tried by brute force on random tables', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 5, max: 10 }), (counts, least) => {
        expect(leak(shownVectors(counts, least), counts.flat(), least)).toBeUndefined();
      }),
      { numRuns: 400, seed: 20261121 },
    );
  });

  test('every shown group is large enough, in tables of any size', () => {
    const large = fc.array(fc.array(sizes, { minLength: 12, maxLength: 12 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(large, (counts) => {
        const table = withTotals(counts);
        const shown = suppressGroups(counts, 10).flatMap((cells, row) =>
          cells.flatMap((is, column) => (is === 'shown' ? [table[row]![column]!] : [])),
        );
        expect(shown.every((n) => n >= 10)).toBe(true);
      }),
      { numRuns: 30, seed: 20261121 },
    );
  });

  test('the brute force finds a leak where there is one: a total, and all of it but three people', () => {
    const total = [1, 1];
    const most = [1, 0];
    expect(leak([total, most], [30, 3], 10)).toEqual([1]);
    expect(leak([total], [30, 3], 10)).toBeUndefined();
  });
});
