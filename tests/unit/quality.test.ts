/** How good the data is: told of enough people on each side of each figure, so that nobody's way of answering can be told. */
import { describe, expect, test } from 'vitest';
import { periodOf } from '../../src/periods/periods.ts';
import type { Answered } from '../../src/results/answered.ts';
import type { Mode, Quality } from '../../src/results/quality.ts';
import type { Release } from '../../src/results/release.ts';
import { openRelease, packRelease } from '../../src/results/release-shape.ts';
import { closeMonths, resultsOf } from '../../src/results/results.ts';
import { groupOf } from '../../src/results/wave-results.ts';
import { codesOf, type Instrument } from '../../src/survey/instrument/instrument.ts';
import { background } from '../../src/survey/instruments/background.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { tookBands } from '../../src/survey/response-upgrades.ts';
import { random } from '../support/random.ts';
import { response, responses } from '../support/responses.ts';

const least = 10;
const half = periodOf('half', '2025-01-01');
const on = (month: number) => `2025-${String(month).padStart(2, '0')}-10T12:00:00.000Z`;
const closing = { least, today: '2026-01-01' };
const close = (all: Answered[], instrument: Instrument = esis, earlier: Release[] = []) =>
  closeMonths(instrument, all, earlier, closing);
const qualityIn = (releases: Release[], period = half, instrument: Instrument = esis) =>
  resultsOf(instrument, releases, [], { least, period: 'half' }).waves.flatMap(
    (wave) => groupOf(wave, period)?.quality ?? [],
  )[0];
const qualityOfAll = async (all: Answered[]) => qualityIn(await close(all));
const inMarch = (count: number, changes: Partial<Answered> = {}) => responses(count, { at: on(3), ...changes });
const without = (...places: number[]) =>
  Array.from({ length: 10 }, (_, at) => (places.includes(at) ? null : 1 + (at % 5)));
const alike = Array(10).fill(4);

