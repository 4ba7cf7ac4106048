/**
 * A secret belongs to one origin: every address that an endpoint can have × every secret × the same and another origin, with
 * what was sent. What is sent is looked through as a whole: address, headers, body.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { addressSettings } from '../../src/delivery/address-settings.ts';
import { checkDelivered } from '../../src/delivery/check/check.ts';
import { dialects } from '../../src/delivery/dialects/all.ts';
import { headerLines } from '../../src/delivery/endpoints/header-lines.ts';
import { tryEndpoint } from '../../src/delivery/endpoints/trial.ts';
import { configIn } from '../../src/delivery/endpoints/use-endpoint-form.ts';
import { authorised } from '../../src/delivery/engine/authorise.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { pullPlans } from '../../src/delivery/reading/pull-plans.ts';
import { pullWaves } from '../../src/delivery/reading/pull-waves.ts';
import { readEndpoint } from '../../src/delivery/reading/read-endpoint.ts';
import { cutHeader, historyHeader } from '../../src/delivery/wire.ts';
import { adopt } from '../../src/setup/adopt.ts';
import { configureEndpoint, type EndpointConfig, endpointConfig, giveOwnKey } from '../../src/setup/endpoint.ts';
import { textFrom } from '../../src/setup/fetch-document.ts';
import { linkedAuth } from '../../src/setup/link-key.ts';
import { keysAt, withoutSecrets } from '../../src/setup/secrets.ts';
import { db } from '../../src/store/db.ts';
import { deviceKey } from '../../src/store/device.ts';
import { itemsOf } from '../../src/store/outbox.ts';
import { bringSurvey } from '../../src/survey/remote/bring-survey-store.ts';
import { keyForLink } from '../../src/survey/remote/form-link-store.ts';
import { ownKeyStands } from '../../src/survey/remote/remote-phone-store.ts';
import { shareSurvey } from '../../src/survey/remote/share-survey-store.ts';
import { type Sealed, seal, unseal } from '../../src/vault/seal.ts';
import { freshDevice, json, logged } from '../support/device.ts';
import { atOrigin, candidate } from '../support/setup.ts';

freshDevice();
beforeEach(() => atOrigin());

const data = 'https://data.example.org';
const other = 'https://other.example.org';
const login = 'https://id.example.org';
const app = 'https://app.example.org';

/** Each secret: how it is given, what of it is looked for in what is sent, and the origins that it may go to. */
const secrets: Record<
  string,
  { auth: EndpointConfig['auth']; headers?: Record<string, string>; marks: string[]; goesTo: string[] }
> = {
  bearer: { auth: { way: 'bearer', token: 'SECRET-bearer' }, marks: ['SECRET-bearer'], goesTo: [data] },
  'header key': {
    auth: { way: 'header', name: 'apikey', value: 'Token SECRET-header' },
    marks: ['SECRET-header'],
    goesTo: [data],
  },
  basic: {
    auth: { way: 'basic', user: 'SECRET-user', password: 'SECRET-password' },
    marks: [btoa('SECRET-user:SECRET-password'), 'SECRET-user', 'SECRET-password'],
    goesTo: [data],
  },
  'own header': {
    auth: { way: 'none' },
    headers: { 'X-Api-Key': 'SECRET-own', 'X-Tunniste': 'SECRET-own', 'content-type': 'application/json' },
    marks: ['SECRET-own'],
    goesTo: [data],
  },
  'login user, password': {
    auth: {
      way: 'login',
      url: `${login}/token`,
      fields: { username: 'SECRET-user', password: 'SECRET-password' },
      headers: { Authorization: 'Basic SECRET-client' },
      tokenAt: 'token',
      token: 'run-out',
    },
    marks: ['SECRET-user', 'SECRET-password', 'SECRET-client'],
    goesTo: [login],
  },
  'login with fields of no telling name': {
    auth: {
      way: 'login',
      url: `${login}/token`,
      fields: { kirjautuja: 'SECRET-one', pinkoodi: 'SECRET-two', grant_type: 'custom' },
      tokenAt: 'token',
      token: 'run-out',
    },
    marks: ['SECRET-one', 'SECRET-two'],
    goesTo: [login],
  },
  'token got': {
    auth: {
      way: 'login',
      url: `${login}/token`,
      fields: { username: 'a', password: 'b' },
      tokenAt: 'token',
      token: 'run-out',
    },
    marks: ['SECRET-got', 'run-out'],
    goesTo: [data],
  },
};

