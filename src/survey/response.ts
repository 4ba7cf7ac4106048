import * as z from 'zod/mini';
import { defineKind, type RecordOf } from '../store/kind.ts';

/**
 * One person's answers to one instrument. Holds nothing about who answered. `at` of its envelope is when it was finished.
 * No screen shows one person's answers or score to a worker: results are for groups (the scale's conditions of use).
 */
export const SurveyResponse = defineKind('response', {
  instrument: z.string().check(z.minLength(1)),
  instrumentVersion: z.string().check(z.minLength(1)),
  /** Of the texts as they were shown: SHA-256 in hex. */
  checksum: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  language: z.string().check(z.minLength(2)),
  /** In whose hands the device was. */
  mode: z.enum(['self', 'assisted']),
  /** The information page was shown and the person agreed to answer. */
  agreed: z.literal(true),
  /** When the person began, ISO 8601 in UTC. */
  startedAt: z.iso.datetime(),
  /** In the instrument's order: the chosen code, or null where the person skipped. */
  answers: z.array(z.nullable(z.int())).check(z.minLength(1)),
});
export type SurveyResponse = RecordOf<typeof SurveyResponse>;
