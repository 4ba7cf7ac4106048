/** What a device makes of a month is what another one takes from the server: whatever was answered, logged and asked. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Encounter } from '../../src/outreach/encounter.ts';
import { closeMonth, type NumbersRelease } from '../../src/outreach/numbers/release.ts';
import { numbersAsText, numbersShape, openNumbers } from '../../src/outreach/numbers/release-shape.ts';
import { monthOn } from '../../src/periods/days.ts';
import { Released } from '../../src/releases/released.ts';
import type { Answered } from '../../src/results/answered.ts';
import type { Release } from '../../src/results/release.ts';
import { openRelease, packRelease, releaseShape } from '../../src/results/release-shape.ts';
import { closeMonths } from '../../src/results/results.ts';
import { newId } from '../../src/store/id.ts';
import { codesOf, type Instrument } from '../../src/survey/instrument/instrument.ts';
import { instruments } from '../../src/survey/instruments/all.ts';
import { madeInstrument } from '../support/made-instruments.ts';
import { fc } from '../support/property.ts';
import { response } from '../support/responses.ts';

const group = fc.record({
  count: fc.integer({ min: 1, max: 30 }),
  unit: fc.constantFrom('Päiväkeskus', 'Työpaja', 'Ä'.repeat(100)),
  month: fc.integer({ min: 1, max: 12 }),
  wave: fc.constantFrom(undefined, undefined, 0, 1),
  isPerson: fc.boolean(),
  skips: fc.boolean(),
});
const groups = fc.array(group, { minLength: 3, maxLength: 12 });

/** Answers of every kind that the items take, also none and one that is none of theirs. */
function answersTo(instrument: Instrument, at: number, skips: boolean): Pick<Answered, 'answers' | 'several'> {
  const chosen = instrument.items.map((item, place) => {
    const codes = codesOf(instrument, item);
    if (skips && (at + place) % 4 === 0) return null;
    if (item.type === 'number') return (at * 7 + place) % 100;
    return codes.length > 0 ? codes[(at + place * place) % codes.length]! : null;
  });
  const several = instrument.items.flatMap((item) =>
    item.type === 'several' ? [[item.id, codesOf(instrument, item).filter((_, place) => (at + place) % 2 === 0)]] : [],
  );
  return {
    answers: chosen.map((answer, place) => (instrument.items[place]!.type === 'several' ? null : answer)),
    ...(several.length > 0 ? { several: Object.fromEntries(several) } : {}),
  };
}

async function expectTaken(instrument: Instrument, of: typeof groups extends fc.Arbitrary<infer T> ? T : never) {
  const all = of.flatMap(({ count, unit, month, wave, isPerson, skips }, place) =>
    Array.from({ length: count }, (_, index) =>
      response({
        ...{ instrument: instrument.id, instrumentVersion: instrument.version, unit },
        at: `2025-${String(month).padStart(2, '0')}-10T10:00:00.000Z`,
        code: isPerson ? `P${index}` : undefined,
        ...(wave === undefined ? {} : { plan: 'new', wave }),
        ...answersTo(instrument, index + place, skips),
      }),
    ),
  );
  const sizes = new Map([['Päiväkeskus', 60]]);
  const made = await closeMonths(instrument, all, [], { least: 5, today: '2026-01-01', sizes });
  const taken: Release[] = [];
  for (const release of made) {
    const { content, least } = await packRelease(instrument, release);
    const opened = await openRelease(instrument, { content, least }, taken);
    expect(opened, release.month).toEqual(release);
    taken.push(opened!);
  }
  return made.flatMap(({ waves }) => waves.flatMap((one) => one.groups)).filter(({ standing }) => standing === 'shown');
}

