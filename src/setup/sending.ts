import { db, homeEndpoint, type StoredEndpoint } from '../store/db.ts';
import { countStands, lastDelivered, takes, type WaitingCounts, waitingBeside } from '../store/outbox.ts';
import { type Auth, endpointConfig, presentConfig } from './endpoint.ts';
import { isLinked } from './link-key.ts';
import { canSignIn } from './secrets.ts';
import type { Sending } from './sending-words.ts';

/** How sending stands now. Can be watched: reads of the database only, and WebCrypto after them. */
export async function readSending(): Promise<Sending & Pick<WaitingCounts, 'again'>> {
  const [counts, endpoints] = await waitingBeside(countStands);
  const last = lastDelivered(endpoints);
  const used = endpoints.filter(({ retired }) => !retired);
  const held = used.find(({ hold }) => hold);
  const trouble = held?.hold?.trouble;
  const hasKey = trouble === 'sign-in' && (await signsIn(held!));
  // Where all are held back alike, or there is one, no name says more.
  const isOneOf = used.some(({ hold }) => hold?.trouble !== trouble);
  const heldIs = held && isOneOf ? await presentConfig(held.id).catch(() => undefined) : undefined;
  return { ...counts, last, trouble, heldAt: held?.id, heldIs, hasKey, nextAt: held?.hold?.until };
}

/** Settings that cannot be opened hold no key that could be sent, nor those whose link was never exchanged, as far as is known. */
const signsIn = ({ id, deliveredAt }: StoredEndpoint): Promise<boolean> =>
  endpointConfig(id).then(
    (config) =>
      config.auth.way !== 'none' && canSignIn(config) && (deliveredAt !== undefined || !isOfLink(config.auth)),
    () => false,
  );

const isOfLink = (auth: Auth): boolean => isLinked(auth) && !auth.form;

/**
 * Whether records of a kind have nowhere to go: no server was set up for them, and the app's own address, which takes nothing without a key,
 * never had one.
 */
export async function isAlone(kind: string): Promise<boolean> {
  const rows = (await db.endpoints.toArray()).filter((row) => takes(row, kind));
  return (await Promise.all(rows.map(isServer))).every((is) => !is);
}

const isServer = async ({ id, deliveredAt }: StoredEndpoint): Promise<boolean> =>
  id !== homeEndpoint || deliveredAt !== undefined || canSignIn(await presentConfig(id));
