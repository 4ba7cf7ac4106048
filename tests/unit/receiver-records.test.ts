import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { BatchAnswer, batchLimit } from '../../src/delivery/wire.ts';
import { createApp } from '../../src/receiver/app.ts';
import type { SqlDatabase } from '../../src/receiver/database.ts';
import type { Storage } from '../../src/receiver/storage.ts';
import { makeRecord, openMemory, type ReceiverHere, receiverHere, tokenHere } from '../support/receiver.ts';

let storage: Storage;
let database: SqlDatabase;
let clear: () => Promise<void>;
let receiver: ReceiverHere;

beforeAll(async () => {
  ({ storage, database, clear } = await openMemory());
  receiver = await receiverHere(storage);
  return () => storage.close();
});
beforeEach(() => clear());
afterEach(() => vi.restoreAllMocks());

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  receiver.ask('/api/records', { method: 'POST', body, headers });
const errorOf = async (response: Response) => ({ status: response.status, ...(await response.json()).error });

describe('a record whose day is still to come', () => {
  const ahead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

  it('is stored as it is, so that nobody’s phone is stranded, and is told of at its place', async () => {
    const [today, far, tomorrow] = [
      makeRecord({ at: ahead(0) }),
      makeRecord({ at: ahead(366) }),
      makeRecord({ at: ahead(0.9) }),
    ];
    const results = await receiver.post([today, far, tomorrow]);
    expect(results.map(({ status, code }) => [status, code])).toEqual([
      ['stored', undefined],
      ['stored', 'ahead'],
      ['stored', undefined],
    ]);
    expect(results[1]?.message).toContain(far.at.slice(0, 10));
    expect(await receiver.rows()).toEqual([today, far, tomorrow]);
  });

  it('is a plan’s right: of an outing nothing is said', async () => {
    const [result] = await receiver.post([makeRecord({ kind: 'outing', at: ahead(40) })]);
    expect(result).toEqual({ id: result!.id, rev: 1, status: 'stored' });
  });
});

describe('what is too large', () => {
  /** A record of about so many bytes. */
  const ofSize = (bytes: number) => makeRecord({ note: 'ä'.repeat(bytes / 2) });

  it('a record of more than 64 kB is refused by itself; the others of its batch are stored', async () => {
    const [small, largest, large] = [makeRecord(), ofSize(65_000), ofSize(66_000)];
    const results = await receiver.post([small, large, largest]);
    expect(results).toMatchObject([{ status: 'stored' }, { id: large.id, status: 'rejected' }, { status: 'stored' }]);
    expect(results[1]).toMatchObject({ code: 'too-large', message: expect.stringMatching(/larger than 65536 bytes/) });
    expect(await receiver.rows()).toEqual([small, largest]);
  });

  it.each([3_000_000_000, 1e15, 2 ** 53])(
    'a record in the shape %s, which no kind has, is refused by itself',
    async (v) => {
      const [good, bad] = [makeRecord(), makeRecord({ v })];
      expect(await receiver.post([bad, good])).toMatchObject([
        { status: 'rejected', field: 'v' },
        { status: 'stored' },
      ]);
      expect(await receiver.rows()).toEqual([good]);
    },
  );

  it('a page is cut by its weight, and reading it to the end gives every record once', async () => {
    const sent = Array.from({ length: 100 }, () => ofSize(60_000));
    for (let at = 0; at < sent.length; at += 25) await receiver.post(sent.slice(at, at + 25));
    const read: unknown[] = [];
    let pages = 0;
    for (let since = 0; ; pages++) {
      const text = await (await receiver.ask(`/api/records?since=${since}`)).text();
      expect(Buffer.byteLength(text)).toBeLessThan(3_500_000);
      const { records, next } = JSON.parse(text);
      read.push(...records);
      if (next === since) break;
      since = next;
    }
    expect(read).toEqual(sent);
    expect(pages).toBeLessThan(8);
  });

  it('an enormous record of earlier days is skipped and named; it is never the end of reading', async () => {
    const [before, enormous, after] = [makeRecord(), ofSize(4_000_000), makeRecord()];
    for (const record of [before, enormous, after])
      await database.query('insert into records (id, rev, content) values ($1, 1, $2)', [record.id, record]);
    const page = await (await receiver.ask('/api/records')).json();
    expect(page).toMatchObject({ records: [before, after], skipped: [enormous.id] });
    expect((await (await receiver.ask(`/api/records/${enormous.id}`)).json()).id, 'by itself').toBe(enormous.id);
    const last = await (await receiver.ask('/api/records?limit=1&since=1')).json();
    expect(last, 'alone in its page').toMatchObject({ records: [], skipped: [enormous.id], next: 2 });
  });
});

