/** Where a value stands in JSON: keys with dots, `data.results` or `$.data.results`; empty for the whole. */
import * as z from 'zod/mini';

export const Path = z.string().check(z.regex(/^(\$?\.?[^.$]+(\.[^.]+)*)?$/), z.maxLength(200));

const keysOf = (path: string) =>
  path
    .replace(/^\$\.?/, '')
    .split('.')
    .filter(Boolean);

/** A value with objects around it, so that it stands at the path. */
export const wrapped = (path: string, value: unknown): unknown =>
  keysOf(path).reduceRight((inner, key) => ({ [key]: inner }), value);

/** The list in an answer: itself, or the only one in its object. */
export function onlyListIn(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  const lists = Object.values(value ?? {}).filter(Array.isArray);
  return lists.length === 1 ? lists[0] : undefined;
}

/** The value at a path, by own properties only: an answer's text cannot reach into the language. */
export function valueAt(value: unknown, path: string): unknown {
  return keysOf(path).reduce((at, key) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    return (at as Record<string, unknown>)[key];
  }, value);
}
