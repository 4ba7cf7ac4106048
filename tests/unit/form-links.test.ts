/**
 * A link to a form on people's own phones: what of it is worth something, until when, and for whom; on a real receiver in memory,
 * with the app of the worker who gives it and of the phone that opens it.
 */
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import type { SqlDatabase } from '../../src/receiver/database.ts';
import { newKey } from '../../src/receiver/device-keys.ts';
import type { Storage } from '../../src/receiver/storage.ts';
import { adopt } from '../../src/setup/adopt.ts';
import { configureEndpoint, endpointConfig } from '../../src/setup/endpoint.ts';
import { db, homeEndpoint } from '../../src/store/db.ts';
import { setSetting, setting } from '../../src/store/device.ts';
import { retireEndpoint } from '../../src/store/endpoints.ts';
import { waitingCounts } from '../../src/store/outbox.ts';
import { create } from '../../src/store/save.ts';
import { bundleOf } from '../../src/survey/bundle/bundle.ts';
import { composed } from '../../src/survey/bundle/form.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { keyForLink, keyForNow, toldOfKey } from '../../src/survey/remote/form-link-store.ts';
import { inDays } from '../../src/survey/remote/poster.ts';
import { endPoster, keepPoster, readPosters } from '../../src/survey/remote/posters-store.ts';
import { ownKeyStands, settleIn, unitOfPage } from '../../src/survey/remote/remote-phone-store.ts';
import { keeperOf } from '../../src/survey/respondent/answer-keeper-store.ts';
import { finished } from '../../src/survey/respondent/answers.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { handedOver, release } from '../../src/vault/handed-over.ts';
import { freshDevice, logged } from '../support/device.ts';
import { esisForm } from '../support/drawn-forms.ts';
import {
  formKeyHere,
  makeRecord,
  openMemory,
  phoneResponse,
  type ReceiverHere,
  receiverHere,
  tokenHere,
} from '../support/receiver.ts';
import { atOrigin, candidate, documentOf } from '../support/setup.ts';

freshDevice();

let storage: Storage;
let database: SqlDatabase;
let clear: () => Promise<void>;
let receiver: ReceiverHere;
/** Of the receiver's limits, in ms. */
let now = 0;
/** Nothing comes through; or it does, and no answer comes back. */
let isCut: boolean | 'answers' = false;

beforeAll(async () => {
  ({ storage, database, clear } = await openMemory());
  return () => storage.close();
});
beforeEach(async () => {
  await clear();
  await database.query('truncate devices, form_links, form_keys');
  now += 86_400_000;
  isCut = false;
  receiver = await receiverHere(storage, undefined, { now: () => now, formUnits: undefined, formQuota: 100 });
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => stored.set(name, value),
    removeItem: (name: string) => stored.delete(name),
  });
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    if (isCut === true) throw new TypeError('Failed to fetch');
    const { pathname, search } = new URL(url, 'https://app.example.org');
    const { method = 'GET', headers, body } = init;
    const own = { authorization: '', ...(headers as object) };
    const answer = await receiver.ask(pathname + search, { method, headers: own, ...(body ? { body } : {}) });
    if (isCut === 'answers') throw new TypeError('Failed to fetch');
    return answer;
  });
  release();
  await configureEndpoint(homeEndpoint, { auth: { way: 'bearer' } });
});

const [soon, month] = [inDays(7), inDays(30)];
const invite = async (unit = 'Lahti', until = soon, key = tokenHere) => {
  const body = JSON.stringify({ unit, until });
  const answer = await receiver.ask('/api/forms', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body,
  });
  return (await answer.json()) as { id: string; linkKey: string; until: string };
};
const exchange = (linkKey: string, key: string) =>
  receiver.ask('/api/exchange/form', {
    method: 'POST',
    headers: { authorization: '' },
    body: JSON.stringify({ linkKey, key }),
  });
