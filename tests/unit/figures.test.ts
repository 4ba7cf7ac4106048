/** No set of figures that is told of a group gives one person's score away: tried by a search of all scores that fit it. */

import { describe, expect, test } from 'vitest';
import { suppressGroups } from '../../src/disclosure/groups.ts';
import { mergedCells } from '../../src/disclosure/merged-cells.ts';
import { suppressSplits } from '../../src/disclosure/splits.ts';
import { withTotals } from '../../src/disclosure/suppression.ts';
import { type Ends, type ToldMean, tellMean, toldMean } from '../../src/disclosure/told-mean.ts';
import { periodOf } from '../../src/periods/periods.ts';
import type { Answered } from '../../src/results/answered.ts';
import type { ScoreStatistics } from '../../src/results/group-statistics.ts';
import { itemStatistics } from '../../src/results/item-statistics.ts';
import { groupOf } from '../../src/results/wave-results.ts';
import { meanEstimate } from '../../src/statistics/estimates.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { rangeOf, type Unknown } from '../support/attack.ts';
import { type Known, rangesOf, roomOf } from '../support/fitting.ts';
import { fc } from '../support/property.ts';
import { random } from '../support/random.ts';
import { releasedResults as resultsOf } from '../support/released.ts';
import { response } from '../support/responses.ts';

/** Scores of the scale are counted in its steps of 2.5: from 0 to 40. */
const step = 2.5;
const values = Array.from({ length: 41 }, (_, index) => index);
const ends = { from: 0, to: 100 };
/** The half-year in which `response` is given. */
const half = periodOf('half', '2026-03-02');

/** A response with a score, which is given in steps. */
const scored = (steps: number): Answered =>
  response({ answers: Array.from({ length: 10 }, (_, item) => 1 + Math.floor((steps + item) / 10)) });

async function told(scores: readonly number[], least = 5): Promise<ScoreStatistics> {
  const results = await resultsOf(esis, scores.map(scored), { least, period: 'year' });
  return groupOf(results.waves[0]!, half)!.statistics!.scores[0]!;
}

/** The ends between which a number lies for which `is` holds, which holds for `at` and for no two stretches. */
function stretch(is: (value: number) => boolean, at: number, least: number, most: number): [number, number] {
  const end = (towards: number) => {
    let [inside, outside] = [at, towards];
    if (is(towards)) return towards;
    for (let half = 0; half < 40; half++) {
      const middle = (inside + outside) / 2;
      if (is(middle)) inside = middle;
      else outside = middle;
    }
    return outside;
  };
  return [end(least), end(most)];
}

/** What whoever knows the rules knows of the scores: the app's own rule, asked of every sum and every deviation. */
function knownFrom(of: ScoreStatistics, n: number, example: readonly number[]): Known {
  const asTold = JSON.stringify(of.mean);
  const tells = (mean: number, deviation: number) => JSON.stringify(tellMean({ n, mean, deviation }, ends)) === asTold;
  const widest = 100;
  const deviations = new Map<number, [number, number]>();
  for (let sum = 0; sum <= 40 * n; sum++) {
    const mean = (sum * step) / n;
    if (tellMean({ n, mean, deviation: 20 }, ends).value !== of.mean.value) continue;
    const known = [...Array.from({ length: 81 }, (_, index) => (index * widest) / 160)].find((d) => tells(mean, d));
    if (known !== undefined)
      deviations.set(
        sum,
        stretch((d) => tells(mean, d), known, 0, widest),
      );
  }
  const squaresOf = (sum: number, deviation: number) => (deviation / step) ** 2 * (n - 1) + sum ** 2 / n;
  const all = [...deviations].flatMap(([sum, [a, b]]) => [squaresOf(sum, a), squaresOf(sum, b)]);
  const sums = [...deviations.keys()];
  const total = example.reduce((sum, one) => sum + one, 0);
  expect(sums, 'the true sum is among those that fit').toContain(total);
  const below = [
    ...(of.mark?.count === undefined ? [] : [{ value: of.mark.below! / step, n: of.mark.count }]),
    ...(of.parts ?? []).slice(0, -1).map((part, index) => ({
      value: part.to / step,
      n: of.parts!.slice(0, index + 1).reduce((sum, { count }) => sum + count, 0),
    })),
  ];
  return {
    n,
    values,
    sum: [Math.min(...sums), Math.max(...sums)],
    squares: [Math.min(...all) - 1e-6, Math.max(...all) + 1e-6],
    below,
    fits: (sum, squares) => {
      const [low, high] = deviations.get(sum) ?? [1, 0];
      const deviation = Math.sqrt(Math.max(0, squares - sum ** 2 / n) / (n - 1)) * step;
      return deviation >= low - 1e-6 && deviation <= high + 1e-6;
    },
  };
}

