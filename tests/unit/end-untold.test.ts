/** An item that is withheld lies near an end of its scale: which end, nothing that is told of the same group says. */
import { describe, expect, test } from 'vitest';
import { periodOf } from '../../src/periods/periods.ts';
import type { Answered } from '../../src/results/answered.ts';
import type { ItemStatistics } from '../../src/results/item-statistics.ts';
import { groupOf, type ResultGroup } from '../../src/results/wave-results.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { random } from '../support/random.ts';
import { releasedResults } from '../support/released.ts';
import { response } from '../support/responses.ts';

const march = periodOf('month', '2026-03-01');
const choices = { least: 10, period: 'month' } as const;
const isTold = ({ mean, parts, mostly }: ItemStatistics) => !!(mean || parts || mostly);
const on10th = (month: string) => `${month}-10T12:00:00.000Z`;

/** People who answer evenly, and one statement nearly all at one end. */
function nearEnd(count: number, next: () => number, at = on10th('2026-03')): Answered[] {
  const near = Math.floor(next() * 10);
  const isHigh = next() < 0.5;
  const answer = (item: number) => {
    if (item !== near) return 1 + Math.floor(next() * 5);
    const isLast = next() < 0.75;
    return isHigh ? (isLast ? 5 : 4) : isLast ? 1 : 2;
  };
  return Array.from({ length: count }, () =>
    response({ unit: 'A', at, answers: Array.from({ length: 10 }, (_, item) => answer(item)) }),
  );
}

/** Between which sums of a group's ten answers its told score lies, as a mean of one person. */
function totalOf({ statistics }: ResultGroup): [least: number, most: number] {
  const { value, step, is } = statistics!.scores[0]!.mean;
  const asTotal = (score: number) => score / 2.5 + 10;
  return [is === 'at-most' ? 10 : asTotal(value - step / 2), is === 'at-least' ? 50 : asTotal(value + step / 2)];
}

