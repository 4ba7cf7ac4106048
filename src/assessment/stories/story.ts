import * as z from 'zod/mini';
import { freeText } from '../../store/free-text.ts';
import { defineKind, type RecordOf, untimed } from '../../store/kind.ts';

/** Longest texts, in characters: a name, a short line, words. */
export const storyLimits = { name: 120, line: 500, words: 4_000 };

/** How it was told. */
export const waysOfTelling = ['interview', 'together', 'written', 'conversation'] as const;
/** How the teller said yes. */
export const consents = ['spoken', 'written'] as const;
/** The three areas of inclusion, by the ids of the help questions' frame. */
export const inclusionAreas = ['own-life', 'communities', 'common-good'] as const;
export const storyOutcomes = ['success', 'failure'] as const;

const words = z.optional(freeText(storyLimits.words));

/**
 * A small success story (pieni onnistumistarina): what somebody told of their own will, without who it was. Of the code with which it
 * is withdrawn it holds a digest only. No sound is kept anywhere.
 */
export const Story = untimed(
  defineKind('story', {
    name: freeText(storyLimits.name, 1),
    consent: z.enum(consents),
    told: z.enum(waysOfTelling),
    happened: freeText(storyLimits.words, 1),
    /** Which situation brought it. */
    situation: words,
    outcome: z.enum(storyOutcomes),
    /** Of what kind the increase of inclusion is, and in words. */
    areas: z.array(z.enum(inclusionAreas)).check(z.maxLength(inclusionAreas.length)),
    increase: words,
    /** What did not succeed. */
    failed: words,
    /** Where it was told on, such as a report. */
    toldIn: z.optional(freeText(storyLimits.line)),
    /** The last day on which it was printed or given as a file. */
    printedOn: z.optional(z.iso.date()),
    withdrawal: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  }),
  'answers',
);
export type Story = RecordOf<typeof Story>;
