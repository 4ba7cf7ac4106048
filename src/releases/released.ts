import * as z from 'zod/mini';
import { smallest } from '../disclosure/suppression.ts';
import { addressed, defineKind, type RecordOf, untimed } from '../store/kind.ts';

const first = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-01$/));
const day = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/));

/** The longest content, in signs: of the largest organisation that was tried a year's last month had a tenth of it. */
export const contentLimit = 1_000_000;

/**
 * A month that was closed, as all devices that read one place tell it (`chain.ts`). Made once and never revised. It goes to the
 * place whose records it counts and nowhere else: what it says of few is known there.
 */
export const Released = addressed(
  untimed(
    defineKind(
      'release',
      {
        /** What was closed: `encounters`, or an instrument by its id and version. */
        about: z.string().check(z.minLength(1), z.maxLength(300)),
        /** The first day of the month. */
        month: first,
        /** The day on which it was closed before its end. */
        closedOn: z.optional(day),
        /** The smallest number of people that was told. */
        least: z.int().check(z.minimum(smallest)),
        /** The release of the same that it builds on; absent of the first. */
        after: z.optional(z.uuid()),
        /** All of it, packed. */
        content: z.string().check(z.maxLength(contentLimit), z.regex(/^[\w-]+$/)),
      },
      // What came with a later shape may be left out of the content: what an earlier version of the app told stands as it is. From the
      // fifth on a place without an order has it under the id that follows (`next-id.ts`).
      [(old) => old, (old) => old, (old) => old, (old) => old],
    ),
    'answers',
  ),
);
export type Released = RecordOf<typeof Released>;
