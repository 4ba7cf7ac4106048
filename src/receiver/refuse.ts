import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type * as z from 'zod/mini';
import type { Body } from './body.ts';
import { diskFull } from './database.ts';

/** The endings of a request that did not do what it asked for. */
export type ErrorCode =
  | 'bad-request'
  | 'unauthorized'
  | 'forbidden'
  | 'used'
  | 'expired'
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

/** Answers that an address takes other methods. */
export function refuseMethod(c: Context, allow: string): Response {
  c.header('allow', allow);
  return refuse(c, 405, 'method-not-allowed', `This address takes ${allow}`);
}

const codes = { 400: 'bad-request', 408: 'too-slow', 413: 'too-large', 415: 'unsupported-type' } as const;

/** Answers why a body was not read. */
export function refuseBody(c: Context, { status, message }: Extract<Body, { is: 'refused' }>): Response {
  // What is still to come of it is not waited for.
  if (status === 408) c.header('connection', 'close');
  return refuse(c, status, codes[status], message);
}

/** Answers what is wrong with what was asked, and where. */
export function refuseIssue(c: Context, { issues: [issue] }: z.core.$ZodError): Response {
  return refuse(c, 400, 'bad-request', issue?.message ?? 'Invalid', issue?.path.join('.') ?? '');
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
