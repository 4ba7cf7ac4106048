import * as z from 'zod/mini';
import { freeText } from '../../store/free-text.ts';
import { coarse, defineKind, type RecordOf } from '../../store/kind.ts';
import { nameLimit } from '../outing.ts';
import { codeOf } from '../value-list.ts';
import { targets, topics } from '../values.ts';

/** A need that was not met: something was asked for and not to be had. */
export const Unmet = coarse(
  defineKind(
    'unmet',
    {
      outingId: z.uuid(),
      place: freeText(nameLimit, 1),
      topic: codeOf(topics),
      /** The service that there was none of, or no room in. */
      target: z.optional(codeOf(targets)),
    },
    [],
    'outingId',
  ),
);
export type Unmet = RecordOf<typeof Unmet>;
