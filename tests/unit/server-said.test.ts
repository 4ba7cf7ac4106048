/** What Lähetys shows of a server's answer: its own words to people first, all that came only for whoever asks. */

import { describe, expect, test } from 'vitest';
import { serverSaid } from '../../src/delivery/screens/server-said.ts';
import { fc } from '../support/property.ts';

test.each<[string, unknown, string]>([
  ['a message', { message: 'people is required' }, 'people is required'],
  ['an error', { error: 'Bad Request', statusCode: 400 }, 'Bad Request'],
  [
    'a message beside an error',
    { statusCode: 400, error: 'Bad Request', message: 'place: too long' },
    'place: too long',
  ],
  ['a message in an error', { error: { code: 'bad_value', message: 'people: unknown' } }, 'people: unknown'],
  ['OAuth’s words', { error: 'invalid_request', error_description: 'The body is empty' }, 'The body is empty'],
  [
    'a problem (RFC 9457)',
    { type: 'about:blank', title: 'Bad', detail: 'Field people is bad', status: 422 },
    'Field people is bad',
  ],
  ['a title alone', { type: 'about:blank', title: 'Unprocessable' }, 'Unprocessable'],
  ['a list of errors', { errors: [{ message: 'First', extensions: { code: 'X' } }, { message: 'Second' }] }, 'First'],
  ['errors that are texts', { errors: ['No such field', 'Nor this'] }, 'No such field'],
  [
    'a list of its own',
    [{ msg: 'value is not a valid integer', loc: ['body', 'people'] }],
    'value is not a valid integer',
  ],
  [
    'several messages of one field',
    { message: ['people must be a string', 'x'], error: 'Bad' },
    'people must be a string',
  ],
])('%s is what the server said, and the whole answer is kept apart', (_, answer, message) => {
  const words = JSON.stringify(answer);
  expect(serverSaid(words)).toEqual({ message, whole: words });
});

test('plain words are the message, and there is nothing more to show', () => {
  expect(serverSaid('people: too many')).toEqual({ message: 'people: too many', whole: undefined });
});

test('an answer without words to people is shown as it came only to whoever asks', () => {
  for (const words of ['{"code":17,"ok":false}', '[]', '{"message":{"a":1}}', '{"message":"  "}'])
    expect(serverSaid(words)).toEqual({ message: undefined, whole: words });
});

test('what the record itself holds is not taken for the server’s words', () => {
  const words = JSON.stringify({ record: { title: 'Tori', message: 'mine' }, message: 'theirs' });
  expect(serverSaid(words).message).toBe('theirs');
});

describe('an answer that was cut before its end', () => {
  const answer = JSON.stringify({ error: { message: 'Kenttä ”people” puuttuu' }, trace: 'x'.repeat(900) });
  test('has its message all the same', () => {
    expect(serverSaid(answer.slice(0, 500))).toEqual({
      message: 'Kenttä ”people” puuttuu',
      whole: answer.slice(0, 500),
    });
  });
  test('in the middle of it too', () => {
    expect(serverSaid('{"message":"the field people is mis').message).toBe('the field people is mis');
    expect(serverSaid('{"message":"a \\').message).toBe('a');
  });
});

test('a long message is cut short between words, a stack of lines after its first', () => {
  const { message, whole } = serverSaid('word '.repeat(90));
  expect(message).toMatch(/^(word )+word…$/);
  expect(message!.length).toBeLessThanOrEqual(200);
  expect(whole).toBe('word '.repeat(90));
  expect(serverSaid('Error: bad\n  at f (x.js:1)').message).toBe('Error: bad');
});

test('whatever came, nothing is lost of it and nothing throws', () => {
  const json = fc.json({ maxDepth: 3 }).chain((text) => fc.nat(text.length).map((end) => text.slice(0, end)));
  fc.assert(
    fc.property(fc.oneof(json, fc.string()), (words) => {
      const { message, whole } = serverSaid(words);
      expect(message?.length ?? 0).toBeLessThanOrEqual(201);
      expect(whole ?? message ?? '').toBe(whole ? words : words.trim());
    }),
  );
});
