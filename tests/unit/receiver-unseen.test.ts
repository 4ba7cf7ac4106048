import { expect, test } from 'vitest';
import { judge, judgeFromForm } from '../../src/receiver/judge.ts';
import { withoutSecrets } from '../../src/setup/secrets.ts';
import { makeRecord } from '../support/receiver.ts';

const response = makeRecord({
  kind: 'response',
  instrument: 'scale',
  instrumentVersion: '1',
  checksum: '0'.repeat(64),
  language: 'fi',
  mode: 'remote',
  agreed: true,
  startedAt: '2026-11-21T10:00:00Z',
  answers: [1],
});
const sent = (field: string): unknown => JSON.parse(JSON.stringify(response).replace(/}$/, `,${field}}`));

test('what a form sends in a whole response is taken', () => {
  expect(judgeFromForm(undefined)(sent('"texts":{"q1":"Hyvin"}'))).toMatchObject({ is: 'sound' });
});

test.each([
  '"texts":{"__proto__":{"more":"than a form has"}}',
  '"several":{"__proto__":"more"}',
  '"background":{"__proto__":[[1]]}',
  '"__proto__":{"deleted":true}',
])('a field that a schema passes over is refused from a form and from a device: %s', (field) => {
  for (const by of [judgeFromForm(undefined), judge])
    expect(by(sent(field))).toMatchObject({ is: 'rejected', result: { field: expect.stringContaining('__proto__') } });
});

test.each(['5e-324', '1e308', '-1e308', '1e400'])('a number that grows in the database is refused: %s', (number) => {
  expect(judge(sent(`"measured":[${number}]`))).toMatchObject({
    is: 'rejected',
    result: { field: 'measured.0', message: 'A number is out of range' },
  });
});

test.each(['0', '-0', '0.0000001', '1e21', '-12.5', '9007199254740991'])(
  'a number of the work is taken: %s',
  (number) => {
    expect(judge(sent(`"measured":[${number}]`))).toMatchObject({ is: 'sound' });
  },
);

test.each(['salasana', 'Avain', 'lösenord', 'nyckel', 'client_credential'])(
  'the value of a login field of this name is a secret, beside one that tells too: %s',
  (name) => {
    const fields = { user: 'x', token_type: 'y', [name]: 'hush' };
    const auth = withoutSecrets({ way: 'login', url: 'https://a.example/login', fields, tokenAt: 'token' });
    expect(auth).toMatchObject({ fields: { [name]: '' } });
  },
);
