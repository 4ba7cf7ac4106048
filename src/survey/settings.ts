/** What an organisation's document says of surveys. One more setting is one line here, and its sentence in `src/build/`. */
import * as z from 'zod/mini';
import { group, id, list, name, onOff, whole } from '../setup/fields.ts';
import { definePart, type WithPart } from '../setup/part.ts';
import { freeText } from '../store/free-text.ts';
import { SurveyPlans, Targets } from './waves/survey-plan.ts';

/** A language tag (BCP 47), as an instrument's texts are named. */
const languageTag = z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'language-shape'));

export const surveyPart = definePart({
  survey: group({
    smallestGroup: z._default(whole(5, 1000), 10),
    period: z._default(z.enum(['year', 'half', 'quarter', 'month']), 'half'),
    answerTags: z._default(z.array(freeText(40, 1)).check(z.maxLength(30)), []),
    researchRows: onOff(false),
    rowItems: z._default(z.record(z.string(), z.record(z.string(), z.enum(['identifying', 'not-identifying']))), {}),
    backgroundItems: z._default(z.record(z.string(), z.array(name).check(z.maxLength(10))), {}),
    toProtect: z._default(z.enum(['unit', 'whole']), 'unit'),
    together: list(z.strictObject({ name, units: z.array(id).check(z.minLength(2), z.maxLength(50)) }), 20, 'name'),
    plans: SurveyPlans,
    targets: Targets,
    background: onOff(false),
    instruments: z._default(z.array(z.looseObject({ id: z.string() })).check(z.maxLength(30)), []),
    bundles: z._default(z.array(z.looseObject({ id: z.string() })).check(z.maxLength(30)), []),
    shipped: z.optional(z.array(z.string()).check(z.minLength(1), z.maxLength(30))),
    references: z._default(
      z.array(z.strictObject({ rule: name, name, mean: z.number(), source: freeText(120, 1) })).check(z.maxLength(30)),
      [],
    ),
    remote: onOff(false),
    formKey: z.optional(z.string().check(z.regex(/^[\w-]{16,200}$/, 'secret-shape'))),
    quietSeconds: z._default(whole(30, 900), 120),
    lockHours: z._default(whole(1, 72), 12),
    languages: z.optional(z.array(languageTag)),
  }),
});
export type SurveyOrganisation = WithPart<typeof surveyPart>;