interface Request {
  origin: string;
  path: string;
  text: string;
  redirect: RequestInit['redirect'];
}

type Answer = (request: Request & { method: string; body: unknown }) => Response | undefined;

/** A network that keeps all that was sent; every endpoint renews a token that has run out. */
function network(answer: Answer): Request[] {
  const sent: Request[] = [];
  vi.stubGlobal('fetch', async (to: string, { method = 'GET', headers, body, redirect }: RequestInit = {}) => {
    const url = new URL(to, app);
    const text = `${url.href}\n${JSON.stringify([...new Headers(headers)])}\n${body ?? ''}`;
    const one = { origin: url.origin, path: url.pathname, text, redirect };
    sent.push(one);
    if (url.origin === login) return json({ token: 'SECRET-got' });
    if (text.includes('run-out')) return json({}, 401);
    const asked = body && !url.pathname.endsWith('/token') ? JSON.parse(String(body)) : undefined;
    return answer({ ...one, method, body: asked }) ?? json({}, 404);
  });
  return sent;
}

type Records = { id: string; rev: number }[];
const recordsIn = (body: unknown) => (body as { records?: Records } | undefined)?.records;
const stored: Answer = ({ body }) => {
  const results = recordsIn(body)?.map(({ id, rev }) => ({ id, rev, status: 'stored' }));
  return results && json({ results });
};
/** Takes records and does not say what became of them: it must be asked. */
const vague: Answer = ({ body }) => (recordsIn(body) ? json({}) : undefined);

/** One address of an endpoint: its settings where it lies at `origin`, and what is done until it is asked. */
interface Case {
  at(origin: string): Partial<EndpointConfig>;
  act(): Promise<unknown>;
  answer: Answer;
  /** The path that shows that it was asked. */
  path: RegExp;
}

const plain = { dialect: 'plain', url: `${data}/records` };
const sendOne = async () => {
  await logged(1);
  await drain('button');
};

const addresses: Record<string, Case> = {
  'read one back (look)': {
    at: (origin) => ({ ...plain, options: { look: `${origin}/look/{id}` } }),
    act: sendOne,
    answer: vague,
    path: /^\/look\//,
  },
  'check, many at once (held)': {
    at: (origin) => ({ ...plain, options: { held: `${origin}/held`, look: `${data}/look/{id}` } }),
    act: async () => {
      await sendOne();
      await checkDelivered(true);
    },
    answer: (asked) => stored(asked) ?? (asked.path === '/held' ? json({ held: [] }) : undefined),
    path: /^\/held$/,
  },
  'check, one by one (look)': {
    at: (origin) => ({ ...plain, options: { look: `${origin}/look/{id}` } }),
    act: async () => {
      await sendOne();
      await checkDelivered(true);
    },
    answer: stored,
    path: /^\/look\//,
  },
  'read one back (KoboToolbox data)': {
    at: (origin) => ({
      dialect: 'kobotoolbox',
      url: `${data}/submission`,
      options: { form: 'f', data: `${origin}/api/v2/assets/f/data/` },
    }),
    act: sendOne,
    answer: ({ method }) => (method === 'POST' ? json({ error: 'there' }, 409) : json({ results: [] })),
    path: /^\/api\/v2/,
  },
  'trial, its look': {
    at: (origin) => ({ ...plain, options: { look: `${origin}/look/{id}` } }),
    act: async () => tryEndpoint(await endpointConfig('home'), 'encounter', () => undefined),
    answer: (asked) => stored(asked) ?? (asked.path === '/records' ? json({ records: [], next: 0 }) : undefined),
    path: /^\/look\//,
  },
};

