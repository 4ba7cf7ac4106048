/** A plan from the first proposal to the way back: what may follow what, what the others are asked, and what is never lost. */

import { describe, expect, test } from 'vitest';
import { lasting, sameTimeLater, wallClock } from '../../src/i18n/wall-time.ts';
import { isPlanned, Outing } from '../../src/outreach/outing.ts';
import { byDate, isAhead } from '../../src/outreach/plan/ahead.ts';
import {
  again,
  answered,
  daysToNext,
  edited,
  partners,
  planDifferences,
  plannedFields,
} from '../../src/outreach/plan/change.ts';
import { hasContactDetail, withoutContactDetails } from '../../src/outreach/plan/contact-detail.ts';
import {
  draftOf,
  emptyDraft,
  type PlanDraft,
  planFromOuting,
  planOf,
  timesOf,
  withOrganisations,
  withOwn,
} from '../../src/outreach/plan/draft.ts';
import { compare, keepOurs, mergePartners, takeIncoming } from '../../src/outreach/plan/merge.ts';
import { askLater, asksAt } from '../../src/outreach/plan/overdue.ts';
import { answers, type Partner, Plan, sharedOf } from '../../src/outreach/plan/plan.ts';
import { after, canAgree, missingFrom, type OutingStep } from '../../src/outreach/plan/states.ts';
import { stopsAhead } from '../../src/outreach/plan/stops-ahead.ts';
import { outingStates } from '../../src/outreach/values.ts';
import { datesFrom, mondayOf, spanOf, weekNumber } from '../../src/periods/week.ts';
import { aPlan, aPlannedOuting } from '../support/plans.ts';
import { fc } from '../support/property.ts';

const own = 'Kukkula ry';

describe('the states of an outing', () => {
  const allowed: [OutingStep, string, string][] = [
    ['agree', 'proposed', 'agreed'],
    ['propose', 'proposed', 'proposed'],
    ['propose', 'agreed', 'proposed'],
    ['cancel', 'proposed', 'cancelled'],
    ['cancel', 'agreed', 'cancelled'],
    ['restore', 'cancelled', 'proposed'],
    ['leave', 'proposed', 'running'],
    ['leave', 'agreed', 'running'],
    ['return', 'running', 'debriefed'],
    ['reopen', 'debriefed', 'running'],
  ];

  test('follow each other only so', () => {
    const steps = [...new Set(allowed.map(([step]) => step))];
    const found = steps.flatMap((step) =>
      outingStates.flatMap((state) => {
        const to = after(state, step);
        return to ? [[step, state, to]] : [];
      }),
    );
    expect(found.sort()).toEqual([...allowed].sort());
  });

  test('agreed needs a meeting place, someone in charge, someone off site and someone who records', () => {
    const bare = aPlan({ meeting: '', inCharge: '', offSite: '', recorder: '' });
    expect(missingFrom(bare)).toEqual(['meeting', 'inCharge', 'offSite', 'recorder']);
    expect(canAgree(aPlannedOuting(aPlan({ offSite: '' })))).toBe(false);
    expect(canAgree(aPlannedOuting())).toBe(true);
    expect(canAgree(aPlannedOuting(aPlan(), { state: 'cancelled' }))).toBe(false);
  });

  test('an outing of the first shape is read as one without a plan', () => {
    const { plan: _, v: __, ...old } = aPlannedOuting(aPlan(), { state: 'debriefed' });
    const read = Outing.read({ ...old, v: 1 });
    expect(read).toMatchObject({ v: 2, places: ['Kirjasto'], state: 'debriefed' });
    expect(isPlanned(read)).toBe(false);
  });
});

describe('a plan that others see holds', () => {
  test.each(['040 123 4567', 'soita +358401234567', 'maija@yhdistys.example', '(09) 310 1691'])('no “%s”', (detail) => {
    for (const field of ['meeting', 'inCharge', 'offSite', 'aim', 'stopIf'] as const) {
      expect(() => aPlan({ [field]: detail })).toThrow(field);
    }
    expect(() => aPlan({ organisations: [{ name: detail, answer: 'in' }] })).toThrow('organisations');
    expect(withoutContactDetails(`Asema ${detail}`)).not.toMatch(/\d{3}|@/);
  });

  test.each(['klo 17.00–20.00', '28.11.2026', '116117', 'Trio, 2. krs', 'os. Kauppakatu 7, 15140', 'hätänumero 112'])(
    'but “%s” is no contact detail',
    (text) => expect(hasContactDetail(text)).toBe(false),
  );

  test('no identity code, no phone and no worker of its own field', () => {
    expect(() => aPlan({ aim: '131052-308T' })).toThrow('identity-code');
    expect(() => Plan.parse({ ...aPlan(), phone: '112' })).toThrow('phone');
  });
});

