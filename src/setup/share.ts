/** The present configuration as a document for the next device: pure. */
import { Address } from './address.ts';
import type { Auth, EndpointConfig } from './endpoint.ts';
import { isLinked } from './link-key.ts';
import { type DocumentEndpoint, readGeneral } from './organisation.ts';
import type { Loaded } from './organisation-store.ts';
import { type Present, setupChanges } from './plan.ts';
import { hasSecrets, isSecretName, withoutSecrets } from './secrets.ts';

export interface Shared {
  text: string;
  /** It was changed on this device after it was loaded. */
  isChanged: boolean;
  /** There are keys on this device that could go along. */
  hasKeys: boolean;
  /** An address that lets in whoever knows it. */
  tellingAddress: string | undefined;
}

/** What is passed on. Without keys and unchanged it is the very text that was loaded, so that the checksum stays the same. */
export function shared({ text }: Loaded, present: readonly Present[], withKeys: boolean): Shared {
  const document = JSON.parse(text) as Record<string, unknown>;
  const organisation = readGeneral(document);
  const { changes, leaving } = setupChanges(organisation, present);
  const isChanged = leaving.length > 0 || changes.some(({ is }) => is !== 'same');
  const used = present.filter(({ retired }) => !retired);
  const hasKeys = used.some(
    ({ config }) => hasSecrets(withoutOwn(config.auth)) || Object.keys(config.headers).some(isSecretName),
  );
  const isAsLoaded = !withKeys && !isChanged && !organisation.endpoints?.some(tells);
  const telling = used.find(({ config }) => isOpen(config) || tellingQuery.test(config.url));
  return {
    text: isAsLoaded ? text : textWith(document, used, withKeys),
    isChanged,
    hasKeys,
    tellingAddress: telling?.config.url,
  };
}

/** Nothing signs in there: whoever knows the address may send to it. */
const isOpen = ({ url, auth, headers }: EndpointConfig) =>
  auth.way === 'none' && !url.startsWith('/') && !Object.keys(headers).some(isSecretName);

const tellingQuery = /[?&](sig|signature|code|key|apikey|token|secret)=/i;

const tells = ({ signIn, headers }: DocumentEndpoint) =>
  (signIn && hasSecrets(signIn)) || Object.keys(headers).some(isSecretName);

function textWith(document: Record<string, unknown>, used: readonly Present[], withKeys: boolean): string {
  const endpoints = used.map(({ id, config, kinds }) => endpointFor(id, config, kinds, withKeys));
  return `${JSON.stringify({ ...document, endpoints }, null, 2)}\n`;
}

function endpointFor(id: string, config: EndpointConfig, kinds: string[] | undefined, withKeys: boolean) {
  const { name, dialect, url, headers, options, auth } = config;
  const shown = Object.entries(headers).filter(([header]) => withKeys || !isSecretName(header));
  return {
    id,
    name: name || nameFor(url),
    dialect,
    url,
    ...(kinds ? { kinds } : {}),
    ...(shown.length > 0 ? { headers: Object.fromEntries(shown) } : {}),
    signIn: withKeys ? withoutOwn(auth) : withoutSecrets(auth),
    ...(Object.keys(options).length > 0 ? { options } : {}),
  };
}

/** A token that was fetched lasts for a while and for this device; one that came by a link is this device's alone. */
const withoutOwn = (auth: Auth): Auth => {
  if (auth.way !== 'login' && !isLinked(auth)) return auth;
  const { token: _, ...rest } = auth;
  return isLinked(auth) ? withoutSecrets(auth) : rest;
};

const nameFor = (url: string) =>
  (Address.safeParse(url).success && !url.startsWith('/') ? new URL(url).host : url).slice(0, 60);
