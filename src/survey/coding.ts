import * as z from 'zod/mini';
import { freeText } from '../store/free-text.ts';
import { defineKind, type RecordOf } from '../store/kind.ts';

/** What an open answer is read for, before an organisation adds its own: stigma, and from where. */
export const stigmaTags = {
  stigma: ['stigma-experienced', 'stigma-anticipated', 'stigma-internalised'],
  from: ['from-services', 'from-public', 'from-close-people'],
} as const;

/**
 * What a reader marked in one open answer: tags, and perhaps a quote out of which a person has taken the words that tell who
 * wrote it. The answer itself stays in its response.
 */
export const Coding = defineKind(
  'coding',
  {
    /** The response, and which of its questions; in shape 1, when a response was to one instrument, without the instrument. */
    response: z.uuid(),
    instrument: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
    item: z.string().check(z.minLength(1), z.maxLength(100)),
    tags: z.array(freeText(40, 1)).check(z.maxLength(20)),
    /** Only ever of a person who has said that no word in it tells who wrote it. */
    quote: z.optional(freeText(1000, 1)),
  },
  [(old) => old],
);
export type Coding = RecordOf<typeof Coding>;
