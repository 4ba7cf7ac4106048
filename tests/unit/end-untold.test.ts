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

  test('a quarter less its other months may say it: of each person two answers then stay two steps apart', async () => {
    const quarter = periodOf('quarter', '2026-03-01');
    let told = 0;
    let learned = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const next = random(seed);
      const months = ['2026-01', '2026-02', '2026-03'];
      const evenly = (at: string) =>
        Array.from({ length: 12 }, () =>
          response({ unit: 'A', at, answers: Array.from({ length: 10 }, () => 1 + Math.floor(next() * 5)) }),
        );
      const [january, february] = months.map((month) => evenly(on10th(month)));
      const count = 10 + (seed % 6);
      const ofMarch = nearEnd(count, next, on10th('2026-03'));
      const { waves } = await releasedResults(esis, [...january!, ...february!, ...ofMarch], choices);
      const of = (period: typeof quarter) => groupOf(waves[0]!, period, 'A')!;
      const before = months.slice(0, 2).map((month) => of(periodOf('month', `${month}-01`)));
      const hidden = of(march).statistics!.items;
      for (const [place, { item }] of esis.items.map(({ id }) => ({ item: id })).entries()) {
        const meanOf = ({ statistics }: ResultGroup) => statistics?.items.find((one) => one.item === item)?.mean;
        const all = [of(quarter), ...before].map((group) => ({ n: group.n!, mean: meanOf(group) }));
        if (isTold(hidden[place]!) || all.some(({ mean }) => !mean)) continue;
        told += 1;
        const sums = all.map(({ n, mean }) => ({ sum: n * mean!.value, off: (n * mean!.step) / 2 }));
        const middle = sums[0]!.sum - sums[1]!.sum - sums[2]!.sum;
        const off = sums.reduce((sum, one) => sum + one.off, 0);
        const [least, most] = [Math.max(count, Math.ceil(middle - off)), Math.min(5 * count, Math.floor(middle + off))];
        if (least > 1.5 * count !== most < 4.5 * count) learned += 1;
        // What one person may have answered, where the others are free on the scale.
        const possible = [1, 2, 3, 4, 5].filter((one) => least - one <= 5 * (count - 1) && most - one >= count - 1);
        expect(possible.at(-1)! - possible[0]!).toBeGreaterThanOrEqual(2);
      }
    }
    expect(told).toBeGreaterThan(20);
    expect(learned, 'so the end itself is known').toBeGreaterThan(0);
  });
});
