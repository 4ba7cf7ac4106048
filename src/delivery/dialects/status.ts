/**
 * Reading an answer, for every dialect: what its status says, its JSON through a schema, the endpoint's words cut short.
 * Nothing here throws, whatever came, and nothing here says that a record was delivered but for `stored`.
 */
import type * as z from 'zod/mini';
import type { Outcome } from '../engine/outcome.ts';
import type { HttpResponse } from '../engine/send.ts';
import type { Held, Reading, Sendable } from './dialect.ts';

export type HttpAnswer = Extract<HttpResponse, { is: 'answer' }>;

/** The longest words of an endpoint that are kept, in characters: enough for a person to see what is wrong. */
export const wordsLimit = 500;

/** The strings among these, as one, cut short. Empty where there is none. */
const joined = (parts: unknown[]): string =>
  parts
    .filter((part) => typeof part === 'string' && part !== '')
    .map((part) => String(part).slice(0, wordsLimit))
    .join(': ')
    .slice(0, wordsLimit);

const withWords = (parts: unknown[]) => {
  const words = joined(parts);
  return words ? { words } : {};
};

export const stored = (status: number): Outcome => ({ is: 'delivered', status, proof: 'stored' });
export const unclear = (status: number): Outcome => ({ is: 'later', trouble: 'unclear-answer', status });
export const refusedOutcome = (status: number, ...words: unknown[]): Outcome => ({
  is: 'refused',
  trouble: 'rejected',
  status,
  ...withWords(words),
});

/** It was deleted at the endpoint, by someone who may: not ours to bring back unasked (F39). */
export const gone = (status: number, ...words: unknown[]): Outcome => ({
  is: 'refused',
  trouble: 'gone',
  status,
  ...withWords(words),
});
export const verify = (status: number, ...words: unknown[]): Outcome => ({ is: 'verify', status, ...withWords(words) });

export const isOk = ({ status }: HttpAnswer): boolean => status >= 200 && status < 300;

/** A page for people, whatever it calls itself: a captive portal says 200 and may say JSON. */
export const isWebPage = ({ type, text }: HttpAnswer): boolean => type === 'text/html' || /^\s*</.test(text);

/**
 * Whether a 403 says nothing about the key: a page is a firewall's, which judges one body by its words, and `Retry-After`
 * asks for a pause, which no key would spare.
 */
export const isByAnother = (answer: HttpAnswer): boolean =>
  answer.status === 403 && (isWebPage(answer) || answer.retryAfter !== undefined);

/** What a status that is not 2xx says. `words` are the endpoint's own where the dialect found them in the answer. */
export function failed(answer: HttpAnswer, ...words: unknown[]): Outcome {
  const { status, retryAfter } = answer;
  const after = retryAfter === undefined ? {} : { after: retryAfter };
  switch (status) {
    case 401:
      return { is: 'sign-in', status };
    case 403:
      if (!isByAnother(answer)) return { is: 'sign-in', status };
      return { is: 'later', trouble: retryAfter === undefined ? 'blocked' : 'busy', status, ...after };
    case 407:
    case 511: // The sign-in of the network or of its proxy (RFC 9110, RFC 6585): the endpoint was not reached.
      return { is: 'not-the-endpoint', trouble: 'web-page', status };
    case 404:
    case 405:
    case 410:
      return { is: 'not-the-endpoint', trouble: 'wrong-address', status };
    case 413:
      return { is: 'refused', trouble: 'too-large', status };
    case 408:
    case 423:
    case 425:
    case 429:
    case 503:
      return { is: 'later', trouble: 'busy', status, ...after };
  }
  if (status >= 500) return { is: 'later', trouble: 'server-error', status, ...after };
  if (status >= 300 && status < 400) return { is: 'not-the-endpoint', trouble: 'redirected', status };
  if (status >= 400) return refusedOutcome(status, ...(joined(words) ? words : [isWebPage(answer) ? '' : answer.text]));
  return unclear(status);
}