describe('a change', () => {
  test('of the time or the place asks everybody else again', () => {
    const agreed = answered(aPlan(), 'Diakonia', { answer: 'in' });
    for (const change of [{ end: '2026-11-28T19:00:00.000Z' }, { meeting: 'Asema' }]) {
      const next = edited(agreed, 'agreed', { ...agreed, ...change }, own);
      expect(next.state).toBe('proposed');
      expect(next.plan.sequence).toBe(2);
      expect(next.plan.organisations.map(({ answer }) => answer)).toEqual(['in', 'waiting']);
    }
  });

  test('of anything else is a new version, and the answers stand', () => {
    const agreed = answered(aPlan(), 'Diakonia', { answer: 'in' });
    const next = edited(agreed, 'agreed', { ...agreed, equipment: ['liivi'] }, own);
    expect(next).toEqual({ plan: { ...agreed, equipment: ['liivi'], sequence: 2 }, state: 'agreed' });
  });

  test('that changes nothing is no new version', () => {
    expect(edited(aPlan(), 'agreed', aPlan(), own)).toEqual({ plan: aPlan(), state: 'agreed' });
  });

  test('a cancelled one stays cancelled', () => {
    expect(edited(aPlan(), 'cancelled', aPlan({ meeting: 'Asema' }), own).state).toBe('cancelled');
  });

  test('an answer is written whoever gives it, and is no new version', () => {
    const plan = answered(answered(aPlan(), 'diakonia', { answer: 'in', people: 3 }), 'Kaupunki', { answer: 'maybe' });
    expect(plan.organisations.slice(1)).toEqual([
      { name: 'Diakonia', answer: 'in', people: 3 },
      { name: 'Kaupunki', answer: 'maybe' },
    ]);
    expect(plan.sequence).toBe(aPlan().sequence);
    expect(partners(answered(plan, 'Diakonia', { answer: 'out' }), own)).toEqual(['Kaupunki']);
  });
});

describe('a plan again', () => {
  const plan = aPlan({
    start: '2026-10-18T15:00:00.000Z',
    end: '2026-10-18T18:00:00.000Z',
    debrief: '2026-10-18T18:15:00.000Z',
  });

  test('a week later begins at the same hour, though the clocks were moved between', () => {
    const next = again(plan, 7, own, 'u2');
    expect([plan, next].map(({ start }) => wallClock(start))).toEqual(['18:00', '18:00']);
    expect(next).toMatchObject({ start: '2026-10-25T16:00:00.000Z', end: '2026-10-25T19:00:00.000Z', sequence: 0 });
    expect(wallClock(next.debrief!)).toBe('21:15');
    expect(next.uid).toBe('u2');
  });

  test('asks the others again', () => {
    const next = again(answered(plan, 'Diakonia', { answer: 'in' }), 7, own, 'u2');
    expect(next.organisations.map(({ answer }) => answer)).toEqual(['in', 'waiting']);
  });

  test('from an earlier one is on the next such weekday', () => {
    expect(daysToNext('2026-11-07T15:00:00.000Z', '2026-11-20')).toBe(14);
    expect(daysToNext('2026-11-14T15:00:00.000Z', '2026-11-14')).toBe(7);
    expect(daysToNext('2026-12-12T15:00:00.000Z', '2026-11-14')).toBe(7);
    expect(sameTimeLater('2026-11-07T15:00:00.000Z', 14)).toBe('2026-11-21T15:00:00.000Z');
  });

  test('from an outing that was never planned', () => {
    const { plan: _, ...walked } = aPlannedOuting(aPlan(), { state: 'debriefed', endedAt: '2026-11-28T17:00:00.000Z' });
    const copied = planFromOuting({ ...walked, places: ['Kirjasto', 'Asema'] } as Outing, own);
    expect(copied).toMatchObject({ meeting: 'Kirjasto', stops: [{ place: 'Asema' }], end: '2026-11-28T17:00:00.000Z' });
  });
});

