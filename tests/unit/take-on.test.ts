/** The plan of today: offered, left for, and taken on by an outing that went out without it. */
import { describe, expect, test } from 'vitest';
import { Outing, type PlannedOuting } from '../../src/outreach/outing.ts';
import { routeOf } from '../../src/outreach/plan/stops-ahead.ts';
import { canTakeOn, takenOn } from '../../src/outreach/plan/take-on.ts';
import { plansOfToday, spanOfToday } from '../../src/outreach/plan/today.ts';
import { aPlan, aPlannedOuting } from '../support/plans.ts';

const at = (time: string) => Date.parse(`${time}+02:00`);
const planned = (from: string, to: string, some: Partial<Outing> = {}) => {
  const [start, end] = [from, to].map((time) => new Date(at(time)).toISOString());
  return aPlannedOuting(aPlan({ uid: `${from} ${to}`, start: start!, end: end! }), some) as PlannedOuting;
};
const evening = planned('2026-11-28T17:00', '2026-11-28T20:00');
const running = (some: Partial<Outing> = {}): Outing => {
  const { plan: _, ...rest } = aPlannedOuting();
  return Outing.parse({ ...rest, state: 'running', places: ['Tori'], organisations: ['Diakonia', 'Etsivä'], ...some });
};

describe('the plans of today', () => {
  const morning = planned('2026-11-28T09:00', '2026-11-28T11:00');
  const night = planned('2026-11-27T22:00', '2026-11-28T02:00');
  const others = [
    planned('2026-11-27T17:00', '2026-11-27T20:00'),
    planned('2026-11-29T17:00', '2026-11-29T20:00'),
    planned('2026-11-28T18:00', '2026-11-28T19:00', { state: 'cancelled' }),
  ];
  const all = [evening, night, morning, ...others];
  const told = (time: string) => plansOfToday(all, at(time)).map(({ id, isOver }) => [id, isOver]);

  test('are those that begin today, and the one that lasts from yesterday into now', () => {
    expect(told('2026-11-28T00:30')).toEqual([
      [night.id, false],
      [morning.id, false],
      [evening.id, false],
    ]);
    expect(told('2026-11-28T12:00')).toEqual([
      [morning.id, true],
      [evening.id, false],
    ]);
    expect(told('2026-11-28T20:00').at(-1)).toEqual([evening.id, true]);
  });

  test('all begin within the span that is read', () => {
    for (const time of ['2026-11-28T00:00', '2026-11-28T23:59']) {
      const { from, to } = spanOfToday(at(time));
      for (const one of plansOfToday(all, at(time))) expect(one.at >= from && one.at < to).toBe(true);
    }
  });

  test('are not left for twice: one that another outing took on is no plan any more, also when that has ended', () => {
    const out = running({ plan: evening.plan });
    for (const state of ['running', 'debriefed'] as const)
      expect(plansOfToday([evening, { ...out, state }], at('2026-11-28T16:00'))).toEqual([]);
  });
});

describe('an outing that runs without a plan', () => {
  const out = running({ askAt: '2026-11-28T15:00:00.000Z' });

  test('takes the whole plan on, and loses nothing of its own', () => {
    const taken = Outing.parse({ ...out, ...takenOn(out, evening, 'Kukkula ry') });
    expect(taken.plan, 'people, stops, safety and the agreed return').toEqual(evening.plan);
    expect(taken).toMatchObject({ state: 'running', at: out.at, places: ['Tori'] });
    expect(taken.organisations, 'who was along, and who comes').toEqual(['Diakonia', 'Etsivä']);
    expect(taken.askAt, 'it asks by the plan').toBeUndefined();
    expect(taken.endedAt, 'nobody said that all are back').toBeUndefined();
  });

  test('is joined by those of the plan who were not along yet', () => {
    const { organisations } = takenOn(running({ organisations: ['etsivä'] }), evening, 'Kukkula ry');
    expect(organisations).toEqual(['etsivä', 'Diakonia']);
  });

  test('goes on by the route: the meeting place first, and not to a stop where it already was', () => {
    const route = (...places: string[]) => {
      const { stops, ahead } = routeOf({ plan: evening.plan, places });
      return stops.map((stop) => (ahead.includes(stop) ? '→ ' : '✓ ') + stop.place);
    };
    expect(route('Puisto')).toEqual(['→ Kirjasto', '→ Asema', '→ Tori']);
    expect(route('Tori')).toEqual(['→ Kirjasto', '→ Asema', '✓ Tori']);
    expect(route('Tori', 'Kirjasto', 'Asema')).toEqual(['✓ Kirjasto', '✓ Asema', '✓ Tori']);
    expect(route('Kirjasto', 'Asema'), 'left for by the plan: where it meets is no stop').toEqual([
      '✓ Asema',
      '→ Tori',
    ]);
  });

  test('takes one plan on, not a second one; one that was broken off is taken on to its end', () => {
    const other = planned('2026-11-28T18:00', '2026-11-28T19:00');
    expect(canTakeOn(out, evening)).toBe(true);
    const taken = running({ plan: evening.plan });
    expect(canTakeOn(taken, other)).toBe(false);
    expect(canTakeOn(taken, evening)).toBe(true);
  });
});
