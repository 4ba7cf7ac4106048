/** What is told of people is told once a month has ended, and stands: whoever looks today, tomorrow and in a year. */

import { beforeEach, describe, expect, test, vi } from 'vitest';
import { countedHere } from '../../src/app/retention/counted-store.ts';
import { periodNumerals } from '../../src/periods/names.ts';
import { type Period, periodOf } from '../../src/periods/periods.ts';
import type { Answered } from '../../src/results/answered.ts';
import { reportChoices } from '../../src/results/choices-store.ts';
import {
  collected,
  collectFromEndpoint,
  collectFromFile,
  forgetCollected,
  lookAt,
} from '../../src/results/collected-store.ts';
import { countResponses, responsesIn } from '../../src/results/collection.ts';
import { reportSheet } from '../../src/results/export-report.ts';
import { groupsTable } from '../../src/results/export-results.ts';
import { readTold } from '../../src/results/funder-report/told-store.ts';
import { fileOfThisDevice } from '../../src/results/records-file-store.ts';
import type { Release } from '../../src/results/release.ts';
import { closeAndKeep, releasesOf } from '../../src/results/releases-store.ts';
import { closeMonths, type Results, resultsOf } from '../../src/results/results.ts';
import { trendOf } from '../../src/results/trend.ts';
import { allResults, closeSurvey, openQuestions, releasesFrom } from '../../src/results/use-results.ts';
import { groupOf } from '../../src/results/wave-results.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { db } from '../../src/store/db.ts';
import { setSetting, setting } from '../../src/store/device.ts';
import { create } from '../../src/store/save.ts';
import { withoutYielding } from '../../src/store/yield-to-main.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import { addInstrument } from '../../src/survey/instrument/instruments-store.ts';
import { instrumentOf } from '../../src/survey/instruments/all.ts';
import { background } from '../../src/survey/instruments/background.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { responseParts, SurveyResponse } from '../../src/survey/response.ts';
import { newCarryCode, openCarried, sealCarried } from '../../src/vault/carried.ts';
import { freshDevice } from '../support/device.ts';
import { leak } from '../support/linear.ts';
import { fc } from '../support/property.ts';
import { whole as asSent, response, responses, wholeFields } from '../support/responses.ts';
import { documentWords } from '../support/written-documents.ts';

freshDevice();
beforeEach(() => forgetCollected());

const on = (day: string) => `${day}T10:00:00.000Z`;
const march = periodOf('month', '2025-03-01');
const april = periodOf('month', '2025-04-01');
const quarter = periodOf('quarter', '2025-01-01');
const inMarch = (count: number, changes: Partial<Answered> = {}) =>
  responses(count, { at: on('2025-03-02'), ...changes });
const inApril = (count: number) => responses(count, { at: on('2025-04-02') });

/** Looks on a day with a smallest size: all that was released by then. */
async function look(all: Answered[], earlier: Release[], today: string, least = 10): Promise<Release[]> {
  return [...earlier, ...(await closeMonths(esis, all, earlier, { least, today }))];
}
const told = (releases: Release[], period = march, unit?: string) => {
  const [wave] = resultsOf(esis, releases, [], { least: 10, period: 'month' }).waves;
  return wave && groupOf(wave, period, unit);
};
/** All that is told, without what says how it came about. */
const figures = (releases: Release[]) => JSON.stringify(releases.map(({ waves, changes }) => ({ waves, changes })));

describe('a month that runs', () => {
  test('tells nothing of what people answered, with ten answers and with eleven; only how many came', async () => {
    const ten = inMarch(10);
    const eleven = [...ten, response({ at: on('2025-03-30') })];
    for (const today of ['2025-03-03', '2025-03-31'])
      for (const all of [ten, eleven]) {
        const releases = await look(all, [], today);
        expect(releases).toEqual([]);
        const results = resultsOf(esis, releases, all, { least: 10, period: 'month' });
        expect(results).toMatchObject({ waves: [], periods: [], changes: [], waiting: all.length });
      }
  });

  test('is told once it has ended by the calendar of Finland', async () => {
    const releases = await look(inMarch(11), [], '2025-04-01');
    expect(told(releases)).toMatchObject({ n: 11, standing: 'shown' });
    expect(told(releases, quarter)).toMatchObject({ n: 11, standing: 'shown' });
  });
});

