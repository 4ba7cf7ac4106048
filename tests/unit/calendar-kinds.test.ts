/** Calendars as the world writes them: each kind of spelling is read whole, or told; a rule is followed as ical.js follows it. */

import ICAL from 'ical.js';
import { describe, expect, test, vi } from 'vitest';
import { decoded, fileLimit, readCalendar, readCalendarFile } from '../../src/outreach/calendar/read.ts';
import { datesOf, readRule } from '../../src/outreach/calendar/rule.ts';
import { withoutContactDetails } from '../../src/outreach/plan/contact-detail.ts';
import { fc } from '../support/property.ts';

const now = Date.parse('2026-11-21T08:00:00Z');
const file = (events: string, before = '') =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${before}BEGIN:VEVENT\r\n${events.trim().replace(/\n\s*/g, '\r\n')}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
const helsinki = 'TZID=Europe/Helsinki';
const evening = `UID:u1
  SUMMARY:Kierros
  DTSTART;${helsinki}:20261126T180000
  DTEND;${helsinki}:20261126T200000`;

const found = (text: string, at = now) => {
  const read = readCalendar(text, at);
  if (read.is !== 'read') throw new Error(read.is);
  return read.found;
};
const plans = (text: string, at = now) => found(text, at).flatMap((one) => (one.is === 'plan' ? [one] : []));
const days = (text: string, at = now) => plans(text, at).map(({ plan }) => plan.start.slice(0, 10));
const doubts = (text: string) => [...new Set(plans(text).flatMap((one) => one.doubts))];

