/** Kokeile osoitetta: what a trial finds out about an endpoint, and that it leaves nothing behind. */

import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import finnish from '../../locales/fi.json' with { type: 'json' };
import { dialects } from '../../src/delivery/dialects/all.ts';
import type { Seen } from '../../src/delivery/dialects/dialect.ts';
import { optionFields, optionTexts, readOptions } from '../../src/delivery/endpoints/dialect-options.ts';
import { peekLimit } from '../../src/delivery/endpoints/peek.ts';
import { dialectOfAddress, dialectOfAnswer } from '../../src/delivery/endpoints/recognise.ts';
import { fittingOptions } from '../../src/delivery/endpoints/result-paths.ts';
import { type Trial, tryEndpoint } from '../../src/delivery/endpoints/trial.ts';
import { troubles } from '../../src/delivery/engine/outcome.ts';
import type { EndpointConfig } from '../../src/setup/endpoint.ts';
import { db } from '../../src/store/db.ts';
import { freshDevice, json } from '../support/device.ts';
import { fc } from '../support/property.ts';
import { openMemory, type ReceiverHere, receiverHere, tokenHere } from '../support/receiver.ts';
import { atOrigin } from '../support/setup.ts';
import { one } from './dialect-support.ts';

freshDevice();
beforeEach(() => atOrigin());

const at = (some: Partial<EndpointConfig> = {}): EndpointConfig => ({
  dialect: 'plain',
  url: 'https://data.example.org/records',
  headers: {},
  auth: { way: 'none' },
  options: {},
  ...some,
});

interface Asked {
  method: string;
  url: string;
  body: {
    records?: { id: string; rev: number; at: string; unit: string; deleted?: boolean }[];
    docs?: { _id: string }[];
  };
}

/** A network in which every request is answered as told; keeps what was asked. */
function network(answer: (asked: Asked) => Response | Error | Promise<Response>) {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const request = { method: init.method ?? 'GET', url, body: init.body ? JSON.parse(String(init.body)) : {} };
    asked.push(request);
    const given = await answer(request);
    if (given instanceof Error) throw given;
    return given;
  });
  return asked;
}

const found = ({ findings }: Trial) => findings.map(({ step, tone, word }) => `${step} ${tone} ${word}`);
const quiet = () => undefined;
const sentenceOf = ({ step, word }: { step: string; word: string }) =>
  (finnish.trial.found as Record<string, Record<string, string>>)[step]?.[word];

describe('with the receiver of this project', () => {
  let receiver: ReceiverHere;
  beforeAll(async () => {
    const memory = await openMemory();
    receiver = await receiverHere(memory.storage);
    return () => memory.storage.close();
  });
  const served = () =>
    vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) =>
      receiver.ask(new URL(url, 'http://x').pathname + new URL(url, 'http://x').search, {
        ...init,
        headers: { authorization: '', ...(init.headers as Record<string, string>) },
      }),
    );
  const home = (token: string) => at({ url: '/api/records', auth: { way: 'bearer', token } });

  test('everything is as it should be, and nothing is left behind, there or here', async () => {
    served();
    const held = await receiver.rows();
    const steps: number[] = [];
    const trial = await tryEndpoint(home(tokenHere), 'encounter', (findings) => steps.push(findings.length));
    expect(found(trial)).toEqual([
      'reach good recognised',
      'store good stored',
      'repeat good duplicate',
      'reject good told',
      'remove good removed',
    ]);
    expect(steps).toEqual([1, 2, 3, 4, 5]);
    expect(await receiver.rows()).toEqual(held);
    expect([await db.records.count(), await db.outbox.count()]).toEqual([0, 0]);
  });

  test('a wrong key is told', async () => {
    served();
    const trial = await tryEndpoint(home('not-the-right-one'), 'encounter', quiet);
    expect(found(trial)).toEqual(['reach good recognised', 'store bad sign-in']);
  });

  test('only what tried it can be taken away: no real record, no deleted one', async () => {
    const real = { ...one, id: '01939a5e-7c00-7001-8000-0000000000aa' };
    const tombstone = { ...one, id: '01939a5e-7c00-7001-8000-0000000000ab', deleted: true };
    await receiver.post([real, tombstone]);
    for (const { id } of [real, tombstone]) {
      expect((await receiver.ask(`/api/records/${id}`, { method: 'DELETE' })).status).toBe(404);
    }
    expect((await receiver.ask('/api/records/x', { method: 'DELETE' })).status).toBe(404);
    const unsigned = await receiver.ask(`/api/records/${real.id}`, {
      method: 'DELETE',
      headers: { authorization: '' },
    });
    expect(unsigned.status).toBe(401);
    expect(await receiver.rows()).toHaveLength(2);
  });
});

