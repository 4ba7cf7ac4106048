/** Setting up a device: where a configuration comes from, what it changes, and that nothing is ever half done or lost. */
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { recoveryTold } from '../../src/app/lock/recovery-state.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { OrganisationDocument } from '../../src/organisation.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { adopt, planFor, presentEndpoints, unitFor } from '../../src/setup/adopt.ts';
import { configureEndpoint, createEndpoint, endpointConfig } from '../../src/setup/endpoint.ts';
import { textFrom } from '../../src/setup/fetch-document.ts';
import { hasUnusableKey } from '../../src/setup/lock-part.ts';
import { forgetOrganisation, openOrganisation, organisation } from '../../src/setup/organisation-store.ts';
import { sumOf, textLimit } from '../../src/setup/read-document.ts';
import { isSecretName } from '../../src/setup/secrets.ts';
import { documentLink, linkWith, unpack } from '../../src/setup/set-up-link.ts';
import { bringsKeys, shared } from '../../src/setup/share.ts';
import { sourceFrom, sourceIn, sourceInLink } from '../../src/setup/source.ts';
import { db } from '../../src/store/db.ts';
import { unitNow } from '../../src/store/device.ts';
import { removeEndpoint } from '../../src/store/endpoints.ts';
import { waitingCounts } from '../../src/store/outbox.ts';
import { remove, revise } from '../../src/store/save.ts';
import { newRecoveryPair } from '../../src/vault/lock/recovery.ts';
import { keyToText } from '../../src/vault/lock/recovery-key.ts';
import { countsHold } from '../support/counts.ts';
import { allStored, endpointThat, freshDevice, logged } from '../support/device.ts';
import { eventually } from '../support/eventually.ts';
import { fc } from '../support/property.ts';
import { aDocument, anyServer, atOrigin, candidate, documentOf } from '../support/setup.ts';

freshDevice();
beforeEach(() => {
  forgetOrganisation();
  atOrigin();
});

const origin = 'https://app.example.org';
const endpoint = (changes: Record<string, unknown> = {}) => ({
  id: 'kaupunki',
  name: 'Kaupunki',
  url: 'https://data.example.org/records',
  ...changes,
});
const take = async (doc: Record<string, unknown>, unit = 'oma') => adopt(await candidate(doc), unit);
const items = async (id: string) =>
  (await db.outbox.toArray()).filter((item) => item.endpoint === id).map(({ state, rev }) => `${state} ${rev}`);

describe('the link that sets up a device', () => {
  test('carries a whole document and gives it back letter for letter', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 2000 }), async (text) => {
        const link = await linkWith(text, origin);
        const source = sourceIn(new URL(link).hash);
        expect(source?.is === 'packed' ? await unpack(source.packed) : undefined).toBe(text);
      }),
      { numRuns: 50 },
    ));

  test('an ordinary configuration fits into a code that a phone reads', async () => {
    const link = await linkWith(JSON.stringify(aDocument(), null, 2), origin);
    expect(link.length).toBeLessThan(1600);
  });

  test('names an address and its checksum', () => {
    const link = documentLink('https://example.org/a.json?b=c&d', 'abc', origin);
    expect(sourceFrom(link)).toEqual({ is: 'address', url: 'https://example.org/a.json?b=c&d', sum: 'abc' });
  });

  test.each([
    ['the receiver’s key', '#key=abcdefghijklmnop'],
    ['a place on a page', '#main'],
    ['nothing', ''],
    ['an empty one', '#setup='],
  ])('%s is none', (_, hash) => expect(sourceIn(hash)).toBeUndefined());

  test.each(['hei', 'mailto:a@b.fi', 'ftp://example.org/a', 'https://example.org/#main'])(
    '«%s» leads to no configuration',
    (text) => expect(sourceFrom(text)).toBeUndefined(),
  );

  test('a code is followed only where it is a set-up link: an address of anything else is not even asked', () => {
    expect(sourceInLink('https://example.org/lounas')).toBeUndefined();
    expect(sourceInLink('https://example.org/#main')).toBeUndefined();
    expect(sourceInLink(documentLink('/a.json', 'abc', origin))).toEqual({ is: 'address', url: '/a.json', sum: 'abc' });
  });

  test('half a link, a spoilt one, and one that grows without end are refused', async () => {
    const { packed } = sourceIn(new URL(await linkWith('a'.repeat(5000), origin)).hash) as { packed: string };
    await expect(unpack(packed.slice(0, -4))).rejects.toMatchObject({ why: 'cut-link' });
    await expect(unpack('not%base64')).rejects.toMatchObject({ why: 'cut-link' });
    const bomb = sourceIn(new URL(await linkWith('a'.repeat(textLimit + 1), origin)).hash) as { packed: string };
    expect(bomb.packed.length).toBeLessThan(2000);
    await expect(unpack(bomb.packed)).rejects.toMatchObject({ why: 'too-long' });
  });
});

