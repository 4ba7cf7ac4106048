/**
 * FHIR R4: a batch Bundle to the server's base (`{url}`). What it does: puts a survey response as a QuestionnaireResponse
 * with the link ids and codings of the Questionnaire that the app exports, a group for each part where a bundle has several,
 * and every other kind as a Basic resource, each under the record's own id. Both have the whole record as JSON in an extension,
 * for a response has more than FHIR has a place for (code, plan, mode, unit, checksums): so nothing is left behind. Of an
 * instrument that the sender does not know, and of background questions after an instrument that is asked alone, the answers
 * stand in the extension only. Give the endpoint the kind `response` only, where the server has no use for Basic.
 * What it does not: put the Questionnaire, or name a subject: nobody answers under a name.
 *
 * Contract (hl7.org/fhir/R4, "http.html": batch, update, update as create; ids are 1 to 64 of A-Z a-z 0-9 - .): POST of a
 * `batch` answers 200 with a `batch-response`, an entry for each in order with its own `response.status` and `outcome`. PUT
 * by id creates (201) or replaces (200), and the same again changes nothing; a server may refuse ids of clients (405, 400).
 * An update has no order: where a late older PUT must not win, let the server compare the extension `rev`.
 *
 * A tombstone is a QuestionnaireResponse of status `entered-in-error`, or a Basic with `deleted: true` in its JSON; nothing
 * is deleted, since a deleted resource (410) can no longer show which revision it was.
 */
import * as z from 'zod/mini';
import { itemsOfParts } from '../../survey/instrument/formats/fhir-answers.ts';
import type { Outcome } from '../engine/outcome.ts';
import { address, deleteRequest, getRequest, headersWith } from './asking.ts';
import type { Dialect, Probing, Reading, Sendable } from './dialect.ts';
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
  refusedOutcome,
  stored,
  unclear,
  verify,
} from './status.ts';

const mediaType = 'application/fhir+json';

const Options = z.strictObject({
  /** The canonical address of the questionnaire, with `{instrument}`, the bundle's id, and `{version}`. */
  questionnaire: z._default(z.string().check(z.minLength(1)), 'urn:kenttakirja:questionnaire:{instrument}|{version}'),
});
type Options = z.infer<typeof Options>;

const revUrl = 'urn:kenttakirja:rev';
const recordUrl = 'urn:kenttakirja:record';

/** What of a survey response this dialect reads; a response of another shape goes whole, as Basic. */
const Response = z.object({
  bundle: z.string(),
  bundleVersion: z.string(),
  language: z.string(),
  parts: z
    .array(
      z.object({
        instrument: z.string(),
        instrumentVersion: z.string(),
        answers: z.array(z.nullable(z.number())),
        several: z.optional(z.record(z.string(), z.array(z.number()))),
        texts: z.optional(z.record(z.string(), z.string())),
      }),
    )
    .check(z.minLength(1)),
});

const Entry = z.object({
  fullUrl: z.optional(z.string()),
  resource: z.optional(z.object({ id: z.string() })),
  response: z.object({ status: z.string(), location: z.optional(z.string()), outcome: z.optional(z.unknown()) }),
});
const Bundle = z.object({
  resourceType: z.literal('Bundle'),
  type: z.literal('batch-response'),
  entry: z.array(z.unknown()),
});
const OperationOutcome = z.object({ resourceType: z.literal('OperationOutcome'), issue: z.array(z.unknown()) });
const Issue = z.object({
  diagnostics: z.optional(z.string()),
  details: z.optional(z.object({ text: z.optional(z.string()) })),
});
const Resource = z.object({ id: z.string(), extension: z.array(z.unknown()) });
const Rev = z.object({ url: z.literal(revUrl), valuePositiveInt: z.int() });
const Whole = z.object({ url: z.literal(recordUrl), valueString: z.string() });

/** The type of resource that a record becomes. */
const typeOf = ({ kind, ...record }: Sendable) =>
  kind === 'response' && (record.deleted || parsed(Response, record)) ? 'QuestionnaireResponse' : 'Basic';

