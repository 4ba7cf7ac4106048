/** How often people are asked, by unit, and how many answers a unit aims at: shapes that a configuration gives. */
import * as z from 'zod/mini';
import { describeField } from './describe-field.ts';
import { unique } from './unique.ts';
import { ValueWords } from './value-lists.ts';

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));
const ascending = z.check<number[]>(({ value, issues }) => {
  const at = value.findIndex((month, index) => index > 0 && month <= value[index - 1]!);
  if (at > 0) issues.push({ code: 'custom', message: 'not-ascending', input: value[at], path: [at] });
});

/** When a person is asked: so many months after the first day, then perhaps again and again. */
export const rhythm = {
  months: describeField(
    'In which months after the first day a person is asked: 0 is that day. In ascending order.',
    z.array(whole(0, 120)).check(z.minLength(1), z.maxLength(24), ascending as never),
  ),
  every: describeField(
    'After the last of these, again each so many months. Not again, if left out.',
    z.optional(whole(1, 60)),
  ),
  before: describeField('So many days before the due day one may already ask.', z._default(whole(0, 60), 14)),
  after: describeField('So many days after the due day a wave becomes overdue.', z._default(whole(0, 90), 30)),
  assisted: describeField('Whether worker and person answer together.', z._default(z.boolean(), false)),
  instrument: describeField(
    'Which instrument is asked, by its id.',
    z._default(z.string().check(z.minLength(1)), 'esis'),
  ),
};

/** A plan: for whom it is, and its rhythm. `new`, `old` and `assisted` have their names in the app. */
export const SurveyPlan = z.strictObject({
  id: describeField('Goes into every record.', z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'id-shape'))),
  name: describeField('What people call it.', z.optional(ValueWords)),
  units: describeField('The units that use it, by id. All, if left out.', z.optional(z.array(z.string()))),
  ...rhythm,
});
export type SurveyPlan = z.infer<typeof SurveyPlan>;

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

const date = z.iso.date('date-shape');

/** How many answers a unit aims at in a time. */
export const Target = z
  .strictObject({
    from: describeField('The first day.', date),
    to: describeField('The last day.', date),
    answers: describeField('How many answers are wanted.', whole(1, 100_000)),
  })
  .check(z.refine(({ from, to }) => from < to, { error: 'end-before-start', path: ['to'] }));
export type Target = z.infer<typeof Target>;

export const Targets = z._default(z.record(z.string(), Target), {});