describe('a repeating event', () => {
  test.each([
    [
      'the first Tuesday of each month',
      '20260106',
      'FREQ=MONTHLY;BYDAY=1TU',
      ['2026-12-01', '2027-01-05', '2027-02-02'],
    ],
    ['the last Friday', '20260130', 'FREQ=MONTHLY;BYDAY=-1FR', ['2026-11-27', '2026-12-25', '2027-01-29']],
    ['the 15th', '20260115', 'FREQ=MONTHLY', ['2026-12-15', '2027-01-15', '2027-02-15']],
    ['the 31st, in months that have one', '20260131', 'FREQ=MONTHLY', ['2026-12-31', '2027-01-31', '2027-03-31']],
    ['the last day of a month', '20260131', 'FREQ=MONTHLY;BYMONTHDAY=-1', ['2026-11-30', '2026-12-31', '2027-01-31']],
    [
      'the last working day',
      '20260130',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      ['2026-11-30', '2026-12-31', '2027-01-29'],
    ],
    ['once a year', '20251210', 'FREQ=YEARLY', ['2026-12-10', '2027-12-10', '2028-12-10']],
    [
      'every other Thursday, since twelve years',
      '20141106',
      'FREQ=WEEKLY;INTERVAL=2',
      ['2026-12-03', '2026-12-17', '2026-12-31'],
    ],
    ['every day since twelve years', '20141106', 'FREQ=DAILY', ['2026-11-20', '2026-11-21', '2026-11-22']],
    ['Mondays in winter', '20251201', 'FREQ=WEEKLY;BYDAY=MO;BYMONTH=12,1', ['2026-12-07', '2026-12-14', '2026-12-21']],
  ])('%s is followed by the calendar', (_, start, rule, first) => {
    const text = file(`UID:u1
      SUMMARY:Kierros
      DTSTART;${helsinki}:${start}T170000
      DTEND;${helsinki}:${start}T190000
      RRULE:${rule}`);
    expect(days(text).slice(0, 3)).toEqual(first);
  });

  test('any rule gives the days that another reader gives', () => {
    const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
    const some = <T>(one: fc.Arbitrary<T>, most = 3) => fc.uniqueArray(one, { minLength: 1, maxLength: most });
    const part = (name: string, values: fc.Arbitrary<(string | number)[]>) =>
      fc.option(
        values.map((list) => `${name}=${list.join(',')}`),
        { nil: undefined },
      );
    const nth = fc.tuple(fc.constantFrom('', '1', '2', '3', '4', '-1', '-2'), weekday).map((pair) => pair.join(''));
    const months = part('BYMONTH', some(fc.integer({ min: 1, max: 12 })));
    const shape = fc.oneof(
      fc.tuple(fc.constant('FREQ=DAILY'), months),
      fc.tuple(fc.constant('FREQ=WEEKLY'), part('BYDAY', some(weekday)), part('WKST', fc.constantFrom(['MO'], ['SU']))),
      fc.tuple(fc.constant('FREQ=MONTHLY'), part('BYDAY', some(nth))),
      fc.tuple(fc.constant('FREQ=MONTHLY'), part('BYMONTHDAY', some(fc.constantFrom(1, 7, 15, 28, 30, 31, -1, -5)))),
      fc.tuple(fc.constant('FREQ=YEARLY'), fc.constant('BYMONTH=3,11'), part('BYDAY', some(nth, 1))),
    );
    const rule = fc
      .tuple(shape, fc.integer({ min: 1, max: 4 }))
      .map(([parts, interval]) => [...parts.filter(Boolean), `INTERVAL=${interval}`].join(';'));
    const day = fc
      .integer({ min: 0, max: 700 })
      .map((n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10))
      // The other reader takes the 31st of a month that has none as the next day; RFC 5545 leaves it out.
      .filter((date) => Number(date.slice(8)) <= 28);
    fc.assert(
      fc.property(rule, day, (text, start) => {
        const iterator = ICAL.Recur.fromString(text).iterator(
          ICAL.Time.fromString(`${start}T18:00:00`, undefined as never),
        );
        const theirs: string[] = [];
        for (let next = iterator.next(); next && next.toString() < '2028' && theirs.length < 20; next = iterator.next())
          theirs.push(next.toString().slice(0, 10));
        const ours = [...datesOf(readRule(text)!, start, { from: start, last: '2027-12-31' }, { days: 100_000 })];
        // Whether a beginning that its own rule does not meet is an evening, readers do not agree on.
        const later = (dates: string[]) => dates.filter((date) => date !== start).slice(0, 15);
        expect(later(ours)).toEqual(later(theirs));
      }),
      { numRuns: 400 },
    );
  });

  test.each([
    'FREQ=HOURLY',
    'FREQ=WEEKLY;BYHOUR=18,20',
    'FREQ=YEARLY;BYWEEKNO=20',
    'FREQ=WEEKLY;BYDAY=XX',
    'FREQ=WEEKLY;INTERVAL=0',
    'FREQ=WEEKLY;COUNT=many',
    'BYDAY=MO',
    'FREQ=WEEKLY;BYDAY=1MO',
    'RSCALE=CHINESE;FREQ=MONTHLY',
    'FREQ=WEEKLY;BYDAY=MO,TH;BYSETPOS=1',
    '',
  ])('by a rule that is not understood (%s): of one that began long ago nothing is said but that', (rule) => {
    const text = (start: string) =>
      file(`UID:u1
        SUMMARY:Kierros
        DTSTART;${helsinki}:${start}T170000
        DTEND;${helsinki}:${start}T190000
        RRULE:${rule}`);
    expect(found(text('20260106'))).toEqual([{ is: 'refused', title: 'Kierros', why: 'repeats' }]);
    expect(days(text('20261201'))).toEqual(['2026-12-01']);
    expect(doubts(text('20261201'))).toEqual(['repeats']);
  });

  test.each([
    ['a date', 'EXDATE;VALUE=DATE:20261203'],
    ['a moment in the zone', `EXDATE;${helsinki}:20261203T180000`],
    ['a moment in UTC', 'EXDATE:20261203T160000Z'],
    ['a time without a zone', 'EXDATE:20261203T180000'],
    ['midnight of the day', `EXDATE;${helsinki}:20261203T000000`],
    ['a bare date', 'EXDATE:20261203'],
    ['the time on the wall with the sign of UTC behind it', 'EXDATE:20261203T180000Z'],
    ['another hour of the day: the series was moved later', `EXDATE;${helsinki}:20261203T170000`],
    ['another hour of the day in UTC', 'EXDATE:20261203T150000Z'],
    ['a period', 'EXDATE:20261203T180000/PT1H'],
    ['one of two with a semicolon between', `EXDATE;${helsinki}:20261203T180000;20270503T180000`],
    ['a list', `EXDATE;${helsinki}:20251203T180000,20261203T180000`],
    ['a zone with a maker before it', 'EXDATE;TZID=/freeassociation.sourceforge.net/Europe/Helsinki:20261203T180000'],
  ])('whose evening was called off as %s is not held then', (_, off) => {
    expect(days(file(`${evening}\nRRULE:FREQ=WEEKLY;COUNT=4\n${off}`))).toEqual([
      '2026-11-26',
      '2026-12-10',
      '2026-12-17',
    ]);
  });

  test.each([
    ['moments', `RDATE;${helsinki}:20261203T180000,20261210T180000`, ['2026-11-26', '2026-12-03', '2026-12-10']],
    ['days', 'RDATE;VALUE=DATE:20261203', ['2026-11-26', '2026-12-03']],
    ['a period', 'RDATE;VALUE=PERIOD:20261203T160000Z/20261203T163000Z', ['2026-11-26', '2026-12-03']],
    ['a period by its length', 'RDATE;VALUE=PERIOD:20261203T160000Z/PT30M', ['2026-11-26', '2026-12-03']],
  ])('with further dates as %s has them all', (how, line, all) => {
    const text = file(`${evening}\n${line}`);
    expect(days(text)).toEqual(all);
    expect(new Set(plans(text).map(({ plan }) => plan.uid)).size).toBe(all.length);
    const last = plans(text).at(-1)!.plan;
    const minutes = (Date.parse(last.end) - Date.parse(last.start)) / 60_000;
    expect(minutes).toBe(how.startsWith('a period') ? 30 : 120);
  });

  test('that is held twice on one day is not taken as if it were held once', () => {
    const twice = `${evening}\nRDATE;${helsinki}:20261203T120000,20261203T180000`;
    expect(plans(file(twice)).map(({ plan, doubts }) => [plan.start, doubts])).toEqual([
      ['2026-11-26T16:00:00.000Z', ['repeats']],
    ]);
  });

  test('of which more is held than is taken says so, also where a change holds for all that follow', () => {
    expect(doubts(file(`${evening}\nRRULE:FREQ=WEEKLY`))).toEqual(['repeats']);
    const changed = file(`${evening}
      RRULE:FREQ=WEEKLY
      END:VEVENT
      BEGIN:VEVENT
      UID:u1
      SUMMARY:Kierros
      RECURRENCE-ID;RANGE=THISANDFUTURE;${helsinki}:20261210T180000
      DTSTART;${helsinki}:20261210T190000
      DTEND;${helsinki}:20261210T210000`);
    expect(plans(changed).map(({ plan }) => plan.start)).toEqual([
      '2026-11-26T16:00:00.000Z',
      '2026-12-03T16:00:00.000Z',
      '2026-12-10T17:00:00.000Z',
    ]);
    expect(plans(changed).every((one) => one.doubts.includes('repeats'))).toBe(true);
  });

  test('is in one place after a moved evening, whatever zone says which day it stands for', () => {
    const moved = (stands: string) =>
      file(`${evening}
        RRULE:FREQ=WEEKLY;COUNT=2
        END:VEVENT
        BEGIN:VEVENT
        UID:u1
        SUMMARY:Kierros perjantaina
        RECURRENCE-ID${stands}
        DTSTART;${helsinki}:20261204T180000
        DTEND;${helsinki}:20261204T200000`);
    for (const stands of [
      `;${helsinki}:20261203T180000`,
      ':20261203T160000Z',
      ';VALUE=DATE:20261203',
      ':20261203T180000',
    ])
      expect(days(moved(stands)), stands).toEqual(['2026-11-26', '2026-12-04']);
  });

  test('that is over is told as past, not as an empty calendar', () => {
    const text = file(`${evening.replace(/202611/g, '202510')}\nRRULE:FREQ=WEEKLY;COUNT=3`);
    expect(readCalendar(text, now)).toEqual({ is: 'read', found: [], past: 1, more: 0, others: 0 });
  });

  test('ends when its end says, where start and end are in different zones', () => {
    const text = file(`UID:u1
      SUMMARY:Kierros
      DTSTART;${helsinki}:20261126T180000
      DTEND:20261126T180000Z
      RRULE:FREQ=WEEKLY;COUNT=2`);
    expect(plans(text).map(({ plan }) => plan.end)).toEqual(['2026-11-26T18:00:00.000Z', '2026-12-03T18:00:00.000Z']);
  });

  test('that began long ago gives from today on what it gives from its beginning', () => {
    const rules = [
      'FREQ=DAILY;INTERVAL=3',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH',
      'FREQ=MONTHLY;BYDAY=2WE;INTERVAL=5',
      'FREQ=YEARLY;INTERVAL=3',
    ];
    for (const rule of rules) {
      const of = (from: string) =>
        [...datesOf(readRule(rule)!, '1999-03-03', { from, last: '2029-12-31' }, { days: 100_000 })].filter(
          (date) => date >= '2026-11-01',
        );
      expect(of('2026-11-01'), rule).toEqual(of('1999-03-03'));
    }
  });

  test('never takes a page away: a file of rules to follow for centuries is answered, with no more work than is allowed', () => {
    const hostile = Array.from(
      { length: 400 },
      (_, n) =>
        `BEGIN:VEVENT\r\nUID:h${n}\r\nDTSTART:19000101T180000Z\r\nDTEND:19000101T190000Z\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\nEND:VEVENT\r\n`,
    ).join('');
    const read = readCalendar(`BEGIN:VCALENDAR\r\n${hostile}END:VCALENDAR\r\n`, now);
    expect(read).toMatchObject({ is: 'read' });
    const budget = { days: 1_000 };
    for (const _ of datesOf(readRule('FREQ=DAILY')!, '1900-01-01', { from: '1900-01-01', last: '2999-01-01' }, budget));
    expect(budget.days).toBe(0);
  });
});

