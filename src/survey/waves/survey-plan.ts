/** How often people are asked, by unit, and how many answers a unit aims at: shapes that a configuration gives. */
import * as z from 'zod/mini';
import { date, id, onOff, whole } from '../../setup/fields.ts';
import { unique } from '../../setup/unique.ts';
import { ValueWords } from '../../setup/value-lists.ts';

const ascending = z.check<number[]>(({ value, issues }) => {
  const at = value.findIndex((month, index) => index > 0 && month <= value[index - 1]!);
  if (at > 0) issues.push({ code: 'custom', message: 'not-ascending', input: value[at], path: [at] });
});

/** When a person is asked: so many months after the first day, then perhaps again and again. */
export const rhythm = {
  /** 0 is the first day. */
  months: z.array(whole(0, 120)).check(z.minLength(1), z.maxLength(24), ascending as never),
  /** After the last of these again, each so many months. */
  every: z.optional(whole(1, 60)),
  /** So many days before the due day one may already ask, and so many after it a wave is overdue. */
  before: z._default(whole(0, 60), 14),
  after: z._default(whole(0, 90), 30),
  assisted: onOff(false),
};

const bundle = z.string().check(z.minLength(1));
/** What a person is asked: the first time, and each later time where that is something else. */
export const asks = { bundle: z._default(bundle, 'esis'), followUp: z.optional(bundle) };

/** A plan: for whom it is, and its rhythm. `new`, `old` and `assisted` have their names in the app. */
export const SurveyPlan = z.strictObject({
  id,
  name: z.optional(ValueWords),
  /** All, if left out. */
  units: z.optional(z.array(z.string())),
  ...rhythm,
  bundle: z.optional(bundle),
  followUp: asks.followUp,
  /** Before there were bundles, what `bundle` says. */
  instrument: z.optional(bundle),
});
export type SurveyPlan = z.infer<typeof SurveyPlan>;

/** What a plan asks; the scale where it does not say. */
export const asksOfPlan = ({ bundle, instrument, followUp }: SurveyPlan) => ({
  bundle: bundle ?? instrument ?? 'esis',
  ...(followUp ? { followUp } : {}),
});

/** Three waves for new clients, a year for old ones, half a year where people are helped to answer. */
export const standardPlans: SurveyPlan[] = [
  { id: 'new', months: [0, 3, 6] },
  { id: 'old', months: [0], every: 12 },
  { id: 'assisted', months: [0], every: 6, assisted: true },
].map((plan) => SurveyPlan.parse(plan));

export const SurveyPlans = z._default(
  z.array(SurveyPlan).check(z.minLength(1), z.maxLength(20), unique('id') as never),
  standardPlans,
);

/** How many answers a unit aims at in a time. */
export const Target = z
  .strictObject({ from: date, to: date, answers: whole(1, 100_000) })
  .check(z.refine(({ from, to }) => from < to, { error: 'end-before-start', path: ['to'] }));
export type Target = z.infer<typeof Target>;

export const Targets = z._default(z.record(z.string(), Target), {});
