/** What the form holds while a team fills it in, and what becomes of it. */
import type { Fields } from '../store/kind.ts';
import { type Assessment, hasAnswer, type QuestionAnswer } from './assessment.ts';
import type { AssessmentDraft } from './draft.ts';
import type { Answers } from './progress.ts';
import { questionKeys } from './question-keys.ts';
import { questionsChecksum, questionsId, questionsVersion } from './questions.ts';

/** The form for a record, or an empty one. */
export const formOf = (record?: Assessment): AssessmentDraft => ({
  activity: record?.activity ?? '',
  answers: record?.answers ?? {},
});

/** The answers with some of one answer changed. */
export const withAnswer = (answers: Answers, key: string, some: QuestionAnswer): Answers => ({
  ...answers,
  [key]: { ...answers[key], ...some },
});

/** What a revision changes: the name, and the answers without the questions that were left open. */
export function draftChanges({ activity, answers }: AssessmentDraft): Pick<Fields<Assessment>, 'activity' | 'answers'> {
  const given: Answers = {};
  for (const key of questionKeys) {
    const answer = answers[key];
    if (!hasAnswer(answer)) continue;
    const text = answer?.text?.trim();
    given[key] = { ...(answer?.standing && { standing: answer.standing }), ...(text && { text }) };
  }
  return { activity: activity.trim(), answers: given };
}

/** A new record's fields: the answers and exactly which texts they answer. */
export const assessmentFields = (draft: AssessmentDraft): Fields<Assessment> => ({
  ...draftChanges(draft),
  questions: questionsId,
  questionsVersion,
  checksum: questionsChecksum,
});

/**
 * What two people wrote from the same start, together: each one's changes hold, of one standing mine, and where both
 * changed one text, both texts stand.
 */
export function mergeDrafts(start: AssessmentDraft, mine: AssessmentDraft, theirs: AssessmentDraft): AssessmentDraft {
  const answers: Answers = {};
  for (const key of questionKeys) {
    const [before, own, other] = [start, mine, theirs].map((draft) => draft.answers[key]);
    const standing = own?.standing === before?.standing ? other?.standing : own?.standing;
    const text = bothTexts(before?.text ?? '', own?.text ?? '', other?.text ?? '');
    if (standing || text) answers[key] = { standing, text };
  }
  const activity = mine.activity === start.activity ? theirs.activity : mine.activity;
  return { ...mine, activity, answers };
}

function bothTexts(before: string, own: string, other: string): string {
  if (own === before || own === other) return other;
  if (other === before || !other) return own;
  return own ? `${other}\n\n${own}` : other;
}
