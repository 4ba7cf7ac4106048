import * as z from 'zod/mini';
import { freeText } from '../../store/free-text.ts';
import { defineKind, type RecordOf } from '../../store/kind.ts';

/** Longest answer to one of the questions, in characters. */
export const answerLimit = 500;
/** The three questions: what was asked for most, what was not to be had, what we do otherwise next time. */
export const questions = ['asked', 'missing', 'next'] as const;

const answer = z.optional(freeText(answerLimit, 1));

/** Coming home: three questions answered together, and the outing closed. A close call is reported elsewhere, never told here. */
export const Debrief = defineKind(
  'debrief',
  {
    outingId: z.uuid(),
    /** How many workers were out in all, ours and others'. */
    workers: z.int().check(z.gte(1), z.lte(99)),
    asked: answer,
    missing: answer,
    next: answer,
    closeCall: z.optional(z.boolean()),
    /** When the outing was closed; absent where it was opened again. */
    closedAt: z.optional(z.iso.datetime()),
  },
  [],
  'outingId',
);
export type Debrief = RecordOf<typeof Debrief>;
