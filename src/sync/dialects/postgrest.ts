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
 * `body: 'json'` needs the columns id uuid primary key, kind, rev, at, v, unit, device, deleted boolean, body jsonb. With
 * `flat` each field of the kind is a column of its own, which must take null: an upsert leaves alone what is not sent, so
 * what a record lacks is sent as null. A tombstone is an upsert with `deleted` true.
 */
import * as z from 'zod/mini';
import type { Outcome } from '../outcome.ts';
import { address, askFor, askJson, rowOf, withEveryField } from './asking.ts';
import type { Dialect, Reading, Sendable } from './dialect.ts';
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
  verify,
} from './status.ts';

const Options = z.strictObject({ body: z._default(z.enum(['json', 'flat']), 'json') });
const Row = z.object({ id: z.string(), rev: z.number() });
const Trouble = z.object({
  code: z.nullish(z.string()),
  message: z.nullish(z.string()),
  details: z.nullish(z.string()),
});

export const dialect: Dialect<z.infer<typeof Options>> = {
  name: 'postgrest',
  options: Options,
  limits: { records: 500, bytes: 1_000_000 },
  parentsFirst: true,
  ask(records, endpoint, { body }) {
    const url = address(endpoint.url, [], { on_conflict: 'id', select: 'id,rev' });
    const ask = askJson(endpoint, 'POST', url, body === 'json' ? records.map(rowOf) : sameKeys(records));
    ask.headers.prefer = 'resolution=merge-duplicates,return=representation';
    return ask;
  },
  read: (reply, sent) =>
    readAnswer(reply, (answer) => (isOk(answer) ? taken(answer, sent) : { whole: rejected(answer, sent.length) })),
  look: ({ id }, endpoint) => askFor(endpoint, address(endpoint.url, [], { id: `eq.${id}`, select: 'id,rev' })),
  found: (reply, record) =>
    readHeld(reply, ({ text }) => {
      const rows = fromJson(z.array(z.unknown()), text);
      if (rows?.length === 0) return { is: 'absent' };
      const row = entriesOf(Row, rows, 10).find(({ id }) => id === record.id);
      return heldAs(record, row?.id, row?.rev);
    }),
};

function taken({ status, text }: Answer, sent: Sendable[]): Reading {
  const rows = fromJson(z.array(z.unknown()), text);
  if (!rows) return { whole: verify(status) };
  const revs = new Map(entriesOf(Row, rows, 2 * sent.length).map(({ id, rev }) => [id, rev]));
  return { each: sent.map(({ id, rev }) => (revs.get(id) === rev ? stored(status) : verify(status))) };
}

function rejected(answer: Answer, count: number): Outcome {
  const { status } = answer;
  const { code, message, details } = fromJson(Trouble, answer.text) ?? {};
  // One row refuses the whole list, also by a row's own policy (403) or as the same id twice (500): look for it (F10).
  const isOneRow = code === '21000' || code === '42501' || status === 409;
  if (isOneRow && count > 1 && status !== 401) return refused(status, code, message, details);
  // Alone, these may speak of this row or of everything (F8, F9): what is there tells.
  if (code === '23505' || (code === '42501' && status === 403)) return verify(status, code, message, details);
  return failed(answer, code, message, details);
}

/** The records with every column that any of them has: PostgREST takes the columns of a list from its first row. */
function sameKeys(records: Sendable[]): Record<string, unknown>[] {
  const rows = records.map((record) => ({ deleted: false, ...withEveryField(record) }) as Record<string, unknown>);
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null])));
}
