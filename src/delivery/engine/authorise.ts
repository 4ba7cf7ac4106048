/**
 * Signing in: adds to a request what the endpoint asks for, at the moment it is sent; never kept with a record. What signs in
 * belongs to one origin, whatever address of the endpoint is asked, and goes to no other.
 */
import { isHere, originOf } from '../../setup/address.ts';
import type { Auth, EndpointConfig } from '../../setup/endpoint.ts';
import { noteLinkLasts } from '../../setup/lasting-link.ts';
import { exchangeKey, isLinked } from '../../setup/link-key.ts';
import { type HttpRequest, type HttpResponse, send } from './send.ts';

/** What of an endpoint's configuration says how it is signed in there, and where what signs in may go. */
type SigningIn = Pick<EndpointConfig, 'url' | 'headers' | 'auth' | 'keyOrigin' | 'loginOrigin'>;

/** Whether a request goes to the origin that what signs in there was given for. */
export const isOwnOrigin = ({ url }: HttpRequest, { keyOrigin, url: own }: SigningIn): boolean => {
  const origin = originOf(url);
  return origin !== undefined && origin === originOf(own) && origin === (keyOrigin ?? origin);
};

/** The request with what signs in; to another origin without it, and without the endpoint's own headers. */
export function authorised(ask: HttpRequest, config: SigningIn): HttpRequest {
  if (isOwnOrigin(ask, config)) return { ...ask, headers: { ...ask.headers, ...headerFor(config.auth) } };
  const own = Object.keys(config.headers).map((name) => name.toLowerCase());
  const headers = Object.entries(ask.headers).filter(([name]) => ours.has(name) || !own.includes(name));
  return { ...ask, headers: Object.fromEntries(headers) };
}

/** What a request needs wherever it goes. */
const ours = new Set(['accept', 'content-type']);

/** The header in which what signs in is sent; undefined where there is none. */
export function headerFor(auth: Auth): Record<string, string> | undefined {
  switch (auth.way) {
    case 'none':
      return undefined;
    case 'bearer':
      return { authorization: `${auth.scheme ?? 'Bearer'} ${auth.token ?? ''}` };
    case 'basic':
      return { authorization: `Basic ${btoa(asBytes(`${auth.user ?? ''}:${auth.password ?? ''}`))}` };
    case 'header':
      return { [auth.name]: auth.value ?? '' };
    case 'login':
      return auth.token ? { authorization: `${auth.scheme ?? 'Bearer'} ${auth.token}` } : undefined;
  }
}

/** UTF-8, as RFC 7617 advises: `btoa` takes bytes only. */
const asBytes = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));

/**
 * How a token that was not taken is had anew, undefined where there is no way: fetched at the login, or by the set-up link
 * that it came by, as long as it is sent to the server that the link was for.
 */
export function renewalOf(config: SigningIn): (() => Promise<Auth | undefined>) | undefined {
  const { auth, url } = config;
  if (auth.way === 'login')
    return async () => {
      const token = await login(config);
      return token === undefined ? undefined : { ...auth, token };
    };
  if (!isLinked(auth) || !isHere(url)) return undefined;
  return async () => {
    const end = await exchangeKey(auth);
    if (typeof end === 'string') return undefined;
    if (end !== auth) await noteLinkLasts(true);
    return end;
  };
}

/** Whether what is kept is the same way of signing in with another token. */
export function isNewerToken(kept: Auth, tried: Auth): boolean {
  if (kept.way === 'login') return tried.way === 'login' && kept.url === tried.url && differ(kept.token, tried.token);
  return kept.way === 'bearer' && tried.way === 'bearer' && differ(kept.token, tried.token);
}

const differ = (kept: string | undefined, tried: string | undefined) => kept !== undefined && kept !== tried;

/** Fetches a new token at the login address, or answers undefined where that does not give one. */
export async function login({
  auth,
  loginOrigin,
}: Pick<SigningIn, 'auth' | 'loginOrigin'>): Promise<string | undefined> {
  if (auth.way !== 'login' || (loginOrigin ?? originOf(auth.url)) !== originOf(auth.url)) return undefined;
  const first = await askForToken(auth, auth.as ?? 'json');
  const reply = auth.as === undefined && isNotSpoken(first) ? await askForToken(auth, 'form') : first;
  if (reply.is !== 'answer' || reply.status < 200 || reply.status > 299) return undefined;
  const token = at(reply.text, auth.tokenAt);
  return typeof token === 'string' && /^[\x21-\x7e]{1,4000}$/.test(token) ? token : undefined;
}

type Login = Extract<Auth, { way: 'login' }>;

function askForToken({ url, fields, headers = {} }: Login, as: 'json' | 'form'): Promise<HttpResponse> {
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const type = as === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
  const body = as === 'json' ? JSON.stringify(fields) : new URLSearchParams(fields).toString();
  const ask: HttpRequest = { url, method: 'POST', headers: { ...Object.fromEntries(own), 'content-type': type }, body };
  return send(ask, Date.now);
}

/** Whether it is JSON that was not taken, and not who asks (RFC 6749, 5.2). */
const isNotSpoken = (reply: HttpResponse): boolean =>
  reply.is === 'answer' &&
  (reply.status === 415 ||
    (reply.status === 400 && !['invalid_grant', 'invalid_client'].includes(String(at(reply.text, 'error')))));

function at(text: string, path: string): unknown {
  try {
    return path.split('.').reduce<unknown>((value, name) => {
      const isOpen = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
      return isOpen ? (value as Record<string, unknown>)[name] : undefined;
    }, JSON.parse(text));
  } catch {
    return undefined;
  }
}
