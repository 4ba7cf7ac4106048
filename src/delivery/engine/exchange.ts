/** One request with records, and what its answer says of them. */
import type { Reading, Sendable } from '../dialects/dialect.ts';
import type { HttpResponse } from './send.ts';
import { type Session, sendRequest } from './session.ts';

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
export async function exchange(records: Sendable[], session: Session): Promise<Exchanged> {
  const { dialect, options } = session;
  const first = await exchangeWith(options, records, session);
  const otherwise = dialect.otherwise?.(first.reply, options);
  if (otherwise === undefined) return first;
  await session.renew();
  const second = await exchangeWith(otherwise, records, session);
  return dialect.otherwise?.(second.reply, options) === undefined
    ? { ...second, otherwise: otherwise as object }
    : first;
}

async function exchangeWith(options: unknown, records: Sendable[], session: Session): Promise<Exchanged> {
  const { dialect, config } = session;
  const reply = await sendRequest(dialect.request(records, config, options), session);
  // Signing in anew may have changed the configuration.
  return { reply, reading: dialect.readResponse(reply, records, session.config, options) };
}
