/** From a plan to its debrief: which step leads where. Whatever is not in this table cannot be done. */
import type { Outing } from '../outing.ts';
import type { Plan } from './plan.ts';

type State = Outing['state'];

/** What a person does with an outing. */
export type OutingStep = 'agree' | 'propose' | 'cancel' | 'restore' | 'leave' | 'return' | 'reopen';

const steps: Record<OutingStep, { from: readonly State[]; to: State }> = {
  agree: { from: ['proposed'], to: 'agreed' },
  /** Time or place was changed: the others are asked again. */
  propose: { from: ['proposed', 'agreed'], to: 'proposed' },
  cancel: { from: ['proposed', 'agreed'], to: 'cancelled' },
  restore: { from: ['cancelled'], to: 'proposed' },
  /** One may leave before everybody has answered: the work does not wait for a form. */
  leave: { from: ['proposed', 'agreed'], to: 'running' },
  return: { from: ['running'], to: 'debriefed' },
  reopen: { from: ['debriefed'], to: 'running' },
};

/** The state after a step, or undefined where the step cannot be taken. */
export const after = (state: State, step: OutingStep): State | undefined =>
  steps[step].from.includes(state) ? steps[step].to : undefined;

/** What must stand in a plan before it is agreed, and does not: nobody leaves without someone off site who knows. */
export type Missing = 'meeting' | 'inCharge' | 'offSite' | 'recorder';
export const missingFrom = (plan: Plan): Missing[] =>
  (['meeting', 'inCharge', 'offSite', 'recorder'] as const).filter((field) => !plan[field]);

/** Whether a planned outing can be marked as agreed. */
export const canAgree = ({ state, plan }: Outing): boolean =>
  plan !== undefined && after(state, 'agree') !== undefined && missingFrom(plan).length === 0;
