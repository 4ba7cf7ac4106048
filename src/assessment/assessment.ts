import * as z from 'zod/mini';
import { freeText } from '../store/free-text.ts';
import { defineKind, type RecordOf } from '../store/kind.ts';
import { questionKeys } from './question-keys.ts';

/** Where a team stands with one question. Never summed to a grade: the questions are for thinking. */
export const standings = ['not-yet', 'started', 'established', 'not-our-task'] as const;

/** Longest answer to one question, in characters. */
export const answerLimit = 4000;
/** Longest name of the activity that is looked at, in characters. */
export const activityLimit = 120;

const Answer = z.strictObject({
  text: z.optional(freeText(answerLimit)),
  standing: z.optional(z.enum(standings)),
});
export type Answer = z.infer<typeof Answer>;

/** One round of a team looking at its own activity with the 24 help questions. */
export const Assessment = defineKind('assessment', {
  activity: freeText(activityLimit, 1),
  questions: z.string().check(z.minLength(1)),
  questionsVersion: z.string().check(z.minLength(1)),
  checksum: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** By question key (`7`, `2a`); a question that was not answered is not there. */
  answers: z.partialRecord(z.enum(questionKeys as [string, ...string[]]), Answer),
});
export type Assessment = RecordOf<typeof Assessment>;

/** Whether anything was answered. */
export const isAnswered = (answer: Answer | undefined): boolean => Boolean(answer?.standing || answer?.text?.trim());
