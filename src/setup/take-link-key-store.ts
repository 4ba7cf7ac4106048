/** Taking the key of a set-up link: what becomes of it, and what a person is asked or told. */
import { db, homeEndpoint } from '../store/db.ts';
import { keepLocal, readLocal } from '../store/local-only.ts';
import { isHere } from './address.ts';
import { type Auth, configureEndpoint, presentConfig } from './endpoint.ts';
import { exchangeKey, isLinked, type LinkedAuth, type LinkKeyRefusal, linkedAuth } from './link-key.ts';
import { isComplete } from './secrets.ts';

/** How it stands with the link that was opened last. */
export type Taking =
  | { is: 'none' }
  /** It would replace a key: nothing is done before a person has agreed. */
  | { is: 'asked' }
  | { is: 'trying' }
  /** `lasts`: the server takes none of the device's own in its place, so the link goes on opening it, wherever it lies. `isFirst`: it had none. */
  | { is: 'taken'; lasts?: true; isFirst?: true }
  /** `elsewhere`: this device sends to other servers. `hasKey`: it goes on with the key that it has. */
  | { is: 'failed'; why: LinkKeyRefusal | 'elsewhere' | 'cut'; hasKey: boolean }
  | { is: 'not-kept'; error: unknown };

let now: Taking = { is: 'none' };
let asked = '';
const hearers = new Set<(taking: Taking) => void>();

export const taking = (): Taking => now;

/** Hears each change from now on. Answers the undoing of it. */
export function onTaking(hear: (taking: Taking) => void): () => void {
  hearers.add(hear);
  return () => void hearers.delete(hear);
}

function stand(next: Taking): void {
  now = next;
  for (const hear of hearers) hear(next);
}

/** Where a key that is being exchanged is kept while another one is in use. */
const pending = 'link-key';

/** The device was set up by this very link; an earlier version of the app sent with the key that stands in it. */
const isThis = (auth: Auth, link: string): boolean => auth.way === 'bearer' && (auth.link ?? auth.token) === link;

/** What a link that was copied whole has for a key. */
const isWhole = (link: string): boolean => /^[\w-]{16,200}$/.test(link);

/**
 * Takes a link's key where this device has none; where it has one, a person is asked first. `show` opens the page that asks
 * or tells. Resolves when the device can send with what it has, or when it is known that it cannot.
 */
export const takeLinkKey = (link: string, show: () => void): Promise<void> =>
  // Two tabs that open one link make one key.
  oneAtATime(async () => {
    const row = await db.endpoints.get(homeEndpoint);
    const { auth, url } = await presentConfig(homeEndpoint);
    const isAgain = isThis(auth, link);
    // Whether the server took the key of its own is known once it took a record.
    const isTaken = !isLinked(auth) || row?.deliveredAt !== undefined;
    if (isAgain && isTaken && row?.hold?.trouble !== 'sign-in') return;
    const tell = (next: Taking) => {
      stand(next);
      show();
    };
    const hasKey = isComplete(auth) && isTaken;
    if (!isWhole(link)) {
      tell({ is: 'failed', why: 'cut', hasKey });
    } else if (!row || row.retired || !isHere(url)) {
      tell({ is: 'failed', why: 'elsewhere', hasKey });
    } else if (isComplete(auth) && !isAgain) {
      asked = link;
      tell({ is: 'asked' });
    } else {
      const own = isLinked(auth) && isAgain ? auth : linkedAuth(link);
      try {
        await configureEndpoint(homeEndpoint, { auth: own });
      } catch (error) {
        return tell({ is: 'not-kept', error });
      }
      // The key is kept already: where the rest cannot be, sending takes it up again.
      void settle(own, tell).catch((error: unknown) => tell({ is: 'not-kept', error }));
    }
  });

/** A key that was kept before it was taken: the records that wait go with it, or it is given up and told. */
async function settle(own: LinkedAuth, tell: (next: Taking) => void): Promise<void> {
  const end = await exchangeKey(own);
  const { auth } = await presentConfig(homeEndpoint);
  if (!isLinked(auth) || auth.token !== own.token) return;
  // The key stays: it is asked again when something is sent, or when the link is opened again.
  if (end === 'no-answer') return tell({ is: 'failed', why: end, hasKey: false });
  const isHeld = (await db.endpoints.get(homeEndpoint))?.hold !== undefined;
  if (typeof end === 'string') {
    await configureEndpoint(homeEndpoint, { auth: { way: 'bearer' } });
    tell({ is: 'failed', why: end, hasKey: false });
  } else {
    if (end !== own || isHeld) await configureEndpoint(homeEndpoint, { auth: end });
    if (end !== own) tell({ is: 'taken', lasts: true });
    else stand({ is: 'taken', isFirst: true });
  }
}

/** A person has agreed: the new key is tried, and takes the place of the old one once it is good. Never rejects. */
export const replaceKey = (): Promise<void> =>
  oneAtATime(async () => {
    stand({ is: 'trying' });
    try {
      const begun = await readLocal<LinkedAuth>(pending);
      const own = begun?.link === asked ? begun : linkedAuth(asked);
      await keepLocal(pending, own);
      const end = await exchangeKey(own);
      if (typeof end === 'string') return stand({ is: 'failed', why: end, hasKey: true });
      await configureEndpoint(homeEndpoint, { auth: end });
      await keepLocal(pending, undefined);
      stand({ is: 'taken', ...(end !== own && { lasts: true }) });
    } catch (error) {
      stand({ is: 'not-kept', error });
    }
  });

function oneAtATime<T>(job: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks;
  return locks ? (locks.request(pending, job) as Promise<T>) : job();
}