describe('which end a withheld item of a score lies at', () => {
  test.each([10, 11, 13, 15, 21])('of %i people: what is told of the others leaves both ends', async (count) => {
    const next = random(count);
    let withheld = 0;
    for (let tries = 0; tries < 60; tries++) {
      const group = groupOf((await releasedResults(esis, nearEnd(count, next), choices)).waves[0]!, march, 'A')!;
      const { items } = group.statistics!;
      const none = items.filter((one) => !isTold(one));
      if (none.length === 0) continue;
      withheld += 1;
      const [least, most] = totalOf(group);
      const told = items.flatMap(({ mean }) => (mean ? [mean] : []));
      // Whoever takes away what is told of the others: of those that are not they know only that they lie on the scale.
      const ofTold = told.reduce((sum, { value }) => sum + value, 0);
      const off = told.reduce((sum, { step }) => sum + step / 2, 0);
      const others = none.length - 1;
      const canBe = { high: most - ofTold + off - others >= 4.5, low: least - ofTold - off - 5 * others <= 1.5 };
      expect(canBe).toEqual({ high: true, low: true });
    }
    expect(withheld).toBeGreaterThan(30);
  });

  test('the items of a score are told all or none, and so are those of a score that shares one with it', async () => {
    const score = (name: string, ...items: string[]) => ({
      ...{ name, version: '1', of: 'sum' as const, items, from: items.length, to: 5 * items.length, source: 'x' },
    });
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const form = {
      ...{ ...esis, id: 'oma', validated: false, order: [1, 2, 3, 4, 5] },
      items: ids.map((id) => ({ id, type: 'scale' })),
      scorings: [score('one', 'a', 'b'), score('two', 'b', 'c'), score('three', 'd', 'e')],
      texts: { fi: { ...esis.texts.fi!, items: ids } },
    } as unknown as Instrument;
    const next = random(3);
    const people = Array.from({ length: 14 }, () =>
      response({ instrument: 'oma', unit: 'A', answers: [5, ...ids.slice(1).map(() => 2 + Math.floor(next() * 3))] }),
    );
    const { items } = groupOf((await releasedResults(form, people, choices)).waves[0]!, march, 'A')!.statistics!;
    expect(items.filter(isTold).map(({ item }) => item)).toEqual(['d', 'e', 'f']);
  });

  test('a quarter less its other months does not say it either', async () => {
    const quarter = periodOf('quarter', '2026-03-01');
    let told = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const next = random(seed);
      const months = ['2026-01', '2026-02', '2026-03'];
      const [january, february] = months.map((month) => evenly(12, next, 'A', on10th(month)));
      const ofMarch = nearEnd(10 + (seed % 6), next, on10th('2026-03'));
      const { waves } = await releasedResults(esis, [...january!, ...february!, ...ofMarch], choices);
      const of = (period: typeof quarter, unit?: string) => groupOf(waves[0]!, period, unit)!;
      const hidden = of(march, 'A').statistics!.items;
      const isLearnt = (unit: string | undefined, place: number) =>
        [quarter, ...months.slice(0, 2).map((month) => periodOf('month', `${month}-01`))].every((period) =>
          isTold(of(period, unit).statistics!.items[place]!),
        );
      for (const [place, item] of hidden.entries()) {
        if (isTold(item)) told += 1;
        else for (const unit of ['A', undefined]) expect(isLearnt(unit, place)).toBe(false);
      }
      expect(of(quarter, 'A').statistics!.scores[0]!.mean, 'the score is told all the same').toBeDefined();
    }
    expect(told, 'where nothing is withheld all is told').toBeGreaterThan(20);
  });

  test('nor does anything else that is added and subtracted, of units, months and all of them', async () => {
    let known = 0;
    let withheld = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const next = random(1000 + seed);
      const cells = ['A', 'B', 'C'].flatMap((unit) =>
        ['2026-01', '2026-02', '2026-03', '2026-04'].flatMap((month) => {
          const count = next() < 0.2 ? 3 + Math.floor(next() * 6) : 10 + Math.floor(next() * 8);
          if (next() < 0.15) return [];
          const people = next() < 0.3 ? nearEnd(count, next, on10th(month)) : evenly(count, next, unit, on10th(month));
          return [people.map((one) => ({ ...one, unit }))];
        }),
      );
      const { waves } = await releasedResults(esis, cells.flat(), choices);
      const { groups } = waves[0]!;
      for (const [place, { id }] of esis.items.entries()) {
        const toldOf = groups.filter(({ statistics }) => {
          const item = statistics?.items.find((one) => one.item === id);
          return item && isTold(item);
        });
        withheld += groups.filter(({ standing }) => standing === 'shown').length - toldOf.length;
        for (const part of reachable(toldOf.map((group) => placesIn(cells, group)))) {
          const answers = cells.flatMap((cell, at) => ((part >> at) & 1 ? cell.map((one) => one.answers[place]!) : []));
          known += 1;
          const mean = answers.reduce((sum, one) => sum + one, 0) / answers.length;
          if (answers.length < 50) expect(Math.min(mean - 1, 5 - mean), `${seed} ${id}`).toBeGreaterThan(0.4);
        }
      }
    }
    expect(known).toBeGreaterThan(1000);
    expect(withheld).toBeGreaterThan(100);
  });
});

/** People who answer evenly. */
const evenly = (count: number, next: () => number, unit: string, at: string): Answered[] =>
  Array.from({ length: count }, () =>
    response({ unit, at, answers: Array.from({ length: 10 }, () => 1 + Math.floor(next() * 5)) }),
  );

/** Which cells a group is made of, as bits. */
const placesIn = (cells: readonly Answered[][], { unit, period: { from, to } }: ResultGroup): number =>
  cells.reduce((bits, [one], at) => {
    const day = one!.at.slice(0, 10);
    return (unit === undefined || one!.unit === unit) && day >= from && day < to ? bits | (1 << at) : bits;
  }, 0);

/** All that can be put together of some sets: one taken away from another that holds it, and two that have nothing in common. */
function reachable(sets: readonly number[]): Set<number> {
  const found = new Set(sets.filter((one) => one !== 0));
  for (const one of found)
    for (const other of found) {
      const common = one & other;
      const made = common === 0 ? one | other : common === one ? other ^ one : common === other ? one ^ other : 0;
      if (made !== 0) found.add(made);
    }
  return found;
}
