import * as z from 'zod/mini';
import { defineKind, type RecordOf, untimed } from '../../store/kind.ts';
import { asks, rhythm } from './survey-plan.ts';

/** Why nobody is asked under a code any more. */
export const endings = ['left', 'stopped', 'lost'] as const;

/** So many codes or cards are made at once. */
export const mostAtOnce = 80;

const date = z.iso.date();
export const turn = z.int().check(z.gte(0));

/**
 * That a code is asked by a plan: the code and the unit, and nothing of the person. Never edited: what changes (another plan,
 * another unit, an end) is a new record, and the last one of a code holds. So two devices never write over one another.
 */
export const Respondent = untimed(
  defineKind(
    'respondent',
    {
      code: z.string().check(z.maxLength(20)),
      /** The plan as it was when the code was taken into it: a change of settings moves nobody's dates. */
      plan: z.string().check(z.minLength(1), z.maxLength(40)),
      ...rhythm,
      ...asks,
      /** The day of the first wave, by the calendar in Finland. */
      start: date,
      ended: z.optional(z.enum(endings)),
      /** The code was made in another unit. */
      moved: z.optional(z.literal(true)),
      /** One more than the highest that was known of this code: what was written in knowledge of another comes after it. */
      turn,
    },
    // Before there were bundles it said an instrument.
    [({ instrument, ...old }) => ({ ...old, bundle: instrument ?? 'esis' })],
  ),
);
export type Respondent = RecordOf<typeof Respondent>;

/** What is asked the time of this number, from 0 on: the follow-up may be another bundle than the start. */
export const askedAt = ({ bundle, followUp }: Pick<Respondent, 'bundle' | 'followUp'>, number: number): string =>
  (number > 0 && followUp) || bundle;
