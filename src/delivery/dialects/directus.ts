/**
 * Directus: items of one collection (`{url}` is `…/items/<collection>`). What it does: creates a list of items, and after a
 * look replaces the ones that are there in an older revision. What it does not: files, relations, or the collection itself.
 *
 * Contract (Directus docs, "Items" and "Error codes"; behaviour of 11.3 as noted in the project's survey of endpoints):
 * POST of a list answers 200 with `{data: […]}`, all or nothing; an error is `{errors: [{message, extensions: {code}}]}` and
 * does not say which item. An id that is there already refuses the whole list with 400 `RECORD_NOT_UNIQUE`, so the list is
 * halved down to it. 403 `FORBIDDEN` is also the word for an unknown item or field, so alone it is looked into, by a filter
 * (which answers an empty list) and not by the id (which answers 403 again). PATCH of what is not there stores nothing and
 * says 2xx; it is used only after a look has seen the item. A field that the collection does not have is dropped without a
 * word, so with `flat` each field of the kind must be there; as JSON nothing can be left behind.
 *
 * The collection needs id (uuid, primary key), kind, rev, at, v, unit, device, deleted and body (JSON), or with `flat` the
 * kind's own fields, which must take null: PATCH leaves alone what is not sent, so what a record lacks is sent as null. A
 * tombstone is an item with `deleted` true.
 */
import * as z from 'zod/mini';
import type { Outcome } from '../engine/outcome.ts';
import { address, deleteById, getRequest, jsonRequest, rowOf, withEveryField } from './asking.ts';
import type { Dialect, PageAsked, Pages, Probing, Reading, Sendable } from './dialect.ts';
import { heldOf, readHeldMany } from './held-many.ts';
import { listPage, Read } from './shown.ts';
import { says, text } from './signs.ts';
import {
  byId,
  failed,
  fromJson,
  type HttpAnswer,
  heldAs,
  isOk,
  parsedEntries,
  readAnswer,
  readHeld,
  refusedOutcome,
  stored,
  verify,
} from './status.ts';

const Options = z.strictObject({ body: z._default(z.enum(['json', 'flat']), 'json'), read: Read });
type Options = z.infer<typeof Options>;

const Item = z.object({ id: z.string(), rev: z.number(), deleted: z.nullish(z.boolean()) });
/** One item where one was sent, else a list. */
const Data = z.object({ data: z.union([z.array(z.unknown()), z.looseObject({})]) });
const Errors = z.object({ errors: z.array(z.unknown()) });
const Trouble = z.object({ message: z.string(), extensions: z.optional(z.object({ code: z.optional(z.string()) })) });

const fields = { fields: 'id,rev' };
const looked = { fields: 'id,rev,deleted' };
const itemOf = (record: Sendable, { body }: Options) =>
  body === 'json' ? rowOf(record) : { deleted: false, ...withEveryField(record) };

export const dialect: Dialect<Options> = {
  name: 'directus',
  options: Options,
  isShown: true,
  limits: { records: 100, bytes: 500_000 },
  parentsFirst: true,
  mayDrop: ({ body }) => body === 'flat',
  request(records, endpoint, options) {
    const items = records.map((record) => itemOf(record, options));
    return jsonRequest(endpoint, 'POST', address(endpoint.url, [], fields), items);
  },
  // Its POST replaces nothing: an id that is there is an error, by the key of its table.
  createOnly: (record, endpoint, options) => dialect.request([record], endpoint, options),
  readResponse: (reply, sent) =>
    readAnswer(reply, (answer) => (isOk(answer) ? taken(answer, sent) : { whole: rejected(answer, sent.length) })),
  lookup: ({ id }, endpoint) => getRequest(endpoint, address(endpoint.url, [], { 'filter[id][_eq]': id, ...looked })),
  readLookup: (reply, record) =>
    readHeld(reply, ({ text }) => {
      const data = fromJson(Data, text)?.data;
      if (Array.isArray(data) && data.length === 0) return { is: 'absent' };
      const item = parsedEntries(Item, data, 10).find(({ id }) => id === record.id);
      return heldAs(record, item?.id, item?.rev, item);
    }),
  // What an address may hold, and what a page holds where no other length is asked for.
  lookupLimit: 100,
  lookupMany: (ids, endpoint) =>
    getRequest(
      endpoint,
      address(endpoint.url, [], { 'filter[id][_in]': ids.join(), ...looked, limit: String(ids.length) }),
    ),
  readLookupMany: (reply, ids) =>
    readHeldMany(reply, ({ text }) => {
      const data = fromJson(Data, text)?.data;
      return Array.isArray(data) ? heldOf(ids, parsedEntries(Item, data, 2 * ids.length), ({ id }) => id) : undefined;
    }),
  amend(record, held, endpoint, options) {
    if (held.is !== 'held') return undefined;
    return jsonRequest(endpoint, 'PATCH', address(endpoint.url, [record.id], fields), itemOf(record, options));
  },
};

function taken({ status, text }: HttpAnswer, sent: Sendable[]): Reading {
  const data = fromJson(Data, text)?.data;
  // A role that may write and not read is answered without data.
  if (!data) return { whole: verify(status) };
  const items = parsedEntries(Item, Array.isArray(data) ? data : [data], 2 * sent.length);
  const there = byId(
    items,
    ({ id }) => id,
    ({ rev }) => rev,
  );
  return { each: sent.map(({ id, rev }) => (there.get(id)?.rev === rev ? stored(status) : verify(status))) };
}

function rejected(answer: HttpAnswer, count: number): Outcome {
  const { status } = answer;
  const errors = parsedEntries(Trouble, fromJson(Errors, answer.text)?.errors, 20);
  const codes = errors.map(({ extensions }) => extensions?.code);
  const words = errors.flatMap(({ message, extensions }) => [extensions?.code, message]);
  if (codes.includes('RECORD_NOT_UNIQUE') || (status === 403 && codes.includes('FORBIDDEN'))) {
    return count > 1 ? refusedOutcome(status, ...words) : verify(status, ...words);
  }
  // The only sign of it: the status is 400 and the code that of any bad request (F11). A wrong guess changes one word.
  const isTooLarge = status === 400 && errors.some(({ message }) => /entity too large/i.test(message));
  if (isTooLarge) return { is: 'refused', trouble: 'too-large', status };
  return failed(answer, ...words);
}

/** By the id, in which the time of its making comes first; of an id it cannot be asked which ones are greater. */
const queryOf = ({ from, limit, kind }: PageAsked) => ({
  sort: 'id',
  limit: String(limit),
  offset: String(from),
  ...(kind ? { 'filter[kind][_eq]': kind } : {}),
});

export const pages: Pages<Options> = {
  limit: 100,
  tellsKinds: () => true,
  request: (asked, endpoint) => getRequest(endpoint, address(endpoint.url, [], queryOf(asked))),
  bare: (asked, endpoint) => getRequest(endpoint, address(endpoint.url, [], { ...queryOf(asked), fields: 'id,kind' })),
  read({ text }, asked) {
    const data = fromJson(Data, text)?.data;
    return Array.isArray(data) ? listPage(data, asked) : undefined;
  },
};

export const probing: Probing = {
  recognises: (seen) =>
    says({ errors: z.array(z.object({ extensions: z.object({ code: text }) })) })(seen) ||
    // A list under `data` and nothing else: others may have one too.
    (fromJson(z.strictObject({ data: z.array(z.unknown()) }), seen.text) !== undefined && 'perhaps'),
  removal: deleteById,
};
