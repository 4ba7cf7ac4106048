/**
 * Records that a phone should not have made, sent to a real receiver by a real drain: each is told of in words, the others go,
 * nothing of another's is changed, and all of it is still on the phone.
 */

import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { clockTroubleNow } from '../../src/delivery/engine/clock.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import type { WireRecord } from '../../src/delivery/wire.ts';
import { clock } from '../../src/i18n/dates.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import type { Storage } from '../../src/receiver/storage.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { db, homeEndpoint } from '../../src/store/db.ts';
import { deviceKey } from '../../src/store/device.ts';
import { asTold } from '../../src/store/kind.ts';
import { itemsIn, waitingCounts } from '../../src/store/outbox.ts';
import { create, openStored } from '../../src/store/save.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { unseal } from '../../src/vault/seal.ts';
import { anEncounter, freshDevice, logged } from '../support/device.ts';
import { makeRecord, openMemory, type ReceiverHere, receiverHere, tokenHere } from '../support/receiver.ts';

freshDevice();

let storage: Storage;
let clear: () => Promise<void>;
let receiver: ReceiverHere;
beforeAll(async () => {
  ({ storage, clear } = await openMemory());
  // A timer that PostgreSQL set a year ahead goes off again and again once the clock is right, for all files that come after this one.
  return () => storage.close();
});
beforeEach(async () => {
  await clear();
  receiver = await receiverHere(storage);
  vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => {
    const { pathname, search } = new URL(url, 'https://app.example');
    return receiver.ask(pathname + search, init);
  });
  await configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token: tokenHere } });
});

const aResponse = (texts: Record<string, string>) =>
  create(SurveyResponse, {
    bundle: 'own',
    bundleVersion: '1',
    language: 'fi',
    mode: 'self',
    agreed: true,
    parts: [
      { instrument: 'own', instrumentVersion: '1', language: 'fi', checksum: 'a'.repeat(64), answers: [1], texts },
    ],
  });
const long = (texts: number) =>
  Object.fromEntries(Array.from({ length: texts }, (_, n) => [`t${n}`, 'ä'.repeat(4000)]));

const onPhone = async (id: string) => openStored((await db.records.get(id))!);
const refusedWords = async () => {
  const key = await deviceKey();
  return Promise.all((await itemsIn('refused', 10)).map((item) => unseal(key, item.key, item.words!)));
};
const heldThere = async () => (await receiver.rows()) as WireRecord[];

test('one that is too large is refused by itself, in words; the others go, and it stays on the phone whole', async () => {
  const [before, large, after] = [await logged(2), await aResponse(long(12)), await logged(2)];
  await drain('saved');
  expect(await waitingCounts()).toEqual({ waiting: 0, refused: 1 });
  expect((await heldThere()).map(({ id }) => id).sort()).toEqual([...before, ...after].map(({ id }) => id).sort());
  expect(await itemsIn('refused', 10), 'its own words might repeat an answer').toEqual([
    expect.objectContaining({ trouble: 'too-large' }),
  ]);
  expect(await onPhone(large.id)).toMatchObject({ parts: [{ texts: long(12) }] });
});

test('one from next year arrives; the phone whose clock it was is told so beside what it sent, with both days', async () => {
  const year = 366 * 86_400_000;
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + year });
  const [made] = await logged(1);
  // The receiver's clock is right.
  const phones = Date.now();
  const ask = fetch;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    vi.setSystemTime(phones - year);
    const answer = await ask(url, init);
    vi.setSystemTime(phones);
    const headers = new Headers(answer.headers);
    headers.set('date', new Date(phones - year).toUTCString());
    return new Response(answer.body, { status: answer.status, headers });
  });
  await drain('saved');
  expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
  expect(await heldThere()).toMatchObject([{ id: made!.id, at: asTold(made!).at }]);
  const wrong = (await clockTroubleNow())!;
  const times = [wrong.at, wrong.at + wrong.ahead].map((at) => clock(at, 'fi', new Date(phones)));
  expect(times[1], 'not two times of day that are the same').toContain(String(new Date(phones - year).getFullYear()));
  vi.useRealTimers();
});

test('one of 4 MB does not hold up the nineteen others', async () => {
  const others = await logged(19);
  await aResponse(long(500));
  await drain('saved');
  expect(await waitingCounts()).toEqual({ waiting: 0, refused: 1 });
  expect(await heldThere()).toHaveLength(others.length);
});

test('one under the id of somebody else’s is refused, in words; theirs is as it was', async () => {
  const theirs = makeRecord({ id: randomUUID(), note: 'Toisen kirjaama' });
  await receiver.post([theirs]);
  const mine = await create(Encounter, anEncounter({ place: 'Tori' }), { id: theirs.id });
  await logged(1);
  await drain('saved');
  expect(await waitingCounts()).toEqual({ waiting: 0, refused: 1 });
  expect(await refusedWords()).toEqual([expect.stringMatching(/already held with other content/)]);
  expect((await heldThere()).find(({ id }) => id === theirs.id)).toEqual(theirs);
  expect(await onPhone(mine.id)).toMatchObject({ place: 'Tori' });
});

test('one from next year, by a phone whose clock is wrong, arrives as it was made', async () => {
  const real = Date.now();
  vi.setSystemTime(real + 366 * 86_400_000);
  const [ahead] = await logged(1);
  vi.setSystemTime(real);
  await logged(1);
  await drain('saved');
  expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
  expect((await heldThere()).find(({ id }) => id === ahead!.id)?.at).toBe(asTold(ahead!).at);
  expect(await db.records.count()).toBe(2);
});
