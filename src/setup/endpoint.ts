/** Where records are sent. The address and what signs in there are kept sealed; only the endpoint's name lies in the clear. */
import * as z from 'zod/mini';
import { db, homeEndpoint, type StoredEndpoint } from '../store/db.ts';
import { Locked, underDeviceKey } from '../store/device.ts';
import { endpointTables, fillNow, putEndpoint } from '../store/endpoints.ts';
import { freeText } from '../store/free-text.ts';
import { newId } from '../store/id.ts';
import { readingKey, sealForSending, stillForSending } from '../store/sending-key.ts';
import { transact } from '../store/writing.ts';
import { type Sealed, seal, Unreadable, unseal } from '../vault/seal.ts';
import { Address, asUsed, isHere, Origin } from './address.ts';
import { keysAt, withOrigins } from './secrets.ts';

const secret = z.string().check(z.regex(/^[\x21-\x7e]{1,4000}$/, 'secret-shape'));
/** The value of a header that signs in: it may have words, such as a scheme before the key. */
const secretValue = z.string().check(z.regex(/^[\x21-\x7e]([\x20-\x7e]{0,3998}[\x21-\x7e])?$/, 'secret-shape'));
/** The word before a key (RFC 9110, 11.1): `Bearer`, where none is named; others are `Token`, `ApiToken`, `ApiKey`. */
const scheme = z.optional(z.string().check(z.regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,40}$/, 'scheme-shape')));

/** Names that browsers keep to themselves (Fetch, «forbidden request-header»), and the one that signing in sets. */
const isFree = (name: string) =>
  !/^(accept-(charset|encoding)|access-control-.*|authorization|connection|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|proxy-.*|referer|sec-.*|set-cookie|te|trailer|transfer-encoding|upgrade|via)$/i.test(
    name,
  );
const headersNamed = (isAllowed: (name: string) => boolean) =>
  z.record(
    z.string().check(z.regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'header-name'), z.refine(isAllowed, 'not-free')),
    z.string().check(z.regex(/^[\x20-\x7e]{0,2000}$/, 'header-value')),
  );
/** Headers of one's own, beside those of the dialect; what signs in belongs to `auth`. */
export const Headers = headersNamed(isFree);
/** Headers of a login: nothing else signs in there. */
const LoginHeaders = headersNamed((name) => isFree(name) || name.toLowerCase() === 'authorization');

const none = z.strictObject({ way: z.literal('none') });
const bearer = z.strictObject({ way: z.literal('bearer'), scheme, token: z.optional(secret) });

const otherWays = [
  z.strictObject({
    way: z.literal('basic'),
    user: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
    password: z.optional(z.string().check(z.maxLength(2000))),
  }),
  z.strictObject({
    way: z.literal('header'),
    name: z.string().check(z.regex(/^[A-Za-z0-9-]{1,100}$/, 'header-name')),
    value: z.optional(secretValue),
  }),
  z.strictObject({
    way: z.literal('login'),
    /** Where the token is fetched, and what is sent there. */
    url: Address,
    fields: z.record(z.string(), z.string()),
    /** How the fields are sent: as JSON, or as OAuth has it (RFC 6749, 4). Left out: JSON, and a form where JSON is not taken. */
    as: z.optional(z.enum(['json', 'form'])),
    headers: z.optional(LoginHeaders),
    /** The word before the token that was fetched. */
    scheme,
    /** Where in the answer the token stands, as a path with dots. */
    tokenAt: z.string().check(z.minLength(1)),
    /** The token that was last fetched. */
    token: z.optional(secret),
  }),
] as const;

/**
 * How the app signs in at an endpoint, as a document may say it. What signs in may be missing: an organisation's
 * document names the way only, and a person gives the rest on each device.
 */
export const DocumentAuth = z.discriminatedUnion('way', [none, bearer, ...otherWays]);

/**
 * The same as it is kept on a device. `link`: the key of the link in whose place the token was taken; `form`: a respondent's own
 * phone was opened by it.
 */
export const Auth = z.discriminatedUnion('way', [
  none,
  z.extend(bearer, { link: z.optional(secret), form: z.optional(z.literal(true)) }),
  ...otherWays,
]);
export type Auth = z.infer<typeof Auth>;

/** The unit of a record that only tries an endpoint. */
export const probeUnit = 'probe';

/** Longest name of an endpoint, in characters. */
export const endpointNameLimit = 60;

/** An endpoint's configuration. */
export const EndpointConfig = z.strictObject({
  /** What people call it; without one its address stands in. */
  name: z.optional(freeText(endpointNameLimit)),
  dialect: z.string().check(z.minLength(1)),
  url: Address,
  headers: Headers,
  auth: Auth,
  /** The dialect's own settings; the dialect checks them. */
  options: z.record(z.string(), z.unknown()),
  /** The origin that what signs in, and headers that do, were given for: they are sent to no other. */
  keyOrigin: z.optional(Origin),
  /** The same of what a token is fetched with; its address may be another server's. */
  loginOrigin: z.optional(Origin),
});
export type EndpointConfig = z.infer<typeof EndpointConfig>;

/** The dialect of the receiver that serves the app. */
export const ownDialect = 'plain';

/** What the endpoint is before anyone set one up: the receiver that serves the app, and takes nothing without a key. */
const fromTheStart = () =>
  read({ dialect: ownDialect, url: '/api/records', headers: {}, auth: { way: 'bearer' }, options: {} });

