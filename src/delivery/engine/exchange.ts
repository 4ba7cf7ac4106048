/** One request with records, and what its answer says of them. */
import type { Reading, Sendable } from '../dialects/dialect.ts';
import { type Route, sendRequest } from './route.ts';
import type { HttpResponse } from './send.ts';

export interface Exchanged {
  reply: HttpResponse;
  reading: Reading;
  /** The settings that it went with, where they are not those of the endpoint. */
  otherwise?: object;
}

/**
 * Sends records in one request. Where the answer shows that the endpoint takes them in another way only (`Dialect.otherwise`),
 * they go once more in that way; where that is refused as well, the first answer stands.
 */
export async function exchange(records: Sendable[], route: Route): Promise<Exchanged> {
  const { dialect, options } = route;
  const first = await exchangeWith(options, records, route);
  const otherwise = dialect.otherwise?.(first.reply, options);
  if (otherwise === undefined) return first;
  await route.renew();
  const second = await exchangeWith(otherwise, records, route);
  return dialect.otherwise?.(second.reply, options) === undefined
    ? { ...second, otherwise: otherwise as object }
    : first;
}

async function exchangeWith(options: unknown, records: Sendable[], route: Route): Promise<Exchanged> {
  const { dialect, config } = route;
  const reply = await sendRequest(dialect.request(records, config, options), route);
  // Signing in anew may have changed the configuration.
  return { reply, reading: dialect.readResponse(reply, records, route.config, options) };
}