/** What becomes of a new response into a unit, with this key. */
const sentWith = async (key: string, unit = 'Lahti') => {
  const body = JSON.stringify({ records: [makeRecord({ ...phoneResponse, unit })] });
  const answer = await receiver.ask('/api/records', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body,
  });
  return answer.status === 200 ? (await answer.json()).results[0].status : answer.status;
};
const endedSince = (days: number, id: string) =>
  database.query(`update form_links set until = (now() at time zone 'Europe/Helsinki')::date - ${days} where id = $1`, [
    id,
  ]);

describe('what a link is good for', () => {
  test('it lets in every phone that opens it, each with a key of its own; it sends nothing itself', async () => {
    const { linkKey } = await invite();
    const phones = Array.from({ length: 5 }, newKey);
    for (const key of phones) expect((await exchange(linkKey, key)).status).toBe(200);
    expect(await Promise.all(phones.map((key) => sentWith(key)))).toEqual(Array(5).fill('stored'));
    expect(await sentWith(linkKey)).toBe(401);
  });

  test('a phone sends into the unit of its link and no other, until it has opened another one’s too', async () => {
    const key = newKey();
    await exchange((await invite('Lahti')).linkKey, key);
    expect([await sentWith(key, 'Lahti'), await sentWith(key, 'Hollola')]).toEqual(['stored', 'rejected']);
    await exchange((await invite('Hollola')).linkKey, key);
    expect([await sentWith(key, 'Lahti'), await sentWith(key, 'Hollola')]).toEqual(['stored', 'stored']);
  });

  test('after its day it lets nobody in: what a history or a wall keeps of it is worth nothing', async () => {
    const { id, linkKey } = await invite();
    await endedSince(1, id);
    const answer = await exchange(linkKey, newKey());
    expect([answer.status, (await answer.json()).error.code]).toEqual([410, 'expired']);
  });

  test('on its last day it does', async () => {
    const { id, linkKey } = await invite();
    await endedSince(0, id);
    expect((await exchange(linkKey, newKey())).status).toBe(200);
  });

  test('what was answered in time is taken for a month more; then the phone’s own key is worth nothing either', async () => {
    const { id, linkKey } = await invite();
    const key = newKey();
    await exchange(linkKey, key);
    await endedSince(30, id);
    expect([await sentWith(key), (await exchange(linkKey, key)).status]).toEqual(['stored', 200]);
    await endedSince(31, id);
    expect(await sentWith(key)).toBe(401);
  });

  test('it is ended before its day by who may make one, with every key that came by it; nothing is held of it later', async () => {
    const { id, linkKey } = await invite();
    const [key, device] = [newKey(), newKey()];
    await exchange(linkKey, key);
    await storage.devices!.exchange((await storage.devices!.invite()).linkKey, device);
    const end = (by: string) =>
      receiver.ask(`/api/forms/${id}`, { method: 'DELETE', headers: { authorization: `Bearer ${by}` } });
    expect([(await end(key)).status, (await end(formKeyHere)).status, (await end(linkKey)).status]).toEqual([
      403, 403, 401,
    ]);
    expect(await sentWith(key)).toBe('stored');
    expect((await end(device)).status).toBe(204);
    expect([await sentWith(key), (await exchange(linkKey, newKey())).status]).toEqual([401, 401]);
    expect((await end(device)).status, 'once').toBe(404);
    expect((await (await receiver.ask('/api/forms')).json()).links).toEqual([
      { id, unit: 'Lahti', until: soon, ended: true, endable: false },
    ]);
    await endedSince(31, id);
    await invite();
    expect(await database.query('select * from form_keys')).toEqual([]);
  });

  test('no key lies in the database, and nothing of when a phone came', async () => {
    const { linkKey } = await invite();
    const key = newKey();
    await exchange(linkKey, key);
    const rows = JSON.stringify(await database.query('select * from form_links, form_keys'));
    for (const secret of [linkKey, key]) expect(rows).not.toContain(secret);
    expect(Object.keys((await database.query('select * from form_keys'))[0] as object)).toEqual(['key_digest', 'link']);
  });
});