test('a unit that was asked as a whole has narrower intervals than one of which nobody knows how many it has', async () => {
  const all = Array.from({ length: 20 }, (_, index) =>
    response({ at: on('2025-03-02'), answers: Array(10).fill(1 + (index % 5)) }),
  );
  const wide = async (sizes?: Map<string, number>) => {
    const releases = await closeMonths(esis, all, [], { least: 10, today: '2025-04-01', sizes });
    const [low, high] = told(releases, march, 'Päiväkeskus')!.statistics!.scores[0]!.mean.interval!;
    return high - low;
  };
  expect(await wide(new Map([['Päiväkeskus', 22]]))).toBeLessThan((await wide()) / 2);
  expect(await wide(new Map([['Toinen', 22]]))).toBe(await wide());
});

describe('a survey that is closed for good', () => {
  const closeOn = async (all: Answered[], earlier: Release[], today: string) => [
    ...earlier,
    ...(await closeMonths(esis, all, earlier, { least: 10, today, isOver: true })),
  ];

  test('has its results that day; who answers after it is counted in the next month, and is not told of by the difference', async () => {
    const ten = inMarch(10);
    const closed = await closeOn(ten, [], '2025-03-12');
    expect(told(closed)).toMatchObject({ n: 10, standing: 'shown' });
    expect(resultsOf(esis, closed, ten, { least: 10, period: 'month' }).closed).toEqual({
      month: '2025-03-01',
      on: '2025-03-12',
    });
    const late = [...ten, response({ at: on('2025-03-20') })];
    const again = await look(late, closed, '2025-04-01');
    expect(figures(again)).toBe(figures(closed));
    expect(told(await look([...late, ...inApril(12)], again, '2025-05-01'), april)).toMatchObject({ n: 13 });
  });

  test('is closed once a month: ten answers, and then eleven, are not told of', async () => {
    const ten = inMarch(10);
    const closed = await closeOn(ten, [], '2025-03-12');
    const eleven = [...ten, response({ at: on('2025-03-13') })];
    expect(await closeOn(eleven, closed, '2025-03-13')).toEqual(closed);
    expect(told(await closeOn(eleven, closed, '2025-04-01'), april), 'one person in April').toMatchObject({
      standing: 'few',
    });
  });

  test('tells nothing of fewer people than the smallest size', async () => {
    expect(told(await closeOn(inMarch(9), [], '2025-03-12'))).toMatchObject({ standing: 'few' });
  });
});

