/** Two devices that both are the place: a backup restored beside one that goes on, or by another worker. Whoever has what both tell subtracts. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { BackupLine } from '../../src/backup/backup-file.ts';
import { backupLines } from '../../src/backup/backup-store.ts';
import { restoreLines } from '../../src/backup/restore-store.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { closeEnded, numbersReleases } from '../../src/outreach/numbers/releases-store.ts';
import { goOnHere, isSecondPlace } from '../../src/releases/second-place-store.ts';
import { reportChoices } from '../../src/results/choices-store.ts';
import { collected, forgetCollected } from '../../src/results/collected-store.ts';
import type { Release } from '../../src/results/release.ts';
import { releasesOf } from '../../src/results/releases-store.ts';
import { allResults } from '../../src/results/use-results.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { create } from '../../src/store/save.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { anEncounter, freshDevice } from '../support/device.ts';
import { devices } from '../support/devices.ts';
import { leak } from '../support/linear.ts';
import { wholeFields } from '../support/responses.ts';

freshDevice();
beforeEach(async () => {
  await configureEndpoint('home', { auth: { way: 'none' } });
  await forgetCollected();
});

const least = 5;
const on = (day: string) => `${day}T10:00:00.000Z`;
async function answered(count: number, day: string): Promise<void> {
  vi.setSystemTime(Date.parse(on(day)));
  for (let made = 0; made < count; made++) await create(SurveyResponse, wholeFields(), { at: on(day) });
}
/** Looks at results on a day; how many people each month that was closed tells of. */
async function look(day: string): Promise<string[]> {
  vi.setSystemTime(Date.parse(on(day)));
  await forgetCollected();
  const { all } = await allResults(await collected(), { ...reportChoices(), least });
  shown.push(...(await releasesOf(esis)));
  return all.flatMap(({ waves }) =>
    waves.flatMap(({ groups }) =>
      groups.flatMap(({ unit, period: { length, from }, n, standing }) =>
        unit === undefined && length === 'month' ? [`${from.slice(0, 7)} ${n} ${standing}`] : [],
      ),
    ),
  );
}
/** All that was told in the test, on whichever device. */
const shown: Release[] = [];
beforeEach(() => void shown.splice(0));

/** Everything that was shown anywhere, as sums of single people: of whom something can be worked out, fewer than the smallest group. */
function leaks(): number[] | undefined {
  const sums = new Map<string, Set<string>>();
  const monthsOf = (of: Release, others: readonly Release[]) => others.filter((one) => one.month <= of.month);
  for (const release of shown) {
    const chain = chainOf(release);
    for (const { wave, groups } of release.waves)
      for (const { unit, period, standing } of groups.filter((one) => one.standing === 'shown')) {
        const people = monthsOf(release, chain)
          .filter(({ month }) => month >= period.from && month < period.to)
          .flatMap(({ members }) => members.filter((one) => one.wave === wave && !one.why))
          .filter((one) => unit === undefined || one.unit === unit)
          .map(({ id }) => id);
        sums.set(`${standing} ${people.sort()}`, new Set(people));
      }
  }
  const everyone = [...new Set(shown.flatMap(({ members }) => members.map(({ id }) => id)))];
  const alike = new Map<string, { column: number[]; n: number }>();
  for (const id of everyone) {
    const column = [...sums.values()].map((people) => Number(people.has(id)));
    alike.set(`${column}`, { column, n: (alike.get(`${column}`)?.n ?? 0) + 1 });
  }
  const columns = [...alike.values()];
  return leak(
    [...sums.values()].map((_, row) => columns.map(({ column }) => column[row]!)),
    columns.map(({ n }) => n),
    least,
  );
}
/** The releases that were told beside this one on one device: looks are kept in order. */
function chainOf(release: Release): Release[] {
  const at = shown.indexOf(release);
  let first = at;
  while (first > 0 && shown[first - 1]!.month < shown[first]!.month) first--;
  let last = at;
  while (last + 1 < shown.length && shown[last + 1]!.month > shown[last]!.month) last++;
  return shown.slice(first, last + 1);
}

const linesNow = async () => {
  const lines: BackupLine[] = [];
  for await (const some of backupLines({ rows: 0, tables: 0 })) lines.push(...some);
  return lines;
};

