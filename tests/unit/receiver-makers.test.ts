/** What one device put on the receiver for people's own phones is not another one's to end or to take away. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SqlDatabase } from '../../src/receiver/database.ts';
import { newKey } from '../../src/receiver/device-keys.ts';
import type { Storage } from '../../src/receiver/storage.ts';
import { inDays } from '../../src/survey/remote/poster.ts';
import { openMemory, receiverHere, tokenHere } from '../support/receiver.ts';

let storage: Storage;
let database: SqlDatabase;
let ask: Awaited<ReturnType<typeof receiverHere>>['ask'];
let one: string;
let other: string;

beforeAll(async () => {
  ({ storage, database } = await openMemory());
  ({ ask } = await receiverHere(storage));
  return () => storage.close();
});
const aDevice = async () => {
  const key = newKey();
  await storage.devices!.exchange((await storage.devices!.invite()).linkKey, key);
  return key;
};
beforeEach(async () => {
  await database.query('truncate devices, form_links, form_keys, surveys');
  [one, other] = [await aDevice(), await aDevice()];
});
const by = (key: string, method: string, path: string, body?: object) =>
  ask(path, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });

describe('a link to a form', () => {
  const make = async (key: string) =>
    (await (await by(key, 'POST', '/api/forms', { unit: 'Etsivä', until: inDays(7) })).json()).id as string;

  test('is ended by the device that made it, or with the organisation’s own key; another device is told whose it is', async () => {
    const link = await make(one);
    const refused = await by(other, 'DELETE', `/api/forms/${link}`);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('Another device made this link');
    expect((await storage.forms!.list())[0]).toMatchObject({ id: link, ended: false });
    const endable = async (key: string) => (await (await by(key, 'GET', '/api/forms')).json()).links[0].endable;
    expect([await endable(one), await endable(tokenHere), await endable(other)]).toEqual([true, true, false]);
    expect((await by(one, 'DELETE', `/api/forms/${link}`)).status).toBe(204);
    expect((await by(tokenHere, 'DELETE', `/api/forms/${await make(one)}`)).status).toBe(204);
  });

  test('of which nobody knows who made it is ended by any device, as before', async () => {
    const { id } = await storage.forms!.invite('Etsivä', inDays(7));
    expect((await by(other, 'DELETE', `/api/forms/${id}`)).status).toBe(204);
  });
});

describe('a survey that links open', () => {
  const survey = { organiser: 'Lahti', bundle: { id: 'kysely', titles: { fi: 'Päiväkeskus' } }, instruments: [] };
  const give = async (key: string) => (await (await by(key, 'POST', '/api/surveys', survey)).json()).digest as string;
  const listed = async (key: string) => (await (await by(key, 'GET', '/api/surveys')).json()).surveys;

  test('is listed by its names to devices, and taken away by the one that gave it: links that name it open nothing', async () => {
    const digest = await give(one);
    const row = { digest, ids: ['kysely'], titles: ['Päiväkeskus'] };
    expect(await listed(other)).toEqual([{ ...row, removable: false }]);
    for (const key of [one, tokenHere]) expect(await listed(key)).toEqual([{ ...row, removable: true }]);
    expect((await by(other, 'DELETE', `/api/surveys/${digest}`)).status).toBe(403);
    expect((await by(one, 'DELETE', `/api/surveys/${digest}`)).status).toBe(204);
    expect((await ask(`/api/surveys/${digest}`, {})).status).toBe(404);
    expect(await listed(one)).toEqual([]);
    expect((await by(one, 'DELETE', `/api/surveys/${digest}`)).status).toBe(404);
  });

  test('that a second device gave too is taken away with the organisation’s own key alone: somebody may still need it', async () => {
    const digest = await give(one);
    expect(await give(other)).toBe(digest);
    expect(await give(one)).toBe(digest);
    for (const key of [one, other]) expect((await by(key, 'DELETE', `/api/surveys/${digest}`)).status).toBe(403);
    expect((await by(tokenHere, 'DELETE', `/api/surveys/${digest}`)).status).toBe(204);
  });

  test('without a bundle is known by its instruments; odd names break no list', async () => {
    const odd = { instruments: [{ id: 7, texts: { fi: null, sv: { title: 'Mätare' } } }] };
    await by(one, 'POST', '/api/surveys', odd);
    expect(await listed(one)).toMatchObject([{ ids: [], titles: ['Mätare'] }]);
  });
});