it('a record from next year is taken as it was sent: a wrong clock is told on the phone, and loses nothing', async () => {
  const fromNextYear = makeRecord({ at: new Date(Date.now() + 366 * 86_400_000).toISOString() });
  expect(await receiver.post([fromNextYear])).toMatchObject([{ status: 'stored' }]);
  expect(await receiver.rows()).toEqual([fromNextYear]);
});

describe('sending a batch', () => {
  it('stores the records and says so for each, in the order they were sent', async () => {
    const records = Array.from({ length: 20 }, () => makeRecord());
    const results = await receiver.post(records);
    expect(results).toEqual(records.map(({ id, rev }) => ({ id, rev, status: 'stored' })));
    expect(await receiver.rows()).toEqual(records);
  });

  it('answers in the shape that the devices read', async () => {
    const response = await post(JSON.stringify({ records: [makeRecord(), { id: 1 }] }));
    expect(BatchAnswer.safeParse(await response.json()).success).toBe(true);
  });

  it('knows a record that it has already, whatever the order of its keys', async () => {
    const record = { ...makeRecord(), topics: [{ a: 1, b: 2 }], people: 3 };
    const turned = { ...Object.fromEntries(Object.entries(record).reverse()), topics: [{ b: 2, a: 1 }] };
    await receiver.post([record]);
    expect(await receiver.post([turned])).toMatchObject([{ status: 'duplicate' }]);
    expect(await receiver.rows()).toEqual([record]);
  });

  it('knows a record that it has already, though its numbers are written in another way', async () => {
    const text = (number: string) => JSON.stringify({ records: [makeRecord({ id, x: 'N' })] }).replace('"N"', number);
    const { id } = makeRecord();
    await post(text('-0'));
    expect(await (await post(text('0.0'))).json()).toMatchObject({ results: [{ status: 'duplicate' }] });
    expect(await (await post(text('0e5'))).json()).toMatchObject({ results: [{ status: 'duplicate' }] });
  });

  it('replaces a record by its newer revision', async () => {
    const record = makeRecord({ people: 3 });
    const edited = { ...record, rev: 2, people: 4 };
    await receiver.post([record]);
    expect(await receiver.post([edited])).toEqual([{ id: record.id, rev: 2, status: 'stored' }]);
    expect(await receiver.rows()).toEqual([edited]);
  });

  it('takes an older revision for a duplicate and never goes back to it', async () => {
    const record = makeRecord({ rev: 5 });
    await receiver.post([record]);
    expect(await receiver.post([{ ...record, rev: 4, people: 9 }])).toMatchObject([{ rev: 4, status: 'duplicate' }]);
    expect(await receiver.rows()).toEqual([record]);
  });

  it('rejects other content under a revision that it holds', async () => {
    const record = makeRecord({ people: 3 });
    await receiver.post([record]);
    const [result] = await receiver.post([{ ...record, people: 4 }]);
    expect(result).toMatchObject({ id: record.id, rev: 1, status: 'rejected', field: 'rev' });
    expect(result?.message).toBeTruthy();
    expect(await receiver.rows()).toEqual([record]);
  });

  it('lets a tombstone take the place of what was there', async () => {
    const record = makeRecord({ note: 'Something private' });
    const { note: _, ...envelope } = record;
    const tombstone = { ...envelope, rev: 2, deleted: true as const };
    await receiver.post([record]);
    expect(await receiver.post([tombstone])).toMatchObject([{ status: 'stored' }]);
    expect(await receiver.rows()).toEqual([tombstone]);
  });

  it.each([
    { revs: [1, 2], statuses: ['stored', 'stored'], held: 2 },
    { revs: [2, 1], statuses: ['stored', 'duplicate'], held: 2 },
    { revs: [1, 1], statuses: ['stored', 'duplicate'], held: 1 },
    { revs: [1, 3, 2, 3], statuses: ['stored', 'stored', 'duplicate', 'duplicate'], held: 3 },
  ])('takes one record several times in a batch, revisions $revs, as if they came one by one', async (example) => {
    const { id } = makeRecord();
    const results = await receiver.post(example.revs.map((rev) => makeRecord({ id, rev, people: rev })));
    expect(results.map(({ status }) => status)).toEqual(example.statuses);
    expect(await receiver.rows()).toEqual([makeRecord({ id, rev: example.held, people: example.held })]);
  });

  it('sees one record in an id written with small and with capital letters', async () => {
    const record = makeRecord();
    const shouted = { ...record, id: record.id.toUpperCase(), rev: 2 };
    const results = await receiver.post([record, shouted]);
    expect(results).toMatchObject([{ status: 'stored' }, { id: shouted.id, status: 'stored' }]);
    expect(await receiver.rows()).toEqual([shouted]);
  });

  it('takes a full batch, and an empty one', async () => {
    const records = Array.from({ length: batchLimit }, () => makeRecord());
    expect(await receiver.post(records)).toHaveLength(batchLimit);
    expect(await receiver.rows()).toHaveLength(batchLimit);
    expect(await receiver.post([])).toEqual([]);
  });

  it('keeps every letter as it was sent', async () => {
    const record = makeRecord({ unit: 'Äänekoski', note: '“Åland” 👩‍👩‍👧 \u2028 \\u0000 \t' });
    await receiver.post([record]);
    expect(await receiver.rows()).toEqual([record]);
  });
});

