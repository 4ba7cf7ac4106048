/**
 * Calendars and links that nobody meant: thousands of changed ones, from a seed. Each is answered; of what is taken, ical.js
 * knows what there is and when it begins. `FUZZ_RUNS=10000` tries as many.
 */
import { readdirSync, readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import finnish from '../../locales/fi.json';
import { calendarIn, planLink } from '../../src/outreach/calendar/link.ts';
import { type CalendarFile, decoded, fileLimit, readCalendar } from '../../src/outreach/calendar/read.ts';
import { writeAnswer, writePlans } from '../../src/outreach/calendar/write.ts';
import { SharedPlan, sharedOf } from '../../src/outreach/plan/plan.ts';
import { aPlan } from '../support/plans.ts';
import { random as randomFrom } from '../support/random.ts';

const runs = Number(process.env.FUZZ_RUNS ?? 400);
const timeout = 60_000 + runs * 100;
const now = Date.parse('2026-11-01T08:00:00Z');
const writing = { now, tell: () => 'Kokoontuminen: Kirjasto', reminder: 'Pakkaa varusteet' };
const plan = sharedOf(aPlan(), 'proposed');
const corpus = [
  ...readdirSync('tests/unit/calendars').map((name) => readFileSync(`tests/unit/calendars/${name}`)),
  Buffer.from(
    writePlans(
      [plan, { ...plan, uid: 'toinen', start: '2026-12-01T15:00:00.000Z', end: '2026-12-01T17:00:00.000Z' }],
      writing,
    ),
  ),
  Buffer.from(writeAnswer(plan, { name: 'Diakonia', answer: 'in', people: 2 }, writing)),
];

const values = [
  ...[
    '',
    ' ',
    '20261126T180000',
    '20261126T180000Z',
    '20261126',
    '20261399T180000',
    '00000101T000000',
    '99991231T235959Z',
  ],
  ...[
    '20261126T180000/PT1H',
    '20261126T250000',
    'PT99999999999999H',
    '-PT1H',
    'P1W',
    'PT0S',
    'rikki',
    '-1',
    '1e99',
    '\u0000',
  ],
  ...[
    'FREQ=DAILY',
    'FREQ=WEEKLY;COUNT=99999',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=MONTHLY;BYDAY=5FR',
    'FREQ=HOURLY',
  ],
  ...['FREQ=DAILY;INTERVAL=9999', 'FREQ=WEEKLY;UNTIL=99991231', 'FREQ=WEEKLY;UNTIL=20261210T000000Z;BYDAY=MO,TH'],
  ...[
    'CANCELLED',
    'canceled',
    'REPLY',
    'CANCEL',
    'REQUEST',
    '{"stops":1}',
    '[]',
    '{"__proto__":{}}',
    'null',
    'ä😀\u202e',
    '\\n\\,\\:',
    '=C3=A4',
  ],
  ...['131052-308T', 'soita 040 123 4567', 'maija@posti.fi', 'x'.repeat(3000), '('.repeat(900), 'a.'.repeat(900)],
];
const params = [
  'TZID=Europe/Helsinki',
  'TZID=Customized Time Zone',
  'TZID="(UTC+02:00) Helsinki, Kyiv"',
  'TZID=(UTC+02:00) Helsinki, Kyiv',
  'TZID=',
  'VALUE=DATE',
  'VALUE=PERIOD',
  'RANGE=THISANDFUTURE',
  'CN="a\\"b"',
  'X-Ä=1',
  'CUTYPE=GROUP',
  'ENCODING=QUOTED-PRINTABLE',
  ';',
  '"',
];
const names = [
  'DTSTART',
  'DTEND',
  'DURATION',
  'RRULE',
  'RDATE',
  'EXDATE',
  'EXRULE',
  'RECURRENCE-ID',
  'STATUS',
  'METHOD',
  'UID',
  'SEQUENCE',
  'SUMMARY',
  'LOCATION',
  'ATTENDEE',
  'ORGANIZER',
  'BEGIN',
  'END',
  'X-KENTTAKIRJA-PLAN',
  'TZID',
  'TZOFFSETTO',
  '',
];

/** A calendar with a few changes: of its lines, their parts, or its bytes. */
function changed(bytes: Buffer, random: () => number): Buffer {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  if (random() < 0.15) {
    const made = Buffer.from(bytes);
    for (let times = 1 + random() * 6; times > 0; times--)
      made[Math.floor(random() * made.length)] = Math.floor(random() * 256);
    return random() < 0.3 ? made.subarray(0, Math.floor(random() * made.length)) : made;
  }
  const lines = bytes.toString('latin1').split(/\r?\n/);
  for (let times = 1 + Math.floor(random() * 4); times > 0; times--) {
    const at = Math.floor(random() * lines.length);
    const line = lines[at]!;
    const colon = line.indexOf(':');
    const kind = random();
    const value = Buffer.from(pick(values)).toString('latin1');
    if (kind < 0.1) lines.splice(at, 1);
    else if (kind < 0.2) lines.splice(at, 0, line);
    else if (kind < 0.3) lines.splice(at, 0, lines.splice(Math.floor(random() * lines.length), 1)[0] ?? '');
    else if (kind < 0.5) lines[at] = `${line.slice(0, colon + 1)}${value}`;
    else if (kind < 0.65)
      lines[at] = `${line.slice(0, Math.max(0, colon))};${pick(params)}${line.slice(Math.max(0, colon))}`;
    else if (kind < 0.8) lines.splice(at, 0, `${pick(names)}${random() < 0.3 ? `;${pick(params)}` : ''}:${value}`);
    else if (kind < 0.9)
      lines[at] = line.replace(/\d/g, (digit) => (random() < 0.2 ? String(Math.floor(random() * 10)) : digit));
    else lines[at] = `${line.slice(0, 9)}\r\n ${line.slice(9)}`;
  }
  return Buffer.from(lines.join(pick(['\r\n', '\r\n', '\n', '\r'])), 'latin1');
}

/** What must hold of every answer. */
function judge(file: CalendarFile) {
  const words = finnish.outreach.import;
  if (file.is !== 'read') return void expect(words.wrong).toHaveProperty(file.is);
  for (const one of file.found) {
    if (one.is === 'refused') expect(words.refused).toHaveProperty(one.why);
    if (one.is !== 'plan') continue;
    expect(SharedPlan.safeParse(one.plan).success).toBe(true);
    const length = Date.parse(one.plan.end) - Date.parse(one.plan.start);
    expect(length > 0 && length <= 86_400_000).toBe(true);
    for (const doubt of one.doubts) expect(words.doubt).toHaveProperty(doubt);
  }
}

/** Finland’s zone for the other reader, whatever a changed file says of it. */
const finland = new ICAL.Timezone(
  new ICAL.Component(ICAL.parse(writePlans([], writing))).getFirstSubcomponent('vtimezone')!,
);

/** The uid of an event as it stands there. */
const uidOf = (event: ICAL.Component): string => String(event.getFirstProperty('uid')?.jCal[3] ?? '').trim();

/** When an event begins, as ical.js reads it; undefined where it begins at no moment of Finland or UTC. */
function startElsewhere(event: ICAL.Component): string | undefined {
  const held = event.getFirstProperty('dtstart');
  const value = String(held?.jCal[3] ?? '');
  // What has no digits in its places stops the other reader.
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?$/.test(value)) return undefined;
  const name = value.endsWith('Z') ? 'UTC' : String(held!.getFirstParameter('tzid') ?? '');
  if (!['UTC', 'Europe/Helsinki', 'FLE Standard Time'].includes(name)) return undefined;
  const time = ICAL.Time.fromString(value, undefined as never);
  if (name !== 'UTC') time.zone = finland;
  return time.toJSDate().toISOString();
}

