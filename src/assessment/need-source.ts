/** Where a need is known from: what a team said of its own activity, what was noticed outside, what could not be had there. */
import type { Phenomenon } from '../outreach/follow-up/phenomenon.ts';
import type { ToldPeriod } from '../outreach/numbers/longer.ts';
import { monthOn } from '../periods/days.ts';
import { type Period, periodOf } from '../periods/periods.ts';
import { questionKeys } from './question-keys.ts';
import type { Round } from './round.ts';

/**
 * `answer`: the team's own words of a question that is not established yet. `heard`: what participants say of it.
 * `phenomenon`: the words that were written of it, with its month; never the place or who wrote it.
 * `unmet`: how often something could not be had, as it was released; no other number of people met.
 */
export type NeedSource =
  | { is: 'answer' | 'heard'; activity: string; begun: string; question: string; text: string }
  | { is: 'phenomenon'; topic: string; month: Period; text: string }
  | { is: 'unmet'; topic: string; period: Period; count: number };

/** What the newest round of each activity says of that which is not established yet, and is the team's to do. */
export function answeredIn(rounds: readonly Round[]): NeedSource[] {
  const before = new Set(rounds.flatMap(({ previous }) => previous ?? []));
  return rounds
    .filter(({ round }) => !before.has(round))
    .flatMap(({ common: [said], activity, begun }) =>
      questionKeys.flatMap((question) => {
        const answer = said?.answers[question];
        if (!answer || answer.standing === 'established' || answer.standing === 'not-our-task') return [];
        const of = { activity, begun, question };
        return [
          ...(answer.text ? [{ is: 'answer' as const, ...of, text: answer.text }] : []),
          ...(answer.heard?.text ? [{ is: 'heard' as const, ...of, text: answer.heard.text }] : []),
        ];
      }),
    );
}

export const noticed = (phenomena: readonly Phenomenon[]): NeedSource[] =>
  phenomena.map(({ topic, at, text }) => ({
    ...{ is: 'phenomenon' as const, topic, text },
    month: periodOf('month', monthOn(at.slice(0, 10), 0)),
  }));

const prefix = 'need:';

/** What could not be had, by topic: of each topic the number of the latest period that tells one, the longest of those. */
export function couldNotBeHad(told: readonly ToldPeriod[]): NeedSource[] {
  const latestFirst = [...told].sort(
    (a, b) => b.period.to.localeCompare(a.period.to) || a.period.from.localeCompare(b.period.from),
  );
  const byTopic = new Map<string, NeedSource>();
  for (const { period, published } of latestFirst)
    for (const [key, number] of published.all) {
      const topic = key.startsWith(prefix) ? key.slice(prefix.length) : '';
      if (topic && number.is === 'shown' && number.n > 0 && !byTopic.has(topic))
        byTopic.set(topic, { is: 'unmet', topic, period, count: number.n });
    }
  return [...byTopic.values()];
}

/** Where a need is known from, with one more line; the same where it stands there. */
export const withLine = (known: string, line: string): string =>
  known.includes(line) ? known : [known.trimEnd(), line].filter(Boolean).join('\n');