describe('a bad record in a batch', () => {
  it('is rejected by itself; the others are stored', async () => {
    const [first, last] = [makeRecord(), makeRecord()];
    const results = await receiver.post([first, makeRecord({ rev: 0 }), last]);
    expect(results.map(({ status }) => status)).toEqual(['stored', 'rejected', 'stored']);
    expect(await receiver.rows()).toEqual([first, last]);
  });

  it.each([
    ['kind', { kind: 'gossip' as never }],
    ['rev', { rev: 1.5 }],
    ['at', { at: 'yesterday' }],
    ['v', { v: 0 }],
    ['unit', { unit: '' }],
    ['device', { device: 'phone' }],
    ['deleted', { deleted: false as never }],
    ['note', { note: 'cut in the middle of \ud83d' }],
    ['answers.1.text', { answers: [{}, { text: 'a\0b' }] }],
    ['answers', { answers: { 'a\0b': 1 } }],
  ])('names its field: %s', async (field, changes) => {
    const record = makeRecord(changes);
    const [result] = await receiver.post([record]);
    expect(result).toMatchObject({ id: record.id, rev: record.rev, status: 'rejected', field });
    expect(result?.message).toBeTruthy();
    expect(await receiver.rows()).toEqual([]);
  });

  it.each([[null], ['text'], [[]], [{}], [{ ...makeRecord(), id: 'not-an-id' }]])(
    'has an empty id and revision 0 in its result when it has no usable id: %j',
    async (value) => {
      expect(await receiver.post([value])).toMatchObject([{ id: '', rev: 0, status: 'rejected' }]);
    },
  );

  it('is rejected when it is nested without end, and does no harm', async () => {
    const { id } = makeRecord();
    const text = JSON.stringify({ records: [makeRecord({ id, deep: 'N' })] });
    const response = await post(text.replace('"N"', '['.repeat(100_000) + ']'.repeat(100_000)));
    expect(await response.json()).toMatchObject({ results: [{ id, rev: 1, status: 'rejected' }] });
  });
});

