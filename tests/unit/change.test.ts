/** Change from wave to wave, of groups: who is paired, who is lost, and what may be shown. */

import { describe, expect, test } from 'vitest';
import { periodOf } from '../../src/periods/periods.ts';
import type { Answered } from '../../src/results/answered.ts';
import type { Results } from '../../src/results/results.ts';
import { groupOf } from '../../src/results/wave-results.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { leak } from '../support/linear.ts';
import { fc } from '../support/property.ts';
import { random } from '../support/random.ts';
import { releasedResults as resultsOf } from '../support/released.ts';
import { response } from '../support/responses.ts';

const ten = (code: number) => Array.from({ length: 10 }, () => code);
/** People who answered in some waves, each with the given step. */
const people = (count: number, name: string, steps: Record<number, number>, unit = 'A'): Answered[] =>
  Array.from({ length: count }, (_, index) =>
    Object.entries(steps).map(([wave, step]) =>
      response({ code: `${name}${index}`, wave: Number(wave), answers: ten(step), unit }),
    ),
  ).flat();
const count = (responses: Answered[], least = 5) => resultsOf(esis, responses, { least, period: 'year' });
const changeOf = ({ changes }: Results, unit?: string) => changes.find((one) => one.unit === unit);

describe('change from wave to wave', () => {
  test('of the paired only, with how many were lost and how many came later', async () => {
    const results = await count([
      ...people(10, 'both', { 0: 3, 1: 4 }),
      ...people(6, 'lost', { 0: 1 }),
      ...people(2, 'new', { 1: 5 }),
    ]);
    const change = changeOf(results)!;
    expect(change).toMatchObject({ from: 0, to: 1, paired: 10, lost: 6, fresh: 2, standing: 'shown' });
    expect(change.means![0]!.value).toBe(26);
  });

  test('who has no code is lost, never guessed', async () => {
    const without = people(8, 'x', { 0: 3, 1: 3 }).map((one) => ({ ...one, code: undefined }));
    const change = changeOf(await count([...people(10, 'both', { 0: 3, 1: 4 }), ...without]))!;
    expect(change).toMatchObject({ paired: 10, lost: 8, fresh: 8 });
  });

  test('is not shown where it would tell of a few who were lost', async () => {
    const change = changeOf(await count([...people(12, 'both', { 0: 3, 1: 4 }), ...people(2, 'lost', { 0: 1 })]))!;
    expect(change).toMatchObject({ paired: 12, lost: 2, standing: 'guard' });
    expect(change.means).toBeUndefined();
  });

  test('is shown where nobody was lost and nobody came', async () => {
    expect(changeOf(await count(people(12, 'both', { 0: 3, 1: 4 })))).toMatchObject({ lost: 0, standing: 'shown' });
  });

  test('of too few pairs is not shown', async () => {
    const results = await count([...people(4, 'both', { 0: 3, 1: 4 }), ...people(20, 'lost', { 0: 2 })]);
    expect(changeOf(results)).toMatchObject({ paired: 4, standing: 'few' });
  });

  test('a person who moved to another unit is paired in the whole, and lost to the unit', async () => {
    const moved = people(7, 'moved', { 0: 2, 1: 2 }).map((one) => (one.wave === 1 ? { ...one, unit: 'B' } : one));
    const results = await count([...people(12, 'stay', { 0: 3, 1: 4 }), ...moved, ...people(6, 'lost', { 0: 1 })]);
    expect(changeOf(results)).toMatchObject({ paired: 19, lost: 6 });
    expect(changeOf(results, 'A')).toMatchObject({ paired: 12, lost: 13, standing: 'shown' });
  });

  test('of all is shown before that of a unit, where both would tell of a few', async () => {
    const results = await count([
      ...people(12, 'a', { 0: 3, 1: 4 }, 'A'),
      ...people(9, 'b', { 0: 3, 1: 4 }, 'B'),
      ...people(4, 'c', { 0: 3, 1: 4 }, 'C'),
      ...people(6, 'lost a', { 0: 1 }, 'A'),
      ...people(6, 'lost b', { 0: 1 }, 'B'),
    ]);
    const standing = (unit?: string) => changeOf(results, unit)!.standing;
    expect([standing(), standing('A'), standing('B'), standing('C')]).toEqual(['shown', 'shown', 'guard', 'few']);
  });

  test('a second response in one wave does not count', async () => {
    const once = people(12, 'both', { 0: 3, 1: 4 });
    const again = Array.from({ length: 5 }, (_, index) =>
      response({ code: `both${index}`, wave: 0, answers: ten(1), unit: 'A', at: '2026-03-03T10:00:00.000Z' }),
    );
    const results = await count([...once, ...again]);
    expect(changeOf(results)!.means![0]!.value).toBe(26);
    expect(groupOf(results.waves[0]!, periodOf('half', '2026-01-01'))).toMatchObject({ n: 12, left: { twice: 5 } });
  });
});

