/** Every route of the receiver, with every key, and what somebody who means ill sends there. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { batchLimit, type WireRecord } from '../../src/delivery/wire.ts';
import type { SqlDatabase } from '../../src/receiver/database.ts';
import { formBatchLimit, formRecordLimit, formRecordOf, formShapes } from '../../src/receiver/form-records.ts';
import type { Storage } from '../../src/receiver/storage.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { WaveEvent } from '../../src/survey/waves/wave-event.ts';
import {
  flatPhoneResponse,
  formKeyHere,
  makeRecord,
  openMemory,
  phoneResponse,
  type ReceiverHere,
  receiverHere,
  tokenHere,
} from '../support/receiver.ts';

let storage: Storage;
let database: SqlDatabase;
let clear: () => Promise<void>;
let receiver: ReceiverHere;
/** In ms; the limits have no other clock. */
let now = 0;
const day = 86_400_000;

beforeAll(async () => {
  ({ storage, database, clear } = await openMemory());
  return () => storage.close();
}, 60_000);
beforeEach(async () => {
  await clear();
  receiver = await receiverHere(storage, undefined, { now: () => now, formQuota: 300 });
});

/** A response from a person's own phone, with all that it may hold. */
const underCode = { code: 'KOIVU-12', plan: 'new', wave: 1 };
const given = { answers: [1, null, 3.5], several: { a: [1, 2] }, texts: { b: 'Äänekoski' } };
const makeResponse = (changes: Partial<WireRecord> = {}, part: object = {}): WireRecord =>
  makeRecord({
    ...phoneResponse,
    parts: [
      { ...phoneResponse.parts[0], ...given, unseen: ['c'], ...part },
      { ...phoneResponse.parts[0], instrument: 'own' },
    ],
    ...underCode,
    ...changes,
  });
/** From a phone that was not updated since. */
const makeFlat = (changes: Partial<WireRecord> = {}): WireRecord =>
  makeRecord({ ...flatPhoneResponse, ...given, background: { 'age-band': 2 }, ...underCode, ...changes });
const makeAnswered = (changes: Partial<WireRecord> = {}): WireRecord => {
  const response = makeRecord().id;
  const asked = { code: 'KOIVU-12', plan: 'new', number: 1, due: '2026-11-21', turn: 4 };
  return makeRecord({ kind: 'wave', what: 'answered', response, ...asked, ...changes });
};

const form = { authorization: `Bearer ${formKeyHere}` };
const send = (records: unknown[], headers: Record<string, string> = form) =>
  receiver.ask('/api/records', { method: 'POST', body: JSON.stringify({ records }), headers });
const resultsOf = async (answer: Response) => (await answer.json()).results;
const everything = async () =>
  JSON.stringify([
    await database.query('select id, rev, seq, content from records order by seq'),
    await database.query('select id, rev, content from replaced order by id, rev'),
  ]);

describe('the table: every route × every key', () => {
  const id = '0b9f2c84-6f0b-4c53-9a63-3f1f7f0e8a11';
  const keys = {
    'the organisation’s key': { authorization: `Bearer ${tokenHere}` },
    'the form’s key': form,
    'a wrong key': { authorization: 'Bearer another-token-of-this-length' },
    'no key': { authorization: '' },
  };
  const routes: [string, string, string | undefined, number[]][] = [
    ['GET', '/api/health', undefined, [200, 200, 200, 200]],
    ['GET', '/api/records', undefined, [200, 401, 401, 401]],
    ['GET', '/api/records?kind=response', undefined, [200, 401, 401, 401]],
    ['GET', `/api/records/${id}`, undefined, [200, 401, 401, 401]],
    ['GET', `/api/records/${id}?rev=1`, undefined, [200, 401, 401, 401]],
    ['DELETE', `/api/records/${id}`, undefined, [404, 401, 401, 401]],
    ['POST', '/api/held', `{"ids":["${id}"]}`, [200, 401, 401, 401]],
    ['POST', '/api/records', '{"records":[]}', [200, 200, 401, 401]],
    ['POST', '/api/records/', '{"records":[]}', [404, 401, 401, 401]],
    ['POST', `/api/x/../held/records`, '{"ids":[]}', [404, 404, 404, 404]],
    ['PUT', `/api/records/${id}`, '{}', [405, 401, 401, 401]],
    ['PATCH', '/api/records', '{}', [405, 401, 401, 401]],
  ];

  it.each(routes)('%s %s', async (method, path, body, expected) => {
    await receiver.post([makeRecord({ id })]);
    const before = await everything();
    const answers = [];
    for (const headers of Object.values(keys))
      answers.push((await receiver.ask(path, { method, headers, ...(body === undefined ? {} : { body }) })).status);
    expect(answers).toEqual(expected);
    expect(await everything()).toBe(before);
  });

  it.each([
    ['a body of 6 MB', `{"records":["${'x'.repeat(6_000_000)}"]}`, [413, 413, 401, 401]],
    ['a body of 300 kB', `{"records":["${'x'.repeat(300_000)}"]}`, [200, 413, 401, 401]],
    ['a thousand records', JSON.stringify({ records: Array(batchLimit).fill(0) }), [200, 413, 401, 401]],
    ['a depth of 10,000', `{"records":[${'['.repeat(10_000)}${']'.repeat(10_000)}]}`, [200, 200, 401, 401]],
  ])('%s', async (_, body, expected) => {
    const answers = [];
    for (const headers of Object.values(keys))
      answers.push((await receiver.ask('/api/records', { method: 'POST', body, headers })).status);
    expect(answers).toEqual(expected);
    expect(await receiver.rows()).toEqual([]);
  });
});

