/** Calendar files: what is written is read the same by a parser that is not ours, and what others write is read by ours. */
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { momentOf } from '../../src/i18n/wall-time.ts';
import type { Found } from '../../src/outreach/calendar/event.ts';
import { asText, lineText, readComponents, writeLine } from '../../src/outreach/calendar/lines.ts';
import { calendarIn, hasPlan, linkLimit, planLink } from '../../src/outreach/calendar/link.ts';
import { decoded, fileLimit, readCalendar } from '../../src/outreach/calendar/read.ts';
import { writeAnswer, writePlans } from '../../src/outreach/calendar/write.ts';
import { SharedPlan, sharedOf } from '../../src/outreach/plan/plan.ts';
import { anyPlan, aPlan } from '../support/plans.ts';
import { fc } from '../support/property.ts';

const now = Date.parse('2026-11-20T10:00:00Z');
const writing = { now, tell: () => 'Kokoontuminen: Kirjasto', reminder: 'Pakkaa varusteet' };
const sample = (name: string) => decoded(new Uint8Array(readFileSync(`tests/unit/calendars/${name}.ics`)).buffer);
const read = (text: string, at = now): Found[] => {
  const file = readCalendar(text, at);
  if (file.is !== 'read') throw new Error(file.is);
  return file.found;
};
const plansIn = (text: string, at = now) =>
  read(text, at).flatMap((one) => (one.is === 'plan' ? [{ ...one.plan, doubts: one.doubts }] : []));

/** What ical.js reads of our file. */
const readElsewhere = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
    ICAL.TimezoneService.reset();
    for (const zone of component.parent!.getAllSubcomponents('vtimezone')) {
      ICAL.TimezoneService.register(new ICAL.Timezone(zone));
    }
    const event = new ICAL.Event(component);
    const text = (name: string) => String(component.getFirstPropertyValue(name) ?? '');
    return {
      uid: event.uid,
      sequence: event.sequence,
      summary: event.summary,
      location: event.location,
      status: text('status'),
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      zone: event.startDate.zone?.tzid,
      attendees: event.attendees.map((one) => [one.getParameter('cn'), one.getParameter('partstat')]),
      component,
    };
  });

describe('a plan that is written', () => {
  test('is read as the same plan again, whatever stands in it', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const [found] = read(writePlans([plan], writing));
        expect(found).toEqual({ is: 'plan', plan, doubts: [] });
      }),
      { numRuns: 300 },
    );
  });

  test('keeps the name that another calendar gave it, whatever signs are in it', () => {
    for (const uid of ['C:\\nimi', 'a\\,b', 'a,b;c', 'ä "1"@posti.fi']) {
      expect(plansIn(writePlans([sharedOf(aPlan({ uid }), 'proposed')], writing))[0]!.uid).toBe(uid);
      expect(readElsewhere(writePlans([sharedOf(aPlan({ uid }), 'proposed')], writing))[0]!.uid).toBe(uid);
    }
  });

  test('means the same to a parser that is not ours', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const [seen] = readElsewhere(writePlans([plan], writing));
        expect(seen).toMatchObject({
          uid: plan.uid,
          sequence: plan.sequence,
          summary: plan.title || plan.meeting,
          location: plan.meeting,
          status: { proposed: 'TENTATIVE', agreed: 'CONFIRMED', cancelled: 'CANCELLED' }[plan.state],
          start: plan.start,
          end: plan.end,
          attendees: plan.organisations.map(({ name, answer }) => [
            name,
            { waiting: 'NEEDS-ACTION', in: 'ACCEPTED', maybe: 'TENTATIVE', out: 'DECLINED' }[answer],
          ]),
        });
      }),
      { numRuns: 300 },
    );
  });

  test('has no line that is longer than 75 bytes, and every line ends as the format wants it', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const lines = writePlans([plan], writing).split('\r\n');
        expect(lines.pop()).toBe('');
        for (const line of lines) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]|\p{Surrogate}/u);
        }
      }),
    );
  });

  test.each([
    ['summer', '2027-07-01T15:00:00.000Z', 'DTSTART;TZID=Europe/Helsinki:20270701T180000'],
    ['winter', '2026-12-01T15:00:00.000Z', 'DTSTART;TZID=Europe/Helsinki:20261201T170000'],
    ['the first round of the repeated hour', '2027-10-31T00:30:00.000Z', 'DTSTART:20271031T003000Z'],
    ['the hour before it', '2027-10-30T23:30:00.000Z', 'DTSTART;TZID=Europe/Helsinki:20271031T023000'],
    ['the hour after it', '2027-10-31T02:30:00.000Z', 'DTSTART;TZID=Europe/Helsinki:20271031T043000'],
    ['its second round', '2027-10-31T01:30:00.000Z', 'DTSTART:20271031T013000Z'],
    ['midnight', '2026-12-01T22:00:00.000Z', 'DTSTART;TZID=Europe/Helsinki:20261202T000000'],
  ])('in %s says the right time', (_, start, line) => {
    const plan = sharedOf(aPlan({ start, end: new Date(Date.parse(start) + 5_400_000).toISOString() }), 'proposed');
    const text = writePlans([plan], writing);
    expect(text).toContain(`${line}\r\n`);
    expect(readElsewhere(text)[0]).toMatchObject({ start });
    expect(plansIn(text)[0]).toMatchObject({ start, end: plan.end });
  });

  test('never holds a note of one’s own, a number or an encounter', () => {
    const plan = { ...aPlan(), note: 'Avain on Maijalla', phone: '040 123 4567', encounters: ['keskustelu'] };
    const shared = sharedOf(plan, 'agreed');
    const text = writePlans([{ ...shared, ...{ smuggled: '050 765 4321' } }], writing).replace(/\r\n /g, '');
    for (const secret of ['Maijalla', '040 ', '123 4567', 'keskustelu', 'smuggled', '765']) {
      expect(text).not.toContain(secret);
    }
    expect(Object.keys(shared).sort()).toEqual(Object.keys(SharedPlan.shape).sort());
    expect(text).toContain('Kirjasto');
  });

  test('goes as one file with the other evenings of a round', () => {
    const shared = [1, 2, 3].map((n) => sharedOf(aPlan({ uid: `u${n}` }), 'proposed'));
    expect(plansIn(writePlans(shared, writing)).map(({ uid }) => uid)).toEqual(['u1', 'u2', 'u3']);
    expect(readElsewhere(writePlans(shared, writing))).toHaveLength(3);
  });
});

