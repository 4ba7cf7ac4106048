/**
 * KoboToolbox: one submission a request (`{url}` is `https://kc.…/submission`, or `/<user>/submission`). What it does: sends
 * a record as a submission to one form, and a later revision as an edit of it. What it does not: make the form, send files.
 * The form has the text questions id, kind, rev, at, v, unit, device, deleted and body (the kind's own fields as JSON).
 *
 * Contract (OpenRosa form submission; KoboToolbox's open source, `openrosa/libs/utils/logger_tools.py`): 201 with the
 * `instanceID`; 202 when the very same XML is there; 409 when the id is there with other content; 423 while the same id is
 * being stored; 402 over the owner's limit; 405 while the form or account is not active; errors as `{error}`.
 *
 * The duplicate test is a hash of XML made from our JSON, so keys stand in one order, whatever order the record has. The
 * first revision is `uuid:<id>`; each later one has an id derived from it and names the one before as `deprecatedID`. Where
 * that one never went out, KoboToolbox takes the submission for a new one, or refuses it by `rootUuid` with 409 where an
 * older one is there (releases since 2024); `data` then lets the newest be found and named. A tombstone is an edit with
 * `deleted` true.
 */
import * as z from 'zod/mini';
import { Address } from '../../setup/address.ts';
import type { EndpointConfig } from '../../setup/endpoint.ts';
import type { HttpRequest } from '../engine/send.ts';
import { address, getRequest, jsonRequest, rowOf, sortedJson } from './asking.ts';
import type { Dialect, Probing, Sendable } from './dialect.ts';
import { says, text } from './signs.ts';
import {
  failed,
  forOne,
  fromJson,
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

const Options = z.strictObject({
  /** The form's id_string (the project's uid). */
  form: z.string().check(z.regex(/^[A-Za-z_][\w.-]{0,99}$/)),
  /** Where submissions are read: `https://kf.…/api/v2/assets/<uid>/data/`. Without it a 409 can only be refused. */
  data: z.optional(Address),
});
type Options = z.infer<typeof Options>;

const Taken = z.object({ instanceID: z.string() });
const Trouble = z.object({ error: z.string() });
const Found = z.object({ results: z.array(z.unknown()) });
const Row = z.object({
  id: z.string(),
  rev: z.coerce.number(),
  _uuid: z.string(),
  deleted: z.optional(z.string()),
});

/** A UUID of a revision: the record's own for the first, else with the revision written over its first eight digits. */
const uuidOf = ({ id }: Sendable, rev: number) =>
  rev === 1 ? id : rev.toString(16).padStart(8, '0').slice(-8) + id.slice(8);

function submission(
  record: Sendable,
  deprecated: string | undefined,
  endpoint: EndpointConfig,
  { form }: Options,
): HttpRequest {
  const { body, ...envelope } = rowOf(record);
  const edit = deprecated ? { deprecatedID: `uuid:${deprecated}`, rootUuid: `uuid:${record.id}` } : {};
  const meta = { instanceID: `uuid:${uuidOf(record, record.rev)}`, ...edit };
  const texts = Object.fromEntries(Object.entries(envelope).map(([name, value]) => [name, String(value)]));
  return jsonRequest(endpoint, 'POST', endpoint.url, {
    id: form,
    submission: { ...texts, body: sortedJson(body), meta },
  });
}

export const dialect: Dialect<Options> = {
  name: 'kobotoolbox',
  options: Options,
  limits: { records: 1, bytes: 500_000 },
  request: ([record], endpoint, options) =>
    submission(record!, record!.rev > 1 ? uuidOf(record!, record!.rev - 1) : undefined, endpoint, options),
  readResponse: (reply, sent, _, { data }) =>
    readAnswer(reply, (answer) => {
      const { status, text } = answer;
      const error = fromJson(Trouble, text)?.error;
      if (status === 202 && error) return forOne(sent, { is: 'delivered', status, proof: 'duplicate' });
      if (isOk(answer)) {
        const isOurs = fromJson(Taken, text)?.instanceID === `uuid:${uuidOf(sent[0]!, sent[0]!.rev)}`;
        return forOne(sent, isOurs ? stored(status) : unclear(status));
      }
      if (status === 409) return forOne(sent, data ? verify(status, error) : refusedOutcome(status, error));
      // Over its limit, or not active: the form's owner can mend that, the record is not at fault.
      if (status === 402 || (status === 405 && error)) return forOne(sent, { is: 'later', trouble: 'busy', status });
      return forOne(sent, failed(answer, error));
    }),
  lookup: ({ id }, endpoint, { data }) =>
    getRequest(endpoint, address(data ?? endpoint.url, [], { query: JSON.stringify({ id }) })),
  readLookup: (reply, record, _, { data }) =>
    data === undefined
      ? { is: 'unclear' }
      : readHeld(reply, ({ text }) => {
          const results = fromJson(Found, text)?.results;
          if (results?.length === 0) return { is: 'absent' };
          const rows = parsedEntries(Row, results, 100).filter(({ id }) => id === record.id);
          const newest = rows.sort((a, b) => b.rev - a.rev)[0];
          return heldAs(record, newest?.id, newest?.rev, {
            version: newest?._uuid,
            deleted: newest?.deleted === 'true',
          });
        }),
  canLookUp: (_, { data }) => data !== undefined,
  amend: (record, held, endpoint, options) =>
    held.is === 'held' && held.version ? submission(record, held.version, endpoint, options) : undefined,
};

export const pages = undefined;

export const probing: Probing = {
  recognises: (seen, url) => /\/submission\/?$/.test(url) && says({ detail: text })(seen),
};
