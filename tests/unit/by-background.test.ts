/** Scores by what people said of their background: of enough people in each row, and of no few beside whatever else is told. */
import { describe, expect, test } from 'vitest';
import { periodOf } from '../../src/periods/periods.ts';
import type { Answered } from '../../src/results/answered.ts';
import { backgroundItems } from '../../src/results/by-background.ts';
import type { Release } from '../../src/results/release.ts';
import { openRelease, packRelease } from '../../src/results/release-shape.ts';
import { closeMonths } from '../../src/results/results.ts';
import { background } from '../../src/survey/instruments/background.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { random } from '../support/random.ts';
import { response } from '../support/responses.ts';

const least = 10;
const marked = backgroundItems([esis, background], { background: ['gender', 'client-for'] });
const closing = { least, today: '2026-01-01', backgrounds: marked };
const half = periodOf('half', '2025-01-01');
const [woman, man, other] = [1, 2, 3];

/** Somebody who answered the scale with one step throughout, and said this of themselves. */
const person = (step: number | null, gender: number | null, changes: Partial<Answered> = {}): Answered[] => {
  const scale = response({ at: '2025-03-10T12:00:00.000Z', answers: Array(10).fill(step), ...changes });
  const about = background.items.map(({ id }) => (id === 'gender' ? gender : null));
  return [scale, { ...scale, instrument: 'background', instrumentVersion: background.version, answers: about }];
};
const people = (count: number, ...of: Parameters<typeof person>) =>
  Array.from({ length: count }, () => person(...of)).flat();

const groupsOf = (releases: Release[]) => releases.flatMap(({ waves }) => waves.flatMap(({ groups }) => groups));
const told = async (all: Answered[]) =>
  groupsOf(await closeMonths(esis, all, [], closing)).filter(({ byBackground }) => byBackground);
const rowsOf = async (all: Answered[]) => (await told(all))[0]?.byBackground?.[0]?.rows;

