/** What the dialects that can be asked about many records at once make of the answers. */

import { describe, expect, test } from 'vitest';
import { dialects } from '../../src/delivery/dialects/all.ts';
import type { Dialect, HeldMany } from '../../src/delivery/dialects/dialect.ts';
import { fc } from '../support/property.ts';
import { answer, bodyOf, endpoint, one, two } from './dialect-support.ts';

const at = endpoint('https://example.org/rest/v1/records');
const ids = [one.id, two.id, '01939a5e-7c00-7009-8000-00000000000f'];
const many = [...dialects.values()].filter(({ lookupMany }) => lookupMany);
const under = ({ options }: Dialect) => options.parse({});
const dialectOf = (name: string) => dialects.get(name)!;
const askOf = (name: string) => dialectOf(name).lookupMany!(ids, at, under(dialectOf(name)))!;
const foundBy = (name: string, ...said: Parameters<typeof answer>): HeldMany =>
  dialectOf(name).readLookupMany!(answer(...said), ids, at, under(dialectOf(name)));

test('these can be asked', () => {
  expect(many.map(({ name }) => name).sort()).toEqual('couchdb directus elasticsearch plain postgrest'.split(' '));
});

describe('the question', () => {
  test('CouchDB: all documents of these keys', () => {
    expect(askOf('couchdb').url).toBe('https://example.org/rest/v1/records/_all_docs?include_docs=true');
    expect(bodyOf(askOf('couchdb'))).toEqual({ keys: ids });
  });

  test('PostgREST: rows whose id is in a list', () => {
    expect(decodeURIComponent(askOf('postgrest').url)).toBe(
      `https://example.org/rest/v1/records?id=in.(${ids.join()})&select=id,rev,deleted`,
    );
  });

  test('Elasticsearch: many documents, our revision only', () => {
    expect(decodeURIComponent(askOf('elasticsearch').url)).toBe(
      'https://example.org/rest/v1/records/_mget?_source_includes=rev,deleted',
    );
    expect(bodyOf(askOf('elasticsearch'))).toEqual({ ids });
  });

  test('Directus: by a filter, as many as were asked about', () => {
    const url = decodeURIComponent(askOf('directus').url);
    expect(url).toContain(`filter[id][_in]=${ids.join()}&fields=id,rev,deleted&limit=3`);
  });

  test('the receiver: its own question beside its records; another address where one is set; none elsewhere', () => {
    expect(askOf('plain').url).toBe('https://example.org/rest/v1/held');
    expect(bodyOf(askOf('plain'))).toEqual({ ids });
    const plain = dialectOf('plain');
    const urlOf = (url: string, options: object) =>
      plain.lookupMany!(ids, endpoint(url), plain.options.parse(options))?.url;
    expect(urlOf('/api/records', {})).toBe('/api/held');
    expect(urlOf('https://example.org/flow', {})).toBeUndefined();
    expect(urlOf('https://example.org/records', { answers: 'status' })).toBeUndefined();
    expect(urlOf('https://example.org/flow', { held: 'https://example.org/which' })).toBe('https://example.org/which');
  });
});