describe('fetching a configuration', () => {
  const answers = (answer: Response | Error, url?: string) => {
    const fetch = vi.fn(async () => {
      if (answer instanceof Error) throw answer;
      if (url) Object.defineProperty(answer, 'url', { value: url });
      return answer;
    });
    vi.stubGlobal('fetch', fetch);
    return fetch;
  };
  const from = (url: string, sum?: string) => textFrom({ is: 'address', url, sum });

  test('takes the very text, without cookies or referrer, where the checksum is right', async () => {
    const fetch = answers(new Response('{"ä":1}'));
    expect(await from('https://example.org/a.json', await sumOf('{"ä":1}'))).toBe('{"ä":1}');
    expect(fetch.mock.lastCall).toMatchObject([
      'https://example.org/a.json',
      { credentials: 'omit', referrerPolicy: 'no-referrer' },
    ]);
  });

  test.each<[string, Response | Error, string, string?]>([
    ['another text than was promised', new Response('{}'), 'wrong-sum'],
    ['no answer', new TypeError('Failed to fetch'), 'no-answer'],
    ['an answer that takes too long', new DOMException('', 'TimeoutError'), 'no-answer'],
    ['404', new Response('{}', { status: 404 }), 'bad-answer'],
    ['a sign-in page', new Response('<p>', { headers: { 'content-type': 'text/html' } }), 'bad-answer'],
    ['50 MB', new Response('a'.repeat(5_000_000)), 'too-long'],
    ['no UTF-8', new Response(new Uint8Array([0xff, 0xfe])), 'not-text'],
    ['a detour to an address without https', new Response('{}'), 'bad-address', 'http://example.org/a.json'],
  ])('%s', async (_, answer, why, url) => {
    answers(answer, url);
    await expect(from('https://example.org/a.json', 'abc')).rejects.toMatchObject({ why });
  });

  test.each(['http://example.org/a.json', 'http://10.0.0.1/a', 'file:///etc/passwd', 'data:,{}'])(
    '%s is not even asked',
    async (url) => {
      const fetch = answers(new Response('{}'));
      await expect(from(url)).rejects.toMatchObject({ why: 'bad-address' });
      expect(fetch).not.toHaveBeenCalled();
    },
  );
});

