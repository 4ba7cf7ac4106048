import * as z from 'zod/mini';
import { freeText } from '../store/free-text.ts';
import { defineKind, type RecordOf, unnamedDevice, untimed } from '../store/kind.ts';

/** How long somebody took to answer, in minutes: in bands that many share. */
export const tookBands = ['-2', '2-5', '5-10', '10-20', '20+'] as const;
export type Took = (typeof tookBands)[number];

/** The band of a time in ms; undefined where it is no time, as when the clock was set back meanwhile. */
export function tookIn(ms: number): Took | undefined {
  if (!(ms >= 0)) return undefined;
  const [two, five, ten, twenty] = [2, 5, 10, 20].map((minutes) => minutes * 60_000) as [
    number,
    number,
    number,
    number,
  ];
  return ms < two ? '-2' : ms < five ? '2-5' : ms < ten ? '5-10' : ms < twenty ? '10-20' : '20+';
}

/** Up to shape 3 a response said to the millisecond when it was begun and finished, and by which device: whoever joins, finds. */
function withoutTimes({ startedAt, ...old }: Record<string, unknown>): Record<string, unknown> {
  const took = old.mode === 'paper' ? undefined : tookIn(Date.parse(String(old.at)) - Date.parse(String(startedAt)));
  return { ...old, device: unnamedDevice, ...(took ? { took } : {}) };
}

/**
 * One person's answers to one instrument. Holds nothing about who answered, and nothing by which it can be joined with a record
 * of outreach: `at` of its envelope is the day on which it was finished, `device` a name that no other kind has.
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
      /** How long it took, in minutes; absent where nobody knows, as of a paper form. */
      took: z.optional(z.enum(tookBands)),
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
    [(old) => old, (old) => old, withoutTimes],
  ),
  'answers',
);
export type SurveyResponse = RecordOf<typeof SurveyResponse>;
