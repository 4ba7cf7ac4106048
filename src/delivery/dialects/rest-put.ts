/**
 * Plain REST: `PUT {url}/{id}` with one record. What it does: puts the record, and reads it back where the answer does not
 * show it. What it does not: batches, and conditions: a server that keeps no revisions lets a late older PUT win, so one
 * should compare `rev` or an `If-Match` of its own.
 *
 * Contract: HTTP (RFC 9110, 9.3.4): 200, 201 or 204, and the same PUT again changes nothing. Servers differ on a new id:
 * some answer 404 to its PUT and want a POST (json-server 0.17 to the collection, DHIS2's dataStore to the item); that is
 * tried once a look has shown that the record is not there. A PUT replaces what is there, so what must be made once only
 * (`createOnly`) is POSTed, and the server must refuse it where the id exists. Also fits DHIS2's dataStore: `{url}` is `…/api/dataStore/<ns>`,
 * `create` is `item`. A tombstone is put as a record with `deleted: true`: a DELETE could not be told from a loss.
 */
import * as z from 'zod/mini';
import type { EndpointConfig } from '../../setup/endpoint.ts';
import type { HttpRequest } from '../engine/send.ts';
import { address, deleteById, getRequest, jsonRequest } from './asking.ts';
import type { Dialect, Pages, Probing, Sendable } from './dialect.ts';
import { listPage, Read } from './shown.ts';
import { failed, forOne, fromJson, heldAs, isOk, readAnswer, readHeld, stored, verify } from './status.ts';

const Options = z.strictObject({
  /** Whether a 2xx without the record in it is looked into, or taken for acceptance where nothing can be read back. */
  proof: z._default(z.enum(['read-back', 'status']), 'read-back'),
  /** Where a record that is not there is POSTed when its PUT was not taken. */
  create: z._default(z.enum(['collection', 'item', 'never']), 'collection'),
  read: Read,
});
type Options = z.infer<typeof Options>;

/** A record as an endpoint gives it back. */
const Echo = z.object({ id: z.string(), rev: z.number(), deleted: z.optional(z.unknown()) });

const isEcho = (text: string, { id, rev }: Sendable) => {
  const echo = fromJson(Echo, text);
  return echo?.id === id && echo.rev === rev;
};

export const dialect: Dialect<Options> = {
  name: 'rest-put',
  options: Options,
  isShown: true,
  limits: { records: 1, bytes: 2_000_000 },
  mayRename: true,
  request(records, endpoint) {
    const record = records[0]!;
    return jsonRequest(endpoint, 'PUT', address(endpoint.url, [record.id]), record);
  },
  createOnly: (record, endpoint, { create }) => (create === 'never' ? undefined : post(record, endpoint, create)),
  readResponse: (reply, sent, _, { proof }) =>
    readAnswer(reply, (answer) => {
      const { status, text } = answer;
      if (isOk(answer)) {
        if (isEcho(text, sent[0]!)) return forOne(sent, stored(status));
        return forOne(sent, proof === 'status' ? { is: 'delivered', status, proof: 'accepted' } : verify(status));
      }
      // 404 may mean a new id, 409 and 412 that something is there already: only a look can tell (F9).
      const isThere = status === 500 && /duplicate|exists/i.test(text); // json-server, of a POST.
      if (isThere || [404, 409, 412].includes(status)) return forOne(sent, verify(status, text));
      return forOne(sent, failed(answer));
    }),
  lookup: ({ id }, endpoint) => getRequest(endpoint, address(endpoint.url, [id])),
  readLookup: (reply, record) =>
    readHeld(reply, ({ text }) => {
      const echo = fromJson(Echo, text);
      return heldAs(record, echo?.id, echo?.rev, echo);
    }),
  amend(record, held, endpoint, { create }) {
    if (held.is !== 'absent' || create === 'never') return undefined;
    return post(record, endpoint, create);
  },
};

const post = (record: Sendable, endpoint: EndpointConfig, create: 'collection' | 'item'): HttpRequest =>
  jsonRequest(endpoint, 'POST', address(endpoint.url, create === 'item' ? [record.id] : []), record);

/**
 * As json-server has it (`_start`, `_limit`, `_sort`). A server that knows none of these gives all at once, and that is read
 * too; only one that gives the same full page again and again is not.
 */
export const pages: Pages<Options> = {
  limit: 100,
  request: ({ from, limit }, endpoint) =>
    getRequest(
      endpoint,
      address(endpoint.url, [], { _start: String(from), _limit: String(limit), _sort: 'id', _order: 'asc' }),
    ),
  bare: ({ from }) => ({ records: [{}], next: Number(from) + 1 }),
  read({ text }, asked) {
    const rows = fromJson(z.array(z.unknown()), text);
    const page = listPage(rows, asked);
    return page && { ...page, isLast: rows?.length !== asked.limit };
  },
};

export const probing: Probing = { removal: deleteById };
