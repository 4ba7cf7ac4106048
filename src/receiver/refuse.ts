import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { diskFull } from './database.ts';

/** The endings of a request that did not do what it asked for. */
export type ErrorCode =
  | 'bad-request'
  | 'unauthorized'
  | 'not-found'
  | 'too-many'
  | 'too-slow'
  | 'not-held'
  | 'method-not-allowed'
  | 'too-large'
  | 'unsupported-type'
  | 'unavailable';

/** Answers with an error, as JSON of one shape. `field` names what was at fault, where something was. */
export function refuse(
  c: Context,
  status: ContentfulStatusCode,
  code: ErrorCode,
  message: string,
  field?: string,
): Response {
  return c.json({ error: { code, message, ...(field === undefined ? {} : { field }) } }, status);
}

const noRoom = "The receiver's disk is full: nothing can be stored before there is room; what is held can be read";

/** Answers that there was too much of something; `late` says in how many ms it may come again. */
export function refuseTooMany(c: Context, message: string, late: number): Response {
  c.header('retry-after', String(Math.max(1, Math.ceil(late / 1000))));
  return refuse(c, 429, 'too-many', message);
}

/**
 * Answers that the storage does not work now, and logs why. Only the error's name and code and the places it came through
 * are logged: a database's message may quote the record.
 */
export function refuseBecauseOf(c: Context, error: unknown): Response {
  const { name, code, stack } = error as { name?: string; code?: string; stack?: string };
  const places = stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  console.error([`${c.req.method} ${c.req.path}: ${name} ${code ?? ''}`.trimEnd(), ...places.slice(0, 4)].join('\n'));
  c.header('retry-after', '10');
  const isFull = code === diskFull || code === 'ENOSPC';
  return refuse(c, 503, 'unavailable', isFull ? noRoom : 'The storage does not answer; try again later');
}
