/** A debrief while it is being written. */
import * as z from 'zod/mini';
import { defineDraft } from '../../store/draft-kind.ts';

/** What the form holds. */
export interface DebriefDraft {
  outingId: string;
  workers: number;
  asked: string;
  missing: string;
  next: string;
  closeCall?: boolean | undefined;
}

export const DebriefDrafts = defineDraft<DebriefDraft>(
  'debrief',
  {
    outingId: z.string(),
    workers: z.int().check(z.gte(0), z.lte(99)),
    asked: z.string(),
    missing: z.string(),
    next: z.string(),
    closeCall: z.optional(z.boolean()),
  },
  { outingId: '', workers: 0, asked: '', missing: '', next: '' },
);
