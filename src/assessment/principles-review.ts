import * as z from 'zod/mini';
import { freeText } from '../store/free-text.ts';
import { defineKind, type RecordOf } from '../store/kind.ts';
import { QuestionAnswer } from './answer.ts';
import { activityLimit } from './assessment.ts';

/** The wordings of the principles. `current`: the owner's area pages; `seed`: that of 2020 and 2021. */
export const wordings = ['current', 'seed'] as const;
export type Wording = (typeof wordings)[number];

/** The numbers of the principles in the longer wording. Apart from the texts, so that sending does without those. */
export const principleKeys = Array.from({ length: 10 }, (_, at) => String(at + 1));

/** A practice that a team looks at against each of the principles, in one of their wordings: words and evidence, never points. */
export const PrinciplesReview = defineKind('principles', {
  practice: freeText(activityLimit, 1),
  wording: z.enum(wordings),
  checksum: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** By the number of the principle in its wording; one of which nothing was said is not there. */
  answers: z.partialRecord(z.enum(principleKeys as [string, ...string[]]), QuestionAnswer),
});
export type PrinciplesReview = RecordOf<typeof PrinciplesReview>;