describe('with endpoints that fail', () => {
  const results = ({ body }: Asked, status = 'stored') =>
    json({ results: (body.records ?? []).map(({ id, rev }) => ({ id, rev, status })) });

  test.each<[string, (asked: Asked) => Response | Error, string[]]>([
    ['does not answer', () => new TypeError('Failed to fetch'), ['reach bad no-answer']],
    [
      'fails',
      ({ method }) => (method === 'GET' ? json({}, 404) : json({}, 500)),
      ['reach good answers', 'store bad server-error', 'remove look perhaps'],
    ],
    [
      'is a sign-in page',
      () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
      ['reach look web-page', 'store bad web-page'],
    ],
    ['has nobody at that address', () => json({}, 404), ['reach good answers', 'store bad wrong-address']],
    [
      'asks to wait',
      ({ method }) => json({}, method === 'GET' ? 200 : 429),
      ['reach good answers', 'store bad busy', 'remove look perhaps'],
    ],
    [
      'refuses the probe',
      ({ method }) => (method === 'GET' ? json({}) : json({ error: 'no column device' }, 422)),
      ['reach good answers', 'store bad rejected'],
    ],
    [
      'says 204 and stores nothing',
      ({ method }) => (method === 'GET' ? json({}) : new Response(null, { status: 204 })),
      ['reach good answers', 'store bad unclear-answer', 'remove good removed'],
    ],
    [
      'takes everything',
      (asked) => results(asked),
      ['reach good answers', 'store good stored', 'repeat good stored', 'reject look takes-all', 'remove good removed'],
    ],
    [
      'cannot take anything away',
      (asked) =>
        asked.method === 'DELETE'
          ? json({}, 405)
          : asked.body.records?.[0]?.at === 'not a time'
            ? results(asked, 'rejected')
            : results(asked),
      ['reach good answers', 'store good stored', 'repeat good stored', 'reject good silent', 'remove look stays'],
    ],
    [
      'stumbles over a bad record',
      (asked) => (asked.body.records?.[0]?.at === 'not a time' ? json({}, 500) : results(asked)),
      ['reach good answers', 'store good stored', 'repeat good stored', 'reject look stumbles', 'remove good removed'],
    ],
  ])('one that %s', async (_, answer, said) => {
    network(answer);
    const trial = await tryEndpoint(at(), 'encounter', quiet);
    expect(found(trial)).toEqual(said);
    for (const finding of trial.findings) expect(sentenceOf(finding), finding.word).toBeTruthy();
  });

  test('a repetition that is refused is told, because it would wait for ever', async () => {
    const seen = new Set<string>();
    network((asked) => {
      const id = asked.body.records?.[0]?.id ?? '';
      if (seen.has(id)) return json({ error: 'exists' }, 409);
      seen.add(id);
      return results(asked);
    });
    expect(found(await tryEndpoint(at(), 'encounter', quiet))).toContain('repeat look unclear');
  });

  test('a server that lets this app not read its answer (CORS) is told from one that is not there', async () => {
    vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
      if (init.mode === 'no-cors') return new Response(null);
      throw new TypeError('Failed to fetch');
    });
    expect(found(await tryEndpoint(at(), 'encounter', quiet))).toEqual([
      'reach look blocked',
      'store bad no-answer',
      'remove look perhaps',
    ]);
  });

  test('a missing key is asked for before anything is sent', async () => {
    const asked = network(() => json({}));
    expect(found(await tryEndpoint(at({ auth: { way: 'bearer' } }), 'encounter', quiet))).toEqual(['reach bad no-key']);
    expect(asked).toEqual([]);
  });

  test.each(['webhook', 'plain'])(
    'an address that works once, for trying a flow out, is told before anything is sent (%s)',
    async (dialect) => {
      const asked = network(() => json({}));
      for (const insist of [false, true]) {
        for (const path of ['webhook-test/abc', 'webhook-test/abc?x=1', 'form-test/abc']) {
          const trial = await tryEndpoint(
            at({ dialect, url: `https://n8n.example.org/${path}` }),
            'encounter',
            quiet,
            insist,
          );
          expect(found(trial)).toEqual(['reach bad test-address']);
          expect(trial.findings.map(sentenceOf)).toEqual([expect.stringContaining('/webhook/')]);
        }
      }
      expect(asked).toEqual([]);
      await tryEndpoint(
        at({ dialect: 'webhook', url: 'https://n8n.example.org/webhook/webhook-tests' }),
        'encounter',
        quiet,
      );
      expect(asked, 'the lasting one is tried').not.toEqual([]);
    },
  );

  test('what is sent is marked: deleted from the start, of the unit probe, and one record is looked at, at most', async () => {
    const asked = network((request) => results(request));
    await tryEndpoint(at(), 'outing', quiet);
    const records = asked.flatMap(({ body }) => body.records ?? []);
    expect(records).toHaveLength(3);
    for (const record of records) expect(record).toMatchObject({ kind: 'outing', unit: 'probe', deleted: true });
    expect(asked[0]).toMatchObject({ method: 'GET', url: 'https://data.example.org/records?limit=1' });
  });

  test('of an endless answer only the beginning is read', async () => {
    let pulled = 0;
    network(({ method }) => {
      if (method !== 'GET') return json({}, 500);
      const endless = new ReadableStream({
        pull(stream) {
          pulled += 10_000;
          stream.enqueue(new TextEncoder().encode('['.repeat(10_000)));
        },
      });
      return new Response(endless, { headers: { 'content-type': 'application/json' } });
    });
    await tryEndpoint(at(), 'encounter', quiet);
    expect(pulled).toBeLessThan(3 * peekLimit);
  });

  test('whatever comes back, nothing throws, only a 2xx is called stored, and every finding has a sentence', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...dialects.keys()),
        fc.array(
          fc.tuple(
            fc.constantFrom(200, 201, 202, 204, 302, 400, 401, 403, 404, 409, 422, 500, 503),
            fc.oneof(fc.json(), fc.string()),
            fc.boolean(),
          ),
          { minLength: 1, maxLength: 8 },
        ),
        async (dialect, answers) => {
          let at2xx = 0;
          let turn = 0;
          network(({ method }) => {
            const [status, text, isJson] = answers[turn++ % answers.length]!;
            if (method !== 'GET' && status < 300) at2xx++;
            const headers = { 'content-type': isJson ? 'application/json' : 'text/html' };
            return new Response(status === 204 ? null : text, { status, headers });
          });
          const options =
            dialect === 'kobotoolbox'
              ? { form: 'f' }
              : dialect === 'dhis2'
                ? {
                    program: 'IpHINAT79UW',
                    programStage: 'A03MvHHogjR',
                    orgUnit: 'DiszpKrYNg8',
                    dataElements: { rev: 'qrur9Dvnyt5' },
                  }
                : {};
          const trial = await tryEndpoint(at({ dialect, options }), 'encounter', quiet, true);
          for (const finding of trial.findings)
            expect(sentenceOf(finding), `${finding.step} ${finding.word}`).toBeTruthy();
          const stored = trial.findings.find(({ step }) => step === 'store');
          if (stored && stored.tone !== 'bad' && stored.word !== 'duplicate') expect(at2xx).toBeGreaterThan(0);
        },
      ),
      { numRuns: 300 },
    ));
});

