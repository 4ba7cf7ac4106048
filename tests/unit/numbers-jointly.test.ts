/** Ways to part one month that come to the same people, wholly or nearly, and what a device logged itself, protect each other. */

import { describe, expect, test } from 'vitest';
import type { Encounter } from '../../src/outreach/encounter.ts';
import { cellsOf, count, type PartOf } from '../../src/outreach/numbers/counted.ts';
import { type Fact, fact } from '../../src/outreach/numbers/fact.ts';
import { type Published, publish, type ToldNumbers, toldOf } from '../../src/outreach/numbers/publish.ts';
import { closeMonth, type NumbersRelease } from '../../src/outreach/numbers/release.ts';
import { newId } from '../../src/store/id.ts';
import { type Equation, rangeOf, type Unknown } from '../support/attack.ts';
import { leak } from '../support/linear.ts';
import { fc } from '../support/property.ts';

const depths = ['brief', 'conversation', 'guidance'] as const;
const partOf: PartOf = { where: ({ place }) => place, unit: ({ unit }) => unit, hour: ({ hour }) => String(hour) };

/** Outings of a month: where, whose, when, on which device, and who was met there. */
const outings = fc.array(
  fc.record({
    place: fc.constantFrom('A', 'B', 'C'),
    unit: fc.constantFrom('u', 'v'),
    hour: fc.constantFrom(15, 18),
    device: fc.constantFrom('d', 'e'),
    met: fc.array(
      fc.record({
        depth: fc.constantFrom(...depths),
        topics: fc.subarray(['money', 'health'] as const),
        times: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 20 })),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  { minLength: 2, maxLength: 6 },
);
type Outings = typeof outings extends fc.Arbitrary<infer T> ? T : never;

const factsOf = (all: Outings): Fact[] =>
  all.flatMap(({ place, unit, hour, device, met }, index) =>
    met.map(({ depth, topics, times }) => {
      const adds = ['met', `depth:${depth}`, ...topics.map((topic) => `topic:${topic}`)];
      const at = `2025-03-10T${hour - 2}:00:00.000Z`;
      return fact(
        { at, place, unit, device, outingId: String(index) },
        adds.map((key) => [key, times] as [string, number]),
      );
    }),
  );

async function published(facts: readonly Fact[]): Promise<Published> {
  const counted = await count(facts, partOf, {}, () => undefined);
  return publish(counted, () => undefined, cellsOf(facts, partOf));
}

/** What is told of some numbers, as sums of the cells that nobody is told of, and how many are in each cell. */
function sumsOf(told: Published, facts: readonly Fact[], of: readonly string[]) {
  const cells = cellsOf(facts, partOf).flatMap(({ part, numbers, device, outing }) =>
    of
      .filter((key) => key !== 'met' || of.length === 1)
      .map((key) => ({ part, key, device, outing, n: numbers.get(key) ?? 0 })),
  );
  const sums: number[][] = [];
  for (const key of of) {
    const put = (isIn: (part: ReadonlyMap<string, string>) => boolean) =>
      sums.push(cells.map((one) => Number((key === 'met' || key === one.key) && isIn(one.part))));
    if (toldOf(told.all, key).is === 'shown') put(() => true);
    for (const [way, rows] of told.by)
      for (const [row, numbers] of rows) if (toldOf(numbers, key).is === 'shown') put((part) => part.get(way) === row);
  }
  return { cells, sums };
}

const tables = [['met'], ['met', ...depths.map((depth) => `depth:${depth}`)], ['topic:money'], ['topic:health']];

type Whose = { device: string; outing: string };

/** Cells of fewer than five of which a sum can be worked out by whoever knows some of them. */
function found(told: Published, facts: readonly Fact[], isKnown: (of: Whose) => boolean, from = tables) {
  for (const of of from) {
    const { cells, sums } = sumsOf(told, facts, of);
    const open = cells.flatMap((one, at) => (isKnown(one) || one.n === 0 ? [] : [at]));
    const places = leak(
      sums.map((sum) => open.map((at) => sum[at]!)),
      open.map((at) => cells[at]!.n),
      5,
    );
    if (places) return `${of}: ${JSON.stringify(places.map((place) => cells[open[place]!]))}`;
  }
  return undefined;
}

describe('all ways to part a month together', () => {
  test('no adding and subtracting of places, organisations and times of day tells of fewer than five', async () => {
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(outings, async (all) => {
        const facts = factsOf(all);
        const told = await published(facts);
        expect(found(told, facts, () => false)).toBeUndefined();
        shown += [...told.by.values()]
          .flatMap((rows) => [...rows.values()])
          .filter((one) => toldOf(one, 'met').is === 'shown').length;
      }),
      { numRuns: Number(process.env.RUNS ?? 80), seed: 20261129 },
    );
    expect(shown, 'and something is told').toBeGreaterThan(100);
  });

  test('… nor to one who knows what was logged with one of the devices', async () => {
    await fc.assert(
      fc.asyncProperty(outings, async (all) => {
        const facts = factsOf(all);
        const told = await published(facts);
        for (const device of ['d', 'e'])
          expect(
            found(told, facts, (one) => one.device === device),
            device,
          ).toBeUndefined();
      }),
      { numRuns: Number(process.env.RUNS ?? 80), seed: 20261130 },
    );
  });

  test('… nor to one who read in the summary of an outing how many were met on it', async () => {
    await fc.assert(
      fc.asyncProperty(outings, async (all) => {
        const facts = factsOf(all.map((one) => ({ ...one, device: 'd' })));
        const told = await published(facts);
        for (const [at, { met }] of all.entries()) {
          const isTold = met.reduce((sum, { times }) => sum + times, 0) >= 5;
          const isKnown = ({ outing }: Whose) => isTold && outing === String(at);
          expect(found(told, facts, isKnown, [['met']]), `outing ${at}`).toBeUndefined();
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 80), seed: 20261203 },
    );
  });

  test('… and whoever knows where, when and by whom nobody was met is left with three values or more of each small number', async () => {
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(outings, async (all) => {
        const facts = factsOf(all.map((one) => ({ ...one, device: 'd' })));
        const told = await published(facts);
        for (const of of tables) {
          const { unknowns, equations, small } = written(told, facts, of);
          for (const at of small) {
            const { least, most } = rangeOf(unknowns, equations, at);
            tried += 1;
            expect(most - least, `${of} is between ${least} and ${most}`).toBeGreaterThanOrEqual(2 - 1e-6);
          }
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 100), seed: 20261201 },
    );
    expect(tried).toBeGreaterThan(500);
  });

  test('one organisation that alone works at a place does not tell of the place beside it', async () => {
    const at = (place: 'A' | 'B' | 'C', unit: 'u' | 'v', times: number, topics: ('money' | 'health')[] = []) => ({
      place,
      unit,
      hour: 15 as const,
      device: 'd' as const,
      met: [{ depth: 'brief' as const, topics, times }],
    });
    const facts = factsOf([
      at('A', 'u', 7, ['money']),
      at('B', 'v', 3, ['money']),
      at('C', 'v', 30, ['money']),
      at('B', 'v', 20),
    ]);
    const { by } = await published(facts);
    const is = (way: string, row: string) => toldOf(by.get(way)!.get(row), 'topic:money').is;
    expect(is('where', 'B')).not.toBe('shown');
    expect(is('where', 'A'), 'hidden for the sake of B').not.toBe('shown');
    expect(is('unit', 'u'), 'the same people').not.toBe('shown');
  });
});

describe('a longer period beside its months', () => {
  const devices = ['d', 'e'];
  const months = ['2025-01-01', '2025-02-01', '2025-03-01'];

  test('what one device logged, taken from what is told of months and their quarter, leaves nobody or five and more of the others', async () => {
    const counts = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 20 }));
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(counts, counts), { minLength: 3, maxLength: 3 }), async (met) => {
        let releases: NumbersRelease[] = [];
        for (const [at, month] of months.entries()) {
          const encounters = devices.flatMap((device, index) => encountersOf(met[at]![index]!, month, device));
          const logged = { encounters, tallies: [], guidances: [], unmets: [] };
          const closing = { month, logged, outings: [], areas: new Map() };
          releases = [...releases, await closeMonth(closing, releases, () => undefined)];
        }
        const told = releases
          .flatMap((one) => one.told)
          .filter(({ published: { all } }) => toldOf(all, 'met').is === 'shown');
        shown += told.filter(({ period }) => period.length === 'quarter').length;
        const sums = told.map(({ period }) => months.map((month) => Number(month >= period.from && month < period.to)));
        for (const index of devices.keys())
          expect(
            leak(
              sums,
              met.map((both) => both[1 - index]!),
              5,
            ),
          ).toBeUndefined();
      }),
      { numRuns: 60, seed: 20261202 },
    );
    expect(shown).toBeGreaterThan(10);
  });
});

