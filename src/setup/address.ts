/**
 * Addresses as the browser will use them (WHATWG URL): parsed here and nowhere else. What only looks like another address, or
 * reads otherwise to a person than to the browser, is refused with a word for it.
 */
import * as z from 'zod/mini';

/**
 * Scheme, name in ASCII (punycode) and port, as the browser has them; `/` for the server that the app comes from, whatever
 * its name. A secret belongs to one of these.
 */
export const Origin = z.string().brand<'Origin'>();
export type Origin = z.infer<typeof Origin>;

/** Where a path leads. */
const here = (): string => globalThis.location?.origin ?? 'http://localhost';

/**
 * The address as the browser parses it, a path on the server of `base`, else the app's own; undefined for what is no address. Not by `URL.canParse`:
 * once Node 20 has compiled it, an `ä` is no letter to it.
 */
export function urlOf(address: string, base = here()): URL | undefined {
  try {
    return new URL(address, base);
  } catch {
    return undefined;
  }
}

/** The origin that a request to this address goes to; undefined for what is no address. */
export function originOf(address: string): Origin | undefined {
  const origin = urlOf(address)?.origin;
  return (origin === here() ? '/' : origin) as Origin | undefined;
}

/** Whether an address leads to the server that the app comes from. */
export const isHere = (address: string): boolean => originOf(address) === '/';

/** Why a text is no address that can be used. */
export type AddressFault =
  | 'bad-address'
  | 'control-sign'
  | 'hidden-sign'
  | 'backslash'
  | 'user-in-address'
  | 'other-server'
  | 'dot-at-end'
  | 'not-https';

/** What an address must not hold, whatever it is, and the word for it. */
const refused: [RegExp, AddressFault][] = [
  [/\p{Cc}/u, 'control-sign'],
  // Direction, joiners, blanks of other widths, what is drawn as nothing: what a person reads is not what is there.
  [/(?! )[\p{C}\p{Z}\p{DI}]/u, 'hidden-sign'],
  [/\\/, 'backslash'],
  [/^https?:\/\/[^/?#]*@/i, 'user-in-address'],
];

/** A parsed address as text. What is filled in later, such as `{id}`, stands as written; a browser escapes it when it asks. */
const textOf = ({ origin, href }: URL, isPath: boolean) =>
  href.slice(isPath ? origin.length : 0).replace(/%7B([a-z]+)%7D/g, '{$1}');

/** Longest address, in characters. */
const longest = 2000;

function read(given: string): string | { fault: AddressFault } {
  if (given.length > longest) return { fault: 'bad-address' };
  const text = given.replace(/^ +| +$/g, '');
  const fault = refused.find(([sign]) => sign.test(text))?.[1];
  if (fault) return { fault };
  const isPath = text.startsWith('/');
  if (!isPath && !/^https?:\/\/[^/]/i.test(text)) return { fault: 'bad-address' };
  const url = urlOf(text);
  if (!url) return { fault: 'bad-address' };
  // A path that begins with two slashes once it is parsed names a server when it is parsed again.
  if (isPath && (url.origin !== here() || url.pathname.startsWith('//'))) return { fault: 'other-server' };
  if (url.hostname.endsWith('.')) return { fault: 'dot-at-end' };
  if (!/^([\w-]+(\.[\w-]+)*|\[.*\])$/.test(url.hostname)) return { fault: 'bad-address' };
  if (!isPath && url.protocol === 'http:' && !mayAskPlainly(url)) return { fault: 'not-https' };
  return textOf(url, isPath);
}

/** Whether it may be asked by plain http: a page's policy (`receiver/headers.ts`) lets its own server through, a program is asked only on its device. */
const mayAskPlainly = ({ origin, hostname }: URL): boolean =>
  globalThis.location ? origin === here() : /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);

/** What is wrong with an address, if anything. */
export function faultIn(text: string): AddressFault | undefined {
  const address = read(text);
  return typeof address === 'string' ? undefined : address.fault;
}

/** An address that an earlier version kept, as the browser has used it: without what would be refused today. */
export function asUsed(address: string): string {
  const url = urlOf(address);
  if (!url) return address;
  Object.assign(url, { username: '', password: '', hostname: url.hostname.replace(/\.$/, '') });
  return textOf(url, address.startsWith('/'));
}

/** `pattern` is what other programs are told of it, by the published JSON Schema, and which addresses are taken at all. */
const addressLike = (pattern: RegExp, most: number) =>
  z.string().check(
    z.maxLength(most, { abort: true }),
    z.check<string>((payload) => {
      const address = read(payload.value);
      if (typeof address === 'string') payload.value = address;
      else payload.issues.push({ code: 'custom', message: address.fault, input: payload.value });
    }),
    z.regex(pattern, 'bad-address'),
  );

/** An address that requests may go to: a path on the app's own server, `https:`, or `http:` where that serves the app on this very device. */
export const Address = addressLike(
  /^ *(https:\/\/[^/\\@]|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?=[:/?#]|\s*$)|\/(?![/\\]))/i,
  longest,
);

/** An address for people to open: `https:` on some server. */
export const WebAddress = addressLike(/^ *https:\/\/[^/\\@]/i, 500);
