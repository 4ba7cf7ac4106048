/** Telling a server's dialect by its address and by how it answers a first look: pure. A guess, which a person may overrule. */
import * as z from 'zod/mini';
import { fromJson } from '../dialects/status.ts';
import type { Seen } from './peek.ts';

type Sign = (seen: Seen, url: string) => boolean;

const says = (shape: z.core.$ZodLooseShape) => {
  const schema = z.object(shape);
  return ({ text }: Seen) => fromJson(schema, text) !== undefined;
};
const some = z.unknown().check(z.refine((value) => value !== undefined));
const text = z.string();

/** What gives each dialect away, the surest first. Those that look like nothing in particular have no sign. */
const signs: [string, Sign][] = [
  ['fhir', ({ type, text: body }) => type === 'application/fhir+json' || /^\s*\{\s*"resourceType"\s*:/.test(body)],
  ['json-api', ({ type }) => type === 'application/vnd.api+json'],
  ['json-api', says({ jsonapi: z.looseObject({}) })],
  ['elasticsearch', says({ tagline: z.literal('You Know, for Search') })],
  ['elasticsearch', says({ error: z.object({ type: text, root_cause: z.array(z.unknown()) }) })],
  ['elasticsearch', ({ text: body }) => /^\{"[^"]+":\{"aliases":\{/.test(body)],
  ['couchdb', says({ couchdb: z.literal('Welcome') })],
  ['couchdb', says({ 'express-pouchdb': text })],
  ['couchdb', says({ db_name: text, update_seq: some })],
  ['couchdb', says({ error: z.enum(['not_found', 'unauthorized', 'forbidden']), reason: text })],
  ['directus', says({ errors: z.array(z.object({ extensions: z.object({ code: text }) })) })],
  ['dhis2', says({ httpStatus: text, httpStatusCode: z.number(), status: text })],
  ['postgrest', ({ headers }) => /^(\*|\d+-\d+)\/(\*|\d+)$/.test(headers['content-range'] ?? '')],
  ['postgrest', says({ code: z.nullable(text), message: text, details: some, hint: some })],
  ['postgrest', says({ message: text, hint: z.string().check(z.regex(/apikey/)) })],
  ['kobotoolbox', (seen, url) => /\/submission\/?$/.test(url) && says({ detail: text })(seen)],
  ['webhook', says({ code: z.literal(404), message: z.string().check(z.regex(/webhook/)) })],
  ['plain', says({ records: z.array(z.unknown()), next: z.number() })],
  ['plain', says({ error: z.object({ code: z.literal('unauthorized'), message: text }) })],
  [
    'directus',
    ({ text: body }) => Object.keys(fromJson(z.strictObject({ data: z.array(z.unknown()) }), body) ?? {}).length > 0,
  ],
];

/** Services that run something at every request: they must not be looked at to find out. */
const hooks =
  /(^|\.)(hooks\.zapier\.com|hook\.[a-z0-9]+\.make\.com|logic\.azure\.com|powerplatform\.com|pipedream\.net)$/;

/**
 * Whether an address is one for trying a flow out: n8n's works for one request, after a press in its editor, and the one that
 * lasts is another (n8n docs, "Webhook node: test and production URLs").
 */
export const isTestAddress = (url: string, origin: string): boolean =>
  URL.canParse(url, origin) && /\/(webhook|form|mcp)-test(\/|$)/.test(new URL(url, origin).pathname);

/** The dialect that an address gives away by itself. */
export function dialectOfAddress(url: string, origin: string): string | undefined {
  const { hostname, pathname } = new URL(url, origin);
  if (hooks.test(hostname) || /\/webhook(-test)?\//.test(pathname)) return 'webhook';
  return hostname.endsWith('.supabase.co') ? 'postgrest' : undefined;
}

/** The dialect that an answer gives away, if any. */
export const dialectOfAnswer = (seen: Seen, url: string): string | undefined =>
  signs.find(([, isIt]) => isIt(seen, url))?.[0];
