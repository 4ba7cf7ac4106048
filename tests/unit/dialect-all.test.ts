import { describe, expect, test } from 'vitest';
import { dialects } from '../../src/delivery/dialects/all.ts';
import { dhis2Uid } from '../../src/delivery/dialects/dhis2.ts';
import type { Dialect, Sendable } from '../../src/delivery/dialects/dialect.ts';
import type { Outcome } from '../../src/delivery/engine/outcome.ts';
import type { HttpResponse } from '../../src/delivery/engine/send.ts';
import { fc } from '../support/property.ts';
import { answer, endpoint, one, response, tombstone, two } from './dialect-support.ts';

const uids = { program: 'IpHINAT79UW', programStage: 'A03MvHHogjR', orgUnit: 'DiszpKrYNg8' };

/** The settings that have no default; a few dialects also under other settings. */
const settings: Record<string, Record<string, unknown>[]> = {
  plain: [
    {},
    { answers: 'status' },
    { body: 'single', look: '/api/records/{id}' },
    {
      results: { at: '', rev: null, status: 'ok', stored: [true], errors: ['error'] },
      success: { at: 'ok', is: true },
    },
  ],
  'rest-put': [{}, { proof: 'status' }],
  postgrest: [{}, { proof: 'status' }],
  dhis2: [{ ...uids, dataElements: { rev: 'qrur9Dvnyt5', record: 'oZg33kd9taw' } }],
  kobotoolbox: [{ form: 'aForm', data: 'https://kf.example.org/api/v2/assets/aForm/data/' }, { form: 'aForm' }],
};

const cases = [...dialects.values()].flatMap((dialect) =>
  (settings[dialect.name] ?? [{}]).map((options): [string, Dialect, unknown] => [
    `${dialect.name} ${JSON.stringify(options).slice(0, 60)}`,
    dialect,
    dialect.options.parse(options),
  ]),
);

test('those whose records are read back say so: a device tells them first whom it has told alone', async () => {
  for (const { name, isShown } of dialects.values()) {
    const { pages } = await import(`../../src/delivery/dialects/${name}.ts`);
    expect(isShown === true, name).toBe(pages !== undefined);
  }
});

const at = endpoint('https://example.org/x');
const all = [one, two, response, tombstone];

/** What each kind of endpoint says of records that it took: text that is nearly right for the other dialects too. */
const goodTexts = (sent: Sendable[]) => [
  { results: sent.map(({ id, rev }) => ({ id, rev, status: 'stored' })) },
  sent.map(({ id, rev }) => ({ id, rev, ok: true })),
  sent.map(({ id }) => ({ id, ok: true, rev: '1-abc' })),
  { data: sent.map(({ id, rev }) => ({ id, rev })) },
  { errors: false, items: sent.map(({ id }) => ({ index: { _id: id, status: 201 } })) },
  { resourceType: 'Bundle', type: 'batch-response', entry: sent.map(() => ({ response: { status: '201 Created' } })) },
  {
    resourceType: 'Bundle',
    type: 'batch-response',
    entry: sent.map(({ id }) => ({ response: { status: '201 Created', location: `Basic/${id}` } })),
  },
  {
    validationReport: { errorReports: [] },
    bundleReport: { typeReportMap: { EVENT: { objectReports: sent.map((record) => ({ uid: dhis2Uid(record) })) } } },
  },
  ...sent.map((record) => record),
  ...sent.map(({ id, rev }) => ({ data: { id, attributes: { rev } } })),
  ...sent.map(({ id, rev }) => ({ _id: id, _rev: '1-a', rev, found: true, _source: { rev } })),
  ...sent.map(({ id }) => ({ instanceID: `uuid:${id}` })),
  ...sent.map(({ id, rev }) => ({ count: 1, results: [{ id, rev: String(rev), _uuid: id }] })),
  ...sent.map(({ id, rev }) => ({ id, extension: [{ url: 'urn:kenttakirja:rev', valuePositiveInt: rev }] })),
  { error: 'conflict', reason: 'deleted' },
  { ok: true },
  [],
];