/** What is known of the others by whoever knows one score. */
const without = ({ n, sum, squares, below = [], fits, ...known }: Known, own: number): Known => ({
  ...known,
  n: n - 1,
  sum: [sum[0] - own, sum[1] - own],
  squares: [squares[0] - own ** 2, squares[1] - own ** 2],
  below: below.map(({ value, n: count }) => ({ value, n: own < value ? count - 1 : count })),
  fits: (total, totalSquares) => fits?.(total + own, totalSquares + own ** 2) ?? true,
});

/** How far apart scores that are possible are for the person of whom most is known, in points of the scale; no further than asked. */
const narrowest = (known: Known, scores: readonly number[]) =>
  step * Math.min(...roomOf(known, scores, clear / step, random(11)));

/** Scores that differ by so many points are clearly different: a tenth of the scale, four of its steps. */
const clear = 10;

describe('what is told of a small group', () => {
  const even = (next: () => number) => Math.floor(next() * 41);
  const usual = (next: () => number) =>
    Math.min(40, Math.max(0, Math.round(27 + 7 * (next() + next() + next() + next() - 2) * 1.7)));
  const parted = (next: () => number) => (next() < 0.5 ? Math.floor(next() * 4) : 37 + Math.floor(next() * 4));
  const alike = (next: () => number) => 29 + Math.floor(next() * 2);
  const high = (next: () => number) => 40 - Math.floor(next() * next() * 12);
  const kinds = { even, usual, parted, alike, high };

  test.each(Object.keys(kinds) as (keyof typeof kinds)[])(
    'leaves each person scores that are a tenth of the scale apart, where they answered in a way that is %s',
    async (kind) => {
      for (const n of [5, 6, 8, 10, 12]) {
        for (let seed = 0; seed < 2; seed++) {
          const next = random(seed * 97 + n);
          const scores = Array.from({ length: n }, () => kinds[kind](next));
          const left = narrowest(knownFrom(await told(scores), n, scores), scores);
          expect(left, `${n} people: ${scores.sort((a, b) => a - b)}`).toBeGreaterThanOrEqual(clear);
        }
      }
    },
  );

  // Near an end, where all are high, items tell nothing of a group that is not large, and the mean only that it is there.
  test.each((Object.keys(kinds) as (keyof typeof kinds)[]).filter((kind) => kind !== 'high'))(
    'leaves as much where other groups and the items give away the exact sum, where people answered in a way that is %s',
    async (kind) => {
      for (const n of [5, 6, 8, 10, 12]) {
        const next = random(n * 31);
        const scores = Array.from({ length: n }, () => kinds[kind](next));
        const sum = scores.reduce((all, one) => all + one, 0);
        const known = { ...knownFrom(await told(scores), n, scores), sum: [sum, sum] as const };
        const left = narrowest(known, scores);
        expect(left, `${n} people: ${scores.sort((a, b) => a - b)}`).toBeGreaterThanOrEqual(clear);
      }
    },
  );

  test.each(Object.keys(kinds) as (keyof typeof kinds)[])(
    'leaves two steps also to a member of the group, who knows their own score, where people answered in a way that is %s',
    async (kind) => {
      for (const n of [6, 9, 12]) {
        const next = random(n);
        const scores = Array.from({ length: n }, () => kinds[kind](next)).sort((a, b) => a - b);
        const known = knownFrom(await told(scores), n, scores);
        for (const own of [0, n >> 1, n - 1]) {
          const left = narrowest(without(known, scores[own]!), scores.toSpliced(own, 1));
          expect(left, `${n} people: ${scores}, less ${scores[own]}`).toBeGreaterThanOrEqual(2 * step);
        }
      }
    },
  );
});