describe('what a configuration would change', () => {
  test('new, changed, unchanged and leaving endpoints are told apart', async () => {
    await take(documentOf([endpoint(), endpoint({ id: 'b', url: '/b' }), endpoint({ id: 'c', url: '/c' })]));
    const { organisation: next } = await candidate(
      documentOf([endpoint(), endpoint({ id: 'b', url: '/other' }), endpoint({ id: 'd', url: '/d' })]),
    );
    const { changes, leaving } = await planFor(next);
    expect(changes.map(({ id, is }) => `${id} ${is}`)).toEqual(['kaupunki same', 'b changed', 'd new']);
    expect(leaving.map(({ id }) => id)).toEqual(['c']);
  });

  test('a document that is silent about endpoints changes none', async () => {
    const { organisation: next } = await candidate(documentOf());
    expect(await planFor(next)).toEqual({ changes: [], leaving: [] });
  });

  test('a key stays where way and server stay, and never goes to another server', async () => {
    await configureEndpoint('home', { auth: { way: 'bearer', token: 'a-secret-of-home' } });
    const keyAt = async (url: string, signIn?: unknown) => {
      const { organisation: next } = await candidate(documentOf([endpoint({ id: 'home', url, signIn })]));
      const [change] = (await planFor(next)).changes;
      return [
        change!.key,
        JSON.stringify(change!.config.auth).includes('a-secret-of-home'),
        change!.present?.config.keyOrigin !== change!.config.keyOrigin,
      ];
    };
    expect(await keyAt('/api/records', { way: 'bearer' })).toEqual(['kept', true, false]);
    expect(await keyAt('/api/other')).toEqual(['kept', true, false]);
    expect(await keyAt(`${origin}/api/records`, { way: 'bearer' })).toEqual(['kept', true, false]);
    expect(await keyAt('https://evil.example.org/api/records', { way: 'bearer' })).toEqual(['missing', false, true]);
    expect(await keyAt('https://evil.example.org/api/records')).toEqual(['missing', false, true]);
    expect(await keyAt('/api/records', { way: 'header', name: 'x-key' })).toEqual(['missing', false, false]);
    expect(await keyAt('/api/records', { way: 'bearer', token: 'another' })).toEqual(['given', false, false]);
  });

  test('a token is fetched from the same login address only', async () => {
    const login = { way: 'login' as const, url: '/login', fields: { username: 'a', password: 'p' }, tokenAt: 't' };
    await configureEndpoint('home', { auth: login });
    const wanted = (url: string) =>
      documentOf([
        endpoint({
          id: 'home',
          url: '/api/records',
          signIn: { ...login, url, fields: { username: 'a', password: '' } },
        }),
      ]);
    const at = async (url: string) => (await planFor((await candidate(wanted(url))).organisation)).changes[0]!.key;
    expect(await at('/login')).toBe('kept');
    expect(await at('https://evil.example.org/login')).toBe('missing');
  });

  test('the device keeps its unit, gets the only one there is, or a person is asked', async () => {
    const units = (...ids: string[]) => ids.map((id) => ({ id, name: id.toUpperCase() }));
    const unitOf = async (ids: string[]) =>
      unitFor((await candidate(documentOf(undefined, { units: units(...ids) }))).organisation);
    expect(await unitOf([])).toBe('oma');
    expect(await unitOf(['a'])).toBe('a');
    expect(await unitOf(['a', 'b'])).toBeUndefined();
    await take(documentOf(undefined, { units: units('a', 'b') }), 'b');
    expect(await unitOf(['a', 'b'])).toBe('b');
  });
});