describe('what was released stands', () => {
  test('one who answered late is in the month that ends next, and is not told of by the difference', async () => {
    const ten = inMarch(10);
    const first = await look(ten, [], '2025-04-01');
    const late = response({ at: on('2025-03-31') });
    const again = await look([...ten, late], first, '2025-04-02');
    expect(figures(again)).toBe(figures(first));
    const next = await look([...ten, late, ...inApril(12)], again, '2025-05-01');
    expect(told(next)).toMatchObject({ n: 10 });
    expect(told(next, april)).toMatchObject({ n: 13, standing: 'shown' });
  });

  test('answers that are deleted or changed afterwards are in no longer period: the difference would tell of them', async () => {
    const fifteen = inMarch(15);
    const first = await look(fifteen, [], '2025-04-01');
    for (const rest of [fifteen.slice(1), [{ ...fifteen[0]!, rev: 2 }, ...fifteen.slice(1)]]) {
      const later = await look([...rest, ...inApril(12)], first, '2025-07-01');
      expect(told(later)).toEqual(told(first));
      expect(told(later, april)).toMatchObject({ n: 12, standing: 'shown' });
      expect(told(later, periodOf('half', '2025-01-01'))).toMatchObject({ n: 27, standing: 'guard' });
    }
  });

  test('a smallest size that is lowered or raised changes no earlier month', async () => {
    const seven = inMarch(7);
    const first = await look(seven, [], '2025-04-01', 10);
    expect(told(first)).toMatchObject({ n: 7, standing: 'few' });
    const lowered = await look([...seven, ...inApril(7)], first, '2025-05-01', 5);
    expect(told(lowered)).toEqual(told(first));
    expect(told(lowered, april)).toMatchObject({ n: 7, standing: 'shown' });
    const raised = await look([...seven, ...inApril(7)], lowered, '2025-05-02', 10);
    expect(figures(raised)).toBe(figures(lowered));
    const leastOf = (releases: Release[]) => resultsOf(esis, releases, [], { least: 10, period: 'month' }).least;
    expect([first, raised].map(leastOf), 'the smallest group that is told is said').toEqual([10, 5]);
  });

  test('why a group is not told names the smallest group of its release, whatever it is today', async () => {
    const releases = await look(inMarch(7), [], '2025-04-01', 10);
    const results = resultsOf(esis, releases, [], { least: 5, period: 'month' });
    const withheld = (standing: string, least: number) => `${standing} ${least}`;
    const { columns, rows } = groupsTable(results, 'x', { language: 'fi', unit: (id) => id, withheld });
    const place = columns.findIndex(({ name }) => name === 'withheld');
    expect([...new Set(rows.map((row) => row[place]))]).toEqual(['few 10']);
    const sheet = JSON.stringify(reportSheet(results, documentWords(), (unit) => unit));
    const { rows: trend } = trendOf(
      { results, rule: esis.scorings![0]!, period: march, units: [undefined], nameOf: (unit) => unit },
      documentWords(),
    );
    for (const said of [sheet, JSON.stringify(trend)]) {
      expect(said).toContain('alle 10');
      expect(said).not.toContain('alle 5');
    }
  });

  test('from time to time: of one unit once, and in a half-year that is alone by the periods inside it', async () => {
    const releases = await look([...inMarch(12), ...inApril(12)], [], '2025-07-01');
    const results = resultsOf(esis, releases, [], { least: 10, period: 'half' });
    const rowsIn = (period: Period) =>
      trendOf(
        { results, rule: esis.scorings![0]!, period, units: [undefined, ...results.units], nameOf: (unit) => unit },
        documentWords(),
      ).rows.map(({ name, n }) => `${name} ${n}`);
    expect(results.units).toHaveLength(1);
    const all = documentWords().t('report.allUnits');
    const quarters = [march, april].map(({ from }) => periodNumerals(periodOf('quarter', from), 'fi'));
    expect(rowsIn(periodOf('half', march.from))).toEqual(quarters.map((name) => `${all} · ${name} 12`));
    const months = [march, april].map((month) => periodNumerals(month, 'fi'));
    expect(rowsIn(march)).toEqual(months.map((name) => `${all} · ${name} 12`));
  });

  test('what a phone with a wrong clock dates long ago or far ahead changes none', async () => {
    const ten = inMarch(10);
    const first = await look(ten, [], '2025-04-01');
    const odd = [response({ at: on('1970-01-01') }), response({ at: on('2099-01-01') })];
    const next = await look([...ten, ...odd, ...inApril(10)], first, '2025-05-01');
    expect(next.map(({ month }) => month)).toEqual(['2025-03-01', '2025-04-01']);
    expect(told(next, april)).toMatchObject({ n: 11 });
  });

  test('a second answer of one person stays the second, although it came to the count first', async () => {
    const ten = inMarch(10, { code: undefined });
    const first = await look([...ten, ...inMarch(1, { code: 'A', at: on('2025-03-20') })], [], '2025-04-01');
    const late = response({ code: 'A', at: on('2025-03-18') });
    const members = first.flatMap((one) => one.members);
    const next = await look([...ten, late], first, '2025-05-01');
    expect(next.flatMap((one) => one.members).slice(0, members.length)).toEqual(members);
  });
});

describe('on this device', () => {
  const closing = { least: 10, today: '2025-04-01' };
  const close = (all: Answered[], given = closing) => closeAndKeep(esis, all, given, withoutYielding);

  test('a release is kept, sealed, and given again when its responses have left the device', async () => {
    const made = await close(inMarch(12));
    expect(await releasesOf(esis)).toEqual(made);
    expect(await close([])).toEqual(made);
  });

  test('two tabs that close one month end with one release: the first', async () => {
    const twelve = inMarch(12);
    const [one, other] = await Promise.all([close(twelve), close([...twelve, ...inMarch(1)])]);
    expect(figures(other)).toBe(figures(one));
    expect(await releasesOf(esis)).toEqual(one);
  });

  test('its own results, then with all that the server has: what was told stands, the rest is in the month that ends next', async () => {
    const own = inMarch(10);
    const first = await close(own);
    const all = [...own, response({ at: on('2025-03-05') })];
    expect(figures(await close(all))).toBe(figures(first));
    const next = await close([...all, ...inApril(10)], { least: 10, today: '2025-05-01' });
    expect(told(next)).toEqual(told(first));
    expect(told(next, april)).toMatchObject({ n: 11 });
  });
});