describe('scores by background', () => {
  test('are told of all units in a half-year, for a question that is marked so', async () => {
    const groups = await told([...people(14, 3, woman), ...people(12, 4, man)]);
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({
      period: half,
      byBackground: [
        {
          ...{ instrument: 'background', item: 'gender' },
          rows: [
            { codes: [woman], means: [{ value: 50 }] },
            { codes: [man], means: [{ value: 76 }] },
          ],
        },
      ],
    });
    expect(groups[0]!.unit).toBeUndefined();
  });

  test('of an answer that few gave stand with those of who did not say; where both are few, with the next', async () => {
    expect(
      (
        await rowsOf([...people(20, 3, woman), ...people(15, 4, man), ...people(4, 2, other), ...people(6, 2, null)])
      )?.map(({ codes }) => codes),
    ).toEqual([[woman], [man], []]);
    expect(
      (await rowsOf([...people(20, 3, woman), ...people(15, 4, man), ...people(4, 2, other)]))?.map(
        ({ codes }) => codes,
      ),
    ).toEqual([[woman], []]);
    expect(await rowsOf([...people(20, 3, woman), ...people(4, 2, other)])).toBeUndefined();
  });

  test('are not told where one unit is nearly all of a row: the others in it would be the difference', async () => {
    const shelter = people(12, 2, woman, { unit: 'Turvakoti' });
    const elsewhere = [...people(20, 4, man, { unit: 'Työpaja' })];
    expect(await rowsOf([...shelter, ...elsewhere])).toHaveLength(2);
    for (const few of [1, 3]) {
      const nearly = [...shelter, ...people(few, 5, woman, { unit: 'Työpaja' }), ...elsewhere];
      expect(await rowsOf(nearly), String(few)).toBeUndefined();
    }
    expect(await rowsOf([...shelter, ...people(12, 4, woman, { unit: 'Työpaja' }), ...elsewhere])).toHaveLength(2);
  });

  test('do not say how many are in a row: who left the scale unfinished would be the difference to the background’s own numbers', async () => {
    const all = [...people(14, 3, woman), ...people(12, 4, man)];
    const one = [...all, ...people(1, null, woman)];
    expect(JSON.stringify(await rowsOf(one))).toBe(JSON.stringify(await rowsOf(all)));
    expect(JSON.stringify(await rowsOf(all))).not.toMatch(/"(n|count)"/);
  });

  test('do not say what those few said of themselves who were asked another version of the scale: the background’s own numbers have them too', async () => {
    const next = (all: Answered[]) =>
      all.map((one) => (one.instrument === 'esis' ? { ...one, instrumentVersion: '2' } : one));
    // Whether there is a row follows from what the background tells of all, and not from what the three said.
    for (const [women, men, codes] of [
      [19, 10, undefined],
      [16, 13, [[woman], [man]]],
    ] as const)
      for (const of of [0, 1, 2, 3]) {
        const few = next([...people(of, 3, woman), ...people(3 - of, 3, man)]);
        const all = [...people(women - of, 3, woman), ...people(men - 3 + of, 4, man), ...few];
        expect(
          (await rowsOf(all))?.map((row) => row.codes),
          `${women} ${men} ${of}`,
        ).toEqual(codes);
      }
  });

  test('are none without a mark, of another version of the background, or of a choice of several', async () => {
    const all = [...people(14, 3, woman), ...people(12, 4, man)];
    expect(
      groupsOf(await closeMonths(esis, all, [], { ...closing, backgrounds: [] })).some((one) => one.byBackground),
    ).toBe(false);
    const older = all.map((one) => (one.instrument === 'background' ? { ...one, instrumentVersion: '0' } : one));
    expect(await rowsOf(older)).toBeUndefined();
    const several = { ...background, items: background.items.map((item) => ({ ...item, type: 'several' as const })) };
    expect(backgroundItems([several], { background: ['gender'] })).toEqual([]);
  });

  test('are none of a question that a rule brings: rows of all would say that all had given the answer before', () => {
    const showWhen = { match: 'all' as const, rules: [{ item: 'age-band', is: '=' as const, value: 2 }] };
    const items = background.items.map((item) => (item.id === 'gender' ? { ...item, showWhen } : item));
    expect(backgroundItems([{ ...background, items }], { background: ['gender'] })).toEqual([]);
  });

  test('stand in a release that another device takes as it is', async () => {
    const taken: Release[] = [];
    for (const release of await closeMonths(esis, [...people(14, 3, woman), ...people(12, 4, man)], [], closing)) {
      taken.push((await openRelease(esis, await packRelease(esis, release), taken))!);
      expect(taken.at(-1)).toEqual(release);
    }
    const [forged] = taken.slice(-1);
    const ofUnit = {
      ...forged!,
      waves: forged!.waves.map((wave) => ({
        ...wave,
        groups: wave.groups.map((group) => ({
          ...group,
          byBackground: [{ instrument: 'background', item: 'gender', rows: [] }],
        })),
      })),
    };
    expect(await openRelease(esis, await packRelease(esis, ofUnit), taken.slice(0, -1))).toBeUndefined();
  });
});