describe('taking it into use', () => {
  test('everything is there at once: configuration, unit, endpoints; and all records wait for what is new', async () => {
    const made = await logged(2);
    await openOrganisation(OrganisationDocument);
    await take(aDocument({ endpoints: [endpoint({ kinds: ['encounter'] })] }), 'etsiva');
    await eventually(() => expect(organisation().organisation.name).toBe('Lahden etsivä työ'));
    expect(await unitNow()).toBe('etsiva');
    expect(await db.endpoints.toCollection().primaryKeys()).toEqual(['home', 'kaupunki']);
    expect(await items('kaupunki')).toEqual(made.map(() => 'waiting 1'));
    await countsHold();
  });

  test('what was loaded lies sealed, and is found again after a start', async () => {
    await take(aDocument());
    const row = await db.settings.get('organisation');
    expect(JSON.stringify(row)).not.toContain('Lahden');
    expect(new TextDecoder().decode((row!.value as { body: ArrayBuffer }).body)).not.toContain('Lahden');
    forgetOrganisation();
    await openOrganisation(OrganisationDocument);
    expect(organisation().organisation.name).toBe('Lahden etsivä työ');
  });

  test('what fails in the middle leaves everything as it was', async () => {
    await logged(1);
    const before = await Promise.all([db.endpoints.toArray(), db.outbox.toArray(), db.settings.toArray()]);
    vi.spyOn(db.endpoints, 'put').mockRejectedValueOnce(new DOMException('', 'QuotaExceededError'));
    await expect(take(documentOf([endpoint()]))).rejects.toThrow();
    expect(await Promise.all([db.endpoints.toArray(), db.outbox.toArray(), db.settings.toArray()])).toEqual(before);
  });

  test('a configuration that cannot be opened any more stops nothing', async () => {
    await take(aDocument());
    await db.settings.put({ name: 'organisation', value: { iv: new Uint8Array(12), body: new ArrayBuffer(20) } });
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    forgetOrganisation();
    await openOrganisation(OrganisationDocument);
    expect(organisation().example).toBe(true);
  });

  test('one in use whose recovery key can be used no more goes on without it, and says so; as a new one it is refused', async () => {
    const document = aDocument({ lock: { ask: true, recovery: keyToText(new Uint8Array(32)) } });
    await expect(candidate(document)).rejects.toThrow('recovery-key');
    await adopt({ organisation: {} as never, text: JSON.stringify(document), sum: '' }, 'oma');
    forgetOrganisation();
    await openOrganisation(OrganisationDocument);
    expect(organisation().organisation.name).toBe('Lahden etsivä työ');
    expect(recoveryTold(undefined, hasUnusableKey(organisation()), undefined)).toBe('unusable');
    await adopt(await candidate(aDocument({ lock: { recovery: (await newRecoveryPair()).open } })), 'oma');
    await eventually(() => expect(hasUnusableKey(organisation())).toBe(false));
    expect(recoveryTold('opens', false, true)).toBeUndefined();
  });

  test('an endpoint is told by its id: one that is renamed and moved keeps what it has, and is not sent all anew', async () => {
    await take(documentOf([endpoint()]));
    await logged(2);
    endpointThat(allStored);
    await drain('button');
    await take(documentOf([endpoint({ name: 'Uusi nimi', url: 'https://data.example.org/moved' })]));
    expect(await items('kaupunki')).toEqual(['delivered 1', 'delivered 1']);
    expect((await endpointConfig('kaupunki')).name).toBe('Uusi nimi');
    await countsHold();
  });

  test('an endpoint without its key is not asked before it has one, and says so', async () => {
    await take(documentOf([endpoint({ signIn: { way: 'bearer' } })]));
    await logged(1);
    const { fetch } = endpointThat(allStored);
    await drain('button');
    expect(fetch).not.toHaveBeenCalled();
    expect((await db.endpoints.get('kaupunki'))?.hold?.trouble).toBe('sign-in');
    await configureEndpoint('kaupunki', { auth: { way: 'bearer', token: 'now-it-is-given' } });
    await drain('saved');
    expect(await items('kaupunki')).toEqual(['delivered 1']);
  });
});

describe('endpoints that go out of use', () => {
  test('with everything delivered: gone, and what was delivered is remembered', async () => {
    await logged(2);
    endpointThat(allStored);
    await drain('button');
    await take(documentOf([endpoint()]));
    expect(await db.endpoints.get('home')).toBeUndefined();
    expect(await items('home')).toEqual(['delivered 1', 'delivered 1']);
    await take(documentOf([endpoint(), endpoint({ id: 'home', url: '/api/records' })]));
    expect(await items('home'), 'back again, it has what it had').toEqual(['delivered 1', 'delivered 1']);
    await countsHold();
  });

  test('with something unsent: it stays and is sent nowhere until a person decides, over any number of drains', async () => {
    await logged(2);
    await take(documentOf([endpoint()]));
    expect(await db.endpoints.get('home')).toMatchObject({ retired: 'undecided' });
    const { fetch } = endpointThat(allStored);
    const ended = await drain('button');
    expect(ended, 'it is nothing to wake up for').toEqual({ is: 'nothing-waits' });
    expect(new Set(fetch.mock.calls.map(([url]) => url))).toEqual(new Set(['https://data.example.org/records']));
    expect(await items('home')).toEqual(['waiting 1', 'waiting 1']);
    expect(await waitingCounts()).toEqual({ waiting: 2, refused: 0 });
    await countsHold();
  });

  test('new records do not wait there, but an edit or deletion of one that does goes with it', async () => {
    const [one, two] = await logged(2);
    await take(documentOf([endpoint()]));
    await logged(1);
    await revise(Encounter, one!, { people: '2' });
    await remove(two!);
    expect((await items('home')).sort()).toEqual(['waiting 2', 'waiting 2']);
    await db.endpoints.update('home', { retired: 'emptying' });
    const { sent } = endpointThat((records) => allStored(records));
    await drain('button');
    expect(sent().length).toBe(5);
    expect((await items('home')).sort()).toEqual(['delivered 2', 'delivered 2']);
    await countsHold();
  });

  test('a person takes it away: the records stay on the device', async () => {
    await logged(2);
    await take(documentOf([endpoint()]));
    await removeEndpoint('home');
    expect(await db.records.count()).toBe(2);
    expect(await items('home')).toEqual([]);
    expect(await items('kaupunki')).toEqual(['waiting 1', 'waiting 1']);
    await countsHold();
  });

  test('a person takes it back into use: it waits for what came meanwhile', async () => {
    await logged(1);
    await take(documentOf([endpoint()]));
    await logged(1);
    await configureEndpoint('home', {}, ['encounter']);
    expect(await items('home')).toEqual(['waiting 1', 'waiting 1']);
    await countsHold();
  });

  test('a kind that is not sent there any more is held, and what is taken on is made up for', async () => {
    await take(documentOf([endpoint({ kinds: ['encounter'] })]));
    await logged(2);
    const narrower = await candidate(documentOf([endpoint({ kinds: ['outing'] })]));
    expect((await planFor(narrower.organisation)).changes[0]).toMatchObject({ held: 2 });
    await adopt(narrower, 'oma');
    expect(await items('kaupunki')).toEqual([]);
    await countsHold();
    await take(documentOf([endpoint()]));
    expect(await items('kaupunki')).toEqual(['waiting 1', 'waiting 1']);
    await countsHold();
  });
});