test.each([401, 403])(
  'a table that takes rows and shows none (42501 with %i) is told, with the setting for it',
  async (status) => {
    const denied = () =>
      json({ code: '42501', message: 'permission denied for table', details: null, hint: null }, status);
    const keys = new Set<string>();
    vi.stubGlobal('fetch', async (_: string, { method, headers, body }: RequestInit = {}) => {
      if (method !== 'POST' || !/return=minimal/.test(new Headers(headers).get('prefer') ?? '')) return denied();
      const [row] = JSON.parse(String(body)) as { id: string; at: string }[];
      if (row!.at === 'not a time') return json({ code: '22007', message: 'invalid input syntax' }, 400);
      const details = `Key (id)=(${row!.id}) already exists.`;
      if (keys.has(row!.id)) return json({ code: '23505', message: 'duplicate key', details, hint: null }, 409);
      keys.add(row!.id);
      return new Response(null, { status: 201 });
    });
    const trial = await tryEndpoint(
      at({ dialect: 'postgrest', url: 'https://x.supabase.co/rest/v1/t' }),
      'outing',
      quiet,
    );
    expect(found(trial)).toEqual([
      'reach good recognised',
      'store look accepted',
      'repeat good duplicate',
      'reject good told',
      'remove look perhaps',
    ]);
    expect(trial.fitting).toEqual({ body: 'json', proof: 'status' });
  },
);

