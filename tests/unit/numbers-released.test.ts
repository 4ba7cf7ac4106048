/** What is told of people met is told once a month has ended, and stands: whoever looks at months, quarters and again later. */

import { describe, expect, test } from 'vitest';
import type { PublishedNumber } from '../../src/disclosure/suppression.ts';
import type { Encounter } from '../../src/outreach/encounter.ts';
import type { Guidance } from '../../src/outreach/follow-up/guidance.ts';
import type { Logged } from '../../src/outreach/numbers/facts.ts';
import { toldOf } from '../../src/outreach/numbers/publish.ts';
import { closeMonth, monthsToClose, type NumbersRelease } from '../../src/outreach/numbers/release.ts';
import type { Tally } from '../../src/outreach/tally/tally.ts';
import { monthOn } from '../../src/periods/days.ts';
import { type PeriodLength, periodOf } from '../../src/periods/periods.ts';
import { newId } from '../../src/store/id.ts';
import { type Equation, rangeOf, type Unknown } from '../support/attack.ts';
import { fc } from '../support/property.ts';

const january = '2025-01-01';
const monthAt = (at: number) => monthOn(january, at);
const base = (at: number, some: object) => ({
  id: newId(),
  rev: 1,
  unit: 'oma',
  device: 'a',
  outingId: 'o',
  place: 'Asema',
  at: `${monthAt(at).slice(0, 8)}10T12:00:00.000Z`,
  ...some,
});
/** An encounter of a month of the year, from 0 on. */
const met = (at: number, some: Partial<Encounter> = {}) =>
  ({ ...base(at, { depth: 'conversation', topics: [], people: '1' }), ...some }) as Encounter;
const many = (count: number, at: number, some: Partial<Encounter> = {}) =>
  Array.from({ length: count }, () => met(at, some));
const logged = (some: Partial<Logged>): Logged => ({
  encounters: [],
  tallies: [],
  guidances: [],
  unmets: [],
  ...some,
});

/** Closes a month with what is there and was not counted, and gives all releases. */
async function close(at: number, all: Partial<Logged>, earlier: readonly NumbersRelease[]): Promise<NumbersRelease[]> {
  const members = new Set(earlier.flatMap((one) => one.members));
  const end = monthAt(at + 1);
  const fresh = <R extends { id: string; at: string }>(records: readonly R[] = []) =>
    records.filter((one) => !members.has(one.id) && one.at.slice(0, 10) < end);
  const guidances = (all.guidances ?? []).filter(({ id }) => !members.has(id));
  const open = { encounters: fresh(all.encounters), tallies: fresh(all.tallies), guidances, unmets: [] };
  const closing = { month: monthAt(at), logged: logged(open), outings: [], areas: new Map() };
  return [...earlier, await closeMonth(closing, earlier, () => undefined)];
}
async function closeAll(months: number, all: Partial<Logged>): Promise<NumbersRelease[]> {
  let releases: NumbersRelease[] = [];
  for (let at = 0; at < months; at++) releases = await close(at, all, releases);
  return releases;
}
const publishedOf = (releases: readonly NumbersRelease[], length: PeriodLength, at = 0) => {
  const { from } = periodOf(length, monthAt(at));
  return releases.flatMap(({ told }) => told).find(({ period }) => period.length === length && period.from === from)
    ?.published;
};
const told = (releases: readonly NumbersRelease[], key: string, length: PeriodLength, at = 0): PublishedNumber =>
  toldOf(publishedOf(releases, length, at)?.all, key);

const depths = ['brief', 'conversation', 'guidance'] as const;
const places = ['A', 'B'] as const;
const keys = ['met', ...depths.map((depth) => `depth:${depth}`), 'topic:money', 'topic:health'];
const quarters = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 2 }),
    place: fc.constantFrom(...places),
    depth: fc.constantFrom(...depths),
    topics: fc.subarray(['money', 'health'] as const),
    times: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 20 })),
  }),
  { minLength: 3, maxLength: 12 },
);

