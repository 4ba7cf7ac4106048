/** Plans for tests. */

import { Outing } from '../../src/outreach/outing.ts';
import { plannedFields } from '../../src/outreach/plan/change.ts';
import { answers, Plan, plannedStates, SharedPlan } from '../../src/outreach/plan/plan.ts';
import { newId } from '../../src/store/id.ts';
import { fc } from './property.ts';

/** A plan of Kukkula with the parish and the city, for an evening. */
export const aPlan = (some: Partial<Plan> = {}): Plan =>
  Plan.parse({
    uid: '01900000-0000-7000-8000-000000000001',
    sequence: 1,
    title: 'Iltakierros',
    start: '2026-11-28T15:00:00.000Z',
    end: '2026-11-28T18:00:00.000Z',
    meeting: 'Kirjasto',
    organiser: 'Kukkula ry',
    organisations: [
      { name: 'Kukkula ry', answer: 'in', people: 2 },
      { name: 'Diakonia', answer: 'waiting' },
    ],
    stops: [{ place: 'Asema', at: '2026-11-28T16:30:00.000Z' }, { place: 'Tori' }],
    inCharge: 'Vuorovastaava',
    offSite: 'Päivystäjä',
    recorder: 'Kukkula ry',
    ...some,
  });

/** An outing that is planned so. */
export const aPlannedOuting = (plan = aPlan(), some: Partial<Outing> = {}): Outing =>
  Outing.parse({
    kind: 'outing',
    id: newId(),
    rev: 1,
    v: Outing.version,
    unit: 'oma',
    device: '00000000-0000-4000-8000-000000000000',
    ...plannedFields(plan, 'proposed', 'Kukkula ry'),
    ...some,
  });

const words = (limit: number, least = 0) =>
  fc
    .string({ unit: 'grapheme', minLength: least, maxLength: Math.floor(limit / 4) })
    .filter((text) => !/[\p{Cc}@+\d]/u.test(text) && text.trim().length >= least && text.length <= limit)
    .map((text) => text.trim());
const moment = fc
  .integer({ min: Date.parse('2026-11-20T00:00:00Z') / 60_000, max: Date.parse('2029-12-31T00:00:00Z') / 60_000 })
  .map((minutes) => new Date(minutes * 60_000).toISOString());
/** Any plan that can be written. */
export const anyPlan: fc.Arbitrary<SharedPlan> = fc
  .record({
    // Of a plan that came from another calendar, whatever that one made.
    uid: fc.oneof(fc.uuid(), fc.constantFrom('C:\\uusi', 'a,b;c', 'ä "1"@posti.fi')),
    sequence: fc.nat(99),
    title: words(100),
    start: moment,
    minutes: fc.integer({ min: 1, max: 1439 }),
    meeting: words(80, 1),
    organiser: words(80),
    organisations: fc.uniqueArray(
      fc.record(
        { name: words(80, 1), answer: fc.constantFrom(...answers), people: fc.integer({ min: 1, max: 99 }) },
        { requiredKeys: ['name', 'answer'] },
      ),
      { maxLength: 5, selector: ({ name }) => name.toLocaleLowerCase('fi') },
    ),
    stops: fc.array(fc.record({ place: words(80, 1), at: moment }, { requiredKeys: ['place'] }), { maxLength: 4 }),
    aim: words(300),
    equipment: fc.array(words(60, 1), { maxLength: 4 }),
    state: fc.constantFrom(...plannedStates),
  })
  .map(({ minutes, ...plan }) =>
    SharedPlan.parse({ ...plan, end: new Date(Date.parse(plan.start) + minutes * 60_000).toISOString() }),
  )
  .map((plan) => ({ ...plan, title: plan.title.replace(/\s+/g, ' '), meeting: plan.meeting.replace(/\s+/g, ' ') }))
  .map((plan) => ({
    ...plan,
    title: plan.title === plan.meeting ? '' : plan.title,
    organiser: plan.organiser.replace(/\s+/g, ' '),
    organisations: plan.organisations.map((one) => ({ ...one, name: one.name.replace(/\s+/g, ' ') })),
  }));
