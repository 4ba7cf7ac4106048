/** What an organisation's document says of the lock of its devices. */
import * as z from 'zod/mini';
import { recoveryKeyIn } from '../vault/lock/recovery-key.ts';
import { group, onOff, whole } from './fields.ts';
import type { Organisation } from './organisation.ts';
import { definePart } from './part.ts';
import type { Judged } from './refusals.ts';

export const lockPart = definePart({
  lock: group({
    ask: onOff(false),
    sends: onOff(false),
    /** Not so few that a slip of the finger empties anything, nor so many that it means nothing. */
    wipeAfter: z.optional(whole(10, 100)),
    /** Judged when a document is read: one that is in use goes on without a key for which nothing can be sealed. */
    recovery: z.optional(z.string()),
  }),
});

/** Whether a document has a recovery key for which nothing can be sealed. */
export function hasUnusableKey(organisation: Organisation): boolean {
  const { recovery } = lockPart.of(organisation).lock;
  return recovery !== undefined && !recoveryKeyIn(recovery);
}

/** What of the lock no document may say. */
export const judgeLock = (organisation: Organisation): Judged[] =>
  hasUnusableKey(organisation) ? [{ path: ['lock', 'recovery'], word: 'recovery-key', params: {} }] : [];