describe('results', () => {
  test.each(instruments.map((one) => [one.id, one] as const))('of %s, whoever answered when', async (_, instrument) => {
    await fc.assert(
      fc.asyncProperty(groups, async (of) => void (await expectTaken(instrument, of))),
      { numRuns: 5, seed: 20261129 },
    );
  });

  test('of an organisation’s own questions of every kind', async () => {
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(madeInstrument, groups, async (instrument, of) => {
        shown += (await expectTaken(instrument, of)).length;
      }),
      { numRuns: 40, seed: 20261129 },
    );
    expect(shown).toBeGreaterThan(100);
  });

  test('of ten thousand answers in one month and twenty units are within what a release may weigh', async () => {
    const [esis] = instruments.filter(({ id }) => id === 'esis');
    const all = Array.from({ length: 10_000 }, (_, index) =>
      response({
        id: crypto.randomUUID(),
        at: '2025-12-10T10:00:00.000Z',
        unit: `Yksikkö ${index % 20}`,
        ...answersTo(esis!, index, false),
      }),
    );
    const [made] = await closeMonths(esis!, all, [], { least: 10, today: '2026-01-01' });
    const fields = await packRelease(esis!, made!);
    expect(() =>
      Released.parse({
        ...fields,
        kind: 'release',
        id: newId(),
        rev: 1,
        at: '2026-01-01T12:00:00.000Z',
        v: Released.version,
        unit: 'a',
        device: crypto.randomUUID(),
      }),
    ).not.toThrow();
  });
});

test('numbers of outreach, whoever met whom where', async () => {
  const met = fc.record({
    month: fc.integer({ min: 0, max: 11 }),
    place: fc.constantFrom('Asema', 'Tori', 'a "b" {map}'),
    depth: fc.constantFrom('brief', 'conversation', 'guidance'),
    topics: fc.subarray(['money', 'health']),
    guidance: fc.constantFrom(undefined, 'information'),
    device: fc.constantFrom('a', 'b'),
    times: fc.integer({ min: 1, max: 20 }),
  });
  let shown = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(met, { minLength: 3, maxLength: 15 }), async (all) => {
      const made: NumbersRelease[] = [];
      const taken: NumbersRelease[] = [];
      const members = new Set<string>();
      const encounters = all.flatMap(({ month, times, ...one }) =>
        Array.from(
          { length: times },
          () =>
            ({
              id: newId(),
              rev: 1,
              unit: 'oma',
              outingId: 'o',
              people: '1',
              at: `${monthOn('2025-01-01', month).slice(0, 8)}10T12:00:00.000Z`,
              ...one,
            }) as never as Encounter,
        ),
      );
      for (let month = 0; month < 12; month++) {
        const first = monthOn('2025-01-01', month);
        const fresh = encounters.filter(({ id, at }) => !members.has(id) && at.slice(0, 7) <= first.slice(0, 7));
        for (const { id } of fresh) members.add(id);
        const logged = { encounters: fresh, tallies: [], guidances: [], unmets: [] };
        const release = await closeMonth(
          { month: first, logged, outings: [], areas: new Map() },
          made,
          () => undefined,
        );
        made.push(release);
        const opened = openNumbers(numbersAsText(release), taken);
        expect(opened, first).toEqual(release);
        taken.push(opened!);
      }
      shown += made
        .flatMap(({ told }) => told)
        .filter(({ published }) => [...published.all.values()].some(({ is }) => is === 'shown')).length;
    }),
    { numRuns: 4, seed: 20261129 },
  );
  expect(shown).toBeGreaterThan(20);
});

test('a release that holds anything else than before has a version of its own: an app that is not updated says so, and takes none in its stead', () => {
  const shapeOf = (one: z.ZodMiniType) => JSON.stringify(z.toJSONSchema(one, { unrepresentable: 'any' }));
  const digest = createHash('sha256').update([releaseShape, numbersShape].map(shapeOf).join()).digest('hex');
  // Another digest: add an upgrade in `src/releases/released.ts`, and a line here.
  // The fifth holds what the fourth does, under an id that follows.
  const digests: Record<number, string> = {
    2: '234b6d469f113e64',
    3: 'f0f6dd38af073da1',
    4: '66f994493a48beaf',
    5: '66f994493a48beaf',
  };
  expect({ [Released.version]: digest.slice(0, 16) }).toEqual({ [Released.version]: digests[Released.version] });
});
