/** The link to a form on a person's own phone: what it makes of the phone that opens it, and what of it stays there. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { adopt } from '../../src/setup/adopt.ts';
import { configureEndpoint, createEndpoint, type EndpointConfig, endpointConfig } from '../../src/setup/endpoint.ts';
import { homeEndpoint } from '../../src/store/db.ts';
import { setting } from '../../src/store/device.ts';
import { isCoded } from '../../src/survey/remote/own-phone.ts';
import { settleIn } from '../../src/survey/remote/remote-phone-store.ts';
import { handedOver, release } from '../../src/vault/handed-over.ts';
import { freshDevice, logged } from '../support/device.ts';
import { eventually } from '../support/eventually.ts';
import { atOrigin, candidate, documentOf } from '../support/setup.ts';

freshDevice();

const formKey = 'the-key-of-the-forms';
const stored = new Map<string, string>();
let address = '';
/** What the phone sends with by the time that the key leaves the address. */
let keptThen: Promise<EndpointConfig> | undefined;

beforeEach(async () => {
  stored.clear();
  keptThen = undefined;
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => stored.set(name, value),
    removeItem: (name: string) => stored.delete(name),
  });
  release();
  await configureEndpoint(homeEndpoint, { auth: { way: 'bearer' } });
});

/** Opens the form by a link with this behind its #. */
async function open(told: Record<string, string>): Promise<void> {
  const hash = `#${new URLSearchParams(told)}`;
  atOrigin();
  Object.assign(location, { pathname: '/answer/esis.fi', search: '?mode=remote', hash });
  vi.stubGlobal('history', {
    state: null,
    replaceState: (_: unknown, _title: string, url: string) => {
      address = url;
      keptThen = endpointConfig(homeEndpoint);
    },
  });
  await settleIn(new URLSearchParams(told));
}

describe('a phone that nobody has set up', () => {
  test('keeps to the form, and sends with the form’s key', async () => {
    await open({ form: formKey, unit: 'Lahti', coded: '1' });
    expect(handedOver()?.page).toBe('/answer/esis.fi?mode=remote#unit=Lahti&coded=1');
    expect((await endpointConfig(homeEndpoint)).auth).toEqual({ way: 'bearer', token: formKey });
    expect(await setting('unit', '')).toBe('Lahti');
  });

  test.each([['form'], ['invite']])(
    'has the key (%s) in its address until it is kept: a page that is loaded anew loses none',
    async (name) => {
      vi.stubGlobal('fetch', () => new Promise(() => undefined));
      void open({ [name]: formKey, unit: 'Lahti' });
      await eventually(() => expect(keptThen).toBeDefined());
      expect((await keptThen)!.auth).toMatchObject(
        name === 'form' ? { token: formKey } : { link: formKey, form: true },
      );
    },
  );

  test('does so again when the link is opened once more, whatever was sent meanwhile', async () => {
    await open({ form: formKey, unit: 'Lahti' });
    await logged(1);
    release();
    await open({ form: formKey, unit: 'Lahti' });
    expect(handedOver()?.page).toBe('/answer/esis.fi?mode=remote#unit=Lahti');
  });
});

describe('a worker’s device stays what it was, whatever the link holds', () => {
  const ways: Record<string, EndpointConfig['auth']> = {
    'a key of its own': { way: 'bearer', token: 'a-key-of-its-own' },
    'a name and a password': { way: 'basic', user: 'a', password: 'b' },
    'a key in a header': { way: 'header', name: 'X-Key', value: 'k' },
    'a login': { way: 'login', url: '/login', fields: { user: 'a' }, tokenAt: 'token', token: 'got' },
    'no key yet': { way: 'bearer' },
    nothing: { way: 'none' },
  };
  const links: Record<string, Record<string, string>> = {
    'the form’s key': { form: formKey, unit: 'Muu' },
    'no key': { unit: 'Muu' },
    'an empty key': { form: '', unit: 'Muu' },
  };
  const each = Object.keys(ways).flatMap((way) => Object.keys(links).map((link) => [way, link] as const));

  test.each(each)('it signs in with %s, and the link has %s', async (way, link) => {
    await configureEndpoint(homeEndpoint, { auth: ways[way]! });
    await logged(1);
    await open(links[link]!);
    expect(handedOver(), 'not locked').toBeUndefined();
    expect((await endpointConfig(homeEndpoint)).auth).toEqual(ways[way]);
    expect(await setting('unit', 'oma')).toBe('oma');
  });

  test.each<[string, () => Promise<unknown>]>([
    ['with a document and no key yet', async () => adopt(await candidate(documentOf()), 'oma')],
    ['that sends elsewhere, without a key', () => configureEndpoint(homeEndpoint, { url: 'https://a.example/x' })],
    ['that sends without a key', () => configureEndpoint(homeEndpoint, { auth: { way: 'none' } })],
    [
      'with one more endpoint',
      () =>
        createEndpoint(
          { dialect: 'webhook', url: 'https://a.example/x', headers: {}, auth: { way: 'none' }, options: {} },
          undefined,
        ),
    ],
  ])('before anything is logged: one %s', async (_, setUp) => {
    await setUp();
    const before = await endpointConfig(homeEndpoint);
    await open({ form: formKey, unit: 'Muu' });
    expect(handedOver()).toBeUndefined();
    expect(await endpointConfig(homeEndpoint)).toEqual(before);
    expect(await setting('unit', 'oma')).toBe('oma');
  });
});

describe('what stays in the address', () => {
  // The link that the history has says the unit anyway; each page's answers go to the unit of its own link, loaded again too.
  test('what is asked and for which unit, and no key', async () => {
    await open({ form: formKey, unit: 'Lahti', asked: 'new.2.2026-11-22.7' });
    expect(address).toBe('/answer/esis.fi?mode=remote#unit=Lahti&asked=new.2.2026-11-22.7');
  });

  test('a link of an earlier version, with a code in it: the code is asked for, and is nowhere', async () => {
    const told = { form: formKey, unit: 'Lahti', code: 'K7M4PX27' };
    expect(isCoded(new URLSearchParams(told))).toBe(true);
    await open(told);
    expect(address).toBe('/answer/esis.fi?mode=remote#unit=Lahti&coded=1');
    expect([...stored.values()].join()).not.toContain('K7M4PX27');
  });
});
