/**
 * A plan that came from elsewhere beside the one that is held here. Nothing here overwrites: it says how the two stand to
 * each other and what each choice of the person would make of them.
 */

import { planDifferences } from './change.ts';
import { isSameName, type Partner, Plan, type PlannedState, partnerOf, type SharedField, SharedPlan } from './plan.ts';

/** A plan that is held here, with its state. */
export interface HeldPlan {
  plan: Plan;
  state: PlannedState;
}

export type PlanStanding =
  /** Not held here. */
  | { is: 'new' }
  /** Nothing in it is new. */
  | { is: 'same' }
  /** Only answers are new: they say nothing against what is here. */
  | { is: 'answers'; organisations: Partner[] }
  /** The other one was changed later, or earlier, or both were changed from the same version. */
  | { is: 'newer' | 'older' | 'both'; fields: SharedField[] };

/** How an incoming plan stands to the held one of the same uid. */
export function compare(held: HeldPlan | undefined, incoming: SharedPlan): PlanStanding {
  if (!held) return { is: 'new' };
  const { plan, state } = held;
  const fields = planDifferences(plan, state, ownPlan(incoming), incoming.state);
  const organisations = mergePartners(plan.organisations, incoming.organisations);
  const isOnlyAnswers =
    fields.every((field) => field === 'organisations') &&
    !contradict(plan.organisations, incoming.organisations) &&
    (incoming.sequence === plan.sequence || isSameCast(plan.organisations, incoming.organisations));
  if (isOnlyAnswers) {
    const isNew = JSON.stringify(organisations) !== JSON.stringify(plan.organisations);
    return isNew ? { is: 'answers', organisations } : { is: 'same' };
  }
  if (incoming.sequence === plan.sequence) return { is: 'both', fields };
  return { is: incoming.sequence > plan.sequence ? 'newer' : 'older', fields };
}

/** Whether an organisation has given two answers: then a person looks at both. */
const contradict = (held: readonly Partner[], incoming: readonly Partner[]): boolean =>
  incoming.some(({ name, answer, people }) => {
    const ours = partnerOf(held, name);
    if (!ours || ours.answer === 'waiting' || answer === 'waiting') return false;
    return ours.answer !== answer || (people !== undefined && ours.people !== undefined && ours.people !== people);
  });

const isSameCast = (a: readonly Partner[], b: readonly Partner[]): boolean =>
  a.length === b.length && a.every(({ name }) => partnerOf(b, name));

/** Two lists of organisations as one: an answer counts more than none; where both answered, what is held here stays. */
export function mergePartners(held: readonly Partner[], incoming: readonly Partner[]): Partner[] {
  const known = held.map((partner) => {
    const other = partnerOf(incoming, partner.name);
    const hasAnswered = other && partner.answer === 'waiting' && other.answer !== 'waiting';
    return hasAnswered ? { ...partner, ...other, name: partner.name } : partner;
  });
  return [...known, ...incoming.filter(({ name }) => !partnerOf(held, name))];
}

/** A plan for this device from one that came: nothing of our own is in it yet. */
export function ownPlan({ state: _, ...shared }: SharedPlan): Plan {
  return Plan.parse(shared);
}

/** The held plan after the person took the other version: all of it but our own answer where it has none. */
export function takeIncoming(held: HeldPlan | undefined, incoming: SharedPlan, own: string): HeldPlan {
  const plan = ownPlan(incoming);
  if (!held) return { plan, state: incoming.state };
  const ours = partnerOf(held.plan.organisations, own);
  const organisations = plan.organisations.map((partner) =>
    ours && isSameName(partner.name, own) && partner.answer === 'waiting' && !isMoved(held.plan, plan) ? ours : partner,
  );
  return { plan: { ...plan, organisations }, state: incoming.state };
}

/** An answer to another time or place is no answer to this one. */
const isMoved = (a: Plan, b: Plan): boolean => a.start !== b.start || a.end !== b.end || a.meeting !== b.meeting;

/** The held plan after the person kept it: numbered past the other one, so that the others see that it is the later word. */
export const keepOurs = ({ plan, state }: HeldPlan, incoming: SharedPlan): HeldPlan => ({
  plan: { ...plan, sequence: Math.max(plan.sequence, incoming.sequence) + 1 },
  state,
});

/** What an incoming version is known by, so that one that was put aside is not shown again until it changes. */
export const versionOf = (incoming: SharedPlan): string => JSON.stringify(SharedPlan.parse(incoming));
