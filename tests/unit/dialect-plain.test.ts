import { describe, expect, test } from 'vitest';
import { dialect } from '../../src/delivery/dialects/plain.ts';
import { answer, bodyOf, endpoint, one, stored, tombstone, two } from './dialect-support.ts';

const at = endpoint('/api/records', { 'X-Unit': 'a' });
const options = (given: Record<string, unknown> = {}) => dialect.options.parse(given);
const read = (reply: Parameters<typeof dialect.readResponse>[0], given = {}) =>
  dialect.readResponse(reply, [one, two], at, options(given));

describe('the plain dialect asks', () => {
  test('with one POST of the records under a name, and the endpoint’s own headers', () => {
    const ask = dialect.request([one, tombstone], at, options());
    expect(ask).toMatchObject({ method: 'POST', url: '/api/records' });
    expect(ask.headers).toEqual({ 'content-type': 'application/json', 'x-unit': 'a' });
    expect(bodyOf(ask)).toEqual({ records: [one, tombstone] });
  });

  test('with a list, or under a path, as configured', () => {
    expect(bodyOf(dialect.request([one, two], at, options({ body: 'array' })))).toEqual([one, two]);
    expect(bodyOf(dialect.request([one], at, options({ wrap: '$.data.items' })))).toEqual({ data: { items: [one] } });
  });

  test('for a single record, with its id and kind in the address and a key of id and revision where that is wanted', () => {
    const to = endpoint('https://example.org/{kind}/{id}?a=1');
    const ask = dialect.request([two], to, options({ method: 'PUT', body: 'single', idempotencyKey: true }));
    expect(ask).toMatchObject({ method: 'PUT', url: `https://example.org/outing/${two.id}?a=1` });
    expect(ask.headers['idempotency-key']).toBe(`"${two.id}:3"`);
    expect(bodyOf(ask)).toEqual(two);
  });

  test('for one record at a time where the address or the body has room for one', () => {
    const limit = (url: string, given = {}) => dialect.limitsWith?.(endpoint(url), options(given)).records;
    expect(limit('/api')).toBe(1000);
    expect(limit('/api', { records: 20 })).toBe(20);
    expect(limit('/api', { body: 'single' })).toBe(1);
    expect(limit('/api/{kind}')).toBe(1);
  });

  test.each([
    ['an unknown field', { methd: 'PUT' }, 'methd'],
    ['another method', { method: 'DELETE' }, 'method'],
    ['success outside 2xx', { statuses: [200, 302] }, 'statuses'],
    ['a path that cannot be', { results: { at: 'a..b' } }, 'at'],
    ['an empty path for the list', { wrap: '' }, 'wrap'],
  ])('refuses %s at the door', (_, given, field) => {
    const result = dialect.options.safeParse(given);
    expect(result.success).toBe(false);
    expect(JSON.stringify(result.error?.issues)).toContain(field);
  });
});

