import * as z from 'zod/mini';
import { freeText } from '../../store/free-text.ts';
import { coarse, defineKind, type RecordOf } from '../../store/kind.ts';
import { nameLimit } from '../outing.ts';
import { codeOf } from '../value-list.ts';
import { guidanceWays, outcomes, targets } from '../values.ts';

/** Longest reason why a guidance did not come off, in characters. */
export const reasonLimit = 140;

/** That somebody was guided on: where to, in which way, and later what became of it. Nothing of who it was. */
export const Guidance = coarse(
  defineKind(
    'guidance',
    {
      outingId: z.uuid(),
      place: freeText(nameLimit, 1),
      /** The encounter in which it happened; absent where it was only tallied. */
      encounterId: z.optional(z.uuid()),
      target: codeOf(targets),
      /** The service by its own name, where the organisation has listed it. */
      service: z.optional(freeText(nameLimit, 1)),
      way: codeOf(guidanceWays),
      outcome: z.enum(outcomes),
      reason: z.optional(freeText(reasonLimit, 1)),
    },
    [],
    'outingId',
  ),
);
export type Guidance = RecordOf<typeof Guidance>;