/** What the results page has to tell. */
async function now() {
  const from = await collected();
  return { from, releases: await releasesFrom(from, esis, { least: 10 }) };
}
const fields = wholeFields();

/** A server with these records, that keeps the releases it is sent; behind `breaksAfter` it does not answer. */
function serverWith(records: unknown[], next: number) {
  const server = { breaksAfter: Number.POSITIVE_INFINITY };
  const sent: { id: string; rev: number }[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (asked, init) => {
    const { searchParams } = new URL(String(asked), 'https://server.example');
    if (init?.method === 'POST') {
      const { records: came } = JSON.parse(String(init.body));
      sent.push(...came);
      return Response.json({ results: came.map(({ id, rev }: (typeof sent)[0]) => ({ id, rev, status: 'stored' })) });
    }
    const since = Number(searchParams.get('since'));
    if (searchParams.get('kind') === 'release')
      return Response.json({ records: sent.slice(since), next: Math.max(since, sent.length) });
    if (since >= server.breaksAfter) throw new TypeError('Failed to fetch');
    return Response.json(since < next ? { records, next } : { records: [], next });
  });
  return server;
}

describe('where there is a server', () => {
  test('a device’s own answers are no results: until all of the server’s was read nothing new is told', async () => {
    for (let count = 0; count < 12; count++) await create(SurveyResponse, fields, { at: on('2025-03-02') });
    expect(await now()).toMatchObject({ from: { source: { is: 'server', isRead: false } }, releases: [] });
    const whole = [...responsesIn((await now()).from.collection), ...inMarch(20)].map(asSent);
    const server = serverWith(whole.slice(0, 9), 9);
    server.breaksAfter = 9;
    await collectFromEndpoint('home', () => undefined);
    expect((await now()).releases, 'not to its end').toEqual([]);
    serverWith(whole, 32);
    await collectFromEndpoint('home', () => undefined);
    expect(told((await now()).releases)).toMatchObject({ n: 32, standing: 'shown' });
    await forgetCollected();
    expect(told((await now()).releases), 'it stands when nothing else is left').toMatchObject({ n: 32 });
  });
});

describe('a file that somebody gives', () => {
  beforeEach(() => configureEndpoint('home', { auth: { way: 'none' } }));
  const fileOf = (records: unknown[], name = 'a.json') => new File([JSON.stringify(records)], name);
  const sentInMarch = (count: number) => inMarch(count).map(asSent);
  test('with nine made-up responses tells nothing of the one that lies here: they are never together', async () => {
    await create(SurveyResponse, fields, { at: on('2025-03-02') });
    await collectFromFile(fileOf(sentInMarch(9)), '');
    const here = await now();
    expect(told(here.releases)).toMatchObject({ n: 1, standing: 'few' });
    lookAt('a.json');
    const alone = await now();
    expect(alone.from.source).toEqual({ is: 'file', name: 'a.json', hasReleases: false });
    expect(alone.releases, 'nor anything of them').toEqual([]);
    lookAt(undefined);
    expect(figures((await now()).releases)).toBe(figures(here.releases));
  });

  test('nor are two files together', async () => {
    await collectFromFile(fileOf(sentInMarch(9)), '');
    await collectFromFile(fileOf(sentInMarch(1), 'b.json'), '');
    for (const [name, count] of [
      ['a.json', 9],
      ['b.json', 1],
    ] as const) {
      lookAt(name);
      expect(countResponses((await now()).from.collection)).toBe(count);
    }
  });

  test('neither replaces nor deletes a record that lies here', async () => {
    const real = await create(SurveyResponse, fields, { at: on('2025-03-02') });
    const { kind, id, at, v, unit, device } = real;
    const deleted = { kind, id, at, v, unit, device, rev: 9, deleted: true };
    await collectFromFile(fileOf([{ ...real, rev: 8, unit: 'Muu' }]), '');
    await collectFromFile(fileOf([deleted]), '');
    expect(responsesIn((await now()).from.collection)).toEqual(responseParts(real));
  });
});