describe('an answer', () => {
  const plan = sharedOf(aPlan({ aim: 'Tavata nuoria' }), 'proposed');
  const text = writeAnswer(plan, { name: 'Diakonia; Lahti, "keskusta"', answer: 'in', people: 2 }, writing);

  test('is one organisation’s word, and tells which plan it is for', () => {
    expect(read(text)).toEqual([
      {
        is: 'answer',
        uid: plan.uid,
        sequence: plan.sequence,
        from: { name: 'Diakonia; Lahti, "keskusta"', answer: 'in', people: 2 },
      },
    ]);
    expect(text).not.toContain('nuoria');
  });

  test('is a reply for a parser that is not ours too', () => {
    const [seen] = readElsewhere(text);
    expect(seen!.component.parent!.getFirstPropertyValue('method')).toBe('REPLY');
    expect(seen!.attendees).toEqual([['Diakonia; Lahti, "keskusta"', 'ACCEPTED']]);
  });
});

describe('a file from', () => {
  test('Outlook: Windows’ name of the zone, people left out, numbers left out', () => {
    expect(plansIn(sample('outlook'))).toEqual([
      expect.objectContaining({
        title: 'Yhteisjalkautuminen: keskusta',
        start: '2026-12-04T15:00:00.000Z',
        end: '2026-12-04T18:00:00.000Z',
        meeting: 'Kirjaston pääovi, soita',
        organiser: '',
        organisations: [{ name: 'Etsivä työ; Lahti', answer: 'in' }],
        sequence: 2,
        state: 'proposed',
        doubts: ['people', 'contacts', 'more'],
      }),
    ]);
    expect(JSON.stringify(read(sample('outlook')))).not.toMatch(/Maija|Virtanen|040 1|4567|seurakunta/);
  });

  test('Google: a weekly round by the clock on the wall, one left out, one moved; whole days told', () => {
    const at = Date.parse('2026-10-20T10:00:00Z');
    expect(plansIn(sample('google'), at).map(({ start, meeting, title }) => [start, meeting, title])).toEqual([
      ['2026-10-21T15:00:00.000Z', 'Asema', 'Keskiviikkokierros'],
      ['2026-10-28T16:00:00.000Z', 'Asema', 'Keskiviikkokierros'],
      ['2026-11-12T17:00:00.000Z', 'Tori', 'Keskiviikkokierros torstaina'],
      ['2026-11-18T16:00:00.000Z', 'Asema', 'Keskiviikkokierros'],
      ['2026-11-24T15:00:00.000Z', '', 'Iltapäivän kierros'],
    ]);
    expect(read(sample('google'), at)).toContainEqual({ is: 'refused', title: 'Itsenäisyyspäivä', why: 'no-time' });
    expect(new Set(plansIn(sample('google'), at).map(({ uid }) => uid)).size).toBe(5);
  });

  test('Google: what is over is left out and counted', () => {
    const file = readCalendar(sample('google'), Date.parse('2026-11-23T10:00:00Z'));
    // The series, and the evening of it that was moved.
    expect(file).toMatchObject({ is: 'read', past: 2, more: 0 });
  });

  test('Apple: a byte order mark, bare line ends, a night over midnight, a place on two lines', () => {
    expect(plansIn(sample('apple'))).toEqual([
      expect.objectContaining({
        title: 'Yöpartio',
        start: '2026-11-28T19:30:00.000Z',
        end: '2026-11-28T22:30:00.000Z',
        meeting: 'Trio, 2. kerros Aleksanterinkatu 18, Lahti',
        organisations: [{ name: 'Diakonia', answer: 'maybe' }],
        doubts: [],
      }),
    ]);
  });

  test.each(['outlook', 'google', 'apple'])('%s means the same to a parser that is not ours', (name) => {
    const at = Date.parse('2026-10-20T10:00:00Z');
    const elsewhere = readElsewhere(sample(name).replace(/^\uFEFF/, ''))
      .filter(
        ({ component }) =>
          !component.getFirstProperty('rrule') && component.getFirstProperty('dtstart')!.type !== 'date',
      )
      .map(({ start, end }) => [start, end]);
    const ours = plansIn(sample(name), at).map(({ start, end }) => [start, end]);
    for (const one of elsewhere) expect(ours).toContainEqual(one);
  });

  test('a server with a zone of its own: by the rules in the file, on both sides of the change', () => {
    const text = sample('own-zone');
    const ours = plansIn(text, Date.parse('2027-03-01T00:00:00Z'));
    expect(ours.map(({ start, end, doubts }) => [start, end, doubts])).toEqual([
      ['2027-03-27T16:00:00.000Z', '2027-03-27T18:30:00.000Z', []],
      ['2027-03-28T15:00:00.000Z', '2027-03-28T17:30:00.000Z', []],
    ]);
    expect(readElsewhere(text).map(({ start }) => start)).toEqual(ours.map(({ start }) => start));
  });

  test('a tool with a broken zone: Finland’s time is taken and it is told; what ends before it starts is not taken', () => {
    expect(read(sample('broken-zone'))).toEqual([
      expect.objectContaining({
        doubts: ['unknown-zone'],
        plan: expect.objectContaining({ start: '2026-11-28T15:00:00.000Z' }),
      }),
      expect.objectContaining({
        doubts: ['unknown-zone'],
        plan: expect.objectContaining({ start: '2026-11-29T15:00:00.000Z' }),
      }),
      { is: 'refused', title: 'Takaperin', why: 'ends-first' },
    ]);
  });
});

