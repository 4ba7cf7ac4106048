/** A plan while it is being changed: as it is written in the fields, and what is wrong there. Pure. */

import { isDate } from '../../periods/days.ts';
import { monthsIn } from './plans.ts';
import { asksOfPlan, SurveyPlan, type Target } from './survey-plan.ts';

export interface SurveyPlanDraft {
  id: string;
  name: string;
  months: string;
  every: string;
  before: string;
  after: string;
  assisted: boolean;
  bundle: string;
  /** Empty: as at the start. */
  followUp: string;
}

export interface TargetDraft {
  from: string;
  to: string;
  answers: string;
}

/** What is wrong with a field, as a word that the screen translates. */
export type PlanFaults = Partial<
  Record<'name' | 'months' | 'every' | 'before' | 'after', 'name' | 'months' | 'number'>
>;
export type TargetFault = 'target' | 'targetDays' | undefined;

/** The fields of a plan. `name` is what it is called on the screen. */
export const surveyPlanDraft = (plan: SurveyPlan, name: string): SurveyPlanDraft => ({
  followUp: '',
  ...asksOfPlan(plan),
  id: plan.id,
  name,
  months: plan.months.join(', '),
  every: String(plan.every ?? ''),
  before: String(plan.before),
  after: String(plan.after),
  assisted: plan.assisted,
});

const wholeIn = (written: string, least: number, most: number): number | undefined => {
  const value = Number(written.trim());
  return /^\d{1,3}$/.test(written.trim()) && value >= least && value <= most ? value : undefined;
};

export function planFaults(draft: SurveyPlanDraft): PlanFaults {
  return {
    ...(draft.name.trim() ? {} : { name: 'name' }),
    ...(monthsIn(draft.months) ? {} : { months: 'months' }),
    ...(draft.every.trim() === '' || wholeIn(draft.every, 1, 60) ? {} : { every: 'number' }),
    ...(wholeIn(draft.before, 0, 60) === undefined ? { before: 'number' } : {}),
    ...(wholeIn(draft.after, 0, 90) === undefined ? { after: 'number' } : {}),
  };
}

/** The plan that a sound draft stands for. `known`: what the app calls it; another name is its own. */
export function surveyPlanOf(draft: SurveyPlanDraft, known: string | undefined): SurveyPlan {
  const every = wholeIn(draft.every, 1, 60);
  const name = draft.name.trim();
  return SurveyPlan.parse({
    id: draft.id,
    ...(name === known ? {} : { name: { fi: name } }),
    months: monthsIn(draft.months),
    ...(every ? { every } : {}),
    before: wholeIn(draft.before, 0, 60),
    after: wholeIn(draft.after, 0, 90),
    assisted: draft.assisted,
    bundle: draft.bundle,
    ...(draft.followUp && draft.followUp !== draft.bundle ? { followUp: draft.followUp } : {}),
  });
}

/** What is wrong with a target; one that is left empty is none. */
export function targetFault({ from, to, answers }: TargetDraft): TargetFault {
  if (!from && !to && !answers.trim()) return undefined;
  if (!/^\d{1,6}$/.test(answers.trim()) || Number(answers) < 1) return 'target';
  return isDate(from) && isDate(to) && from < to ? undefined : 'targetDays';
}

export const targetFrom = ({ from, to, answers }: TargetDraft): Target | undefined =>
  answers.trim() ? { from, to, answers: Number(answers) } : undefined;
