/**
 * The plain dialect: JSON to a URL, set up by configuration. What it does: one method, one address (which may hold `{id}`,
 * `{kind}`, and `{rev}` for a server that tells a repetition by a name of its own), a body of one record, a list, or a list
 * under a path; success by status and, where wanted, by a value in the answer; one result for each record, found by paths.
 * What it does not: it signs in nowhere, follows no page of results and transforms no field.
 *
 * Contract: as it stands, that of this project's own receiver (`wire.ts`): each record's result says `stored`, `duplicate`
 * or `rejected` for an id and a revision; GET of the address with the id behind it shows the record, or says `not-held`. An
 * endpoint that answers with a status only is `accepted`, never `stored`. Many servers make a new row of each POST (Parse
 * Server, REST docs, "Creating objects"): there a record that may have been taken is looked for before it goes again.
 */
import * as z from 'zod/mini';
import { Address } from '../../setup/address.ts';
import { type EndpointConfig, ownDialect } from '../../setup/endpoint.ts';
import { fittingOptions } from '../endpoints/result-paths.ts';
import type { Outcome } from '../engine/outcome.ts';
import type { HttpResponse } from '../engine/send.ts';
import { batchLimit, HeldRow, RecordsPage } from '../wire.ts';
import { address, deleteById, deleteRequest, filled, getRequest, jsonRequest } from './asking.ts';
import type { Dialect, Held, Pages, Probing, Reading, Sendable } from './dialect.ts';
import { heldOf, readHeldMany } from './held-many.ts';
import { onlyListIn, Path, valueAt, wrapped } from './paths.ts';
import { says, text } from './signs.ts';
import {
  byId,
  failed,
  forOne,
  fromJson,
  type HttpAnswer,
  heldAs,
  isOk,
  isWebPage,
  parsedEntries,
  readAnswer,
  readHeld,
  refusedOutcome,
  unclear,
  verify,
} from './status.ts';

const Value = z.union([z.string(), z.number(), z.boolean()]);

const Results = z.strictObject({
  at: z._default(Path, 'results'),
  id: z._default(Path, 'id'),
  /** Null where the endpoint does not name the revision. */
  rev: z._default(z.nullable(Path), 'rev'),
  status: z._default(Path, 'status'),
  /** Where an error's words stand; a result of any other status that has some is refused. */
  errors: z._default(z.array(Path), ['field', 'message']),
  stored: z._default(z.array(Value), ['stored']),
  duplicate: z._default(z.array(Value), ['duplicate']),
  refused: z._default(z.array(Value), ['rejected']),
});

const Options = z.strictObject({
  method: z._default(z.enum(['POST', 'PUT', 'PATCH']), 'POST'),
  body: z._default(z.enum(['single', 'array', 'wrapped']), 'wrapped'),
  /** Where the list stands in a wrapped body. */
  wrap: z._default(Path.check(z.minLength(1)), 'records'),
  answers: z._default(z.enum(['each', 'status']), 'each'),
  results: z.prefault(Results, {}),
  /** What success is, within 2xx; nothing else ever is. */
  statuses: z.optional(z.array(z.int().check(z.gte(200), z.lte(299))).check(z.minLength(1))),
  success: z.optional(z.strictObject({ at: Path, is: Value })),
  /**
   * The address that reads one record back, with `{id}`; what an answer leaves open is then looked for. Without it the
   * receiver's own is tried, and believed only where it speaks as the receiver does. It may be a search: of the rows in its
   * answer the record's newest counts, and no row is no record.
   */
  look: z.optional(Address),
  /**
   * The address that tells which of many records are held: `{"ids": […]}` is posted there, `{"held": [{id, rev, deleted?}]}`
   * comes back. Without it the receiver's own is tried, where the address is `…/records`.
   */
  held: z.optional(Address),
  /** Sends `Idempotency-Key` with single records. Not by itself: the endpoint's CORS must allow the header. */
  idempotencyKey: z._default(z.boolean(), false),
  records: z._default(z.int().check(z.gte(1), z.lte(batchLimit)), batchLimit),
  /** Characters of one request body; an ordinary record is one to two thousand. */
  bytes: z._default(z.int().check(z.gte(1000), z.lte(10_000_000)), 2_000_000),
  /** The least time between two requests (ms). */
  gap: z._default(z.int().check(z.gte(0), z.lte(60_000)), 0),
  read: z._default(z.boolean(), true),
});
type Options = z.infer<typeof Options>;

