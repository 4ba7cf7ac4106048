/** An assessment while a team fills it in. */
import * as z from 'zod/mini';
import { defineDraft } from '../store/draft-kind.ts';
import { teamStandings } from './assessment.ts';
import type { Answers } from './progress.ts';

/** The form's content, kept as a draft. */
export interface AssessmentDraft {
  activity: string;
  answers: Answers;
  /** Where one left: the open area, and in it the question last answered. */
  area?: string | undefined;
  question?: string | undefined;
}

export const AssessmentDrafts = defineDraft<AssessmentDraft>(
  'assessment',
  {
    activity: z.string(),
    answers: z.record(
      z.string(),
      z.strictObject({ text: z.optional(z.string()), standing: z.optional(z.enum(teamStandings)) }),
    ),
    area: z.optional(z.string()),
    question: z.optional(z.string()),
  },
  { activity: '', answers: {} },
);
