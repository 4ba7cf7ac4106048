/**
 * CouchDB, and PouchDB Server: documents in bulk into one database (`{url}` is the database). What it does: a document per
 * record with the record's id as `_id` and our own `rev` in it. What it does not: attachments, or replication.
 *
 * Contract (CouchDB docs, "/db/_bulk_docs"): 201, or 202 while too few nodes have it, with a list of `{ok, id, rev}` or
 * `{id, error, reason}`, in any order; one bad document can refuse all with 400. `conflict` says only that something is
 * there. PouchDB Server says even of who did not sign in 201, and `unauthorized` of each document.
 *
 * Revisions: CouchDB replaces a document only for who names its `_rev`. So a record is first sent without one, which makes
 * a new document or conflicts; after a conflict the document is looked at, and only when it holds an older `rev` of ours is
 * it replaced, by the `_rev` that was seen. What another writes in between conflicts again. So no older revision can
 * overwrite a newer one, nor an edit that was made at the endpoint. `new_edits: false` with revisions of our own would spare
 * the look, but takes any history, answers success with an empty list, and turns such an edit into a hidden conflict.
 *
 * A tombstone is a document with `deleted: true`, not `_deleted`: that one reads as if it had never been there, and a late
 * older revision would bring it back. What someone deletes at the endpoint, CouchDB tells from what never was there; PouchDB
 * Server does not.
 */
import * as z from 'zod/mini';
import type { EndpointConfig } from '../../setup/endpoint.ts';
import { asTold } from '../../store/kind.ts';
import type { Outcome } from '../engine/outcome.ts';
import type { HttpRequest } from '../engine/send.ts';
import { address, deleteRequest, getRequest, jsonRequest, sortedJson } from './asking.ts';
import type { Dialect, Held, Pages, Probing, Reading, Sendable } from './dialect.ts';
import { readHeldMany } from './held-many.ts';
import { Read, recordIn } from './shown.ts';
import { says, some, text } from './signs.ts';
import {
  byId,
  failed,
  fromJson,
  gone,
  type HttpAnswer,
  heldAs,
  isOk,
  parsedEntries,
  readAnswer,
  readHeld,
  refusedOutcome,
  stored,
  unclear,
  verify,
} from './status.ts';

const Options = z.strictObject({ read: Read });
type Options = z.infer<typeof Options>;
const Result = z.object({
  id: z.string(),
  ok: z.optional(z.literal(true)),
  rev: z.optional(z.string()),
  error: z.optional(z.string()),
  reason: z.optional(z.nullable(z.string())),
});
const Doc = z.looseObject({ _id: z.string(), _rev: z.string(), rev: z.number() });
const Row = z.object({
  key: z.string(),
  error: z.optional(z.string()),
  value: z.nullish(z.object({ deleted: z.optional(z.boolean()) })),
  doc: z.nullish(Doc),
});
const Trouble = z.object({ error: z.string(), reason: z.nullish(z.string()) });

const Rows = z.object({ rows: z.array(z.unknown()) });

const bulk = (endpoint: EndpointConfig, docs: unknown[]): HttpRequest =>
  jsonRequest(endpoint, 'POST', address(endpoint.url, ['_bulk_docs']), { docs });

const docOf = (record: Sendable) => ({ _id: record.id, ...record });

export const dialect: Dialect<Options> = {
  name: 'couchdb',
  options: Options,
  isShown: true,
  limits: { records: 500, bytes: 2_000_000 },
  request: (records, endpoint) => bulk(endpoint, records.map(docOf)),
  readResponse: (reply, sent) =>
    readAnswer(reply, (answer) => {
      if (isOk(answer)) return taken(answer, sent);
      const { error, reason } = fromJson(Trouble, answer.text) ?? {};
      return { whole: failed(answer, error, reason) };
    }),
  lookup: ({ id }, endpoint) => getRequest(endpoint, address(endpoint.url, [id])),
  readLookup(reply, record) {
    const held = readHeld(reply, ({ text }) => {
      const doc = fromJson(Doc, text);
      const more = { version: doc?._rev, deleted: doc?.deleted, differs: doc && isAnother(doc, record) };
      return heldAs(record, doc?._id, doc?.rev, more);
    });
    return held.is === 'absent' && reply.is === 'answer' ? missing(reply) : held;
  },
  lookupLimit: 200,
  lookupMany: (keys, endpoint) =>
    jsonRequest(endpoint, 'POST', address(endpoint.url, ['_all_docs'], { include_docs: 'true' }), { keys }),
  readLookupMany: (reply, ids) =>
    readHeldMany(reply, ({ text }) => {
      const rows = fromJson(Rows, text)?.rows;
      const byKey = byId(
        parsedEntries(Row, rows, 2 * ids.length),
        ({ key }) => key,
        (row) => JSON.stringify(row),
      );
      return rows && ids.map((id) => heldInRow(id, byKey.get(id)));
    }),
  amend(record, held, endpoint) {
    if (held.is === 'absent') return bulk(endpoint, [docOf(record)]);
    if (held.is !== 'held' || held.version === undefined) return undefined;
    return bulk(endpoint, [{ ...docOf(record), _rev: held.version }]);
  },
};

