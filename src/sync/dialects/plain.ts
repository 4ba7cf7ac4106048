/**
 * The plain dialect: POST of `{"records": [...]}` to a URL, with headers of one's own. Where the endpoint answers with one
 * result for each record (the wire schema's `BatchAnswer`), each is judged by its own; where it is configured to answer with
 * a status only, 2xx without a web page counts as taken.
 */

import type { Outcome } from '../outcome.ts';
import type { Reply } from '../send.ts';
import { BatchAnswer, batchLimit, type RecordResult } from '../wire.ts';
import type { Dialect, Sendable } from './dialect.ts';

/** Bytes of one request body; an ordinary record is one to two thousand. */
const bytesLimit = 2_000_000;

export const dialect: Dialect = {
  name: 'plain',
  limits: { records: batchLimit, bytes: bytesLimit },
  ask: (records, { url, headers, token }) => ({
    url,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...headers,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ records }),
  }),
  read(reply, sent, { answers }) {
    if (reply.is === 'none') return { whole: { is: 'later', trouble: 'no-answer' } };
    if (reply.is === 'redirected') return { whole: { is: 'not-the-endpoint', trouble: 'redirected' } };
    const { status } = reply;
    if (status >= 200 && status < 300) return taken(reply, sent, answers);
    return { whole: failed(reply) };
  },
};

type Answer = Extract<Reply, { is: 'answer' }>;

function taken(reply: Answer, sent: Sendable[], answers: 'each' | 'status'): { each: Outcome[] } | { whole: Outcome } {
  const { status } = reply;
  if (reply.type === 'text/html' || /^\s*</.test(reply.text)) {
    return { whole: { is: 'not-the-endpoint', trouble: 'web-page', status } };
  }
  const results = readResults(reply.text);
  if (results) return { each: sent.map((record) => judged(record, results, status)) };
  if (answers === 'status') return { whole: { is: 'delivered', status, proof: 'accepted' } };
  return { whole: { is: 'later', trouble: 'unclear-answer', status } };
}

function readResults(text: string): Map<string, RecordResult> | undefined {
  try {
    const { results } = BatchAnswer.parse(JSON.parse(text));
    return new Map(results.map((result) => [`${result.id}:${result.rev}`, result]));
  } catch {
    return undefined;
  }
}

function judged({ id, rev }: Sendable, results: Map<string, RecordResult>, status: number): Outcome {
  const result = results.get(`${id}:${rev}`);
  if (!result) return { is: 'later', trouble: 'unclear-answer', status };
  if (result.status !== 'rejected') return { is: 'delivered', status, proof: result.status };
  const words = [result.field, result.message].filter(Boolean).join(': ');
  return { is: 'refused', trouble: 'rejected', status, ...(words ? { words } : {}) };
}

function failed({ status, text, type, retryAfter }: Answer): Outcome {
  const after = retryAfter === undefined ? {} : { after: retryAfter };
  switch (status) {
    case 401:
    case 403:
      return { is: 'sign-in', status };
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
  const words = type === 'text/html' ? '' : text.slice(0, 500);
  return { is: 'refused', trouble: 'rejected', status, ...(words ? { words } : {}) };
}
