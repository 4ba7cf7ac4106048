import { describe, expect, test } from 'vitest';
import { dialect } from '../../src/delivery/dialects/couchdb.ts';
import { answer, bodyOf, endpoint, one, stored, tombstone, two } from './dialect-support.ts';

const at = endpoint('https://couch.example.org/kentta/');
const options = dialect.options.parse({});
const read = (reply: Parameters<typeof dialect.readResponse>[0]) =>
  dialect.readResponse(reply, [one, two], at, options);
const ok = { ok: true, id: one.id, rev: '1-a' };

test('asks in bulk, with the record’s id as the document’s and no revision of CouchDB’s', () => {
  const ask = dialect.request([one, tombstone], at, options);
  expect(ask).toMatchObject({ method: 'POST', url: 'https://couch.example.org/kentta/_bulk_docs' });
  expect(bodyOf(ask)).toEqual({
    docs: [
      { _id: one.id, ...one },
      { _id: tombstone.id, ...tombstone },
    ],
  });
});

describe('CouchDB answers', () => {
  test('F5: 201 with a conflict inside: only that record is doubtful', () => {
    const conflict = { id: two.id, error: 'conflict', reason: 'Document update conflict.' };
    expect(read(answer(201, [conflict, ok]))).toEqual({
      each: [stored(201), { is: 'verify', status: 201, words: 'conflict: Document update conflict.' }],
    });
  });

  test.each([
    [
      'what a validation forbids',
      { error: 'forbidden', reason: 'no place' },
      { is: 'refused', words: 'forbidden: no place' },
    ],
    ['a fault of the server', { error: 'internal_server_error' }, { is: 'later', trouble: 'server-error' }],
    ['F6: no word of it', { id: 'other', ok: true, rev: '1-a' }, { is: 'later', trouble: 'unclear-answer' }],
    ['a success without a revision', { ok: true }, { is: 'later', trouble: 'unclear-answer' }],
    ['a success and an error', { ok: true, rev: '1-a', error: 'conflict' }, { is: 'verify' }],
  ])('with %s in the list', (_, result, outcome) => {
    expect(read(answer(201, [{ id: two.id, ...result }, ok]))).toMatchObject({ each: [stored(201), outcome] });
  });

  test('F41: that nobody signed in speaks of the endpoint, also where it says 201 and means each document', () => {
    const results = [ok, { id: two.id, error: 'unauthorized', reason: 'You are not authorized to access this db.' }];
    expect(read(answer(201, results))).toEqual({ whole: { is: 'sign-in', status: 401 } });
  });

  test('F16: 202, which only some nodes have, is looked into', () => {
    expect(read(answer(202, [ok]))).toMatchObject({ each: [{ is: 'verify', status: 202 }, { is: 'later' }] });
  });

  test('400 for one bad document refuses the list, which is halved', () => {
    const reply = answer(400, { error: 'illegal_docid', reason: 'Only reserved' });
    expect(read(reply)).toMatchObject({ whole: { is: 'refused', words: 'illegal_docid: Only reserved' } });
  });

  test('an empty list proves nothing', () => {
    expect(read(answer(201, []))).toMatchObject({ each: [{ is: 'later' }, { is: 'later' }] });
  });
});

describe('F9: after a conflict', () => {
  const found = (reply: Parameters<typeof dialect.readResponse>[0]) => dialect.readLookup?.(reply, two, at, options);

  test('the document tells our revision and its own', () => {
    expect(dialect.lookup?.(two, at, options).url).toBe(`https://couch.example.org/kentta/${two.id}`);
    const doc = { _id: two.id, _rev: '2-b', ...two, rev: 2 };
    expect(found(answer(200, doc))).toEqual({ is: 'held', rev: 2, version: '2-b' });
    expect(found(answer(200, { ...doc, rev: 'x' }))).toEqual({ is: 'unclear' });
    expect(found(answer(404, { error: 'not_found', reason: 'missing' }))).toEqual({ is: 'absent' });
    for (const reason of ['no_db_file', 'Database does not exist.', undefined]) {
      // F7: a 404 that is not about the document says nothing of it.
      expect(found(answer(404, { error: 'not_found', reason }))).toMatchObject({
        outcome: { trouble: 'wrong-address' },
      });
    }
  });

  test('F38: the same revision with other content is another phone’s; in another order or a newer shape it is the same', () => {
    const doc = { _id: two.id, _rev: '3-c', ...two };
    expect(found(answer(200, { ...doc, places: ['Tori'] }))).toMatchObject({ is: 'held', rev: 3, differs: true });
    const turned = Object.fromEntries(Object.entries({ ...doc, added: 'by the server' }).reverse());
    expect(found(answer(200, turned))).toEqual({ is: 'held', rev: 3, version: '3-c' });
    expect(found(answer(200, { ...doc, v: 2, places: ['Tori'] }))).toEqual({ is: 'held', rev: 3, version: '3-c' });
  });

  test('an older revision is replaced only by the version that was seen', () => {
    const ask = dialect.amend?.(two, { is: 'held', rev: 2, version: '2-b' }, at, options);
    expect(bodyOf(ask!)).toEqual({ docs: [{ _id: two.id, ...two, _rev: '2-b' }] });
    expect(dialect.amend?.(two, { is: 'held', rev: 2 }, at, options)).toBeUndefined();
  });

  test('F39: a document that was deleted there is not brought back', () => {
    expect(found(answer(404, { error: 'not_found', reason: 'deleted' }))).toMatchObject({
      is: 'failed',
      outcome: { is: 'refused', trouble: 'gone', words: 'not_found: deleted' },
    });
  });
});
