/** Whose turn is when: the order of the list that is printed. */
import type { CodeStanding } from './standing.ts';

/** The codes that are still asked, the earliest turn first. */
export const inTurn = (standings: readonly CodeStanding[]): CodeStanding[] =>
  standings
    .filter(({ status, open, next }) => status !== 'ended' && (open ?? next))
    .sort((a, b) => compare(dueOf(a), dueOf(b)) || compare(a.code, b.code));

const dueOf = ({ open, next }: CodeStanding) => (open ?? next)!.due;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
