/** Who takes what is told of groups from the rows for research, or one file of them from another, is left with nobody or with many. */
import { describe, expect, test } from 'vitest';
import type { Answered } from '../../src/results/answered.ts';
import type { Release } from '../../src/results/release.ts';
import type { ItemMarks } from '../../src/results/research-rows.ts';
import { closeMonths } from '../../src/results/results.ts';
import { rowsTold } from '../../src/results/rows-told.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { leak } from '../support/linear.ts';
import { random } from '../support/random.ts';
import { response } from '../support/responses.ts';

const least = 10;
const next = random(20261130);
const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!;
const days = [
  '2025-02-01',
  '2025-03-01',
  '2025-04-01',
  '2025-05-01',
  '2025-06-01',
  '2025-07-01',
  '2025-08-01',
  '2026-01-01',
];

/** A year of a place with two units, some of whose people answer a second time; a few come late. Each row can be known by its answers. */
function place(): { response: Answered; comes: string }[] {
  let code = 0;
  const isTwice = next() < 0.4;
  return pick([
    [1, 2, 4],
    [1, 5, 8],
    [3, 6],
    [2, 3, 7],
  ]).flatMap((month) =>
    ['A', 'B'].flatMap((unit) =>
      Array.from({ length: pick([0, 2, 4, 10, 12, 15, 20]) }, () => {
        code += 1;
        const wave = isTwice && next() < 0.3 ? 3 : 0;
        const at = `2025-${String(month).padStart(2, '0')}-10T10:00:00.000Z`;
        const isLate = next() < 0.1;
        const answers = Array.from({ length: 10 }, (_, item) => 1 + ((Math.floor(code / 5 ** (item % 4)) + item) % 5));
        return {
          response: response({ unit, code: `c${code}`, wave, at, answers }),
          comes: `2025-${String(month + (isLate ? 1 : 0)).padStart(2, '0')}-11`,
        };
      }),
    ),
  );
}

/** What was told of groups, each as who is in it. */
const groupsTold = (releases: readonly Release[]): Set<string>[] =>
  releases.flatMap(({ waves }) =>
    waves.flatMap(({ wave, groups }) =>
      groups
        .filter(({ standing }) => standing === 'shown')
        .map(
          ({ unit, period }) =>
            new Set(
              releases
                .filter(({ month }) => month >= period.from && month < period.to)
                .flatMap(({ members }) =>
                  members
                    .filter((one) => one.wave === wave && (unit === undefined || one.unit === unit) && !one.why)
                    .map(({ id }) => id),
                ),
            ),
        ),
    ),
  );

test('rows and tables of a year of days, with people who come late or a second time', async () => {
  let given = 0;
  for (let round = 0; round < 25; round++) {
    const all = place();
    let releases: Release[] = [];
    const sums: Set<string>[] = [];
    for (const today of days) {
      const here = all.filter(({ comes }) => comes < today).map((one) => one.response);
      releases = [...releases, ...(await closeMonths(esis, here, releases, { least, today }))];
      const { rows } = rowsTold(esis, {}, releases, here, least, next);
      const byAnswers = new Map(here.map((one) => [`${one.answers}`, one.id]));
      const classes = new Map<string, Set<string>>();
      for (const { answers, unit, period: at, wave } of rows) {
        const key = JSON.stringify([unit, at, wave]);
        classes.set(key, (classes.get(key) ?? new Set()).add(byAnswers.get(`${answers}`)!));
      }
      if (rows.length > 0) given++;
      sums.push(...classes.values());
    }
    if (sums.length === 0) continue;
    sums.push(...groupsTold(releases));
    const atoms = new Map<string, number>();
    for (const {
      response: { id },
    } of all) {
      const key = sums.map((sum) => (sum.has(id) ? 1 : 0)).join('');
      if (key.includes('1')) atoms.set(key, (atoms.get(key) ?? 0) + 1);
    }
    const keys = [...atoms.keys()];
    const vectors = sums.map((_, at) => keys.map((key) => Number(key[at])));
    expect(leak(vectors, [...atoms.values()], least)).toBeUndefined();
  }
  expect(given).toBeGreaterThan(15);
});

