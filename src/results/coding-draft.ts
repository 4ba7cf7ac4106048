/** A reading of an open answer while it is made. */
import * as z from 'zod/mini';
import { defineDraft } from '../store/draft-kind.ts';

export const CodingDrafts = defineDraft(
  'coding',
  {
    response: z.string(),
    instrument: z.string(),
    item: z.string(),
    tags: z.array(z.string()),
    tag: z.string(),
    quote: z.string(),
    isClean: z.boolean(),
  },
  { response: '', instrument: '', item: '', tags: [] as string[], tag: '', quote: '', isClean: false },
);