/** Everything that is shown, as sums of single responses: one column a response. */
function shownSums(responses: Answered[], results: Results): number[][] {
  const sums: number[][] = [];
  for (const { wave, groups } of results.waves) {
    for (const { unit, period, standing } of groups) {
      if (standing !== 'shown') continue;
      const isIn = (one: Answered) =>
        one.wave === wave && (!unit || one.unit === unit) && one.at >= period.from && one.at < period.to;
      sums.push(responses.map((one) => (isIn(one) ? 1 : 0)));
    }
  }
  const keyOf = (wave: number | null | undefined, code: string, at: string) => `${wave} ${code} ${at.slice(0, 4)}`;
  const firsts = new Map<string, Answered>();
  for (const one of responses) {
    const key = keyOf(one.wave, one.code!, one.at);
    if (!firsts.has(key)) firsts.set(key, one);
  }
  for (const { year, from, to, unit, standing, began } of results.changes) {
    if (standing !== 'shown') continue;
    const at = (wave: number, code: string) => firsts.get(keyOf(wave, code, year));
    const isPaired = (code: string) => {
      const [before, after] = [at(from, code), at(to, code)];
      return before && after && (!unit || (before.unit === unit && after.unit === unit));
    };
    const sign = (wave: number | null | undefined) => (wave === from ? -1 : wave === to ? 1 : 0);
    sums.push(responses.map(({ wave, code }) => (isPaired(code!) ? sign(wave) : 0)));
    if (!began) continue;
    const isBefore = (one: Answered) =>
      one.wave === from && one.at.slice(0, 4) === year.slice(0, 4) && (!unit || one.unit === unit);
    for (const stays of [true, false])
      sums.push(responses.map((one) => Number(isBefore(one) && Boolean(isPaired(one.code!)) === stays)));
  }
  return sums;
}

/** Responses that no shown sum tells apart are as one. */
function leakOf(responses: Answered[], sums: number[][], least: number): number[] | undefined {
  const alike = new Map<string, { column: number[]; n: number }>();
  for (const [index] of responses.entries()) {
    const column = sums.map((sum) => sum[index]!);
    const name = String(column);
    const one = alike.get(name);
    if (one) one.n += 1;
    else alike.set(name, { column, n: 1 });
  }
  const columns = [...alike.values()];
  return leak(
    sums.map((_, row) => columns.map(({ column }) => column[row]!)),
    columns.map(({ n }) => n),
    least,
  );
}

