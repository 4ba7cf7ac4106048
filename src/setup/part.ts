/**
 * A domain's part of the organisation's document: its fields, each with what holds where a document leaves it out. The parts
 * are put together in `src/organisation.ts`; this folder knows none of them.
 */
import * as z from 'zod/mini';
import type { Organisation } from './organisation.ts';

/** Defines a part by its fields. */
export function definePart<S extends z.core.$ZodLooseShape>(fields: S) {
  const leftOut = z.object(fields).parse({});
  return {
    fields,
    /** The part of a document that was read. */
    of: (organisation: Organisation) =>
      ({ ...leftOut, ...organisation }) as Organisation & z.infer<z.ZodMiniObject<S, z.core.$strip>>,
  };
}

/** A document as a domain reads it: `WithPart<typeof itsPart>`. */
export type WithPart<P extends { of: (organisation: Organisation) => unknown }> = ReturnType<P['of']>;
