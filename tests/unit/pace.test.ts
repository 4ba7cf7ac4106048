import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { atLeastSoMany } from '../../src/disclosure/running.ts';
import { daysOn } from '../../src/i18n/wall-time.ts';
import { apart, paceOf, plannedTimes, waveCounts, yearOf } from '../../src/results/pace.ts';
import { fc } from '../support/property.ts';
import { random } from '../support/random.ts';
import { aResponse, Device } from '../support/waves.ts';

const year = { from: '2027-01-01', to: '2027-12-31', answers: 60 };

/** Answers on days. */
const on = (days: readonly string[], isAgain = false) => days.map((day) => ({ day, isAgain }));
/** So many days from a day on, one answer on each. */
const daily = (from: string, count: number) => Array.from({ length: count }, (_, day) => daysOn(from, day));

describe('the pace of a unit', () => {
  test('counts what came in the time, and where the last four whole weeks lead', () => {
    const days = [
      '2026-12-31',
      '2027-01-10',
      '2027-06-20',
      '2027-06-25',
      '2027-06-25',
      '2027-06-28',
      '2027-06-29',
      '2027-07-05',
    ];
    const pace = paceOf(on(days), year, '2027-06-30');
    expect(pace.answered, 'not those before or after').toBe(6);
    expect(pace.steps).toEqual([['2027-06-28', 5]]);
    expect(pace.perWeek).toBe(5 / 4);
    // 185 days are left, this one among them; the spread is that of the counts and of the rate from 28 days.
    const more = (5 / 28) * 185;
    const half = 1.96 * Math.sqrt(more * (1 + 185 / 28));
    expect(pace.forecast).toEqual({
      value: 6 + Math.round(more),
      interval: [Math.max(6, Math.round(6 + more - half)), Math.round(6 + more + half)],
    });
    expect(pace.needed).toBeCloseTo((54 / 185) * 7);
    expect(pace).not.toHaveProperty('reachedOn');
  });

  test('three answers on the first day of the year are no forecast, and neither are four weeks with four answers', () => {
    const first = paceOf(on(['2027-01-01', '2027-01-01', '2027-01-01']), year, '2027-01-01');
    expect(first).toMatchObject({ answered: 3, needed: (57 / 365) * 7 });
    expect(first).not.toHaveProperty('forecast');
    expect(first).not.toHaveProperty('perWeek');
    expect(paceOf(on(daily('2027-01-01', 27)), year, '2027-01-28')).not.toHaveProperty('forecast');
    expect(paceOf(on(daily('2027-01-01', 28)), year, '2027-01-29')).toHaveProperty('forecast');
    expect(paceOf(on(daily('2027-01-20', 4)), year, '2027-02-10')).not.toHaveProperty('forecast');
  });

  test('a day counts when it is over: what comes this morning makes no pace, and a day without an answer is one', () => {
    const until = daily('2027-06-01', 28);
    expect(paceOf(on(until), year, '2027-06-29').perWeek).toBe(7);
    expect(paceOf(on([...until, '2027-06-29', '2027-06-29']), year, '2027-06-29').perWeek).toBe(7);
    expect(paceOf(on(until), year, '2027-06-30').perWeek).toBe(27 / 4);
  });

  test('tells the day on which the target was reached, or will be where that is all but sure', () => {
    expect(paceOf(on(daily('2027-06-01', 29)), year, '2027-06-30')).toMatchObject({ reachedOn: '2027-07-30' });
    expect(
      paceOf(on(daily('2027-06-01', 29)), { ...year, answers: 200 }, '2027-06-30'),
      'perhaps, perhaps not',
    ).not.toHaveProperty('reachedOn');
    expect(paceOf(on(daily('2027-06-01', 30)), { ...year, answers: 10 }, '2027-06-30').reachedOn).toBe('2027-06-10');
    expect(paceOf(on(daily('2027-06-01', 30)), { ...year, answers: 10 }, '2027-06-30')).not.toHaveProperty('needed');
  });

  test('a time that is over leads nowhere, and on its last day there is still that day', () => {
    expect(paceOf(on(['2027-12-30']), year, '2028-03-01')).toEqual({ answered: 1, steps: [] });
    expect(paceOf(on(daily('2027-12-01', 30)), year, '2027-12-31')).toMatchObject({ needed: 30 * 7 });
    expect(paceOf([], year, '2026-12-01')).toMatchObject({ answered: 0, steps: [] });
  });

  test('never foretells less than there is, whatever came and whenever it is', () => {
    const day = fc.nat(900).map((days) => daysOn('2026-06-01', days));
    fc.assert(
      fc.property(fc.array(day), day, (days, today) => {
        const { answered, forecast, steps } = paceOf(on(days), year, today);
        expect(answered - (steps.at(-1)?.[1] ?? 0)).toBeGreaterThanOrEqual(0);
        if (!forecast) return;
        const { value, interval } = forecast;
        expect([answered, interval[0], value, interval[1]]).toEqual(
          [answered, interval[0], value, interval[1]].sort((a, b) => a - b),
        );
      }),
      { seed: 20261128 },
    );
  });

  test('what plans ask again is foretold from how many times are to come and how many were answered, not from the last weeks', () => {
    const again = on(daily('2027-06-02', 28), true);
    const first = on(daily('2027-06-02', 7));
    const given = [...again, ...first];
    const foretold = (ahead: number) => paceOf(given, year, '2027-06-30', { ahead, over: 40, answered: 30 });
    const fresh = (7 / 28) * 185;
    // Nothing is left of the plans: only first times come. Of 40 more three of four are answered.
    expect(foretold(0).forecast!.value).toBe(35 + Math.round(fresh));
    expect(foretold(40).forecast!.value).toBe(35 + Math.round(fresh + 30));
    const half = 1.96 * Math.sqrt(fresh * (1 + 185 / 28) + 40 * 0.75 * 0.25 * 2);
    expect(foretold(40).forecast!.interval).toEqual([
      Math.round(35 + fresh + 30 - half),
      Math.round(35 + fresh + 30 + half),
    ]);
    // Of a few times nobody knows how they go.
    const few = paceOf(given, year, '2027-06-30', { ahead: 40, over: 4, answered: 4 });
    expect(few.forecast).toEqual(paceOf(given, year, '2027-06-30').forecast);
  });

  test('the times that plans ask again: those to come until the last day, and what became of those that are over', () => {
    const phone = new Device();
    phone.take('a', 'new', '2027-01-01');
    phone.take('b', 'new', '2027-03-01');
    // Asked again after 3 and 6 months: a in April and July, b in June and September.
    const times = (today: string, to = '2027-12-31') =>
      plannedTimes(phone.standings(today), { from: '2027-01-01', to }, today);
    expect(times('2027-01-05')).toEqual({ ahead: 4, over: 0, answered: 0 });
    expect(times('2027-01-05', '2027-06-30'), 'July may be asked two weeks before its day').toMatchObject({ ahead: 3 });
    phone.say(phone.standing('a', '2027-04-02')!, 'answered', aResponse());
    expect(times('2027-04-03')).toEqual({ ahead: 3, over: 1, answered: 1 });
    expect(times('2027-12-31'), 'nobody came').toMatchObject({ ahead: 0, over: 4, answered: 1 });
    const none = plannedTimes(phone.standings('2027-04-03'), year, '2027-04-03', () => false);
    expect(none, 'of an instrument that no plan asks').toEqual({ ahead: 0, over: 0, answered: 0 });
  });

  test('without a target it is the calendar year', () => {
    expect(yearOf('2027-05-05')).toEqual({ from: '2027-01-01', to: '2027-12-31' });
  });
});