describe('a file that a device sealed', () => {
  beforeEach(() => configureEndpoint('home', { auth: { way: 'none' } }));
  const today = (day: string) => vi.setSystemTime(Date.parse(on(day)));
  const answer = async (count: number) => {
    for (let index = 0; index < count; index++) await create(SurveyResponse, fields);
  };
  /** This device's file, looked at on a day. */
  async function ofFile(name: string) {
    const code = newCarryCode();
    const sealed = new File([await fileOfThisDevice(code, withoutYielding)], name);
    const { tally } = await collectFromFile(sealed, code);
    lookAt(name);
    const { releases, from } = await now();
    lookAt(undefined);
    return { releases, from, tally };
  }

  test('tells what its device has told, whoever answered late and whenever it is looked at', async () => {
    today('2025-03-10');
    await answer(26);
    today('2025-04-01');
    const own = (await now()).releases;
    expect(told(own)).toMatchObject({ n: 26, standing: 'shown' });
    today('2025-03-31');
    await answer(1);
    for (const day of ['2025-04-02', '2025-05-02', '2026-01-01']) {
      today(day);
      await forgetCollected();
      const file = await ofFile(`${day}.kenttakirja`);
      expect(file.releases, day).toEqual(own);
      expect(file.tally).toEqual({ new: 27 });
      expect(file.from.source).toMatchObject({ hasReleases: true });
    }
    expect(told((await now()).releases), 'its own, once it has looked again').toEqual(told(own));
    expect((await ofFile('again')).releases).toEqual((await now()).releases);
  });

  test('tells nothing where its device has told nothing, with a clock that is set ahead either', async () => {
    today('2025-03-10');
    await answer(24);
    for (const day of ['2025-03-11', '2025-04-01']) {
      today(day);
      const { releases, from } = await ofFile(day);
      expect(releases).toEqual([]);
      expect(from.source).toMatchObject({ hasReleases: false });
      expect(countResponses(from.collection)).toBe(24);
    }
  });

  test('by a newer version of the app tells none of what that version told, and says that the app is older', async () => {
    today('2025-03-10');
    await answer(24);
    today('2025-04-01');
    await now();
    const code = newCarryCode();
    const lines = (await openCarried(await fileOfThisDevice(code, withoutYielding), code, 1e6))!.trim().split('\n');
    const asNewer = (line: string) => {
      const record = JSON.parse(line);
      return record.kind === 'release' ? JSON.stringify({ ...record, v: 99, content: 'otherwise', more: 1 }) : line;
    };
    await collectFromFile(new File([await sealCarried(lines.map(asNewer), code)], 'newer'), code);
    lookAt('newer');
    const { releases, from } = await now();
    lookAt(undefined);
    expect(releases).toEqual([]);
    expect(from.source).toMatchObject({ is: 'file', isNewer: true });
    expect(countResponses(from.collection)).toBe(24);
    const { releases: own } = await now();
    expect(told(own), 'what was told before stands').toMatchObject({ n: 24, standing: 'shown' });
  });

  test('tells nothing of a month that has not ended by the clock of the one who looks', async () => {
    today('2025-03-10');
    await answer(24);
    today('2025-04-01');
    await now();
    today('2025-03-11');
    expect((await ofFile('ahead')).releases).toEqual([]);
  });

  test('keeps the smallest group of its device: set lower where it is looked at it tells no more', async () => {
    today('2025-03-10');
    await answer(7);
    today('2025-04-01');
    await now();
    const code = newCarryCode();
    const sealed = new File([await fileOfThisDevice(code, withoutYielding)], 'seven');
    await collectFromFile(sealed, code);
    lookAt('seven');
    const from = await collected();
    for (const least of [10, 5])
      expect(told(await releasesFrom(from, esis, { least }))).toMatchObject({ n: 7, standing: 'few' });
  });

  test('is judged as what a server holds: releases in a file that nobody sealed, or that were changed, are none', async () => {
    today('2025-03-10');
    await answer(24);
    today('2025-04-01');
    await now();
    const code = newCarryCode();
    const text = await openCarried(await fileOfThisDevice(code, withoutYielding), code, 1e7);
    const of = async (file: File, withCode: string) => {
      await collectFromFile(file, withCode);
      lookAt(file.name);
      return (await now()).releases;
    };
    expect(await of(new File([text], 'plain.json'), '')).toEqual([]);
    const lines = text.trim().split('\n');
    const sealed = async (some: string[]) => new File([await sealCarried(some, code)], 'sealed');
    expect(await of(await sealed(lines), code)).toHaveLength(1);
    const changed = lines.map((line) => line.replace('"least":10', '"least":5'));
    expect(await of(await sealed(changed), code)).toEqual([]);
    const twice = [...lines, lines.at(-1)!];
    expect(await of(await sealed(twice), code)).toHaveLength(1);
  });
});

