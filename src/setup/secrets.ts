/** What of an endpoint's configuration is secret: it is given on each device, and goes into no link or file unasked. */
import { originOf } from './address.ts';
import type { Auth, EndpointConfig } from './endpoint.ts';

/** Names of headers and login fields whose value is a secret, as far as a name tells: in English, Finnish and Swedish. */
const telling =
  /pass|pwd|secret|token|key|pin$|^auth|cookie|signature|credential|salasana|avain|salaisuus|l[öo]senord|nyckel|hemlig/i;
export const isSecretName = (name: string): boolean => telling.test(name);

/** What nobody writes by hand: sixteen signs or more without a blank, letters and digits among them. */
const made = /^(?=\D*\d)(?=.*[a-z])[\w.~+/=-]{16,}$/i;

/** Whether a header or a part of an address may be a secret, by its name, or else by what it looks like. */
export const mayBeSecret = (name: string, value: string): boolean => isSecretName(name) || made.test(value);

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

/** Whether all that signing in takes is there, and was given for the server that the address names. */
export const canSignIn = ({ auth, url, keyOrigin }: EndpointConfig): boolean =>
  isComplete(auth) && (keyOrigin ?? originOf(url)) === originOf(url);

/** Headers that say how something is asked for, never by whom (RFC 9110, RFC 7240, PostgREST). Any other may hold a key. */
export const askingHeader = /^(accept(-language|-profile)?|content-(type|profile)|prefer|x-requested-with)$/i;

/**
 * A configuration as it may be kept at its address: it says to which origins what signs in belongs. What was given for the
 * origin of `kept` stays there: it goes along to no other. `isGiven`: `auth` was given for this address now.
 */
export function keysAt(config: EndpointConfig, kept: EndpointConfig, isGiven: boolean): EndpointConfig {
  const { url, headers } = config;
  const isSame = originOf(url) === kept.keyOrigin;
  const auth = isSame || isGiven ? config.auth : withoutSecrets(config.auth);
  const own = Object.entries(headers).filter(
    ([name, value]) => isSame || askingHeader.test(name) || kept.headers[name] !== value,
  );
  return withOrigins({ ...config, auth, headers: Object.fromEntries(own) });
}

/** A configuration whose secrets were given for its own addresses. */
export const withOrigins = ({ loginOrigin: _, ...config }: EndpointConfig): EndpointConfig => ({
  ...config,
  keyOrigin: originOf(config.url),
  ...(config.auth.way === 'login' && { loginOrigin: originOf(config.auth.url) }),
});

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
      const hide = withoutTheirSecrets([fields, headers ?? {}].flatMap(Object.keys).some(isSecretName));
      return {
        way: 'login',
        url,
        fields: hide(fields),
        ...(as && { as }),
        ...(headers && { headers: hide(headers) }),
        ...(scheme && { scheme }),
        tokenAt,
      };
    }
  }
}

/** Where no name tells which is the secret, any of them may be. */
const withoutTheirSecrets =
  (isTold: boolean) =>
  (named: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(named).map(([name, value]) => [
        name,
        isSecretName(name) || !(isTold || /^(grant_type|scope)$/.test(name)) ? '' : value,
      ]),
    );

/** Whether any secret stands in it. */
export const hasSecrets = (auth: Auth): boolean => JSON.stringify(auth) !== JSON.stringify(withoutSecrets(auth));

/**
 * What `kept` signs in with, where `wanted` asks for the very same way; undefined where it does not. A key that came by a link to a
 * form is no worker's.
 */
export function sameSecrets(wanted: Auth, kept: Auth): Auth | undefined {
  if (kept.way === 'bearer' && kept.form) return undefined;
  const isSame = JSON.stringify(withoutSecrets(wanted)) === JSON.stringify(withoutSecrets(kept));
  const isAnyUser = wanted.way === 'basic' && kept.way === 'basic' && wanted.user === undefined;
  return (isSame || isAnyUser) && isComplete(kept) ? kept : undefined;
}
