/**
 * Elasticsearch and OpenSearch: documents in bulk into one index (`{url}` is `…/<index>`). What it does: indexes each record
 * under its id with its `rev` as an external version, so that the index itself lets no older revision replace a newer one.
 * What it does not: make the index or its mapping, or write to a data stream (those take `create` only).
 *
 * Contract (Elastic docs, "Bulk API" and "Index API: external versioning"): lines of JSON that end with a newline; 200 even
 * where items failed, with `errors: true` and a status and error for each item in the order sent. 409 means that the version
 * there is the same or higher: the same again, or a newer one, which a look confirms (F9). 429 is per item. An edit made at
 * the endpoint raises its version past ours: such a record is not overwritten and waits.
 *
 * A tombstone is indexed with `deleted: true`: a deletion's version is forgotten after a minute (`index.gc_deletes`), and a
 * late older revision would bring the record back.
 */
import * as z from 'zod/mini';
import type { EndpointConfig } from '../../setup/endpoint.ts';
import type { Outcome } from '../engine/outcome.ts';
import type { HttpRequest } from '../engine/send.ts';
import { address, deleteRequest, getRequest, headersWith, jsonRequest } from './asking.ts';
import type { Dialect, Pages, Probing, Reading, Sendable } from './dialect.ts';
import { heldOf, readHeldMany } from './held-many.ts';
import { Read, recordIn } from './shown.ts';
import { says, text } from './signs.ts';
import {
  failed,
  fromJson,
  type HttpAnswer,
  heldAs,
  isOk,
  parsed,
  parsedEntries,
  readAnswer,
  readHeld,
  stored,
  unclear,
  verify,
} from './status.ts';

const Options = z.strictObject({ read: Read });
type Options = z.infer<typeof Options>;

const Trouble = z.object({ type: z.optional(z.string()), reason: z.optional(z.nullable(z.string())) });
const Report = z.object({ items: z.array(z.unknown()) });
const Item = z.object({
  index: z.object({ _id: z.string(), status: z.int(), error: z.optional(Trouble) }),
});
const Whole = z.object({ error: Trouble });
const Doc = z.object({
  _id: z.string(),
  found: z.literal(true),
  _source: z.object({ rev: z.number(), deleted: z.optional(z.boolean()) }),
});
const NoDoc = z.object({ _id: z.string(), found: z.literal(false) });
const Docs = z.object({ docs: z.array(z.unknown()) });

const rowOfDoc = ({ _id: id, _source }: z.infer<typeof Doc>) => ({ id, ..._source });

const source = { _source_includes: 'rev,deleted' };

const linesOf = (record: Sendable) => {
  const index = { _id: record.id, version: record.rev, version_type: 'external' };
  return `${JSON.stringify({ index })}\n${JSON.stringify({ deleted: false, ...record })}\n`;
};

const bulk = (records: Sendable[], endpoint: EndpointConfig, query: Record<string, string> = {}): HttpRequest => ({
  url: address(endpoint.url, ['_bulk'], query),
  method: 'POST',
  headers: headersWith(endpoint, { 'content-type': 'application/x-ndjson' }),
  body: records.map(linesOf).join(''),
});

export const dialect: Dialect<Options> = {
  name: 'elasticsearch',
  options: Options,
  isShown: true,
  limits: { records: 500, bytes: 5_000_000 },
  request: (records, endpoint) => bulk(records, endpoint),
  // A first revision conflicts with whatever is there. A search shows what was indexed after a refresh only: it is waited for.
  createOnly: (record, endpoint) => bulk([record], endpoint, { refresh: 'wait_for' }),
  readResponse: (reply, sent) =>
    readAnswer(reply, (answer) => {
      if (isOk(answer)) return taken(answer, sent);
      const error = fromJson(Whole, answer.text)?.error;
      return { whole: failed(answer, error?.type, error?.reason) };
    }),
  lookup: ({ id }, endpoint) => getRequest(endpoint, address(endpoint.url, ['_doc', id], source)),
  readLookup: (reply, record) =>
    readHeld(reply, ({ text }) => {
      const doc = fromJson(Doc, text);
      return heldAs(record, doc?._id, doc?._source.rev, doc?._source);
    }),
  lookupLimit: 500,
  lookupMany: (ids, endpoint) => jsonRequest(endpoint, 'POST', address(endpoint.url, ['_mget'], source), { ids }),
  readLookupMany: (reply, ids) =>
    readHeldMany(reply, ({ text }) => {
      const docs = fromJson(Docs, text)?.docs;
      if (!docs) return undefined;
      const there = heldOf(ids, parsedEntries(Doc, docs, 2 * ids.length).map(rowOfDoc), ({ id }) => id);
      const absent = new Set(parsedEntries(NoDoc, docs, 2 * ids.length).map(({ _id }) => _id));
      // What the answer leaves out may be there.
      return ids.map((id, index) => {
        const held = there[index]!;
        return held.is === 'absent' && !absent.has(id) ? { is: 'unclear' } : held;
      });
    }),
};

function taken(answer: HttpAnswer, sent: Sendable[]): Reading {
  const report = fromJson(Report, answer.text);
  if (!report) return { whole: unclear(answer.status) };
  return { each: sent.map(({ id }, index) => judged(parsed(Item, report.items[index])?.index, id, answer)) };
}

function judged(item: z.infer<typeof Item>['index'] | undefined, id: string, answer: HttpAnswer): Outcome {
  if (item?._id !== id) return unclear(answer.status);
  const { status, error } = item;
  if ((status === 200 || status === 201) && !error) return stored(status);
  if (status === 409) return verify(status, error?.type, error?.reason);
  // An index that takes no writes for now, as when the disk is full: nobody's key is wrong.
  if (error?.type === 'cluster_block_exception') return { is: 'later', trouble: 'busy', status };
  return failed({ ...answer, status, text: '' }, error?.type, error?.reason);
}

const Hits = z.object({ _scroll_id: z.string(), hits: z.object({ hits: z.array(z.unknown()) }) });
const Hit = z.looseObject({ _source: z.unknown() });

/** By scrolling: the only way through more than 10,000 documents that both servers have, in each of their versions. */
export const pages: Pages<Options> = {
  limit: 500,
  sizeIsFixed: true,
  tellsKinds: () => true,
  request({ from, limit, kind }, endpoint) {
    const scroll = '1m';
    if (from !== 0) {
      const server = endpoint.url.replace(/\/[^/?#]*\/?([?#].*)?$/s, '');
      return jsonRequest(endpoint, 'POST', `${server}/_search/scroll`, { scroll, scroll_id: from });
    }
    const query = kind ? { query: { match: { kind } } } : {};
    return jsonRequest(endpoint, 'POST', address(endpoint.url, ['_search'], { scroll }), {
      size: limit,
      sort: ['_doc'],
      ...query,
    });
  },
  read({ text }) {
    const found = fromJson(Hits, text);
    const hits = found?.hits.hits;
    return (
      hits && {
        records: parsedEntries(Hit, hits, hits.length).map(({ _source }) => recordIn(_source)),
        next: found._scroll_id,
        isLast: hits.length === 0,
      }
    );
  },
};

export const probing: Probing = {
  recognises: (seen) =>
    says({ tagline: z.literal('You Know, for Search') })(seen) ||
    says({ error: z.object({ type: text, root_cause: z.array(z.unknown()) }) })(seen) ||
    /^\{"[^"]+":\{"aliases":\{/.test(seen.text),
  removal: ({ id }, endpoint) => deleteRequest(endpoint, address(endpoint.url, ['_doc', id])),
};