/** What is asked at the endpoint's own address; another origin comes only by moving the endpoint. */
const own: Record<string, { act(): Promise<unknown>; answer: Answer }> = {
  send: { act: sendOne, answer: stored },
  trial: {
    act: async () => tryEndpoint(await endpointConfig('home'), 'encounter', () => undefined),
    answer: (asked) => stored(asked) ?? json({ records: [], next: 0 }),
  },
  'pull plans': { act: pullPlans, answer: () => json({ records: [], next: 0 }) },
  'pull waves': { act: () => pullWaves(), answer: () => json({ records: [], next: 0 }) },
  'read all': {
    act: () =>
      readEndpoint(
        'home',
        () => undefined,
        async () => undefined,
      ),
    answer: () => json({ records: [], next: 0 }),
  },
  redirect: {
    act: sendOne,
    answer: ({ origin }) =>
      origin === data ? new Response(null, { status: 307, headers: { location: `${other}/records` } }) : undefined,
  },
};

/** How an endpoint comes to another origin, and keeps its key out of it. */
const moves: Record<string, (origin: string) => Promise<void>> = {
  'by a document': async (origin) => {
    const { auth, headers } = await endpointConfig('home');
    const shown = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('X-')));
    const endpoints = [
      { id: 'home', name: 'Home', url: `${origin}/records`, headers: shown, signIn: withoutSecrets(auth) },
    ];
    await adopt(await candidate({ kenttakirja: 1, organisation: { name: 'A' }, endpoints }), 'oma');
  },
  'by a document without a word of signing in': async (origin) => {
    const endpoints = [{ id: 'home', name: 'Home', url: `${origin}/records` }];
    await adopt(await candidate({ kenttakirja: 1, organisation: { name: 'A' }, endpoints }), 'oma');
  },
  'by hand': async (origin) => {
    const config = byHand(await endpointConfig('home'), `${origin}/records`);
    await configureEndpoint('home', config);
  },
  'by other code': (origin) => configureEndpoint('home', { url: `${origin}/records` }),
};

/** The form of an endpoint in which only the address was changed. */
function byHand(kept: EndpointConfig, url: string): EndpointConfig {
  const { headers, dialect } = kept;
  const texts = {
    name: '',
    url,
    dialect,
    options: { fields: {}, rest: '' },
    headers: headerLines(headers),
    auth: undefined,
  };
  return configIn(texts, kept).config!;
}

/** What was sent, by address and place, then by secret. */
const table: Record<string, Record<string, string>> = {};
const tell = (address: string, where: string, secret: string, sent: string) => {
  table[`${address} · ${where}`] = { ...table[`${address} · ${where}`], [secret]: sent };
};
afterAll(() => console.table(table));

/** Checks that no mark of a secret went to another origin than its own, and writes down what went where. */
function judge(sent: Request[], secret: string, address: string, where: string): void {
  const { marks, goesTo } = secrets[secret]!;
  const has = ({ text }: Request) => marks.some((mark) => text.includes(mark));
  for (const request of sent) if (!goesTo.includes(request.origin)) expect(has(request), request.text).toBe(false);
  for (const { redirect } of sent) expect(redirect).toBe('manual');
  const origins = [...new Set(sent.map(({ origin }) => origin))];
  const said = origins.map((origin) => {
    const some = sent.filter((one) => one.origin === origin);
    return `${new URL(origin).hostname.split('.')[0]} ${some.some(has) ? 'with' : 'without'}`;
  });
  tell(address, where, secret, said.join(', ') || 'nothing');
}

const configure = async (secret: string, config: Partial<EndpointConfig>) => {
  const { auth, headers = {} } = secrets[secret]!;
  await configureEndpoint('home', { auth, headers, ...config });
};