describe('the means of units, months and all of them', () => {
  test('do not give the sum of any group, whoever adds and subtracts them', () => {
    for (let seed = 0; seed < 60; seed++) {
      const next = random(seed);
      const cells = Array.from({ length: 6 }, () =>
        Array.from({ length: 10 + Math.floor(next() * 14) }, () => Math.floor(next() * 41) * step),
      );
      // Two units by three months: each, each unit's quarter, each month of both, and the quarter of both.
      const groups = [
        ...cells.map((_, at) => [at]),
        ...[
          [0, 1, 2],
          [3, 4, 5],
          [0, 3],
          [1, 4],
          [2, 5],
        ],
        cells.map((_, at) => at),
      ];
      const unknowns: Unknown[] = groups.map((of) => {
        const scores = of.flatMap((at) => cells[at]!);
        const { value, step: rounded } = toldMean(scores, ends);
        return { lo: (value - rounded / 2) * scores.length, hi: (value + rounded / 2) * scores.length };
      });
      const equations = groups.slice(6).map((of, at) => ({
        terms: new Map([[6 + at, -1] as [number, number], ...of.map((cell): [number, number] => [cell, 1])]),
        sum: 0,
      }));
      for (const at of groups.keys()) {
        const { least, most } = rangeOf(unknowns, equations, at);
        expect(most - least, `${seed}: ${groups[at]}`).toBeGreaterThanOrEqual(at < 6 ? 2 * step : step);
      }
    }
  });
});

/** As many scores as there are people, each so many times. */
const times = (...of: [steps: number, people: number][]): number[] =>
  of.flatMap(([steps, people]) => Array.from({ length: people }, () => steps));

describe('what is told of a group of which the share below 50 is told', () => {
  test.each([
    ['half stands just below it and half at the top', times([19, 10], [40, 10])],
    ['half stands at the bottom and half just above it', times([0, 10], [20, 10])],
    ['half stands on either side of it, all close together', times([19, 11], [20, 11])],
    ['half stands at each end', times([0, 12], [40, 12])],
    ['most are in the middle', times([8, 4], [16, 8], [22, 6], [30, 6])],
  ])('leaves each person two scores two steps apart, where %s', async (_, scores) => {
    const known = knownFrom(await told(scores, 10), scores.length, scores);
    const room = roomOf(known, scores, 2, random(3));
    expect(Math.min(...room)).toBe(2);
  });

  test('is the share that there is, beside a mean that leaves room', async () => {
    const of = await told(times([8, 4], [16, 8], [22, 6], [30, 6]), 10);
    expect(of.mark).toMatchObject({ name: 'very-weak', count: 12, share: { value: 0.5 } });
    expect((await told(times([16, 9], [30, 15]), 10)).mark, 'nine below it').not.toHaveProperty('count');
    expect((await told(times([19, 10], [40, 10]), 10)).mark, 'the mean gives all away').not.toHaveProperty('count');
  });
});