describe('the form', () => {
  const draft = (some: Partial<PlanDraft> = {}): PlanDraft => ({
    ...emptyDraft('2026-11-28', own),
    from: '17:00',
    to: '20:00',
    place: 'Kirjasto',
    ...some,
  });
  const read = (some: Partial<PlanDraft> = {}) => planOf(draft(some), undefined, 'u1');

  test('needs a day, a start, an end and a meeting place, and says which one is missing', () => {
    expect(planOf(emptyDraft('', own), undefined, 'u1')).toEqual({
      errors: { day: 'missing', start: 'missing', end: 'missing', meeting: 'missing' },
    });
    expect(read()).toMatchObject({
      plan: { start: '2026-11-28T15:00:00.000Z', organisations: [{ name: own, answer: 'in' }] },
    });
  });

  /** Types a name letter by letter. */
  const typed = (start: PlanDraft, name: string, type: (draft: PlanDraft, some: string) => Partial<PlanDraft>) => {
    let form = start;
    for (let at = 1; at <= name.length; at++) form = { ...form, ...type(form, name.slice(0, at)) };
    return form;
  };

  test('has our own organisation as its recorder, by its whole name, until another one is chosen', () => {
    const form = typed(emptyDraft('2026-11-28', ''), 'Kukkula ry', withOwn);
    expect(form).toMatchObject({ own: 'Kukkula ry', recorder: 'Kukkula ry' });
    const chosen = { ...form, recorder: 'Diakonia' };
    expect(typed(chosen, 'Kukkula', withOwn)).toMatchObject({ own: 'Kukkula', recorder: 'Diakonia' });
  });

  test('a recorder that was chosen while its name was being typed is the one with the whole name', () => {
    const type = (form: PlanDraft, written: string) => withOrganisations(form, ['+'], written);
    const half = { ...typed(draft(), 'Dia', type), recorder: 'Dia' };
    expect(type(half, 'Diakonia').recorder).toBe('Diakonia');
    expect(typed(draft(), 'Diakonia', type).recorder, 'ours stays').toBe(own);
  });

  test('over midnight ends the next day', () => {
    expect(timesOf(draft({ from: '21:30', to: '00:30' }))).toMatchObject({
      end: '2026-11-28T22:30:00.000Z',
      isOverNight: true,
    });
    expect(timesOf(draft({ from: '21:30', to: '00:00' }))).toMatchObject({ end: '2026-11-28T22:00:00.000Z' });
  });

  test.each([
    ['17:00', '16:00'],
    ['17:00', '17:00'],
  ])('an end at %s that began %s is asked about, not guessed', (from, to) => {
    expect(read({ from, to })).toEqual({ errors: { end: 'ends-first' } });
  });

  test('through the hour that comes twice lasts as long as it lasts', () => {
    const times = timesOf(draft({ day: '2026-10-25', from: '02:30', to: '04:30' }));
    expect('start' in times && lasting(times.start, times.end)).toBe('3\u00a0h');
  });

  test('through the hour that is skipped too', () => {
    const times = timesOf(draft({ day: '2027-03-28', from: '02:30', to: '04:30' }));
    expect('start' in times && lasting(times.start, times.end)).toBe('1\u00a0h');
    expect(read({ day: '2027-03-28', from: '03:30', to: '04:00' })).toEqual({ errors: { end: 'ends-first' } });
  });

  test('says at the field what cannot be kept there', () => {
    expect(read({ offSite: 'Maija 040 123 4567', aim: '131052-308T', equipment: 'x'.repeat(61) })).toEqual({
      errors: { offSite: 'contact-detail', aim: 'identity-code', equipment: 'invalid' },
    });
  });

  test('gives back the plan that it was opened with', () => {
    const plan = aPlan({
      equipment: ['liivi', 'laturi'],
      debrief: '2026-11-28T18:15:00.000Z',
      pairs: [{ talks: 'A', records: 'B', watches: '' }],
    });
    expect(planOf(draftOf(plan, own, { phone: '112', note: 'sade' }), plan, 'another')).toEqual({ plan });
  });

  test('keeps the answer of an organisation that stays and drops the one that was taken off', () => {
    const plan = aPlan({
      organisations: [
        { name: own, answer: 'in' },
        { name: 'Diakonia', answer: 'in', people: 2 },
        { name: 'Kaupunki', answer: 'out' },
      ],
    });
    const changed = planOf(
      { ...draftOf(plan, own, { phone: '', note: '' }), organisations: ['Diakonia', 'Järjestö'] },
      plan,
      'u1',
    );
    expect('plan' in changed && changed.plan.organisations).toEqual([
      { name: own, answer: 'in' },
      { name: 'Diakonia', answer: 'in', people: 2 },
      { name: 'Järjestö', answer: 'waiting' },
    ]);
  });

  test('the number and the note that stay on the device are in no plan', () => {
    expect(JSON.stringify(read({ phone: '040 123 4567', note: 'naulassa' }))).not.toMatch(/123 4567|naulassa/);
    expect(JSON.stringify(plannedFields(aPlan(), 'proposed', own))).not.toContain('phone');
  });

  test('a stop after midnight lies on the next day', () => {
    const night = read({
      from: '22:00',
      to: '02:00',
      stops: [
        { place: 'Asema', at: '00:30' },
        { place: ' ', at: '' },
      ],
    });
    expect('plan' in night && night.plan.stops).toEqual([{ place: 'Asema', at: '2026-11-28T22:30:00.000Z' }]);
  });
});

