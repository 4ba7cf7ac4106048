import * as z from 'zod/mini';
import { freeText } from '../../store/free-text.ts';
import { defineKind, type RecordOf } from '../../store/kind.ts';

/** Longest texts, in characters: a name, a short line, words. */
export const coDevelopmentLimits = { name: 120, line: 500, words: 4_000 };

/** The parts of the checklist. Apart from its texts, so that sending does without those. */
export const partIds = ['coming', 'reach', 'without', 'ways', 'ideas', 'arrangements', 'worker'] as const;
export type PartId = (typeof partIds)[number];
/** How many items the checklist has. */
export const itemCount = 79;

export const eventStates = ['planned', 'held', 'cancelled'] as const;
export type EventState = (typeof eventStates)[number];

const words = z.optional(freeText(coDevelopmentLimits.words));
const day = z.optional(z.iso.date());

/** One event or process in which people develop something together: its plan, what came of it, and who was told. Nobody is named. */
export const CoDevelopment = defineKind(
  'codevelopment',
  {
    name: freeText(coDevelopmentLimits.name, 1),
    /** What is developed, and what for. */
    theme: words,
    /** The first day by the calendar of the place, and the last one where it is longer. */
    from: day,
    until: day,
    checksum: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    /** The numbers of the checklist's items that were taken care of. */
    considered: z.array(z.int().check(z.positive(), z.maximum(itemCount))).check(z.maxLength(itemCount)),
    /** By part of the checklist: what is done. */
    plans: z.partialRecord(z.enum(partIds), freeText(coDevelopmentLimits.words, 1)),
    state: z.enum(eventStates),
    cameOf: words,
    effect: words,
    /** Who was told what became of it, as groups; how; and on which day. Without the day it is still to be told. */
    toldTo: z.optional(freeText(coDevelopmentLimits.line)),
    toldHow: words,
    toldOn: day,
  },
  [],
  undefined,
  ({ toldOn }) => toldOn === undefined,
);
export type CoDevelopment = RecordOf<typeof CoDevelopment>;

/**
 * Whether those who took part are still to be told: what became of it, once its last day has come or it was held; that it
 * was called off, where it was. Due until a day is given on which they were told.
 */
export const isFeedbackDue = (
  { state, from, until, toldOn }: Pick<CoDevelopment, 'state' | 'from' | 'until' | 'toldOn'>,
  today: string,
): boolean => {
  if (toldOn !== undefined) return false;
  if (state !== 'planned') return true;
  const last = until ?? from;
  return last !== undefined && last <= today;
};