const anyText = (sent: Sendable[]) => {
  const good = goodTexts(sent).map((value) => JSON.stringify(value));
  return fc.oneof(
    fc.constantFrom(...good),
    fc.constantFrom(...good.map((text) => text.slice(0, -3))),
    fc.json(),
    fc.string(),
    fc.constantFrom('', '<html>', '<script>alert(1)</script>', 'null', '[]', '{}', '[null]', '{"data":[[]]}', '"ok"'),
  );
};
const anyReply = (sent: Sendable[]): fc.Arbitrary<HttpResponse> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom<HttpResponse>({ is: 'none' }, { is: 'redirected' }) },
    {
      weight: 12,
      arbitrary: fc.record({
        is: fc.constant('answer' as const),
        status: fc.oneof(
          fc.constantFrom(200, 201, 202, 204, 400, 403, 404, 409, 410, 500),
          fc.integer({ min: 100, max: 599 }),
        ),
        type: fc.constantFrom('application/json', 'text/html', 'text/plain', ''),
        text: anyText(sent),
      }),
    },
  );

/** Made once: every kind of endpoint is asked about the same. */
const some = [[one], [two], [response], [one, two], [one, response], [two, response], [one, two, response]];
const anySent = fc.oneof(...some.map((sent) => fc.tuple(fc.constant(sent), anyReply(sent))));
const anyLooked = fc.oneof(...all.map((record) => fc.tuple(fc.constant(record), anyReply([record]))));

const mayProve = (reply: HttpResponse) =>
  reply.is === 'answer' &&
  reply.status >= 200 &&
  reply.status < 300 &&
  reply.type !== 'text/html' &&
  !reply.text.trimStart().startsWith('<');

