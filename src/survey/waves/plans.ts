/** The plans that a unit chooses from, and what a code is taken into one with. */

import * as z from 'zod/mini';
import type { Fields } from '../../store/kind.ts';
import type { SurveyOrganisation } from '../settings.ts';
import type { Respondent } from './respondent.ts';
import type { CodeStanding } from './standing.ts';
import { asksOfPlan, SurveyPlan, Target } from './survey-plan.ts';

/** What a unit has chosen on this device, in place of what the organisation says. */
export const UnitPlans = z.object({ plans: z.optional(z.array(SurveyPlan)), target: z.optional(Target) });
export type UnitPlans = z.infer<typeof UnitPlans>;

/** The plans of a unit: its own choice, else the organisation's for it. */
export const plansOf = (organisation: SurveyOrganisation, unit: string, chosen: UnitPlans): SurveyPlan[] =>
  chosen.plans ?? organisation.survey.plans.filter(({ units }) => !units || units.includes(unit));

/** How many answers a unit aims at: its own choice, else the organisation's. */
export const targetOf = (organisation: SurveyOrganisation, unit: string, chosen: UnitPlans): Target | undefined =>
  chosen.target ?? organisation.survey.targets[unit];

/** The record that takes a code into a plan. */
export function enrolment(
  plan: SurveyPlan,
  more: Pick<Fields<Respondent>, 'code' | 'start' | 'turn'> & { moved?: true },
): Fields<Respondent> {
  const { id, name: _, units: __, bundle: ___, instrument: ____, followUp: _____, ...rhythm } = plan;
  return { ...rhythm, ...asksOfPlan(plan), plan: id, ...more };
}

/** `0, 3, 6`, as it is written and read; undefined for what is no list of months. */
export function monthsIn(written: string): number[] | undefined {
  const months = written
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);
  const isSound =
    months.length > 0 &&
    months.every(
      (month, at) => Number.isInteger(month) && month >= 0 && month <= 120 && (at === 0 || month > months[at - 1]!),
    );
  return isSound && months.length <= 24 ? months : undefined;
}

/** From which day a code goes on in another plan: what was answered last is its first time, so that nobody is asked twice. */
export function startAfter({ waves }: Pick<CodeStanding, 'waves'>, today: string): string {
  return waves.findLast(({ state }) => state === 'answered')?.due ?? today;
}
