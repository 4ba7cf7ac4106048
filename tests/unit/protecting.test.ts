/** What an organisation chooses to hide for a small unit's sake, and small units that are told as one. */

import { describe, expect, test } from 'vitest';
import { groupKey, isSafe, suppressMonth } from '../../src/disclosure/over-time.ts';
import { type Period, periodOf } from '../../src/periods/periods.ts';
import { asReleased } from '../../src/results/at-hand.ts';
import type { Closing, Release, ReleasedGroup } from '../../src/results/release.ts';
import { openRelease, packRelease } from '../../src/results/release-shape.ts';
import { closeMonths, resultsOf } from '../../src/results/results.ts';
import { sizesTold, toldAs } from '../../src/results/together.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { fc } from '../support/property.ts';
import { responses } from '../support/responses.ts';

const least = 10;
const at = (month: number) => ({ at: `2025-${String(month).padStart(2, '0')}-10T12:00:00.000Z` });
const of = (unit: string, count: number, month = 3) => responses(count, { unit, ...at(month) });
const close = (all: ReturnType<typeof of>, more: Partial<Closing> = {}, earlier: Release[] = []) =>
  closeMonths(esis, all, earlier, { least, today: '2025-12-01', ...more });
const march = periodOf('month', '2025-03-01');
const groupIn = (
  releases: readonly Release[],
  unit?: string,
  { length, from }: Period = march,
): ReleasedGroup | undefined =>
  releases
    .flatMap(({ waves }) => waves.flatMap(({ groups }) => groups))
    .find((one) => one.unit === unit && one.period.length === length && one.period.from === from);
const standings = (releases: readonly Release[], ...units: (string | undefined)[]) =>
  units.map((unit) => groupIn(releases, unit)?.standing);

describe('where a small unit could be worked out', () => {
  const all = [...of('A', 24), ...of('B', 15), ...of('Pieni', 4)];

  test('another unit is hidden with it and all units together are told, unless the organisation chooses otherwise', async () => {
    expect(standings(await close(all), 'A', 'B', 'Pieni', undefined)).toEqual(['shown', 'guard', 'few', 'shown']);
    expect(standings(await close(all, { toProtect: 'unit' }), 'B', undefined)).toEqual(['guard', 'shown']);
  });

  test('or each unit is told and the whole is not: in its place stand the units that are told, together', async () => {
    const releases = await close(all, { toProtect: 'whole' });
    expect(standings(releases, 'A', 'B', 'Pieni', undefined)).toEqual(['shown', 'shown', 'few', 'guard']);
    expect(groupIn(releases)).toMatchObject({ n: 43, ofShown: { units: ['A', 'B'], n: 39 } });
    expect(groupIn(releases)!.statistics).toBeUndefined();
    const alone = await close([...of('A', 24), ...of('B', 15)]);
    expect(groupIn(releases)!.ofShown!.means).toEqual(groupIn(alone)!.statistics!.scores.map(({ mean }) => mean));
  });

  test('nothing stands there where one unit alone is told', async () => {
    expect(groupIn(await close([...of('A', 24), ...of('Pieni', 4)], { toProtect: 'whole' }))).not.toHaveProperty(
      'ofShown',
    );
  });

  test('no set of months and units that is hidden so tells of few, whichever is chosen', () => {
    const number = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(
        fc.array(fc.array(number, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 4 }),
        (units) => {
          const counts = new Map(
            units.map((months, unit) => [
              String(unit),
              new Map(months.map((n, month) => [`2025-0${month + 1}-01`, n])),
            ]),
          );
          const end = { counts, earlier: new Map(), month: '2025-03-01', least: 10 };
          for (const toProtect of ['unit', 'whole'] as const)
            expect(isSafe(end, suppressMonth({ ...end, toProtect }))).toBe(true);
        },
      ),
      { numRuns: 60, seed: 20261129 },
    );
  });

  test('the whole is given up for units, never units where the whole alone is enough', () => {
    const counts = new Map([
      ['A', new Map([['2025-03-01', 24]])],
      ['B', new Map([['2025-03-01', 15]])],
      ['C', new Map([['2025-03-01', 4]])],
    ]);
    const standing = suppressMonth({ counts, earlier: new Map(), month: '2025-03-01', least, toProtect: 'whole' });
    expect([undefined, 'A', 'B', 'C'].map((unit) => standing.get(groupKey(unit, march)))).toEqual([
      'guard',
      'shown',
      'shown',
      'few',
    ]);
  });

  test('a release that names a unit as told which is not is none', async () => {
    const [release] = await close(all, { toProtect: 'whole' });
    const forged = (ofShown: ReleasedGroup['ofShown']): Release => ({
      ...release!,
      waves: release!.waves.map((wave) => ({
        ...wave,
        groups: wave.groups.map((group) => (group.ofShown ? { ...group, ofShown: ofShown! } : group)),
      })),
    });
    const { means } = groupIn([release!])!.ofShown!;
    const opened = async (one: Release) => openRelease(esis, await packRelease(esis, one), []);
    expect(await opened(release!)).toEqual(release);
    expect(await opened(forged({ units: ['A', 'Pieni'], n: 28, means }))).toBeUndefined();
    expect(await opened(forged({ units: ['A', 'B'], n: 38, means }))).toBeUndefined();
  });
});

