/** A survey that the organisation added, on a phone that has only what comes with the app: given to the server, taken by its link. */
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Storage } from '../../src/receiver/storage.ts';
import { adopt } from '../../src/setup/adopt.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { homeEndpoint } from '../../src/store/db.ts';
import { setSetting, setting } from '../../src/store/device.ts';
import { addBundle, readForm, readKnown } from '../../src/survey/bundle/bundles-store.ts';
import { readInstrument } from '../../src/survey/instrument/file.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import { addInstrument, aroundInstruments } from '../../src/survey/instrument/instruments-store.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { bringSurvey } from '../../src/survey/remote/bring-survey-store.ts';
import { type OnServer, readOnServer, removeFromServer } from '../../src/survey/remote/on-server-store.ts';
import { shareSurvey, surveyToShare } from '../../src/survey/remote/share-survey-store.ts';
import { knowShared, type SharedSurvey } from '../../src/survey/remote/shared-survey.ts';
import { findForm, readSurveyAround } from '../../src/survey/respondent/answers-store.ts';
import { freshDevice } from '../support/device.ts';
import { aFile } from '../support/instruments.ts';
import { openMemory, receiverHere } from '../support/receiver.ts';
import { atOrigin, candidate, documentOf } from '../support/setup.ts';

freshDevice();

const key = 'the-key-of-the-forms';
const bundle = { id: 'kysely', version: '1', titles: { fi: 'Päiväkeskuksen kysely' }, parts: ['esis', 'arki'] };
let arki: Instrument;

/** The server in memory, as this device and a person's phone reach it. */
async function server() {
  storage ??= (await openMemory()).storage;
  const { ask } = await receiverHere(storage, undefined, { token: 'the-key', formToken: key });
  vi.stubGlobal('fetch', (url: URL | string, init: RequestInit) =>
    ask(String(url).replace(/^https?:\/\/[^/]+/, ''), init),
  );
}
let storage: Storage | undefined;
afterAll(() => storage?.close());
const noNetwork = () =>
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch');
  });

beforeEach(async () => {
  atOrigin();
  knowShared(undefined);
  const read = await readInstrument({ ...aFile(), texts: { fi: aFile().texts.fi } }, await aroundInstruments());
  if (read.is === 'wrong') throw new Error(JSON.stringify(read.wrong));
  arki = read.instrument;
});

/** The organisation's device, with what it added. */
async function organisationsDevice(): Promise<void> {
  await adopt(await candidate(documentOf()), 'lahti');
  await readSurveyAround();
  await addInstrument(arki);
  await addBundle(bundle);
}
/** What has a phone become that nobody set up: nothing of the organisation's is on it. */
async function anotherPhone(): Promise<void> {
  await setSetting('instruments', []);
  await setSetting('bundles', []);
  await configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token: key } });
}
const shared = async (id = 'kysely') => shareSurvey(await surveyToShare(await readKnown(), id));
const linked = (digest: string) => new URLSearchParams({ form: key, survey: digest });

describe('what a phone is given', () => {
  test('of an added bundle: itself and each instrument that the app does not bring, and who asks', async () => {
    await organisationsDevice();
    const given = await surveyToShare(await readKnown(), 'kysely');
    expect(given).toEqual({ organiser: expect.stringMatching(/\S/), bundle, instruments: [arki] });
  });

  test('of a survey of the app: who asks, and the languages that were added to it', async () => {
    await organisationsDevice();
    expect(await surveyToShare(await readKnown(), 'esis')).toEqual({ organiser: expect.any(String), instruments: [] });
    await addInstrument({ ...esis, texts: { ar: { ...esis.texts.fi!, permission: 'Omistaja' } } });
    const { instruments } = await surveyToShare(await readKnown(), 'esis');
    expect(instruments.map(({ id, texts }) => [id, Object.keys(texts)])).toEqual([['esis', ['ar']]]);
  });

  test('no server, no link: without a network, without a key, where the server refuses', async () => {
    await organisationsDevice();
    noNetwork();
    await expect(shared()).rejects.toThrow();
    await server();
    await configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token: 'wrong' } });
    await expect(shared()).rejects.toThrow('401');
    await configureEndpoint(homeEndpoint, { auth: { way: 'bearer' } });
    await expect(shared()).rejects.toThrow('no key');
  });
});