describe('who means ill', () => {
  test.each<[string, () => Promise<string>]>([
    ['the organisation’s', async () => tokenHere.padEnd(43, 'x').slice(0, 43)],
    ['the link’s own', async () => (await invite()).linkKey],
    ['another link’s', async () => (await invite('Hollola')).linkKey],
    ['a set-up link’s', async () => (await storage.devices!.invite()).linkKey],
    [
      'a device’s',
      async () => {
        const key = newKey();
        await storage.devices!.exchange((await storage.devices!.invite()).linkKey, key);
        return key;
      },
    ],
  ])('a phone brings as its own key %s: that is worth as much as before', async (_, of) => {
    const { linkKey } = await invite();
    const key = await of();
    const token = key.startsWith(tokenHere.slice(0, 10)) ? key : tokenHere;
    receiver = await receiverHere(storage, undefined, { now: () => now, formUnits: undefined, token });
    const before = await sentWith(key, 'Muu');
    expect((await exchange(linkKey, key)).status).toBe(400);
    expect(await sentWith(key, 'Muu')).toBe(before);
  });

  test('a link to a form makes no device, and a set-up link no phone; a phone’s key does not become a device’s', async () => {
    const [form, device, key] = [await invite(), await storage.devices!.invite(), newKey()];
    const ask = (path: string, linkKey: string, own: string) =>
      receiver.ask(path, {
        method: 'POST',
        headers: { authorization: '' },
        body: JSON.stringify({ linkKey, key: own }),
      });
    expect((await ask('/api/exchange', form.linkKey, newKey())).status).toBe(401);
    expect((await ask('/api/exchange/form', device.linkKey, newKey())).status).toBe(401);
    await exchange(form.linkKey, key);
    expect((await ask('/api/exchange', device.linkKey, key)).status).toBe(401);
    expect((await ask('/api/exchange', device.linkKey, form.linkKey)).status).toBe(401);
    expect(await storage.devices!.idOf(key)).toBeUndefined();
  });

  test('ten thousand phones by one link take no room without end, and those that came before go on', async () => {
    const { linkKey } = await invite();
    const first = newKey();
    await exchange(linkKey, first);
    const statuses = [];
    for (let times = 0; times < 120; times++) statuses.push((await exchange(linkKey, newKey())).status);
    expect(statuses).toEqual([...Array(99).fill(200), ...Array(21).fill(429)]);
    expect([(await exchange(linkKey, first)).status, await sentWith(first)]).toEqual([200, 'stored']);
    // Who has no link uses nothing up.
    now += 86_400_000;
    for (let times = 0; times < 55; times++) await exchange(newKey(), newKey());
    expect((await exchange(linkKey, newKey())).status).toBe(200);
  });

  test('a database that fails is logged without a key, of a link, a phone or a device', async () => {
    const said: string[] = [];
    vi.spyOn(console, 'error').mockImplementation((...words) => void said.push(words.join(' ')));
    const [link, key] = [(await invite()).linkKey, newKey()];
    const fail = (given: string) => Promise.reject(new Error(`no row for ${given}`));
    const forms = { ...storage.forms!, stateOf: fail, unitsOf: fail, revoke: fail };
    const broken: Storage = Object.assign(Object.create(storage), { forms });
    receiver = await receiverHere(broken);
    expect((await exchange(link, key)).status).toBe(503);
    expect(await sentWith(key)).toBe(503);
    expect((await receiver.ask(`/api/forms/${makeRecord().id}`, { method: 'DELETE' })).status).toBe(503);
    expect(said).toHaveLength(3);
    for (const secret of [link, key]) expect(said.join('\n')).not.toContain(secret);
    vi.restoreAllMocks();
  });

  test('where forms are for some units only, no link is made for another, and an earlier one ends with its unit', async () => {
    const key = newKey();
    await exchange((await invite('Lahti')).linkKey, key);
    receiver = await receiverHere(storage, undefined, { now: () => now, formUnits: ['Hollola'] });
    expect(await sentWith(key)).toBe('rejected');
    expect(await invite('Lahti')).toMatchObject({ error: { field: 'unit' } });
    expect(await invite('Hollola')).toMatchObject({ until: soon });
  });
});