describe('of a half-year of all units', () => {
  test('it is told in which way people answered, how long it took, and how many gave one answer to everything', async () => {
    const quality = await qualityOfAll([
      ...inMarch(12, { took: '2-5' }),
      ...inMarch(14, { took: '10-20', answers: alike, mode: 'assisted' }),
      ...inMarch(15, { mode: 'paper', checked: true }),
    ]);
    expect(quality).toEqual({
      ways: [
        { modes: ['self'], count: 12 },
        { modes: ['assisted'], count: 14 },
        { modes: ['paper'], count: 15 },
      ],
      took: [
        { bands: ['-2', '2-5'], count: 12 },
        { bands: ['5-10', '10-20', '20+'], count: 14 },
      ],
      checked: 15,
      alike: 14,
      skipped: [],
    });
  });

  test('of forms that were typed in twice it is told how many differed, where enough did and enough did not, and it is known of each', async () => {
    const paper = (count: number, differed?: boolean) =>
      inMarch(count, { mode: 'paper', checked: true, ...(differed === undefined ? {} : { differed }) });
    const told = async (...groups: ReturnType<typeof inMarch>[]) => {
      const { checked, differed } = (await qualityOfAll([inMarch(20, {}), ...groups].flat())) ?? {};
      return [checked, differed];
    };
    expect(await told(paper(13, true), paper(17, false))).toEqual([30, 13]);
    expect(await told(paper(9, true), paper(21, false))).toEqual([30, undefined]);
    expect(await told(paper(21, true), paper(9, false))).toEqual([30, undefined]);
    expect(await told(paper(13, true), paper(17, false), paper(1))).toEqual([31, undefined]);
  });

  test('ways that few used stand together, with the smallest of the others where they would be few', async () => {
    const ways = async (...counts: [Mode, number][]) =>
      (await qualityOfAll(counts.flatMap(([mode, count]) => inMarch(count, { mode }))))?.ways;
    expect(await ways(['self', 30], ['paper', 4], ['remote', 7])).toEqual([
      { modes: ['self'], count: 30 },
      { modes: ['assisted', 'paper', 'remote'], count: 11 },
    ]);
    expect(await ways(['self', 30], ['assisted', 12], ['paper', 1])).toEqual([
      { modes: ['self'], count: 30 },
      { modes: ['assisted', 'paper', 'remote'], count: 13 },
    ]);
    expect(await ways(['self', 30], ['paper', 9])).toBeUndefined();
  });

  test('of an item that the score needs it is told how many left it out, where enough left out that and enough another', async () => {
    const quality = await qualityOfAll([
      ...inMarch(40),
      ...inMarch(12, { answers: without(2), mode: 'paper' }),
      ...inMarch(11, { answers: without(6) }),
      ...inMarch(3, { answers: without(9) }),
      ...inMarch(20, { answers: without(2, 6) }),
    ]);
    expect(quality?.skipped).toEqual([
      { item: esis.items[2]!.id, count: 32, of: 86 },
      { item: esis.items[6]!.id, count: 31, of: 86 },
    ]);
  });

  test('where nobody left out two items, what is told does not say how many few left out another', async () => {
    const many = async (few: number) =>
      (
        await qualityOfAll([
          ...inMarch(40),
          ...inMarch(12, { answers: without(2) }),
          ...inMarch(11, { answers: without(6) }),
          ...inMarch(few, { answers: without(9) }),
        ])
      )?.skipped.map(({ item }) => item);
    for (const few of [0, 1, 9]) expect(await many(few)).toEqual([esis.items[2]!.id]);
  });

  test('about what share left out an item in each way, where enough did and did not in all of them', async () => {
    const of = (mode: Mode, count: number) => [
      ...inMarch(30, { mode }),
      ...inMarch(count, { mode, answers: without(2) }),
      ...inMarch(12, { mode, answers: without(5) }),
    ];
    const byWay = async (count: number) =>
      (await qualityOfAll([...of('self', 20), ...of('paper', count)]))?.skipped[0]?.byWay;
    expect(await byWay(12)).toEqual([
      { modes: ['self'], share: 0.3 },
      { modes: ['paper'], share: 0.2 },
    ]);
    expect(await byWay(11), 'one less is told alike').toEqual(await byWay(12));
    expect(await byWay(9)).toBeUndefined();
  });

  test('it is told of no unit, no month, no quarter and no year', async () => {
    const [release] = await close([...inMarch(30), ...inMarch(30, { unit: 'Työpaja', took: '2-5' })]);
    const later = await close([...inMarch(30, { at: on(6), mode: 'paper' })]);
    const told = [release!, ...later].flatMap(({ waves }) =>
      waves.flatMap(({ groups }) => groups.filter(({ quality }) => quality)),
    );
    expect(told.map(({ unit, period }) => [unit, period.length])).toEqual([[undefined, 'half']]);
  });

  test('once a response of it is gone, or was changed, nothing of it is told', async () => {
    const all = [...inMarch(30), ...inMarch(1, { answers: without(1) }), ...inMarch(12, { at: on(6) })];
    const first = await closeMonths(esis, all, [], { ...closing, today: '2025-04-01' });
    const told = async (there: Answered[]) => qualityIn([...first, ...(await close(there, esis, first))]);
    expect(await told(all)).toBeDefined();
    expect(await told(all.filter((one) => one !== all[30]))).toBeUndefined();
    expect(await told(all.map((one) => (one === all[30] ? { ...one, rev: 2 } : one)))).toBeUndefined();
  });

  test('a release of before it was counted is read as it stands', async () => {
    const [release] = await close(inMarch(30, { at: on(6) }));
    const old: Release = {
      ...release!,
      waves: release!.waves.map((wave) => ({ ...wave, groups: wave.groups.map(({ quality: _, ...group }) => group) })),
    };
    expect(await openRelease(esis, await packRelease(esis, old), [])).toEqual(old);
    expect(qualityIn([old])).toBeUndefined();
  });

  test.each<[string, Quality]>([
    ['few', { alike: 4, skipped: [] }],
    ['more than there are', { ways: [{ modes: ['self'], count: 31 }], skipped: [] }],
    ['all but few', { skipped: [{ item: esis.items[0]!.id, count: 25, of: 30 }] }],
    ['an item that is none', { skipped: [{ item: 'muu', count: 12, of: 30 }] }],
  ])('a release that tells of %s is none', async (_, quality) => {
    const [release] = await close(inMarch(30, { at: on(6) }));
    const forged: Release = {
      ...release!,
      waves: release!.waves.map((wave) => ({
        ...wave,
        groups: wave.groups.map((group) => (group.quality ? { ...group, quality } : group)),
      })),
    };
    expect(await openRelease(esis, await packRelease(esis, forged), [])).toBeUndefined();
  });
});

