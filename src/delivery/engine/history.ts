/**
 * The history of an endpoint (`receiver/history.ts`), as far as this device has heard of it: said with each request, learnt
 * from each answer. Only an endpoint that has named a commit is ever told of one.
 */
import { db, type StoredEndpoint } from '../../store/db.ts';
import { learnHistory } from '../../store/endpoints.ts';
import { historyHeader } from '../wire.ts';
import type { HttpRequest, HttpResponse } from './send.ts';

/** The request with the commits that the device knows of. */
export function saying(ask: HttpRequest, known: readonly string[]): HttpRequest {
  if (known.length === 0) return ask;
  return { ...ask, headers: { ...ask.headers, [historyHeader]: known.join(', ') } };
}

/** Keeps what an answer told. Answers the newest commit that is known now; undefined where the endpoint names none. */
export const hear = async (
  reply: HttpResponse,
  endpoint: StoredEndpoint,
  said: readonly string[],
): Promise<string | undefined> =>
  reply.is === 'answer' && reply.history ? learnHistory(endpoint, said, reply.history) : endpoint.history;

/** The endpoints whose history was cut, and of which what was delivered there is not yet checked. */
export const cutEndpoints = (): Promise<StoredEndpoint[]> =>
  db.endpoints.filter(({ recheck }) => recheck !== undefined).toArray();
