/** What gives a kind of server away in an answer, for every dialect. */
import * as z from 'zod/mini';
import type { Seen } from './dialect.ts';
import { fromJson } from './status.ts';

/** Whether an answer is JSON with these fields, whatever else it has. */
export const says = (shape: z.core.$ZodLooseShape) => {
  const schema = z.object(shape);
  return ({ text }: Seen): boolean => fromJson(schema, text) !== undefined;
};

export const text = z.string();
/** Anything, but there. */
export const some = z.unknown().check(z.refine((value) => value !== undefined));
