/** An assessment while a team fills it in. */
import * as z from 'zod/mini';
import { defineDraft } from '../store/draft-kind.ts';
import { AnswerSoFar } from './answer.ts';
import { roundParts } from './assessment.ts';
import type { Answers } from './progress.ts';

/** The form's content, kept as a draft. */
export interface AssessmentDraft {
  activity: string;
  answers: Answers;
  /** Where one left: the question last looked at, by its key or its number. */
  question?: string | undefined;
  /** The area that was open, in drafts of earlier versions. */
  area?: string | undefined;
  /** Of which round, where it was begun before this form. */
  round?: string | undefined;
  previous?: string | undefined;
  begun?: string | undefined;
  part?: (typeof roundParts)[number] | undefined;
  role?: string | undefined;
}

export const AssessmentDrafts = defineDraft<AssessmentDraft>(
  'assessment',
  {
    activity: z.string(),
    answers: z.record(z.string(), AnswerSoFar),
    area: z.optional(z.string()),
    question: z.optional(z.string()),
    round: z.optional(z.uuid()),
    previous: z.optional(z.uuid()),
    begun: z.optional(z.iso.date()),
    part: z.optional(z.enum(roundParts)),
    role: z.optional(z.string()),
  },
  { activity: '', answers: {} },
);
