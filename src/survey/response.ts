import * as z from 'zod/mini';
import { freeText } from '../store/free-text.ts';
import { defineKind, type RecordOf, untimed } from '../store/kind.ts';
import { tookBands, upgrades } from './response-upgrades.ts';

/** The answers to one instrument, which stands in a response as it would alone. */
const ResponsePart = z.strictObject({
  instrument: z.string().check(z.minLength(1)),
  instrumentVersion: z.string().check(z.minLength(1)),
  /** Of the texts as they were shown: an owner's text that is missing in the page's language is shown in another. */
  language: z.string().check(z.minLength(2)),
  /** Of those texts: SHA-256 in hex. */
  checksum: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** In the instrument's order: the chosen code or the number; null where the person skipped or answers otherwise. */
  answers: z.array(z.nullable(z.number())).check(z.minLength(1)),
  /** By item: the codes chosen where several could be. */
  several: z.optional(z.record(z.string(), z.array(z.int()))),
  /** By item: what was written. */
  texts: z.optional(z.record(z.string(), freeText(4000))),
  /** Items that never were on the screen, since a rule kept them away: what is null beside them was skipped. */
  unseen: z.optional(z.array(z.string())),
});
export type ResponsePart = z.infer<typeof ResponsePart>;
/** The names of what a part holds. */
export const partFields: readonly string[] = Object.keys(ResponsePart.shape);

/**
 * One person's answers to one bundle in one sitting, its parts apart. Holds nothing about who answered, and nothing by which it
 * can be joined with a record of outreach: `at` of its envelope is the day on which it was finished, `device` a name that no
 * other kind has. No screen shows one person's answers or score to a worker: results are for groups (the scale's conditions of
 * use).
 */
export const SurveyResponse = untimed(
  defineKind(
    'response',
    {
      /** What was asked as a whole. */
      bundle: z.string().check(z.minLength(1)),
      bundleVersion: z.string().check(z.minLength(1)),
      /** Of the page around the questions. */
      language: z.string().check(z.minLength(2)),
      /** In whose hands the device was; `paper`: on a form that was typed in; `remote`: on the person's own phone. */
      mode: z.enum(['self', 'assisted', 'paper', 'remote']),
      /** The information page was shown and the person agreed to answer. */
      agreed: z.literal(true),
      /** How long it took, in minutes; absent where nobody knows, as of a paper form. */
      took: z.optional(z.enum(tookBands)),
      /** In the order in which they were asked, no instrument twice. */
      parts: z.array(ResponsePart).check(
        z.minLength(1),
        z.refine((parts) => new Set(parts.map(({ instrument }) => instrument)).size === parts.length),
      ),
      /** The code by which a person's answers are paired over time; never derived from who they are. */
      code: z.optional(z.string().check(z.maxLength(20))),
      /** By which plan the person was asked, and for which time of it, from 0 on. */
      plan: z.optional(z.string().check(z.maxLength(40))),
      wave: z.optional(z.int().check(z.gte(0))),
      /** The tag of the poster by whose link it was answered: one for a place and its last day. */
      poster: z.optional(z.string().check(z.regex(/^[0-9A-Z]{5}$/))),
      /** A paper form that was typed in twice, and the two were compared. */
      checked: z.optional(z.literal(true)),
      /** Whether an answer of the second typing was another than of the first; never which. */
      differed: z.optional(z.boolean()),
    },
    upgrades,
  ),
  'answers',
);
export type SurveyResponse = RecordOf<typeof SurveyResponse>;

/** The answers to one instrument, with all that their response says beside. */
export type PartOfResponse = Omit<SurveyResponse, 'bundle' | 'bundleVersion' | 'parts' | keyof ResponsePart> &
  ResponsePart;

/** A response as whoever counts sees it: the answers to each instrument by themselves. */
export const responseParts = ({ bundle: _, bundleVersion: __, parts, ...response }: SurveyResponse): PartOfResponse[] =>
  parts.map((part) => ({ ...response, ...part }));