describe.each(Object.keys(secrets))('%s', (secret) => {
  test.each(Object.keys(addresses))('%s: at the same origin with it, at another without it', async (name) => {
    const { at, act, answer, path } = addresses[name]!;
    for (const [where, origin] of Object.entries({ same: data, other, app })) {
      await db.outbox.clear();
      await db.records.clear();
      await configure(secret, at(origin));
      const sent = network(answer);
      await act();
      judge(sent, secret, name, where);
      const asked = sent.filter((one) => path.test(one.path));
      expect(
        asked.map((one) => one.origin),
        'the address was asked',
      ).toContain(origin);
      const { marks, goesTo } = secrets[secret]!;
      if (where === 'same' && goesTo.includes(data))
        expect(asked.some(({ text }) => marks.some((mark) => text.includes(mark)))).toBe(true);
    }
  });

  test.each(Object.keys(own))('%s: with it where it was given for', async (name) => {
    const { act, answer } = own[name]!;
    await configure(secret, plain);
    const sent = network(answer);
    await act();
    judge(sent, secret, name, 'same');
    if (name === 'redirect') expect(sent.map(({ origin }) => origin)).not.toContain(other);
    // Plans are pulled only where somebody signs in; what a token is fetched with is not asked for while it lasts.
    const { auth, marks, goesTo } = secrets[secret]!;
    if ((auth.way !== 'none' && goesTo.includes(data)) || name === 'send') {
      expect(sent.some(({ text }) => marks.some((mark) => text.includes(mark)))).toBe(true);
    }
  });

  test.each(Object.keys(moves))('the endpoint moves to another origin %s: it begins with no key', async (how) => {
    await configure(secret, plain);
    await moves[how]!(other);
    const config = await endpointConfig('home');
    expect(config.url).toBe(`${other}/records`);
    const { marks } = secrets[secret]!;
    for (const mark of marks.filter((one) => !/user/i.test(one))) expect(JSON.stringify(config)).not.toContain(mark);
    for (const [name, { act, answer }] of Object.entries(own)) {
      const sent = network(answer);
      await act();
      judge(sent, secret, name, `moved ${how}`);
      if (secrets[secret]!.auth.way !== 'none') expect(sent, 'nothing goes there before there is a key').toEqual([]);
    }
  });

  test('tried by hand at another origin before it is kept, it does not go along', async () => {
    await configure(secret, plain);
    const sent = network((asked) => stored(asked) ?? json({ records: [], next: 0 }));
    await tryEndpoint(byHand(await endpointConfig('home'), `${other}/records`), 'encounter', () => undefined);
    judge(sent, secret, 'trial', 'other, by hand');
  });

  test('an endpoint that says back what it was sent: it stands in no words that are kept or shown', async () => {
    await configure(secret, plain);
    const echo: Answer = ({ text, body }) =>
      (body as object | undefined) && 'ids' in (body as object) ? undefined : json({ error: text }, 422);
    network(echo);
    const [made] = await logged(1);
    await drain('button');
    const { key, words } = (await itemsOf(made!.id))[0] as { key: string; words?: Sealed };
    const kept = words ? String(await unseal(await deviceKey(), key, words)) : '';
    const { findings } = await tryEndpoint(await endpointConfig('home'), 'encounter', () => undefined);
    const shown = JSON.stringify(findings);
    expect(kept.length + shown.length).toBeGreaterThan(100);
    expect(shown, 'what only says how it is asked for stays').toContain('application/json');
    // Who signs in may be seen, with what may not.
    for (const mark of secrets[secret]!.marks.filter((one) => one !== 'SECRET-user'))
      expect(kept + shown).not.toContain(mark);
  });

  test('it is not fetched along with a document', async () => {
    await configure(secret, plain);
    const sent = network(() => new Response('{}'));
    await textFrom({ is: 'address', url: `${data}/a.json`, sum: undefined });
    for (const { text } of sent) for (const mark of secrets[secret]!.marks) expect(text).not.toContain(mark);
    tell('a document', 'same', secret, 'data without');
  });
});

