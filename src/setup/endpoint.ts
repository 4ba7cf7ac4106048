/** Where records are sent. The address and the token are kept sealed; only the endpoint's name lies in the clear. */
import * as z from 'zod/mini';
import { db } from '../store/db.ts';
import { deviceKey } from '../store/device.ts';
import { open, seal, Unreadable } from '../vault/seal.ts';

const isAllowed = (url: string) => {
  if (url.startsWith('/') && !url.startsWith('//')) return true;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed) return false;
  if (parsed.protocol === 'https:') return true;
  return parsed.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname);
};

/** An endpoint's configuration. */
export const EndpointConfig = z.strictObject({
  dialect: z.string().check(z.minLength(1)),
  /** A path on the app's own origin, `https:`, or `http:` on this very device. */
  url: z.string().check(z.trim(), z.refine(isAllowed, 'bad-address')),
  headers: z.record(z.string(), z.string()),
  token: z.optional(z.string().check(z.regex(/^[\x21-\x7e]{1,4000}$/))),
  /** Whether its answer has a result for each record, or only a status. */
  answers: z.enum(['each', 'status']),
});
export type EndpointConfig = z.infer<typeof EndpointConfig>;

/** Which of the fields that a person fills in a schema refused, if `error` came from it. */
export function endpointErrors(error: unknown): { url: boolean; token: boolean } {
  const issues = error instanceof z.core.$ZodError ? error.issues : [];
  const has = (field: string) => issues.some(({ path }) => path[0] === field);
  return { url: has('url'), token: has('token') };
}

/** What the endpoint is before anyone set one up: the receiver that serves the app. */
const fromTheStart: EndpointConfig = { dialect: 'plain', url: '/api/records', headers: {}, answers: 'each' };

/** The configuration of an endpoint. Throws where it cannot be opened. */
export async function endpointConfig(id: string): Promise<EndpointConfig> {
  const row = await db.endpoints.get(id);
  if (!row?.config) return fromTheStart;
  return EndpointConfig.parse(await open(await deviceKey(), id, row.config));
}

/** Changes an endpoint; whatever held it back is forgotten, so that the next drain tries at once. Throws a zod error. */
export async function configureEndpoint(id: string, changes: Partial<EndpointConfig>): Promise<void> {
  const before = await endpointConfig(id).catch((error: unknown) => {
    if (error instanceof Unreadable) return fromTheStart;
    throw error;
  });
  const changed = EndpointConfig.parse({ ...before, ...changes });
  const config = await seal(await deviceKey(), id, changed);
  await db.transaction('rw', db.endpoints, async () => {
    const { hold: _, ...row } = (await db.endpoints.get(id)) ?? { id };
    await db.endpoints.put({ ...row, config });
  });
}