describe.each(cases)('%s', (_, dialect, options) => {
  const outcomes = (reply: HttpResponse, sent: Sendable[]): Outcome[] => {
    const reading = dialect.readResponse(reply, sent, at, options);
    return 'each' in reading ? reading.each : sent.map(() => reading.whole);
  };

  test('F1, F5, F9: whatever comes back, nothing throws, every record has an outcome, and only a 2xx can deliver', () => {
    fc.assert(
      fc.property(anySent, ([sent, reply]) => {
        const each = outcomes(reply, sent);
        expect(each).toHaveLength(sent.length);
        for (const [index, outcome] of each.entries()) {
          if (outcome.is !== 'delivered') continue;
          expect(mayProve(reply)).toBe(true);
          if (outcome.proof === 'accepted' || reply.is !== 'answer') continue;
          // No record is stored on the word of an answer that does not name it; a duplicate may be told by status.
          const { id } = sent[index]!;
          const names = [id, dhis2Uid({ id }), id.slice(8)];
          if (outcome.proof === 'stored') expect(names.some((name) => reply.text.includes(name))).toBe(true);
        }
        for (const outcome of each) if ('words' in outcome) expect(outcome.words?.length).toBeLessThanOrEqual(500);
      }),
      { numRuns: 400 },
    );
  });

  test('F30: whatever a look brings back, nothing throws, and only a 2xx can say that a record is held', () => {
    fc.assert(
      fc.property(anyLooked, ([record, reply]) => {
        const held = dialect.readLookup?.(reply, record, at, options);
        if (held?.is !== 'held') return;
        expect(mayProve(reply)).toBe(true);
        expect(held.rev).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 400 },
    );
  });

  test.each([
    ['nested 100,000 deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['nested deep in objects', `${'{"data":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
    ['4 MB of nothing', `[${'0,'.repeat(2_000_000)}0]`],
    ['4 MB of blanks', ' '.repeat(4_000_000)],
    [
      'names of the language',
      '{"__proto__":{"status":"stored"},"constructor":1,"toString":2,"results":{"__proto__":[]}}',
    ],
  ])('a hostile answer, %s, delivers nothing and takes no long time', (_, text) => {
    for (const status of [200, 400]) {
      for (const outcome of outcomes(answer(status, text), [one])) {
        if (outcome.is === 'delivered') expect(outcome.proof).toBe('accepted');
      }
      expect(dialect.readLookup?.(answer(status, text), one, at, options).is).not.toBe('held');
    }
  });

  test('the endpoint’s words are kept as text and cut to 500 characters', () => {
    const text = `no: <script>alert(1)</script> ${'x'.repeat(5000)}`;
    const [outcome] = outcomes(answer(422, text, 'text/plain'), [one]);
    expect(outcome).toMatchObject({ status: 422, words: text.slice(0, 500) });
    // Where it can be read back, a no may mean that it is there.
    expect(['refused', 'verify']).toContain(outcome?.is);
  });

  test.each<[string, HttpResponse, object]>([
    ['no answer', { is: 'none' }, { is: 'later', trouble: 'no-answer' }],
    ['F1: a redirect', { is: 'redirected' }, { is: 'not-the-endpoint', trouble: 'redirected' }],
    ['F1: a web page', answer(200, '<!doctype html>', 'text/html'), { is: 'not-the-endpoint', trouble: 'web-page' }],
    ['F1: a page that says JSON', answer(200, ' <html>'), { is: 'not-the-endpoint', trouble: 'web-page' }],
    ['F3: 401', answer(401, ''), { is: 'sign-in', status: 401 }],
    ['a network’s sign-in, 511', answer(511, ''), { is: 'not-the-endpoint', trouble: 'web-page' }],
    ['F14: 423', answer(423, ''), { is: 'later', trouble: 'busy' }],
    ['F15: 429 with a time', answer(429, '', '', 30_000), { is: 'later', trouble: 'busy', after: 30_000 }],
    ['F20: 408', answer(408, ''), { is: 'later', trouble: 'busy' }],
    ['F4: 500', answer(500, '<p>', 'text/html'), { is: 'later', trouble: 'server-error' }],
    ['F4: 503', answer(503, ''), { is: 'later', trouble: 'busy' }],
    ['F20: 504', answer(504, ''), { is: 'later', trouble: 'server-error' }],
    ['F11: 413', answer(413, ''), { is: 'refused', trouble: 'too-large' }],
    ['F20: 405', answer(405, ''), { is: 'not-the-endpoint', trouble: 'wrong-address' }],
  ])('%s', (_, reply, expected) => {
    const [outcome] = outcomes(reply, [one]);
    // Where it can be read back, even a fault may have stored it first.
    if (outcome?.is === 'verify') expect(outcome.status).toBe(500);
    else expect(outcome).toMatchObject(expected);
    if (dialect.readLookup === undefined || reply.is === 'answer') return;
    expect(['failed', 'unclear']).toContain(dialect.readLookup(reply, one, at, options).is);
  });

  test('asks without signing in, for any kind of record, and looks with a GET without a body', () => {
    const { records } = dialect.limitsWith?.(at, options) ?? dialect.limits;
    const asks =
      records === 1 ? all.map((record) => dialect.request([record], at, options)) : [dialect.request(all, at, options)];
    for (const { url, headers, body } of asks) {
      expect(url).toMatch(/^https:\/\/example\.org\/x/);
      expect(body).toBeTruthy();
      expect(Object.keys(headers).join()).not.toMatch(/authorization/i);
    }
    const look = dialect.lookup?.(one, at, options);
    if (look) expect(look).toMatchObject({ method: 'GET', headers: {} });
    expect(look?.body).toBeUndefined();
  });

  test('a request for one record never speaks for another', () => {
    if ((dialect.limitsWith?.(at, options) ?? dialect.limits).records > 1) return;
    for (const text of goodTexts([one, two])) {
      expect(outcomes(answer(200, text), [one, two])[1]).toEqual({ is: 'later', trouble: 'unclear-answer' });
    }
  });
});

test('there is a file for each dialect that is promised', () => {
  expect([...dialects.keys()].sort()).toEqual(
    'couchdb dhis2 directus elasticsearch fhir json-api kobotoolbox plain postgrest rest-put webhook'.split(' '),
  );
});