describe('what an organisation sets beside endpoints', () => {
  const formKey = 'SECRET-of-the-form-key';
  const withKey = (endpoints: unknown[]) => ({
    kenttakirja: 1,
    organisation: { name: 'A' },
    survey: { remote: true, formKey },
    outreach: { hiddenContacts: ['SECRET-hidden'.toLowerCase()] },
    endpoints,
  });

  test('the form’s key and the hidden contacts go to no address of an endpoint', async () => {
    for (const [name, { at, act, answer }] of Object.entries(addresses)) {
      const { dialect, url, options } = at(other);
      const endpoints = [{ id: 'home', name: 'Home', dialect, url, options }];
      await adopt(await candidate(withKey(endpoints)), 'oma');
      const sent = network(answer);
      await act();
      expect(sent.map(({ text }) => text).join('\n')).not.toMatch(/secret-(of-the-form|hidden)/i);
      for (const secret of ['form key', 'hidden contacts']) tell(name, 'other', secret, 'without');
    }
  });

  test('on a respondent’s phone the form’s key goes to the server that the app comes from, and to no other', async () => {
    await configureEndpoint('home', { auth: { way: 'bearer' } });
    await giveOwnKey(formKey);
    const sent = network(stored);
    await sendOne();
    expect(sent.map(({ origin, text }) => [origin, text.includes(formKey)])).toEqual([[app, true]]);
    tell('send', 'same', 'form key', 'app with');
  });

  test('a key in a link is for the server that the app comes from: where home is another, nothing changes', async () => {
    await configureEndpoint('home', { url: `${data}/records`, auth: { way: 'bearer', token: 'the-key-of-data' } });
    await giveOwnKey(formKey);
    expect((await endpointConfig('home')).auth).toEqual({ way: 'bearer', token: 'the-key-of-data' });
  });
});

describe('a stored key knows the origin that it was given for', () => {
  const kept = async () =>
    (await unseal(await deviceKey(), 'home', (await db.endpoints.get('home'))!.config!)) as object;
  const keepAs = async (config: object) =>
    db.endpoints.update('home', { config: await seal(await deviceKey(), 'home', config) });

  test('it is kept beside the key, sealed', async () => {
    await configureEndpoint('home', { url: `${data}/records`, auth: { way: 'bearer', token: 'a-key' } });
    expect(await kept()).toMatchObject({ keyOrigin: data });
    await configureEndpoint('home', { auth: secrets['token got']!.auth });
    expect(await kept()).toMatchObject({ keyOrigin: data, loginOrigin: login });
  });

  test('one that was kept before belongs to the origin of the address that it was kept with', async () => {
    await keepAs({
      dialect: 'plain',
      url: `${data}/records`,
      headers: {},
      auth: { way: 'bearer', token: 'a-key' },
      options: {},
    });
    expect(await endpointConfig('home')).toMatchObject({ keyOrigin: data });
    await configureEndpoint('home', { url: `${other}/records` });
    expect((await endpointConfig('home')).auth).toEqual({ way: 'bearer' });
  });

  test('so does one of the first versions', async () => {
    await keepAs({ url: '/api/records', answers: 'each', token: 'a-key', dialect: 'plain', headers: {} });
    expect(await endpointConfig('home')).toMatchObject({ keyOrigin: '/', auth: { way: 'bearer', token: 'a-key' } });
  });

  test('whatever else went wrong, a key that lies beside another address is not sent there', async () => {
    const config = { ...plain, headers: { 'x-key': 'SECRET' }, auth: { way: 'bearer', token: 'SECRET' }, options: {} };
    await keepAs({ ...config, url: `${other}/records`, keyOrigin: data });
    const sent = network(stored);
    const [made] = await logged(1);
    await drain('button');
    expect(sent).toEqual([]);
    expect((await itemsOf(made!.id))[0]!.state).toBe('waiting');
    expect((await db.endpoints.get('home'))!.hold).toMatchObject({ trouble: 'sign-in' });
    // Nor would it be where a request is made all the same.
    const ask = { url: `${other}/records`, method: 'POST' as const, headers: config.headers, body: '' };
    expect(authorised(ask, (await endpointConfig('home'))!).headers).toEqual({});
  });

  test('what a token is fetched with is not sent where its login has moved', async () => {
    const auth = { ...secrets['login user, password']!.auth, url: `${other}/token` };
    await keepAs({ ...plain, headers: {}, options: {}, auth, keyOrigin: data, loginOrigin: login });
    const sent = network(stored);
    await sendOne();
    expect(sent.map(({ origin }) => origin)).not.toContain(other);
  });

  test('a key that is typed for the other server is that server’s, also where it is the very same', async () => {
    const before = { ...(await endpointConfig('home')), url: `${data}/records` };
    const next = keysAt({ ...before, url: `${other}/records` }, before, true);
    expect(next).toMatchObject({ keyOrigin: other, auth: before.auth });
  });

  test('a look that is refused for want of a key at another server asks nobody for a key', async () => {
    await configure('bearer', { ...plain, options: { look: `${other}/look/{id}` } });
    network((asked) => vague(asked) ?? (asked.origin === other ? json({}, 401) : undefined));
    const [made] = await logged(1);
    await drain('button');
    expect((await itemsOf(made!.id))[0]).toMatchObject({ state: 'waiting', trouble: 'unclear-answer' });
    expect((await db.endpoints.get('home'))!.hold?.trouble).not.toBe('sign-in');
  });
});

