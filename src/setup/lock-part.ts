/** What an organisation's document says of the lock of its devices. */
import * as z from 'zod/mini';
import { recoveryKeyIn } from '../vault/lock/recovery-key.ts';
import { group, onOff, whole } from './fields.ts';
import { definePart } from './part.ts';

export const lockPart = definePart({
  lock: group({
    ask: onOff(false),
    sends: onOff(false),
    /** Not so few that a slip of the finger empties anything, nor so many that it means nothing. */
    wipeAfter: z.optional(whole(10, 100)),
    recovery: z.optional(z.string().check(z.refine((text) => recoveryKeyIn(text) !== undefined, 'recovery-key'))),
  }),
});
