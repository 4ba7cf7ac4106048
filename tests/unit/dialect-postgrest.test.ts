import { describe, expect, test } from 'vitest';
import type { Sendable } from '../../src/delivery/dialects/dialect.ts';
import { dialect } from '../../src/delivery/dialects/postgrest.ts';
import type { HttpResponse } from '../../src/delivery/engine/send.ts';
import { answer, bodyOf, endpoint, one, stored, tombstone, two } from './dialect-support.ts';

const at = endpoint('https://x.supabase.co/rest/v1/records', { apikey: 'public', Prefer: 'return=minimal' });
const options = dialect.options.parse({});
const read = (reply: Parameters<typeof dialect.readResponse>[0], sent = [one, two]) =>
  dialect.readResponse(reply, sent, at, options);
const trouble = (status: number, code: string) => answer(status, { code, message: 'm', details: null, hint: null });

describe('PostgREST is asked', () => {
  test('for an upsert of rows that have the same columns, and for the rows back', () => {
    const ask = dialect.request([one, tombstone], at, options);
    expect(ask).toMatchObject({
      method: 'POST',
      url: 'https://x.supabase.co/rest/v1/records?on_conflict=id&select=id%2Crev',
      headers: {
        'content-type': 'application/json',
        apikey: 'public',
        prefer: 'resolution=merge-duplicates,return=representation',
      },
    });
    const { outingId, place, people, topics, ...envelope } = one;
    const { kind, id, rev, at: time, v, unit, device } = tombstone;
    expect(bodyOf(ask)).toEqual([
      { ...envelope, deleted: false, body: { outingId, place, people, topics } },
      { kind, id, rev, at: time, v, unit, device, deleted: true, body: {} },
    ]);
  });

  test('with a column a field, the same for every row, where the table is flat', () => {
    const rows = bodyOf(dialect.request([one, tombstone], at, dialect.options.parse({ body: 'flat' }))) as object[];
    expect(Object.keys(rows[0]!)).toEqual(Object.keys(rows[1]!));
    expect(rows).toMatchObject([
      { deleted: false, place: 'Kauppatori' },
      { deleted: true, place: null },
    ]);
  });
});

describe('PostgREST answers', () => {
  test.each([200, 201])('%i with the rows: stored; a row that did not come back is looked for', (status) => {
    expect(read(answer(status, [{ id: two.id, rev: 3 }]))).toEqual({
      each: [{ is: 'verify', status }, stored(status)],
    });
    expect(read(answer(status, [{ id: two.id, rev: 2 }]))).toMatchObject({
      each: [{ is: 'verify' }, { is: 'verify' }],
    });
    expect(read(answer(status, ''))).toEqual({ whole: { is: 'verify', status } });
  });

  test.each([
    ['a check that fails', trouble(400, '23514'), { is: 'refused', words: '23514: m' }],
    ['F10: the same id twice in a list (500)', trouble(500, '21000'), { is: 'refused' }],
    ['F9: another unique column', trouble(409, '23505'), { is: 'refused' }],
    ['F29: a parent that is not there', trouble(409, '23503'), { is: 'refused' }],
    ['F8: a row’s policy', trouble(403, '42501'), { is: 'refused' }],
    ['an expired token', trouble(401, 'PGRST301'), { is: 'sign-in' }],
    ['no table', trouble(404, 'PGRST205'), { is: 'not-the-endpoint' }],
    ['no database', trouble(503, 'PGRST000'), { is: 'later', trouble: 'busy' }],
    ['a deadlock', trouble(500, '40P01'), { is: 'later', trouble: 'server-error' }],
  ])('all or nothing, so that a list is halved: %s', (_, reply, outcome) => {
    expect(read(reply)).toMatchObject({ whole: outcome });
  });

  test.each([
    ['F9: another unique column', trouble(409, '23505'), { is: 'verify', words: '23505: m' }],
    ['F29: a parent that is not there', trouble(409, '23503'), { is: 'refused', words: '23503: m' }],
    ['F8: a row’s policy', trouble(403, '42501'), { is: 'verify', words: '42501: m' }],
    ['no rights, not signed in', trouble(401, '42501'), { is: 'sign-in' }],
    ['21000, which alone cannot be', trouble(500, '21000'), { is: 'later', trouble: 'server-error' }],
  ])('and alone: %s', (_, reply, outcome) => {
    expect(read(reply, [two])).toMatchObject({ whole: outcome });
  });
});