test('a day called off takes only its own evening where another one of that day stands in the file', () => {
  const moved = `RDATE;${helsinki}:20261203T100000\nEXDATE;${helsinki}:20261203T180000`;
  const read = plans(file(`${evening}\nRRULE:FREQ=WEEKLY;COUNT=2\n${moved}`));
  expect(read.map(({ plan }) => plan.start)).toEqual(['2026-11-26T16:00:00.000Z', '2026-12-03T08:00:00.000Z']);
});

test('a day called off that cannot be read makes the series one that is not understood', () => {
  const series = file(`${evening}\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:huomenna`);
  expect([days(series), doubts(series)]).toEqual([['2026-11-26'], ['repeats']]);
  expect(days(file(`${evening}\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:`))).toHaveLength(3);
});

test('a first evening that the event’s own rule does not name is not left out without a word', () => {
  const series = (rule: string, more = '') => file(`${evening}\nRRULE:${rule}\n${more}`);
  expect([days(series('FREQ=WEEKLY;BYDAY=MO;COUNT=2')), doubts(series('FREQ=WEEKLY;BYDAY=MO;COUNT=2'))]).toEqual([
    ['2026-11-30', '2026-12-07'],
    ['repeats'],
  ]);
  expect(doubts(series('FREQ=WEEKLY;BYDAY=TH;COUNT=2'))).toEqual([]);
  expect(doubts(series('FREQ=WEEKLY;COUNT=3', `EXDATE;${helsinki}:20261126T180000`))).toEqual([]);
});