export const dialect: Dialect<Options> = {
  name: ownDialect,
  options: Options,
  isShown: true,
  limits: { records: batchLimit, bytes: 2_000_000 },
  limitsWith: (endpoint, options) => ({
    records: isForOne(endpoint, options) ? 1 : options.records,
    bytes: options.bytes,
    gap: options.gap,
  }),
  isIdempotent: (endpoint, options) =>
    isAsReceiver(endpoint, options) ||
    options.idempotencyKey ||
    endpoint.url.includes('{rev}') ||
    (options.method !== 'POST' && endpoint.url.includes('{id}')),
  request(records, endpoint, { method, body, wrap, idempotencyKey }) {
    const first = records[0]!;
    const whole = body === 'single' ? first : body === 'array' ? records : wrapped(wrap, records);
    const ask = jsonRequest(endpoint, method, filled(endpoint.url, first), whole);
    if (idempotencyKey && records.length === 1) ask.headers['idempotency-key'] = `"${first.id}:${first.rev}"`;
    return ask;
  },
  readResponse: (reply, sent, endpoint, options) =>
    readAnswer(reply, (answer) => {
      if (!isOk(answer)) return { whole: mayBeThere(answer, sent, options) ?? failed(answer) };
      // Never more than went out, should more than the limits allow be handed over.
      if (sent.length > 1 && isForOne(endpoint, options)) return forOne(sent, unclear(answer.status));
      return taken(answer, sent, options);
    }),
  lookup: (record, endpoint, { look }) =>
    getRequest(endpoint, look === undefined ? address(endpoint.url, [record.id]) : filled(look, record)),
  readLookup(reply, record, endpoint, options) {
    const { look, results } = options;
    if (look === undefined && !isAsReceiver(endpoint, options)) return { is: 'unclear' };
    const held = readHeld(reply, ({ text }) => heldIn(fromJson(z.unknown(), text), record, results));
    return held.is === 'absent' && look === undefined && !saysNotHeld(reply) ? { is: 'unclear' } : held;
  },
  canLookUp: (endpoint, options) => options.look !== undefined || isAsReceiver(endpoint, options),
  lookupLimit: batchLimit,
  lookupMany(ids, endpoint, options) {
    const own = isAsReceiver(endpoint, options) ? /^(.*\/)records\/?$/.exec(endpoint.url)?.[1] : undefined;
    const url = options.held ?? (own && `${own}held`);
    return url === undefined ? undefined : jsonRequest(endpoint, 'POST', url, { ids });
  },
  readLookupMany: (reply, ids) =>
    readHeldMany(reply, ({ text }) => {
      const held = fromJson(z.object({ held: z.array(z.unknown()) }), text)?.held;
      return held && heldOf(ids, parsedEntries(HeldRow, held, 2 * ids.length), ({ id }) => id);
    }),
};

/** The receiver's own pages: in the order in which records came, so that an edit is behind what it edits. */
export const pages: Pages<Options> = {
  limit: batchLimit,
  isLog: true,
  marksCount: true,
  wantsKey: true,
  isShown: isAsReceiver,
  tellsKinds: () => true,
  request: ({ from, limit, kind }, endpoint) =>
    getRequest(
      endpoint,
      address(endpoint.url, [], { since: String(from), limit: String(limit), ...(kind ? { kind } : {}) }),
    ),
  read({ text }) {
    const page = fromJson(RecordsPage, text);
    // What the receiver finds too large for any page is told of as what it is: something that could not be read.
    return page && { records: [...page.records, ...(page.skipped ?? []).map((id) => ({ id }))], next: page.next };
  },
};

/** What is shown of a record: by itself, or as one of the rows that a search has found. */
function heldIn(shown: unknown, record: Sendable, { id, rev }: Options['results']): Held {
  const isFirstOfMany = /(^|\.)\d+\./;
  const rows = isFirstOfMany.test(id) || valueAt(shown, id) === undefined ? onlyListIn(shown) : [shown];
  if (rows?.length === 0) return { is: 'absent' };
  const inRow = (path: string) => path.replace(/^.*?(^|\.)\d+\./, '');
  const revOf = (row: unknown) => valueAt(row, inRow(rev ?? 'rev'));
  const [newest] = (rows ?? [])
    .filter((row) => valueAt(row, inRow(id)) === record.id)
    .sort((a, b) => Number(revOf(b)) - Number(revOf(a)));
  return heldAs(record, newest && record.id, revOf(newest), { deleted: valueAt(newest, 'deleted') });
}

