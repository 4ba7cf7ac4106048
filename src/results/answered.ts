/**
 * Responses as the results see them, instrument by instrument, and which time it is that a person answers. In memory only: no screen, file name,
 * address or log has one.
 */
import { wallDate } from '../i18n/wall-time.ts';
import { daysBetween, plusMonths } from '../periods/days.ts';
import type { PartOfResponse } from '../survey/response.ts';
import { type SurveyPlan, standardPlans } from '../survey/waves/survey-plan.ts';

/** The answers to one instrument, with their response's id; where a plan has said it, with which of the plan's waves it is, from 0 on. */
export type Answered = PartOfResponse & { wave?: number | undefined };

/** Two responses under one code that are closer than this (ms) are the same time, answered twice. */
export const sameTime = 14 * 24 * 3600 * 1000;

/** The first time comes first; of one time the earlier response. */
export const inAnswerOrder = (responses: readonly Answered[]): Answered[] =>
  [...responses].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));

/** What a plan says of its times. */
type PlanMonths = Pick<SurveyPlan, 'id' | 'months' | 'every'>;

/** Answers that no plan asked for are of the nearest quarter since the first day: the plans of the app are made of quarters. */
const quarter = 3;

interface Person {
  /** The day (`2026-11-22`) that months are counted from. */
  firstDay: string;
  /** By plan: in which month since the first day its own first day was. */
  began: Map<string, number>;
  /** The times there were: when, by which plan and wave, and in which month. */
  times: { at: number; key: string | undefined; month: number }[];
}

/**
 * Tells of each response, given in order of time, in which month since the person's first day it is: by its plan where it was
 * asked by one, else by the calendar. Two answers are one time only where they are of the same wave of a plan, or closer than
 * `sameTime`; whatever else falls into one month goes into the next that is free. Null without a code: nobody is paired by a guess.
 */
export function timesCounted(plans: readonly PlanMonths[] = standardPlans): (response: Answered) => number | null {
  const people = new Map<string, Person>();
  return ({ code, plan, wave, at }) => {
    // Who said the time and named no plan has said all that is known.
    if (wave !== undefined && plan === undefined) return wave;
    if (code === undefined) return null;
    const planned = wave === undefined ? undefined : monthOfPlan(plans, plan, wave);
    const day = wallDate(at);
    const known = people.get(code);
    const person = known ?? { firstDay: plusMonths(day, -(planned ?? 0)), began: new Map<string, number>(), times: [] };
    people.set(code, person);
    const key = wave === undefined ? undefined : `${plan} ${wave}`;
    const now = Date.parse(at);
    const same = person.times.find((time) =>
      key !== undefined && time.key !== undefined ? time.key === key : Math.abs(now - time.at) < sameTime,
    );
    if (same) return same.month;
    const month = freeMonth(person, monthOf(person, { day, plan, wave, planned }));
    person.times.push({ at: now, key, month });
    return month;
  };
}

/** In which month of a plan its wave is; undefined where nobody knows the plan or it has no such wave. */
function monthOfPlan(plans: readonly PlanMonths[], id: string | undefined, wave: number): number | undefined {
  const plan = plans.find((one) => one.id === id);
  if (!plan) return undefined;
  const last = plan.months.length - 1;
  if (wave <= last) return plan.months[wave];
  return plan.every === undefined ? undefined : plan.months[last]! + (wave - last) * plan.every;
}

function monthOf(
  person: Person,
  { day, plan, wave, planned }: Pick<Answered, 'plan' | 'wave'> & { day: string; planned: number | undefined },
): number {
  const passed = Math.max(0, Math.round(daysBetween(person.firstDay, day) / (365.25 / 12)));
  const nearest = Math.round(passed / quarter) * quarter;
  if (person.times.length === 0 && planned === undefined) return 0;
  // Of a plan that is not known here nobody knows whether it is made of quarters.
  if (planned === undefined || plan === undefined) return wave === undefined ? nearest : passed;
  const began = person.began.get(plan) ?? (person.times.length === 0 ? 0 : Math.max(0, nearest - planned));
  person.began.set(plan, began);
  return began + planned;
}

/** The month, or the next after it in which the person has not answered yet. */
function freeMonth({ times }: Person, month: number): number {
  let free = month;
  while (times.some((time) => time.month === free)) free += 1;
  return free;
}