test('the clock and the history of another server, which an endpoint is looked at from, are none of the endpoint’s', async () => {
  await configure('bearer', { ...plain, options: { look: `${other}/look/{id}` } });
  const headers = { [historyHeader]: 'of-another', [cutHeader]: '1', date: 'Thu, 01 Jan 2099 00:00:00 GMT' };
  network((asked) => vague(asked) ?? json({ id: asked.path.split('/').at(-1), rev: 1 }, 200, headers));
  const [made] = await logged(1);
  await drain('button');
  const [item] = await itemsOf(made!.id);
  expect(item!.state).toBe('delivered');
  expect(item!.doneThere).toBeUndefined();
  const row = await db.endpoints.get('home');
  expect([row!.history, row!.recheck]).toEqual([undefined, undefined]);
});

test('every setting that is an address, of every kind of server, stands in the table', () => {
  const inTable = Object.values(addresses).flatMap(({ at }) => {
    const { dialect, options = {} } = at(other);
    return Object.keys(options).map((name) => `${dialect} ${name}`);
  });
  const settings = [...dialects.keys()].flatMap((dialect) =>
    addressSettings(dialect).map((name) => `${dialect} ${name}`),
  );
  expect(settings.length).toBeGreaterThan(2);
  expect(settings.filter((one) => !inTable.includes(one))).toEqual([]);
});