/** A configuration, also one that an earlier version kept: what signs in belongs to the addresses that it was kept with. */
function read(kept: unknown): EndpointConfig {
  const { token, answers, ...rest } = kept as EndpointConfig & { token?: string; answers?: string };
  const config: EndpointConfig =
    answers === undefined
      ? rest
      : {
          ...rest,
          auth: token ? { way: 'bearer', token } : { way: 'none' },
          options: answers === 'status' ? { answers } : {},
        };
  if (config.keyOrigin !== undefined) return EndpointConfig.parse(config);
  return withOrigins(EndpointConfig.parse({ ...config, url: asUsed(config.url) }));
}

/** The configuration of an endpoint, also while the device is locked where it sends then. Throws where it cannot be opened. */
export async function endpointConfig(id: string): Promise<EndpointConfig> {
  const row = await db.endpoints.get(id);
  if (!row?.config) return fromTheStart();
  const { opens, key } = await readingKey();
  const sealed = opens === 'all' ? row.config : row.toSend;
  if (!sealed) throw new Locked('These settings wait until the device is opened');
  return read(await unseal(key, id, sealed));
}

/** The configurations of these endpoints; the one from the start where one cannot be opened. */
export const presentConfig = (id: string): Promise<EndpointConfig> =>
  endpointConfig(id).catch((error: unknown) => {
    if (error instanceof Unreadable || error instanceof z.core.$ZodError) return fromTheStart();
    throw error;
  });

/**
 * Changes an endpoint; whatever held it back is forgotten, so that the next drain tries at once. `auth` among the changes is
 * given for the address that it then has; without it, another server begins without a key. One that was taken out of use
 * comes back where `kinds` are given: a person said so. Throws a zod error.
 */
export async function configureEndpoint(id: string, changes: Partial<EndpointConfig>, kinds?: string[]): Promise<void> {
  const before = await presentConfig(id);
  const changed = keysAt(EndpointConfig.parse({ ...before, ...changes }), before, changes.auth !== undefined);
  // Another address or kind of server has a history of its own, or none.
  const isSame = before.url === changed.url && before.dialect === changed.dialect;
  await underDeviceKey(async (key, check) => {
    const config = await seal(key, id, changed);
    const made = await sealForSending(id, changed);
    await transact([...endpointTables(), db.keys], async () => {
      await check();
      await keep({ config, ...(await stillForSending(made)) });
    });
  });
  await fillNow();

  async function keep(sealed: { config: Sealed; toSend?: Sealed }): Promise<void> {
    const { hold: _, history, toSend: _s, ...rest } = (await db.endpoints.get(id)) ?? { id };
    const row = isSame && history !== undefined ? { ...rest, history } : rest;
    const { retired: _r, ...inUse } = row;
    await putEndpoint({ ...(kinds ? { ...inUse, kinds } : row), ...sealed });
  }
}

/**
 * Gives home the key of the server that the app comes from; not where home is another server: then nothing changes, and its
 * own key stays. Throws `NotKept`.
 */
export async function giveOwnKey(token: string): Promise<void> {
  const { url } = await presentConfig(homeEndpoint);
  if (isHere(url)) await configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token } });
}

/**
 * Keeps a sign-in whose token was fetched anew, unless the endpoint was set up anew since `asked` was read. Answers the row
 * as it now is: the settings are the same ones.
 */
export async function keepRenewed(asked: StoredEndpoint, auth: Auth): Promise<StoredEndpoint> {
  const renewed = { ...(await presentConfig(asked.id)), auth };
  const { opens, key: sending } = await readingKey();
  if (opens === 'waiting') return keepRenewedToSend(asked, await seal(sending, asked.id, renewed));
  return underDeviceKey(async (key, check) => {
    const config = await seal(key, asked.id, renewed);
    const made = await sealForSending(asked.id, renewed);
    return transact([db.endpoints, db.keys], async () => {
      const [row] = await Promise.all([db.endpoints.get(asked.id), check()]);
      if (!row || String(row.config?.iv) !== String(asked.config?.iv)) return asked;
      const { toSend: _, ...rest } = row;
      const fresh: StoredEndpoint = { ...rest, config, ...(await stillForSending(made)) };
      await db.endpoints.put(fresh);
      return fresh;
    });
  });
}

/** While the device is locked only what sends then has the new token; what is sealed for the person gets its own when it asks. */
const keepRenewedToSend = (asked: StoredEndpoint, toSend: Sealed): Promise<StoredEndpoint> =>
  transact([db.endpoints], async () => {
    const row = await db.endpoints.get(asked.id);
    if (!row?.toSend || String(row.config?.iv) !== String(asked.config?.iv)) return asked;
    await db.endpoints.put({ ...row, toSend });
    return { ...row, toSend };
  });

/** Adds an endpoint, for which everything that is on the device and of a kind it takes waits from now on. Answers its id. */
export async function createEndpoint(config: EndpointConfig, kinds: string[] | undefined): Promise<string> {
  const id = newId();
  const known = withOrigins(EndpointConfig.parse(config));
  await underDeviceKey(async (key, check) => {
    const row: StoredEndpoint = { id, config: await seal(key, id, known), ...(kinds ? { kinds } : {}) };
    const made = await sealForSending(id, known);
    await transact([...endpointTables(), db.keys], async () => {
      await check();
      await putEndpoint({ ...row, ...(await stillForSending(made)) });
    });
  });
  await fillNow();
  return id;
}
