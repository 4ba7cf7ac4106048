import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysOn } from '../../src/i18n/wall-time.ts';
import { paceOf, waveCounts, yearOf } from '../../src/results/pace.ts';
import { aResponse, Device } from '../support/waves.ts';

const year = { from: '2027-01-01', to: '2027-12-31', answers: 60 };

describe('the pace of a unit', () => {
  test('counts what came in the time, and where the last four weeks lead', () => {
    const days = ['2026-12-31', '2027-01-10', '2027-06-20', '2027-06-25', '2027-06-25', '2027-06-30', '2027-07-05'];
    const pace = paceOf(days, year, '2027-06-30');
    expect(pace.answered, 'not those before or after').toBe(5);
    expect(pace.steps).toEqual([
      ['2027-01-10', 1],
      ['2027-06-20', 2],
      ['2027-06-25', 4],
      ['2027-06-30', 5],
    ]);
    expect(pace.perWeek).toBe(1);
    // 184 days are left: 26 weeks and two days, at one a week.
    expect(pace.forecast).toBe(5 + Math.round(184 / 7));
    expect(pace.needed).toBeCloseTo((55 / 184) * 7);
    expect(pace).not.toHaveProperty('reachedOn');
  });

  test('tells the day on which the target will be reached, or was', () => {
    const daily = Array.from({ length: 30 }, (_, day) => daysOn('2027-06-01', day));
    expect(paceOf(daily, year, '2027-06-30')).toMatchObject({ answered: 30, perWeek: 7, reachedOn: '2027-07-30' });
    expect(paceOf(daily, { ...year, answers: 10 }, '2027-06-30').reachedOn).toBe('2027-06-10');
    expect(paceOf(daily, { ...year, answers: 10 }, '2027-06-30')).not.toHaveProperty('needed');
  });

  test('a time that is young has a pace of its own days; one that is over leads nowhere', () => {
    expect(paceOf(['2027-01-02', '2027-01-03'], year, '2027-01-07').perWeek).toBe(2);
    expect(paceOf(['2027-12-30'], year, '2028-03-01')).toMatchObject({ answered: 1, forecast: 1 });
    expect(paceOf(['2027-12-30'], year, '2028-03-01')).not.toHaveProperty('needed');
    expect(paceOf([], year, '2026-12-01')).toMatchObject({ answered: 0, perWeek: 0, forecast: 0, steps: [] });
  });

  test('never foretells less than there is, whatever came and whenever it is', () => {
    const day = fc.nat(900).map((days) => daysOn('2026-06-01', days));
    fc.assert(
      fc.property(fc.array(day), day, (days, today) => {
        const { answered, forecast, steps, perWeek } = paceOf(days, year, today);
        expect(forecast).toBeGreaterThanOrEqual(answered);
        expect(steps.at(-1)?.[1] ?? 0).toBe(answered);
        expect(perWeek).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('without a target it is the calendar year', () => {
    expect(yearOf('2027-05-05')).toEqual({ from: '2027-01-01', to: '2027-12-31' });
  });
});

test('what became of the waves that were due: asked, answered, declined, not reached, missed', () => {
  const phone = new Device();
  const say = (code: string, what: 'asked' | 'answered' | 'declined' | 'not-reached', day = '2027-01-05') =>
    phone.say(phone.standing(code, day)!, what, what === 'answered' ? aResponse() : undefined);
  for (const code of ['a', 'b', 'c', 'd', 'e', 'f'])
    phone.take(code, 'old', code === 'f' ? '2028-01-01' : '2027-01-01');
  say('a', 'answered');
  say('b', 'declined');
  say('c', 'asked');
  say('d', 'not-reached');
  const counts = (today: string) => waveCounts(phone.standings(today), yearOf('2027-01-01'), today);
  expect(counts('2027-02-01')).toEqual({ due: 5, asked: 3, answered: 1, declined: 1, notReached: 1, missed: 0 });
  expect(counts('2028-02-01'), 'a year later the open ones were missed').toMatchObject({ due: 5, missed: 3 });
});
