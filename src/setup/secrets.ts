/** What of an endpoint's configuration is secret: it is given on each device, and goes into no link or file unasked. */
import type { Auth } from './endpoint.ts';

/** Names of headers and login fields whose value is a secret, as far as a name tells. */
const telling = /pass|pwd|secret|token|key|pin$|^auth|cookie|signature/i;
export const isSecretName = (name: string): boolean => telling.test(name);

/** Whether everything is there that signing in takes. */
export function isComplete(auth: Auth): boolean {
  switch (auth.way) {
    case 'none':
      return true;
    case 'bearer':
      return auth.token !== undefined;
    case 'basic':
      return auth.user !== undefined && auth.password !== undefined;
    case 'header':
      return auth.value !== undefined;
    case 'login':
      return [auth.fields, auth.headers ?? {}].flatMap(Object.values).every((value) => value !== '');
  }
}

/** The way of signing in, and what of it may be seen. */
export function withoutSecrets(auth: Auth): Auth {
  switch (auth.way) {
    case 'none':
      return auth;
    case 'bearer':
      return auth.scheme === undefined ? { way: 'bearer' } : { way: 'bearer', scheme: auth.scheme };
    case 'basic':
      return auth.user === undefined ? { way: 'basic' } : { way: 'basic', user: auth.user };
    case 'header':
      return { way: 'header', name: auth.name };
    case 'login': {
      const { url, fields, as, headers, scheme, tokenAt } = auth;
      return {
        way: 'login',
        url,
        fields: withoutTheirSecrets(fields),
        ...(as && { as }),
        ...(headers && { headers: withoutTheirSecrets(headers) }),
        ...(scheme && { scheme }),
        tokenAt,
      };
    }
  }
}

const withoutTheirSecrets = (named: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(named).map(([name, value]) => [name, isSecretName(name) ? '' : value]));

/** Whether any secret stands in it. */
export const hasSecrets = (auth: Auth): boolean => JSON.stringify(auth) !== JSON.stringify(withoutSecrets(auth));

/** What `kept` signs in with, where `wanted` asks for the very same way; undefined where it does not. */
export function sameSecrets(wanted: Auth, kept: Auth): Auth | undefined {
  const isSame = JSON.stringify(withoutSecrets(wanted)) === JSON.stringify(withoutSecrets(kept));
  const isAnyUser = wanted.way === 'basic' && kept.way === 'basic' && wanted.user === undefined;
  return (isSame || isAnyUser) && isComplete(kept) ? kept : undefined;
}