describe('a plan that came beside the one that is here', () => {
  const held = { plan: aPlan(), state: 'proposed' as const };
  const theirs = (some: Partial<Plan> = {}, state: 'proposed' | 'agreed' | 'cancelled' = 'proposed') =>
    sharedOf(aPlan(some), state);

  test('is new, the same, or has answers that say nothing against it', () => {
    expect(compare(undefined, theirs())).toEqual({ is: 'new' });
    expect(compare(held, theirs())).toEqual({ is: 'same' });
    const said = answered(aPlan(), 'Diakonia', { answer: 'in', people: 2 });
    expect(compare(held, sharedOf(said, 'proposed'))).toEqual({ is: 'answers', organisations: said.organisations });
  });

  test('has been changed there, here, or in both places: and which lines are told', () => {
    expect(compare(held, theirs({ sequence: 2, meeting: 'Asema' }))).toEqual({ is: 'newer', fields: ['meeting'] });
    expect(compare(held, theirs({ sequence: 0, meeting: 'Asema' }))).toEqual({ is: 'older', fields: ['meeting'] });
    expect(compare(held, theirs({ meeting: 'Asema' }))).toEqual({ is: 'both', fields: ['meeting'] });
    expect(compare(held, theirs({ sequence: 2 }, 'cancelled'))).toEqual({ is: 'newer', fields: ['state'] });
  });

  test('that takes back an answer is shown, not merged', () => {
    const answeredHere = { ...held, plan: answered(aPlan(), 'Diakonia', { answer: 'in' }) };
    const standing = compare(answeredHere, sharedOf(answered(aPlan(), 'Diakonia', { answer: 'out' }), 'proposed'));
    expect(standing).toMatchObject({ is: 'both', fields: ['organisations'] });
    const dropped = compare(held, theirs({ sequence: 2, organisations: [] }));
    expect(dropped).toMatchObject({ is: 'newer', fields: ['organisations'] });
  });

  test('when taken leaves our answer as it was', () => {
    const ours = {
      plan: { ...answered(aPlan(), 'Diakonia', { answer: 'in' }) },
      state: 'proposed' as const,
    };
    const next = takeIncoming(ours, theirs({ sequence: 3, aim: 'uusi' }, 'agreed'), 'Diakonia');
    expect(next.state).toBe('agreed');
    expect(next.plan).toMatchObject({ sequence: 3, aim: 'uusi' });
    expect(next.plan.organisations[1]).toEqual({ name: 'Diakonia', answer: 'in' });
  });

  test('to another time takes no answer along that was given to this one', () => {
    const ours = { plan: answered(aPlan(), 'Diakonia', { answer: 'in' }), state: 'proposed' as const };
    const next = takeIncoming(ours, theirs({ sequence: 3, end: '2026-11-28T20:00:00.000Z' }), 'Diakonia');
    expect(next.plan.organisations[1]!.answer).toBe('waiting');
  });

  test('when put aside makes ours the later word', () => {
    expect(keepOurs(held, theirs({ sequence: 7, meeting: 'Asema' })).plan).toEqual({ ...held.plan, sequence: 8 });
  });

  test('loses no answer and no organisation, in whatever order and how often it comes', () => {
    const partner: fc.Arbitrary<Partner> = fc.record({
      name: fc.constantFrom('Diakonia', 'Kaupunki', 'Järjestö', 'Poliisi'),
      answer: fc.constantFrom(...answers),
    });
    const cast = fc.uniqueArray(partner, { selector: ({ name }) => name });
    fc.assert(
      fc.property(cast, cast, (a, b) => {
        const both = mergePartners(a, b);
        expect(mergePartners(both, b)).toEqual(both);
        expect(mergePartners(both, a)).toEqual(both);
        expect(new Set(both.map(({ name }) => name))).toEqual(new Set([...a, ...b].map(({ name }) => name)));
        for (const { name, answer } of a) {
          if (answer !== 'waiting') expect(both.find((one) => one.name === name)!.answer).toBe(answer);
        }
      }),
    );
  });

  test('differs in nothing from itself', () => {
    expect(planDifferences(aPlan(), 'agreed', aPlan({ sequence: 9 }), 'agreed')).toEqual([]);
  });
});

