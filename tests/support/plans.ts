/** Plans for tests. */
import { Outing } from '../../src/outreach/outing.ts';
import { plannedFields } from '../../src/outreach/plan/change.ts';
import { Plan } from '../../src/outreach/plan/plan.ts';
import { newId } from '../../src/store/id.ts';

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
