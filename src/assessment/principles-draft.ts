/** A look at a practice while it is written, and what becomes of it. */
import * as z from 'zod/mini';
import { defineDraft } from '../store/draft-kind.ts';
import { isKeepable } from '../store/free-text.ts';
import type { Fields } from '../store/kind.ts';
import { AnswerSoFar, hasAnswer } from './answer.ts';
import { activityLimit } from './assessment.ts';
import { faultsIn, keptAnswer } from './form.ts';
import { principlesChecksum, principlesIn } from './principles.ts';
import { type PrinciplesReview, type Wording, wordings } from './principles-review.ts';
import type { Answers } from './progress.ts';

export interface PrinciplesDraft {
  practice: string;
  wording: Wording;
  answers: Answers;
}

export const PrinciplesDrafts = defineDraft<PrinciplesDraft>(
  'principles',
  { practice: z.string(), wording: z.enum(wordings), answers: z.record(z.string(), AnswerSoFar) },
  { practice: '', wording: 'current', answers: {} },
);

export const principlesForm = (record?: PrinciplesReview): PrinciplesDraft =>
  record
    ? { practice: record.practice, wording: record.wording, answers: record.answers }
    : { practice: '', wording: 'current', answers: {} };

/** What is said of the principles of the draft's own wording. */
const said = ({ wording, answers }: PrinciplesDraft) =>
  principlesIn(wording).flatMap(({ key }) => {
    const answer = answers[key];
    return answer && hasAnswer(answer) ? [[key, answer] as const] : [];
  });

/** How many principles something was said of. The wording stays once it is any: what was said was said of those words. */
export const principlesProgress = (draft: PrinciplesDraft): { answered: number; total: number } => ({
  answered: said(draft).length,
  total: principlesIn(draft.wording).length,
});

export const isPracticeFit = (practice: string): boolean =>
  practice.trim() !== '' && isKeepable(practice, activityLimit);

/** The first principle with something that cannot be kept as it is written. */
export const firstUnfitPrinciple = (draft: PrinciplesDraft): string | undefined =>
  said(draft).find(([, answer]) => Object.keys(faultsIn(answer)).length > 0)?.[0];

/** A record's fields: what was said, and of exactly which words. */
export const principlesFields = (draft: PrinciplesDraft): Fields<PrinciplesReview> => ({
  practice: draft.practice.trim(),
  wording: draft.wording,
  checksum: principlesChecksum[draft.wording],
  answers: Object.fromEntries(said(draft).map(([key, answer]) => [key, keptAnswer(answer)])),
});