describe('small units that the organisation tells as one', () => {
  const together = [{ name: 'Pienet', units: ['a', 'b'] }];
  const small = (month: number) => [...of('a', 6, month), ...of('b', 7, month), ...of('C', 20, month)];

  test('are one group, of which enough people are told', async () => {
    const releases = await close(small(3), { together });
    expect(standings(releases, 'Pienet', 'a', 'b', 'C', undefined)).toEqual([
      'shown',
      undefined,
      undefined,
      'shown',
      'shown',
    ]);
    expect(groupIn(releases, 'Pienet')).toMatchObject({ n: 13 });
    expect(resultsOf(esis, releases, [], { least, period: 'month' })).toMatchObject({
      units: ['C', 'Pienet'],
      together,
    });
    expect(await openRelease(esis, await packRelease(esis, releases[0]!), [])).toEqual(releases[0]);
  });

  test('merged in the middle of a year stay apart until it ends: the two ways to tell of it would differ by few', async () => {
    const spring = small(3);
    const first = await close(spring, { today: '2025-04-01' });
    const all = [...spring, ...small(9)];
    const year = [...first, ...(await close(all, { today: '2026-01-01', together }, first))];
    expect(groupIn(year, 'Pienet', periodOf('month', '2025-09-01'))).toBeUndefined();
    expect(groupIn(year, 'a', periodOf('year', '2025-01-01'))).toMatchObject({ n: 12 });
    expect(resultsOf(esis, year, [], { least, period: 'month' }).together).toEqual([]);
    const later = responses(12, { unit: 'a', at: '2026-02-10T12:00:00.000Z' });
    const next = [...year, ...(await close([...all, ...later], { today: '2026-03-01', together }, year))];
    expect(groupIn(next, 'Pienet', periodOf('month', '2026-02-01'))).toMatchObject({ n: 12, standing: 'shown' });
  });

  test('stay one until the year ends, where the organisation parts them in the middle of it', async () => {
    const spring = small(3);
    const first = await close(spring, { today: '2025-04-01', together });
    const year = [...first, ...(await close([...spring, ...small(9)], { today: '2026-01-01' }, first))];
    expect(groupIn(year, 'Pienet', periodOf('year', '2025-01-01'))).toMatchObject({ n: 26 });
    expect(groupIn(year, 'a', periodOf('month', '2025-09-01'))).toBeUndefined();
  });

  test('are one in rows for research too: the rows of one less the group would be the other', async () => {
    const all = small(3);
    const releases = await close(all, { together });
    expect(new Set(asReleased(releases, all).map(({ unit }) => unit))).toEqual(new Set(['Pienet', 'C']));
  });

  test('are as many people as all of them, where it is known of each', () => {
    expect(
      sizesTold(
        new Map([
          ['a', 8],
          ['b', 9],
          ['C', 30],
        ]),
        together,
      ),
    ).toEqual(
      new Map([
        ['C', 30],
        ['Pienet', 17],
      ]),
    );
    expect(sizesTold(new Map([['a', 8]]), together)).toEqual(new Map());
    expect([toldAs('a', together), toldAs('C', together)]).toEqual(['Pienet', 'C']);
  });
});