describe('no adding and subtracting of groups and changes tells of fewer people than the smallest size', () => {
  const kinds = fc.record({
    count: fc.integer({ min: 1, max: 14 }),
    waves: fc.subarray([0, 1, 2], { minLength: 1 }),
    unit: fc.constantFrom('A', 'B'),
    later: fc.constantFrom('A', 'B'),
    year: fc.constantFrom('2025-05', '2026-05', '2026-02'),
  });

  test('tried by brute force on random people in three waves, two units, three months of two years', async () => {
    let [shown, began] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(kinds, { minLength: 1, maxLength: 5 }), async (groups) => {
        const responses = groups.flatMap(({ count: n, waves, unit, later, year }, group) =>
          Array.from({ length: n }, (_, index) =>
            waves.map((wave) =>
              response({
                code: `${group}.${index}`,
                wave,
                unit: wave === 0 ? unit : later,
                at: `${wave === 2 ? '2026-06' : year}-04T10:00:00.000Z`,
              }),
            ),
          ).flat(),
        );
        const results = await count(responses);
        shown += results.changes.filter(({ standing }) => standing === 'shown').length;
        began += results.changes.filter((one) => one.began).length;
        expect(leakOf(responses, shownSums(responses, results), 5)).toBeUndefined();
      }),
      { numRuns: 400, seed: 20261121 },
    );
    expect(shown).toBeGreaterThan(100);
    expect(began).toBeGreaterThan(5);
  });

  test('nor does how those who stayed, and those who were lost, had begun', async () => {
    const some = fc.record({
      count: fc.integer({ min: 1, max: 14 }),
      waves: fc.constantFrom([0], [0], [0, 1], [0, 1], [1], [0, 2], [0, 1, 2]),
      unit: fc.constantFrom('A', 'B'),
      month: fc.constantFrom('02', '03'),
    });
    let [began, ofUnits] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(some, { minLength: 3, maxLength: 7 }), async (groups) => {
        const responses = groups.flatMap(({ count: n, waves, unit, month }, group) =>
          Array.from({ length: n }, (_, index) =>
            waves.map((wave) =>
              response({
                ...{ code: `${group}.${index}`, wave, unit },
                at: `2026-${wave === 0 ? month : `0${3 + 3 * wave}`}-04T10:00:00.000Z`,
              }),
            ),
          ).flat(),
        );
        const results = await count(responses);
        began += results.changes.filter((one) => one.began).length;
        ofUnits += results.changes.filter(({ unit, began }) => unit && began).length;
        expect(leakOf(responses, shownSums(responses, results), 5)).toBeUndefined();
      }),
      { numRuns: 120, seed: 20261129 },
    );
    expect(began).toBeGreaterThan(30);
    expect(ofUnits).toBeGreaterThan(5);
  });

  test('it is told of units too; told of each in which enough stayed and were lost, whatever is left of all, few would be found', async () => {
    const next = random(20261129);
    const among = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
    const tried = { told: 0, naive: 0, found: 0 };
    for (let round = 0; round < 30; round++) {
      const responses = ['A', 'B', 'C'].flatMap((unit, at) => [
        ...people(among(6, 14), `${unit} both`, { 0: 3, 1: 4 }, unit),
        ...people(at === 2 ? among(0, 6) : among(4, 12), `${unit} lost`, { 0: 2 }, unit),
      ]);
      const results = await count(responses);
      tried.told += results.changes.filter(({ unit, began }) => unit && began).length;
      expect(leakOf(responses, shownSums(responses, results), 5)).toBeUndefined();
      const each = results.changes.map((one) =>
        one.lost >= 5 && one.paired >= 5
          ? { ...one, standing: 'shown' as const, began: { stayed: [], lost: [] } }
          : one,
      );
      tried.naive += 1;
      if (leakOf(responses, shownSums(responses, { ...results, changes: each }), 5)) tried.found += 1;
    }
    expect(tried.told).toBeGreaterThan(10);
    expect(tried.found, `of ${tried.naive}`).toBeGreaterThan(tried.naive / 4);
  });

  test('how both had begun is told of all units, where enough stayed and enough were lost', async () => {
    const of = async (lost: number, fresh: number) =>
      changeOf(
        await count([
          ...people(14, 'both', { 0: 3, 1: 4 }),
          ...people(lost, 'lost', { 0: 2 }),
          ...people(fresh, 'new', { 1: 5 }),
        ]),
      )!.began;
    expect(await of(8, 0)).toMatchObject({ stayed: [{ value: 50 }], lost: [{ value: 26 }] });
    expect(await of(8, 6)).toBeDefined();
    expect(await of(4, 0), 'four who were lost').toBeUndefined();
    expect(await of(8, 2), 'two who came later: what they answered would be the difference').toBeUndefined();
  });

  test('the brute force finds the few who were lost, were the change shown', async () => {
    const responses = [...people(12, 'both', { 0: 3, 1: 4 }), ...people(2, 'lost', { 0: 1 })];
    const results = await count(responses);
    const all = { ...results, changes: results.changes.map((one) => ({ ...one, standing: 'shown' as const })) };
    expect(leakOf(responses, shownSums(responses, all), 5)).toBeDefined();
  });
});
