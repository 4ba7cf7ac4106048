/** Where records are sent. The address and what signs in there are kept sealed; only the endpoint's name lies in the clear. */
import * as z from 'zod/mini';
import { db, type StoredEndpoint } from '../store/db.ts';
import { deviceKey } from '../store/device.ts';
import { addEndpoint } from '../store/endpoints.ts';
import { newId } from '../store/id.ts';
import { open, seal, Unreadable } from '../vault/seal.ts';

const isAllowed = (url: string) => {
  if (url.startsWith('/') && !url.startsWith('//')) return true;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed) return false;
  if (parsed.protocol === 'https:') return true;
  return parsed.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname);
};

/** A path on the app's own origin, `https:`, or `http:` on this very device. */
const Url = z.string().check(z.trim(), z.refine(isAllowed, 'bad-address'));
const secret = z.string().check(z.regex(/^[\x21-\x7e]{1,4000}$/));

/** How the app signs in at an endpoint. */
export const Auth = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('none') }),
  z.strictObject({ way: z.literal('bearer'), token: secret }),
  z.strictObject({ way: z.literal('basic'), user: z.string().check(z.minLength(1)), password: z.string() }),
  z.strictObject({ way: z.literal('header'), name: z.string().check(z.regex(/^[A-Za-z0-9-]{1,100}$/)), value: secret }),
  z.strictObject({
    way: z.literal('login'),
    /** Where the token is fetched, and what is sent there as JSON. */
    url: Url,
    fields: z.record(z.string(), z.string()),
    /** Where in the answer the token stands, as a path with dots. */
    tokenAt: z.string().check(z.minLength(1)),
    /** The token that was last fetched. */
    token: z.optional(secret),
  }),
]);
export type Auth = z.infer<typeof Auth>;

/** Names that browsers keep to themselves (Fetch, «forbidden request-header»), and the one that signing in sets. */
const isFree = (name: string) =>
  !/^(accept-(charset|encoding)|access-control-.*|authorization|connection|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|proxy-.*|referer|sec-.*|set-cookie|te|trailer|transfer-encoding|upgrade|via)$/i.test(
    name,
  );
const HeaderName = z.string().check(z.regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/), z.refine(isFree, 'not-free'));

/** An endpoint's configuration. */
export const EndpointConfig = z.strictObject({
  dialect: z.string().check(z.minLength(1)),
  url: Url,
  /** Headers of one's own, beside those of the dialect; what signs in belongs to `auth`. */
  headers: z.record(HeaderName, z.string().check(z.regex(/^[\x20-\x7e]{0,2000}$/))),
  auth: Auth,
  /** The dialect's own settings; the dialect checks them. */
  options: z.record(z.string(), z.unknown()),
});
export type EndpointConfig = z.infer<typeof EndpointConfig>;

/** Which of the fields that a person fills in a schema refused, if `error` came from it. */
export function endpointErrors(error: unknown): { url: boolean; auth: boolean; header: string | undefined } {
  const issues = error instanceof z.core.$ZodError ? error.issues : [];
  const at = (field: string) => issues.find(({ path }) => path[0] === field);
  return { url: Boolean(at('url')), auth: Boolean(at('auth')), header: at('headers')?.path[1]?.toString() };
}

/** What the endpoint is before anyone set one up: the receiver that serves the app. */
const fromTheStart: EndpointConfig = {
  dialect: 'plain',
  url: '/api/records',
  headers: {},
  auth: { way: 'none' },
  options: {},
};

/** Brings a configuration that an earlier version kept up to today's shape. */
function upgraded(kept: unknown): unknown {
  const { token, answers, ...rest } = kept as { token?: string; answers?: string };
  if (answers === undefined) return kept;
  return {
    ...rest,
    auth: token ? { way: 'bearer', token } : { way: 'none' },
    options: answers === 'status' ? { answers } : {},
  };
}

/** The configuration of an endpoint. Throws where it cannot be opened. */
export async function endpointConfig(id: string): Promise<EndpointConfig> {
  const row = await db.endpoints.get(id);
  return row?.config ? EndpointConfig.parse(upgraded(await open(await deviceKey(), id, row.config))) : fromTheStart;
}

/** Changes an endpoint; whatever held it back is forgotten, so that the next drain tries at once. Throws a zod error. */
export async function configureEndpoint(id: string, changes: Partial<EndpointConfig>, kinds?: string[]): Promise<void> {
  const before = await endpointConfig(id).catch((error: unknown) => {
    if (error instanceof Unreadable) return fromTheStart;
    throw error;
  });
  const changed = EndpointConfig.parse({ ...before, ...changes });
  const config = await seal(await deviceKey(), id, changed);
  await db.transaction('rw', db.endpoints, async () => {
    const { hold: _, ...row } = (await db.endpoints.get(id)) ?? { id };
    // A kind that it did not take before: what is on the device waits for it too.
    await db.endpoints.put({ ...row, ...(kinds ? { kinds, filling: '' } : {}), config });
  });
}

/** Adds an endpoint, for which everything that is on the device and of a kind it takes waits from now on. Answers its id. */
export async function createEndpoint(config: EndpointConfig, kinds: string[] | undefined): Promise<string> {
  const id = newId();
  const sealed = await seal(await deviceKey(), id, EndpointConfig.parse(config));
  const row: StoredEndpoint = { id, config: sealed, ...(kinds ? { kinds } : {}) };
  await addEndpoint(row);
  return id;
}
