/**
 * PostgREST, and so Supabase: an upsert of rows into one table or view (`{url}` is `…/rest/v1/<table>`). What it does: sends
 * a list of rows that all have the same columns, and takes a record for stored when the row that comes back is this
 * revision. What it does not: choose a table by kind (give each its own endpoint), or reload the schema cache.
 *
 * Contract (PostgREST docs, "Tables and views: upsert" and "Errors"): POST of a list with `Prefer:
 * resolution=merge-duplicates` answers 201, or 200 where rows were only updated; all or nothing; an error's body is
 * `{code, message, details, hint}`, 23505 and 23503 are 409, 42501 is 401 or 403, the same id twice in one list (21000) is
 * 500. Merging knows no order, so a late older revision would win: let a trigger keep the newer row,
 * `if new.rev < old.rev then return null`. A row that it kept does not come back, and is looked up.
 *
 * A table that takes rows and shows none (insert only) refuses an upsert and rows that come back with 42501: both read the
 * table. There the same list goes as a plain insert with `return=minimal`, at once with `proof: 'status'`, and is accepted,
 * never stored. Its primary key must be `id`, which takes each record once and no edit, or `(id, rev)`.
 *
 * `body: 'json'` needs the columns id uuid primary key, kind, rev, at, v, unit, device, deleted boolean, body jsonb. With
 * `flat` each field of the kind is a column of its own, which must take null: an upsert leaves alone what is not sent, so
 * what a record lacks is sent as null. A tombstone is an upsert with `deleted` true.
 */
import * as z from 'zod/mini';
import type { EndpointConfig } from '../../setup/endpoint.ts';
import type { Outcome } from '../engine/outcome.ts';
import type { HttpRequest } from '../engine/send.ts';
import { address, deleteRequest, getRequest, jsonRequest, rowOf, withEveryField } from './asking.ts';
import type { Dialect, PageAsked, Pages, Probing, Reading, Sendable } from './dialect.ts';
import { heldOf, readHeldMany } from './held-many.ts';
import { Read, recordIn } from './shown.ts';
import { says, some, text } from './signs.ts';
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

const Options = z.strictObject({
  body: z._default(z.enum(['json', 'flat']), 'json'),
  /** `status`: the table takes rows and shows none. */
  proof: z._default(z.enum(['read-back', 'status']), 'read-back'),
  read: Read,
});
type Options = z.infer<typeof Options>;
const Row = z.object({ id: z.string(), rev: z.number(), deleted: z.nullish(z.boolean()) });
const select = 'id,rev,deleted';
const Trouble = z.object({
  code: z.nullish(z.string()),
  message: z.nullish(z.string()),
  details: z.nullish(z.string()),
});

export const dialect: Dialect<Options> = {
  name: 'postgrest',
  options: Options,
  isShown: true,
  limits: { records: 500, bytes: 1_000_000 },
  parentsFirst: true,
  request: (records, endpoint, options) =>
    options.proof === 'read-back'
      ? insert(records, endpoint, options, upserted, 'resolution=merge-duplicates,return=representation')
      : insert(records, endpoint, options, {}, 'return=minimal'),
  // Without an upsert: the key of the table refuses a second row (23505).
  createOnly: (record, endpoint, options) =>
    insert([record], endpoint, options, { select: 'id,rev' }, 'return=representation'),
  readResponse: (reply, sent, _, { proof }) =>
    readAnswer(reply, (answer) => {
      if (proof === 'status') return { whole: inserted(answer, sent) };
      return isOk(answer) ? taken(answer, sent) : { whole: rejected(answer, sent.length) };
    }),
  otherwise(reply, options) {
    const isTold = reply.is === 'answer' && (reply.status === 401 || reply.status === 403);
    if (options.proof === 'status' || !isTold || fromJson(Trouble, reply.text)?.code !== '42501') return undefined;
    return { ...options, proof: 'status' };
  },
  canLookUp: (_, { proof }) => proof === 'read-back',
  lookup: ({ id }, endpoint) => getRequest(endpoint, address(endpoint.url, [], { id: `eq.${id}`, select })),
  readLookup: (reply, record) =>
    readHeld(reply, ({ text }) => {
      const rows = fromJson(z.array(z.unknown()), text);
      if (rows?.length === 0) return { is: 'absent' };
      const row = parsedEntries(Row, rows, 10).find(({ id }) => id === record.id);
      return heldAs(record, row?.id, row?.rev, row);
    }),
  // What an address may hold.
  lookupLimit: 100,
  lookupMany: (ids, endpoint, { proof }) =>
    proof === 'read-back'
      ? getRequest(endpoint, address(endpoint.url, [], { id: `in.(${ids.join()})`, select }))
      : undefined,
  readLookupMany: (reply, ids) =>
    readHeldMany(reply, ({ text }) => {
      const rows = fromJson(z.array(z.unknown()), text);
      return rows && heldOf(ids, parsedEntries(Row, rows, 2 * ids.length), ({ id }) => id);
    }),
};