describe('the answer', () => {
  test('says of each: held in a revision, deleted there, absent', () => {
    const held = { is: 'held', rev: 1 };
    const deleted = { is: 'held', rev: 4, deleted: true };
    const expected = { each: [held, deleted, { is: 'absent' }] };
    const rows = [
      { id: two.id, rev: 4, deleted: true },
      { id: one.id, rev: 1, deleted: false },
    ];
    expect(foundBy('plain', 200, { held: [{ id: one.id, rev: 1 }, rows[0]] })).toEqual(expected);
    expect(foundBy('postgrest', 200, rows)).toEqual(expected);
    expect(foundBy('directus', 200, { data: rows })).toEqual(expected);
    const docs = rows.map(({ id, ...source }) => ({ _id: id, found: true, _source: source }));
    expect(foundBy('elasticsearch', 200, { docs: [...docs, { _id: ids[2], found: false }] })).toEqual(expected);
    const couch = rows.map((row) => ({
      id: row.id,
      key: row.id,
      value: { rev: '1-a' },
      doc: { _id: row.id, _rev: '1-a', ...row },
    }));
    expect(foundBy('couchdb', 200, { rows: [...couch, { key: ids[2], error: 'not_found' }] })).toEqual(expected);
  });

  test('F39: a document that was deleted in CouchDB is told apart from one that never was', () => {
    const gone = { id: one.id, key: one.id, value: { rev: '2-b', deleted: true }, doc: null };
    expect(foundBy('couchdb', 200, { rows: [gone] })).toMatchObject({
      each: [{ is: 'failed', outcome: { is: 'refused', trouble: 'gone' } }, { is: 'unclear' }, { is: 'unclear' }],
    });
  });

  test.each(many.map(({ name }) => name))('%s: an address that is not known says nothing of the records', (name) => {
    for (const status of [400, 404, 405, 422]) expect(foundBy(name, status, {})).toEqual({ whole: { is: 'unclear' } });
    for (const status of [401, 429, 500, 503])
      expect(foundBy(name, status, {})).toMatchObject({ whole: { is: 'failed' } });
    expect(foundBy(name, 200, '<html>')).toMatchObject({ whole: { is: 'failed' } });
    expect(foundBy(name, 200, { hello: 'world' })).toEqual({ whole: { is: 'unclear' } });
  });

  test.each(many.map(({ name }) => name))(
    '%s: one id twice, each time another revision, is believed in neither',
    (name) => {
      const rows = [
        {
          id: one.id,
          key: one.id,
          _id: one.id,
          rev: 1,
          found: true,
          _source: { rev: 1 },
          doc: { _id: one.id, _rev: 'a', rev: 1 },
        },
        {
          id: one.id,
          key: one.id,
          _id: one.id,
          rev: 9,
          found: true,
          _source: { rev: 9 },
          doc: { _id: one.id, _rev: 'b', rev: 9 },
        },
      ];
      const body = name === 'postgrest' ? rows : { held: rows, data: rows, rows, docs: rows };
      const many = foundBy(name, 200, body);
      expect('each' in many && many.each[0]).toEqual({ is: 'unclear' });
    },
  );

  test.each(many)(
    '$name: F5: whatever comes back, nothing throws, and nothing is held that is not named',
    (dialect) => {
      const row = fc.record(
        {
          id: fc.constantFrom(...ids, 'another', 7),
          key: fc.constantFrom(...ids),
          _id: fc.constantFrom(...ids, null),
          rev: fc.oneof(fc.integer(), fc.double(), fc.string(), fc.constant(1e300)),
          found: fc.boolean(),
          deleted: fc.anything(),
          _source: fc.anything(),
          doc: fc.anything(),
          value: fc.anything(),
        },
        { requiredKeys: [] },
      );
      const rows = fc.array(fc.oneof(row, fc.anything()), { maxLength: 20 });
      const body = fc.oneof(rows, fc.record({ held: rows, data: rows, rows, docs: rows }), fc.anything());
      const text = fc.oneof(
        body.map((value) => JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? 1 : inner)) ?? ''),
        fc.string(),
        fc.json(),
      );
      fc.assert(
        fc.property(text, fc.constantFrom(200, 201, 207, 404, 500), (said, status) => {
          const found = dialect.readLookupMany!(answer(status, said), ids, at, dialect.options.parse({}));
          if (!('each' in found)) return;
          expect(found.each).toHaveLength(ids.length);
          for (const [index, held] of found.each.entries()) {
            if (held.is !== 'held') continue;
            expect(Number.isSafeInteger(held.rev)).toBe(true);
            expect(said).toContain(ids[index]);
          }
        }),
        { numRuns: 500 },
      );
    },
  );
});