describe('of few', () => {
  const whole = (changes: Partial<Answered>) => inMarch(30, { took: '2-5', ...changes });
  const told = async (few: Answered[]) => {
    const { alike: many, took, checked, skipped } = (await qualityOfAll([...whole({}), ...few]))!;
    return { many, took, checked, skipped };
  };

  test.each<[string, Partial<Answered>]>([
    ['gave one answer to every statement', { answers: alike }],
    ['were quicker than all others', { took: '-2' }],
    ['were slower than all others', { took: '20+' }],
    ['left out an item', { answers: without(3) }],
  ])('whether one, nine or none %s is told alike', async (_, changes) => {
    const of = (count: number) =>
      told([...whole({}).slice(0, 9 - count), ...inMarch(count, { took: '2-5', ...changes })]);
    for (const count of [1, 9]) expect(await of(count), String(count)).toEqual(await of(0));
  });

  test('who alone did not, among all others, is told of neither', async () => {
    expect((await qualityOfAll([...inMarch(30, { answers: alike }), ...inMarch(3)]))?.alike).toBeUndefined();
  });

  test('who alone answered on paper is not told by who has a time', async () => {
    const quality = await qualityOfAll([
      ...inMarch(20, { took: '2-5' }),
      ...inMarch(20, { took: '10-20', mode: 'remote' }),
      ...inMarch(1, { mode: 'paper' }),
    ]);
    expect(quality?.took).toBeUndefined();
  });

  test('who answered two instruments is told of once: those who left one of them unfinished are not the difference', async () => {
    const all = inMarch(40, { took: '2-5' }).flatMap((one, at): Answered[] => [
      { ...one, ...(at === 0 ? { answers: without(1), took: '20+' as const } : {}) },
      {
        ...one,
        instrument: 'background',
        instrumentVersion: background.version,
        answers: background.items.map(() => null),
      },
    ]);
    expect(qualityIn(await close(all))?.ways).toEqual([{ modes: ['self'], count: 39 }]);
    const second = qualityIn(await close(all, background), half, background);
    expect(second).toEqual({ skipped: [] });
  });
});

test('in which way the one answered who left the scale unfinished is not told by how many left out what in each way', async () => {
  const of = (mode: Mode, answers: (number | null)[], scale = without()): Answered[] => {
    const one = response({ at: on(3), mode, answers: scale });
    return [one, { ...one, instrument: 'background', instrumentVersion: background.version, answers }];
  };
  const many = (count: number, ...all: Parameters<typeof of>) => Array.from({ length: count }, () => of(...all)).flat();
  const told = async (mode: Mode) => {
    const all = [
      ...many(25, 'self', [null, 1, 1, 1]),
      ...many(24, 'self', [2, 1, 1, 1]),
      ...many(13, 'paper', [null, 1, 1, 1]),
      ...many(26, 'paper', [2, 1, 1, 1]),
      ...of(mode, [null, 1, 1, 1], without(3)),
    ];
    return [qualityIn(await close(all)), qualityIn(await close(all, background), half, background)];
  };
  const [first, second] = [await told('self'), await told('paper')];
  expect(first[0]?.ways).toEqual([
    { modes: ['self'], count: 49 },
    { modes: ['paper'], count: 39 },
  ]);
  expect(first[1]?.skipped).toMatchObject([{ count: 39, of: 89 }]);
  expect(second).toEqual(first);
});

test('a person who left an item out twice, or answered all of it later, gives no figure', async () => {
  const [one] = inMarch(1, { answers: without(2), code: 'K1' });
  const others = [...inMarch(30), ...inMarch(12, { answers: without(2) }), ...inMarch(12, { answers: without(4) })];
  expect((await qualityOfAll(others))?.skipped).not.toEqual([]);
  for (const twice of [{ ...one!, id: crypto.randomUUID() }, response({ at: on(3), code: 'K1' })]) {
    const all = [...others.map((of) => ({ ...of, plan: 'new', wave: 0 })), one!, twice];
    expect(
      (await qualityOfAll(all.map(({ plan: _, wave: __, ...of }) => ({ ...of, wave: 0 }))))?.skipped,
      'as often as not',
    ).toEqual([]);
  }
});

