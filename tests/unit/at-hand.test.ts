/** What is worked out of responses is told of all that a release counted, or of nothing: what comes or goes is not told of by the rest. */

import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Answered } from '../../src/results/answered.ts';
import { asReleased } from '../../src/results/at-hand.ts';
import { reportChoices } from '../../src/results/choices-store.ts';
import { collected, forgetCollected } from '../../src/results/collected-store.ts';
import { codingsIn, responsesIn } from '../../src/results/collection.ts';
import { inFullBatches } from '../../src/results/full-batches.ts';
import { openToldOf } from '../../src/results/open-told.ts';
import { closeAndKeep } from '../../src/results/releases-store.ts';
import { closeMonths } from '../../src/results/results.ts';
import { rowsTold } from '../../src/results/rows-told.ts';
import { openQuestions } from '../../src/results/use-results.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { create, remove, revise } from '../../src/store/save.ts';
import { withoutYielding } from '../../src/store/yield-to-main.ts';
import { Coding } from '../../src/survey/coding.ts';
import { instrumentOf } from '../../src/survey/instruments/all.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { freshDevice } from '../support/device.ts';
import { fc } from '../support/property.ts';
import { random } from '../support/random.ts';
import { response, responses, wholeFields } from '../support/responses.ts';

freshDevice();
beforeEach(() => forgetCollected());

const today = (day: string) => vi.setSystemTime(Date.parse(`${day}T10:00:00.000Z`));

describe('rows for research', () => {
  const least = 10;
  const month = fc.record({ count: fc.nat(25), people: fc.integer({ min: 1, max: 25 }), gone: fc.nat(30) });

  test('of two days, with responses gone or not yet read on each, differ by nobody or by as many people as the smallest group', () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.array(month, { minLength: 1, maxLength: 8 }), fc.nat(8), (months, from) => {
        // Of every month one may lack, from a month on; a code may be in several months.
        const all = months.map(({ count, people }) =>
          Array.from({ length: count }, (_, index) => response({ code: `${index % people}` })),
        );
        const releases = all.map((members) => ({ members, least }));
        const rest = all.flatMap((ofMonth, at) =>
          ofMonth.filter((_, index) => at < from || index !== months[at]!.gone),
        );
        const [before, after] = [all.flat(), rest].map((here) => inFullBatches(releases, here).flat());
        const peopleOf = (some: readonly Answered[]) => new Set(some.map(({ code }) => code)).size;
        const lost = before!.filter((one) => !after!.includes(one));
        expect(after!.every((one) => before!.includes(one))).toBe(true);
        if (lost.length > 0) expect(peopleOf(lost)).toBeGreaterThanOrEqual(least);
        compared += lost.length;
      }),
      { seed: 20261129, numRuns: 500 },
    );
    expect(compared).toBeGreaterThan(1000);
  });

  test('are of whole half-years: what is told of one exactly, less its rows, is of nobody', async () => {
    const next = random(5);
    let told = 0;
    for (let round = 0; round < 40; round++) {
      const all = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((at) =>
        responses([1, 4, 7, 9, 12, 20][Math.floor(next() * 6)]!, { at: `2025-0${at}-10T12:00:00.000Z` }),
      );
      const releases = await closeMonths(esis, all, [], { least, today: '2025-09-02' });
      const groups = releases.flatMap(({ waves }) => waves.flatMap((wave) => wave.groups));
      const { standing, n } = groups.find(({ unit, period }) => unit === undefined && period.length === 'half')!;
      const { rows } = rowsTold(esis, {}, releases, all, least, next);
      expect(
        rows.filter(({ period }) => period !== '2025H1'),
        'and none of the half-year that runs',
      ).toEqual([]);
      expect(rows, 'none where it is not told').toHaveLength(standing === 'shown' ? n : 0);
      if (standing === 'shown') told += 1;
    }
    expect(told).toBeGreaterThan(20);
  });

  test('of a month of which one response was deleted are none; those of the next months stand', () => {
    const [march, april] = [responses(12, { code: undefined }), responses(11, { code: undefined })];
    const releases = [march, april].map((members) => ({ members, least }));
    expect(inFullBatches(releases, [...march.slice(1), ...april]).flat()).toEqual(april);
    expect(inFullBatches(releases, [...march, ...april]).flat()).toEqual([...march, ...april]);
  });

  test('are made of responses as they were counted: one that was changed since is none of them', async () => {
    const twelve = responses(12);
    const releases = await closeMonths(esis, twelve, [], { least, today: '2026-04-01' });
    const changed = [{ ...twelve[0]!, rev: 2 }, ...twelve.slice(1)];
    expect(asReleased(releases, twelve)).toEqual(twelve);
    expect(asReleased(releases, changed)).toEqual(twelve.slice(1));
  });
});

describe('what open answers add up to', () => {
  const ownWords = instrumentOf('own-words')!;
  const words = (text: string) =>
    response({
      ...{ instrument: 'own-words', instrumentVersion: ownWords.version, answers: [null, null, null] },
      ...{ texts: { loneliness: text }, at: '2025-03-10T10:00:00.000Z', unit: 'A' },
    });

  /** People write in March; every other answer is marked. */
  async function written(count: number): Promise<SurveyResponse[]> {
    today('2025-03-10');
    const all: SurveyResponse[] = [];
    for (let index = 0; index < count; index++)
      all.push(await create(SurveyResponse, wholeFields(words(`sana ${index}`)), { unit: 'A' }));
    for (const [index, { id }] of all.entries()) {
      const tags = index % 2 ? ['stigma-experienced'] : [];
      await create(Coding, { response: id, instrument: 'own-words', item: 'loneliness', tags });
    }
    return all;
  }
  /** What is told of the half-year: how many have the tag. */
  async function told(): Promise<number | undefined> {
    await forgetCollected();
    const from = await collected();
    const responses = responsesIn(from.collection);
    const question = (await openQuestions(from, reportChoices())).find(({ item }) => item === 'loneliness');
    const around = { responses, codings: codingsIn(from.collection) };
    const groups = question && openToldOf(question, '2025-01-01', around);
    return groups?.find(({ unit }) => unit === undefined)?.tags.find(({ tag }) => tag === 'stigma-experienced')?.count;
  }

  describe('on a device alone', () => {
    beforeEach(() => configureEndpoint('home', { auth: { way: 'none' } }));

    test.each(['deleted', 'changed'])(
      'is not told once an answer was %s: the difference would tell its tag',
      async (how) => {
        const [first] = await written(30);
        today('2025-07-02');
        expect(await told()).toBe(15);
        if (how === 'deleted') await remove(first!);
        else await revise(SurveyResponse, first!, {});
        expect(await told()).toBeUndefined();
      },
    );
  });

  test('is not told of this device’s own before the server was read: with it, it would tell of the others', async () => {
    const own = (await written(30)).map(({ id }) => ({ ...words('oma'), id }));
    await closeAndKeep(ownWords, [...own, words('muu')], { least: 10, today: '2025-07-02' }, withoutYielding);
    today('2025-07-02');
    expect(await told()).toBeUndefined();
  });

  test('is not told of a half-year of which not all months are closed', async () => {
    const own = (await written(30)).map(({ id }) => ({ ...words('oma'), id }));
    await closeAndKeep(ownWords, own, { least: 10, today: '2025-04-02' }, withoutYielding);
    today('2025-07-02');
    expect(await told()).toBeUndefined();
    await closeAndKeep(ownWords, own, { least: 10, today: '2025-07-02' }, withoutYielding);
    expect(await told()).toBe(15);
  });
});