describe('of two files, by whoever knows rows again', () => {
  const form: Instrument = {
    ...esis,
    id: 'oma',
    validated: false,
    scorings: [],
    order: [1, 2, 3],
    items: [
      { id: 'gender', type: 'single' },
      { id: 'age', type: 'single' },
      { id: 'debts', type: 'single' },
      { id: 'helps', type: 'scale' },
      { id: 'known', type: 'number' },
    ],
  };
  const [gender, age, debts, helps, known] = [0, 1, 2, 3, 4] as const;
  const marks = {
    gender: 'identifying',
    age: 'identifying',
    debts: 'not-identifying',
    helps: 'not-identifying',
    known: 'not-identifying',
  } satisfies ItemMarks;
  let people = 0;

  function grouped<T, K>(all: Iterable<T>, keyOf: (one: T) => K): Map<K, T[]> {
    const groups = new Map<K, T[]>();
    for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
    return groups;
  }

  /** People of two units, of one of which nearly all gave one answer; some answer a second time. The last answer is nobody else's. */
  const asked = (first: number, second: number): Answered[] =>
    ['A', 'B'].flatMap((unit) =>
      Array.from({ length: pick([10, 12, 16, 25]) }, () => {
        people += 1;
        const given = (month: number, wave: number) =>
          response({
            ...{ instrument: 'oma', code: `p${people}`, wave, unit, mode: next() < 0.8 ? 'self' : 'paper' },
            at: `2025-0${month}-10T10:00:00.000Z`,
            answers: [
              ...[0.6, 0.7, unit === 'A' ? 0.9 : 0.5].map((share) => (next() < share ? 1 : 2)),
              1 + Math.floor(next() * 5),
              people * 10 + wave,
            ],
          });
        return next() < 0.4 ? [given(first, 0), given(second, 3)] : [given(first, 0)];
      }).flat(),
    );

  test('nobody is singled out, and of no answer it is known that all who are alike gave it, or all but one', async () => {
    for (let round = 0; round < 25; round++) {
      const all = [...asked(1, pick([4, 7])), ...asked(7, 9)];
      const seen = new Map<number, string[]>();
      for (const today of ['2025-07-01', '2026-01-01']) {
        const here = all.filter(({ at }) => at < today);
        const releases = await closeMonths(form, here, [], { least, today });
        const { rows } = rowsTold(form, marks, releases, here, least, next);
        expect(rows.length).toBeGreaterThan(least);
        const keyOf = ({ unit, period, mode, language, wave, answers }: (typeof rows)[number]) =>
          JSON.stringify([unit, period, mode, language, wave, answers[gender], answers[age]]);
        const alike = grouped(rows, keyOf);
        for (const same of alike.values())
          for (const item of [debts, helps])
            for (const [answer, gave] of grouped(same, ({ answers }) => answers[item]))
              if (answer != null) expect(gave.length).toBeLessThan(same.length - 1);
        for (const ofOne of grouped(rows, ({ person }) => person).values())
          for (const { answers } of ofOne)
            seen.set(answers[known]!, [...(seen.get(answers[known]!) ?? []), `${ofOne.map(keyOf).sort()}`]);
      }
      for (const alike of grouped(seen.values(), (files) => `${files}`).values())
        expect(alike.length).toBeGreaterThanOrEqual(least);
    }
  });
});

test('rows of what was asked after something else tell no way and no language: less the first one’s they would be of the three who left it unfinished', async () => {
  const sittings = Array.from({ length: 24 }, (_, at) =>
    response({
      ...{ at: '2025-03-10T10:00:00.000Z', code: undefined, mode: at % 2 === 0 ? 'self' : 'paper' },
      answers: Array.from({ length: 10 }, (__, item) => 1 + ((at + item) % 5)),
    }),
  );
  const second: Instrument = { ...esis, id: 'oma' };
  const after = sittings.slice(0, 21).map((one) => ({ ...one, instrument: 'oma' }));
  const all = sittings.flatMap((one) => [one, ...after.filter(({ id }) => id === one.id)]);
  for (const [instrument, hasWays] of [
    [esis, true],
    [second, false],
  ] as const) {
    const releases = await closeMonths(instrument, all, [], { least, today: '2025-07-01' });
    const { rows } = rowsTold(instrument, {}, releases, all, least, next);
    expect(rows).toHaveLength(instrument === esis ? 24 : 21);
    for (const { mode, language } of rows) expect([mode, language].every(Boolean)).toBe(hasWays);
  }
});
