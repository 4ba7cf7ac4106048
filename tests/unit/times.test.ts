/** Which time it is that a person answers: months since their first day, whatever plans they had. */

import { describe, expect, test } from 'vitest';
import { daysOn } from '../../src/i18n/wall-time.ts';
import { type Answered, inAnswerOrder, timesCounted } from '../../src/results/answered.ts';
import { inWaves } from '../../src/results/counted.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { fc } from '../support/property.ts';
import { response } from '../support/responses.ts';

const on = (day: string, more: Partial<Answered> = {}) => response({ code: 'A', at: `${day}T10:00:00.000Z`, ...more });
const months = (all: Answered[], plans?: Parameters<typeof timesCounted>[0]) => {
  const timeOf = timesCounted(plans);
  return inAnswerOrder(all).map(timeOf);
};
const threeTimes = [
  on('2026-01-10', { plan: 'new', wave: 0 }),
  on('2026-04-14', { plan: 'new', wave: 1 }),
  on('2026-07-02', { plan: 'new', wave: 2 }),
];

describe('the time of an answer', () => {
  test('is the month of its wave in the plan, some weeks early or late as people are', () => {
    expect(months(threeTimes)).toEqual([0, 3, 6]);
  });

  test('of a yearly follow-up after the plan for new clients is a year, and two', () => {
    const yearly = [on('2027-01-20', { plan: 'old', wave: 0 }), on('2028-02-03', { plan: 'old', wave: 1 })];
    expect(months([...threeTimes, ...yearly])).toEqual([0, 3, 6, 12, 24]);
  });

  test('of a fourth answer that no plan asked for is the nearest quarter', () => {
    expect(months([...threeTimes, on('2027-01-25')])).toEqual([0, 3, 6, 12]);
  });

  test('of a person who changes plans goes on from the first day', () => {
    const helped = [on('2026-06-20', { plan: 'assisted', wave: 0 }), on('2026-12-28', { plan: 'assisted', wave: 1 })];
    expect(months([...threeTimes.slice(0, 2), ...helped])).toEqual([0, 3, 6, 12]);
  });

  test('of a person whose first answer is to a later wave counts from the day that the plan began', () => {
    expect(months(threeTimes.slice(1))).toEqual([3, 6]);
  });

  test('is by the organisation’s own plan where it is known', () => {
    const own = [{ id: 'monthly', months: [0, 1, 2] }];
    const answers = [0, 1, 2].map((wave) => on(daysOn('2026-01-10', wave * 31), { plan: 'monthly', wave }));
    expect(months(answers, own)).toEqual([0, 1, 2]);
  });

  test('is the same time only within two weeks, or where one wave of one plan was answered twice', () => {
    expect(months([on('2026-01-10'), on('2026-01-20'), on('2026-01-30')])).toEqual([0, 0, 1]);
    const twice = [on('2026-01-10', { plan: 'new', wave: 0 }), on('2026-02-20', { plan: 'new', wave: 0 })];
    expect(months(twice)).toEqual([0, 0]);
  });

  test('is told by the calendar of Finland: shortly before midnight in UTC it is the next day here', () => {
    const late = (day: string) => response({ code: 'A', at: `${day}T22:30:00.000Z` });
    expect(months([late('2025-12-31'), late('2026-03-31')])).toEqual([0, 3]);
  });
});

test('of answers more than two weeks apart none is dropped as given twice, whatever plans they come by', async () => {
  const answer = fc.record({
    gap: fc.integer({ min: 15, max: 400 }),
    plan: fc.constantFrom(undefined, 'new', 'old', 'assisted', 'own'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 2, maxLength: 8 }), async (answers) => {
      let day = '2026-01-10';
      const waves = new Map<string, number>();
      const all = answers.map(({ gap, plan }) => {
        day = daysOn(day, gap);
        if (!plan) return on(day);
        const wave = waves.get(plan) ?? 0;
        waves.set(plan, wave + 1);
        return on(day, { plan, wave });
      });
      const times = months(all);
      expect(new Set(times).size, String(times)).toBe(all.length);
      const found = await inWaves(
        esis,
        all.map((given) => ({ given, month: given.at.slice(0, 8) })),
        () => undefined,
      );
      expect(found.flatMap(({ leftOut }) => leftOut)).toEqual([]);
    }),
    { numRuns: 300, seed: 20261128 },
  );
});
