/** A period is Finland's on every device, whatever zone the device is set to. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { day } from '../../src/i18n/dates.ts';
import { monthOn, plusMonths } from '../../src/periods/days.ts';
import { periodCode, periodName, periodNumerals } from '../../src/periods/names.ts';
import { partsOf } from '../../src/periods/parts.ts';
import { beside, momentsOf, type PeriodLength, periodOf } from '../../src/periods/periods.ts';
import { researchRows } from '../../src/results/research-rows.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { releasedResults } from '../support/released.ts';
import { response } from '../support/responses.ts';

const lengths: PeriodLength[] = ['week', 'month', 'quarter', 'half', 'year', 'own'];
/** By an offset in minutes, as a device tells it: nobody else's test is believed to have set the zone. */
const zones: [zone: string, offset: number][] = [
  ['Europe/Helsinki', -180],
  ['America/New_York', 240],
  ['Pacific/Auckland', -720],
];

let zoneBefore: string | undefined;
beforeEach(() => {
  zoneBefore = process.env.TZ;
});
afterEach(() => {
  if (zoneBefore === undefined) delete process.env.TZ;
  else process.env.TZ = zoneBefore;
});

describe.each(zones)('on a device in %s', (zone, offset) => {
  beforeEach(() => {
    process.env.TZ = zone;
    expect(new Date('2026-07-01T00:00:00Z').getTimezoneOffset()).toBe(offset);
  });

  /** Moments on either side of a midnight in Finland, and the periods of results that they belong to. */
  const answers: [at: string, year: string, half: string, quarter: string, month: string][] = [
    ['2026-06-30T20:59:59.000Z', '2026', '2026H1', '2026Q2', '2026M06'],
    ['2026-06-30T21:00:00.000Z', '2026', '2026H2', '2026Q3', '2026M07'],
    ['2025-12-31T21:59:59.000Z', '2025', '2025H2', '2025Q4', '2025M12'],
    ['2025-12-31T22:00:00.000Z', '2026', '2026H1', '2026Q1', '2026M01'],
    ['2026-03-31T20:59:59.000Z', '2026', '2026H1', '2026Q1', '2026M03'],
    ['2026-03-31T21:00:00.000Z', '2026', '2026H1', '2026Q2', '2026M04'],
  ];

  test.each(answers)('an answer of %s counts into %s, %s, %s and %s', async (at, ...codes) => {
    for (const [index, length] of (['year', 'half', 'quarter', 'month'] as const).entries()) {
      const { periods } = await releasedResults(esis, [response({ at })], { least: 5, period: length });
      expect(periods.filter((period) => period.length === length).map(periodCode)).toEqual([codes[index]]);
      const { rows } = researchRows(esis, {}, [response({ at })], { least: 1, period: length }, () => 0.5);
      expect(rows[0]!.period).toBe(codes[index]);
    }
  });

  test('periods of every length begin and end at midnight in Finland, follow each other and are named by its days', () => {
    expect(lengths.map((length) => momentsOf(periodOf(length, '2026-11-21')))).toEqual([
      { from: '2026-11-15T22:00:00.000Z', to: '2026-11-22T22:00:00.000Z' },
      { from: '2026-10-31T22:00:00.000Z', to: '2026-11-30T22:00:00.000Z' },
      { from: '2026-09-30T21:00:00.000Z', to: '2026-12-31T22:00:00.000Z' },
      { from: '2026-06-30T21:00:00.000Z', to: '2026-12-31T22:00:00.000Z' },
      { from: '2025-12-31T22:00:00.000Z', to: '2026-12-31T22:00:00.000Z' },
      { from: '2026-10-31T22:00:00.000Z', to: '2026-11-30T22:00:00.000Z' },
    ]);
    for (const length of lengths) {
      const period = periodOf(length, '2026-11-21');
      expect(beside(beside(period, 1), -1)).toEqual(period);
      expect(partsOf(period)[0]).toBe(period.from);
    }
    expect(lengths.map((length) => periodCode(periodOf(length, '2026-11-21')))).toEqual([
      '2026W47',
      '2026M11',
      '2026Q4',
      '2026H2',
      '2026',
      '2026-11-01/2026-11-30',
    ]);
    const named = lengths.map((length) =>
      periodName(periodOf(length, '2026-11-21'), 'fi', (number) => `viikko ${number}`),
    );
    expect(named).toEqual([
      'viikko 47, 16.–22.11.2026',
      'marraskuu 2026',
      '10–12/2026',
      '7–12/2026',
      '2026',
      '1.–30.11.2026',
    ]);
    expect(periodNumerals(periodOf('month', '2026-11-21'), 'fi')).toBe('11/2026');
  });

  test('a calendar date is written as the same day, with its year where it is another', () => {
    const now = new Date('2026-11-21T12:00:00Z');
    expect(['2026-11-21', '2026-01-01', '2027-01-01'].map((date) => day(date, 'fi', now))).toEqual([
      'la 21.11.',
      'to 1.1.',
      'pe 1.1.2027',
    ]);
  });

  test('a week belongs to the year of its Thursday', () => {
    expect(['2025-12-29', '2027-01-01'].map((date) => periodCode(periodOf('week', date)))).toEqual([
      '2026W01',
      '2026W53',
    ]);
  });
});

test('some months later is the same day, or the last one of a shorter month, over the turns of years and leap years', () => {
  // By the calendar of the language itself, which counts on into the next month where this one is too short.
  const counted = (year: number, month: number, date: number) =>
    new Date(Date.UTC(year, month, date)).toJSON().slice(0, 10);
  for (let at = Date.UTC(1999, 11, 25); at < Date.UTC(2004, 2, 5); at += 86_400_000) {
    const from = new Date(at);
    const [year, month, date] = [from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate()];
    for (const by of [-37, -12, -1, 0, 1, 2, 6, 11, 12, 48]) {
      const last = Number(counted(year, month + by + 1, 0).slice(8));
      const said = from.toJSON().slice(0, 10);
      expect(plusMonths(said, by), `${said} and ${by}`).toBe(counted(year, month + by, Math.min(date, last)));
      expect(monthOn(said, by), `${said} and ${by}`).toBe(counted(year, month + by, 1));
    }
  }
});
