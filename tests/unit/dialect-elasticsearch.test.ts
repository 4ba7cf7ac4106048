import { expect, test } from 'vitest';
import { dialect } from '../../src/delivery/dialects/elasticsearch.ts';
import { answer, endpoint, one, stored, tombstone, two } from './dialect-support.ts';

const at = endpoint('https://es.example.org/records');
const options = dialect.options.parse({});
const read = (reply: Parameters<typeof dialect.readResponse>[0]) =>
  dialect.readResponse(reply, [one, two], at, options);
const items = (...parts: [string, number, object?][]) =>
  answer(200, {
    errors: parts.some(([, , error]) => error),
    items: parts.map(([_id, status, error]) => ({ index: { _id, status, ...(error ? { error } : {}) } })),
  });

test('asks in lines of JSON that end with a newline, with our revision as the version', () => {
  const ask = dialect.request([one, tombstone], at, options);
  expect(ask).toMatchObject({
    method: 'POST',
    url: 'https://es.example.org/records/_bulk',
    headers: { 'content-type': 'application/x-ndjson' },
  });
  const lines = ask.body!.split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { index: { _id: one.id, version: 1, version_type: 'external' } },
    { deleted: false, ...one },
    { index: { _id: two.id, version: 4, version_type: 'external' } },
    tombstone,
  ]);
});

test('F5: 200 with errors inside: only that record is refused', () => {
  const error = { type: 'mapper_parsing_exception', reason: 'failed to parse [at]' };
  expect(read(items([one.id, 201], [two.id, 400, error]))).toEqual({
    each: [
      stored(201),
      { is: 'refused', trouble: 'rejected', status: 400, words: 'mapper_parsing_exception: failed to parse [at]' },
    ],
  });
});

test.each([
  ['F9: the same or a newer version', 409, { type: 'version_conflict_engine_exception' }, { is: 'verify' }],
  ['F15: 429 for one item', 429, { type: 'es_rejected_execution_exception' }, { is: 'later', trouble: 'busy' }],
  ['a full disk', 403, { type: 'cluster_block_exception' }, { is: 'later', trouble: 'busy' }],
  ['F8: no rights', 403, { type: 'security_exception' }, { is: 'sign-in' }],
  ['no such index', 404, { type: 'index_not_found_exception' }, { is: 'not-the-endpoint' }],
  ['a shard that is away', 503, { type: 'unavailable_shards_exception' }, { is: 'later', trouble: 'busy' }],
  ['a success with an error', 201, { type: 'x' }, { is: 'later', trouble: 'unclear-answer' }],
])('an item: %s', (_, status, error, outcome) => {
  expect(read(items([one.id, 200], [two.id, status, error]))).toMatchObject({ each: [stored(200), outcome] });
});

test('F6: items of other ids, too few, or none at all prove nothing', () => {
  const unclear = { is: 'later', trouble: 'unclear-answer', status: 200 };
  expect(read(items([two.id, 201], [one.id, 201]))).toEqual({ each: [unclear, unclear] });
  expect(read(items([one.id, 201]))).toEqual({ each: [stored(201), unclear] });
  expect(read(answer(200, { errors: false }))).toEqual({ whole: unclear });
});

test('a whole batch that is refused, with its words', () => {
  const error = { type: 'illegal_argument_exception', reason: 'must be terminated by a newline' };
  expect(read(answer(400, { error, status: 400 }))).toMatchObject({
    whole: { is: 'refused', words: 'illegal_argument_exception: must be terminated by a newline' },
  });
});

test('F9: a look finds our own revision, not the index’s version', () => {
  expect(dialect.lookup?.(two, at, options).url).toBe(
    `https://es.example.org/records/_doc/${two.id}?_source_includes=rev%2Cdeleted`,
  );
  const doc = { _id: two.id, _version: 9, found: true, _source: { rev: 3 } };
  expect(dialect.readLookup?.(answer(200, doc), two, at, options)).toEqual({ is: 'held', rev: 3 });
  expect(dialect.readLookup?.(answer(404, { found: false }), two, at, options)).toEqual({ is: 'absent' });
});
