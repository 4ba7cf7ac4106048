import { describe, expect, test } from 'vitest';
import { dialect } from '../../src/delivery/dialects/directus.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { answer, bodyOf, endpoint, one, stored, two } from './dialect-support.ts';

const at = endpoint('https://d.example.org/items/records');
const options = dialect.options.parse({});
const read = (reply: Parameters<typeof dialect.readResponse>[0], sent = [one, two]) =>
  dialect.readResponse(reply, sent, at, options);
const errors = (status: number, code: string, message = 'm') =>
  answer(status, { errors: [{ message, extensions: { code } }] });

test('asks for a list of items, and for their ids and revisions back', () => {
  const ask = dialect.request([one, two], at, options);
  expect(ask).toMatchObject({ method: 'POST', url: 'https://d.example.org/items/records?fields=id%2Crev' });
  expect(bodyOf(ask)).toMatchObject([{ id: one.id, deleted: false, body: { place: 'Kauppatori' } }, { id: two.id }]);
  const flat = dialect.request([one], at, dialect.options.parse({ body: 'flat' }));
  // PATCH would leave alone what is not sent: what the record lacks is named.
  const lacking = Object.fromEntries(Encounter.fields.map((field) => [field, null]));
  expect(bodyOf(flat)).toEqual([{ deleted: false, ...lacking, ...one }]);
});

describe('Directus answers', () => {
  test('200 with the items: stored; one that is not among them is looked for', () => {
    expect(read(answer(200, { data: [{ id: two.id, rev: 3 }] }))).toEqual({
      each: [{ is: 'verify', status: 200 }, stored(200)],
    });
    expect(read(answer(200, { data: { id: two.id, rev: 3 } }), [two])).toEqual({ each: [stored(200)] });
    expect(read(answer(204, ''), [two])).toEqual({ whole: { is: 'verify', status: 204 } });
  });

  test.each([
    ['F9: an id that is there refuses the list', errors(400, 'RECORD_NOT_UNIQUE'), { is: 'refused' }],
    ['F8: 403 refuses the list', errors(403, 'FORBIDDEN'), { is: 'refused' }],
    ['a value', errors(400, 'FAILED_VALIDATION'), { is: 'refused', words: 'FAILED_VALIDATION: m' }],
    [
      'F11: too large',
      errors(400, 'INVALID_PAYLOAD', 'request entity too large'),
      { is: 'refused', trouble: 'too-large' },
    ],
    ['F11: too large, by its status', errors(413, 'CONTENT_TOO_LARGE'), { is: 'refused', trouble: 'too-large' }],
    ['an invalid token, which is 403 too', errors(403, 'INVALID_TOKEN'), { is: 'sign-in' }],
    ['an expired token', errors(401, 'TOKEN_EXPIRED'), { is: 'sign-in' }],
    ['F15: too many', errors(429, 'REQUESTS_EXCEEDED'), { is: 'later', trouble: 'busy' }],
    ['no such address', errors(404, 'ROUTE_NOT_FOUND'), { is: 'not-the-endpoint' }],
  ])('%s', (_, reply, outcome) => {
    expect(read(reply)).toMatchObject({ whole: outcome });
  });

  test('F8, F9: alone, both words are looked into', () => {
    expect(read(errors(400, 'RECORD_NOT_UNIQUE'), [two])).toMatchObject({ whole: { is: 'verify' } });
    expect(read(errors(403, 'FORBIDDEN'), [two])).toMatchObject({ whole: { is: 'verify', words: 'FORBIDDEN: m' } });
  });
});

describe('after a look', () => {
  const found = (reply: Parameters<typeof dialect.readResponse>[0]) => dialect.readLookup?.(reply, two, at, options);

  test('F8: by a filter, because an unknown id is answered 403', () => {
    expect(decodeURIComponent(dialect.lookup!(two, at, options).url)).toBe(
      `https://d.example.org/items/records?filter[id][_eq]=${two.id}&fields=id,rev,deleted`,
    );
    expect(found(answer(200, { data: [] }))).toEqual({ is: 'absent' });
    expect(found(answer(200, { data: [{ id: two.id, rev: 1 }] }))).toEqual({ is: 'held', rev: 1 });
    expect(found(errors(403, 'FORBIDDEN'))).toMatchObject({ is: 'failed', outcome: { is: 'sign-in' } });
  });

  test('an older revision is patched; what is not there never is', () => {
    expect(dialect.amend?.(two, { is: 'held', rev: 1 }, at, options)).toMatchObject({
      method: 'PATCH',
      url: `https://d.example.org/items/records/${two.id}?fields=id%2Crev`,
    });
    expect(dialect.amend?.(two, { is: 'absent' }, at, options)).toBeUndefined();
  });
});