describe('a file that is not right', () => {
  const whole = writePlans([sharedOf(aPlan(), 'proposed')], writing);

  test('is never half an outing: cut anywhere, nothing of it is read', () => {
    for (let end = 1; end < whole.length - 2; end += 7) {
      const file = readCalendar(whole.slice(0, end), now);
      expect(file.is, `cut at ${end}`).not.toBe('read');
    }
  });

  test.each([
    ['a picture', '\x89PNG\r\n\x1a\n\x00\x00'],
    ['a page', '<!doctype html><title>BEGIN:VCALENDAR</title>'],
    ['a contact card', 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:x\r\nEND:VCARD\r\n'],
  ])('%s is no calendar', (_, text) => {
    expect(readCalendar(text, now)).toEqual({ is: 'no-calendar' });
  });

  test('a calendar without events is told as such', () => {
    expect(readCalendar('BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR', now)).toEqual({ is: 'empty' });
  });

  test('ten megabytes are not read at all', () => {
    const event = whole.slice(whole.indexOf('BEGIN:VEVENT'), whole.indexOf('END:VCALENDAR'));
    const large = whole.replace('END:VCALENDAR', `${event.repeat(Math.ceil(10_000_000 / event.length))}END:VCALENDAR`);
    expect(readCalendar(large, now)).toEqual({ is: 'too-large' });
  });

  test('a file as large as is read is read within a moment, and offers no more than can be looked through', () => {
    const event = whole.slice(whole.indexOf('BEGIN:VEVENT'), whole.indexOf('END:VCALENDAR'));
    const times = Math.floor((fileLimit - whole.length) / event.length);
    const file = readCalendar(whole.replace('END:VCALENDAR', `${event.repeat(times)}END:VCALENDAR`), now);
    expect(file).toMatchObject({ is: 'read', more: times + 1 - 50 });
  });

  test.each([
    ['an identity code', (text: string) => text.replace('SUMMARY:', 'SUMMARY:131052-308T '), 'identity-code'],
    [
      'plan fields that are none',
      (text: string) => text.replace(/X-KENTTAKIRJA-PLAN:[\s\S]*?\r\n(?! )/, 'X-KENTTAKIRJA-PLAN:{oops\r\n'),
      'plan-fields',
    ],
    ['no start', (text: string) => text.replace(/DTSTART;.*\r\n/, ''), 'no-time'],
    ['a start that is none', (text: string) => text.replace(/DTSTART;.*\r\n/, 'DTSTART:soon\r\n'), 'no-time'],
    ['no end', (text: string) => text.replace(/DTEND;.*\r\n/, ''), 'no-end'],
    ['three days', (text: string) => text.replace(/DTEND;.*\r\n/, 'DURATION:P3D\r\n'), 'too-long'],
  ])('an event with %s is told, not taken', (_, spoil, why) => {
    expect(read(spoil(whole))).toEqual([{ is: 'refused', title: expect.any(String), why }]);
  });

  test('an old Windows encoding is read', () => {
    const old = Buffer.from(whole.replace('SUMMARY:', 'SUMMARY:Yö '), 'latin1');
    expect(plansIn(decoded(new Uint8Array(old).buffer))[0]!.title).toMatch(/^Yö /);
  });

  test('random damage never throws and never gives an outing that ends before it starts', () => {
    const samples = [whole, sample('google'), sample('outlook')];
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.nat(),
        fc.nat(40),
        fc.string({ maxLength: 20 }),
        (text, at, cut, put) => {
          const place = at % text.length;
          const file = readCalendar(text.slice(0, place) + put + text.slice(place + cut), now);
          if (file.is !== 'read') return;
          for (const one of file.found) if (one.is === 'plan') expect(one.plan.end > one.plan.start).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the lines of a file', () => {
  test('hold any text and give it back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (value, param) => {
        const tidy = (text: string) => text.replace(/\p{Cc}/gu, ' ');
        const line = writeLine('X-ONE', asText(tidy(value)), { CN: tidy(param) });
        const [calendar] = readComponents(`BEGIN:VCALENDAR\r\n${line}END:VCALENDAR\r\n`);
        expect(lineText(calendar!.lines[0])).toBe(tidy(value).trim());
        expect(calendar!.lines[0]!.params.CN).toBe(tidy(param));
      }),
    );
  });
});

