/**
 * What a kind of draft is: the one door through which what was kept of an unfinished form becomes what today's form holds. It
 * never throws: what it cannot take is told, so that it can be put aside, and the form opens with the rest.
 */
import type * as z from 'zod/mini';

/** What was read of a draft. `isWhole`: nothing was left out; else the draft as it was holds more than `data`. */
export interface DraftRead<T> {
  data: T;
  isWhole: boolean;
}

export interface DraftKind<T> {
  name: string;
  /** The draft in today's shape. What is missing, as in an older shape, stands as in `initial`, the empty form. */
  read(stored: unknown, initial?: T): DraftRead<T>;
}

/** The schema of each field, loose where something is still being written; one that may be undefined may be missing. */
export type DraftFields<T> = { [K in keyof Required<T>]: z.ZodMiniType };

/** Defines a kind of draft by its fields. `blank` is what stands where a form gives no `initial`. */
export function defineDraft<T extends object>(name: string, fields: DraftFields<T>, blank: T): DraftKind<T> {
  const schemas = Object.entries<z.ZodMiniType>(fields);
  return {
    name,
    read(stored, initial = blank) {
      if (typeof stored !== 'object' || stored === null || Array.isArray(stored))
        return { data: initial, isWhole: false };
      const held = new Map(Object.entries(stored));
      const data: Record<string, unknown> = {};
      let isWhole = [...held.keys()].every((field) => Object.hasOwn(fields, field));
      for (const [field, schema] of schemas) {
        const parsed = schema.safeParse(held.get(field));
        if (parsed.success) {
          if (held.has(field)) data[field] = parsed.data;
          continue;
        }
        data[field] = initial[field as keyof T];
        isWhole &&= !held.has(field);
      }
      return { data: data as T, isWhole };
    },
  };
}