function resourceOf(record: Sendable, { questionnaire }: Options) {
  const { id, rev, at, kind } = record;
  const identifier = { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` };
  const extension = [
    { url: revUrl, valuePositiveInt: rev },
    { url: recordUrl, valueString: JSON.stringify(record) },
  ];
  const resourceType = typeOf(record);
  if (resourceType === 'Basic') {
    const code = { coding: [{ system: 'urn:kenttakirja:kind', code: kind }] };
    return { resourceType, id, extension, identifier: [identifier], code, created: at.slice(0, 10) };
  }
  const response = record.deleted ? undefined : parsed(Response, record);
  const base = { resourceType, id, extension, identifier, authored: at.slice(0, 10) };
  if (!response) return { ...base, status: 'entered-in-error' };
  const { bundle, bundleVersion: version, language, parts } = response;
  const filled = questionnaire.replaceAll('{instrument}', bundle).replaceAll('{version}', version);
  const item = itemsOfParts(bundle, parts);
  return { ...base, language, questionnaire: filled, status: 'completed', ...(item.length > 0 ? { item } : {}) };
}

export const dialect: Dialect<Options> = {
  name: 'fhir',
  options: Options,
  limits: { records: 100, bytes: 1_000_000 },
  namesQuestions: true,
  request(records, endpoint, options) {
    const entry = records.map((record) => ({
      resource: resourceOf(record, options),
      request: { method: 'PUT', url: `${typeOf(record)}/${record.id}` },
    }));
    const headers = headersWith(endpoint, { 'content-type': mediaType, accept: mediaType });
    const body = JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry });
    return { url: address(endpoint.url, []), method: 'POST', headers, body };
  },
  readResponse: (reply, sent) =>
    readAnswer(reply, (answer) =>
      isOk(answer) ? taken(answer, sent) : { whole: failed(answer, ...wordsIn(fromJson(z.unknown(), answer.text))) },
    ),
  lookup: (record, endpoint) => getRequest(endpoint, address(endpoint.url, [typeOf(record), record.id]), mediaType),
  readLookup: (reply, record) =>
    readHeld(reply, ({ text }) => {
      const resource = fromJson(Resource, text);
      const rev = parsedEntries(Rev, resource?.extension, 20)[0];
      // As earlier versions of the app put a response, without all that it holds: it goes again, and takes the place of that.
      if (resource && rev && parsedEntries(Whole, resource.extension, 20).length === 0) return { is: 'absent' };
      return heldAs(record, resource?.id, rev?.valuePositiveInt);
    }),
};

function taken(answer: HttpAnswer, sent: Sendable[]): Reading {
  const entries = fromJson(Bundle, answer.text)?.entry;
  // Entries are told apart by their place only: one too few and none can be believed.
  if (entries?.length !== sent.length) return { whole: unclear(answer.status) };
  return { each: sent.map(({ id }, index) => judged(parsed(Entry, entries[index]), id, answer)) };
}

function judged(entry: z.infer<typeof Entry> | undefined, id: string, answer: HttpAnswer): Outcome {
  const { response } = entry ?? {};
  const status = Number(/^\d{3}\b/.exec(response?.status ?? '')?.[0]);
  if (!response || !status) return unclear(answer.status);
  const words = wordsIn(response.outcome);
  const names = [response.location, entry?.resource?.id, entry?.fullUrl].filter((name) => name !== undefined);
  if (status === 200 || status === 201) {
    // What names no resource is looked for; what names another one says nothing of ours.
    if (names.length === 0) return verify(status);
    return names.every((name) => name.includes(id)) ? stored(status) : unclear(status);
  }
  if (status === 409 || status === 412) return verify(status, ...words);
  // In an entry these speak of the resource, not of the server's address: no ids of clients, or no such type.
  if ([404, 405, 410].includes(status)) return refusedOutcome(status, ...words);
  return failed({ ...answer, status, text: '' }, ...words);
}

function wordsIn(outcome: unknown): unknown[] {
  const issues = parsedEntries(Issue, parsed(OperationOutcome, outcome)?.issue, 10);
  return issues.map(({ diagnostics, details }) => diagnostics ?? details?.text);
}

export const pages = undefined;

export const probing: Probing = {
  recognises: ({ type, text }) => type === mediaType || /^\s*\{\s*"resourceType"\s*:/.test(text),
  removal: (record, endpoint) => deleteRequest(endpoint, address(endpoint.url, [typeOf(record), record.id])),
};