const encountersOf = (n: number, month: string, device: string): Encounter[] =>
  Array.from(
    { length: n },
    () =>
      ({
        id: newId(),
        rev: 1,
        unit: 'u',
        device,
        outingId: 'o',
        place: 'A',
        at: `${month.slice(0, 8)}10T12:00:00.000Z`,
        depth: 'brief',
        topics: [],
        people: '1',
      }) as unknown as Encounter,
  );

/** Everything that is told of some numbers as whoever knows the rules writes it down, and which of it are small numbers. */
function written(told: Published, facts: readonly Fact[], of: readonly string[]) {
  const { cells } = sumsOf(told, facts, of);
  const unknowns: Unknown[] = cells.map(({ n }) => ({ lo: 0, hi: n === 0 ? 0 : Number.POSITIVE_INFINITY }));
  const equations: Equation[] = [];
  const small: number[] = [];
  const put = (numbers: ToldNumbers | undefined, key: string, isIn: (part: ReadonlyMap<string, string>) => boolean) => {
    const places = cells.flatMap((one, at) => ((key === 'met' || key === one.key) && isIn(one.part) ? [at] : []));
    const n = places.reduce((sum, at) => sum + cells[at]!.n, 0);
    if (n === 0) return;
    const { is } = toldOf(numbers, key);
    if (is === 'few') expect(n).toBeLessThan(5);
    const ends = { shown: { lo: n, hi: n }, few: { lo: 0, hi: 4 }, guard: { lo: 0, hi: Number.POSITIVE_INFINITY } }[is];
    const at = unknowns.push(ends) - 1;
    equations.push({ terms: new Map([[at, -1], ...places.map((place) => [place, 1] as const)]), sum: 0 });
    if (n < 5) small.push(at);
  };
  for (const key of of) {
    put(told.all, key, () => true);
    for (const [way, rows] of told.by)
      for (const [row, numbers] of rows) put(numbers, key, (part) => part.get(way) === row);
  }
  return { unknowns, equations, small };
}
