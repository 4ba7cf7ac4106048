/** What a card that is read means where it is read: whether one begins with it, and what is said to whoever holds the device. */
import type { AskedWave } from './asked.ts';
import { askedAt } from './respondent.ts';
import { waveOf } from './schedule.ts';
import type { CodeStanding } from './standing.ts';

/**
 * `turn`: a time is open. These are kept under the code as well, but are no time of a plan: `unknown`, of a code that this device
 * does not know; `elsewhere`, of another unit; `other`, whose turn is in another survey; `early`, before its time. With these
 * nobody begins: `answered`, read a second time; `ended`.
 */
export type CardStanding =
  | { is: 'turn'; asked: AskedWave; time: number; all?: number }
  | { is: 'unknown' | 'elsewhere' | 'other' | 'ended' }
  | { is: 'early'; next?: string | undefined }
  | { is: 'answered'; at: string; next?: string | undefined };

/** How a card stands for who would answer `survey` on a device of `unit`. */
export function cardStandingOf(standing: CodeStanding | undefined, unit: string, survey: string): CardStanding {
  if (!standing) return { is: 'unknown' };
  const { respondent, waves, turn } = standing;
  if (standing.unit !== unit) return { is: 'elsewhere' };
  if (respondent.ended) return { is: 'ended' };
  const last = waves.at(-1);
  const next = standing.next?.due;
  // Who did not want to may have thought again.
  const isTurn = last?.state === 'open' || last?.state === 'declined';
  if (askedAt(respondent, last?.number ?? 0) !== survey) {
    const isNext = standing.next !== undefined && askedAt(respondent, standing.next.number) === survey;
    return isNext && !isTurn ? { is: 'early', next } : { is: 'other' };
  }
  if (isTurn) {
    const { number, due } = last;
    const { plan, months, every } = respondent;
    const all = every === undefined ? { all: months.length } : {};
    return { is: 'turn', asked: { plan, number, due, turn }, time: number + 1, ...all };
  }
  if (last?.answer) return { is: 'answered', at: last.answer.at, next };
  return { is: 'early', next };
}

/** Whether one begins with such a card. */
export const mayBegin = ({ is }: CardStanding): boolean => is !== 'answered' && is !== 'ended';

/** So many days stand on a card. */
const onCard = 3;

/** The days that stand on the card of a code: of the time that is open, and of those after it. */
export function cardDays({ open, next, respondent }: CodeStanding): string[] {
  const first = open ?? next;
  if (!first || respondent.ended) return [];
  const numbers = Array.from({ length: onCard }, (_, later) => first.number + later);
  return numbers.flatMap((number) => waveOf(respondent, number)?.due ?? []);
}