describe('reading the records', () => {
  it('goes page by page in the order received', async () => {
    const records = Array.from({ length: 5 }, () => makeRecord());
    await receiver.post(records);
    const first = await (await receiver.ask('/api/records?limit=3')).json();
    expect(first.records).toEqual(records.slice(0, 3));
    const second = await (await receiver.ask(`/api/records?limit=3&since=${first.next}`)).json();
    expect(second.records).toEqual(records.slice(3));
    const third = await (await receiver.ask(`/api/records?since=${second.next}`)).json();
    expect(third).toEqual({ records: [], next: second.next });
  });

  it('shows an edited record again to who has read it', async () => {
    const [one, two] = [makeRecord(), makeRecord()];
    await receiver.post([one, two]);
    const { next } = await (await receiver.ask('/api/records')).json();
    const edited = { ...one, rev: 2 };
    await receiver.post([edited, two]);
    const { records } = await (await receiver.ask(`/api/records?since=${next}`)).json();
    expect(records).toEqual([edited]);
  });

  it('gives one kind only where one is asked for', async () => {
    const [outing, encounter] = [makeRecord({ kind: 'outing' }), makeRecord()];
    await receiver.post([encounter, outing]);
    const { records, next } = await (await receiver.ask('/api/records?kind=outing')).json();
    expect(records).toEqual([outing]);
    expect(await (await receiver.ask(`/api/records?kind=outing&since=${next}`)).json()).toEqual({ records: [], next });
  });

  it.each([
    ['kind', 'kind=person'],
    ['since', 'since=x'],
    ['since', 'since=-1'],
    ['since', 'since=1.5'],
    ['since', 'since='],
    ['since', 'since=99999999999999999999'],
    ['limit', 'limit=0'],
    ['limit', 'limit=1001'],
    ['limit', 'limit=many'],
  ])('refuses a bad %s: %s', async (field, query) => {
    const error = await errorOf(await receiver.ask(`/api/records?${query}`));
    expect(error).toMatchObject({ status: 400, code: 'bad-request', field });
  });
});

describe('looking for a record', () => {
  const look = (id: string, query = '') => receiver.ask(`/api/records/${id}${query}`);
  const askHeld = async (ids: unknown) =>
    receiver.ask('/api/held', { method: 'POST', body: JSON.stringify(ids === undefined ? {} : { ids }) });

  it('shows what is held under its id, in the newest revision', async () => {
    const record = makeRecord({ people: 3 });
    await receiver.post([record, { ...record, rev: 2, people: 4 }]);
    const response = await look(record.id);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ ...record, rev: 2, people: 4 });
    expect(await (await look(record.id.toUpperCase())).json()).toMatchObject({ id: record.id, rev: 2 });
  });

  it('shows an older revision, until the record is deleted', async () => {
    const record = makeRecord({ note: 'Something private' });
    await receiver.post([record]);
    await receiver.post([{ ...record, rev: 3, note: 'b' }]);
    await receiver.post([{ ...record, rev: 4, note: 'c' }]);
    expect(await (await look(record.id, '?rev=1')).json()).toEqual(record);
    expect(await (await look(record.id, '?rev=3')).json()).toMatchObject({ rev: 3, note: 'b' });
    expect(await (await look(record.id, '?rev=4')).json()).toMatchObject({ rev: 4, note: 'c' });
    expect((await look(record.id, '?rev=2')).status).toBe(404);

    const { note: _, ...envelope } = record;
    await receiver.post([{ ...envelope, rev: 5, deleted: true }]);
    for (const rev of [1, 3, 4]) expect((await look(record.id, `?rev=${rev}`)).status, `revision ${rev}`).toBe(404);
    expect(await (await look(record.id)).json()).toEqual({ ...envelope, rev: 5, deleted: true });
  });

  it('says in its own words that a record is not held', async () => {
    await receiver.post([makeRecord()]);
    for (const id of [makeRecord().id, 'no-id-at-all', '1']) {
      expect(await errorOf(await look(id)), id).toMatchObject({ status: 404, code: 'not-held' });
    }
    expect(await errorOf(await look(makeRecord().id, '?rev=x'))).toMatchObject({ status: 400, field: 'rev' });
  });

  it('answers for a thousand at once, under the ids as they were asked', async () => {
    const [one, two, three] = [makeRecord(), makeRecord(), makeRecord()];
    await receiver.post([one, two, { ...two, rev: 2 }, three, { ...three, rev: 7, deleted: true }]);
    const asked = [one.id, two.id.toUpperCase(), three.id, ...Array.from({ length: 997 }, () => makeRecord().id)];
    const { held } = await (await askHeld(asked)).json();
    expect(new Map(held.map((each: { id: string }) => [each.id, each]))).toEqual(
      new Map([
        [one.id, { id: one.id, rev: 1 }],
        [two.id.toUpperCase(), { id: two.id.toUpperCase(), rev: 2 }],
        [three.id, { id: three.id, rev: 7, deleted: true }],
      ]),
    );
    expect(await (await askHeld([])).json()).toEqual({ held: [] });
  });

  it.each([
    ['too many', Array.from({ length: batchLimit + 1 }, () => makeRecord().id), 'ids'],
    ['no ids', ['x'], 'ids.0'],
    ['none at all', undefined, 'ids'],
  ])('refuses a question with %s', async (_, ids, field) => {
    expect(await errorOf(await askHeld(ids))).toMatchObject({ status: 400, code: 'bad-request', field });
  });
});