test('nothing is sent but from these files: one more is looked at for the secrets that it could send', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/^(receiver|sw|build)\//.test(file),
  );
  const sending = /(?<![.\w])fetch\(|XMLHttpRequest|sendBeacon\(|new (WebSocket|EventSource)\(|importScripts\(/;
  expect(files.filter((file) => sending.test(readFileSync(`src/${file}`, 'utf8'))).sort()).toEqual([
    'app/fetch-anew.ts',
    // Asks the app's own server for the start page alone: whether beginning anew would find it.
    'app/wipe/finish-wipe.ts',
    // Asks the app's own server to have the browser clear the app, and sends nothing with that.
    'backup/diagnosis.ts',
    'delivery/endpoints/peek.ts',
    'delivery/engine/send.ts',
    'setup/fetch-document.ts',
    'setup/link-key.ts',
    'survey/remote/ask-receiver-store.ts',
    'survey/remote/bring-survey-store.ts',
    'survey/remote/remote-phone-store.ts',
    'survey/remote/share-survey-store.ts',
  ]);
});

describe.each(Object.keys(secrets))('%s, where a link to a form is asked for, and a survey given', (secret) => {
  test('at another server nothing is asked, and at the app’s own only with the key that is that server’s', async () => {
    await configure(secret, plain);
    const sent = network(() => json({}, 404));
    expect(await keyForLink('oma', '2027-01-01', undefined)).toEqual({ is: 'none' });
    expect(sent).toEqual([]);
    await configure(secret, { dialect: 'plain', url: '/api/records' });
    await keyForLink('oma', '2027-01-01', undefined);
    await shareSurvey({ instruments: [] }).catch(() => undefined);
    const paths = secret === 'bearer' ? ['/api/forms', '/api/surveys'] : [];
    expect(sent.map(({ origin, path }) => [origin, path])).toEqual(paths.map((path) => [app, path]));
    for (const { redirect } of sent) expect(redirect, 'no redirect is followed with a key').toBe('manual');
    tell('a link to a form, a survey', 'same', secret, sent.length > 0 ? 'app with' : 'nothing');
  });

  test('a key that lies beside the app’s own address and was given for another server goes to none', async () => {
    const { auth, headers = {} } = secrets[secret]!;
    const config = { dialect: 'plain', url: '/api/records', headers, options: {}, auth, keyOrigin: data };
    await db.endpoints.update('home', { config: await seal(await deviceKey(), 'home', config) });
    const sent = network(() => json({}, 404));
    await keyForLink('oma', '2027-01-01', undefined);
    await shareSurvey({ instruments: [] }).catch(() => undefined);
    expect(sent).toEqual([]);
  });
});

describe.each(Object.keys(secrets))('%s, where a survey is given to the server', (secret) => {
  const survey = { instruments: [] };

  test('at another server nothing is given, and at the app’s own only with the key that is that server’s', async () => {
    await configure(secret, plain);
    const sent = network(() => json({ digest: 'a' }));
    await expect(shareSurvey(survey)).rejects.toThrow();
    expect(sent).toEqual([]);
    await configure(secret, { dialect: 'plain', url: '/api/records' });
    await shareSurvey(survey).catch(() => undefined);
    for (const { origin, path } of sent) expect([origin, path]).toEqual([app, '/api/surveys']);
    expect(sent).toHaveLength(secret === 'bearer' ? 1 : 0);
    tell('a survey for own phones', 'same', secret, sent.length > 0 ? 'app with' : 'nothing');
  });
});

test('whether a phone’s own key is still good is asked of the server that the app comes from alone', async () => {
  const auth = { ...linkedAuth('SECRET-link'), form: true as const };
  await configureEndpoint('home', { url: `${other}/records`, auth });
  const sent = network(() => json({}, 401));
  expect(await ownKeyStands()).toBe('open');
  expect(sent).toEqual([]);
});

test('taking a survey from the server says no secret', async () => {
  await configure('bearer', { dialect: 'plain', url: '/api/records' });
  const sent = network(() => json({}, 404));
  await expect(bringSurvey(new URLSearchParams({ survey: 'a'.repeat(32) }))).rejects.toThrow();
  expect(sent).toHaveLength(1);
  expect(sent[0]!.text).not.toContain('SECRET');
});

test('a phone that was opened by a link to a form: the link’s key and its own go to the server that the app comes from', async () => {
  const auth = { ...linkedAuth('SECRET-link'), form: true as const };
  await configureEndpoint('home', { url: '/api/records', auth });
  const sent = network(({ path }) => (path.startsWith('/api/records') ? json({}, 401) : json({ key: auth.token })));
  await sendOne();
  const withLink = sent.filter(({ text }) => text.includes('SECRET-link'));
  expect(withLink.map(({ origin, path }) => [origin, path])).toEqual([[app, '/api/exchange/form']]);
  await configureEndpoint('home', { url: `${other}/records` });
  expect(JSON.stringify(await endpointConfig('home'))).not.toMatch(new RegExp(`SECRET-link|${auth.token}`));
});

test('the settings that are addresses are known of every kind of server', () => {
  expect(['plain', 'kobotoolbox', 'fhir', 'postgrest', 'nothing'].map((dialect) => addressSettings(dialect))).toEqual([
    ['look', 'held'],
    ['data'],
    [],
    [],
    [],
  ]);
});
