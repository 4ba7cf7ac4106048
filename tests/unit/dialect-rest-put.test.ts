import { describe, expect, test } from 'vitest';
import { dialect } from '../../src/delivery/dialects/rest-put.ts';
import { answer, bodyOf, endpoint, one, stored, tombstone, two } from './dialect-support.ts';

const at = endpoint('https://example.org/things/?key=1', { Accept: 'application/json' });
const options = dialect.options.parse({});
const read = (reply: Parameters<typeof dialect.readResponse>[0], given = {}) =>
  dialect.readResponse(reply, [two], at, dialect.options.parse(given));

test('puts one record under its id, a tombstone too', () => {
  const ask = dialect.request([tombstone], at, options);
  expect(ask).toMatchObject({ method: 'PUT', url: `https://example.org/things/${two.id}?key=1` });
  expect(ask.headers).toEqual({ 'content-type': 'application/json', accept: 'application/json' });
  expect(bodyOf(ask)).toEqual({ ...tombstone, deleted: true });
});

describe('the answer to a PUT', () => {
  test.each([
    ['200 with the record', answer(200, two), stored(200)],
    ['201 with the record', answer(201, { ...two, more: 1 }), stored(201)],
    ['204, which shows nothing', answer(204, ''), { is: 'verify', status: 204 }],
    ['an older revision', answer(200, { ...two, rev: 2 }), { is: 'verify', status: 200 }],
    ['F6: a list', answer(201, { 0: two, id: 'x' }), { is: 'verify', status: 201 }],
    ['F9: 404 for a new id (json-server)', answer(404, '{}'), { is: 'verify', status: 404, words: '{}' }],
    ['F9: 409', answer(409, ''), { is: 'verify', status: 409 }],
    [
      'F9: 500 HTML (json-server)',
      answer(500, '<pre>', 'text/html'),
      { is: 'later', trouble: 'server-error', status: 500 },
    ],
    ['422', answer(422, 'no'), { is: 'refused', trouble: 'rejected', status: 422, words: 'no' }],
  ])('%s', (_, reply, outcome) => {
    expect(read(reply)).toEqual({ whole: outcome });
  });

  test('is taken for acceptance where the endpoint cannot be read', () => {
    expect(read(answer(204, ''), { proof: 'status' })).toEqual({
      whole: { is: 'delivered', status: 204, proof: 'accepted' },
    });
  });
});

describe('after a look', () => {
  test('F9: what is not there is made by POST; what is there needs another PUT, later', () => {
    expect(dialect.lookup?.(two, at, options).url).toBe(`https://example.org/things/${two.id}?key=1`);
    expect(dialect.readLookup?.(answer(200, two), two, at, options)).toEqual({ is: 'held', rev: 3 });
    expect(dialect.readLookup?.(answer(404, '{}'), two, at, options)).toEqual({ is: 'absent' });
    expect(dialect.amend?.(two, { is: 'held', rev: 1 }, at, options)).toBeUndefined();
    const post = dialect.amend?.(two, { is: 'absent' }, at, options);
    expect(post).toMatchObject({ method: 'POST', url: 'https://example.org/things/?key=1' });
    expect(dialect.amend?.(two, { is: 'unclear' }, at, options)).toBeUndefined();
  });

  test('to the item, as DHIS2’s dataStore wants it, or not at all', () => {
    const make = (create: string) => dialect.amend?.(one, { is: 'absent' }, at, dialect.options.parse({ create }));
    expect(make('item')).toMatchObject({ method: 'POST', url: `https://example.org/things/${one.id}?key=1` });
    expect(make('never')).toBeUndefined();
  });
});