describe('whoever adds and subtracts what is told of a year', () => {
  const next = random(20261129);
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const oneOf = <T>(of: readonly T[]): T => of[between(0, of.length - 1)]!;

  const people = (count: number, month: number): Answered[] =>
    Array.from({ length: count }, () => {
      const mode = oneOf<Mode>(['self', 'self', 'assisted', 'paper']);
      const isAlike = next() < 0.3;
      const lacking = next() < 0.3 ? [between(0, 2), between(0, 9)] : [];
      const answers = Array.from({ length: 10 }, (_, at) =>
        lacking.includes(at) ? null : isAlike ? 3 : between(1, 5),
      );
      return response({
        ...{ at: on(month), unit: oneOf(['A', 'B', 'C']), mode, answers },
        ...(mode === 'paper' ? {} : { took: oneOf(tookBands) }),
        ...(mode === 'paper' && next() < 0.5 ? { checked: true as const } : {}),
      });
    });
  /** The part of each response that comes after the scale: mostly answered. */
  const about = (one: Answered): Answered => ({
    ...one,
    instrument: 'background',
    instrumentVersion: background.version,
    answers: background.items.map((item) => {
      const codes = codesOf(background, item);
      return next() < 0.2 ? null : oneOf(codes);
    }),
  });

  /** All that is told as sets of people. */
  function sets(all: readonly Answered[], instrument: Instrument, releases: Release[]) {
    const mine = all.filter((one) => one.instrument === instrument.id);
    const member = new Map(releases.flatMap(({ month, members }) => members.map((one) => [one.id, { ...one, month }])));
    return releases.flatMap(({ waves }) =>
      waves.flatMap(({ groups }) =>
        groups.flatMap(({ unit, period, standing, quality, left, n }) => {
          const inPeriod = mine.filter(({ id }) => {
            const one = member.get(id);
            return one && one.month >= period.from && one.month < period.to && (!unit || one.unit === unit);
          });
          const counted = inPeriod.filter(({ id }) => !member.get(id)!.why);
          const out = inPeriod.filter(({ id }) => member.get(id)!.why === 'incomplete');
          expect(counted).toHaveLength(n);
          const of = (is: (one: Answered) => boolean, among = counted) => among.filter(is).map(({ id }) => id);
          const told = (isTold: unknown, found: string[]) => (isTold ? [found] : []);
          const at = (item: string) => instrument.items.findIndex(({ id }) => id === item);
          return [
            ...told(
              standing === 'shown',
              of(() => true),
            ),
            ...told(
              (left.incomplete ?? 0) >= least,
              of(() => true, out),
            ),
            ...(quality?.ways ?? []).map((way) => of(({ mode }) => way.modes.includes(mode))),
            ...(quality?.took ?? []).map(({ bands }) => of(({ took }) => took !== undefined && bands.includes(took))),
            ...told(
              quality?.checked,
              of((one) => one.checked === true),
            ),
            ...told(
              quality?.alike,
              of(({ answers }) => new Set(answers).size === 1),
            ),
            ...(quality?.skipped ?? []).map(({ item }) =>
              of(({ answers }) => answers[at(item)] === null, [...counted, ...out]),
            ),
          ];
        }),
      ),
    );
  }

  test('finds nobody, and no few, of whom it is told how they answered', async () => {
    let told = 0;
    for (let round = 0; round < 6; round++) {
      const scale = [...people(between(50, 90), 2), ...people(between(2, 40), 5), ...people(between(50, 90), 9)];
      const all = scale.flatMap((one) => [one, about(one)]);
      const first = await closeMonths(esis, all.slice(0, -6), [], { ...closing, today: '2025-07-01' });
      const ids = scale.map(({ id }) => id);
      const releases = [...first, ...(await close(all, esis, first))];
      const after = await close(all, background);
      for (const [instrument, of] of [
        [esis, releases],
        [background, after],
      ] as const) {
        const found = sets(all, instrument, of);
        told += found.length;
        const rows = found.map((one) => Int8Array.from(ids, (id) => Number(one.includes(id))));
        for (const few of smallSums(rows)) expect.fail(`of ${few} people`);
      }
      const ways = (of: Release[]) =>
        of.flatMap(({ waves }) => waves.flatMap(({ groups }) => groups.flatMap(({ quality }) => quality?.ways ?? [])));
      expect([ways(releases).length > 0, ways(after)], 'of each response once').toEqual([true, []]);
    }
    expect(told).toBeGreaterThan(150);
  });

  /** Of how many people are the sums of up to three told numbers that are of fewer than the smallest group. */
  function* smallSums(rows: Int8Array[]): Generator<number> {
    const none = new Int8Array(rows[0]!.length);
    const others = [none, ...rows];
    for (const a of rows)
      for (const [at, b] of others.entries())
        for (const c of others.slice(at))
          for (const sign of [1, -1]) {
            let n = 0;
            let isSet = true;
            for (let person = 0; isSet && person < a.length; person++) {
              const value = a[person]! - b[person]! + sign * c[person]!;
              isSet = value === 0 || value === 1;
              n += value;
            }
            if (isSet && n > 0 && n < least) yield n;
          }
  }
});
