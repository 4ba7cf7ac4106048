import * as z from 'zod/mini';
import { wallDate } from '../i18n/wall-time.ts';
import { freeText } from '../store/free-text.ts';
import { defineKind, type RecordOf } from '../store/kind.ts';
import { QuestionAnswer } from './answer.ts';
import { questionKeys } from './question-keys.ts';

/** Longest name of the activity that is looked at, and longest role of the one who answers, in characters. */
export const activityLimit = 120;
export const roleLimit = 60;

/** `common`: what the team says together. `view`: what one of them says, on a device of their own. */
export const roundParts = ['common', 'view'] as const;

/**
 * What a team, or one person of it, says in one round of the 24 help questions of its own activity. A round is known by its id
 * on every device; each device has records of its own for it, so nothing of one stands against another's.
 */
export const Assessment = defineKind(
  'assessment',
  {
    activity: freeText(activityLimit, 1),
    questions: z.string().check(z.minLength(1)),
    questionsVersion: z.string().check(z.minLength(1)),
    checksum: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    round: z.uuid(),
    /** The round of the same activity that this one goes on from. */
    previous: z.optional(z.uuid()),
    /** The day on which the round began, by the calendar of Finland. */
    begun: z.iso.date(),
    part: z.enum(roundParts),
    /** In which role one answers; never a name. */
    role: z.optional(freeText(roleLimit, 1)),
    /** By question key (`7`, `2a`); a question that was not answered is not there. */
    answers: z.partialRecord(z.enum(questionKeys as [string, ...string[]]), QuestionAnswer),
  },
  // Until then a record was a round of its own, filled in by the team on one device.
  [(old) => ({ ...old, round: old.id, begun: wallDate(String(old.at)), part: 'common' })],
);
export type Assessment = RecordOf<typeof Assessment>;