describe('the plain dialect reads', () => {
  test('F5: a 200 that lists one failure refuses that record only, with the server’s words', () => {
    const results = [
      { id: two.id, rev: two.rev, status: 'rejected', field: 'people', message: 'unknown band' },
      { id: one.id, rev: one.rev, status: 'stored' },
    ];
    expect(read(answer(200, { results }))).toEqual({
      each: [stored(200), { is: 'refused', trouble: 'rejected', status: 200, words: 'people: unknown band' }],
    });
  });

  test('a message beside what is stored refuses nothing; one beside a status that nobody knows does', () => {
    const results = [
      { id: one.id, rev: 1, status: 'stored', message: 'OK' },
      { id: two.id, rev: 3, status: 'failed', message: 'no' },
    ];
    expect(read(answer(200, { results }))).toMatchObject({ each: [stored(200), { is: 'refused', words: 'no' }] });
  });

  test('F9: what the endpoint already held counts as delivered', () => {
    const results = [one, two].map(({ id, rev }) => ({ id, rev, status: 'duplicate' }));
    expect(read(answer(200, { results }))).toMatchObject({ each: [{ proof: 'duplicate' }, { proof: 'duplicate' }] });
  });

  test('F6: a record that the answer does not speak of is not delivered; nor is another revision of it', () => {
    const unclear = { is: 'later', trouble: 'unclear-answer', status: 201 };
    const reply = answer(201, { results: [{ id: two.id, rev: 2, status: 'stored' }] });
    expect(read(reply)).toEqual({ each: [unclear, unclear] });
    expect(read(reply, { look: '/api/records/{id}' })).toMatchObject({ each: [{ is: 'verify' }, { is: 'verify' }] });
  });

  test.each([
    ['F2: a word that sounds right', answer(200, '"You are connected"')],
    ['half of an answer', answer(200, '{"results":[{"id":')],
    ['F6: the list that was sent, as an echo', answer(201, [one, two])],
    ['no body at all', answer(204, '')],
  ])('%s proves nothing', (_, reply) => {
    expect(read(reply)).toMatchObject({ whole: { is: 'later', trouble: 'unclear-answer' } });
    expect(read(reply, { look: '/x/{id}' })).toMatchObject({ whole: { is: 'verify' } });
  });

  test.each([
    ['F7: a moved address', 404, { is: 'not-the-endpoint', trouble: 'wrong-address' }],
    ['F3, F8: 403', 403, { is: 'sign-in', status: 403 }],
    ['407', 407, { is: 'not-the-endpoint', trouble: 'web-page', status: 407 }],
    ['400', 400, { is: 'refused', trouble: 'rejected', words: 'why' }],
    ['409', 409, { is: 'refused', trouble: 'rejected', words: 'why' }],
  ])('%s', (_, status, outcome) => {
    expect(read(answer(status, 'why', 'text/plain'))).toMatchObject({ whole: outcome });
  });

  test('results of another shape, by their paths', () => {
    const results = { at: 'data.items', id: 'key', rev: null, status: 'ok', stored: [true], errors: ['error.text'] };
    const items = [
      { key: one.id, ok: true },
      { key: two.id, ok: false, error: { text: 'no such place' } },
    ];
    expect(read(answer(207, { data: { items } }), { results })).toEqual({
      each: [stored(207), { is: 'refused', trouble: 'rejected', status: 207, words: 'no such place' }],
    });
  });

  test('an endpoint that answers with a status only is believed only where it is set up so, as accepted', () => {
    const accepted = { whole: { is: 'delivered', status: 204, proof: 'accepted' } };
    expect(read(answer(204, ''), { answers: 'status' })).toEqual(accepted);
    expect(read(answer(204, ''), { answers: 'status', statuses: [201] })).toMatchObject({ whole: { is: 'later' } });
  });

  test('F5: a 200 with a value that says no is refused with its words; without the value it proves nothing', () => {
    const given = { answers: 'status', success: { at: 'success', is: true } };
    expect(read(answer(200, { success: true }), given)).toMatchObject({ whole: { is: 'delivered' } });
    expect(read(answer(200, { success: false, why: 'x' }), given)).toMatchObject({
      whole: { is: 'refused', words: '{"success":false,"why":"x"}' },
    });
    expect(read(answer(200, {}), given)).toMatchObject({ whole: { is: 'later', trouble: 'unclear-answer' } });
  });
});

describe('the plain dialect looks', () => {
  const given = options({ look: '/api/records/{id}' });
  const found = (reply: Parameters<typeof dialect.readResponse>[0]) => dialect.readLookup?.(reply, two, at, given);

  test('at an address of its own', () => {
    expect(dialect.lookup?.(two, at, given)).toEqual({
      url: `/api/records/${two.id}`,
      method: 'GET',
      headers: { accept: 'application/json', 'x-unit': 'a' },
    });
  });

  test('where none is set, behind the address of the records, and believes only what speaks as the receiver does', () => {
    const plainly = (reply: Parameters<typeof dialect.readResponse>[0], given = {}) =>
      dialect.readLookup?.(reply, two, at, options(given));
    expect(dialect.lookup?.(two, at, options()).url).toBe(`/api/records/${two.id}`);
    expect(plainly(answer(200, two))).toEqual({ is: 'held', rev: 3 });
    expect(plainly(answer(404, { error: { code: 'not-held' } }))).toEqual({ is: 'absent' });
    expect(plainly(answer(404, { error: { code: 'not-found' } }))).toEqual({ is: 'unclear' });
    expect(plainly(answer(404, 'Not found', 'text/plain'))).toEqual({ is: 'unclear' });
    expect(plainly(answer(200, two), { answers: 'status' })).toEqual({ is: 'unclear' });
    expect(plainly(answer(200, two), { body: 'single' })).toEqual({ is: 'unclear' });
  });

  test.each([
    ['this revision', answer(200, two), { is: 'held', rev: 3 }],
    ['an older one', answer(200, { ...two, rev: 1 }), { is: 'held', rev: 1 }],
    ['another record', answer(200, one), { is: 'unclear' }],
    ['no revision', answer(200, { id: two.id }), { is: 'unclear' }],
    ['nothing', answer(404, {}), { is: 'absent' }],
    ['a page that says 404', answer(404, '<html>'), { is: 'unclear' }],
    ['F39: gone', answer(410, 'deleted'), { is: 'failed', outcome: { is: 'refused', status: 410, words: 'deleted' } }],
    ['a look that is refused', answer(400, ''), { is: 'unclear' }],
    ['a key that is not valid', answer(401, ''), { is: 'failed', outcome: { is: 'sign-in' } }],
  ])('and finds %s', (_, reply, held) => {
    expect(found(reply)).toMatchObject(held);
  });
});