describe('the form’s key', () => {
  it('lets new responses in and that a wave was answered, each once', async () => {
    const sent = [makeResponse(), makeAnswered()];
    expect(await resultsOf(await send(sent))).toMatchObject([{ status: 'stored' }, { status: 'stored' }]);
    expect(await resultsOf(await send(sent))).toMatchObject([{ status: 'duplicate' }, { status: 'duplicate' }]);
    expect(await receiver.rows()).toEqual(sent);
  });

  it.each([
    ['another kind', makeRecord(), 'kind'],
    ['a code taken into a plan', makeRecord({ kind: 'respondent' }), 'kind'],
    ['a worker’s response', makeResponse({ mode: 'self' }), 'mode'],
    ['a wave that is marked as declined', makeAnswered({ what: 'declined' }), 'what'],
    ['an edit', makeResponse({ rev: 2 }), 'rev'],
    ['a tombstone', makeResponse({ deleted: true }), ''],
    ['a tombstone of a wave', makeAnswered({ deleted: true }), ''],
    ['a shape of next year', makeResponse({ v: 7 }), 'v'],
    ['a field that the app does not give', makeResponse({ name: 'Somebody' }), ''],
    ['no parts', makeResponse({ parts: [] }), 'parts'],
    ['one part twice', makeResponse({ parts: [phoneResponse.parts[0], phoneResponse.parts[0]] }), 'parts'],
    ['no answers', makeResponse({}, { answers: [] }), 'parts.0.answers'],
    ['answers without end', makeResponse({}, { answers: Array(201).fill(1) }), 'parts.0.answers'],
    ['answers that are none', makeResponse({}, { answers: ['1'] }), 'parts.0.answers.0'],
    ['texts without end', makeResponse({}, { texts: { a: 'x'.repeat(4001) } }), 'parts.0.texts.a'],
    ['a field of a part that the app does not give', makeResponse({}, { name: 'Somebody' }), 'parts.0'],
    ['answers beside parts', makeResponse({ answers: [1] }), ''],
    ['parts in a shape that had none', makeResponse({ v: 4 }), 'instrument'],
    ['no answers, of an earlier shape', makeFlat({ answers: [] }), 'answers'],
    ['a field of no shape', makeFlat({ name: 'Somebody' }), ''],
    ['a foreign unit', makeResponse({ unit: 'Naapuri' }), 'unit'],
    ['a wave of a foreign unit', makeAnswered({ unit: 'Naapuri' }), 'unit'],
    ['a probe', makeResponse({ unit: 'probe' }), 'unit'],
    [
      'more than its size',
      makeResponse({}, { texts: Object.fromEntries([...'abcdefghi'].map((item) => [item, 'x'.repeat(3900)])) }),
      '',
    ],
  ])('takes nothing else, and says why: %s', async (_, record, field) => {
    const good = makeResponse();
    const [bad, stored] = await resultsOf(await send([record, good]));
    expect(bad).toMatchObject({ id: record.id, status: 'rejected', field });
    expect(bad.message).toBeTruthy();
    expect(stored).toMatchObject({ status: 'stored' });
    expect(await receiver.rows()).toEqual([good]);
  });

  it('overwrites, ends and marks nothing: a known id is never touched, whatever comes under it', async () => {
    const held = [
      makeRecord(),
      makeFlat({ v: 1 }),
      makeFlat({ v: 3 }),
      makeResponse(),
      makeAnswered({ what: 'asked' }),
    ];
    await receiver.post(held);
    await receiver.post([{ ...held[0], rev: 2 }]);
    const before = await everything();
    for (const { id } of held)
      for (const record of [
        makeResponse({ id }, { answers: [9] }),
        makeFlat({ id, answers: [9] }),
        makeFlat({ id, answers: [9], v: 1 }),
        makeResponse({ id: id.toUpperCase() }, { answers: [9] }),
        makeResponse({ id, rev: 3 }),
        makeResponse({ id, v: 1_000_000 }),
        makeResponse({ id, deleted: true }),
        makeAnswered({ id }),
      ])
        expect((await resultsOf(await send([record])))[0].status, 'never stored').not.toBe('stored');
    expect(await everything()).toBe(before);
  });

  it('a phone that was updated before it heard the answer is told that its response is there', async () => {
    const response = makeFlat({ v: 2 });
    await send([response]);
    expect(await resultsOf(await send([{ ...response, v: 3 }]))).toMatchObject([{ status: 'duplicate' }]);
    const updated = SurveyResponse.read(response);
    expect(updated).toMatchObject({ v: 6, parts: [{ answers: given.answers }, { instrument: 'background' }] });
    expect(await resultsOf(await send([updated]))).toMatchObject([{ status: 'duplicate' }]);
    const [first] = updated.parts;
    const other = { ...updated, parts: [{ ...first!, answers: [5, null, 3.5] }] };
    expect(await resultsOf(await send([other])), 'other answers are told apart').toMatchObject([
      { status: 'rejected' },
    ]);
  });

  it('has a rate: what comes above it waits, with when to come again, and nothing of it is stored', async () => {
    const batch = () => Array.from({ length: formBatchLimit }, () => makeResponse());
    for (let times = 0; times < 3; times++) expect((await send(batch())).status).toBe(200);
    const late = await send(batch());
    expect(late.status).toBe(429);
    expect((await late.json()).error.message).toMatch(/later/);
    expect(await receiver.rows()).toHaveLength(150);
    now += Number(late.headers.get('retry-after')) * 1000;
    expect((await send(batch())).status).toBe(200);
  });

  it('has a quota of a day; the organisation’s own key has none', async () => {
    let taken = 0;
    for (;;) {
      now += 60_000;
      const answer = await send(Array.from({ length: 50 }, () => makeResponse()));
      if (answer.status !== 200) {
        expect(answer.status).toBe(429);
        break;
      }
      taken += 50;
    }
    expect(taken).toBeGreaterThanOrEqual(300);
    expect(taken).toBeLessThanOrEqual(350);
    expect((await receiver.post([makeRecord()]))[0]?.status).toBe('stored');
    now += day;
    expect((await send([makeResponse()])).status).toBe(200);
  });

  it('knows exactly the fields of the app’s own kinds, in their shapes of today', () => {
    const shapesOf = (v: number) =>
      formRecordOf({ v })._zod.def.options.map((option) => Object.keys(option._zod.def.shape).sort());
    const envelope = ['kind', 'id', 'rev', 'at', 'unit', 'device', 'v'];
    // Only a paper form is typed in twice.
    const own = SurveyResponse.fields.filter((field) => !['checked', 'differed'].includes(field));
    expect(shapesOf(formShapes.response)).toEqual([
      [...envelope, ...own].sort(),
      [...envelope, ...WaveEvent.fields].sort(),
    ]);
    expect(formShapes).toEqual({ response: SurveyResponse.version, wave: WaveEvent.version });
    const isTaken = (record: WireRecord) => formRecordOf(record).safeParse(record).success;
    for (const record of [makeResponse(), makeAnswered()]) expect(isTaken(record)).toBe(true);
    // All that a part may hold, and nothing that it may not.
    expect(() => SurveyResponse.parse(makeResponse())).not.toThrow();
    for (const v of [1, 2, 3, 4]) {
      const { startedAt, ...flat } = makeFlat({ v });
      const sent = v < 4 ? { ...flat, startedAt } : flat;
      expect(isTaken(sent), `a phone with shape ${v}`).toBe(true);
      expect(isTaken(SurveyResponse.read(sent) as unknown as WireRecord), 'once it is updated').toBe(true);
    }
    expect(isTaken(makeResponse({ v: 5 })), 'in parts, of before typings were compared').toBe(true);
    expect(() => WaveEvent.parse(makeAnswered())).not.toThrow();
    expect(JSON.stringify(makeResponse()).length).toBeLessThan(formRecordLimit);
  });
});