/** Makes this device a worker's, who may make links. */
async function beWorker(): Promise<void> {
  const key = newKey();
  await storage.devices!.exchange((await storage.devices!.invite()).linkKey, key);
  await configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token: key } });
}

describe('the worker who gives a link', () => {
  const days = { today: inDays(0), least: inDays(14), until: inDays(60) };

  test('gets one into their unit until the day, made by the server; the key of all forms is not in it', async () => {
    await beWorker();
    const made = await keyForLink('Lahti', month, formKeyHere);
    expect(made).toMatchObject({ is: 'invite', until: month });
    if (!('key' in made)) throw new Error('no key');
    expect(Object.keys(toldOfKey(made))).toEqual(['invite', 'until']);
    expect(JSON.stringify(toldOfKey(made))).not.toContain(formKeyHere);
    expect(await (await receiver.ask('/api/forms')).json()).toMatchObject({ links: [{ unit: 'Lahti', until: month }] });
  });

  test('is shown the same again, also without a network, until it is too short; another unit has its own', async () => {
    await beWorker();
    const made = await keyForNow('Lahti', days, undefined);
    isCut = true;
    expect(await keyForNow('Lahti', days, undefined)).toEqual(made);
    expect(await keyForNow('Hollola', days, 'the-key-of-all-forms')).toMatchObject({ is: 'lasting' });
    isCut = false;
    const later = { today: inDays(55), least: inDays(69), until: inDays(115) };
    expect(await keyForNow('Lahti', later, undefined)).toMatchObject({ is: 'invite', until: inDays(115) });
  });

  test('without a network: a receiver that makes links is waited for, and the key of all forms is not given in its place', async () => {
    await beWorker();
    await logged(1);
    await drain('saved');
    isCut = true;
    expect(await keyForNow('Lahti', days, formKeyHere)).toEqual({ is: 'no-network' });
    const short = { ...days, until: inDays(10) };
    isCut = false;
    await keyForNow('Lahti', short, undefined);
    isCut = true;
    expect(await keyForNow('Lahti', short, undefined), 'better than none').toMatchObject({ until: inDays(10) });
  });

  test('ends a poster before its day, each day with which it was printed; one that is not ended is said to be open', async () => {
    await beWorker();
    const made = [await keyForLink('Lahti', soon, undefined), await keyForLink('Lahti', month, undefined)];
    const poster = { tag: 'K7M4P', bundle: 'esis', place: 'Kirjasto', until: month };
    for (const key of made) if (key.is === 'invite') await keepPoster({ ...poster, links: [key.id] });
    const [kept] = await readPosters();
    expect(kept!.links).toHaveLength(2);
    isCut = true;
    expect(await endPoster(kept!)).toBe('not-ended');
    expect((await readPosters())[0]!.ended).toBeUndefined();
    isCut = false;
    expect(await endPoster(kept!)).toBe('ended');
    expect(await endPoster(kept!), 'an answer was lost: again').toBe('ended');
    expect((await readPosters())[0]!.ended).toBe(true);
    for (const key of made) if ('key' in key) expect((await exchange(key.key, newKey())).status).toBe(401);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['makes no links', async () => vi.stubGlobal('fetch', async () => new Response('{}', { status: 404 }))],
    ['answers with a page', async () => vi.stubGlobal('fetch', async () => new Response('<html>'))],
    [
      'takes no key of this device',
      () => configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token: newKey() } }),
    ],
    ['is not where this device sends', () => configureEndpoint(homeEndpoint, { url: 'https://a.example/x' })],
    ['is not in use', () => retireEndpoint(homeEndpoint)],
  ])('the server %s: the key of all forms, which is said to last; without that, none', async (_, set) => {
    await beWorker();
    await set();
    expect(await keyForLink('Lahti', month, formKeyHere)).toEqual({ is: 'lasting', key: formKeyHere });
    expect(await keyForLink('Lahti', month, undefined)).toEqual({ is: 'none' });
  });
});