describe('telling what kind of server it is', () => {
  const seen = (body: unknown, some: Partial<Seen> = {}): Seen => ({
    status: 200,
    type: 'application/json',
    text: typeof body === 'string' ? body : JSON.stringify(body),
    headers: {},
    ...some,
  });
  test.each<[string | undefined, string, Seen, string?]>([
    ['couchdb', 'a database', seen({ db_name: 'a', update_seq: '1-x', doc_count: 3 })],
    ['couchdb', 'its root', seen({ couchdb: 'Welcome', version: '3.3.3' })],
    ['couchdb', 'PouchDB Server', seen({ 'express-pouchdb': 'Welcome!', version: '4.2.0' })],
    [
      'couchdb',
      'without a key',
      seen({ error: 'unauthorized', reason: 'You are not authorized to access this db.' }, { status: 401 }),
    ],
    ['postgrest', 'rows', seen([{ id: 'a' }], { headers: { 'content-range': '0-0/*' } })],
    [
      'postgrest',
      'an error',
      seen({ code: '42P01', message: 'relation does not exist', details: null, hint: null }, { status: 404 }),
    ],
    [
      'postgrest',
      'Supabase without its key',
      seen({ message: 'No API key found in request', hint: 'No `apikey` request header was found.' }, { status: 401 }),
    ],
    ['directus', 'an error', seen({ errors: [{ message: 'no', extensions: { code: 'FORBIDDEN' } }] }, { status: 403 })],
    ['directus', 'items', seen({ data: [{ id: 'a' }] })],
    ['fhir', 'an outcome', seen({ resourceType: 'OperationOutcome', issue: [] }, { status: 401 })],
    ['fhir', 'its type', seen('{}', { type: 'application/fhir+json' })],
    [
      'dhis2',
      'an error',
      seen({ httpStatus: 'Unauthorized', httpStatusCode: 401, status: 'ERROR', message: 'no' }, { status: 401 }),
    ],
    ['json-api', 'its type', seen({ data: [] }, { type: 'application/vnd.api+json' })],
    ['elasticsearch', 'its root', seen({ name: 'a', version: {}, tagline: 'You Know, for Search' })],
    ['elasticsearch', 'an index', seen('{"records":{"aliases":{},"mappings":{}}}')],
    [
      'elasticsearch',
      'an error',
      seen({ error: { type: 'index_not_found_exception', root_cause: [] }, status: 404 }, { status: 404 }),
    ],
    [
      'kobotoolbox',
      'without a key',
      seen({ detail: 'Authentication credentials were not provided.' }, { status: 401 }),
      'https://kc.example.org/submission',
    ],
    [
      'webhook',
      'n8n',
      seen({ code: 404, message: 'The requested webhook "GET x" is not registered.' }, { status: 404 }),
    ],
    ['plain', 'our receiver', seen({ records: [], next: 0 })],
    [undefined, 'a list of anything', seen([{ id: 1 }])],
    [undefined, 'an error of anything', seen({ error: 'not found' }, { status: 404 })],
    [undefined, 'nothing', seen('', { status: 405 })],
    [undefined, 'half of something', seen('{"db_name":')],
  ])('%s: %s', (dialect, _, answer, url = 'https://example.org/x') => {
    expect(dialectOfAnswer(answer, url)).toBe(dialect);
  });

  test('some addresses give it away by themselves', () => {
    const origin = 'https://app.example.org';
    expect(dialectOfAddress('https://hooks.zapier.com/hooks/catch/1/a/', origin)).toBe('webhook');
    expect(dialectOfAddress('https://n8n.example.org/webhook/abc', origin)).toBe('webhook');
    expect(dialectOfAddress('https://abc.supabase.co/rest/v1/records', origin)).toBe('postgrest');
    expect(dialectOfAddress('/api/records', origin)).toBeUndefined();
  });

  test('what looks like another server is proposed, and nothing is sent before a person has chosen', async () => {
    const asked = network(() => json({ db_name: 'a', update_seq: '1' }));
    const trial = await tryEndpoint(at(), 'encounter', quiet);
    expect(trial.proposal).toBe('couchdb');
    expect(asked.map(({ method }) => method)).toEqual(['GET']);
  });

  test('a hook is not even looked at: each request would run it', async () => {
    const asked = network(() => json({}));
    const hook = 'https://hooks.zapier.com/hooks/catch/1/a/';
    expect((await tryEndpoint(at({ url: hook }), 'encounter', quiet)).proposal).toBe('webhook');
    expect(asked).toEqual([]);
    const trial = await tryEndpoint(at({ url: hook, dialect: 'webhook' }), 'encounter', quiet);
    expect(found(trial)).toEqual(['reach good not-looked', 'store look accepted', 'remove look handed-over']);
    expect(asked).toHaveLength(1);
  });

  test('CouchDB by its contract: stored, known again, taken away under the revision it has there', async () => {
    const held = new Map<string, Record<string, unknown>>();
    const asked = network(({ method, url, body }) => {
      const id = decodeURIComponent(new URL(url).pathname.split('/')[2] ?? '');
      if (method === 'DELETE')
        return held.delete(id) ? json({ ok: true }) : json({ error: 'not_found', reason: 'missing' }, 404);
      if (method === 'GET' && !id) return json({ db_name: 'db', update_seq: '1' });
      if (method === 'GET')
        return held.has(id) ? json(held.get(id)) : json({ error: 'not_found', reason: 'missing' }, 404);
      const results = (body.docs ?? []).map((doc) => {
        if (held.has(doc._id)) return { id: doc._id, error: 'conflict', reason: 'Document update conflict.' };
        held.set(doc._id, { ...doc, _rev: '1-abc' });
        return { id: doc._id, ok: true, rev: '1-abc' };
      });
      return json(results, 201);
    });
    const trial = await tryEndpoint(
      at({ dialect: 'couchdb', url: 'https://couch.example.org/db' }),
      'encounter',
      quiet,
    );
    expect(found(trial)).toEqual([
      'reach good recognised',
      'store good stored',
      'repeat good duplicate',
      'reject look takes-all',
      'remove good removed',
    ]);
    expect(held.size).toBe(0);
    expect(asked.filter(({ method }) => method === 'DELETE').every(({ url }) => url.endsWith('?rev=1-abc'))).toBe(true);
  });
});

