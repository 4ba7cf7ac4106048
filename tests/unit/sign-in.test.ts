/** The ways of signing in that servers have: the word before a key, headers of one's own, and where a token is fetched. */
import { describe, expect, test, vi } from 'vitest';
import { given } from '../../src/delivery/endpoints/given.ts';
import { authorised, login } from '../../src/delivery/engine/authorise.ts';
import { Auth } from '../../src/setup/endpoint.ts';
import { isComplete, withoutSecrets } from '../../src/setup/secrets.ts';
import { json } from '../support/device.ts';

type Login = Extract<Auth, { way: 'login' }>;
const ask = { url: 'https://data.example/records', method: 'POST', headers: {}, body: '{}' } as const;
const at = (auth: Auth) => ({ url: ask.url, headers: {}, auth });
const sentWith = (auth: unknown) => authorised(ask, at(Auth.parse(auth))).headers;

describe('the word before a key', () => {
  test.each(['Token', 'ApiToken', 'ApiKey', 'GenieKey', 'Bearer'])('%s is set and sent', (scheme) => {
    expect(sentWith({ way: 'bearer', scheme, token: 'abc=' })).toEqual({ authorization: `${scheme} abc=` });
    const value = `${scheme} abc=`;
    expect(sentWith({ way: 'header', name: 'Authorization', value })).toEqual({ Authorization: value });
    const fetched = { way: 'login', url: '/login', fields: {}, tokenAt: 't', scheme, token: 'abc=' };
    expect(sentWith(fetched)).toEqual({ authorization: value });
  });

  test('is Bearer where none is named, as in the documents of today', () => {
    expect(sentWith({ way: 'bearer', token: 'abc' })).toEqual({ authorization: 'Bearer abc' });
  });

  test.each([
    ['two words', { way: 'bearer', scheme: 'Api Token', token: 'a' }],
    ['none', { way: 'bearer', scheme: '', token: 'a' }],
    ['a line break', { way: 'bearer', scheme: 'Token\r\nx: y', token: 'a' }],
    ['a header with a line break', { way: 'header', name: 'Authorization', value: 'Token a\r\nx: y' }],
    ['a header that ends with a space', { way: 'header', name: 'Authorization', value: 'Token ' }],
  ])('%s is refused', (_, auth) => {
    expect(Auth.safeParse(auth).success).toBe(false);
  });

  const none = { way: 'none' } as const;
  test.each<[string, Auth, unknown]>([
    ['with the key', { way: 'bearer', token: ' Token abc ' }, { way: 'bearer', scheme: 'Token', token: 'abc' }],
    ['Bearer with the key', { way: 'bearer', token: 'Bearer abc' }, { way: 'bearer', token: 'abc' }],
    [
      'at its own field',
      { way: 'bearer', scheme: ' ApiKey ', token: 'abc' },
      { way: 'bearer', scheme: 'ApiKey', token: 'abc' },
    ],
    ['left empty', { way: 'bearer', scheme: '', token: 'abc' }, { way: 'bearer', token: 'abc' }],
    [
      'in a header',
      { way: 'header', name: 'Authorization', value: 'Token abc ' },
      { way: 'header', name: 'Authorization', value: 'Token abc' },
    ],
  ])('as a person writes it on the screen: %s', (_, written, kept) => {
    expect(given(written, none)).toEqual(kept);
    expect(Auth.safeParse(given(written, none)).success).toBe(true);
  });

  test('goes along without the key', () => {
    const auth = Auth.parse({ way: 'bearer', scheme: 'Token', token: 'secret' });
    expect(withoutSecrets(auth)).toEqual({ way: 'bearer', scheme: 'Token' });
    expect(isComplete(withoutSecrets(auth))).toBe(false);
  });
});