describe('the items of a scale beside its score', () => {
  /** The sums of a group that its told mean leaves, in steps of `unit` from `from` on. */
  const sumsOf = (of: ToldMean, n: number, unit: number, from: number, to: number): number[] =>
    Array.from({ length: Math.round(((to - from) / unit) * n) + 1 }, (_, at) => at).filter((sum) => {
      const mean = from + (sum * unit) / n;
      if (of.is === 'at-least') return mean >= of.value - 1e-9;
      if (of.is === 'at-most') return mean <= of.value + 1e-9;
      return Math.abs(mean - of.value) <= of.step / 2 + 1e-9;
    });

  /** Each way in which so many people can answer, by how many gave each of five answers. */
  function* waysOf(n: number, from = 0): Generator<number[]> {
    if (from === 4) return yield [n];
    for (let first = 0; first <= n; first++) for (const rest of waysOf(n - first, from + 1)) yield [first, ...rest];
  }

  test('are told so that of no answer it is known that more than half of a small group gave it', async () => {
    for (const n of [5, 6, 8, 10, 12]) {
      const fewest = new Map<string, number[]>();
      for (const counts of waysOf(n)) {
        const given = counts.flatMap((count, at) => Array.from({ length: count }, () => at + 1));
        const group = given.map((answer) => ({ given: response({ answers: Array(10).fill(answer) }) }));
        const telling = { least: 5, isWhole: false, marks: [], items: Array(10).fill(true) };
        const told = JSON.stringify(itemStatistics(esis, 0, group as never, telling));
        fewest.set(
          told,
          (fewest.get(told) ?? counts).map((least, at) => Math.min(least, counts[at]!)),
        );
      }
      for (const [told, known] of fewest) expect(Math.max(...known), `${n}: ${told}`).toBeLessThanOrEqual(n / 2);
      expect(fewest.size, 'and something is told').toBeGreaterThan(8);
    }
  });

  test('do not tell the sum of the scores, which the score’s own mean leaves open', async () => {
    for (const n of [5, 6, 8, 10, 12, 20, 29, 30, 45]) {
      const next = random(n);
      const answers = Array.from({ length: n }, () => Array.from({ length: 10 }, () => 1 + Math.floor(next() * 5)));
      const results = await resultsOf(
        esis,
        answers.map((one) => response({ answers: one })),
        { least: 5, period: 'year' },
      );
      const { items, scores } = groupOf(results.waves[0]!, periodOf('quarter', half.from))!.statistics!;
      const ofItems = items.map(({ mean }) => sumsOf(mean!, n, 1, 1, 5));
      for (const sums of ofItems) expect(sums.length, `an item of ${n} people`).toBeGreaterThanOrEqual(2);
      const least = ofItems.reduce((sum, sums) => sum + sums[0]!, 0);
      const most = ofItems.reduce((sum, sums) => sum + sums.at(-1)!, 0);
      const own = sumsOf(scores[0]!.mean, n, step, 0, 100);
      const both = own.filter((sum) => sum >= least && sum <= most);
      expect(both.length, `${n} people, of ${own.length}`).toBeGreaterThanOrEqual(own.length / 2);
    }
  });
});

test('the search finds every single score where parts of ten, sum, deviation and median’s interval are told exactly', () => {
  let found = 0;
  for (let seed = 0; seed < 20; seed++) {
    const next = random(seed);
    const scores = Array.from({ length: 6 }, () => Math.floor(next() * 41)).sort((a, b) => a - b);
    const sum = scores.reduce((all, one) => all + one, 0);
    const squares = scores.reduce((all, one) => all + one ** 2, 0);
    const below = Array.from({ length: 9 }, (_, index) => (index + 1) * 4).map((value) => ({
      value,
      n: scores.filter((one) => one < value).length,
    }));
    const order = [0, 5].map((place) => ({ place, value: scores[place]! }));
    const known = { n: 6, values, sum: [sum, sum], squares: [squares, squares], below, order } as const;
    const { ranges, isSure } = rangesOf(known);
    expect(isSure).toBe(true);
    if (ranges.every(([low, high]) => low === high)) found += 1;
  }
  expect(found, 'of twenty groups of six').toBeGreaterThan(10);
});

