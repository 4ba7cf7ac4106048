/**
 * JSON:API 1.0/1.1: one resource a request, made by POST to its collection (`{url}` may hold `{kind}`). What it does: sends
 * the record's id as the resource's, and after a look replaces an older revision by PATCH. What it does not: relationships,
 * or the atomic-operations extension.
 *
 * Contract (jsonapi.org, "Creating resources" and "Client-generated IDs"): 201 with the resource; 204 where nothing but our
 * own was stored; 202 before it is; 409 for an id that exists; 403 where the server takes no ids of clients; errors in
 * `errors[].detail` and `.source.pointer`. Servers differ: one answers 403 for an existing id and for a bad value alike. So
 * 403 and 409 are looked into (F8, F9), and only what is not there is refused. `detail` should be a string; one server puts
 * a list of objects with a `message` there. A tombstone is a resource with `deleted` true.
 *
 * PATCH leaves alone what is not sent ("Updating a resource's attributes"), so what the resource still has and the record
 * lacks is sent as null: such attributes must take it.
 */
import * as z from 'zod/mini';
import type { EndpointConfig } from '../../setup/endpoint.ts';
import { address, deleteById, filled, getRequest, headersWith } from './asking.ts';
import type { Dialect, Pages, Probing, Sendable } from './dialect.ts';
import { Read, recordIn } from './shown.ts';
import { says } from './signs.ts';
import {
  failed,
  forOne,
  fromJson,
  heldAs,
  isByAnother,
  isOk,
  parsedEntries,
  readAnswer,
  readHeld,
  stored,
  verify,
} from './status.ts';

const mediaType = 'application/vnd.api+json';

const Options = z.strictObject({
  /** The resource's type; `{kind}` is the record's. */
  type: z._default(z.string().check(z.minLength(1), z.maxLength(100)), '{kind}'),
  read: Read,
});
type Options = z.infer<typeof Options>;

const Resource = z.object({
  data: z.object({ id: z.string(), attributes: z.looseObject({ rev: z.number(), deleted: z.optional(z.unknown()) }) }),
});
const Errors = z.object({ errors: z.array(z.unknown()) });
const Trouble = z.object({
  title: z.optional(z.string()),
  detail: z.optional(z.union([z.string(), z.array(z.object({ message: z.string() }))])),
  source: z.optional(z.object({ pointer: z.optional(z.string()) })),
});

function askWith(
  method: 'POST' | 'PATCH',
  url: string,
  record: Sendable,
  endpoint: EndpointConfig,
  { type }: Options,
  before: string[] = [],
) {
  const { id, ...own } = record;
  const attributes = { ...Object.fromEntries(before.map((name) => [name, null])), ...own };
  const headers = headersWith(endpoint, { 'content-type': mediaType, accept: mediaType });
  const body = JSON.stringify({ data: { type: type.replaceAll('{kind}', record.kind), id, attributes } });
  return { url, method, headers, body };
}

const told = (detail: z.infer<typeof Trouble>['detail'], title: string | undefined) =>
  Array.isArray(detail) ? detail.map(({ message }) => message) : [detail ?? title];

const collectionOf = (record: Sendable, { url }: EndpointConfig) => filled(url, record);

export const dialect: Dialect<Options> = {
  name: 'json-api',
  options: Options,
  isShown: true,
  limits: { records: 1, bytes: 1_000_000 },
  parentsFirst: true,
  mayRename: true,
  request: ([record], endpoint, options) =>
    askWith('POST', collectionOf(record!, endpoint), record!, endpoint, options),
  // An id that exists is 409, or 403, and stays as it is.
  createOnly: (record, endpoint, options) => dialect.request([record], endpoint, options),
  readResponse: (reply, sent) =>
    readAnswer(reply, (answer) => {
      const { status, text } = answer;
      if (isOk(answer)) {
        const data = fromJson(Resource, text)?.data;
        const isOurs = data?.id === sent[0]?.id && data?.attributes.rev === sent[0]?.rev;
        return forOne(sent, isOurs && status !== 202 ? stored(status) : verify(status));
      }
      const errors = parsedEntries(Trouble, fromJson(Errors, text)?.errors, 10);
      const words = errors.flatMap(({ title, detail, source }) => [source?.pointer, ...told(detail, title)]);
      const isOpen = status === 409 || (status === 403 && !isByAnother(answer));
      return forOne(sent, isOpen ? verify(status, ...words) : failed(answer, ...words));
    }),
  lookup: (record, endpoint) => getRequest(endpoint, address(collectionOf(record, endpoint), [record.id]), mediaType),
  readLookup: (reply, record) =>
    readHeld(reply, ({ text }) => {
      const data = fromJson(Resource, text)?.data;
      const held = heldAs(record, data?.id, data?.attributes.rev, data?.attributes);
      return held.is === 'held' ? { ...held, fields: Object.keys(data?.attributes ?? {}) } : held;
    }),
  amend(record, held, endpoint, options) {
    if (held.is !== 'held') return undefined;
    const url = address(collectionOf(record, endpoint), [record.id]);
    return askWith('PATCH', url, record, endpoint, options, held.fields);
  },
};

const Collection = z.object({
  data: z.array(z.object({ id: z.string(), attributes: z.looseObject({}) })),
  links: z.nullish(z.object({ next: z.nullish(z.union([z.string(), z.object({ href: z.string() })])) })),
});

/** By the link to the next page. Of that only the query counts: where it leads is the endpoint's own address. */
export const pages: Pages<Options> = {
  limit: 1000,
  sizeIsFixed: true,
  tellsKinds: ({ url }) => url.includes('{kind}'),
  request({ from, kind = '' }, endpoint) {
    const url = endpoint.url.replaceAll('{kind}', encodeURIComponent(kind));
    return getRequest(endpoint, from === 0 ? url : `${url.split(/[?#]/)[0]}?${from}`, mediaType);
  },
  read({ text }) {
    const { data, links } = fromJson(Collection, text) ?? {};
    const next = typeof links?.next === 'string' ? links.next : links?.next?.href;
    const records = data?.map(({ id, attributes }) => recordIn({ ...attributes, id }));
    return records && { records, next: next?.split(/[?#]/)[1] ?? 0, isLast: !next };
  },
};

export const probing: Probing = {
  recognises: (seen) => seen.type === mediaType || says({ jsonapi: z.looseObject({}) })(seen),
  removal: deleteById,
};
