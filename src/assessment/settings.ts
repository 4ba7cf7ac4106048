/** What an organisation's document says of inclusion work. One more setting is one line here, and its sentence in `src/build/`. */
import * as z from 'zod/mini';
import { group, list, name } from '../setup/fields.ts';
import { definePart } from '../setup/part.ts';
import { freeText } from '../store/free-text.ts';
import { inclusionPracticeLimits, mostCriteria } from './inclusion-practice/inclusion-practice.ts';

/** The most fields of a project card. */
export const mostCardFields = 20;

const CardField = z.strictObject({ title: name, hint: z.optional(freeText(300, 1)) });

export const assessmentPart = definePart({
  assessment: group({
    practiceCriteria: z._default(
      z.array(freeText(inclusionPracticeLimits.criterion, 1)).check(z.maxLength(mostCriteria)),
      [],
    ),
    cardFields: list(CardField, mostCardFields, 'title'),
  }),
});
