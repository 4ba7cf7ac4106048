/** How far a team has come and where it stands. Counts and pictures, never a score. */
import { type AnswerSoFar, hasAnswer, teamStandings } from './answer.ts';
import { questionKeys } from './question-keys.ts';
import type { Area } from './questions.ts';

export type Answers = Partial<Record<string, AnswerSoFar>>;
export type TeamStanding = (typeof teamStandings)[number];
/** Where one question stands; `open` where no standing was chosen. */
export type QuestionStanding = TeamStanding | 'open';

/** In the order that they are told: the four standings, then what is open. */
export const marks: readonly QuestionStanding[] = [...teamStandings, 'open'];

/** How many of an area's questions (with their parts) are answered; of all areas where none is named. */
export function progress(answers: Answers, of?: readonly Area[]): { answered: number; total: number } {
  const keys = of?.flatMap(({ questions }) => questions.map(({ key }) => key)) ?? questionKeys;
  return { answered: keys.filter((key) => hasAnswer(answers[key])).length, total: keys.length };
}

/** The mark of each question of an area, in the order of the questions. */
export const marksOf = (answers: Answers, area: Area): QuestionStanding[] =>
  area.questions.map(({ key }) => answers[key]?.standing ?? 'open');

/** How many questions have each mark. They add up to the number of questions. */
export function countMarks(answers: Answers, of: readonly Area[]): Record<QuestionStanding, number> {
  const counts: Record<QuestionStanding, number> = {
    'not-yet': 0,
    started: 0,
    established: 0,
    'not-our-task': 0,
    open: 0,
  };
  for (const area of of) for (const mark of marksOf(answers, area)) counts[mark] += 1;
  return counts;
}

/** What of the questions is looked at: those without an answer, those without an action, those that are ours and not begun. */
export const looks = ['all', 'unanswered', 'no-action', 'to-start'] as const;
export type Look = (typeof looks)[number];

/** Whether a question, or a part of one, is among those that are looked at. */
export function isLookedAt(look: Look, answer: AnswerSoFar | undefined, hasAction = false): boolean {
  if (look === 'unanswered') return !hasAnswer(answer);
  if (look === 'no-action') return !hasAction && answer?.standing !== 'not-our-task';
  return look === 'all' || answer?.standing === 'not-yet';
}
