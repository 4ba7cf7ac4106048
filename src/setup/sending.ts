import { db } from '../store/db.ts';
import { lastDelivered, waitingCounts } from '../store/outbox.ts';
import { endpointConfig } from './endpoint.ts';
import type { Sending } from './sending-words.ts';

/** How sending stands now. Can be watched: reads of the database only, and WebCrypto after them. */
export async function readSending(): Promise<Sending> {
  const [counts, last, endpoints] = await Promise.all([waitingCounts(), lastDelivered(), db.endpoints.toArray()]);
  const held = endpoints.find(({ hold }) => hold);
  const trouble = held?.hold?.trouble;
  const hasKey = trouble === 'sign-in' && (await hasToken(held!.id));
  return { ...counts, last, trouble, hasKey, nextAt: held?.hold?.until };
}

/** Settings that cannot be opened hold no key that could be sent. */
const hasToken = (endpoint: string): Promise<boolean> =>
  endpointConfig(endpoint).then(
    ({ token }) => token !== undefined,
    () => false,
  );