/**
 * A no that may mean «I have it already»: 400, 409, 422 and 500 are all seen for a repetition (F9). Where records can be read
 * back, it is looked for.
 */
function mayBeThere(answer: HttpAnswer, sent: Sendable[], { look }: Options): Outcome | undefined {
  const { status, text } = answer;
  const isSuspect = [400, 409, 422].includes(status) || (status === 500 && sent.length === 1);
  return look !== undefined && isSuspect ? verify(status, isWebPage(answer) ? '' : text) : undefined;
}

/** Whether these settings say what the receiver says: each record's own result for a list that is posted. */
function isAsReceiver(endpoint: EndpointConfig, options: Options): boolean {
  return options.answers === 'each' && !isForOne(endpoint, options);
}

/** Any server says 404 of an address that it does not know; the receiver says that it knows and does not hold. */
const saysNotHeld = (reply: HttpResponse) =>
  reply.is === 'answer' && valueAt(fromJson(z.unknown(), reply.text), 'error.code') === 'not-held';

/** Whether the address or the body has room for one record only. */
const isForOne = ({ url }: EndpointConfig, { body }: Options) => body === 'single' || /\{(id|kind|rev)\}/.test(url);

function taken(answer: HttpAnswer, sent: Sendable[], options: Options): Reading {
  const { status, text } = answer;
  const { statuses, success, look } = options;
  const open = look === undefined ? unclear(status) : verify(status);
  if (statuses && !statuses.includes(status)) return { whole: open };
  const value = fromJson(z.unknown(), text);
  if (valueAt(value, 'wrongKey') === true) return { whole: { is: 'sign-in', status } };
  if (success) {
    const said = valueAt(value, success.at);
    if (said === undefined) return { whole: open };
    if (said !== success.is) return { whole: refusedOutcome(status, text) };
  }
  if (options.answers === 'status') return { whole: { is: 'delivered', status, proof: 'accepted' } };
  const results = resultsIn(value, sent, options);
  return results ? { each: sent.map((record) => judged(record, results, status, options) ?? open) } : { whole: open };
}

type Results = Map<unknown, unknown>;

/** The results by record id; a lone object counts as a list of one. Undefined where there is no list. */
function resultsIn(value: unknown, sent: Sendable[], { results }: Options): Results | undefined {
  const list = valueAt(value, results.at);
  if (typeof list !== 'object' || list === null) return undefined;
  const ids = new Set<unknown>(sent.map(({ id }) => id));
  const idOf = (entry: unknown) => valueAt(entry, results.id);
  const ours = (Array.isArray(list) ? list : [list]).filter((entry) => ids.has(idOf(entry)));
  return byId(ours, idOf, (entry) => `${valueAt(entry, results.status)} ${valueAt(entry, results.rev ?? '')}`);
}

function judged({ id, rev }: Sendable, found: Results, status: number, { results }: Options): Outcome | undefined {
  const result = found.get(id);
  if (results.rev !== null && valueAt(result, results.rev) !== rev) return undefined;
  const said = valueAt(result, results.status) as string;
  const words = results.errors.map((path) => valueAt(result, path)).filter(Boolean);
  const isRefused = results.refused.includes(said);
  // What its status calls stored is stored, whatever its message says: many say «OK».
  if (!isRefused && results.stored.includes(said)) return { is: 'delivered', status, proof: 'stored' };
  if (!isRefused && results.duplicate.includes(said)) return { is: 'delivered', status, proof: 'duplicate' };
  if (!isRefused && words.length === 0) return undefined;
  const outcome = refusedOutcome(status, ...words);
  // By its code: of a response the receiver's words are not shown.
  return outcome.is === 'refused' && valueAt(result, 'code') === 'too-large'
    ? { ...outcome, trouble: 'too-large' }
    : outcome;
}

export const probing: Probing = {
  recognises: (seen) =>
    says({ records: z.array(z.unknown()), next: z.number() })(seen) ||
    says({ error: z.object({ code: z.literal('unauthorized'), message: text }) })(seen),
  removal: (record, endpoint) =>
    endpoint.url.includes('{id}')
      ? deleteRequest(endpoint, filled(endpoint.url, record))
      : deleteById(record, endpoint),
  fitting: fittingOptions,
};