describe('the token', () => {
  it.each([
    ['none', ''],
    ['another', 'Bearer another-token-of-this-length'],
    ['a longer one', `Bearer ${tokenHere}x`],
    ['a shorter one', `Bearer ${tokenHere.slice(0, -1)}`],
    ['another scheme', `Basic ${tokenHere}`],
    ['an empty one', 'Bearer '],
  ])('opens nothing: %s', async (_, authorization) => {
    for (const method of ['GET', 'POST']) {
      for (const path of ['/api/records', `/api/records/${makeRecord().id}`, '/api/held']) {
        const response = await receiver.ask(path, { method, headers: { authorization } });
        expect(response.headers.get('www-authenticate')).toBe('Bearer');
        expect(await errorOf(response)).toMatchObject({ status: 401, code: 'unauthorized' });
      }
    }
  });

  it('is taken with the scheme in any case', async () => {
    const response = await receiver.ask('/api/records', { headers: { authorization: `bearer ${tokenHere}` } });
    expect(response.status).toBe(200);
  });
});

describe('a body that is no batch', () => {
  it.each([
    ['not JSON', '{"records":', 400, 'bad-request', undefined],
    ['not a batch', '[]', 400, 'bad-request', ''],
    ['records are missing', '{}', 400, 'bad-request', 'records'],
    ['records are no list', '{"records":{}}', 400, 'bad-request', 'records'],
    ['too many records', JSON.stringify({ records: Array(batchLimit + 1).fill(1) }), 400, 'bad-request', 'records'],
    ['broken UTF-8', new Uint8Array([0x22, 0xc3, 0x22]), 400, 'bad-request', undefined],
    ['too large', `{"records":["${'x'.repeat(5 * 1024 * 1024)}"]}`, 413, 'too-large', undefined],
  ] as const)('is refused: %s', async (_, body, status, code, field) => {
    const error = await errorOf(await post(body));
    expect(error).toMatchObject({ status, code });
    expect(error.field).toBe(field);
    expect(error.message).toBeTruthy();
  });

  it.each(['text/plain', 'application/jsonx', ''])('is refused by its type: %s', async (type) => {
    const response = await post('{"records":[]}', { 'content-type': type });
    expect(await errorOf(response)).toMatchObject({ status: 415, code: 'unsupported-type' });
  });

  it('is taken with a charset in its type', async () => {
    expect((await post('{"records":[]}', { 'content-type': 'application/json; charset=utf-8' })).status).toBe(200);
  });

  it('is refused when it is too large without having said so, and the next request is answered', async () => {
    const server = createAdaptorServer({
      fetch: createApp({ storage, token: tokenHere, site: { files: new Map(), styleHashes: [] } }).fetch,
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
    const { port } = server.address() as AddressInfo;
    const status = await new Promise((done, fail) => {
      const headers = { authorization: `Bearer ${tokenHere}`, 'content-type': 'application/json' };
      const asked = httpRequest({ port, method: 'POST', path: '/api/records', headers }, (r) => done(r.statusCode));
      asked.on('error', fail);
      for (let i = 0; i < 6; i++) asked.write(' '.repeat(1024 * 1024));
      asked.end();
    });
    expect(status).toBe(413);
    expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200);
    server.close();
  });
});

describe('every answer of the API', () => {
  it('is JSON for an unknown address and for a wrong method', async () => {
    expect(await errorOf(await receiver.ask('/api/nothing'))).toMatchObject({ status: 404, code: 'not-found' });
    expect(await errorOf(await receiver.ask('/api'))).toMatchObject({ status: 404 });
    const response = await receiver.ask('/api/records', { method: 'DELETE' });
    expect(response.headers.get('allow')).toBe('GET, POST');
    expect(await errorOf(response)).toMatchObject({ status: 405, code: 'method-not-allowed' });
    for (const [path, method] of [
      ['/api/health', 'POST'],
      ['/api/held', 'GET'],
      [`/api/records/${makeRecord().id}`, 'PUT'],
    ] as const)
      expect(await errorOf(await receiver.ask(path, { method })), path).toMatchObject({ status: 405 });
  });

  it('is never kept by a cache', async () => {
    for (const path of ['/api/records', '/api/health', '/api/nothing', '/api/records?since=x']) {
      expect((await receiver.ask(path)).headers.get('cache-control')).toBe('no-store');
    }
  });

  it('may be read by an app that is served from elsewhere', async () => {
    const preflight = await receiver.ask('/api/records', {
      method: 'OPTIONS',
      headers: { authorization: '', origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toBe(
      'authorization,content-type,kenttakirja-history',
    );
    expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
    for (const authorization of ['', `Bearer ${tokenHere}`]) {
      const answer = await receiver.ask('/api/records', { headers: { authorization } });
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect(answer.headers.get('access-control-expose-headers')).toBe(
        'date,retry-after,kenttakirja-history,kenttakirja-history-cut',
      );
    }
  });
});

describe('the health check', () => {
  it('needs no token and tells the kind of storage', async () => {
    const response = await receiver.ask('/api/health', { headers: { authorization: '' } });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ ok: true, storage: 'pglite', reads: true, writes: true });
  });
});

describe('a storage that fails', () => {
  const failure = Object.assign(new Error('value "Something private" is not valid'), { code: '53100' });
  const fails = async () => {
    throw failure;
  };
  const broken: Storage = {
    name: 'postgres',
    store: fails,
    read: fails,
    find: fails,
    revsOf: fails,
    removeProbe: fails,
    check: async () => ({ reads: true, writes: false }),
    close: fails,
  };

  it('says by its health that it reads and does not write', async () => {
    const response = await (await receiverHere(broken)).ask('/api/health', { headers: { authorization: '' } });
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await response.json()).toEqual({ ok: false, storage: 'postgres', reads: true, writes: false });
  });

  it('is answered with 503 and when to come again, and logged without a word of the records', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { ask } = await receiverHere(broken);
    const body = JSON.stringify({ records: [makeRecord({ note: 'Something private' })] });
    for (const response of [
      await ask('/api/records', { method: 'POST', body }),
      await ask('/api/records'),
      await ask(`/api/records/${makeRecord().id}`),
      await ask('/api/held', { method: 'POST', body: '{"ids":[]}' }),
    ]) {
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('content-security-policy')).toBeTruthy();
      const text = await response.text();
      expect(response.status).toBe(503);
      expect(JSON.parse(text).error.code).toBe('unavailable');
      expect(text).not.toContain('private');
    }
    const logged = log.mock.calls.flat().join('\n');
    expect(logged).toContain('POST /api/records: Error 53100');
    expect(logged).not.toContain('private');
    expect(logged).not.toContain(tokenHere);
  });
});