describe('of several versions of one event', () => {
  const version = (sequence: number, hour: number, more = '') =>
    `BEGIN:VEVENT\r\nUID:u1\r\nSEQUENCE:${sequence}\r\nSUMMARY:${sequence}\r\nDTSTART;${helsinki}:20261126T${hour}0000\r\nDTEND;${helsinki}:20261126T${hour + 2}0000\r\n${more}END:VEVENT\r\n`;
  const read = (...versions: string[]) =>
    plans(`BEGIN:VCALENDAR\r\n${versions.join('')}END:VCALENDAR\r\n`).map(({ plan }) => [plan.title, plan.start]);

  test('the newest holds, whichever comes first', () => {
    const newer = ['2', '2026-11-26T17:00:00.000Z'];
    expect(read(version(0, 18), version(2, 19), version(1, 17))).toEqual([newer]);
    expect(read(version(2, 19), version(0, 18))).toEqual([newer]);
  });

  test('of one evening that was moved twice too; the others of the series stay', () => {
    const moved = (sequence: number, hour: number) =>
      version(sequence, hour, `RECURRENCE-ID;${helsinki}:20261203T180000\r\n`).replaceAll('20261126', '20261204');
    const series = version(0, 18, 'RRULE:FREQ=WEEKLY;COUNT=3\r\n');
    expect(read(series, moved(1, 16), moved(2, 19)).map(([title, start]) => `${title} ${start!.slice(0, 13)}`)).toEqual(
      ['0 2026-11-26T16', '2 2026-12-04T17', '0 2026-12-10T16'],
    );
  });

  test('a newer one that is over takes the older one along; what has no uid is each its own', () => {
    const past = version(3, 18).replaceAll('20261126', '20261001');
    const both = readCalendar(`BEGIN:VCALENDAR\r\n${version(0, 18)}${past}END:VCALENDAR\r\n`, now);
    expect(both).toMatchObject({ is: 'read', found: [], past: 1 });
    const nameless = [version(0, 18), version(1, 19)].map((one) => one.replace('UID:u1\r\n', ''));
    expect(read(...nameless)).toHaveLength(2);
  });
});

test('tasks and notes beside the events are counted, and told', () => {
  const beside = ['VTODO', 'VJOURNAL', 'VTIMEZONE', 'VFREEBUSY'].map(
    (name) => `BEGIN:${name}\r\nUID:x\r\nEND:${name}\r\n`,
  );
  expect(readCalendar(file(evening, beside.join('')), now)).toMatchObject({ is: 'read', past: 0, more: 0, others: 2 });
  expect(readCalendar(file(evening), now)).toMatchObject({ others: 0 });
});

