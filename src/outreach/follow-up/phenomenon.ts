import * as z from 'zod/mini';
import { freeText } from '../../store/free-text.ts';
import { defineKind, type RecordOf } from '../../store/kind.ts';
import { nameLimit } from '../outing.ts';
import { codeOf } from '../value-list.ts';
import { topics } from '../values.ts';

/** Longest text of an observation, in characters. */
export const observationLimit = 500;

/** A phenomenon: what was seen of a place or a time, for structural work. No people in it, not even nameless ones. */
export const Phenomenon = defineKind(
  'phenomenon',
  {
    outingId: z.optional(z.uuid()),
    /** A place or an area. */
    place: freeText(nameLimit, 1),
    topic: codeOf(topics),
    text: freeText(observationLimit, 1),
    urgent: z.optional(z.literal(true)),
  },
  [],
  'outingId',
);
export type Phenomenon = RecordOf<typeof Phenomenon>;