describe('the phone that opens a link', () => {
  const open = async (told: Record<string, string>) => {
    atOrigin();
    Object.assign(location, {
      pathname: '/answer/esis.fi',
      search: '?mode=remote',
      hash: `#${new URLSearchParams(told)}`,
    });
    vi.stubGlobal('history', { state: null, replaceState: () => undefined });
    return settleIn(new URLSearchParams(told));
  };
  const answer = async () => {
    const form = composed(bundleOf(esis), [esis])!;
    const begun = { bundle: 'esis', language: 'fi', mode: 'remote' as const, startedAt: new Date().toISOString() };
    const given = { ...begun, at: 10, answers: esis.items.map(() => 4) };
    await create(SurveyResponse, finished(form, given, Date.now()));
  };
  const units = async () => ((await receiver.rows()) as { unit: string }[]).map(({ unit }) => unit);

  test('has a key of its own in the place of the link’s, keeps to the form, and sends', async () => {
    const { linkKey } = await invite();
    expect(await open({ invite: linkKey, unit: 'Lahti', until: soon })).toBe('open');
    const { auth } = await endpointConfig(homeEndpoint);
    expect(auth).toMatchObject({ way: 'bearer', link: linkKey, form: true });
    expect(auth.way === 'bearer' && auth.token).not.toBe(linkKey);
    expect(handedOver()?.page).toBe(`/answer/esis.fi?mode=remote#unit=Lahti&until=${soon}`);
    await answer();
    await drain('saved');
    expect(await units()).toEqual(['Lahti']);
  });

  test.each(['the network is gone', 'the answer is lost'])(
    '%s meanwhile: what is answered goes later',
    async (what) => {
      const { linkKey } = await invite();
      isCut = true;
      if (what === 'the answer is lost') await exchange(linkKey, newKey());
      expect(await open({ invite: linkKey, unit: 'Lahti' })).toBe('open');
      await answer();
      isCut = false;
      await drain('saved');
      expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
      expect(await units()).toEqual(['Lahti']);
    },
  );

  test('says that the survey has ended, where its link lets nobody in any more', async () => {
    const [old, ended] = [await invite(), await invite()];
    await endedSince(1, old.id);
    await storage.forms!.revoke(ended.id);
    expect(await open({ invite: old.linkKey, unit: 'Lahti' })).toBe('closed');
    expect(await open({ invite: ended.linkKey, unit: 'Lahti' })).toBe('closed');
    expect(await open({ invite: newKey(), unit: 'Lahti' })).toBe('closed');
  });

  test('loads the page again after its link was ended: it says so, and not where the server only does not answer', async () => {
    const { id, linkKey } = await invite();
    await open({ invite: linkKey, unit: 'Lahti', until: soon });
    const again = { unit: 'Lahti', until: soon };
    expect(await open(again)).toBe('open');
    await storage.forms!.revoke(id);
    isCut = true;
    expect(await open(again)).toBe('open');
    isCut = false;
    expect(await open(again)).toBe('closed');
    expect(await ownKeyStands(), 'what waits is not said to leave').toBe('closed');
  });

  test('loads the page of one link again after another one was ended: it is open', async () => {
    await open({ invite: (await invite()).linkKey, unit: 'Lahti' });
    const ended = await invite();
    await open({ invite: ended.linkKey, unit: 'Lahti' });
    await storage.forms!.revoke(ended.id);
    expect(await open({ unit: 'Lahti' })).toBe('open');
  });

  test('opens another unit’s link that lets nobody in: what is answered by the first one goes where it did', async () => {
    await open({ invite: (await invite('Lahti')).linkKey, unit: 'Lahti' });
    const before = (await endpointConfig(homeEndpoint)).auth;
    expect(await open({ invite: newKey(), unit: 'Hollola' })).toBe('closed');
    expect((await endpointConfig(homeEndpoint)).auth).toEqual(before);
    await answer();
    await drain('saved');
    expect(await units()).toEqual(['Lahti']);
  });

  test('opens another unit’s link while the first one’s page is open: what is answered there is of the first unit', async () => {
    await open({ invite: (await invite('Lahti')).linkKey, unit: 'Lahti' });
    await open({ invite: (await invite('Hollola')).linkKey, unit: 'Hollola' });
    vi.stubGlobal('location', { pathname: '/answer/esis.fi', search: '?mode=remote', hash: '' });
    const keeper = keeperOf({
      ...{ form: () => esisForm, mode: 'remote', isHandedOver: false, ready: Promise.resolve() },
      store: import('../../src/survey/respondent/answers-store.ts'),
      unit: async () => unitOfPage(new URLSearchParams({ unit: 'Lahti' })),
    });
    const begun = { bundle: 'esis', language: 'fi', mode: 'remote' as const, startedAt: new Date().toISOString() };
    await keeper.finish({ ...begun, at: 10, answers: esis.items.map(() => 4) });
    atOrigin();
    await drain('saved');
    expect(await units()).toEqual(['Lahti']);
  });

  test('opens another unit’s link while answers to the first one wait: both arrive, each in its own', async () => {
    await open({ invite: (await invite('Lahti')).linkKey, unit: 'Lahti' });
    await answer();
    await open({ invite: (await invite('Hollola')).linkKey, unit: 'Hollola' });
    await answer();
    await drain('saved');
    expect((await units()).sort()).toEqual(['Hollola', 'Lahti']);
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
  });

  test('that was opened by a link of an earlier version before: it sends with the new one from now on', async () => {
    await open({ form: formKeyHere, unit: 'Lahti' });
    await answer();
    const { linkKey } = await invite();
    await open({ invite: linkKey, unit: 'Lahti' });
    expect((await endpointConfig(homeEndpoint)).auth).toMatchObject({ link: linkKey, form: true });
    await drain('saved');
    expect(await units()).toEqual(['Lahti']);
  });

  test('comes when so many have come that day that it is put off: what is answered goes when it may', async () => {
    const { linkKey } = await invite();
    for (let times = 0; times < 100; times++) await exchange(linkKey, newKey());
    expect(await open({ invite: linkKey, unit: 'Lahti' })).toBe('open');
    await answer();
    await drain('saved');
    expect(await units()).toEqual([]);
    now += 86_400_000;
    await drain('button');
    expect(await units()).toEqual(['Lahti']);
  });

  test('becomes a worker’s by a document: the form’s key does not stay its key, and no link locks it again', async () => {
    await open({ invite: (await invite()).linkKey, unit: 'Lahti' });
    const home = { id: 'home', name: 'Oma', dialect: 'plain', url: '/api/records', signIn: { way: 'bearer' } };
    await adopt(await candidate(documentOf([home])), 'oma');
    expect((await endpointConfig(homeEndpoint)).auth).toEqual({ way: 'bearer' });
    release();
    await open({ invite: (await invite('Muu')).linkKey, unit: 'Muu' });
    expect([handedOver(), await setting('unit', '')]).toEqual([undefined, 'oma']);
    expect((await endpointConfig(homeEndpoint)).auth).toEqual({ way: 'bearer' });
  });

  test('is a worker’s device: it stays what it was, and the link’s key is not exchanged', async () => {
    await beWorker();
    await setSetting('unit', 'oma');
    const before = await endpointConfig(homeEndpoint);
    expect(await open({ invite: (await invite()).linkKey, unit: 'Muu' })).toBe('open');
    expect(await endpointConfig(homeEndpoint)).toEqual(before);
    expect([handedOver(), await setting('unit', '')]).toEqual([undefined, 'oma']);
    expect(await database.query('select * from form_keys')).toEqual([]);
    expect((await db.endpoints.toArray()).length).toBe(1);
  });
});