/** The events of a file as ical.js has them; undefined where it does not read it. */
function eventsElsewhere(text: string) {
  try {
    const read = ICAL.parse(text.replace(/^\uFEFF/, ''));
    const all: ICAL.Component[] = (Array.isArray(read[0]) ? read : [read]).map(
      (one: unknown) => new ICAL.Component(one as never),
    );
    return all
      .filter(({ name }) => name === 'vcalendar')
      .flatMap((calendar) => {
        const method = String(calendar.getFirstPropertyValue('method') ?? '')
          .trim()
          .toUpperCase();
        return calendar.getAllSubcomponents('vevent').map((event) => ({ method, event }));
      });
  } catch {
    return undefined;
  }
}

test(
  'calendars: an answer to each, and no event lost without a word',
  () => {
    const random = randomFrom(20261202);
    let [compared, slowest] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const bytes = changed(corpus[Math.floor(random() * corpus.length)]!, random);
      const text = decoded(new Uint8Array(bytes).buffer);
      const what = `run ${run}: ${text.slice(0, 6000)}`;
      const began = performance.now();
      const file = readCalendar(text, now);
      slowest = Math.max(slowest, performance.now() - began);
      judge(file);
      const theirs = eventsElsewhere(text);
      if (file.is !== 'read' || !theirs || theirs.some(({ method }) => method === 'REPLY')) continue;
      const has = (event: ICAL.Component, name: string) => event.hasProperty(name);
      const all = theirs.filter(({ event }) => !has(event, 'recurrence-id'));
      // A version that a newer one stands in place of is not lost.
      const version = (event: ICAL.Component) => Number(event.getFirstProperty('sequence')?.jCal[3]) || 0;
      const isOld = ({ event }: (typeof all)[number]) =>
        uidOf(event) !== '' &&
        all.some((other) => uidOf(other.event) === uidOf(event) && version(other.event) > version(event));
      const single = all.filter((one) => !isOld(one));
      expect(file.found.length + file.past + file.more, what).toBeGreaterThanOrEqual(single.length);
      for (const { event } of single) {
        if (['rrule', 'rdate', 'exrule'].some((name) => has(event, name))) continue;
        const uid = uidOf(event);
        const ours = file.found.flatMap((one) => (one.is === 'plan' && one.plan.uid === uid ? [one] : []));
        const start = startElsewhere(event);
        if (uid === '' || ours.length !== 1 || start === undefined) continue;
        if (single.filter((one) => uidOf(one.event) === uid).length > 1) continue;
        expect(ours[0]!.plan.start, what).toBe(start);
        compared++;
      }
    }
    expect(compared, 'some are compared').toBeGreaterThan(runs / 20);
    if (runs >= 10_000)
      console.info(`${runs} calendars, ${compared} moments compared, slowest ${Math.round(slowest)} ms`);
  },
  timeout,
);

test(
  'links: the same calendar, or none',
  async () => {
    const random = randomFrom(20261203);
    const whole = writePlans([plan], writing);
    const { hash } = new URL((await planLink('https://kirja.example', whole))!);
    const signs = 'ABCabc019-_=+/%#p \u0000ä';
    for (let run = 0; run < runs; run++) {
      let made = hash;
      for (let times = 1 + random() * 4; times > 0; times--) {
        const at = 3 + Math.floor(random() * (made.length - 3));
        const put = Array.from(
          { length: Math.floor(random() * 4) },
          () => signs[Math.floor(random() * signs.length)],
        ).join('');
        made = made.slice(0, at) + put + made.slice(at + Math.floor(random() * 4));
      }
      const text = await calendarIn(made);
      if (text === undefined) continue;
      expect(text.length).toBeLessThanOrEqual(fileLimit);
      judge(readCalendar(text, now));
    }
  },
  timeout,
);