describe('a told mean', () => {
  const groups = fc.array(fc.nat(40), { minLength: 5, maxLength: 60 });

  test('is the exact one within its step, and its interval holds the exact one', () => {
    fc.assert(
      fc.property(groups, (steps) => {
        const scores = steps.map((one) => one * step);
        const exact = meanEstimate(scores);
        const said = toldMean(scores, ends);
        if (said.is === 'at-least') return expect(exact.value).toBeGreaterThanOrEqual(said.value);
        if (said.is === 'at-most') return expect(exact.value).toBeLessThanOrEqual(said.value);
        expect(Math.abs(exact.value - said.value)).toBeLessThanOrEqual(said.step / 2 + 1e-9);
        if (!said.interval) return;
        expect(said.interval[0]).toBeLessThanOrEqual(Math.max(0, exact.interval![0]) + 1e-9);
        expect(said.interval[1]).toBeGreaterThanOrEqual(Math.min(100, exact.interval![1]) - 1e-9);
      }),
      { numRuns: 500, seed: 20261128 },
    );
  });

  test.each([
    ['an item', { from: 1, to: 5, unit: 1 }],
    ['a score of one question', { from: 0, to: 10, unit: 1, near: 1 }],
    ['a score of ten', { ...ends, unit: 2.5 }],
    ['a score of eight', { from: 1, to: 5, unit: 1 / 8 }],
    ['a number', { from: 0, to: 60, unit: 1 }],
    ['a change', { from: -100, to: 100, unit: 2.5 }],
  ])('of %s is that of two sums or more, near an end too, however many people there are', (_, of) => {
    for (const n of [...Array.from({ length: 40 }, (_, at) => at + 5), 49, 50, 51, 77, 100]) {
      const sums = new Map<string, number>();
      for (let sum = 0; sum <= Math.round(((of.to - of.from) * n) / of.unit); sum++) {
        const { interval: _i, ...said } = tellMean({ n, mean: of.from + (sum * of.unit) / n, deviation: 0.4 }, of);
        const told = JSON.stringify(said);
        sums.set(told, (sums.get(told) ?? 0) + 1);
      }
      for (const [told, count] of sums) expect(count, `${n}: ${told}`).toBeGreaterThan(1);
    }
  });

  test('is written in whole steps: of 12 people to two points, of 40 to one', () => {
    const of = (n: number) => tellMean({ n, mean: 63.7, deviation: 18 }, ends);
    expect(of(12)).toMatchObject({ value: 64, step: 2 });
    expect(of(40)).toMatchObject({ value: 64, step: 1 });
    expect(tellMean({ n: 12, mean: 3.52, deviation: 0.7 }, { from: 1, to: 5 })).toMatchObject({
      value: 3.5,
      step: 0.1,
    });
  });

  test('of a unit that was asked as a whole has an interval for so many people: narrower, and never of one person less', () => {
    const of = (size?: number) => tellMean({ n: 20, size, mean: 55, deviation: 18 }, ends).interval!;
    expect([of(), of(25), of(20), of(19)]).toEqual([
      [44, 68],
      [50, 62],
      [54, 58],
      [44, 68],
    ]);
  });

  test('says near an end only that it is there, and how far apart people are only where it is not near one', () => {
    expect(tellMean({ n: 12, mean: 97.5, deviation: 3 }, ends)).toEqual({ value: 90, step: 2, is: 'at-least' });
    expect(tellMean({ n: 12, mean: 85, deviation: 3 }, ends)).toEqual({ value: 86, step: 2 });
    expect(toldMean([60, 60, 60, 60, 60, 60], ends), 'of one mind, or nearly').toEqual(
      tellMean({ n: 6, mean: 60, deviation: 10 }, ends),
    );
  });
});