/** What a 404 is about: one status for a document, for one that was deleted, and for the database. */
function missing({ text }: HttpAnswer): Held {
  const { error, reason } = fromJson(Trouble, text) ?? {};
  if (reason === 'missing') return { is: 'absent' };
  // Someone who may has deleted it at the endpoint (F39).
  if (reason === 'deleted') return { is: 'failed', outcome: gone(404, error, reason) };
  return { is: 'failed', outcome: { is: 'not-the-endpoint', trouble: 'wrong-address', status: 404 } };
}

/**
 * The same revision with other content: two phones made it. A newer shape of the same record is not another one, and what
 * the endpoint adds to a document is its own.
 */
function isAnother(doc: z.infer<typeof Doc>, record: Sendable): boolean {
  if (doc.rev !== record.rev || doc.v !== record.v) return false;
  // A day, or a quarter of an hour, of which an earlier version of the app told the time is that one.
  const there: Record<string, unknown> = asTold({ ...doc, kind: record.kind, at: String(doc.at) });
  return Object.entries(record).some(([name, value]) => sortedJson(there[name]) !== sortedJson(value));
}

/** A document that was deleted is a row without an error, and without the document. */
function heldInRow(id: string, row: z.infer<typeof Row> | undefined): Held {
  if (row?.error === 'not_found') return { is: 'absent' };
  if (row?.value?.deleted) return { is: 'failed', outcome: gone(200, 'deleted') };
  return heldAs({ id }, row?.doc?._id, row?.doc?.rev, { deleted: row?.doc?.deleted });
}

function taken({ status, text }: HttpAnswer, sent: Sendable[]): Reading {
  const list = fromJson(z.array(z.unknown()), text);
  const entries = parsedEntries(Result, list, 2 * sent.length);
  // It speaks of who asks and not of a document: all of them wait, and the person is asked once (F41).
  if (entries.some(({ error }) => error === 'unauthorized')) return { whole: { is: 'sign-in', status: 401 } };
  const results = byId(
    entries,
    ({ id }) => id,
    ({ ok, error }) => `${ok} ${error}`,
  );
  return { each: sent.map(({ id }) => judged(results.get(id), status)) };
}

function judged(result: z.infer<typeof Result> | undefined, status: number): Outcome {
  if (!result) return unclear(status);
  const { ok, rev, error, reason } = result;
  if (error === undefined && ok && rev) return status === 202 ? verify(status) : stored(status);
  switch (error) {
    case undefined:
      return unclear(status);
    case 'conflict':
      return verify(status, error, reason);
    case 'forbidden': // A validation function of the database.
      return refusedOutcome(status, error, reason);
    default:
      return { is: 'later', trouble: 'server-error', status };
  }
}

const Changes = z.object({ results: z.array(z.unknown()), last_seq: z.union([z.number(), z.string()]) });
const Change = z.object({ id: z.string(), deleted: z.optional(z.boolean()), doc: z.optional(z.unknown()) });

/** The feed of changes has each document once, where it was last written: an edit is behind what it edits. */
export const pages: Pages<Options> = {
  limit: 500,
  isLog: true,
  request: ({ from, limit }, endpoint) =>
    getRequest(
      endpoint,
      address(endpoint.url, ['_changes'], { since: String(from), limit: String(limit), include_docs: 'true' }),
    ),
  bare: ({ from }, endpoint) =>
    getRequest(endpoint, address(endpoint.url, ['_changes'], { since: String(from), limit: '1' })),
  read({ text }) {
    const { results, last_seq } = fromJson(Changes, text) ?? {};
    if (!results || last_seq === undefined) return undefined;
    // What was deleted at the endpoint tells no revision of ours, and the database's own rules are no records.
    const docs = parsedEntries(Change, results, results.length).filter(
      ({ id, deleted }) => !deleted && !id.startsWith('_design/'),
    );
    return { records: docs.map(({ id, doc = { id } }) => recordIn(doc)), next: last_seq, isLast: results.length === 0 };
  },
};

export const probing: Probing = {
  recognises: (seen) =>
    says({ couchdb: z.literal('Welcome') })(seen) ||
    says({ 'express-pouchdb': text })(seen) ||
    says({ db_name: text, update_seq: some })(seen) ||
    says({ error: z.enum(['not_found', 'unauthorized', 'forbidden']), reason: text })(seen),
  removal: ({ id }, endpoint, held) =>
    held?.is === 'held' && held.version
      ? deleteRequest(endpoint, address(endpoint.url, [id], { rev: held.version }))
      : undefined,
};
