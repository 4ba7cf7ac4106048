/** The present configuration as a document for the next device: pure. */
import { Address } from './address.ts';
import type { Auth, EndpointConfig } from './endpoint.ts';
import { isLinked } from './link-key.ts';
import { type DocumentEndpoint, readGeneral } from './organisation.ts';
import type { Loaded } from './organisation-store.ts';
import { type Present, setupChanges } from './plan.ts';
import { hasSecrets, isSecretName, mayBeSecret, withoutSecrets } from './secrets.ts';

export interface Shared {
  text: string;
  /** It was changed on this device after it was loaded. */
  isChanged: boolean;
  /** There are keys on this device that could go along. */
  hasKeys: boolean;
  /** An address that lets in whoever knows it. */
  tellingAddress: string | undefined;
}

/** What is passed on. Unchanged, and where it has no keys, it is the very text that was loaded, so that the checksum stays the same. */
export function shared({ text }: Loaded, present: readonly Present[], withKeys: boolean): Shared {
  const whole = JSON.parse(text) as Record<string, unknown>;
  const document = withKeys ? whole : withoutKeys(whole);
  const organisation = readGeneral(document);
  const { changes, leaving } = setupChanges(organisation, present);
  const isChanged = leaving.length > 0 || changes.some(({ is }) => is !== 'same');
  const used = present.filter(({ retired }) => !retired);
  const hasKeys =
    hasKeySettings(whole) ||
    used.some(({ config }) => hasSecrets(withoutOwn(config.auth)) || haveSecrets(config.headers));
  const isAsLoaded = !withKeys && !isChanged && !hasKeySettings(whole) && !organisation.endpoints?.some(tells);
  const [telling] = used.flatMap(({ config }) =>
    isOpen(config) ? config.url : addressesAsked(config).filter(tellsByItself),
  );
  return {
    text: isAsLoaded ? text : textWith(document, used, withKeys),
    isChanged,
    hasKeys,
    tellingAddress: telling,
  };
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a setting of a domain is a key: by its name. */
const isKeySetting = ([name, value]: [string, unknown]): boolean => typeof value === 'string' && isSecretName(name);

const hasKeySettings = (document: Fields): boolean =>
  Object.values(document).some((group) => isFields(group) && Object.entries(group).some(isKeySetting));

/** A document without the keys among its domains' settings; those of endpoints are left out where they are written. */
const withoutKeys = (document: Fields): Fields =>
  Object.fromEntries(
    Object.entries(document).map(([name, group]) => [
      name,
      isFields(group) ? Object.fromEntries(Object.entries(group).filter((setting) => !isKeySetting(setting))) : group,
    ]),
  );

/** Whether a document brings keys: of its endpoints, or among the settings of its domains. */
export const bringsKeys = (text: string): boolean => {
  const document = JSON.parse(text) as Fields;
  return hasKeySettings(document) || readGeneral(document).endpoints?.some(tells) === true;
};

/** Nothing signs in there: whoever knows the address may send to it. */
const isOpen = ({ url, auth, headers }: EndpointConfig) =>
  auth.way === 'none' && !url.startsWith('/') && !haveSecrets(headers);

const haveSecrets = (headers: Record<string, string>): boolean =>
  Object.entries(headers).some(([name, value]) => mayBeSecret(name, value));

/** Every address that requests go to. */
const addressesAsked = ({ url, auth, options }: EndpointConfig): string[] => [
  url,
  ...(auth.way === 'login' ? [auth.url] : []),
  ...Object.values(options).flatMap((value) => Address.safeParse(value).data ?? []),
];

/** Whether what lets in stands in the query of an address: what is called a code there is a key. */
const tellsByItself = (address: string): boolean =>
  [...new URL(address, 'https://this.app').searchParams].some(
    ([name, value]) => /^(sig|code|koodi|kod)$/i.test(name) || mayBeSecret(name, value),
  );

const tells = ({ signIn, headers }: DocumentEndpoint) => (signIn && hasSecrets(signIn)) || haveSecrets(headers);

function textWith(document: Record<string, unknown>, used: readonly Present[], withKeys: boolean): string {
  const endpoints = used.map(({ id, config, kinds }) => endpointFor(id, config, kinds, withKeys));
  return `${JSON.stringify({ ...document, endpoints }, null, 2)}\n`;
}

function endpointFor(id: string, config: EndpointConfig, kinds: string[] | undefined, withKeys: boolean) {
  const { name, dialect, url, headers, options, auth } = config;
  const shown = Object.entries(headers).filter(([header, value]) => withKeys || !mayBeSecret(header, value));
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
