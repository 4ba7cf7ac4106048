/** Calendars before a reader that is neither ours nor ical.js: python3-icalendar, and python-dateutil for rules that repeat. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decoded, readCalendar } from '../../src/outreach/calendar/read.ts';
import { datesOf, readRule } from '../../src/outreach/calendar/rule.ts';
import { partstat, status, writeAnswer, writePlans } from '../../src/outreach/calendar/write.ts';
import {
  daysByDateutil,
  hasIcalendar,
  icalendarNotRun,
  readByIcalendar,
  type SeenEvent,
} from '../support/icalendar.ts';
import { anyPlan } from '../support/plans.ts';
import { fc } from '../support/property.ts';

const icalendar = hasIcalendar ? 'icalendar' : `icalendar (${icalendarNotRun})`;
const now = Date.parse('2026-10-20T10:00:00Z');
const writing = { now, tell: () => 'Kokoontuminen: Kirjasto; kello 18, "pääovi"', reminder: 'Pakkaa varusteet' };
const eventsOf = (seen: ReturnType<typeof readByIcalendar>[number]): SeenEvent[] => {
  if ('error' in seen) throw new Error(seen.error);
  return seen.events;
};
/** A name in a parameter: RFC 6868 is younger than this reader, which shows its two signs as they stand. */
const shown = (name: string) => name.replace(/\^/g, '^^').replace(/"/g, "^'");
const readings = fc.sample(anyPlan, { numRuns: 300, seed: 20261204 });

describe.runIf(hasIcalendar)(`what we write, read by ${icalendar}`, () => {
  test('a plan means the same, whatever stands in it', () => {
    const seen = readByIcalendar(readings.map((plan) => writePlans([plan], writing)));
    for (const [at, plan] of readings.entries())
      expect(eventsOf(seen[at]!)).toMatchObject([
        {
          uid: plan.uid,
          sequence: plan.sequence,
          summary: plan.title || plan.meeting,
          location: plan.meeting,
          status: status[plan.state],
          start: plan.start,
          end: plan.end,
          attendees: plan.organisations.map(({ name, answer }) => [shown(name), partstat[answer]]),
        },
      ]);
  });

  test('an answer is a reply of one organisation to that plan', () => {
    const answered = readings.flatMap((plan) => (plan.organisations[0] ? [{ plan, from: plan.organisations[0] }] : []));
    const seen = readByIcalendar(answered.map(({ plan, from }) => writeAnswer(plan, from, writing)));
    for (const [at, { plan, from }] of answered.entries()) {
      expect(seen[at]).toMatchObject({ method: 'REPLY' });
      expect(eventsOf(seen[at]!)).toMatchObject([
        { uid: plan.uid, sequence: plan.sequence, attendees: [[shown(from.name), partstat[from.answer]]] },
      ]);
    }
  });
});

describe.runIf(hasIcalendar)(`what others write, read by ${icalendar}`, () => {
  const names = readdirSync('tests/unit/calendars');
  const texts = names.map((name) => decoded(new Uint8Array(readFileSync(`tests/unit/calendars/${name}`)).buffer));
  /** What it does not read at all: a time that is none, an answer that no calendar has. */
  const unread = ['broken-zone.ics'];

  test('has the same events at the same moments here', () => {
    const seen = readByIcalendar(texts.map((text) => text.replace(/^\uFEFF/, '').replace(/\r*\n|\r/g, '\r\n')));
    let compared = 0;
    for (const [at, name] of names.entries()) {
      if ('error' in seen[at]!) {
        expect(unread, `${name}: ${seen[at].error}`).toContain(name);
        continue;
      }
      const ours = readCalendar(texts[at]!, now);
      const found = ours.is === 'read' ? ours.found : [];
      for (const theirs of eventsOf(seen[at]!)) {
        const isMoment = (text: string | null) => /Z$/.test(text ?? '');
        if (
          theirs.repeats ||
          !isMoment(theirs.start) ||
          !isMoment(theirs.end) ||
          theirs.end! < new Date(now).toISOString()
        )
          continue;
        const same = found.filter(
          (one) => one.is === 'plan' && one.plan.start === theirs.start && one.plan.end === theirs.end,
        );
        const why = found.filter(
          (one) => one.is === 'refused' && one.title !== '' && theirs.summary.startsWith(one.title),
        );
        expect([same.length, why.length], `${name}: ${JSON.stringify(theirs)}`).not.toEqual([0, 0]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(4);
  });

  test('repeats on the days that dateutil reckons, to the last one', () => {
    const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
    const some = <T>(one: fc.Arbitrary<T>, most = 3) => fc.uniqueArray(one, { minLength: 1, maxLength: most });
    const part = (name: string, values: fc.Arbitrary<(string | number)[]>) =>
      fc.option(
        values.map((list) => `${name}=${list.join(',')}`),
        { nil: undefined },
      );
    const nth = fc.tuple(fc.constantFrom('1', '+2', '3', '4', '5', '-1', '-2'), weekday).map((pair) => pair.join(''));
    // Of one with and one without a number among its weekdays, dateutil asks for both at once.
    const days = part('BYDAY', fc.oneof(some(weekday), some(nth)));
    const months = part('BYMONTH', some(fc.integer({ min: 1, max: 12 })));
    const monthDays = part('BYMONTHDAY', some(fc.constantFrom(1, 7, 13, 28, 29, 30, 31, -1, -5)));
    const positions = part('BYSETPOS', some(fc.constantFrom(1, 2, 3, -1, -2), 2));
    const weekStart = part('WKST', fc.constantFrom(['MO'], ['SU'], ['WE']));
    const shape = fc.oneof(
      fc.tuple(fc.constant('FREQ=DAILY'), months, monthDays, part('BYDAY', some(weekday))),
      fc.tuple(fc.constant('FREQ=WEEKLY'), part('BYDAY', some(weekday, 4)), weekStart, months),
      fc.tuple(fc.constant('FREQ=MONTHLY'), days, monthDays, months),
      fc.tuple(fc.constant('FREQ=MONTHLY'), part('BYDAY', some(weekday, 5)), positions, months),
      fc.tuple(fc.constant('FREQ=YEARLY'), months, days, monthDays),
      fc.tuple(fc.constant('FREQ=YEARLY'), months, part('BYDAY', some(weekday)), positions),
    );
    const rule = fc
      .tuple(
        shape,
        fc.integer({ min: 1, max: 4 }),
        part(
          'COUNT',
          fc.integer({ min: 1, max: 20 }).map((n) => [n]),
        ),
      )
      .map(([parts, interval, count]) => [...parts, `INTERVAL=${interval}`, count].filter(Boolean).join(';'));
    const first = fc
      .integer({ min: 0, max: 1500 })
      .map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10));
    const last = '2030-12-31';
    const most = 30;
    const asked = fc
      .sample(fc.tuple(rule, first), { numRuns: 250, seed: 20261205 })
      .map(([rule, first]) => ({ rule, first, last, most }));
    const theirs = daysByDateutil(asked);
    for (const [at, { rule, first }] of asked.entries()) {
      const read = readRule(rule)!;
      const ours: string[] = [];
      for (const date of datesOf(read, first, { from: first, last }, { days: 200_000 })) {
        if (ours.length === Math.min(most, read.count ?? most)) break;
        ours.push(date);
      }
      expect(ours, `${rule} from ${first}`).toEqual(theirs[at]);
    }
  });
});
