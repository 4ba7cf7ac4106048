import { describe, expect, test } from 'vitest';
import { dialect } from '../../src/delivery/dialects/fhir.ts';
import { answer, bodyOf, endpoint, one, response, stored, tombstone } from './dialect-support.ts';

const at = endpoint('https://fhir.example.org/r4');
const options = dialect.options.parse({});
const sent = [response, one];
const read = (reply: Parameters<typeof dialect.readResponse>[0]) => dialect.readResponse(reply, sent, at, options);
const bundle = (...responses: object[]) =>
  answer(200, {
    resourceType: 'Bundle',
    type: 'batch-response',
    entry: responses.map((inner) => ({ response: inner })),
  });
const outcome = (diagnostics: string) => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', diagnostics }],
});
const identifierOf = (id: string) => ({ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` });
const whole = (record: object) => ({ url: 'urn:kenttakirja:record', valueString: JSON.stringify(record) });
const rev = (valuePositiveInt: number) => ({ url: 'urn:kenttakirja:rev', valuePositiveInt });

describe('a FHIR server is asked', () => {
  test('for a batch: survey responses as QuestionnaireResponse, other kinds whole as Basic, under their own ids', () => {
    const ask = dialect.request(sent, at, options);
    expect(ask).toMatchObject({
      method: 'POST',
      url: 'https://fhir.example.org/r4',
      headers: { 'content-type': 'application/fhir+json' },
    });
    expect(bodyOf(ask)).toEqual({
      resourceType: 'Bundle',
      type: 'batch',
      entry: [
        {
          request: { method: 'PUT', url: `QuestionnaireResponse/${response.id}` },
          resource: {
            resourceType: 'QuestionnaireResponse',
            id: response.id,
            extension: [rev(1), whole(response)],
            identifier: identifierOf(response.id),
            authored: '2026-11-21',
            language: 'fi',
            questionnaire: 'urn:kenttakirja:questionnaire:esis|1',
            status: 'completed',
            item: [
              { linkId: 's1', answer: [{ valueCoding: { system: 'urn:kenttakirja:choices', code: '5' } }] },
              { linkId: 's2' },
              { linkId: 's3', answer: [{ valueCoding: { system: 'urn:kenttakirja:choices', code: '1' } }] },
              ...['s4', 's5', 's6', 's7', 's8', 's9', 's10'].map((linkId) => ({ linkId })),
            ],
          },
        },
        {
          request: { method: 'PUT', url: `Basic/${one.id}` },
          resource: {
            resourceType: 'Basic',
            id: one.id,
            extension: [rev(1), { url: 'urn:kenttakirja:record', valueString: JSON.stringify(one) }],
            identifier: [identifierOf(one.id)],
            code: { coding: [{ system: 'urn:kenttakirja:kind', code: 'encounter' }] },
            created: '2026-11-21',
          },
        },
      ],
    });
  });

  test('with ids that FHIR allows', () => {
    for (const { id } of sent) expect(id).toMatch(/^[A-Za-z0-9.-]{1,64}$/);
  });

  test('with a tombstone as a resource that says so, never as a deletion', () => {
    const { bundle: _b, bundleVersion: _v, parts: _p, ...rest } = response;
    const entries = bodyOf(dialect.request([{ ...rest, rev: 2, deleted: true }, tombstone], at, options));
    expect(entries).toMatchObject({
      entry: [
        {
          request: { method: 'PUT' },
          resource: { status: 'entered-in-error', extension: [rev(2), expect.anything()] },
        },
        { request: { method: 'PUT' }, resource: { resourceType: 'Basic' } },
      ],
    });
    expect(JSON.stringify(entries)).toContain('\\"deleted\\":true');
  });

  test('with a response of another shape whole, as Basic', () => {
    const odd = { ...response, parts: [{ answers: ['a'] }] };
    expect(bodyOf(dialect.request([odd], at, options))).toMatchObject({
      entry: [{ resource: { resourceType: 'Basic' } }],
    });
  });
});

describe('a FHIR server answers', () => {
  const there = `Basic/${one.id}`;

  test('a success that names no resource is looked for', () => {
    expect(read(bundle({ status: '200' }, { status: '201', location: there }))).toEqual({
      each: [{ is: 'verify', status: 200 }, stored(201)],
    });
  });

  test('F5: a status for each entry, in order; the same again is 200 (F9)', () => {
    const location = `QuestionnaireResponse/${response.id}/_history/1`;
    expect(read(bundle({ status: '201 Created', location }, { status: '200', location: there }))).toEqual({
      each: [stored(201), stored(200)],
    });
    expect(
      read(
        bundle(
          { status: '422 Unprocessable', outcome: outcome('no such code') },
          { status: '200 OK', location: there },
        ),
      ),
    ).toEqual({
      each: [{ is: 'refused', trouble: 'rejected', status: 422, words: 'no such code' }, stored(200)],
    });
  });

  test.each([
    ['ids of clients are not taken', { status: '405', outcome: outcome('x') }, { is: 'refused', words: 'x' }],
    ['another version', { status: '409 Conflict' }, { is: 'verify', status: 409 }],
    ['F8: no rights', { status: '403' }, { is: 'sign-in' }],
    ['a fault', { status: '500' }, { is: 'later', trouble: 'server-error' }],
    ['too many', { status: '429' }, { is: 'later', trouble: 'busy' }],
    ['another resource', { status: '201', location: 'Basic/other' }, { is: 'later', trouble: 'unclear-answer' }],
    ['words only', { status: 'created' }, { is: 'later', trouble: 'unclear-answer' }],
    ['accepted, not stored (F16)', { status: '202' }, { is: 'later', trouble: 'unclear-answer' }],
    ['nothing', {}, { is: 'later', trouble: 'unclear-answer' }],
  ])('an entry: %s', (_, inner, expected) => {
    expect(read(bundle(inner, { status: '200', location: there }))).toMatchObject({ each: [expected, stored(200)] });
  });

  test('one entry too few, or another kind of answer, proves nothing', () => {
    const unclear = { whole: { is: 'later', trouble: 'unclear-answer', status: 200 } };
    expect(read(bundle({ status: '201' }))).toEqual(unclear);
    expect(read(answer(200, { resourceType: 'Bundle', type: 'batch', entry: [] }))).toEqual(unclear);
  });

  test('a batch that is refused as a whole, with the server’s words', () => {
    expect(read(answer(400, outcome('bad bundle')))).toMatchObject({ whole: { is: 'refused', words: 'bad bundle' } });
  });
});

test('a look finds the revision; a resource that was deleted there is not brought back (F39)', () => {
  expect(dialect.lookup?.(response, at, options)).toMatchObject({
    url: `https://fhir.example.org/r4/QuestionnaireResponse/${response.id}`,
    headers: { accept: 'application/fhir+json' },
  });
  const found = (status: number, body: unknown) => dialect.readLookup?.(answer(status, body), response, at, options);
  const extension = [{ url: 'x' }, rev(2), whole(response)];
  expect(found(200, { id: response.id, extension })).toEqual({ is: 'held', rev: 2 });
  const before = { id: response.id, extension: [rev(2)] };
  expect(found(200, before), 'put by an earlier version, without all that it holds').toEqual({ is: 'absent' });
  expect(found(200, { id: response.id })).toEqual({ is: 'unclear' });
  expect(found(404, outcome('x'))).toEqual({ is: 'absent' });
  expect(found(410, outcome('x'))).toMatchObject({ is: 'failed', outcome: { is: 'refused', status: 410 } });
});