describe('a backup that is restored on a second device while the first one goes on', () => {
  test('tells there what the first one had told, and closes nothing more: their Aprils would differ by three', async () => {
    const { use } = await devices();
    await use('first');
    await answered(7, '2025-03-10');
    await look('2025-04-01');
    await answered(6, '2025-04-10');
    const backup = await linesNow();
    await use('second');
    await restoreLines(backup);
    expect(await isSecondPlace()).toBe(true);
    await answered(2, '2025-04-20');
    expect.soft(await look('2025-05-01')).toEqual(['2025-03 7 shown']);
    await use('first');
    await answered(1, '2025-04-21');
    expect(await look('2025-05-01')).toEqual(['2025-03 7 shown', '2025-04 7 shown']);
    expect(leaks()).toBeUndefined();
  });

  test('goes on there once a person says that the first one does not', async () => {
    const { use } = await devices();
    await use('first');
    await answered(7, '2025-03-10');
    await look('2025-04-01');
    await answered(6, '2025-04-10');
    const backup = await linesNow();
    await use('second');
    await restoreLines(backup);
    await goOnHere(false);
    expect(await look('2025-05-01')).toEqual(['2025-03 7 shown', '2025-04 6 shown']);
    // The same file once more brings nothing, and asks nothing.
    await restoreLines(backup);
    expect(await isSecondPlace()).toBe(false);
  });

  test('goes on there with new people alone where the first one may have told of the rest since: less its April, the two who came after the backup would be left', async () => {
    const { use } = await devices();
    await use('first');
    await answered(7, '2025-03-10');
    await look('2025-04-01');
    await answered(6, '2025-04-10');
    const backup = await linesNow();
    await answered(2, '2025-04-21');
    await look('2025-05-01');
    await use('second');
    await restoreLines(backup);
    await goOnHere(true);
    expect.soft(await look('2025-05-02')).toEqual(['2025-03 7 shown']);
    await answered(5, '2025-05-10');
    expect.soft(await look('2025-06-01')).toEqual(['2025-03 7 shown', '2025-05 5 shown']);
    expect(leaks()).toBeUndefined();
  });

  test('brings a device its own work back without asking', async () => {
    await answered(7, '2025-03-10');
    await look('2025-04-01');
    await restoreLines(await linesNow());
    expect(await isSecondPlace()).toBe(false);
  });

  test('closes no numbers of outreach there either', async () => {
    const { use } = await devices();
    await use('first');
    const log = async (count: number, day: string) => {
      vi.setSystemTime(Date.parse(on(day)));
      for (let one = 0; one < count; one++) await create(Encounter, anEncounter());
    };
    const close = async (day: string) => {
      vi.setSystemTime(Date.parse(on(day)));
      const closing = { whole: 'device' as const, areas: new Map<string, string>(), last: '2025-12-01' };
      const nothing = () => undefined;
      return (await closeEnded(closing, nothing, nothing)).map(({ month, members }) => [month, members.length]);
    };
    await log(9, '2025-03-10');
    await close('2025-04-01');
    await log(8, '2025-04-10');
    const backup = await linesNow();
    await use('second');
    await restoreLines(backup);
    await log(2, '2025-04-20');
    expect(await close('2025-05-01')).toEqual([['2025-03-01', 9]]);
    await goOnHere(false);
    expect(await close('2025-05-01')).toEqual([
      ['2025-03-01', 9],
      ['2025-04-01', 10],
    ]);
    expect(await numbersReleases()).toHaveLength(2);
  });
});

describe('two workers of one device, each with a database of their own', () => {
  test('one who takes over what the other had told counts nobody of it again: less it, three would be left', async () => {
    const { use } = await devices();
    await use('one');
    await answered(7, '2025-03-10');
    await look('2025-04-01');
    const backup = await linesNow();
    await use('other');
    await answered(8, '2025-03-11');
    await look('2025-04-01');
    await restoreLines(backup);
    await answered(3, '2025-04-20');
    expect.soft(await look('2025-05-01')).toEqual(['2025-03 8 shown']);
    await goOnHere(false);
    expect.soft(await look('2025-05-02')).toEqual(['2025-03 8 shown', '2025-04 3 few']);
    expect(leaks()).toBeUndefined();
  });

  test('of whom nobody takes over anything each tell their own people, and nothing of the other’s', async () => {
    const { use } = await devices();
    for (const [worker, count] of [
      ['one', 7],
      ['other', 8],
    ] as const) {
      await use(worker);
      await answered(count, '2025-03-10');
      expect(await look('2025-04-01')).toEqual([`2025-03 ${count} shown`]);
    }
    expect(leaks()).toBeUndefined();
  });
});