describe('several who put together what they answered', () => {
  const scale = { from: 1, to: 5, unit: 1 };
  /** The sums of those that nobody of them knows that would have been told alike. */
  const sumsLeft = (known: readonly number[], others: readonly number[], of: Ends & { unit: number }): number[] => {
    const n = known.length + others.length;
    const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
    const { interval: _, ...told } = toldMean([...known, ...others], of);
    const least = others.length * of.from;
    return Array.from(
      { length: Math.round((others.length * (of.to - of.from)) / of.unit) + 1 },
      (_, at) => least + at * of.unit,
    ).filter((one) => {
      const { interval: __, ...other } = tellMean({ n, mean: (sum(known) + one) / n, deviation: 20 }, of);
      return JSON.stringify(other) === JSON.stringify(told);
    });
  };
  const group = (most: number) =>
    fc.tuple(
      fc.array(fc.nat(most), { minLength: 1, maxLength: 40 }),
      fc.array(fc.nat(most), { minLength: 1, maxLength: 8 }),
    );

  test.each([
    ['an item', { ...scale }, 4],
    ['a score', { ...ends, unit: 2.5 }, 40],
  ])('know the sum of %s of the others at best, by two values or more, unless these are at one end', (_, of, most) => {
    let narrow = 0;
    fc.assert(
      fc.property(group(most), ([known, others]) => {
        fc.pre(known.length + others.length >= 5);
        const [ours, theirs] = [known, others].map((steps) => steps.map((one) => of.from + one * of.unit)) as [
          number[],
          number[],
        ];
        const left = sumsLeft(ours, theirs, of);
        const isAtEnd = left.includes(theirs.length * of.from) || left.includes(theirs.length * of.to);
        if (!isAtEnd) expect(left.length).toBeGreaterThan(1);
        if (left.length === 1) narrow += 1;
      }),
      { numRuns: 2000, seed: 20261129 },
    );
    expect(narrow, 'the last one at an end is known').toBeGreaterThan(0);
  });

  test('of three whom nobody of them knows no score is known to a tenth of the scale, and no answer but at an end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(40), { minLength: 7, maxLength: 40 }),
        fc.array(fc.integer({ min: 8, max: 32 }), { minLength: 3, maxLength: 3 }),
        (known, others) => {
          const of = { ...ends, unit: 2.5 };
          const left = sumsLeft(
            known.map((one) => one * 2.5),
            others.map((one) => one * 2.5),
            of,
          );
          const low = Math.max(of.from, left[0]! - 2 * of.to);
          const high = Math.min(of.to, left.at(-1)! - 2 * of.from);
          expect(high - low).toBeGreaterThanOrEqual(10);
        },
      ),
      { numRuns: 1000, seed: 20261129 },
    );
  });
});