/**
 * Everything that was ever shown, as sums of single responses: one column a response. `side`: how many of a group are among
 * these, where that was allowed to be told.
 */
function shownSums(
  all: readonly Answered[],
  releases: readonly Release[],
  side?: (one: Answered) => boolean,
): number[][] {
  const memberOf = new Map(releases.flatMap(({ month, members }) => members.map((one) => [one.id, { ...one, month }])));
  return releases.flatMap(({ waves }) =>
    waves.flatMap(({ wave, groups }) =>
      groups.flatMap(({ unit, period, n, standing, statistics, allowed }) => {
        expect(statistics !== undefined).toBe(standing === 'shown');
        if (standing !== 'shown') return [];
        const sum = all.map(({ id }) => {
          const one = memberOf.get(id);
          const isIn = one && !one.why && one.wave === wave && (unit === undefined || one.unit === unit);
          return Number(isIn && one.month >= period.from && one.month < period.to);
        });
        expect(
          sum.reduce((total, is) => total + is, 0),
          'exactly those who were counted',
        ).toBe(n);
        if (!side) return [sum];
        return allowed.marks[0] ? [sum.filter((__, index) => side(all[index]!))] : [];
      }),
    ),
  );
}

/** Responses that no shown sum tells apart are as one. */
function leakOf(sums: number[][], least: number): number[] | undefined {
  const alike = new Map<string, { column: number[]; n: number }>();
  for (const index of sums[0]?.keys() ?? []) {
    const column = sums.map((sum) => sum[index]!);
    const one = alike.get(String(column)) ?? { column, n: 0 };
    alike.set(String(column), { ...one, n: one.n + 1 });
  }
  const columns = [...alike.values()];
  return leak(
    sums.map((_, row) => columns.map(({ column }) => column[row]!)),
    columns.map(({ n }) => n),
    least,
  );
}

