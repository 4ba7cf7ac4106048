import { describe, expect, test } from 'vitest';
import { daysOn, wallDate } from '../../src/i18n/wall-time.ts';
import { daysBetween, isDate, plusMonths } from '../../src/periods/days.ts';
import { askedBy, askedInLink } from '../../src/survey/waves/asked.ts';
import { monthsIn, startAfter } from '../../src/survey/waves/plans.ts';
import { waveMeant, waveOf, wavesUntil } from '../../src/survey/waves/schedule.ts';
import { type CodeStanding, standingsOn } from '../../src/survey/waves/standing.ts';
import { standardPlans } from '../../src/survey/waves/survey-plan.ts';
import { wantedBy } from '../../src/survey/waves/wanted.ts';
import { fc } from '../support/property.ts';
import { aResponse, Device, meet } from '../support/waves.ts';

const code = 'K7M4PX27';
const status = (device: Device, day: string) => device.standing(code, day)?.status;

describe('days of the calendar', () => {
  test('months are counted by the calendar: where a month is too short, its last day', () => {
    expect(plusMonths('2026-08-31', 6)).toBe('2027-02-28');
    expect(plusMonths('2027-08-31', 6), 'a leap year').toBe('2028-02-29');
    expect(plusMonths('2028-02-29', 12)).toBe('2029-02-28');
    expect(plusMonths('2028-02-29', 48)).toBe('2032-02-29');
    expect(plusMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(plusMonths('2026-12-15', 1)).toBe('2027-01-15');
  });

  test('today is what the walls of Finland show, on the nights of moved clocks too', () => {
    expect(wallDate('2027-03-27T22:30:00Z'), 'half past midnight before the clocks go forward').toBe('2027-03-28');
    expect(wallDate('2027-03-28T20:59:00Z')).toBe('2027-03-28');
    expect(wallDate('2027-03-28T21:00:00Z'), 'three hours ahead now').toBe('2027-03-29');
    expect(wallDate('2027-10-30T21:00:00Z')).toBe('2027-10-31');
    expect(wallDate('2027-10-31T21:30:00Z'), 'two hours ahead again').toBe('2027-10-31');
    expect(wallDate('2027-10-31T22:00:00Z')).toBe('2027-11-01');
  });

  test('days count the same over moved clocks; what is no day is none', () => {
    expect(daysOn('2027-03-27', 2)).toBe('2027-03-29');
    expect(daysBetween('2027-10-30', '2027-11-01')).toBe(2);
    expect(['2028-02-29', '2027-02-29', '2027-13-01', '', '2027-1-1'].map(isDate)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('a plan', () => {
  const dues = (plan: string, start: string, until: string) => {
    const rhythm = { ...standardPlans.find(({ id }) => id === plan)!, start };
    return wavesUntil(rhythm, until).map(({ due }) => due);
  };

  test('asks new clients three times, old ones yearly, the assisted twice a year', () => {
    expect(dues('new', '2027-08-31', '2030-01-01')).toEqual(['2027-08-31', '2027-11-30', '2028-02-29']);
    expect(dues('old', '2026-05-05', '2028-05-05')).toEqual(['2026-05-05', '2027-05-05', '2028-05-05', '2029-05-05']);
    expect(dues('assisted', '2026-01-31', '2027-02-01')).toEqual([
      '2026-01-31',
      '2026-07-31',
      '2027-01-31',
      '2027-07-31',
    ]);
  });

  test('opens two weeks before the due day and is overdue a month after it, never before the first day', () => {
    const rhythm = { ...standardPlans[0]!, start: '2026-11-22' };
    expect(waveOf(rhythm, 0)).toEqual({ number: 0, due: '2026-11-22', opens: '2026-11-22', closes: '2026-12-22' });
    expect(waveOf(rhythm, 1)).toEqual({ number: 1, due: '2027-02-22', opens: '2027-02-08', closes: '2027-03-24' });
    expect(waveOf(rhythm, 3)).toBeUndefined();
  });

  test('two waves are never open for the same first time, however the plan is made', () => {
    const plan = fc.record({
      start: fc
        .date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
        .map((at) => at.toISOString().slice(0, 10)),
      months: fc
        .uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 6 })
        .map((all) => all.sort((a, b) => a - b)),
      every: fc.option(fc.integer({ min: 1, max: 24 }), { nil: undefined }),
      before: fc.integer({ min: 0, max: 60 }),
      after: fc.integer({ min: 0, max: 90 }),
    });
    fc.assert(
      fc.property(plan, (rhythm) => {
        const waves = wavesUntil(rhythm, daysOn(rhythm.start, 2000));
        for (const [at, wave] of waves.entries()) {
          expect(wave.number).toBe(at);
          expect(wave.opens <= wave.due && wave.due <= wave.closes).toBe(true);
          const next = waves[at + 1];
          if (next) expect(wave.due < next.opens).toBe(true);
          expect(waveMeant(waves, wave.due)).toBe(wave);
          expect(waveMeant(waves, daysOn(wave.due, 13)), 'a device that began some days later').toBe(wave);
        }
      }),
    );
  });

  test('own months are read as they are written, or refused', () => {
    expect(monthsIn('0, 3 6')).toEqual([0, 3, 6]);
    for (const wrong of ['', '3, 0', '0, 0', '1,5, 2', 'kolme', '-1', '0, 200'])
      expect(monthsIn(wrong), wrong).toBeUndefined();
  });
});

describe('how a code stands', () => {
  test('upcoming, due, overdue, and then the next time', () => {
    const phone = new Device();
    phone.take(code, 'new', '2026-11-22');
    expect(status(phone, '2026-11-22')).toBe('due');
    expect(status(phone, '2026-12-22')).toBe('due');
    expect(status(phone, '2026-12-23')).toBe('overdue');
    expect(status(phone, '2027-02-08'), 'the next time: the first one was missed').toBe('upcoming');
    expect(phone.standing(code, '2027-02-08')?.waves.map(({ state }) => state)).toEqual(['missed', 'open']);
    expect(status(phone, '2027-02-22')).toBe('due');
  });

  test('asked and not reached leave it open; declined ends this time only, and can be taken back', () => {
    const phone = new Device();
    phone.take(code, 'assisted', '2026-11-22');
    const on = (day: string) => phone.standing(code, day)!;
    phone.say(on('2026-11-23'), 'not-reached');
    expect(on('2026-11-24').open).toMatchObject({ said: 'not-reached', wasAsked: false });
    phone.say(on('2026-11-24'), 'asked');
    expect(on('2026-11-24').open).toMatchObject({ said: 'asked', wasAsked: true });
    phone.say(on('2026-11-25'), 'declined');
    expect(on('2026-11-25')).toMatchObject({ status: 'rest', next: { due: '2027-05-22' } });
    phone.say(on('2026-11-25'), 'open');
    expect(status(phone, '2026-11-25')).toBe('due');
    phone.say(on('2026-11-25'), 'declined');
    expect(status(phone, '2027-05-22')).toBe('due');
  });

  test('an answer counts whatever else was said of the wave, a second one is told and does not count', () => {
    const [a, b] = [new Device(), new Device()];
    a.take(code, 'new', '2026-11-22');
    meet(a, b);
    const [first, second] = [aResponse(), aResponse()];
    a.now = Date.parse('2026-11-23T10:00:00Z');
    b.now = Date.parse('2026-11-24T10:00:00Z');
    b.say(b.standing(code, '2026-11-23')!, 'declined');
    a.say(a.standing(code, '2026-11-23')!, 'answered', first);
    a.say(a.standing(code, '2026-11-23')!, 'answered', first);
    b.say(b.standing(code, '2026-11-24')!, 'answered', second);
    meet(a, b);
    for (const device of [a, b]) {
      const [wave] = device.standing(code, '2026-12-01')!.waves;
      expect(wave).toMatchObject({ state: 'answered', answer: { response: first }, extra: 1 });
    }
  });

  test('a phone whose clock is years ahead does not have the last word for ever', () => {
    const [wrong, right] = [new Device('trio', 20 * 365 * 86_400_000), new Device()];
    wrong.take(code, 'new', '2026-11-22', { ended: 'left' });
    meet(wrong, right);
    right.take(code, 'old', '2026-11-22', { turn: right.standing(code, '2026-11-22')!.turn });
    meet(wrong, right);
    expect(status(wrong, '2026-11-22')).toBe('due');
    expect(wrong.standing(code, '2026-11-22')?.respondent.plan).toBe('old');
  });

  test('two phones that took in the same card a day apart mean the same wave', () => {
    const [a, b] = [new Device(), new Device()];
    a.take(code, 'new', '2026-11-22');
    a.say(a.standing(code, '2026-11-22')!, 'answered', aResponse());
    b.now = Date.parse('2026-11-23T10:00:00Z');
    b.take(code, 'new', '2026-11-23');
    meet(a, b);
    expect(status(a, '2026-11-23')).toBe('rest');
    expect(a.standing(code, '2026-11-23')).toMatchObject({
      next: { due: '2027-02-23' },
      waves: [{ state: 'answered' }],
    });
  });

  test('another plan begins at the last answer: nobody is asked twice', () => {
    const phone = new Device();
    phone.take(code, 'new', '2026-01-10');
    for (const day of ['2026-01-10', '2026-04-10', '2026-07-12'])
      phone.say(phone.standing(code, day)!, 'answered', aResponse());
    const standing = phone.standing(code, '2026-07-12')!;
    expect(standing.status).toBe('finished');
    phone.take(code, 'old', startAfter(standing, '2026-07-12'), { turn: standing.turn });
    expect(phone.standing(code, '2026-07-12')).toMatchObject({ status: 'rest', next: { due: '2027-07-10' } });
  });

  test('a move to another unit: the old one has it no more, the new one goes on', () => {
    const [old, fresh] = [new Device('trio'), new Device('arki')];
    old.take(code, 'assisted', '2026-05-01');
    old.say(old.standing(code, '2026-05-01')!, 'answered', aResponse());
    fresh.now = Date.parse('2026-09-01T10:00:00Z');
    fresh.take(code, 'assisted', '2026-05-01', { moved: true, turn: 1 });
    meet(old, fresh);
    expect(old.standing(code, '2026-09-01')).toMatchObject({
      unit: 'arki',
      status: 'rest',
      next: { due: '2026-11-01' },
    });
  });

  test('what a link asks is read back, and nothing else', () => {
    const asked = { plan: 'own-2', number: 3, due: '2026-11-22', turn: 9 };
    expect(askedBy(askedInLink(asked))).toEqual(asked);
    for (const wrong of [null, '', 'x', 'new.1', 'new.1.2026-11-22.x']) expect(askedBy(wrong)).toBeUndefined();
  });
});

describe('what a unit takes of what an endpoint holds', () => {
  test('its own codes, with what another unit says of them; nothing of other units’ codes', () => {
    const [ours, others] = [new Device('trio'), new Device('arki')];
    const mine = ours.take(code, 'new', '2026-11-22');
    const theirs = others.take('0000000P', 'new', '2026-11-22');
    const moved = others.take(code, 'new', '2026-11-22', { moved: true, turn: 1 });
    const known = new Set<string>();
    const stranger = { ...mine, kind: 'encounter' };
    const { wanted, again } = wantedBy('trio', known, [mine, theirs, moved, stranger, null, { kind: 'respondent' }]);
    expect(wanted).toEqual([mine, moved]);
    expect(again).toBe(false);
    expect([...known]).toEqual([code]);
  });

  test('a code that came from another unit is reason to read again from the beginning, once', () => {
    const others = new Device('arki');
    const moved = others.take(code, 'new', '2026-11-22', { moved: true, turn: 1 });
    const known = new Set<string>();
    expect(wantedBy('arki', known, [moved]).again).toBe(true);
    expect(wantedBy('arki', known, [moved]).again).toBe(false);
  });
});

const codes = ['K7M4PX27', 'A0000001', 'C0000002'];
const start = Date.parse('2027-03-20T09:00:00Z');

/** What happens on one of three devices, at some hour. */
const step = fc.record({
  device: fc.nat(2),
  code: fc.constantFrom(...codes),
  days: fc.nat(20),
  does: fc.constantFrom(
    'take',
    'answered',
    'answered',
    'asked',
    'declined',
    'not-reached',
    'open',
    'end',
    'meet',
    'again',
  ),
  other: fc.nat(2),
  plan: fc.constantFrom('new', 'old', 'assisted'),
});

test('whatever three devices do and whenever they meet, they come to the same state, and no wave has two answers', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.infiniteStream(fc.nat()), (steps, dice) => {
      const devices = [new Device(), new Device('trio', 3_600_000), new Device('trio', -90 * 86_400_000)];
      const given: string[] = [];
      let now = start;
      for (const one of steps) {
        now += one.days * 86_400_000;
        const device = devices[one.device]!;
        device.now = now;
        const today = wallDate(now);
        const standing = device.standing(one.code, today);
        if (one.does === 'meet') meet(device, devices[one.other]!);
        else if (one.does === 'again') device.events.push(...device.events.slice(0, 3));
        else if (!standing || one.does === 'take')
          device.take(one.code, one.plan, today, { turn: standing?.turn ?? 0 });
        else if (one.does === 'end') device.take(one.code, 'new', today, { turn: standing.turn, ended: 'left' });
        else if (one.does !== 'answered') {
          if (standing.waves.length > 0) device.say(standing, one.does);
        } else if (standing.open) {
          given.push(aResponse());
          device.say(standing, 'answered', given.at(-1));
        }
      }
      for (const [a, b] of [
        [0, 1],
        [1, 2],
        [0, 1],
      ] as const)
        meet(devices[a]!, devices[b]!);
      const today = wallDate(now);
      const [first, ...others] = devices.map((device) => device.standings(today));
      for (const other of others) expect(other).toEqual(first);
      // In any other order, some of it twice.
      const { respondents, events } = devices[0]!.entries();
      const shuffled = <T>(all: readonly T[]) =>
        all
          .map((one) => [dice.next().value, one] as const)
          .sort((a, b) => Number(a[0]) - Number(b[0]))
          .map(([, each]) => each);
      expect(
        standingsOn(today, { respondents: shuffled(respondents), events: shuffled([...events, ...events]) }),
      ).toEqual(first);
      const counted = first!.flatMap(({ waves }) => waves.flatMap(({ answer }) => answer?.response ?? []));
      expect(new Set(counted).size, 'no response answers two waves').toBe(counted.length);
      for (const response of counted) expect(given).toContain(response);
    }),
    { numRuns: 400 },
  );
});

/** Pseudo-random from a seed: the same two years every time. */
function random(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The due days of a person, counted in another way than the app does: by the date's own month arithmetic. */
function dueDaysBy(plan: string, from: string, today: string): string[] {
  const steps = { new: [0, 3, 6], old: [0, 12, 24, 36], assisted: [0, 6, 12, 18, 24, 30] }[plan] ?? [];
  return steps
    .map((months) => {
      const [y = 0, m = 1, d = 1] = from.split('-').map(Number);
      for (let day = d; ; day--) {
        const at = new Date(Date.UTC(y, m - 1 + months, day, 12));
        if (at.getUTCDate() === day) return at.toISOString().slice(0, 10);
      }
    })
    .filter((due) => Date.parse(due) - 14 * 86_400_000 <= Date.parse(today) && (due === from ? due <= today : true));
}

interface Person {
  code: string;
  plan: string;
  start: string;
  /** Due days that are answered or declined. */
  done: Set<string>;
  isGone: boolean;
}

test.each([1, 2])(
  'two years in a unit with two phones: the due lists are right every week, no wave is double (seed %i)',
  (seed) => {
    const dice = random(seed);
    const phones = [new Device(), new Device()] as const;
    const otherUnit = new Device('arki');
    const people: Person[] = [];
    const answers = new Map<string, number>();
    let [weeks, extra, missed, moved] = [0, 0, 0, 0];
    const enrol = (phone: Device, today: string, plan: string) => {
      const person = {
        code: `P${String(people.length).padStart(7, '0')}`,
        plan,
        start: today,
        done: new Set<string>(),
        isGone: false,
      };
      people.push(person);
      phone.take(person.code, plan, today);
    };
    // From before clocks go forward to after they go back, over a leap day.
    const first = Date.parse('2027-03-01T06:00:00Z');
    for (let day = 0; day < 731; day++) {
      for (const phone of phones) {
        // At any hour of the day in Finland, also in the night in which the clocks are moved.
        phone.now = first + day * 86_400_000 + Math.floor(dice() * 15 * 3_600_000);
        const today = wallDate(phone.now);
        if (dice() < 0.06) enrol(phone, today, (['new', 'new', 'old', 'assisted'] as const)[Math.floor(dice() * 4)]!);
        for (const standing of phone.standings(today)) {
          const person = people.find((one) => one.code === standing.code)!;
          if (!standing.open || standing.unit !== 'trio' || dice() > 0.08) continue;
          const { due } = standing.open;
          const isDoneElsewhere = person.done.has(due);
          const what = dice();
          if (what < 0.6) {
            // Some who have answered on the other phone say so.
            if (isDoneElsewhere && dice() < 0.3) continue;
            phone.say(standing, 'answered', aResponse());
            answers.set(`${person.code} ${due}`, (answers.get(`${person.code} ${due}`) ?? 0) + 1);
            person.done.add(due);
          } else if (what < 0.75) phone.say(standing, 'not-reached');
          else if (what < 0.9) phone.say(standing, 'asked');
          else if (!isDoneElsewhere) {
            phone.say(standing, 'declined');
            person.done.add(due);
          }
        }
        const leaver = people[Math.floor(dice() * people.length)];
        if (!leaver || leaver.isGone || dice() > 0.015) continue;
        const known = phone.standing(leaver.code, today);
        if (!known) continue;
        const why = dice();
        leaver.isGone = true;
        if (why < 0.3) {
          // The card goes along to another unit, and this one hears of it.
          moved += 1;
          otherUnit.now = phone.now;
          otherUnit.take(leaver.code, leaver.plan, leaver.start, { turn: known.turn, moved: true });
          meet(phone, otherUnit);
        } else {
          // Leaves, or loses the card and begins anew under another code.
          const lost = why < 0.6;
          phone.take(leaver.code, leaver.plan, leaver.start, { turn: known.turn, ended: lost ? 'lost' : 'left' });
          if (lost) enrol(phone, today, leaver.plan);
        }
      }
      // Now and then they have a network, always at the end of the week.
      if (dice() < 0.1 || day % 7 === 6) meet(phones[0], phones[1]);
      if (day % 7 !== 6) continue;
      weeks += 1;
      const today = wallDate(first + day * 86_400_000);
      const [a, b] = phones.map((phone) => phone.standings(today)) as [CodeStanding[], CodeStanding[]];
      expect(a).toEqual(b);
      const due = a
        .filter(({ status: is, unit }) => unit === 'trio' && ['overdue', 'due', 'upcoming'].includes(is))
        .map((one) => `${one.code} ${one.open!.due}`);
      const expected = people
        .filter(({ isGone }) => !isGone)
        .flatMap((person) => {
          const last = dueDaysBy(person.plan, person.start, today).at(-1);
          return last && !person.done.has(last) ? [`${person.code} ${last}`] : [];
        });
      expect(due.sort(), today).toEqual(expected.sort());
    }
    meet(phones[0], phones[1]);
    const waves = phones[0]
      .standings('2029-03-05')
      .flatMap((standing) => standing.waves.map((wave) => ({ ...wave, code: standing.code })));
    for (const wave of waves) {
      extra += wave.extra;
      if (wave.state === 'missed') missed += 1;
      expect((wave.answer ? 1 : 0) + wave.extra, `${wave.code} ${wave.due}`).toBe(
        answers.get(`${wave.code} ${wave.due}`) ?? 0,
      );
    }
    expect(new Set(waves.map(({ code: of, due }) => `${of} ${due}`)).size, 'no wave is there twice').toBe(waves.length);
    expect(weeks).toBe(104);
    expect(people.length).toBeGreaterThan(50);
    expect(missed, 'people are missed in such a time').toBeGreaterThan(0);
    expect(extra, 'some answer on both phones').toBeGreaterThan(0);
    expect(moved, 'some move').toBeGreaterThan(0);
  },
);
