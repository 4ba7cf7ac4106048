import { expect, test } from 'vitest';
import { dialect } from '../../src/delivery/dialects/json-api.ts';
import { answer, bodyOf, endpoint, stored, tombstone, two } from './dialect-support.ts';

const at = endpoint('https://example.org/{kind}s');
const options = dialect.options.parse({});
const media = 'application/vnd.api+json';
const read = (reply: Parameters<typeof dialect.readResponse>[0]) => dialect.readResponse(reply, [two], at, options);
const { id: _, ...attributes } = two;
const resource = (rev: number) => ({ data: { type: 'outing', id: two.id, attributes: { ...attributes, rev } } });

test('asks for one resource with the record’s id', () => {
  const ask = dialect.request([two], at, options);
  expect(ask).toMatchObject({
    method: 'POST',
    url: 'https://example.org/outings',
    headers: { 'content-type': media, accept: media },
  });
  expect(bodyOf(ask)).toEqual(resource(3));
  expect(bodyOf(dialect.request([two], at, dialect.options.parse({ type: 'records' })))).toMatchObject({
    data: { type: 'records' },
  });
});

test.each([
  ['201 with the resource', answer(201, resource(3), media), stored(201)],
  ['201 without our revision', answer(201, resource(2), media), { is: 'verify', status: 201 }],
  ['204', answer(204, ''), { is: 'verify', status: 204 }],
  ['F16: 202', answer(202, resource(3), media), { is: 'verify', status: 202 }],
  ['F9: 409, the id exists', answer(409, {}), { is: 'verify', status: 409 }],
  [
    'F8, F9: 403 for an id that exists or a bad value',
    answer(403, { errors: [{ detail: 'too long', source: { pointer: '/data/attributes/place' } }] }),
    { is: 'verify', words: '/data/attributes/place: too long' },
  ],
  ['422', answer(422, { errors: [{ title: 'Invalid' }] }), { is: 'refused', words: 'Invalid' }],
  ['F7: 404', answer(404, {}), { is: 'not-the-endpoint' }],
])('reads %s', (_, reply, outcome) => {
  expect(read(reply)).toMatchObject({ whole: outcome });
});

test('F9: after a look an older revision is patched; what is not there is not', () => {
  expect(dialect.lookup?.(two, at, options)).toMatchObject({
    url: `https://example.org/outings/${two.id}`,
    headers: { accept: media },
  });
  expect(dialect.readLookup?.(answer(200, resource(2)), two, at, options)).toMatchObject({ is: 'held', rev: 2 });
  expect(dialect.readLookup?.(answer(404, {}), two, at, options)).toEqual({ is: 'absent' });
  const ask = dialect.amend?.(two, { is: 'held', rev: 2 }, at, options);
  expect(ask).toMatchObject({ method: 'PATCH', url: `https://example.org/outings/${two.id}` });
  expect(bodyOf(ask!)).toEqual(resource(3));
  expect(dialect.amend?.(two, { is: 'absent' }, at, options)).toBeUndefined();
});

test('a patch takes away what the resource has and the record has not; a tombstone leaves the envelope', () => {
  const held = dialect.readLookup?.(answer(200, resource(2)), two, at, options);
  const ask = dialect.amend?.(tombstone, held!, at, options);
  const { id: _, ...attributes } = tombstone;
  const gone = { state: null, places: null, organisations: null };
  expect(bodyOf(ask!)).toMatchObject({ data: { attributes: { ...attributes, ...gone } } });
});

test('words that are no string but a list of objects are read too', () => {
  const detail = [{ message: '"place" is not allowed', path: ['place'] }];
  const reply = answer(403, { errors: [{ status: '403', title: 'Param validation failed', detail }] });
  expect(read(reply)).toMatchObject({ whole: { is: 'verify', words: '"place" is not allowed' } });
});