describe('the return', () => {
  const out = (some: Partial<Outing> = {}) => aPlannedOuting(aPlan(), { state: 'running', ...some });
  const end = Date.parse(aPlan().end);
  const isOverdue = (outing: Outing, now: number) => (asksAt(outing, 30) ?? Number.POSITIVE_INFINITY) <= now;

  test('is asked for as long after the planned end as the organisation says, and not before', () => {
    expect(isOverdue(out(), end + 29 * 60_000)).toBe(false);
    expect(isOverdue(out(), end + 30 * 60_000)).toBe(true);
    expect(asksAt(out(), 5)).toBe(end + 5 * 60_000);
  });

  test('is asked for again half an hour after somebody said that all is well', () => {
    const now = end + 45 * 60_000;
    const later = out({ askAt: askLater(now) });
    expect(isOverdue(later, now + 29 * 60_000)).toBe(false);
    expect(isOverdue(later, now + 30 * 60_000)).toBe(true);
  });

  test('is not asked for before they left, after they came back, or where no end was planned', () => {
    expect(asksAt(aPlannedOuting(), 30)).toBeUndefined();
    expect(asksAt(out({ state: 'debriefed', endedAt: aPlan().end }), 30)).toBeUndefined();
    expect(asksAt({ ...out(), plan: undefined } as unknown as Outing, 30)).toBeUndefined();
  });
});

test('stops are ahead until they are come to; one that is planned twice is come to twice', () => {
  const plan = aPlan({ stops: [{ place: 'Asema' }, { place: 'Tori' }, { place: 'Asema' }] });
  const ahead = (...places: string[]) => stopsAhead({ plan, places }).map(({ place }) => place);
  expect(ahead('Kirjasto')).toEqual(['Asema', 'Tori', 'Asema']);
  expect(ahead('Kirjasto', 'Asema')).toEqual(['Tori', 'Asema']);
  expect(ahead('Kirjasto', 'asema', 'Puisto', 'Asema')).toEqual(['Tori']);
  expect(ahead('Asema')).toEqual(['Asema', 'Tori', 'Asema']);
});

describe('a week', () => {
  test('begins on Monday, and has its number', () => {
    expect(['2026-11-23', '2026-11-28', '2026-11-29'].map(mondayOf)).toEqual(Array(3).fill('2026-11-23'));
    expect(datesFrom('2026-12-28').at(-1)).toBe('2027-01-03');
    expect(['2026-01-01', '2026-12-31', '2027-01-04', '2025-12-29'].map((date) => weekNumber(mondayOf(date)))).toEqual([
      1, 53, 1, 1,
    ]);
  });

  test('with the change of the clocks is an hour longer', () => {
    const { from, to } = spanOf('2026-10-19');
    expect(Date.parse(to) - Date.parse(from)).toBe((7 * 24 + 1) * 3_600_000);
  });

  test('puts an outing after midnight on its own day', () => {
    const late = aPlannedOuting(aPlan({ start: '2026-11-28T22:15:00.000Z', end: '2026-11-28T23:00:00.000Z' }));
    expect([...byDate([late, aPlannedOuting()]).keys()]).toEqual(['2026-11-28', '2026-11-29']);
  });

  test('keeps a plan that nobody left for in sight till the next morning', () => {
    const outing = aPlannedOuting();
    expect(isAhead(outing, Date.parse(aPlan().end) + 11 * 3_600_000)).toBe(true);
    expect(isAhead(outing, Date.parse(aPlan().end) + 13 * 3_600_000)).toBe(false);
  });
});
