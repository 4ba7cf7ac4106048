/** One round beside an earlier one of the same activity: what moved, what was promised and what was done. Never a sum. */
import type { Action } from '../actions/action.ts';
import type { Answers, QuestionStanding } from './progress.ts';
import { questionKeys } from './question-keys.ts';

/** A question that stands elsewhere than it stood. */
export interface Moved {
  key: string;
  from: QuestionStanding;
  to: QuestionStanding;
}

/** The questions whose standing is another one than it was, in their order. */
export const movedSince = (before: Answers, now: Answers): Moved[] =>
  questionKeys
    .map((key) => ({ key, from: before[key]?.standing ?? 'open', to: now[key]?.standing ?? 'open' }) as Moved)
    .filter(({ from, to }) => from !== to);

/** What was promised in a round, by what became of it. */
export const promisedIn = (round: string, actions: readonly Action[]): Action[] =>
  actions.filter(({ tool, about }) => tool === 'assessment' && about === round);
