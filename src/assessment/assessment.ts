import * as z from 'zod/mini';
import { freeText } from '../store/free-text.ts';
import { defineKind, type RecordOf } from '../store/kind.ts';
import { questionKeys } from './question-keys.ts';

/** Where a team stands with one question. Never summed to a grade: the questions are for thinking. */
export const teamStandings = ['not-yet', 'started', 'established', 'not-our-task'] as const;

/** Longest answer to one question, in characters. */
export const assessmentTextLimit = 4000;
/** Longest name of the activity that is looked at, in characters. */
export const activityLimit = 120;

const QuestionAnswer = z.strictObject({
  text: z.optional(freeText(assessmentTextLimit)),
  standing: z.optional(z.enum(teamStandings)),
});
export type QuestionAnswer = z.infer<typeof QuestionAnswer>;

/** One round of a team looking at its own activity with the 24 help questions. */
export const Assessment = defineKind('assessment', {
  activity: freeText(activityLimit, 1),
  questions: z.string().check(z.minLength(1)),
  questionsVersion: z.string().check(z.minLength(1)),
  checksum: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** By question key (`7`, `2a`); a question that was not answered is not there. */
  answers: z.partialRecord(z.enum(questionKeys as [string, ...string[]]), QuestionAnswer),
});
export type Assessment = RecordOf<typeof Assessment>;

/** Whether anything was answered. */
export const hasAnswer = (answer: QuestionAnswer | undefined): boolean =>
  Boolean(answer?.standing || answer?.text?.trim());