test('of the waves that were due the team’s own work: how many there were, and at how many somebody was asked or sought', () => {
  const phone = new Device();
  const say = (code: string, what: 'asked' | 'answered' | 'declined' | 'not-reached', day = '2027-01-05') =>
    phone.say(phone.standing(code, day)!, what, what === 'answered' ? aResponse() : undefined);
  for (const code of ['a', 'b', 'c', 'd', 'e', 'f'])
    phone.take(code, 'old', code === 'f' ? '2028-01-01' : '2027-01-01');
  say('a', 'answered');
  say('b', 'declined');
  say('c', 'asked');
  say('d', 'not-reached');
  expect(waveCounts(phone.standings('2027-02-01'), yearOf('2027-01-01'), '2027-02-01')).toEqual({ due: 5, tried: 4 });
});

describe('a count of answers is not broken down to few', () => {
  test('day by day: at each step there are at least five more than at the one before', () => {
    const next = random(14);
    for (let tries = 0; tries < 200; tries++) {
      const days = daily('2027-01-01', 40).flatMap((day) => Array<string>(Math.floor(next() * 4)).fill(day));
      const { steps, answered } = paceOf(on(days), year, '2027-12-01');
      const counts = steps.map(([, count]) => count);
      for (const [at, count] of counts.entries()) expect(count - (counts[at - 1] ?? 0)).toBeGreaterThanOrEqual(5);
      expect(answered, 'the count itself is told').toBe(days.length);
    }
    expect(paceOf(on(['2027-01-02', '2027-01-03', '2027-01-05', '2027-01-06']), year, '2027-02-01').steps).toEqual([]);
  });

  test('survey by survey: between any two numbers, and the sum of all, there is nobody or at least five', () => {
    const next = random(15);
    let told = 0;
    for (let tries = 0; tries < 500; tries++) {
      const sum = Math.floor(next() * 60);
      const numbers = Array.from({ length: 1 + Math.floor(next() * 5) }, () => Math.floor(next() * (sum + 1)));
      const shown = [...apart(numbers, sum).filter((one) => one !== undefined), sum];
      for (const one of shown)
        for (const other of shown) expect([0, 1, 2, 3, 4].slice(1)).not.toContain(Math.abs(one - other));
      told += shown.length - 1;
    }
    expect(told).toBeGreaterThan(300);
    expect(apart([20, 17, 3, 20], 20)).toEqual([20, undefined, undefined, 20]);
  });
});

test('a part of a running count is told in steps of five: nobody sees few, nor one who comes', () => {
  const told = Array.from({ length: 40 }, (_, count) => atLeastSoMany(count));
  expect(told.slice(0, 6)).toEqual([0, 0, 0, 0, 0, 5]);
  for (const [index, count] of told.entries()) {
    expect(count).toBeLessThanOrEqual(index);
    expect([0, 5]).toContain(count - (told[index - 1] ?? 0));
  }
  // The words for such a part are given nothing else.
  const words = /t\((?:`report\.\$\{what\}`|'poster\.count'), \{ count: (\w+)/g;
  const screens = ['results-page', 'posters-page'].map((name) => readFileSync(`src/results/${name}.tsx`, 'utf8'));
  const given = screens.flatMap((screen) => [...screen.matchAll(words)].map(([, count]) => count));
  expect(given).toEqual(['atLeastSoMany', 'atLeastSoMany']);
});
