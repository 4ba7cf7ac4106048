import * as z from 'zod/mini';
import { freeText } from '../../store/free-text.ts';
import { defineKind, type RecordOf } from '../../store/kind.ts';
import { assessmentTextLimit, besideLimit, Link, mostLinks } from '../answer.ts';
import { questionKeys } from '../question-keys.ts';

/**
 * Longest texts, in characters: a name, a short line, words, what is said of a criterion. `evaluated` has room for all that a round
 * says of a question: what is done, and what shows it.
 */
export const inclusionPracticeLimits = {
  ...{ name: 120, line: 500, words: 12_000, criterion: 300, judged: 4_000 },
  evaluated: assessmentTextLimit + besideLimit + 2,
};

/** The most criteria of a promising practice that an organisation lists, and that one practice has. */
export const mostCriteria = 40;

/** What Innokylä asks of a practice, beside its name and links. Apart from the words, so that sending does without those. */
export const describedIds = [
  ...(['summary', 'where', 'region', 'funder', 'whole', 'idea', 'conditions', 'surroundings', 'start'] as const),
  ...(['needs', 'together', 'change', 'measuring'] as const),
] as const;
export type DescribedId = (typeof describedIds)[number];

const Criterion = z.strictObject({
  criterion: freeText(inclusionPracticeLimits.criterion, 1),
  said: z.optional(freeText(inclusionPracticeLimits.judged)),
});

/** A practice that furthers inclusion (osallisuuden palanen): described as Innokylä asks, evaluated in two views. Nobody is named. */
export const InclusionPractice = defineKind('inclusionpractice', {
  name: freeText(inclusionPracticeLimits.name, 1),
  described: z.partialRecord(z.enum(describedIds), freeText(inclusionPracticeLimits.words, 1)),
  links: z.array(Link).check(z.maxLength(mostLinks)),
  /** The round whose answers it was begun from. */
  round: z.optional(z.uuid()),
  /** Of the questions that the areas are evaluated by. */
  checksum: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** By question key (`7`, `2a`). */
  evaluated: z.partialRecord(
    z.enum(questionKeys as [string, ...string[]]),
    freeText(inclusionPracticeLimits.evaluated, 1),
  ),
  /** Criteria of a promising practice in the organisation's words of that time, and what is said of each. */
  criteria: z.array(Criterion).check(z.maxLength(mostCriteria)),
});
export type InclusionPractice = RecordOf<typeof InclusionPractice>;
