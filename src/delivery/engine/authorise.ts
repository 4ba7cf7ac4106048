/** Signing in: adds to a request what the endpoint asks for, at the moment it is sent; never kept with a record. */
import type { Auth } from '../../setup/endpoint.ts';
import { type HttpRequest, type HttpResponse, send } from './send.ts';

/** The request with what signs in. */
export function authorised(ask: HttpRequest, auth: Auth): HttpRequest {
  const header = headerFor(auth);
  return header ? { ...ask, headers: { ...ask.headers, ...header } } : ask;
}

function headerFor(auth: Auth): Record<string, string> | undefined {
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

type Login = Extract<Auth, { way: 'login' }>;

/** Fetches a new token at the login address, or answers undefined where that does not give one. */
export async function login(auth: Login): Promise<string | undefined> {
  const first = await askForToken(auth, auth.as ?? 'json');
  const reply = auth.as === undefined && isNotSpoken(first) ? await askForToken(auth, 'form') : first;
  if (reply.is !== 'answer' || reply.status < 200 || reply.status > 299) return undefined;
  const token = at(reply.text, auth.tokenAt);
  return typeof token === 'string' && /^[\x21-\x7e]{1,4000}$/.test(token) ? token : undefined;
}

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