test('who asks for the organisation’s document while it is being opened has it once it is', async () => {
  await take(documentOf());
  forgetOrganisation();
  const decrypt = crypto.subtle.decrypt.bind(crypto.subtle);
  let open = () => {};
  const opened = new Promise<void>((done) => {
    open = done;
  });
  vi.spyOn(crypto.subtle, 'decrypt').mockImplementation(async (...given) => {
    await opened;
    return decrypt(...given);
  });
  void openOrganisation(OrganisationDocument);
  let isThere = false;
  const second = openOrganisation(OrganisationDocument).then(() => {
    isThere = true;
  });
  for (let times = 0; times < 5; times++) await db.settings.count();
  expect(isThere).toBe(false);
  open();
  await second;
  expect(organisation().organisation.name).toBe('Lahti');
  vi.restoreAllMocks();
});

describe('passing it on', () => {
  const loadedText = async () => {
    const row = (await candidate(aDocument())).text;
    return { text: row, sum: await sumOf(row), at: 0 };
  };

  test('unchanged and without keys: the very same text, so that the checksum is the same on the next device', async () => {
    await take(aDocument());
    await configureEndpoint('kaupunki', { auth: { way: 'header', name: 'apikey', value: 'a-secret' } });
    const loaded = await loadedText();
    const what = shared(loaded, await presentEndpoints(), false);
    expect(what).toMatchObject({ text: loaded.text, isChanged: false, hasKeys: true });
  });

  test('with keys only when a person says so; a fetched token never', async () => {
    await take(aDocument());
    await configureEndpoint('kaupunki', { auth: { way: 'header', name: 'apikey', value: 'a-secret' } });
    const login = {
      way: 'login' as const,
      url: '/login',
      fields: { username: 'u', password: 'pw-secret' },
      tokenAt: 't',
      token: 'fetched-secret',
    };
    await configureEndpoint('home', { auth: login, headers: { 'x-api-key': 'header-secret' } });
    const present = await presentEndpoints();
    const without = shared(await loadedText(), present, false).text;
    expect(without).not.toContain('secret');
    await candidate(JSON.parse(without));
    const withKeys = shared(await loadedText(), present, true).text;
    for (const secret of ['a-secret', 'pw-secret', 'header-secret']) expect(withKeys).toContain(secret);
    expect(withKeys).not.toContain('fetched-secret');
    expect((await candidate(JSON.parse(withKeys), anyServer)).organisation.endpoints).toHaveLength(2);
  });

  test('a setting that is a key goes by no link: a document has it in a file with keys only, and one that comes by a link says so', async () => {
    const formKey = 'the-key-of-all-forms-1234';
    const document = aDocument();
    const survey = { ...(document.survey as object), remote: true, formKey };
    const text = JSON.stringify({ ...document, survey });
    const loaded = { text, sum: await sumOf(text), at: 0 };
    await take({ ...document, survey });
    const without = shared(loaded, await presentEndpoints(), false);
    expect(without).toMatchObject({ hasKeys: true, isChanged: false });
    const link = sourceIn(new URL(await linkWith(without.text, origin)).hash) as { packed: string };
    expect(await unpack(link.packed)).not.toContain(formKey);
    expect((await candidate(JSON.parse(without.text))).organisation.survey.remote).toBe(true);
    expect(shared(loaded, await presentEndpoints(), true).text).toContain(formKey);
    expect([text, without.text, JSON.stringify(documentOf())].map(bringsKeys)).toEqual([true, false, false]);
  });

  test('every setting of a document whose name is that of a key is left out of a link, wherever the app comes to have one', () => {
    const schema = JSON.parse(readFileSync('tests/golden/organisation.schema.json', 'utf8'));
    type Node = { properties?: Record<string, Node>; type?: string };
    const keys = Object.entries(schema.properties as Record<string, Node>).flatMap(([group, { properties = {} }]) =>
      Object.entries(properties).flatMap(([name, { type }]) =>
        type === 'string' && isSecretName(name) ? [[group, name] as const] : [],
      ),
    );
    expect(keys.map((path) => path.join('.'))).toEqual(['survey.formKey']);
    for (const [group, name] of keys)
      expect(bringsKeys(JSON.stringify(documentOf(undefined, { [group]: { [name]: 'a-key' } })))).toBe(true);
  });

  test('what was changed on this device goes along, and it is said', async () => {
    await take(aDocument());
    await createEndpoint(
      { dialect: 'webhook', url: 'https://hooks.example.org/abc', headers: {}, options: {}, auth: { way: 'none' } },
      ['encounter'],
    );
    const what = shared(await loadedText(), await presentEndpoints(), false);
    expect(what).toMatchObject({ isChanged: true, tellingAddress: 'https://hooks.example.org/abc' });
    const { organisation: next } = await candidate(JSON.parse(what.text));
    expect(next.endpoints).toHaveLength(3);
    expect(next.places).toHaveLength(2);
  });

  test.each<[string, Record<string, unknown>, string | undefined]>([
    ['a key by an English name', { url: 'https://a.example/x?apikey=s' }, 'https://a.example/x?apikey=s'],
    ['by a Finnish one', { url: 'https://a.example/x?avain=s' }, 'https://a.example/x?avain=s'],
    ['by a Swedish one', { url: 'https://a.example/x?nyckel=s' }, 'https://a.example/x?nyckel=s'],
    ['a signed address', { url: 'https://a.example/x?v=1&sig=s' }, 'https://a.example/x?v=1&sig=s'],
    [
      'what looks like a key',
      { url: 'https://a.example/x?k=3fa85f64b3fc2c963' },
      'https://a.example/x?k=3fa85f64b3fc2c963',
    ],
    [
      'in the address that reads back',
      { url: 'https://a.example/x', options: { look: 'https://a.example/{id}?token=s' } },
      'https://a.example/{id}?token=s',
    ],
    [
      'in the address of a login',
      {
        url: 'https://a.example/x',
        auth: { way: 'login', url: 'https://id.example/t?salasana=s', fields: { user: 'u' }, tokenAt: 't' },
      },
      'https://id.example/t?salasana=s',
    ],
    [
      'none',
      { url: 'https://a.example/x?table=kirjaukset&v=2', options: { look: 'https://a.example/{id}?order=-rev' } },
      undefined,
    ],
  ])('an address that lets in by itself is told of: %s', async (_, some, telling) => {
    await take(aDocument());
    const auth = { way: 'bearer', token: 'a-token' } as const;
    await configureEndpoint('home', { dialect: 'plain', auth, ...some });
    const present = (await presentEndpoints()).filter(({ id }) => id === 'home');
    expect(shared(await loadedText(), present, false).tellingAddress).toBe(telling);
  });

  test('a header of no telling name whose value looks like a key goes along only when a person says so', async () => {
    await take(aDocument());
    await configureEndpoint('home', { headers: { 'X-Kirja': '3fa85f64b3fc2c963', prefer: 'return=minimal' } });
    const present = await presentEndpoints();
    const without = shared(await loadedText(), present, false);
    expect(without.hasKeys).toBe(true);
    expect(without.text).not.toContain('3fa85f64b3fc2c963');
    expect(without.text).toContain('return=minimal');
    expect(shared(await loadedText(), present, true).text).toContain('3fa85f64b3fc2c963');
  });
});