describe('a year of looking', () => {
  /** So many of a unit answered in a month; a part of them comes to the count in a later one, a part goes after another. */
  const arrivals = fc.record({
    count: fc.integer({ min: 1, max: 16 }),
    unit: fc.constantFrom('A', 'B'),
    month: fc.integer({ min: 1, max: 7 }),
    late: fc.constantFrom(0, 0, 0, 1, 2),
    gone: fc.constantFrom(false, false, false, true),
  });
  /** Of whom the first mark of the scale speaks: below 50. */
  const low = Array.from({ length: 10 }, () => 2);
  const high = Array.from({ length: 10 }, () => 4);
  const looks = fc.record({ day: fc.integer({ min: 1, max: 28 }), least: fc.constantFrom(5, 10) });

  test('tells of no fewer than the smallest group, whoever adds and subtracts all that was ever shown', async () => {
    let [shown, split] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.array(arrivals, { minLength: 1, maxLength: 6 }),
        fc.array(looks, { minLength: 12, maxLength: 12 }),
        async (groups, days) => {
          const everyone = groups.flatMap(({ count, unit, month, late, gone }) =>
            responses(count, { unit, at: on(`2025-0${month}-10`), code: undefined }).map((given, index) => ({
              given: { ...given, answers: index % 3 === 0 ? low : high },
              comes: month + (index < 3 ? late : 0),
              goes: gone && index === 0 ? month + 1 : 99,
            })),
          );
          const least = Math.min(...days.map((one) => one.least));
          let releases: Release[] = [];
          for (const [index, { day, least: now }] of days.entries()) {
            const there = everyone.filter(({ comes, goes }) => comes <= index + 1 && goes > index + 1);
            const today = `2025-${String(index + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
            const before = figures(releases);
            releases = await look(
              there.map(({ given }) => given),
              releases,
              today,
              now,
            );
            expect(figures(releases).startsWith(before.slice(0, -1)), 'what was told stands').toBe(true);
          }
          releases = await look(
            everyone.map(({ given }) => given),
            releases,
            '2026-01-01',
            days[0]!.least,
          );
          const all = everyone.map(({ given }) => given);
          const isLow = ({ answers }: Answered) => answers === low;
          for (const side of [isLow, (one: Answered) => !isLow(one)]) {
            const sides = shownSums(all, releases, side);
            split += sides.length;
            expect(leakOf(sides, least), 'of those on one side of the mark').toBeUndefined();
          }
          const sums = shownSums(all, releases);
          shown += sums.length;
          expect(leakOf(sums, least)).toBeUndefined();
        },
      ),
      { numRuns: 60, seed: 20261128 },
    );
    expect(shown).toBeGreaterThan(300);
    expect(split).toBeGreaterThan(40);
  });
});

describe('what was asked in one sitting', () => {
  /** Twelve people in March, and one who comes late with a day of March, each with both parts. */
  const sitting = (): Promise<SurveyResponse> => {
    const fields = wholeFields();
    const [part] = fields.parts;
    const { id: instrument, version: instrumentVersion, checksums } = background;
    const about = { instrument, instrumentVersion, checksum: checksums.fi!, answers: background.items.map(() => 1) };
    return create(SurveyResponse, { ...fields, parts: [part!, { ...part!, ...about }] }, { at: on('2025-03-10') });
  };
  const told = async (instrument: typeof esis) => {
    await forgetCollected();
    const releases = await releasesFrom(await collected(), instrument, { least: 10 });
    return releases.map(({ month, members }) => [month, members.map(({ id }) => id).sort()]);
  };
  beforeEach(async () => {
    await configureEndpoint('home', { auth: { way: 'none' } });
    vi.setSystemTime(Date.parse(on('2025-03-10')));
    for (let made = 0; made < 12; made++) await sitting();
  });

  test('is closed on one day, whichever part is looked at: who comes between two looks is in the same month of each', async () => {
    vi.setSystemTime(Date.parse(on('2025-04-01')));
    const [march] = await told(esis);
    expect(march![1]).toHaveLength(12);
    await sitting();
    expect(await told(background)).toEqual([march]);
  });

  test('is closed whole or not at all, also where the tab dies or the disk is full between: who comes then would be the difference', async () => {
    vi.setSystemTime(Date.parse(on('2025-04-01')));
    const put = db.settings.bulkPut.bind(db.settings);
    let times = 0;
    const dying = vi.spyOn(db.settings, 'bulkPut').mockImplementation(((rows: { name: string }[]) => {
      const isRelease = rows.some(({ name }) => name.startsWith('here:release:'));
      if (isRelease && ++times > 1) throw new DOMException('full', 'QuotaExceededError');
      return put(rows as never);
    }) as never);
    await told(esis).catch(() => undefined);
    dying.mockRestore();
    await sitting();
    expect(await told(background)).toEqual(await told(esis));
  });

  test('is closed for good together: of two parts who came later would be the difference', async () => {
    await closeSurvey(background);
    await sitting();
    vi.setSystemTime(Date.parse(on('2025-05-01')));
    expect(await told(esis)).toEqual(await told(background));
    expect((await told(esis)).map(([month, ids]) => [month, ids!.length])).toEqual([
      ['2025-03-01', 12],
      ['2025-04-01', 1],
    ]);
  });
});

describe('a second version while answers of the first are there', () => {
  const own = (version: string): Instrument => ({ ...esis, id: 'oma', version });
  const answered = (instrumentVersion: string, at: string): Promise<SurveyResponse> => {
    const fields = wholeFields();
    const [part] = fields.parts;
    return create(
      SurveyResponse,
      { ...fields, parts: [part!, { ...part!, instrument: 'oma', instrumentVersion }] },
      { at },
    );
  };
  const look = async (day: string) => {
    vi.setSystemTime(Date.parse(on(day)));
    await forgetCollected();
    const { all, earlier } = await allResults(await collected(), { ...reportChoices(), least: 10 });
    const monthsOf = ({ instrument: { id, version }, waves }: Results) =>
      waves
        .flatMap(({ groups }) => groups)
        .filter(({ unit, period: { length } }) => unit === undefined && length === 'month')
        .map(({ period, n, standing }) => [id, version, period.from, n, standing].join(' '));
    return [all.flatMap(monthsOf), earlier.flatMap(monthsOf)];
  };
  beforeEach(async () => {
    await configureEndpoint('home', { auth: { way: 'none' } });
    vi.setSystemTime(Date.parse(on('2025-03-10')));
    await addInstrument(own('1'));
    for (let made = 0; made < 12; made++) await answered('1', on('2025-03-10'));
  });

  test('what was published of the first is still there, what waited is published with all else that was asked, and each is apart', async () => {
    await look('2025-04-01');
    for (let made = 0; made < 11; made++) await answered('1', on('2025-04-02'));
    vi.setSystemTime(Date.parse(on('2025-04-10')));
    await addInstrument(own('2'));
    expect((await look('2025-04-10'))[1]).toEqual(['oma 1 2025-03-01 12 shown']);
    for (let made = 0; made < 10; made++) await answered('2', on('2025-04-12'));
    const [now, before] = await look('2025-05-01');
    expect(before).toEqual(['oma 1 2025-03-01 12 shown', 'oma 1 2025-04-01 11 shown']);
    expect(now).toContain('oma 2 2025-04-01 10 shown');
    expect(now).toContain('esis 1 2025-04-01 21 shown');
  });

  test('what was written to the first can be read, and a report to a funder tells it as that version', async () => {
    const ownWords = instrumentOf('own-words')!;
    const asking = (version: string): Instrument => ({ ...ownWords, id: 'sanat', version });
    await addInstrument(asking('1'));
    for (let made = 0; made < 12; made++) {
      const answers = { answers: [null, null, null], texts: { loneliness: `sana ${made}` } };
      await create(SurveyResponse, wholeFields({ instrument: 'sanat', instrumentVersion: '1', ...answers }));
    }
    await addInstrument(own('2'));
    await addInstrument(asking('2'));
    await look('2025-04-01');
    const asked = await openQuestions(await collected(), { ...reportChoices(), least: 10 });
    expect(asked.map(({ instrument, item, reading }) => [instrument.version, item, reading.readable.length])).toEqual([
      ['1', 'loneliness', 12],
      ['1', 'work', 0],
      ['1', 'services', 0],
    ]);
    const { surveys } = await readTold();
    expect(surveys.map(({ results: { instrument } }) => [instrument.id, instrument.version])).toEqual([
      ['esis', '1'],
      ['sanat', '1'],
      ['oma', '1'],
    ]);
  });

  test('answers to the first stay on the device until it is closed for their year, like those to the next one', async () => {
    const fields = wholeFields();
    const alone = (instrumentVersion: string) =>
      create(SurveyResponse, { ...fields, parts: [{ ...fields.parts[0]!, instrument: 'oma', instrumentVersion }] });
    const first = await alone('1');
    await addInstrument(own('2'));
    const isCounted = async ({ id }: SurveyResponse, closes: boolean) =>
      countedHere(closes)('responses', { ids: [id], id } as never);
    expect(await isCounted(first, false)).toBe(false);
    vi.setSystemTime(Date.parse(on('2025-07-01')));
    await forgetCollected();
    expect(await isCounted(first, true), 'the year is not over').toBe(false);
    vi.setSystemTime(Date.parse(on('2026-01-10')));
    await forgetCollected();
    expect(await isCounted(first, true)).toBe(true);
    const told = (await releasesOf(own('1'))).flatMap(({ members }) => members.map(({ id }) => id));
    expect(told).toContain(first.id);
  });

  test('of a month that was closed without the first version it is not closed later: who came between would be the difference', async () => {
    await addInstrument(own('2'));
    const held = await setting('instruments-earlier', []);
    await setSetting('instruments-earlier', []);
    await look('2025-04-01');
    await setSetting('instruments-earlier', held);
    await answered('1', on('2025-03-11'));
    expect(await look('2025-05-01')).toEqual([expect.arrayContaining(['esis 1 2025-03-01 12 shown']), []]);
  });
});