describe('a token that is fetched', () => {
  const auth: Login = {
    way: 'login',
    url: 'https://id.example/token',
    fields: { grant_type: 'password', username: 'a', password: 'ö & b' },
    tokenAt: 'access_token',
  };
  /** A token endpoint; keeps what it was asked with. */
  function tokensAt(answer: (type: string, body: string) => Response) {
    const asked: { type: string; headers: Headers; body: string }[] = [];
    vi.stubGlobal('fetch', async (_: string, { headers: sent, body }: RequestInit) => {
      const headers = new Headers(sent);
      const type = headers.get('content-type') ?? '';
      asked.push({ type, headers, body: String(body) });
      return answer(type, String(body));
    });
    return asked;
  }
  const form = 'application/x-www-form-urlencoded';
  const formOnly = (status: number, body: unknown) => (type: string) =>
    type === form ? json({ access_token: 'new' }) : json(body, status);

  test.each([
    [400, { error: 'invalid_request', error_description: 'Missing form parameter: grant_type' }],
    [415, { error: 'HTTP 415 Unsupported Media Type' }],
  ])('is asked for with a form where JSON is not taken (%i)', async (status, body) => {
    const asked = tokensAt(formOnly(status, body));
    expect(await login({ auth })).toBe('new');
    expect(asked.map(({ type }) => type)).toEqual(['application/json', form]);
    expect(asked[1]!.body).toBe('grant_type=password&username=a&password=%C3%B6+%26+b');
  });

  test('is asked for with a form at once where that is set, and as JSON only where that is', async () => {
    const asked = tokensAt(formOnly(400, {}));
    expect(await login({ auth: { ...auth, as: 'form' } })).toBe('new');
    expect(await login({ auth: { ...auth, as: 'json' } })).toBeUndefined();
    expect(asked.map(({ type }) => type)).toEqual([form, 'application/json']);
  });

  test.each([
    ['a wrong password', 400, { error: 'invalid_grant' }],
    ['a wrong client', 400, { error: 'invalid_client' }],
    ['401', 401, {}],
    ['an error', 500, {}],
  ])('is asked for once after %s: a second try would count as another wrong one', async (_, status, body) => {
    const asked = tokensAt(() => json(body, status));
    expect(await login({ auth })).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  test('is asked for with headers of one’s own, such as a client’s key', async () => {
    const asked = tokensAt(() => json({ access_token: 'new' }));
    const headers = { Authorization: 'Basic Y2xpZW50OnNlY3JldA==', apikey: 'public', 'Content-Type': 'text/plain' };
    expect(await login({ auth: Auth.parse({ ...auth, headers }) })).toBe('new');
    expect(asked[0]!.headers.get('authorization')).toBe(headers.Authorization);
    expect(asked[0]!.headers.get('apikey')).toBe('public');
    expect(asked[0]!.type, 'what is sent is named as what it is').toBe('application/json');
  });

  test('the secrets among its headers go along nowhere, and are asked for on each device', () => {
    const whole = Auth.parse({
      ...auth,
      as: 'form',
      scheme: 'Token',
      headers: { Authorization: 'Basic c2VjcmV0', 'X-Parse-Application-Id': 'app' },
    });
    expect(withoutSecrets(whole)).toEqual({
      way: 'login',
      url: auth.url,
      fields: { grant_type: 'password', username: 'a', password: '' },
      as: 'form',
      headers: { Authorization: '', 'X-Parse-Application-Id': 'app' },
      scheme: 'Token',
      tokenAt: 'access_token',
    });
    expect(isComplete(whole)).toBe(true);
    expect(isComplete(Auth.parse({ ...whole, headers: { Authorization: '' } }))).toBe(false);
  });

  test('by other fields only: an empty user name and password are not asked for', () => {
    const fields = { username: '', password: '', grant_type: 'client_credentials', client_id: 'a', client_secret: 'b' };
    const { username: _u, password: _p, ...others } = fields;
    expect(given({ ...auth, fields }, { way: 'none' })).toEqual({ ...auth, fields: others });
  });
});
