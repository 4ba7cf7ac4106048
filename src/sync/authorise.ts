/** Signing in: adds to a request what the endpoint asks for, at the moment it is sent; never kept with a record. */
import type { Auth } from '../setup/endpoint.ts';
import { type Ask, send } from './send.ts';

/** The request with what signs in. */
export function authorised(ask: Ask, auth: Auth): Ask {
  const header = headerFor(auth);
  return header ? { ...ask, headers: { ...ask.headers, ...header } } : ask;
}

function headerFor(auth: Auth): Record<string, string> | undefined {
  switch (auth.way) {
    case 'none':
      return undefined;
    case 'bearer':
      return { authorization: `Bearer ${auth.token ?? ''}` };
    case 'basic':
      return { authorization: `Basic ${btoa(asBytes(`${auth.user ?? ''}:${auth.password ?? ''}`))}` };
    case 'header':
      return { [auth.name]: auth.value ?? '' };
    case 'login':
      return auth.token ? { authorization: `Bearer ${auth.token}` } : undefined;
  }
}

/** UTF-8, as RFC 7617 advises: `btoa` takes bytes only. */
const asBytes = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));

/** Fetches a new token at the login address, or answers undefined where that does not give one. */
export async function login(auth: Extract<Auth, { way: 'login' }>): Promise<string | undefined> {
  const headers = { 'content-type': 'application/json' };
  const reply = await send({ url: auth.url, method: 'POST', headers, body: JSON.stringify(auth.fields) }, Date.now);
  if (reply.is !== 'answer' || reply.status < 200 || reply.status > 299) return undefined;
  const token = at(reply.text, auth.tokenAt);
  return typeof token === 'string' && /^[\x21-\x7e]{1,4000}$/.test(token) ? token : undefined;
}

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
