/** The plan of an outing: what is agreed with others before anyone leaves. Roles and organisations, never private numbers. */
import * as z from 'zod/mini';
import { freeText } from '../../store/free-text.ts';
import { contactDetailError, hasContactDetail } from './contact-detail.ts';

/** What an organisation has said: not yet anything, coming, perhaps, not coming. */
export const answers = ['waiting', 'in', 'maybe', 'out'] as const;
export type PartnerAnswer = (typeof answers)[number];

/** How an outing stands before it is out, as others are told. */
export const plannedStates = ['proposed', 'agreed', 'cancelled'] as const;
export type PlannedState = (typeof plannedStates)[number];

/** Longest texts of a plan, in characters. */
export const planLimits = {
  title: 100,
  meeting: 80,
  name: 80,
  role: 40,
  item: 60,
  line: 120,
  text: 300,
  phone: 30,
  stops: 20,
  organisations: 20,
  pairs: 10,
  equipment: 20,
} as const;

const text = (limit: number, least = 0) =>
  freeText(limit, least).check(z.refine((value) => !hasContactDetail(value), contactDetailError));
const optionalText = (limit: number) => z._default(text(limit), '');
const time = z.iso.datetime();

const Stop = z.object({ place: text(planLimits.name, 1), at: z.optional(time) });
export type Stop = z.infer<typeof Stop>;

/** An organisation of the plan, with its own answer and how many come from it. */
const Partner = z.object({
  name: text(planLimits.name, 1),
  answer: z.enum(answers),
  people: z.optional(z.int().check(z.minimum(1), z.maximum(99))),
});
export type Partner = z.infer<typeof Partner>;

const role = optionalText(planLimits.role);
const Pair = z.object({ talks: role, records: role, watches: role });
export type Pair = z.infer<typeof Pair>;

/** What a calendar has no place of its own for. */
export const moreFields = {
  stops: z._default(z.array(Stop).check(z.maxLength(planLimits.stops)), []),
  /** Who is responsible, and who is reached off site: roles or initials. */
  inCharge: optionalText(planLimits.name),
  offSite: optionalText(planLimits.name),
  /** When the ones who are out report to the one off site. */
  checkIns: optionalText(planLimits.line),
  /** The organisation that records, so that one meeting is not counted twice. */
  recorder: optionalText(planLimits.name),
  pairs: z._default(z.array(Pair).check(z.maxLength(planLimits.pairs)), []),
  aim: optionalText(planLimits.text),
  target: optionalText(planLimits.line),
  /** The notice or permission of the place. */
  permission: optionalText(planLimits.line),
  equipment: z._default(z.array(text(planLimits.item, 1)).check(z.maxLength(planLimits.equipment)), []),
  stopIf: optionalText(planLimits.text),
  ifMissing: optionalText(planLimits.text),
  debrief: z.optional(time),
};

/** What others are shown of a plan: the whole list. A field that is not here never leaves with a plan. */
export const sharedFields = {
  /** The same on every device that has the plan; `sequence` goes up by one with each change. */
  uid: z.string().check(z.minLength(1), z.maxLength(300)),
  sequence: z.int().check(z.nonnegative(), z.maximum(1_000_000)),
  title: optionalText(planLimits.title),
  start: time,
  end: time,
  meeting: optionalText(planLimits.meeting),
  /** The organisation that called the others together. */
  organiser: optionalText(planLimits.name),
  organisations: z._default(z.array(Partner).check(z.maxLength(planLimits.organisations)), []),
  ...moreFields,
};

/** A plan as it lies in its outing. What nobody else is to see stands beside it, on the device (`beside-plan.tsx`). */
export const Plan = z.strictObject(sharedFields);
export type Plan = z.infer<typeof Plan>;

/** A plan as it travels between organisations. */
export const SharedPlan = z.object({ ...sharedFields, state: z.enum(plannedStates) });
export type SharedPlan = z.infer<typeof SharedPlan>;

export type SharedField = keyof SharedPlan;
const sharedNames = Object.keys(SharedPlan.shape) as SharedField[];

/** What may be shown to others, picked field by field. */
export function sharedOf(plan: Plan, state: PlannedState): SharedPlan {
  const all = { ...plan, state };
  return Object.fromEntries(sharedNames.map((name) => [name, structuredClone(all[name])])) as unknown as SharedPlan;
}

/** Whether two names mean one organisation or place. */
export const isSameName = (a: string, b: string): boolean =>
  a.trim().toLocaleLowerCase('fi') === b.trim().toLocaleLowerCase('fi');

/** The organisation's own line in the plan. */
export const partnerOf = (organisations: readonly Partner[], name: string): Partner | undefined =>
  organisations.find((partner) => isSameName(partner.name, name));

/** What a plan is called on screen and in a calendar. */
export const titleOf = ({ title, meeting }: Pick<Plan, 'title' | 'meeting'>): string => title || meeting;