describe('people behind each figure', () => {
  const counts = fc.array(fc.nat(30), { minLength: 2, maxLength: 7 });

  test('parts of a scale hold at least the smallest group each, and all people together', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 5, max: 12 }), (cells, least) => {
        const all = cells.reduce((sum, n) => sum + n, 0);
        const parts = mergedCells(cells, least);
        expect(parts.reduce((sum, { n }) => sum + n, 0)).toBe(all);
        if (parts.length > 1) for (const { n } of parts) expect(n).toBeGreaterThanOrEqual(least);
      }),
      { seed: 20261128 },
    );
  });

  test('no adding and subtracting of shares gives a side of fewer people, nobody included', () => {
    const cell = fc.tuple(fc.nat(25), fc.nat(25));
    const table = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 2 }))
      .chain(([height, width]) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }),
      );
    const least = 10;
    let shown = 0;
    fc.assert(
      fc.property(table, (cells) => {
        const [inside, outside] = [0, 1].map((side) => cells.map((row) => row.map((both) => both[side]!)));
        const standing = suppressGroups(
          cells.map((row) => row.map(([a, b]) => a + b)),
          least,
        );
        const told = suppressSplits(inside!, outside!, standing, least);
        const sides = [withTotals(inside!), withTotals(outside!)];
        // Any line of the table: its total less those of it that are told.
        const lines = [
          ...told.map((row, r) => row.map((_, c) => [r, c] as const)),
          ...told[0]!.map((_, c) => told.map((_row, r) => [r, c] as const)),
        ];
        for (const line of lines) {
          const total = line.at(-1)!;
          const open = line.slice(0, -1).filter(([r, c]) => told[r]![c]);
          if (!told[total[0]]![total[1]] || open.length === 0) continue;
          shown += 1;
          for (const side of sides) {
            const people = line.slice(0, -1).filter(([r, c]) => !told[r]![c]);
            const members = people.reduce((sum, [r, c]) => sum + sides[0]![r]![c]! + sides[1]![r]![c]!, 0);
            const left = people.reduce((sum, [r, c]) => sum + side[r]![c]!, 0);
            if (members > 0) expect(left).toBeGreaterThanOrEqual(least);
          }
        }
      }),
      { numRuns: 400, seed: 20261128 },
    );
    expect(shown).toBeGreaterThan(100);
  });

  const form: Instrument = {
    ...esis,
    id: 'oma',
    scorings: [],
    scales: { three: [1, 2, 3] },
    order: [1, 2, 3, 4, 5],
    items: [
      { id: 'years', type: 'number', min: 0, max: 50 },
      { id: 'income', type: 'number' },
      { id: 'agree', type: 'scale' },
      { id: 'home', type: 'single', scale: 'three' },
      { id: 'help', type: 'several', scale: 'three' },
    ],
  };
  const gave = (
    count: number,
    [years, income, agree, home]: (number | null)[],
    help: number[] = [],
    unit = 'Päiväkeskus',
  ): Answered[] =>
    Array.from({ length: count }, () =>
      response({ instrument: 'oma', unit, answers: [years!, income!, agree!, home!, null], several: { help } }),
    );
  const itemsOf = async (responses: Answered[], unit?: string, of = form) => {
    const results = await resultsOf(of, responses, { least: 10, period: 'year' });
    const { items } = groupOf(results.waves[0]!, half, unit)!.statistics!;
    return Object.fromEntries(items.map(({ item, ...of }) => [item, of]));
  };

  test('a number that two of ten gave is not told, nor one that could hold a single large one', async () => {
    const some = await itemsOf([...gave(2, [30, 1000, 3, 1]), ...gave(10, [null, null, 3, 1])]);
    expect(some).toMatchObject({ years: {}, income: {} });
    expect(some.years).toEqual({});
    const all = await itemsOf(gave(12, [30, 1000, 3, 1]));
    expect(all.years).toMatchObject({ mean: { value: 30 } });
    expect(all.income, 'its form gives it no ends').toEqual({});
  });

  test('a number of the whole is not told where it would give away the few of a unit who answered it', async () => {
    const one = [
      ...gave(30, [20, null, 3, 1]),
      ...gave(3, [40, null, 3, 1], [], 'B'),
      ...gave(20, [null, null, 3, 1], [], 'B'),
    ];
    const [whole, first] = [await itemsOf(one), await itemsOf(one, 'Päiväkeskus')];
    expect(
      [whole.years, first.years].filter((of) => 'mean' in of!),
      'one of the two at most',
    ).toHaveLength(1);
  });

  test('choices of enough people stand by themselves, the others together; nothing where all chose alike', async () => {
    const three = [...gave(14, [1, 1, 2, 1], [1, 2]), ...gave(12, [1, 1, 4, 2], [1]), ...gave(4, [1, 1, 5, 3])];
    const told = await itemsOf(three);
    expect(told.home).toEqual({ parts: [{ codes: [1], count: 14 }], others: 16 });
    expect(told.help, 'one that all but four chose is not told').toEqual({ parts: [{ codes: [2], count: 14 }] });
    expect(told.agree).toEqual({
      parts: [
        { codes: [1, 2], count: 14 },
        { codes: [3, 4, 5], count: 16 },
      ],
    });
    const alike = await itemsOf(gave(30, [1, 1, 5, 1], [1]));
    expect(alike).toMatchObject({ home: {}, help: {} });
    expect(alike.home).toEqual({});
    expect(alike.agree, 'nor that the mean of the scale is high: it would be everyone’s answer').toEqual({});
  });

  test('who skipped an item are seen: as a count where they and those who answered are enough, of a large group as a share', async () => {
    const half = [...gave(15, [1, 1, 2, 1]), ...gave(15, [1, 1, null, null])];
    const told = await itemsOf(half);
    expect([told.agree!.skipped, told.home!.skipped]).toEqual([{ count: 15 }, { count: 15 }]);
    expect((await itemsOf([...gave(24, [1, 1, 2, 1]), ...gave(6, [1, 1, null, null])])).agree).not.toHaveProperty(
      'skipped',
    );
    const all = await itemsOf(gave(50, [1, 1, null, 1]));
    const nearly = await itemsOf([...gave(41, [1, 1, null, 1]), ...gave(9, [1, 1, 2, 1])]);
    expect(all.agree).toEqual({ skipped: { atLeast: 0.8 } });
    expect(nearly.agree, 'told alike').toEqual(all.agree);
    expect((await itemsOf(gave(49, [1, 1, null, 1]))).agree, 'of a smaller group it would be each one').toEqual({});
  });

  test('how many skipped an item does not give away the few who made another choice', async () => {
    const one = [...gave(14, [1, 1, 2, 1]), ...gave(14, [1, 1, 2, null]), ...gave(2, [1, 1, 2, 3])];
    expect((await itemsOf(one)).home).toEqual({ parts: [{ codes: [1], count: 14 }], others: 16 });
  });

  test('of whom an item was not asked is told apart from who skipped it, where it says nothing that the answer before does not', async () => {
    const asksHelp = (is: '=' | '!=', value: number): Instrument => {
      const showWhen = { match: 'all' as const, rules: [{ item: 'home', is, value }] };
      return { ...form, items: form.items.map((item) => (item.id === 'help' ? { ...item, showWhen } : item)) };
    };
    const asked = (count: number) => gave(count, [1, 1, 2, 1], [2]);
    const unasked = (count: number) => gave(count, [1, 1, 2, 2]).map((one) => ({ ...one, unseen: ['help'] }));
    const told = await itemsOf([...asked(14), ...unasked(16)], undefined, asksHelp('=', 1));
    expect(told.help, 'nobody of these has skipped it').toMatchObject({ unasked: 16 });
    expect(told.help).not.toHaveProperty('skipped');
    expect(told.home!.parts, 'so much is known of the answer before').toContainEqual({ codes: [1], count: 14 });
    const few = await itemsOf([...asked(8), ...unasked(22)], undefined, asksHelp('=', 1));
    expect(few.help, 'few gave the answer that brings it').not.toHaveProperty('unasked');
    const other = await itemsOf([...asked(14), ...unasked(16)], undefined, asksHelp('!=', 2));
    expect(other.help, 'with those who gave a third answer it could tell of few').not.toHaveProperty('unasked');
  });

  test('that nearly all answered on one side is told from five times the smallest group on, never that all did', async () => {
    const all = await itemsOf(gave(50, [1, 1, 5, 1]));
    expect(all.agree).toEqual({ mostly: { codes: [4, 5], share: 0.8 } });
    const nearly = await itemsOf([...gave(41, [1, 1, 5, 1]), ...gave(9, [1, 1, 1, 1])]);
    expect(nearly.agree, 'told alike').toEqual(all.agree);
    expect((await itemsOf(gave(49, [1, 1, 5, 1]))).agree).not.toHaveProperty('mostly');
  });
});