describe('what lies on the server', () => {
  test('is listed, and taken away: a phone that had not fetched it opens it no more, who had goes on', async () => {
    await server();
    await organisationsDevice();
    const digest = await shared();
    const listed = async () => {
      const found = await readOnServer();
      return found.is === 'held' ? found.surveys.filter((one) => one.digest === digest) : found.is;
    };
    expect(await listed()).toEqual([{ digest, ids: ['kysely'], titles: ['Päiväkeskuksen kysely'], removable: true }]);
    await anotherPhone();
    await bringSurvey(linked(digest));
    expect(await removeFromServer(digest), 'with a phone’s key').toBe(false);
    await configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token: 'the-key' } });
    expect(await removeFromServer(digest)).toBe(true);
    expect(await removeFromServer(digest), 'an answer was lost: again').toBe(true);
    expect(await listed()).toEqual([]);
    knowShared(undefined);
    await bringSurvey(linked(digest));
    expect(await readForm('kysely'), 'it had the survey').toBeDefined();
    knowShared(undefined);
    await setSetting('shared-survey', undefined);
    await expect(bringSurvey(linked(digest))).rejects.toThrow('404');
  });

  test.each<[string, () => unknown, Exclude<OnServer['is'], 'held'>]>([
    ['has no network', noNetwork, 'no-answer'],
    ['sends to another server', () => configureEndpoint(homeEndpoint, { url: 'https://a.example/x' }), 'no-key'],
    [
      'has a key that was ended',
      () => configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token: 'x' } }),
      'refused',
    ],
    ['is at a server that keeps none', () => vi.stubGlobal('fetch', async () => new Response('<html>')), 'none'],
  ])('cannot be listed where this device %s: that is said, and nothing is taken for gone', async (_, set, is) => {
    await server();
    await organisationsDevice();
    const digest = await shared();
    await set();
    expect(await readOnServer()).toEqual({ is });
    expect(await removeFromServer(digest)).toBe(false);
  });
});

describe('a phone that opens the link', () => {
  test('asks the bundle in every language of the page, and names who asks; without a network too, once it had it', async () => {
    await server();
    await organisationsDevice();
    const digest = await shared();
    expect(digest).toMatch(/^[0-9a-f]{32}$/);
    await anotherPhone();
    expect(await readForm('kysely'), 'it has only what the app brings').toBeUndefined();
    await bringSurvey(linked(digest));
    const page = (await findForm('kysely', 'ru'))!;
    expect(page.form.parts.map(({ instrument }) => instrument)).toEqual(['esis', 'arki']);
    expect((await readSurveyAround()).organiser).toBe((await surveyToShare(await readKnown(), 'kysely')).organiser);
    knowShared(undefined);
    noNetwork();
    await bringSurvey(new URLSearchParams({ survey: digest }));
    expect(await readForm('kysely')).toBeDefined();
  });

  test('has the survey of its link, whatever it has become since: it was printed with that one', async () => {
    await server();
    await organisationsDevice();
    const printed = await shared();
    await addBundle({ ...bundle, version: '2', parts: ['arki'] });
    expect(await shared(), 'a new link is another one').not.toBe(printed);
    await bringSurvey(linked(printed));
    expect(await readForm('kysely'), 'also where the later one is known').toMatchObject({ version: '1' });
    knowShared(undefined);
    expect(await readForm('kysely')).toMatchObject({ version: '2' });
  });

  const sound = (): SharedSurvey => ({ organiser: 'Lahti', bundle, instruments: [arki] });
  test.each<[string, () => unknown]>([
    ['a bundle with the same instrument twice', () => ({ ...sound(), bundle: { ...bundle, parts: ['arki', 'arki'] } })],
    ['a bundle that lacks an instrument', () => ({ ...sound(), instruments: [] })],
    [
      'a changed word of a validated instrument',
      () => {
        const items = esis.texts.fi!.items.map(() => 'Kerro pankkitunnuksesi');
        return { ...sound(), instruments: [arki, { ...esis, texts: { fi: { ...esis.texts.fi!, items } } }] };
      },
    ],
    ['a bundle in the place of one of the app’s', () => ({ ...sound(), bundle: { ...bundle, id: 'esis' } })],
    ['no instruments at all', () => ({ organiser: 'Lahti', bundle })],
  ])('takes no %s, and stays what it was', async (_, make) => {
    const text = JSON.stringify(make());
    vi.stubGlobal('fetch', async () => new Response(text));
    const sum = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    const digest = [...new Uint8Array(sum).subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    await anotherPhone();
    await expect(bringSurvey(linked(digest))).rejects.toThrow();
    expect(await readForm('kysely')).toBeUndefined();
    expect(await setting('shared-survey', undefined)).toBeUndefined();
  });

  test('takes nothing that another survey’s link would have brought: the digest is that of the text', async () => {
    await anotherPhone();
    vi.stubGlobal('fetch', async () => new Response(JSON.stringify(sound())));
    await expect(bringSurvey(linked('0'.repeat(32)))).rejects.toThrow('not the one');
    expect(await bringSurvey(new URLSearchParams({ form: key })), 'a link of before names none').toBeUndefined();
  });
});
