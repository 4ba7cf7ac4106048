/** One request and its answer, with everything that can go wrong on the way told apart by kind, never by message text. */

import type { Told } from '../../store/endpoints.ts';
import { cutHeader, historyHeader } from '../wire.ts';

/** A request as a dialect builds it: anew for each try, with today's address and token. */
export interface HttpRequest {
  url: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers: Record<string, string>;
  /** Absent for GET. */
  body?: string;
}

/** What came back. */
export type HttpResponse =
  | { is: 'answer'; status: number; type: string; text: string; retryAfter?: number; date?: number; history?: Told }
  /** Something on the way pointed elsewhere: a captive portal or a moved address. Never followed. */
  | { is: 'redirected' }
  /** No answer, or half of one: the endpoint may or may not have stored. `isTooLong`: more came than is read of any answer. */
  | { is: 'none'; isTooLong?: true };

/** An answer must come within this time (ms): a half-open connection never settles by itself. */
export const responseTimeout = 60_000;
/** An answer longer than this (characters) is not read to its end: no honest answer to a batch is. */
export const responseLimit = 4_000_000;

/** What the browser thinks of the network: a hint, and never a reason not to try. */
export const isOnline = (): boolean => globalThis.navigator?.onLine !== false;

/**
 * Whether anything answers at an address, asked without being allowed to see the answer and with nothing of ours: the only way
 * to tell a closed door (CORS) from no house.
 */
export const answersAtAll = (url: string, timeout = responseTimeout): Promise<boolean> =>
  fetch(url, {
    mode: 'no-cors',
    redirect: 'follow',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(timeout),
  }).then(
    () => true,
    () => false,
  );

/** Sends once, until `over` at the longest. Never throws; never follows a redirect; sends no cookies. */
export async function send(
  ask: HttpRequest,
  now: () => number,
  timeout = responseTimeout,
  over?: AbortSignal,
): Promise<HttpResponse> {
  try {
    const inTime = AbortSignal.timeout(timeout);
    const response = await fetch(ask.url, {
      method: ask.method,
      headers: ask.headers,
      ...(ask.body === undefined ? {} : { body: ask.body }),
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      // Older browsers have no `any`: there the answer of a request that is over is waited for, and not looked at.
      signal: over && 'any' in AbortSignal ? AbortSignal.any([inTime, over]) : inTime,
    });
    if (
      response.type === 'opaqueredirect' ||
      response.redirected ||
      (response.status >= 300 && response.status < 400)
    ) {
      return { is: 'redirected' };
    }
    const reply: HttpResponse = {
      is: 'answer',
      status: response.status,
      type: response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '',
      text: await textUpTo(response, responseLimit),
    };
    const date = readDate(response.headers.get('date'));
    if (date !== undefined) reply.date = date;
    const head = response.headers.get(historyHeader);
    if (head !== null && /^[\x21-\x2b\x2d-\x7e]{1,100}$/.test(head))
      reply.history = { head, isCut: response.headers.has(cutHeader) };
    // A time that the endpoint names is a time by its own clock.
    const retryAfter = readRetryAfter(response.headers.get('retry-after'), date ?? now());
    if (retryAfter !== undefined) reply.retryAfter = retryAfter;
    return reply;
  } catch (error) {
    if (error instanceof TooLong) return { is: 'none', isTooLong: true };
    // A network error, a timeout and a connection cut in the middle look alike here, and mean the same: we do not know.
    return { is: 'none' };
  }
}

/** `Retry-After` (RFC 9110, 10.2.3) as ms from `now`: seconds, or an HTTP date. Undefined for anything else. */
export function readRetryAfter(value: string | null, now: number): number | undefined {
  if (!value) return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  if (!/^[A-Z][a-z]{2}/.test(value)) return undefined;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** `Date` (RFC 9110, 6.6.1) in ms since 1970. Undefined where it is not shown to this origin, or is no date. */
export function readDate(value: string | null): number | undefined {
  if (!value || !/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value)) return undefined;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : date;
}

class TooLong extends Error {}

async function textUpTo(response: Response, limit: number): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += value;
    if (text.length > limit) {
      await reader.cancel();
      throw new TooLong();
    }
  }
}
