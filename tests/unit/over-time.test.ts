/** Months, quarters, half-years and the year, of units and of all: whoever keeps what was shown at the end of every month. */

import { describe, expect, test } from 'vitest';
import { groupKey, suppressMonth } from '../../src/disclosure/over-time.ts';
import { type Suppression, smallest } from '../../src/disclosure/suppression.ts';
import { endingWith, gridLengths, monthsOfYear } from '../../src/periods/grid.ts';
import { periodOf } from '../../src/periods/periods.ts';
import { leak } from '../support/linear.ts';
import { fc } from '../support/property.ts';

/** How many people, by unit and by month of the year from 0 on. */
type People = Record<string, number[]>;

/** Ends one month after another, each with the smallest size of its day; gives how every group stands in the end. */
function endEach(people: People, leasts: readonly number[]): Map<string, Suppression> {
  const standing = new Map<string, Suppression>();
  let leastBefore = Number.POSITIVE_INFINITY;
  for (const [index, month] of monthsOfYear('2025-01-01').entries()) {
    const soFar = new Map(
      Object.entries(people).map(([unit, counts]) => [
        unit,
        new Map(counts.slice(0, index + 1).map((n, at) => [monthsOfYear('2025-01-01')[at]!, n])),
      ]),
    );
    const least = leasts[index % leasts.length]!;
    leastBefore = Math.min(least, leastBefore);
    for (const [key, is] of suppressMonth({ counts: soFar, earlier: standing, month, least, leastBefore })) {
      expect(standing.has(key), 'a group is released once').toBe(false);
      standing.set(key, is);
    }
  }
  return standing;
}

/** What is shown, as which units' months each is the sum of; and how many people are in each of these. */
function shownSums(people: People, standing: ReadonlyMap<string, Suppression>) {
  const cells = Object.entries(people).flatMap(([unit, counts]) => counts.map((n, at) => ({ unit, at, n })));
  const sums: number[][] = [];
  for (const unit of [...Object.keys(people), undefined])
    for (const length of gridLengths)
      for (const month of monthsOfYear('2025-01-01')) {
        const period = periodOf(length, month);
        if (period.from !== month || standing.get(groupKey(unit, period)) !== 'shown') continue;
        const isIn = (at: number) => {
          const day = monthsOfYear('2025-01-01')[at]!;
          return day >= period.from && day < period.to;
        };
        sums.push(cells.map((one) => Number((unit === undefined || one.unit === unit) && isIn(one.at))));
      }
  return { sums, weights: cells.map(({ n }) => n) };
}

const sizes = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 25 }));
/** A year in which few months have anybody: brute force takes no more. */
const years = fc
  .tuple(
    fc.subarray([0, 1, 2, 3, 5, 6, 11], { minLength: 2, maxLength: 4 }),
    fc.array(fc.array(sizes, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
  )
  .map(
    ([months, units]): People =>
      Object.fromEntries(
        units.map((counts, unit) => [
          `Yksikkö ${unit}`,
          Array.from({ length: 12 }, (_, month) => counts[months.indexOf(month)] ?? 0),
        ]),
      ),
  );

describe('all that was shown at the end of every month of a year', () => {
  test('tells of no fewer people than the smallest size, whoever adds and subtracts', () => {
    let [shown, groups] = [0, 0];
    fc.assert(
      fc.property(years, fc.constantFrom([5], [10], [10, 5], [5, 10]), (people, leasts) => {
        const standing = endEach(people, leasts);
        const { sums, weights } = shownSums(people, standing);
        shown += sums.length;
        groups += [...standing.values()].filter((is) => is !== 'none').length;
        expect(leak(sums, weights, Math.min(...leasts))).toBeUndefined();
      }),
      { numRuns: 80, seed: 20261128 },
    );
    expect(shown, 'and most of what there is is told').toBeGreaterThan(groups / 3);
  });

  test('a quarter whose months are shown but for a few people is not', () => {
    const standing = endEach({ A: [12, 12, 4] }, [10]);
    expect(standing.get(groupKey(undefined, periodOf('month', '2025-01-01')))).toBe('shown');
    expect(standing.get(groupKey(undefined, periodOf('month', '2025-03-01')))).toBe('few');
    expect(standing.get(groupKey(undefined, periodOf('quarter', '2025-01-01')))).toBe('guard');
  });

  test('months of a few people come to a quarter that is told', () => {
    const standing = endEach({ A: [4, 4, 4] }, [10]);
    expect(standing.get(groupKey('A', periodOf('quarter', '2025-01-01')))).toBe('shown');
  });

  test('a smaller smallest size brings nothing back that was hidden before it', () => {
    const standing = endEach({ A: [7, 7] }, [10, 5]);
    expect(standing.get(groupKey('A', periodOf('month', '2025-01-01')))).toBe('few');
    expect(standing.get(groupKey('A', periodOf('month', '2025-02-01')))).toBe('shown');
    expect(standing.get(groupKey('A', periodOf('quarter', '2025-01-01')))).toBe('shown');
  });

  test('a month of nobody ends its quarter all the same', () => {
    expect(endingWith('2025-03-01').map(({ length }) => length)).toEqual(['month', 'quarter']);
    expect(endingWith('2025-12-01').map(({ length }) => length)).toEqual([...gridLengths]);
    expect(endEach({ A: [12] }, [smallest]).get(groupKey('A', periodOf('year', '2025-01-01')))).toBe('shown');
  });
});