describe('a file as large as is read is answered with a bounded amount of work', () => {
  const dates = Array.from(
    { length: 300 },
    (_, n) => `2027${String(1 + (n % 12)).padStart(2, '0')}${String(1 + (n % 28)).padStart(2, '0')}T180000Z`,
  );
  const zone = `BEGIN:VTIMEZONE\nTZID:Oma\n${'BEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\n'.repeat(200)}END:VTIMEZONE\n`;
  const hour = `DTSTART;${helsinki}:20261126T180000\nDTEND;${helsinki}:20261126T190000\n`;
  test.each([
    ['events', hour, ''],
    ['events that are over', hour.replaceAll('2026', '2016'), ''],
    ['series of twelve', `${hour}RRULE:FREQ=DAILY;COUNT=12\n`, ''],
    ['series without an end', `${hour}RRULE:FREQ=DAILY\n`, ''],
    ['series from long ago that count', `${hour.replaceAll('2026', '1926')}RRULE:FREQ=WEEKLY;COUNT=99999\n`, ''],
    ['further dates', `${hour}RDATE:${dates.join(',')}\n`, ''],
    ['days called off', `${hour}RRULE:FREQ=WEEKLY\nEXDATE:${dates.join(',')}\n`, ''],
    ['evenings that were moved', `${hour}RECURRENCE-ID;${helsinki}:20261126T180000\n`, ''],
    ['events in a zone of their own', hour.replaceAll('Europe/Helsinki', 'Oma'), zone],
  ])('%s', (_, body, before) => {
    let text = `BEGIN:VCALENDAR\n${before}`;
    for (let n = 0; text.length < fileLimit - body.length - 100; n++)
      text += `BEGIN:VEVENT\nUID:u${n}\n${body}END:VEVENT\n`;
    const looks = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
    const reckons = vi.spyOn(Date, 'UTC');
    const answer = readCalendar(`${text}END:VCALENDAR\n`, now);
    const [lookedUp, reckoned] = [looks.mock.calls.length, reckons.mock.calls.length];
    for (const spy of [looks, reckons]) spy.mockRestore();
    expect(['read', 'too-many']).toContain(answer.is);
    expect(lookedUp).toBeLessThan(15_000);
    expect(reckoned).toBeLessThan(100_000);
  });
});

describe('bytes', () => {
  const place = 'Kauppatorin reuna, kioskin ja bussipysäkin välissä Hämeenlinnassa';
  const whole = file(`${evening}\nLOCATION:${place.replace(/,/g, '\\,')}`);

  test('are joined before they are letters, wherever a line was folded', () => {
    const bytes = Buffer.from(whole);
    const from = bytes.indexOf('LOCATION:') + 1;
    for (const fold of ['\r\n ', '\n\t', '\r\r\n ']) {
      for (let at = from; at < from + 70; at++) {
        const folded = Buffer.concat([bytes.subarray(0, at), Buffer.from(fold), bytes.subarray(at)]);
        expect(plans(decoded(new Uint8Array(folded).buffer))[0]?.plan.meeting, `${JSON.stringify(fold)} at ${at}`).toBe(
          place,
        );
      }
    }
  });

  test('that somebody cut within a letter take nothing from the other lines', () => {
    const cut = Buffer.from(file(`${evening}\nLOCATION:Hämeenkatu\nDESCRIPTION:pää`));
    const at = cut.lastIndexOf(Buffer.from('ä')) + 1;
    const [one] = plans(decoded(new Uint8Array(Buffer.concat([cut.subarray(0, at), cut.subarray(at + 1)])).buffer));
    expect(one!.plan.meeting).toBe('Hämeenkatu');
  });

  test('of UTF-16 are read by their mark, or by their first letter', () => {
    const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
    const unmarked = () => utf16(whole).subarray(2);
    for (const bytes of [utf16(whole), utf16(whole).swap16(), unmarked(), unmarked().swap16()])
      expect(plans(decoded(new Uint8Array(bytes).buffer))[0]!.plan.meeting).toBe(place);
  });

  test('with every line end there is give the same', () => {
    for (const end of ['\r\n', '\n', '\r', '\r\r\n'])
      expect(days(whole.replace(/\r\n/g, end)), JSON.stringify(end)).toEqual(['2026-11-26']);
  });
});

