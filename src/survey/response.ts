import * as z from 'zod/mini';
import { freeText } from '../store/free-text.ts';
import { defineKind, type RecordOf, untimed } from '../store/kind.ts';

/**
 * One person's answers to one instrument. Holds nothing about who answered. `at` of its envelope is when it was finished.
 * No screen shows one person's answers or score to a worker: results are for groups (the scale's conditions of use).
 */
export const SurveyResponse = untimed(
  defineKind(
    'response',
    {
      instrument: z.string().check(z.minLength(1)),
      instrumentVersion: z.string().check(z.minLength(1)),
      /** Of the texts as they were shown: SHA-256 in hex. */
      checksum: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
      language: z.string().check(z.minLength(2)),
      /** In whose hands the device was; `paper`: on a form that was typed in; `remote`: on the person's own phone. */
      mode: z.enum(['self', 'assisted', 'paper', 'remote']),
      /** The information page was shown and the person agreed to answer. */
      agreed: z.literal(true),
      /** When the person began, ISO 8601 in UTC. */
      startedAt: z.iso.datetime(),
      /** In the instrument's order: the chosen code or the number; null where the person skipped or answers otherwise. */
      answers: z.array(z.nullable(z.number())).check(z.minLength(1)),
      /** By item: the codes chosen where several could be. */
      several: z.optional(z.record(z.string(), z.array(z.int()))),
      /** By item: what was written. */
      texts: z.optional(z.record(z.string(), freeText(4000))),
      /** By background question: the chosen code. */
      background: z.optional(z.record(z.string(), z.int())),
      /** The code by which a person's answers are paired over time; never derived from who they are. */
      code: z.optional(z.string().check(z.maxLength(20))),
      /** By which plan the person was asked, and for which time of it, from 0 on. */
      plan: z.optional(z.string().check(z.maxLength(40))),
      wave: z.optional(z.int().check(z.gte(0))),
      /** A paper form that was typed in twice, and the two agreed. */
      checked: z.optional(z.literal(true)),
    },
    // Everything that came with shapes 2 and 3 may be left out.
    [(old) => old, (old) => old],
  ),
);
export type SurveyResponse = RecordOf<typeof SurveyResponse>;
