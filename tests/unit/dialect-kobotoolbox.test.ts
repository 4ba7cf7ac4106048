import { describe, expect, test } from 'vitest';
import { dialect } from '../../src/delivery/dialects/kobotoolbox.ts';
import { answer, bodyOf, endpoint, one, stored, tombstone, two } from './dialect-support.ts';

const at = endpoint('https://kc.example.org/submission');
const data = 'https://kf.example.org/api/v2/assets/aForm/data/';
const options = dialect.options.parse({ form: 'aForm', data });
const blind = dialect.options.parse({ form: 'aForm' });
const read = (reply: Parameters<typeof dialect.readResponse>[0], given = options) =>
  dialect.readResponse(reply, [one], at, given);
const uuid = (rev: string, { id }: { id: string }) => `uuid:${rev.padStart(8, '0')}${id.slice(8)}`;

describe('KoboToolbox is asked', () => {
  test('for one submission, under the record’s own id', () => {
    const ask = dialect.request([one], at, options);
    expect(ask).toMatchObject({ method: 'POST', url: 'https://kc.example.org/submission' });
    expect(bodyOf(ask)).toEqual({
      id: 'aForm',
      submission: {
        id: one.id,
        kind: 'encounter',
        rev: '1',
        at: one.at,
        v: '1',
        unit: 'oma',
        device: one.device,
        deleted: 'false',
        body: JSON.stringify({
          outingId: one.outingId,
          people: '1',
          place: 'Kauppatori',
          topics: ['housing', 'money'],
        }),
        meta: { instanceID: `uuid:${one.id}` },
      },
    });
  });

  test('for an edit of the one before, for later revisions and for a tombstone', () => {
    const meta = (record: typeof two) =>
      (bodyOf(dialect.request([record], at, options)) as { submission: { meta: object } }).submission.meta;
    expect(meta({ ...two, rev: 2 })).toEqual({
      instanceID: uuid('2', two),
      deprecatedID: `uuid:${two.id}`,
      rootUuid: `uuid:${two.id}`,
    });
    expect(meta(tombstone)).toMatchObject({ instanceID: uuid('4', two), deprecatedID: uuid('3', two) });
    expect(bodyOf(dialect.request([tombstone], at, options))).toMatchObject({
      submission: { deleted: 'true', body: '{}' },
    });
  });

  test('F9: with the very same bytes, whatever the order of the record’s keys, so that its duplicate test knows it', () => {
    const turned = Object.fromEntries(Object.entries(one).reverse()) as typeof one;
    expect(dialect.request([turned], at, options).body).toBe(dialect.request([one], at, options).body);
  });
});

describe('KoboToolbox answers', () => {
  test.each([
    ['201 with our instanceID', answer(201, { message: 'ok', instanceID: `uuid:${one.id}` }), stored(201)],
    ['201 with another', answer(201, { instanceID: `uuid:${two.id}` }), { is: 'later', trouble: 'unclear-answer' }],
    ['F9: 202, the very same is there', answer(202, { error: 'Duplicate' }), { is: 'delivered', proof: 'duplicate' }],
    ['F16: 202 of something else', answer(202, 'Accepted', 'text/plain'), { is: 'later', trouble: 'unclear-answer' }],
    ['F28: 409, other content under this id', answer(409, { error: 'conflict' }), { is: 'verify', words: 'conflict' }],
    ['F14: 423, in progress', answer(423, { error: 'Try again later' }), { is: 'later', trouble: 'busy' }],
    ['402, over the limit', answer(402, { error: 'limit' }), { is: 'later', trouble: 'busy' }],
    ['405, the form is not active', answer(405, { error: 'Form is not active' }), { is: 'later', trouble: 'busy' }],
    ['404, no such form', answer(404, { error: 'x' }), { is: 'not-the-endpoint' }],
    ['403', answer(403, { error: 'Access denied' }), { is: 'sign-in' }],
    ['400', answer(400, { error: 'empty' }), { is: 'refused', words: 'empty' }],
  ])('%s', (_, reply, outcome) => {
    expect(read(reply)).toMatchObject({ whole: outcome });
  });

  test('F28: 409 is refused with its words where submissions cannot be read', () => {
    expect(read(answer(409, { error: 'conflict' }), blind)).toMatchObject({
      whole: { is: 'refused', words: 'conflict' },
    });
    expect(dialect.readLookup?.(answer(200, { results: [] }), one, at, blind)).toEqual({ is: 'unclear' });
  });
});

test('F9: after a look the newest submission is found, and the edit names it', () => {
  const [url, query] = dialect.lookup!(two, at, options).url.split('?query=');
  expect(url).toBe(data);
  expect(JSON.parse(decodeURIComponent(query!))).toEqual({ id: two.id });
  const results = [
    { id: two.id, rev: '1', _uuid: 'a' },
    { id: two.id, rev: '2', _uuid: 'b' },
    { id: one.id, rev: '9', _uuid: 'c' },
  ];
  const held = dialect.readLookup!(answer(200, { count: 3, results }), two, at, options);
  expect(held).toEqual({ is: 'held', rev: 2, version: 'b' });
  expect(bodyOf(dialect.amend!(two, held, at, options)!)).toMatchObject({
    submission: { meta: { instanceID: uuid('3', two), deprecatedID: 'uuid:b', rootUuid: `uuid:${two.id}` } },
  });
  expect(dialect.readLookup?.(answer(200, { results: [] }), two, at, options)).toEqual({ is: 'absent' });
  expect(dialect.amend?.(two, { is: 'absent' }, at, options)).toBeUndefined();
});