describe('settings that fit an answer', () => {
  test.each<[string, unknown, Record<string, unknown>]>([
    [
      'a list under a path',
      { data: { rows: [{ uuid: one.id, rev: 1, ok: true }] } },
      { results: { at: 'data.rows', id: 'uuid', rev: 'rev', status: 'ok', stored: [true] } },
    ],
    [
      'the list itself',
      [{ id: one.id, state: 'saved' }],
      { results: { at: '', id: 'id', rev: null, status: 'state', stored: ['saved'] } },
    ],
    [
      'a lone result',
      { id: one.id, result: 'OK' },
      { results: { at: '', id: 'id', rev: null, status: 'result', stored: ['OK'] } },
    ],
    ['only the id', { id: one.id }, { answers: 'status' }],
    ['nothing of the record', { ok: true }, { answers: 'status' }],
    ['no JSON', 'thanks', { answers: 'status' }],
  ])('%s', async (_, body, options) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    expect(fittingOptions(text, one)).toEqual(options);
    const { dialect } = { dialect: dialects.get('plain')! };
    const reading = dialect.readResponse(
      { is: 'answer', status: 200, type: 'application/json', text },
      [one],
      at(),
      dialect.options.parse(options),
    );
    expect('each' in reading ? reading.each[0] : reading.whole).toMatchObject({ is: 'delivered' });
  });

  test('a result path that never matches is found, and what would match is offered', async () => {
    network(({ method, body }) =>
      method === 'GET' ? json({}) : json({ data: (body.records ?? []).map(({ id }) => ({ id, ok: true })) }),
    );
    const trial = await tryEndpoint(at({ options: { results: { at: 'no.such.path' } } }), 'encounter', quiet);
    expect(found(trial)).toContain('store bad unclear-answer');
    expect(trial.fitting).toMatchObject({ results: { at: 'data', status: 'ok' } });
    expect(found(await tryEndpoint(at({ options: trial.fitting! }), 'encounter', quiet))).toContain(
      'store good stored',
    );
  });
});