test('F9: a look by id finds the revision that is there', () => {
  expect(dialect.lookup?.(two, at, options).url).toBe(
    `https://x.supabase.co/rest/v1/records?id=eq.${two.id}&select=id%2Crev%2Cdeleted`,
  );
  const found = (body: unknown) => dialect.readLookup?.(answer(200, body), two, at, options);
  expect(found([{ id: two.id, rev: 3 }])).toEqual({ is: 'held', rev: 3 });
  expect(found([])).toEqual({ is: 'absent' });
  expect(found([{ id: one.id, rev: 3 }])).toEqual({ is: 'unclear' });
  expect(found({})).toEqual({ is: 'unclear' });
});

describe('a table that takes rows and shows none', () => {
  const unseen = dialect.options.parse({ proof: 'status' });
  const readUnseen = (reply: Parameters<typeof dialect.readResponse>[0], sent: Sendable[]) =>
    dialect.readResponse(reply, sent, at, unseen);
  const key = (names: string, values: string) =>
    answer(409, { code: '23505', message: 'm', details: `Key (${names})=(${values}) already exists.`, hint: null });
  const hidden = answer(409, {
    code: '23505',
    message: 'duplicate key value violates unique constraint "records_pkey"',
    details: null,
    hint: null,
  });

  test('is sent a plain insert that asks for nothing back', () => {
    const ask = dialect.request([one, tombstone], at, unseen);
    expect(ask).toMatchObject({ url: 'https://x.supabase.co/rest/v1/records', headers: { prefer: 'return=minimal' } });
    expect(bodyOf(ask)).toEqual(bodyOf(dialect.request([one, tombstone], at, options)));
  });

  test('has accepted what it answers with 201, and is not looked at', () => {
    expect(readUnseen(answer(201, ''), [one, two])).toEqual({
      whole: { is: 'delivered', status: 201, proof: 'accepted' },
    });
    expect(dialect.canLookUp?.(at, unseen)).toBe(false);
    expect(dialect.lookupMany?.([one.id], at, unseen)).toBeUndefined();
  });

  test.each([401, 403])('is known by what it says to an upsert: 42501 with %i', (status) => {
    expect(dialect.otherwise?.(trouble(status, '42501'), options)).toEqual(unseen);
    expect(dialect.otherwise?.(trouble(status, '42501'), unseen)).toBeUndefined();
    expect(dialect.otherwise?.(trouble(status, 'PGRST301'), options)).toBeUndefined();
  });

  test.each<[string, HttpResponse, Sendable, unknown]>([
    ['the first revision', key('id', one.id), one, { is: 'delivered', proof: 'duplicate' }],
    ['the first revision, its key not shown', hidden, one, { is: 'delivered', proof: 'duplicate' }],
    ['this revision', key('id, rev', `${two.id}, 3`), two, { is: 'delivered', proof: 'duplicate' }],
    ['an edit where only the id is the key', key('id', two.id), two, { is: 'refused' }],
    ['an edit, the key not shown', hidden, two, { is: 'refused' }],
    ['another column', key('phone', 'x'), one, { is: 'refused' }],
    ['another record', key('id', two.id), one, { is: 'refused' }],
  ])('that has a row already: %s', (_, reply, record, outcome) => {
    expect(readUnseen(reply, [record])).toMatchObject({ whole: outcome });
    expect(readUnseen(reply, [one, two]), 'in a list it does not say which').toMatchObject({
      whole: { is: 'refused' },
    });
  });
});