describe('a line that is not written as it should be', () => {
  const kyiv = 'TZID=(UTC+02:00) Helsinki, Kyiv, Riga';
  const zone = `BEGIN:VTIMEZONE\r\nTZID:(UTC+02:00) Helsinki\\, Kyiv\\, Riga\r\nX-LIC-LOCATION:Europe/Helsinki\r\nEND:VTIMEZONE\r\n`;

  test('is not lost: a rule, a day that was moved, a title', () => {
    const series = file(
      `UID:u1
      SUMMARY;X-KEY="a\\"b":Kierros
      DTSTART;${kyiv}:20261126T180000
      DTEND;${kyiv}:20261126T200000
      RRULE;X-KEY="a\\"b":FREQ=WEEKLY;COUNT=3
      END:VEVENT
      BEGIN:VEVENT
      UID:u1
      SUMMARY:Toisena päivänä
      RECURRENCE-ID;VALUE=DATE-TIME;${kyiv}:20261203T180000
      DTSTART;VALUE=DATE-TIME;${kyiv}:20261204T180000
      DTEND;VALUE=DATE-TIME;${kyiv}:20261204T200000`,
      zone,
    );
    expect(plans(series).map(({ plan, doubts }) => [plan.title, plan.start, doubts])).toEqual([
      ['Kierros', '2026-11-26T16:00:00.000Z', []],
      ['Toisena päivänä', '2026-12-04T16:00:00.000Z', []],
      ['Kierros', '2026-12-10T16:00:00.000Z', []],
    ]);
  });

  test('because its text was broken off belongs to the one before it', () => {
    const [one] = plans(
      `${file(evening).replace('SUMMARY:Kierros', 'SUMMARY:Kierros\r\nkeskustassa (kaksi paria)')}--\r\nLähetetty puhelimesta`,
    );
    expect(one!.plan.title).toBe('Kierros keskustassa (kaksi paria)');
  });

  test('of vCalendar 1.0 has its letters', () => {
    const old = file(`UID:u1
      SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:H=C3=A4meenlinnan=20ke=
      skusta
      LOCATION;QUOTED-PRINTABLE:Kirjaston p=E4=E4ovi
      DTSTART:20261126T160000Z
      DTEND:20261126T180000Z`).replace('VERSION:2.0', 'VERSION:1.0');
    expect(plans(old).map(({ plan }) => [plan.title, plan.meeting])).toEqual([
      ['Hämeenlinnan keskusta', 'Kirjaston pääovi'],
    ]);
  });

  test('escapes more than it must', () => {
    expect(plans(file(evening.replace('Kierros', 'Klo 18\\:00\\, \\"keskusta\\"')))[0]!.plan.title).toBe(
      'Klo 18:00, "keskusta"',
    );
  });

  test.each([
    ['DTSTART', 'DTSTART:99991231T235959Z', 'no-time'],
    ['DTSTART', 'DTSTART;TZID=Oma:20261399T180000', 'no-time'],
    ['DTSTART', 'DTSTART;TZID=Oma:20261126T180000', 'no-end'],
    ['DTEND', 'DURATION:PT99999999999999H', 'too-long'],
    ['DTEND', 'DTEND:00000101T000000', 'no-end'],
  ])('whose time no clock shows is answered (%s as %s)', (name, line, why) => {
    const odd =
      'BEGIN:VTIMEZONE\r\nTZID:Oma\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYDAY=5SU;BYMONTH=13\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n';
    const text = file(
      evening.replace(
        new RegExp(`${name}.*`),
        name === 'DTSTART' && why === 'no-end' ? `${line}\nDTEND:rikki\nX-OLD:` : line,
      ),
      odd,
    );
    expect(found(text)).toEqual([{ is: 'refused', title: 'Kierros', why }]);
  });
});

describe('a file that is no calendar by itself', () => {
  const one = (content: BlobPart) => readCalendarFile(new File([content], 'kutsu.ics'), now);

  test('is said for what it is', async () => {
    for (const nothing of ['', '\r\n \r\n', '\uFEFF']) expect(await one(nothing)).toEqual({ is: 'nothing' });
    expect(await one(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0))).toEqual({ is: 'zipped' });
    expect(await one(file(evening))).toMatchObject({ is: 'read' });
    const many = file(
      Array.from({ length: 2_501 }, (_, n) => evening.replace('u1', `u${n}`)).join('\nEND:VEVENT\nBEGIN:VEVENT\n'),
    );
    expect(await one(many)).toEqual({ is: 'too-many' });
  });

  test('has an answer too where it cannot be read at all', async () => {
    const gone = new File([file(evening)], 'kutsu.ics');
    gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
    expect(await readCalendarFile(gone, now)).toEqual({ is: 'unread' });
  });
});

