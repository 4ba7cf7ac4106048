/** What becomes of a plan when it is changed, copied or repeated. */
import { daysOn, sameTimeLater, wallDate } from '../../i18n/wall-time.ts';
import type { Fields } from '../../store/kind.ts';
import type { Outing } from '../outing.ts';
import {
  isSameName,
  type Partner,
  type Plan,
  type PlannedState,
  partnerOf,
  type SharedField,
  sharedOf,
} from './plan.ts';
import { after } from './states.ts';

/** What a planned outing is kept as. */
export type PlannedFields = Fields<Outing> & { at: string; plan: Plan; state: PlannedState };

/** Everyone else who may come along. */
export const partners = (plan: Plan, own: string): string[] =>
  plan.organisations.filter(({ name, answer }) => answer !== 'out' && !isSameName(name, own)).map(({ name }) => name);

/** The outing that a plan makes; what it says of itself outside the plan follows from the plan. */
export const plannedFields = (plan: Plan, state: PlannedState, own: string): PlannedFields => ({
  state,
  at: plan.start,
  places: [plan.meeting || plan.stops[0]?.place || plan.title || '–'].map((place) => place.slice(0, 80)),
  organisations: partners(plan, own),
  plan,
});

const asText = (value: unknown): string => JSON.stringify(value ?? null);

/** The shared fields in which two versions differ; the number of the version is none. */
export function planDifferences(a: Plan, aState: PlannedState, b: Plan, bState: PlannedState): SharedField[] {
  const [left, right] = [sharedOf(a, aState), sharedOf(b, bState)];
  return (Object.keys(left) as SharedField[]).filter(
    (name) => name !== 'sequence' && asText(left[name]) !== asText(right[name]),
  );
}

/** The fields that the others said yes to: when one of them changes they are asked again. */
const agreedUpon = ['start', 'end', 'meeting'] as const;

/**
 * A plan after an edit. Its number goes up when others should hear of it; a new time or meeting place sends it back to
 * proposed and everybody else's answer to waiting.
 */
export function edited(
  before: Plan,
  state: PlannedState,
  next: Plan,
  own: string,
): { plan: Plan; state: PlannedState } {
  const changed = planDifferences(before, state, next, state);
  if (changed.length === 0) return { plan: next, state };
  const sequence = before.sequence + 1;
  if (!agreedUpon.some((field) => changed.includes(field))) return { plan: { ...next, sequence }, state };
  return {
    plan: { ...next, sequence, organisations: askedAgain(next.organisations, own) },
    state: after(state, 'propose') ? 'proposed' : state,
  };
}

const askedAgain = (organisations: readonly Partner[], own: string): Partner[] =>
  organisations.map((partner) => (isSameName(partner.name, own) ? partner : { ...partner, answer: 'waiting' }));

/** The plan with one organisation's answer; one that was not on the list is put on it. Answers are no new version. */
export function answered(plan: Plan, name: string, said: Omit<Partner, 'name'>): Plan {
  const held = partnerOf(plan.organisations, name);
  const next = { ...held, ...said, name: held?.name ?? name };
  return {
    ...plan,
    organisations: held
      ? plan.organisations.map((partner) => (partner === held ? next : partner))
      : [...plan.organisations, next],
  };
}

/** The same plan some days later, under a name of its own and with the answers still to come. */
export function again(plan: Plan, days: number, own: string, uid: string): Plan {
  const later = (at: string) => sameTimeLater(at, days);
  return {
    ...plan,
    uid,
    sequence: 0,
    start: later(plan.start),
    end: later(plan.end),
    stops: plan.stops.map(({ place, at }) => ({ place, ...(at ? { at: later(at) } : {}) })),
    organiser: own,
    organisations: askedAgain(plan.organisations, own),
    ...(plan.debrief ? { debrief: later(plan.debrief) } : {}),
  };
}

/** How many days from an earlier outing to the next same weekday from today on. */
export function daysToNext(start: string, today: string): number {
  const first = wallDate(start);
  const apart = Math.round((Date.parse(today) - Date.parse(first)) / 86_400_000);
  const days = Math.max(7, Math.ceil(apart / 7) * 7);
  return daysOn(first, days) > today ? days : days + 7;
}
