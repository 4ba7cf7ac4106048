import { describe, expect, test } from 'vitest';
import type { EndpointConfig } from '../../src/setup/endpoint.ts';
import { newId } from '../../src/store/id.ts';
import type { Sendable } from '../../src/sync/dialects/dialect.ts';
import { dialect } from '../../src/sync/dialects/plain.ts';
import type { Reply } from '../../src/sync/send.ts';

const endpoint: EndpointConfig = { dialect: 'plain', url: '/api/records', headers: { 'x-unit': 'a' }, answers: 'each' };
const record = (rev = 1): Sendable => ({
  kind: 'encounter',
  id: newId(),
  rev,
  at: '2026-11-21T15:00:00.000Z',
  v: 1,
  unit: 'oma',
  device: crypto.randomUUID(),
});
const [one, two] = [record(), record(3)];
const answer = (status: number, body: unknown, type = 'application/json', retryAfter?: number): Reply => ({
  is: 'answer',
  status,
  type,
  text: typeof body === 'string' ? body : JSON.stringify(body),
  ...(retryAfter === undefined ? {} : { retryAfter }),
});
const read = (reply: Reply, config = endpoint) => dialect.read(reply, [one, two], config);

describe('the plain dialect asks', () => {
  test('with one POST of the records, today’s token and the endpoint’s own headers', () => {
    const ask = dialect.ask([one, two], { ...endpoint, token: 'new' });
    expect(ask).toMatchObject({ method: 'POST', url: '/api/records' });
    expect(ask.headers).toEqual({ 'content-type': 'application/json', 'x-unit': 'a', authorization: 'Bearer new' });
    expect(JSON.parse(String(ask.body))).toEqual({ records: [one, two] });
  });
});

describe('the plain dialect reads', () => {
  test('F5: a 200 that lists one failure refuses that record only, with the server’s words', () => {
    const results = [
      { id: two.id, rev: two.rev, status: 'rejected', field: 'people', message: 'unknown band' },
      { id: one.id, rev: one.rev, status: 'stored' },
    ];
    expect(read(answer(200, { results }))).toEqual({
      each: [
        { is: 'delivered', status: 200, proof: 'stored' },
        { is: 'refused', trouble: 'rejected', status: 200, words: 'people: unknown band' },
      ],
    });
  });

  test('F9: what the endpoint already held counts as delivered', () => {
    const results = [one, two].map(({ id, rev }) => ({ id, rev, status: 'duplicate' }));
    expect(read(answer(200, { results }))).toMatchObject({ each: [{ proof: 'duplicate' }, { proof: 'duplicate' }] });
  });

  test('F6: a record that the answer does not speak of is not delivered; nor is another revision of it', () => {
    const results = [{ id: two.id, rev: 2, status: 'stored' }];
    expect(read(answer(201, { results }))).toEqual({
      each: [
        { is: 'later', trouble: 'unclear-answer', status: 201 },
        { is: 'later', trouble: 'unclear-answer', status: 201 },
      ],
    });
  });

  test.each([
    [
      'F1: a web page with 200, as a captive portal gives',
      answer(200, '<!doctype html><p>Sign in', 'text/html'),
      'not-the-endpoint',
      'web-page',
    ],
    ['F1: a web page that calls itself JSON', answer(200, ' <html>'), 'not-the-endpoint', 'web-page'],
    ['F1: a redirect', { is: 'redirected' } as const, 'not-the-endpoint', 'redirected'],
    ['F2: a word that sounds right', answer(200, '"You are connected"'), 'later', 'unclear-answer'],
    ['half of an answer', answer(200, '{"results":[{"id":'), 'later', 'unclear-answer'],
    ['an answer of another shape', answer(200, [one, two]), 'later', 'unclear-answer'],
    ['no body at all', answer(204, ''), 'later', 'unclear-answer'],
    ['no answer', { is: 'none' } as const, 'later', 'no-answer'],
    ['F7: a moved address', answer(404, ''), 'not-the-endpoint', 'wrong-address'],
    ['F20: 405', answer(405, ''), 'not-the-endpoint', 'wrong-address'],
    ['F8: 407, the sign-in of a proxy', answer(407, ''), 'not-the-endpoint', 'web-page'],
    ['F8: 511, the sign-in of a network', answer(511, '<html>', 'text/html'), 'not-the-endpoint', 'web-page'],
    ['F14: locked', answer(423, ''), 'later', 'busy'],
    ['F20: 408', answer(408, ''), 'later', 'busy'],
    ['F20: 429', answer(429, ''), 'later', 'busy'],
    ['F4: 500', answer(500, ''), 'later', 'server-error'],
    ['F20: 502', answer(502, '<html>', 'text/html'), 'later', 'server-error'],
    ['F4: 503', answer(503, ''), 'later', 'busy'],
    ['F20: 504', answer(504, ''), 'later', 'server-error'],
    ['F11: 413', answer(413, ''), 'refused', 'too-large'],
    ['400', answer(400, ''), 'refused', 'rejected'],
    ['422', answer(422, ''), 'refused', 'rejected'],
  ])('%s', (_, reply, is, trouble) => {
    expect(read(reply)).toMatchObject({ whole: { is, trouble } });
  });

  test.each([401, 403])('F3, F8: %i asks for a sign-in and judges no record', (status) => {
    expect(read(answer(status, ''))).toEqual({ whole: { is: 'sign-in', status } });
  });

  test('F15: the time that a busy endpoint names', () => {
    expect(read(answer(429, '', '', 30_000))).toMatchObject({ whole: { after: 30_000 } });
  });

  test('an endpoint that answers with a status only is believed only where it is set up so, and never with a web page', () => {
    const byStatus: EndpointConfig = { ...endpoint, answers: 'status' };
    expect(read(answer(204, ''), byStatus)).toEqual({ whole: { is: 'delivered', status: 204, proof: 'accepted' } });
    expect(read(answer(200, '<p>', 'text/html'), byStatus)).toMatchObject({ whole: { is: 'not-the-endpoint' } });
    expect(read({ is: 'redirected' }, byStatus)).toMatchObject({ whole: { is: 'not-the-endpoint' } });
  });
});