/** Everything that is told of a quarter and its months, as whoever wants to find out writes it down. */
function written(releases: readonly NumbersRelease[], encounters: readonly Encounter[]) {
  const unknowns: Unknown[] = [];
  const equations: Equation[] = [];
  const names = new Map<string, number>();
  const small: string[] = [];
  const truth = (key: string, at: number | undefined, place: string | undefined) =>
    encounters.filter(
      (one) =>
        (at === undefined || one.at.startsWith(monthAt(at).slice(0, 7))) &&
        (place === undefined || one.place === place) &&
        (key === 'met' || key === `depth:${one.depth}` || one.topics.some((topic) => key === `topic:${topic}`)),
    ).length;
  const sum = (whole: string, parts: string[]) =>
    equations.push({
      terms: new Map([[names.get(whole)!, -1], ...parts.map((part) => [names.get(part)!, 1] as const)]),
      sum: 0,
    });
  const months = [0, 1, 2] as const;
  for (const at of [...months, undefined]) {
    const published = publishedOf(releases, at === undefined ? 'quarter' : 'month', at);
    for (const place of [undefined, ...places])
      for (const key of keys) {
        const numbers = place === undefined ? published?.all : published?.by.get('where')?.get(place);
        const is = toldOf(numbers, key);
        const n = truth(key, at, place);
        const name = `${at} ${place} ${key}`;
        names.set(name, unknowns.length);
        if (is.is === 'shown') expect([is.n, n >= 5], name).toEqual([n, true]);
        if (is.is === 'few') expect(n, name).toBeLessThan(5);
        if (n > 0 && n < 5) small.push(name);
        const lo = is.is === 'guard' && place === undefined && n >= 5 ? 5 : 0;
        unknowns.push(
          is.is === 'shown' ? { lo: n, hi: n } : { lo, hi: is.is === 'few' ? 4 : Number.POSITIVE_INFINITY },
        );
      }
  }
  for (const at of [...months, undefined])
    for (const place of [undefined, ...places]) {
      sum(
        `${at} ${place} met`,
        depths.map((depth) => `${at} ${place} depth:${depth}`),
      );
      for (const key of keys) {
        if (place === undefined)
          sum(
            `${at} ${place} ${key}`,
            places.map((one) => `${at} ${one} ${key}`),
          );
        if (at === undefined)
          sum(
            `${at} ${place} ${key}`,
            months.map((one) => `${one} ${place} ${key}`),
          );
        if (!key.startsWith('topic:')) continue;
        const terms = [
          [names.get(`${at} ${place} ${key}`)!, 1],
          [unknowns.push({ lo: 0, hi: Number.POSITIVE_INFINITY }) - 1, 1],
          [names.get(`${at} ${place} met`)!, -1],
        ] as const;
        equations.push({ terms: new Map(terms), sum: 0 });
      }
    }
  return { unknowns, equations, small: small.map((name) => ({ name, at: names.get(name)! })) };
}

describe('a quarter and its months', () => {
  test('whoever adds and subtracts all of them is left with three values or more of each small number', async () => {
    let [tried, shown, large] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(quarters, async (groups) => {
        const encounters = groups.flatMap(({ times, at, ...some }) => many(times, at, some));
        const releases = await closeAll(3, { encounters });
        const { unknowns, equations, small } = written(releases, encounters);
        shown += keys.filter((key) => told(releases, key, 'quarter').is === 'shown').length;
        large += keys.filter((key) => releases.reduce((n, one) => n + one.counted.all.get(key)!, 0) >= 5).length;
        for (const { name, at } of small) {
          const { least, most } = rangeOf(unknowns, equations, at);
          tried += 1;
          expect(most - least, `${name} is between ${least} and ${most}`).toBeGreaterThanOrEqual(2 - 1e-6);
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 30), seed: 20261128 },
    );
    expect(tried).toBeGreaterThan(300);
    expect(shown, 'and what can be told is').toBeGreaterThan(large / 4);
  });

  test('three months of few are a quarter that is told; where the sum would tell them, as of four and four, it is not', async () => {
    const topics = ['money'] as Encounter['topics'];
    const around = [0, 1, 2].flatMap((at) => many(20, at));
    const of = (...counts: number[]) => [...around, ...counts.flatMap((count, at) => many(count, at, { topics }))];
    expect(told(await closeAll(3, { encounters: of(2, 3, 4) }), 'topic:money', 'quarter')).toEqual({
      is: 'shown',
      n: 9,
    });
    expect(told(await closeAll(3, { encounters: of(4, 4, 20) }), 'topic:money', 'quarter').is).not.toBe('shown');
  });

  test('a quarter does not tell whether few or none were in the month between two', async () => {
    const topics = ['violence'] as Encounter['topics'];
    const of = (middle: number) => [
      ...[0, 1, 2].flatMap((at) => many(20, at)),
      ...many(8, 0, { topics }),
      ...many(middle, 1, { topics }),
      ...many(9, 2, { topics }),
    ];
    const some = await Promise.all([0, 1, 2, 3].map(async (n) => closeAll(3, { encounters: of(n) })));
    for (const releases of some) expect(told(releases, 'topic:violence', 'quarter').is).toBe('guard');
  });

  test('a month without any outing hides nothing of its quarter', async () => {
    const releases = await closeAll(3, { encounters: [...many(8, 0), ...many(9, 2)] });
    expect(told(releases, 'met', 'quarter')).toEqual({ is: 'shown', n: 17 });
    expect(toldOf(publishedOf(releases, 'quarter')!.by.get('where')!.get('Asema'), 'met')).toEqual({
      is: 'shown',
      n: 17,
    });
  });

  test('most of a year is told: of twelve months with some of each, the sums of half-years and of the year', async () => {
    const encounters = Array.from({ length: 12 }, (_, at) => [
      ...many(12 + at, at, { topics: ['money'] }),
      ...many(1 + (at % 4), at, { depth: 'guidance', topics: ['health'] }),
      ...many(7, at, { depth: 'brief' }),
    ]).flat();
    const releases = await closeAll(12, { encounters });
    for (const key of ['met', 'depth:guidance', 'depth:brief', 'topic:health', 'topic:money'])
      for (const [length, at] of [
        ['half', 0],
        ['half', 6],
        ['year', 0],
      ] as const)
        expect(told(releases, key, length, at).is, `${key} ${length} ${at}`).toBe('shown');
  }, 30_000);
});