describe('an event', () => {
  test('on a day that no calendar has is not taken for one of another day', () => {
    for (const day of ['20270230', '20270431', '20270100', '20271301'])
      expect(found(file(evening.replaceAll('20261126', day))), day).toMatchObject([{ is: 'refused', why: 'no-time' }]);
    expect(plans(file(evening.replace('20261126T20', '20261126T24')))[0]!.plan.end).toBe('2026-11-26T22:00:00.000Z');
  });

  test('that is called off in another spelling never becomes a plan', () => {
    for (const off of [
      'STATUS:CANCELED',
      'STATUS: cancelled ',
      'STATUS:"CANCELLED"',
      'STATUS:CONFIRMED\nSTATUS:CANCELLED',
    ])
      expect(
        plans(file(`${evening}\n${off}`)).map(({ plan }) => plan.state),
        off,
      ).toEqual(['cancelled']);
  });

  test('of Outlook on the web in UTC has its time', () => {
    const text = file(evening.replace(/DT(START|END);TZID=Europe\/Helsinki/g, 'DT$1;TZID=tzone://Microsoft/Utc'));
    expect(plans(text)).toMatchObject([{ plan: { start: '2026-11-26T18:00:00.000Z' }, doubts: [] }]);
  });

  test('tells what of it has no place in a plan: who invites, a description, a long title', () => {
    const told = (line: string) => doubts(file(`${evening}\n${line}`));
    expect(told('ORGANIZER;CN=Virtanen Ville:mailto:ville@lahti.example')).toEqual(['people']);
    expect(told('DESCRIPTION:Tuokaa heijastinliivit')).toEqual(['more']);
    expect(told('ATTACH:https://example.org/a.pdf')).toEqual(['more']);
    expect(told('DESCRIPTION:')).toEqual([]);
    expect(told(`LOCATION:${'Kirjasto '.repeat(20)}`)).toEqual(['shortened']);
    expect(doubts(file(evening.replace('Kierros', 'Kierros '.repeat(400))))).toEqual(['shortened']);
  });

  test('without a uid gets one from what it says, the same each time, and another one where it says something else', () => {
    const bare = file(evening.replace('UID:u1\n', ''));
    const [first, again] = [plans(bare)[0]!.plan.uid, plans(bare)[0]!.plan.uid];
    expect(first).toMatch(/^no-uid-[0-9a-f]{16}$/);
    expect(again).toBe(first);
    expect(plans(bare.replace('Kierros', 'Kierros 2'))[0]!.plan.uid).not.toBe(first);
  });

  test.each(['METHOD:CANCEL\r\n', ''])('that is called off (%j) never becomes a plan', (method) => {
    const text = file(`${evening}${method ? '' : '\nSTATUS:cancelled'}\nRRULE:FREQ=WEEKLY;COUNT=2`, method);
    expect(plans(text).map(({ plan }) => plan.state)).toEqual(['cancelled', 'cancelled']);
  });

  const exchange = (id: string) =>
    `BEGIN:VTIMEZONE\r\nTZID:${id}\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n`;
  test.each([
    ['escaped in the zone, quoted beside the time', '(UTC+01:00) Rome\\, Vienna', '"(UTC+01:00) Rome, Vienna"'],
    ['not quoted at all', '(UTC+01:00) Rome\\, Vienna', '(UTC+01:00) Rome, Vienna'],
    ['escaped in both', '(UTC+01:00) Rome\\, Vienna', '"(UTC+01:00) Rome\\, Vienna"'],
    ['in other capitals', 'Rome', 'ROME'],
  ])('whose zone’s name is %s has its time by the file’s own rules', (_, inZone, beside) => {
    const text = file(
      `UID:e1
      SUMMARY:Samverkan
      DTSTART;TZID=${beside}:20261126T090000
      DTEND;TZID=${beside}:20261126T110000`,
      exchange(inZone),
    );
    expect(plans(text)).toEqual([
      expect.objectContaining({
        doubts: [],
        plan: expect.objectContaining({ start: '2026-11-26T08:00:00.000Z', end: '2026-11-26T10:00:00.000Z' }),
      }),
    ]);
  });

  test('whose zone changes by a rule that is not read says that its time is a guess', () => {
    const odd = exchange('Odd').replaceAll('BYDAY=-1SU;BYMONTH=10', 'BYDAY=SU;BYMONTHDAY=25,26;BYMONTH=10');
    const text = file(`UID:e1\nDTSTART;TZID=Odd:20261126T090000\nDTEND;TZID=Odd:20261126T110000`, odd);
    expect(doubts(text)).toEqual(['unknown-zone']);
  });

  test.each([
    ['a date with a midnight behind it', 'DTSTART;VALUE=DATE:20261126T000000Z\nDTEND;VALUE=DATE:20261127T000000Z'],
    [
      'Outlook’s mark beside two midnights',
      `DTSTART;${helsinki}:20261126T000000\nDTEND;${helsinki}:20261126T235900\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE`,
    ],
    ['two midnights', 'DTSTART:20261126T000000\nDTEND:20261127T000000'],
    ['three days of them', 'DTSTART:20261126T000000\nDTEND:20261129T000000'],
  ])('that is a whole day has no time of day, however it says so: %s', (_, times) => {
    expect(found(file(`UID:u1\nSUMMARY:Leiri\n${times}`))).toEqual([{ is: 'refused', title: 'Leiri', why: 'no-time' }]);
  });

  test('that begins at midnight and ends by night is an evening', () => {
    const night = `UID:u1\nSUMMARY:Yökahvila\nDTSTART;${helsinki}:20261127T000000\nDTEND;${helsinki}:20261127T030000`;
    expect(plans(file(night)).map(({ plan }) => [plan.start, plan.end])).toEqual([
      ['2026-11-26T22:00:00.000Z', '2026-11-27T01:00:00.000Z'],
    ]);
  });

  test.each([
    ['with the signs of ISO 8601', 'DTSTART:2026-11-26T16:00:00Z\nDTEND:2026-11-26T18:00:00Z'],
    ['with fractions of a second', 'DTSTART:2026-11-26T16:00:00.000Z\nDTEND:2026-11-26T18:00:00.000Z'],
    ['with a small z', 'DTSTART:20261126T160000z\nDTEND:20261126T180000z'],
    ['with an offset', 'DTSTART:20261126T180000+0200\nDTEND:2026-11-26T18:00:00+00:00'],
    ['in a zone', `DTSTART;${helsinki}:2026-11-26T18:00:00\nDTEND;${helsinki}:2026-11-26T20:00`],
  ])('whose time is written %s', (_, times) => {
    expect(
      plans(file(`UID:u1\nSUMMARY:Kierros\n${times}`)).map(({ plan, doubts }) => [plan.start, plan.end, doubts]),
    ).toEqual([['2026-11-26T16:00:00.000Z', '2026-11-26T18:00:00.000Z', []]]);
  });

  test('with two titles or places is taken by the first, and what was left out is told', () => {
    const two = `${evening}\nSUMMARY;LANGUAGE=en:Round\nLOCATION:Tori\nLOCATION:Asema`;
    expect(plans(file(two)).map(({ plan, doubts }) => [plan.title, plan.meeting, doubts])).toEqual([
      ['Kierros', 'Tori', ['twice']],
    ]);
    expect(doubts(file(`${evening}\nSUMMARY:Kierros`))).toEqual([]);
  });

  test('no refusal calls a file damaged', async () => {
    for (const language of ['fi', 'sv', 'en']) {
      const words = JSON.stringify((await import(`../../locales/${language}.json`)).default.outreach.import);
      expect(words).not.toMatch(/vahingoittu|skada|damage/i);
    }
  });
});