describe('a row less what else is told', () => {
  const months = [1, 2, 3, 4, 5, 6];
  const on = (month: number) => `2025-${String(month).padStart(2, '0')}-10T12:00:00.000Z`;
  const aboutOf = (gender: number | null, clientFor: number | null) =>
    background.items.map(({ id }) => (id === 'gender' ? gender : id === 'client-for' ? clientFor : null));
  const both = (count: number, unit: string, gender: number, clientFor: number) =>
    people(count, 3, null, { unit }).map((one) =>
      one.instrument === 'background' ? { ...one, answers: aboutOf(gender, clientFor) } : one,
    );
  const itemsOf = async (all: Answered[]) =>
    (await told(all)).flatMap(({ period, byBackground: of }) => of!.map(({ item }) => `${period.from} ${item}`));

  test('is not of few who are each in another month', async () => {
    const all = months.flatMap((month) => [
      ...people(12, 3, woman, { unit: 'Turvakoti', at: on(month) }),
      ...people(12, 3, man, { unit: 'Työpaja', at: on(month) }),
    ]);
    expect(await rowsOf(all)).toHaveLength(2);
    for (const few of [1, 5])
      expect(
        await rowsOf([
          ...all,
          ...months.slice(0, few).flatMap((month) => people(1, 3, woman, { unit: 'Työpaja', at: on(month) })),
        ]),
        String(few),
      ).toBeUndefined();
  });

  test('is not of one, where rows of two questions come to nearly a unit', async () => {
    const all = [...both(12, 'A', woman, 2), ...both(12, 'A', man, 1), ...both(30, 'B', man, 2)];
    expect(await itemsOf([...all, ...both(1, 'B', woman, 2)])).not.toHaveLength(2);
  });

  test('is not of two, where a unit that was few in each half-year is told of the year', async () => {
    const inHalf = (month: number) => [
      ...people(9, 3, woman, { unit: 'A', at: on(month) }),
      ...people(1, 3, woman, { unit: 'B', at: on(month) }),
      ...people(25, 3, man, { unit: 'B', at: on(month) }),
      ...people(9, 3, man, { unit: 'C', at: on(month) }),
    ];
    expect(await itemsOf([...inHalf(3), ...inHalf(9)])).toEqual([]);
  });

  test.each([
    ['left the score unfinished', (gender: number) => people(1, null, gender)],
    ['was not asked it', (gender: number) => people(1, 3, gender).filter((one) => one.instrument === 'background')],
  ])(
    'does not say what the one answered who %s: which rows there are follows from the background’s own numbers',
    async (_, one) => {
      for (const smallest of [10, 11, 12]) {
        const all = (lost: number) =>
          [26, 22, smallest].flatMap((count, at) => people(count - Number(at + 1 === lost), 3, at + 1));
        const rows = async (lost: number) => (await rowsOf([...all(lost), ...one(lost)]))?.map(({ codes }) => codes);
        const [first, ...others] = await Promise.all([woman, man, other].map(rows));
        for (const of of others) expect(of, String(smallest)).toEqual(first);
      }
    },
  );

  test('is of nobody or of as many as the smallest group, of random half-years', async () => {
    const next = random(7);
    const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!;
    let rows = 0;
    for (let round = 0; round < 25; round++) {
      const share = 0.02 + next() * 0.1;
      const all = Array.from({ length: 150 + Math.floor(next() * 150) }, () => {
        const unit = pick(['A', 'B', 'C']);
        return person(3, unit === 'A' || next() < share ? woman : man, { unit, at: on(pick(months)) });
      });
      const elsewhere = all.filter(([one, about]) => one!.unit !== 'A' && about!.answers.includes(woman)).length;
      if ((await rowsOf(all.flat())) === undefined) continue;
      rows += 1;
      expect(elsewhere === 0 || elsewhere >= least, String(elsewhere)).toBe(true);
    }
    expect(rows).toBeGreaterThan(5);
  });
});

test('no row and no group that is told, or can be told later, leaves few when one is taken from the other', async () => {
  const next = random(20261129);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!;
  let rows = 0;
  for (let round = 0; round < 15; round++) {
    const lean = { A: pick([[woman], [woman, woman, man]]), B: [woman, man, man], C: [man, other] };
    const all = Array.from({ length: 40 + Math.floor(next() * 60) }, () => {
      const unit = pick(['A', 'B', 'C'] as const);
      const at = `2025-0${pick([1, 3, 5])}-10T12:00:00.000Z`;
      return person(pick([2, 3, 4]), next() < 0.1 ? null : pick(lean[unit]), { unit, at });
    });
    const tables = (await told(all.flat())).flatMap(({ byBackground = [] }) => byBackground);
    const scale = all.map(([one]) => one!);
    const genderOf = all.map(([, about]) => about!.answers[background.items.findIndex(({ id }) => id === 'gender')]!);
    const shown = tables.find(({ item }) => item === 'gender')?.rows ?? [];
    rows += shown.length;
    const named = shown.flatMap(({ codes }) => codes);
    const sets = shown.map(({ codes }) =>
      scale.map((_, at) => (codes.length > 0 ? codes[0] === genderOf[at] : !named.includes(genderOf[at]!))),
    );
    const groups = ['A', 'B', 'C', undefined]
      .flatMap((unit) =>
        [
          ['2025-01', '2025-02'],
          ['2025-03', '2025-04'],
          ['2025-05', '2025-06'],
          ['2025-01', '2025-04'],
          ['2025-04', '2025-07'],
          ['2025-01', '2025-07'],
        ].map(([from, to]) =>
          scale.map(
            (one) =>
              (unit === undefined || one.unit === unit) && one.at.slice(0, 7) >= from! && one.at.slice(0, 7) < to!,
          ),
        ),
      )
      .filter((of) => of.filter(Boolean).length >= least);
    const rest = (one: boolean[], less: boolean[]) =>
      less.every((is, at) => !is || one[at]) ? one.filter((is, at) => is && !less[at]).length : 0;
    for (const set of sets) {
      expect(set.filter(Boolean).length).toBeGreaterThanOrEqual(least);
      for (const group of [...groups, ...sets])
        for (const left of [rest(set, group), rest(group, set)])
          expect(left === 0 || left >= least, `${left} are left`).toBe(true);
    }
  }
  expect(rows).toBeGreaterThan(10);
});
