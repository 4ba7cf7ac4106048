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
import type { Outcome } from '../outcome.ts';
import type { Ask } from '../send.ts';
import { address, askFor, askJson } from './asking.ts';
import type { Dialect, Held, Reading, Sendable } from './dialect.ts';
import {
  type Answer,
  entriesOf,
  failed,
  fromJson,
  heldAs,
  isOk,
  readAnswer,
  readHeld,
  refused,
  stored,
  unclear,
  verify,
} from './status.ts';

const Options = z.strictObject({});
const Result = z.object({
  id: z.string(),
  ok: z.optional(z.literal(true)),
  rev: z.optional(z.string()),
  error: z.optional(z.string()),
  reason: z.optional(z.nullable(z.string())),
});
const Doc = z.object({ _id: z.string(), _rev: z.string(), rev: z.number() });
const Trouble = z.object({ error: z.string(), reason: z.nullish(z.string()) });

const bulk = (endpoint: EndpointConfig, docs: unknown[]): Ask =>
  askJson(endpoint, 'POST', address(endpoint.url, ['_bulk_docs']), { docs });

const docOf = (record: Sendable) => ({ _id: record.id, ...record });

export const dialect: Dialect<z.infer<typeof Options>> = {
  name: 'couchdb',
  options: Options,
  limits: { records: 500, bytes: 2_000_000 },
  ask: (records, endpoint) => bulk(endpoint, records.map(docOf)),
  read: (reply, sent) =>
    readAnswer(reply, (answer) => {
      if (isOk(answer)) return taken(answer, sent);
      const { error, reason } = fromJson(Trouble, answer.text) ?? {};
      return { whole: failed(answer, error, reason) };
    }),
  look: ({ id }, endpoint) => askFor(endpoint, address(endpoint.url, [id])),
  found(reply, record) {
    const held = readHeld(reply, ({ text }) => {
      const doc = fromJson(Doc, text);
      return heldAs(record, doc?._id, doc?.rev, doc?._rev);
    });
    return held.is === 'absent' && reply.is === 'answer' ? missing(reply) : held;
  },
  amend(record, held, endpoint) {
    if (held.is === 'absent') return bulk(endpoint, [docOf(record)]);
    if (held.is !== 'held' || held.version === undefined) return undefined;
    return bulk(endpoint, [{ ...docOf(record), _rev: held.version }]);
  },
};

/** What a 404 is about: one status for a document, for one that was deleted, and for the database. */
function missing({ text }: Answer): Held {
  const { error, reason } = fromJson(Trouble, text) ?? {};
  if (reason === 'missing') return { is: 'absent' };
  // Someone who may has deleted it at the endpoint (F39).
  if (reason === 'deleted') return { is: 'failed', outcome: refused(404, error, reason) };
  return { is: 'failed', outcome: { is: 'not-the-endpoint', trouble: 'wrong-address', status: 404 } };
}

function taken({ status, text }: Answer, sent: Sendable[]): Reading {
  const list = fromJson(z.array(z.unknown()), text);
  const results = new Map(entriesOf(Result, list, 2 * sent.length).map((result) => [result.id, result]));
  // It speaks of who asks and not of a document: all of them wait, and the person is asked once (F41).
  if ([...results.values()].some(({ error }) => error === 'unauthorized')) {
    return { whole: { is: 'sign-in', status: 401 } };
  }
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
      return refused(status, error, reason);
    default:
      return { is: 'later', trouble: 'server-error', status };
  }
}