describe('settings as fields', () => {
  test('choices, switches and texts are fields; the rest is JSON; together they are what was kept', () => {
    const options = { method: 'PUT', idempotencyKey: true, results: { at: 'a' }, gap: 100 };
    const texts = optionTexts('plain', options);
    expect(texts.fields).toEqual({ method: 'PUT', idempotencyKey: 'true' });
    expect(JSON.parse(texts.rest)).toEqual({ results: { at: 'a' }, gap: 100 });
    expect(readOptions('plain', texts)).toEqual(options);
  });

  test('every field and every choice has a word', () => {
    for (const name of dialects.keys()) {
      expect(finnish.endpoint.server, name).toHaveProperty([name]);
      expect(finnish.endpoint.serverHint, name).toHaveProperty([name]);
      for (const field of optionFields(name)) {
        expect(finnish.endpoint.option, `${name}.${field.name}`).toHaveProperty([field.name]);
        for (const choice of field.choices ?? []) {
          if (!/^[A-Z]+$|\//.test(choice)) expect(finnish.endpoint.optionValue, choice).toHaveProperty([choice]);
        }
      }
    }
    // That a device could not note whom it told keeps its own records from being sent, before any request: a trial has none.
    const found = troubles.filter((trouble) => trouble !== 'not-noted');
    expect(Object.keys(finnish.trial.found.store)).toEqual(expect.arrayContaining(found));
  });

  test.each<[string, Parameters<typeof readOptions>, string | undefined, string]>([
    ['a needed one left out', ['kobotoolbox', { fields: {}, rest: '' }], 'form', 'missing'],
    ['one that is wrong', ['kobotoolbox', { fields: { form: 'a b' }, rest: '' }], 'form', 'other'],
    ['an unknown one', ['plain', { fields: {}, rest: '{"wrapp":"a"}' }], undefined, 'unknown-field'],
    ['no JSON', ['plain', { fields: {}, rest: '{' }], undefined, 'not-json'],
    ['a list', ['plain', { fields: {}, rest: '[]' }], undefined, 'not-json'],
  ])('%s is refused at its place', (_, given, field, word) => {
    expect(() => readOptions(...given)).toThrow(
      expect.objectContaining({ field, refusal: expect.objectContaining({ word }) }),
    );
  });
});