/** Hands an answer to the dialect: anything but no answer, a redirect and a web page that says 2xx. */
export function readAnswer(reply: HttpResponse, read: (answer: HttpAnswer) => Reading): Reading {
  const stop = stopped(reply);
  return 'outcome' in stop ? { whole: stop.outcome } : read(stop.answer);
}

/** As `readAnswer`, for the answer to a look: `read` is handed a 2xx only. */
export function readHeld(reply: HttpResponse, read: (answer: HttpAnswer) => Held): Held {
  const stop = stopped(reply);
  if ('outcome' in stop) return { is: 'failed', outcome: stop.outcome };
  const { answer } = stop;
  if (isOk(answer)) return read(answer);
  // A page that says 404 is more likely another server's than word of one record.
  if (answer.status === 404) return { is: isWebPage(answer) ? 'unclear' : 'absent' };
  // Gone for good (RFC 9110, 15.5.11).
  if (answer.status === 410) return { is: 'failed', outcome: gone(410, isWebPage(answer) ? '' : answer.text) };
  const outcome = failed(answer);
  // That the look itself was refused says nothing of the record.
  return outcome.is === 'refused' ? { is: 'unclear' } : { is: 'failed', outcome };
}

/** The answer, or what stands in the place of one: no answer, a redirect, a web page that says 2xx. */
export function stopped(reply: HttpResponse): { answer: HttpAnswer } | { outcome: Outcome } {
  if (reply.is === 'none') return { outcome: { is: 'later', trouble: 'no-answer' } };
  if (reply.is === 'redirected') return { outcome: { is: 'not-the-endpoint', trouble: 'redirected' } };
  if (!isOk(reply) || !isWebPage(reply)) return { answer: reply };
  return { outcome: { is: 'not-the-endpoint', trouble: 'web-page', status: reply.status } };
}

/** The outcome of a request that carries one record. Were more handed to it, the others were not sent. */
export function forOne(sent: Sendable[], outcome: Outcome): Reading {
  if (sent.length === 1) return { whole: outcome };
  return { each: sent.map((_, index) => (index === 0 ? outcome : { is: 'later', trouble: 'unclear-answer' })) };
}

interface MoreHeld {
  version?: string | undefined;
  deleted?: unknown;
  differs?: boolean | undefined;
}

/** Held in this revision, where the answer names our id and a revision of ours; `unclear` where it does not. */
export function heldAs(record: { id: string }, id: unknown, rev: unknown, more: MoreHeld = {}): Held {
  if (id !== record.id || typeof rev !== 'number' || !Number.isSafeInteger(rev) || rev < 1) return { is: 'unclear' };
  const held: Held = { is: 'held', rev };
  if (more.version !== undefined) held.version = more.version;
  if (more.deleted === true) held.deleted = true;
  if (more.differs) held.differs = true;
  return held;
}

/** What is said of each id. Where one id has two entries that do not say the same (`says`), neither is believed. */
export function byId<T>(entries: T[], idOf: (entry: T) => unknown, says: (entry: T) => unknown): Map<unknown, T> {
  const found = new Map<unknown, T>();
  const doubtful = new Set<unknown>();
  for (const entry of entries) {
    const id = idOf(entry);
    const before = found.get(id);
    if (before !== undefined && says(before) !== says(entry)) doubtful.add(id);
    found.set(id, entry);
  }
  for (const id of doubtful) found.delete(id);
  return found;
}

/** JSON of the shape of `schema`, or undefined: half an answer, another shape, no JSON, nested too deeply. */
export function fromJson<T>(schema: z.ZodMiniType<T>, text: string): T | undefined {
  try {
    return parsed(schema, JSON.parse(text));
  } catch {
    return undefined;
  }
}

export function parsed<T>(schema: z.ZodMiniType<T>, value: unknown): T | undefined {
  const result = schema.safeParse(value);
  return result.success ? result.data : undefined;
}

/** The entries of a list that have this shape. Each is read by itself: one of another shape spoils no other. */
export function parsedEntries<T>(schema: z.ZodMiniType<T>, list: unknown, limit: number): T[] {
  if (!Array.isArray(list)) return [];
  return list.slice(0, limit).flatMap((entry) => parsed(schema, entry) ?? []);
}
