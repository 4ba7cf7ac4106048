/** Rounds: what each of a team answered to the same questions of the same activity, side by side, and one time after another. */
import type { Assessment } from './assessment.ts';
import { questionsChecksum } from './questions.ts';

/** What tells a round from every other, and what the one who joins it needs to know. */
export interface RoundHead {
  round: string;
  activity: string;
  begun: string;
  previous?: string | undefined;
}

export interface Round extends RoundHead {
  /** What the team says together, newest first: more than one where several devices have written it. */
  common: Assessment[];
  /** What each says alone, oldest first. */
  views: Assessment[];
  /** Answers to questions in other words than these: they are laid beside nothing. */
  others: Assessment[];
}

const byAge = (a: Assessment, b: Assessment) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id);

/** The rounds that some records are of, the one begun last first. */
export function roundsOf(all: readonly Assessment[]): Round[] {
  const byRound = new Map<string, Assessment[]>();
  for (const record of [...all].sort(byAge)) byRound.set(record.round, [...(byRound.get(record.round) ?? []), record]);
  const rounds = [...byRound.values()].map((records): Round => {
    const ours = records.filter(({ checksum }) => checksum === questionsChecksum);
    const common = ours.filter(({ part }) => part === 'common').reverse();
    const { round, activity, begun, previous } = common[0] ?? ours[0] ?? records[0]!;
    return {
      ...{ round, activity, begun, previous, common },
      views: ours.filter(({ part }) => part === 'view'),
      others: records.filter((record) => !ours.includes(record)),
    };
  });
  return rounds.sort((a, b) => b.begun.localeCompare(a.begun) || b.round.localeCompare(a.round));
}

const nameOf = ({ activity }: RoundHead): string => activity.trim().replace(/\s+/g, ' ').toLocaleLowerCase('fi');

/** The earlier rounds of the same activity, the last one first: those that it goes on from, and those of the same name. */
export function earlierRounds(rounds: readonly Round[], head: RoundHead): Round[] {
  const linked = new Set<string>();
  for (let id = head.previous; id !== undefined && !linked.has(id); ) {
    linked.add(id);
    id = rounds.find(({ round }) => round === id)?.previous;
  }
  return rounds.filter(
    (one) =>
      one.round !== head.round &&
      (linked.has(one.round) ||
        (nameOf(one) === nameOf(head) && one.begun <= head.begun && one.previous !== head.round)),
  );
}
