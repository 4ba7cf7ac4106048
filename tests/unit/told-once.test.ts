/** The same answers are told in one way, and how many were left out only where they are many: two ways to part a group are one too many. */
import { describe, expect, test } from 'vitest';
import { tellMean } from '../../src/disclosure/told-mean.ts';
import { periodOf } from '../../src/periods/periods.ts';
import { groupsTable } from '../../src/results/export-results.ts';
import { groupOf } from '../../src/results/wave-results.ts';
import type { Instrument, Scoring } from '../../src/survey/instrument/instrument.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { workAbility } from '../../src/survey/instruments/work-ability.ts';
import { random } from '../support/random.ts';
import { releasedResults } from '../support/released.ts';
import { response } from '../support/responses.ts';

const least = 10;
const choices = { least, period: 'half' } as const;
const half = periodOf('half', '2026-03-02');
const next = random(20261129);
const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
const units = ['A', 'B'];

/** A question of five steps, with a score from 0 to 100 made of it alone. */
const oneQuestion: Instrument = {
  ...esis,
  id: 'oma',
  validated: false,
  items: [{ id: 'q1', type: 'scale' }],
  scorings: [{ name: 's', version: '1', of: 'sum', minus: 1, times: 25, from: 0, to: 100, source: 'x' }],
};

describe('one question with a score', () => {
  test('is told as its score alone, never as an item beside it', async () => {
    for (let round = 0; round < 40; round++) {
      const centre = 4 + next() * 4;
      const given = Array.from({ length: between(30, 100) }, (_, index) =>
        response({
          ...{ instrument: workAbility.id, instrumentVersion: workAbility.version, unit: units[index % 2]! },
          answers: [Math.max(0, Math.min(10, Math.round(centre + (next() + next() + next() - 1.5) * 5)))],
        }),
      );
      const { waves } = await releasedResults(workAbility, given, choices);
      for (const { statistics } of waves.flatMap(({ groups }) => groups)) expect(statistics?.items ?? []).toEqual([]);
      expect(groupOf(waves[0]!, half)!.statistics!.scores).toHaveLength(1);
    }
  });

  test('has a mean that more than one sum of its answers would have, at each size and at its ends too', async () => {
    for (let n = least; n <= 40; n++) {
      const answers = Array.from({ length: n }, () => between(1, 5));
      const given = answers.map((one) => response({ instrument: 'oma', unit: 'A', answers: [one] }));
      const { mean } = groupOf((await releasedResults(oneQuestion, given, choices)).waves[0]!, half)!.statistics!
        .scores[0]!;
      const alike = Array.from({ length: 4 * n + 1 }, (_, sum) => (sum * 25) / n).filter((exact) =>
        mean.is ? true : Math.abs(exact - mean.value) <= mean.step / 2 + 1e-9,
      );
      expect(alike.length, `${n} people`).toBeGreaterThan(1);
    }
    const high = Array.from({ length: 12 }, () => response({ instrument: 'oma', unit: 'A', answers: [5] }));
    const top = groupOf((await releasedResults(oneQuestion, high, choices)).waves[0]!, half)!.statistics!.scores[0]!;
    // All might have given the step before the last, or one of them one less: else 75 would be the mean of one sum alone.
    expect(top.mean).toMatchObject({ value: 72.5, is: 'at-least' });
    expect(tellMean({ n: 12, mean: 96, deviation: 5 }, { from: 0, to: 100 }).value, 'of many items as before').toBe(90);
  });
});

test('two rules over the same items are told once: nobody is seen between their marks', async () => {
  const mark = (below: number): Scoring['marks'] => [{ name: 'weak', below, source: 'x' }];
  const [rule] = esis.scorings!;
  const two: Instrument = {
    ...esis,
    id: 'oma',
    validated: false,
    scorings: [
      { ...rule!, marks: mark(50) },
      { ...rule!, name: 'toinen', items: esis.items.map(({ id }) => id), marks: mark(55) },
      { ...rule!, name: 'osa', items: ['s1', 's2', 's3'], marks: mark(50) },
    ],
  };
  for (let round = 0; round < 20; round++) {
    const given = Array.from({ length: 40 }, (_, index) =>
      response({
        instrument: 'oma',
        unit: units[index % 2]!,
        answers: Array.from({ length: 10 }, () => between(1, 5)),
      }),
    );
    const { waves } = await releasedResults(two, given, choices);
    const told = waves.flatMap(({ groups }) => groups.flatMap(({ statistics }) => statistics?.scores ?? []));
    expect(new Set(told.map((one) => one.rule))).toEqual(new Set([`${rule!.name} v${rule!.version}`, 'osa v1']));
  }
});

test('how many were left out is told from the smallest group on, of all units in a half-year; none and few look alike', async () => {
  const whole = () => Array.from({ length: 10 }, () => between(1, 5));
  for (let round = 0; round < 40; round++) {
    const left = { A: between(0, 14), B: between(0, 14) };
    const given = units.flatMap((unit) => [
      ...Array.from({ length: between(0, 25) }, () => response({ unit, answers: whole() })),
      ...Array.from({ length: left[unit as 'A' | 'B'] }, () =>
        response({ unit, answers: [null, ...whole().slice(1)] }),
      ),
    ]);
    if (given.length === 0) continue;
    const results = await releasedResults(esis, given, choices);
    const sum = left.A + left.B;
    for (const group of results.waves.flatMap(({ groups }) => groups)) {
      const isWhole = group.unit === undefined && group.period.length === 'half';
      expect(group.left).toEqual(isWhole && sum >= least ? { incomplete: sum } : {});
    }
    const words = { language: 'fi', withheld: () => '', unit: (id: string) => id };
    const { columns, rows } = groupsTable(results, 'x', words);
    const place = columns.findIndex(({ name }) => name === 'incomplete');
    const told = rows.map((row) => row[place]).filter((one) => one !== undefined);
    expect(told).toEqual(sum >= least ? [sum] : []);
  }
});
