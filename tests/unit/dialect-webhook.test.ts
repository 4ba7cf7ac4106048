import { expect, test } from 'vitest';
import { dialect } from '../../src/delivery/dialects/webhook.ts';
import { answer, bodyOf, endpoint, tombstone, two } from './dialect-support.ts';

const at = endpoint('https://flow.example.org/hook?sig=1', { 'X-Key': 'a' });
const options = dialect.options.parse({});
const read = (reply: Parameters<typeof dialect.readResponse>[0]) => dialect.readResponse(reply, [two], at, options);

test('asks with one record, a tombstone too', () => {
  const ask = dialect.request([tombstone], at, options);
  expect(ask).toMatchObject({ method: 'POST', url: 'https://flow.example.org/hook?sig=1' });
  expect(ask.headers).toEqual({ 'content-type': 'application/json', 'x-key': 'a' });
  expect(bodyOf(ask)).toEqual(tombstone);
});

test('asks as plain text and with a key where that is wanted', () => {
  const given = dialect.options.parse({ contentType: 'text/plain', idempotencyKey: true });
  expect(dialect.request([two], at, given).headers).toMatchObject({
    'content-type': 'text/plain',
    'idempotency-key': `"${two.id}:3"`,
  });
});

test.each([200, 201, 202, 204])('%i means handed over, never stored', (status) => {
  expect(read(answer(status, 'Workflow was started', 'text/plain'))).toEqual({
    whole: { is: 'delivered', status, proof: 'accepted' },
  });
});

test.each([
  ['F1: a web page', answer(200, '<html>'), { is: 'not-the-endpoint', trouble: 'web-page' }],
  [
    'F1: a redirect, which is all that a Google Apps Script shows',
    { is: 'redirected' } as const,
    { is: 'not-the-endpoint', trouble: 'redirected' },
  ],
  ['F7: a flow that is switched off', answer(404, '{}'), { is: 'not-the-endpoint', trouble: 'wrong-address' }],
  ['F15: too many', answer(429, '', '', 1000), { is: 'later', after: 1000 }],
  ['400', answer(400, 'no'), { is: 'refused', words: 'no' }],
])('reads %s', (_, reply, outcome) => {
  expect(read(reply)).toMatchObject({ whole: outcome });
});

test('what was handed over cannot be looked for', () => {
  expect(dialect.lookup).toBeUndefined();
  expect(dialect.readLookup).toBeUndefined();
});
