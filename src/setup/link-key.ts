/**
 * The key that a link brings. It stays in the history of the browser that opened it, so that of a set-up link (`/#key=…`) is good
 * for one device, once, and that of a form until a day: the receiver takes this device's own key in its place. That one is made
 * and kept here before anything is sent, and is the same each time that it is sent: an answer that was lost, or a tab that was
 * closed, costs nothing.
 */
import type { Auth } from './endpoint.ts';

/** Where the receiver that serves the app takes keys: of devices, and of people's own phones. */
const addresses = { device: '/api/exchange', phone: '/api/exchange/form' };
/** How long (ms) it may take: somebody may wait for it. */
const patience = 20_000;

/** Why a link's key was not taken. `no-answer`: it may have been, and is asked again. */
export type LinkKeyRefusal = 'used' | 'expired' | 'unknown' | 'no-answer';

/** A key that came by a link, with the link's: a receiver that was restored from a backup may ask for both again. */
export type LinkedAuth = Extract<Auth, { way: 'bearer' }> & { token: string; link: string };

export const isLinked = (auth: Auth): auth is LinkedAuth => auth.way === 'bearer' && auth.link !== undefined;

/** What this device will sign in with once the receiver has taken it: a new key of its own, 256 bits. */
export const linkedAuth = (link: string): LinkedAuth => ({
  way: 'bearer',
  token: base64url(crypto.getRandomValues(new Uint8Array(32))),
  link,
});

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

/** Has the receiver take the device's key in the place of the link's. Answers what to sign in with, or why not. Never throws. */
export async function exchangeKey(auth: LinkedAuth): Promise<Auth | LinkKeyRefusal> {
  try {
    const response = await fetch(addresses[auth.form ? 'phone' : 'device'], {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ linkKey: auth.link, key: auth.token }),
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
    });
    // A receiver that knows no links, or a server of another make: it was no link's key but one to send with.
    if (!auth.form && (response.status === 404 || response.status === 405)) return { way: 'bearer', token: auth.link };
    const said = (await response.json()) as { key?: unknown; error?: { code?: unknown } };
    if (said.key === auth.token) return auth;
    const code = said.error?.code;
    // The receiver's own.
    if (said.key === auth.link) return { way: 'bearer', token: auth.link };
    return code === 'used' || code === 'expired' ? code : code === 'unauthorized' ? 'unknown' : 'no-answer';
  } catch {
    return 'no-answer';
  }
}