const upserted = { on_conflict: 'id', select: 'id,rev' };

function insert(
  records: Sendable[],
  endpoint: EndpointConfig,
  { body }: Options,
  query: Record<string, string>,
  prefer: string,
): HttpRequest {
  const rows = body === 'json' ? records.map(rowOf) : sameKeys(records);
  const ask = jsonRequest(endpoint, 'POST', address(endpoint.url, [], query), rows);
  ask.headers.prefer = prefer;
  return ask;
}

function taken({ status, text }: HttpAnswer, sent: Sendable[]): Reading {
  const rows = fromJson(z.array(z.unknown()), text);
  if (!rows) return { whole: verify(status) };
  const there = byId(
    parsedEntries(Row, rows, 2 * sent.length),
    ({ id }) => id,
    ({ rev }) => rev,
  );
  return { each: sent.map(({ id, rev }) => (there.get(id)?.rev === rev ? stored(status) : verify(status))) };
}

function rejected(answer: HttpAnswer, count: number): Outcome {
  const { status } = answer;
  const { code, message, details } = fromJson(Trouble, answer.text) ?? {};
  // One row refuses the whole list, also by a row's own policy (403) or as the same id twice (500): look for it (F10).
  const isOneRow = code === '21000' || code === '42501' || status === 409;
  if (isOneRow && count > 1 && status !== 401) return refusedOutcome(status, code, message, details);
  // Alone, these may speak of this row or of everything (F8, F9): what is there tells.
  if (code === '23505' || (code === '42501' && status === 403)) return verify(status, code, message, details);
  return failed(answer, code, message, details);
}

/** What a plain insert came to, where nothing can be looked at. */
function inserted(answer: HttpAnswer, sent: Sendable[]): Outcome {
  const { status } = answer;
  if (isOk(answer)) return { is: 'delivered', status, proof: 'accepted' };
  const trouble: z.infer<typeof Trouble> = fromJson(Trouble, answer.text) ?? {};
  const [first] = sent;
  if (trouble.code === '23505' && sent.length === 1 && isRepetition(trouble, first!))
    return { is: 'delivered', status, proof: 'duplicate' };
  const outcome = rejected(answer, sent.length);
  return outcome.is === 'verify' ? refusedOutcome(status, trouble.code, trouble.message, trouble.details) : outcome;
}

/**
 * Whether the row that stands in the way of an insert is this revision: the key names it; or this is the first revision, than
 * which none is older. PostgreSQL does not show the key to who may not read the table, but names the constraint.
 */
function isRepetition({ message, details }: z.infer<typeof Trouble>, { id, rev }: Sendable): boolean {
  const [, names, values] = /^Key \(([^)]*)\)=\(([^)]*)\)/.exec(details ?? '') ?? [];
  if (names === undefined) return rev === 1 && /_pkey"/.test(message ?? '');
  return (names === 'id' && values === id && rev === 1) || (names === 'id, rev' && values === `${id}, ${rev}`);
}

/** The records with every column that any of them has: PostgREST takes the columns of a list from its first row. */
function sameKeys(records: Sendable[]): Record<string, unknown>[] {
  const rows = records.map((record) => ({ deleted: false, ...withEveryField(record) }) as Record<string, unknown>);
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null])));
}

/** By the key, so that what comes meanwhile moves nothing; of one record's revisions the newest first. */
const queryOf = ({ from, limit, kind }: PageAsked) => ({
  order: 'id,rev.desc',
  limit: String(limit),
  ...(from === 0 ? {} : { id: `gt.${from}` }),
  ...(kind ? { kind: `eq.${kind}` } : {}),
});

export const pages: Pages<Options> = {
  limit: 500,
  isShown: (_, { proof }) => proof === 'read-back',
  tellsKinds: () => true,
  request: (asked, endpoint) => getRequest(endpoint, address(endpoint.url, [], queryOf(asked))),
  bare: (asked, endpoint) => getRequest(endpoint, address(endpoint.url, [], { ...queryOf(asked), select: 'id,kind' })),
  read({ text }, { from }) {
    const rows = fromJson(z.array(z.looseObject({})), text);
    return (
      rows && { records: rows.map(recordIn), next: (rows.at(-1)?.id as string) ?? from, isLast: rows.length === 0 }
    );
  },
};

export const probing: Probing = {
  recognises: (seen) =>
    /^(\*|\d+-\d+)\/(\*|\d+)$/.test(seen.headers['content-range'] ?? '') ||
    says({ code: z.nullable(text), message: text, details: some, hint: some })(seen) ||
    says({ message: text, hint: z.string().check(z.regex(/apikey/)) })(seen),
  isAt: ({ hostname }) => hostname.endsWith('.supabase.co'),
  removal: ({ id }, endpoint) => deleteRequest(endpoint, address(endpoint.url, [], { id: `eq.${id}` })),
};