describe('what was told of a month stands', () => {
  const first = many(9, 0);
  const later = many(9, 1);

  test('one that comes late is counted in the month that is closed next, and is not found by the difference', async () => {
    const before = await close(0, { encounters: first }, []);
    const late = met(0);
    const after = await close(1, { encounters: [...first, late, ...later] }, before);
    expect(told(after, 'met', 'month', 0)).toEqual({ is: 'shown', n: 9 });
    expect(told(after, 'met', 'month', 1)).toEqual({ is: 'shown', n: 10 });
    const third = await close(2, { encounters: [...first, late, ...later, ...many(6, 2)] }, after);
    expect(told(third, 'met', 'quarter')).toEqual({ is: 'shown', n: 25 });
  });

  test('one that is changed or deleted afterwards changes no number', async () => {
    const before = await close(0, { encounters: first }, []);
    const changed = first.slice(1).map((one) => ({ ...one, rev: 2, depth: 'brief' as const }));
    const after = await close(1, { encounters: [...changed, ...later] }, before);
    expect(after[0]).toEqual(before[0]);
    expect(told(after, 'met', 'month', 1)).toEqual({ is: 'shown', n: 9 });
  });

  test('a tap that is taken back after the end takes nothing from the next month', async () => {
    const mark = (at: number, add: object, outingId = 'o') =>
      ({ ...base(at, { kind: 'tally', outingId }), add }) as Tally;
    const tapped = [mark(0, { met: 9 })];
    const before = await close(0, { tallies: tapped }, []);
    const after = await close(1, { tallies: [...tapped, mark(0, { met: -1 }), mark(1, { met: 8 }, 'p')] }, before);
    expect([0, 1].map((at) => told(after, 'met', 'month', at))).toEqual([
      { is: 'shown', n: 9 },
      { is: 'shown', n: 8 },
    ]);
  });

  test('a guidance that is told of later is counted once: with its encounter, or in the next month where it had none', async () => {
    const guided = many(6, 0, { guidance: 'accompanied' } as Partial<Encounter>);
    const others = many(6, 0);
    const later_ = (encounter: Encounter) =>
      ({
        ...base(1, {}),
        encounterId: encounter.id,
        way: 'accompanied',
        outcome: 'arrived',
        target: 'housing',
      }) as unknown as Guidance;
    const encounters = [...guided, ...others];
    const before = await close(0, { encounters }, []);
    expect(told(before, 'guided', 'month')).toEqual({ is: 'shown', n: 6 });
    const guidances = [...guided, ...others].map(later_);
    const after = await close(1, { encounters: [...encounters, ...many(9, 1)], guidances }, before);
    expect(after[1]!.counted.all.get('guided')).toBe(6);
  });
});

describe('months are closed in their order', () => {
  test('from the first one on that anything is of, each once, up to the one that is asked for', async () => {
    expect(monthsToClose('2025-01-31T23:00:00.000Z', [], '2025-03-01')).toEqual(['2025-02-01', '2025-03-01']);
    const releases = await closeAll(2, { encounters: many(9, 0) });
    expect(monthsToClose('2025-01-05T10:00:00.000Z', releases, '2025-03-01')).toEqual(['2025-03-01']);
    expect(monthsToClose('2025-01-05T10:00:00.000Z', releases, '2025-01-01')).toEqual([]);
    expect(monthsToClose(undefined, [], '2025-03-01')).toEqual([]);
  });
});