describe('a link', () => {
  test('holds the whole file, and nothing of it goes to a server', async () => {
    const calendar = writePlans([sharedOf(aPlan({ aim: 'Ääkkösiä ja “lainauksia”' }), 'agreed')], writing);
    const link = (await planLink('https://kirja.example', calendar))!;
    const { pathname, search, hash } = new URL(link);
    expect([pathname, search]).toEqual(['/outreach/import', '']);
    expect(hasPlan(hash)).toBe(true);
    expect(link.length).toBeLessThan(2_500);
    expect(await calendarIn(hash)).toBe(calendar);
  });

  test('that would be cut by a messenger is not made', async () => {
    const noise = Array.from({ length: linkLimit }, () => Math.random().toString(36)).join('');
    expect(await planLink('https://kirja.example', noise)).toBeUndefined();
  });

  test('that was cut, or blows up when it is opened, is not read', async () => {
    const link = (await planLink('https://kirja.example', 'BEGIN:VCALENDAR\r\n'.repeat(9)))!;
    expect(await calendarIn(new URL(link).hash.slice(0, -9))).toBeUndefined();
    const bomb = (await planLink('https://kirja.example', '0'.repeat(fileLimit + 1)))!;
    expect(bomb.length).toBeLessThan(linkLimit);
    expect(await calendarIn(new URL(bomb).hash)).toBeUndefined();
    expect(await calendarIn('#p=%%%')).toBeUndefined();
  });
});

test('a wall time is the moment of Finland, at both changes of the clocks', () => {
  expect(momentOf('2026-07-01T12:00:00')).toBe('2026-07-01T09:00:00.000Z');
  expect(momentOf('2026-12-01T12:00:00')).toBe('2026-12-01T10:00:00.000Z');
  expect(momentOf('2026-10-25T03:30:00')).toBe('2026-10-25T00:30:00.000Z');
  expect(momentOf('2027-03-28T03:30:00')).toBe('2027-03-28T01:30:00.000Z');
  expect(momentOf('rikki')).toBeUndefined();
});