describe('a text from elsewhere', () => {
  test.each([
    ['one word without an address', 'a'.repeat(1_000_000)],
    ['many words', 'a.b '.repeat(250_000)],
    ['dots and signs', 'a.'.repeat(300_000)],
    ['an address that never ends', `${'@a'.repeat(200_000)}`],
    ['digits with spaces', '0 '.repeat(300_000)],
  ])('of a million signs is looked through in one pass: %s', (_, text) => {
    // Where it took the square of its length, these never ended.
    const read = readCalendar(file(`${evening.replace('Kierros', text)}\nLOCATION:${text}`), now);
    expect(['read', 'too-large']).toContain(read.is);
  });

  const folded = (line: string) => file(`UID:u1\n${line}\n${evening.replace('UID:u1', '')}`);
  test.each([
    ['lines that are none', folded(`DESCRIPTION:${'a\n'.repeat(600_000)}`)],
    ['lines that go on', folded(`SUMMARY;QUOTED-PRINTABLE:${'a=\n'.repeat(450_000)}`)],
    ['returns', `${file(evening)}${'\r'.repeat(1_900_000)}`],
    ['days of a rule', folded(`RRULE:FREQ=YEARLY;BYMONTHDAY=${'1,'.repeat(800_000)}2`)],
  ])('of a million %s is read in one pass', (_, text) => {
    // Where it took the square of its length, these never ended.
    expect(readCalendar(text, now)).toMatchObject({ is: 'read' });
  });

  test('that is no calendar is not looked through line by line', () => {
    const splits = vi.spyOn(String.prototype, 'split');
    expect(readCalendar('nimi;osoite\r\n'.repeat(140_000), now)).toEqual({ is: 'no-calendar' });
    expect(splits).not.toHaveBeenCalled();
    splits.mockRestore();
  });

  test('loses its numbers and addresses, however many there are', () => {
    const text = withoutContactDetails('soita 040 123 4567 tai maija@posti.fi tai 050-765 4321, Tori');
    expect(text).toBe('soita tai tai , Tori');
  });
});
