/**
 * Sending while the device is locked, by the organisation's switch: what waits lies a second time under a key of its own, and nothing else
 * does; the same engine sends it.
 */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { whatIsBehind } from '../../src/app/lock/what-is-behind.ts';
import { agreeOnSending } from '../../src/delivery/engine/agree-on-sending.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { sealWaiting } from '../../src/delivery/engine/seal-waiting.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { Outing } from '../../src/outreach/outing.ts';
import { keepToldAlone, noteToldBefore } from '../../src/releases/told-alone-store.ts';
import { configureEndpoint, createEndpoint, endpointConfig } from '../../src/setup/endpoint.ts';
import { readSending } from '../../src/setup/sending.ts';
import { db, homeEndpoint, type OutboxItem } from '../../src/store/db.ts';
import { closeDevice, deviceKey } from '../../src/store/device.ts';
import { setLock, takeLockAway, trySecret } from '../../src/store/device-lock.ts';
import { keepDraft } from '../../src/store/drafts.ts';
import { newId } from '../../src/store/id.ts';
import { keepLocal } from '../../src/store/local-only.ts';
import { foundLost, setAside, takeBack, waitAgain } from '../../src/store/quarantine.ts';
import { create, remove, revise } from '../../src/store/save.ts';
import {
  clearForSending,
  dropSendingKey,
  keepForSending,
  makeSendingKey,
  resealWords,
  sendingKey,
  shutOf,
  waitingUntilOpen,
} from '../../src/store/sending-key.ts';
import { notesToldBefore } from '../../src/store/told-alone.ts';
import { NotKept } from '../../src/store/writing.ts';
import { newDeviceKey, textUnder, unseal } from '../../src/vault/seal.ts';
import {
  allStored,
  anEncounter,
  endpointThat,
  freshDevice,
  json,
  logged,
  rememberingEndpoint,
} from '../support/device.ts';
import { chosen, everythingSealed, opened, pin, quickDerivation } from '../support/locks.ts';

freshDevice();

/** What the organisation's document says. */
let sends = true;
const agree = () => agreeOnSending(sends);

beforeEach(() => {
  quickDerivation();
  closeDevice();
  sends = true;
});

/** A lock is set, and the app has agreed with the document. */
async function lockSet(): Promise<void> {
  await setLock(chosen(pin));
  await agree();
}

const items = (): Promise<OutboxItem[]> => db.outbox.toArray();
const itemOf = async (id: string) => (await db.outbox.get(`${id}:${homeEndpoint}`))!;
const refusing = (records: { id: string; rev: number }[]) =>
  json({
    results: records.map(({ id, rev }) => ({ id, rev, status: 'rejected', message: 'Paikka Kirjasto ei kelpaa' })),
  });

describe('locked, with the switch on', () => {
  test('what was logged is delivered, and nothing of it is left under the key that lies on the device', async () => {
    await lockSet();
    const [first] = await logged(3);
    closeDevice();
    const endpoint = endpointThat(allStored);
    expect(await drain('sync')).toEqual({ is: 'nothing-waits' });
    expect(endpoint.sent()).toHaveLength(3);
    // As it is told: in the quarter of an hour in which it was.
    expect(endpoint.sent()[0]).toMatchObject({
      id: first!.id,
      place: 'Kirjasto',
      at: expect.stringMatching(/:(00|15|30|45):00\.000Z$/),
    });
    expect((await items()).map(({ state, toSend }) => [state, toSend])).toEqual(
      Array(3).fill(['delivered', undefined]),
    );
  });

  test('the key of the server is sent with it, also one that was given after the lock was set', async () => {
    await lockSet();
    await configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token: 'the-newer-key' } });
    await logged(1);
    closeDevice();
    const keys: (string | null)[] = [];
    endpointThat((records, { headers }) => {
      keys.push(headers.get('authorization'));
      return allStored(records);
    });
    await drain('sync');
    expect(keys).toEqual(['Bearer the-newer-key']);
  });

  test('a refusal keeps the endpoint’s words; opened, they lie under the lock and no longer under that key', async () => {
    await lockSet();
    const [record] = await logged(1);
    closeDevice();
    endpointThat(refusing);
    await drain('sync');
    const before = await itemOf(record!.id);
    expect(before).toMatchObject({ state: 'refused', trouble: 'rejected' });
    expect(before.toSend).toBeUndefined();
    await opened();
    await agree();
    const { words, key } = await itemOf(record!.id);
    expect(await unseal(await deviceKey(), key, words!)).toBe('Paikka Kirjasto ei kelpaa');
    expect(await textUnder((await sendingKey())!.key, key, words!)).toBeUndefined();
  });

  test('a failure backs off and judges nothing; what is left is delivered later, once', async () => {
    await lockSet();
    await logged(2);
    closeDevice();
    endpointThat(() => json({}, 503));
    expect(await drain('sync')).toMatchObject({ is: 'waiting' });
    expect((await items()).every(({ state, toSend }) => state === 'waiting' && toSend !== undefined)).toBe(true);
    const { held, store } = rememberingEndpoint();
    const endpoint = endpointThat(store);
    await drain('button');
    await drain('button');
    expect([held.size, endpoint.sent().length]).toEqual([2, 2]);
  });

  test('what is not sealed for sending waits until the device is opened, and keeps nothing else', async () => {
    await lockSet();
    await logged(3);
    const [oldest] = await items();
    await db.outbox.update(oldest!.key, { toSend: undefined as never });
    closeDevice();
    const endpoint = endpointThat(allStored);
    const ended = await drain('sync');
    expect(endpoint.sent()).toHaveLength(2);
    expect(ended).toMatchObject({ is: 'waiting' });
    expect((ended as { nextAt: number }).nextAt).toBeGreaterThan(Date.now() + 60_000);
    expect(await waitingUntilOpen()).toBe(1);
    expect(await db.outbox.get(oldest!.key)).toMatchObject({ state: 'waiting', tries: 0 });
    await opened();
    await drain('visible');
    expect(endpoint.sent()).toHaveLength(3);
  });

  test('what does not open under that key is judged by nobody, holds nobody back, and goes when the device is opened', async () => {
    await lockSet();
    await logged(2);
    const [oldest, other] = await items();
    await db.outbox.update(oldest!.key, { toSend: other!.toSend! });
    closeDevice();
    const endpoint = endpointThat(allStored);
    await drain('sync');
    await drain('sync');
    expect(endpoint.sent()).toHaveLength(1);
    expect(await db.outbox.get(oldest!.key)).toMatchObject({ state: 'waiting', tries: 0 });
    expect((await db.endpoints.get(homeEndpoint))?.hold).toBeUndefined();
    await opened();
    await drain('visible');
    expect(endpoint.sent()).toHaveLength(2);
  });
});

describe('whom the device told by itself before it sends anything to a server', () => {
  const told = (id: string) => [{ month: '2025-03-01', members: [id] }];

  test('goes first, also where the device was locked before the server was reached', async () => {
    await lockSet();
    const [first] = await logged(2);
    await keepToldAlone(told(first!.id));
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await drain('saved');
    closeDevice();
    const endpoint = endpointThat(allStored);
    await drain('button');
    expect(endpoint.sent().map(({ kind }) => kind)).toEqual(['release', 'encounter', 'encounter']);
  });

  test('where the locked device cannot say so nothing goes there, the screen counts it as waiting for the device to be opened, and then it goes', async () => {
    await lockSet();
    const [first] = await logged(2);
    // As an earlier version of the app told it: noted nowhere.
    await keepLocal('numbers:2025-03-01', JSON.stringify({ month: '2025-03-01', members: [first!.id] }));
    closeDevice();
    const endpoint = endpointThat(allStored);
    expect(await drain('sync')).toMatchObject({ is: 'waiting' });
    expect(endpoint.sent()).toEqual([]);
    expect(await shutOf(2)).toBe(2);
    await opened();
    // The service worker cannot note it: nothing goes before a page has.
    const ended = await drain('button');
    expect(endpoint.sent()).toEqual([]);
    expect((ended as { nextAt: number }).nextAt).toBeGreaterThan(Date.now() + 60_000);
    notesToldBefore(noteToldBefore);
    await drain('button');
    expect(endpoint.sent().map(({ kind }) => kind)).toEqual(['release', 'encounter', 'encounter']);
  });
});

test('where the device does not take whom it told, it is said why nothing goes to the server; all goes once it does', async () => {
  const [first] = await logged(2);
  await keepLocal('numbers:2025-03-01', JSON.stringify({ month: '2025-03-01', members: [first!.id] }));
  const endpoint = endpointThat(allStored);
  notesToldBefore(() => Promise.reject(new NotKept('disk-full')));
  await drain('button');
  expect(endpoint.sent()).toEqual([]);
  expect(await readSending()).toMatchObject({ waiting: 2, trouble: 'not-noted' });
  notesToldBefore(noteToldBefore);
  await drain('button');
  expect(endpoint.sent().map(({ kind }) => kind)).toEqual(['release', 'encounter', 'encounter']);
  expect((await readSending()).trouble).toBeUndefined();
});

test('with ten thousand that wait a save reads none of them again, nor does what tries to send it', async () => {
  await lockSet();
  endpointThat(() => json({}, 503));
  await logged(1);
  await drain('saved');
  const [one] = await items();
  const many = Array.from({ length: 10_000 }, (_, at) => ({ ...one!, key: `1${at}:home`, recordId: `1${at}` }));
  await db.outbox.bulkAdd(many);
  await sealWaiting();
  let read = 0;
  const count = <T>(row: T): T => {
    read += 1;
    return row;
  };
  db.outbox.hook('reading', count);
  await logged(1);
  await drain('saved');
  expect(read).toBeLessThan(20);
  // What comes to wait otherwise is looked for.
  await db.outbox.update(one!.key, { state: 'refused' });
  await waitAgain(one!.key);
  await drain('saved');
  db.outbox.hook('reading').unsubscribe(count);
  expect((await db.outbox.get(one!.key))?.toSend).toBeDefined();
});

test('a save under a lock opens one transaction, as without one', async () => {
  const opened: string[][] = [];
  db.close({ disableAutoOpen: false });
  db.use({
    stack: 'dbcore',
    name: 'opened',
    create: (core) => ({
      ...core,
      transaction: (tables, ...how) => {
        opened.push(tables);
        return core.transaction(tables, ...how);
      },
    }),
  });
  const whileSaving = async () => {
    await logged(1);
    opened.length = 0;
    await logged(1);
    return [...opened];
  };
  expect(await whileSaving()).toHaveLength(1);
  await lockSet();
  expect(await whileSaving()).toHaveLength(1);
  expect((await items()).filter(({ toSend }) => toSend)).toHaveLength(4);
  db.unuse({ stack: 'dbcore', name: 'opened' });
});

test('another tab lets what waits be sent while the device is locked, makes the key anew, or ends it: the next save goes by that', async () => {
  sends = false;
  await lockSet();
  await logged(1);
  const saved = async () => itemOf((await logged(1))[0]!.id);
  expect((await saved()).toSend).toBeUndefined();
  for (let time = 0; time < 2; time++) {
    const key = await newDeviceKey();
    await db.keys.put({ name: 'sending', id: crypto.randomUUID(), key });
    const { key: at, toSend } = await saved();
    expect(await textUnder(key, at.split(':')[0]!, toSend!)).toContain('Kirjasto');
  }
  await db.keys.delete('sending');
  expect((await saved()).toSend).toBeUndefined();
});

test('with many that wait the screen of the lock reads them once, and not again for each one that goes', async () => {
  await lockSet();
  await logged(1);
  const [one] = await items();
  const many = Array.from({ length: 300 }, (_, at) => ({ ...one!, key: `1${at}:home`, recordId: `1${at}` }));
  await db.outbox.bulkAdd(many);
  await db.outbox.update(many[7]!.key, { toSend: undefined as never });
  const reads = vi.spyOn(db.outbox, 'where');
  const now = Date.now();
  expect(await shutOf(301, now)).toBe(1);
  for (let left = 300; left >= 200; left--) expect(await shutOf(left, now + 10)).toBe(1);
  expect(reads).toHaveBeenCalledTimes(1);
  // What comes is looked for, and so is what happened elsewhere, a while later.
  await db.outbox.update(many[8]!.key, { toSend: undefined as never });
  expect(await shutOf(201, now + 20)).toBe(2);
  await db.outbox.update(many[9]!.key, { toSend: undefined as never });
  expect([await shutOf(201, now + 30), await shutOf(201, now + 60_000)]).toEqual([2, 3]);
  reads.mockRestore();
});

function drainAt(answers: Parameters<typeof endpointThat>[0]) {
  endpointThat(answers);
  return drain('saved');
}

/** Every way in which a record comes to wait, or no longer does; and what then lies sealed for sending of it. */
const ways: [
  string,
  (record: Encounter) => Promise<unknown>,
  { state: OutboxItem['state']; rev: number; deleted?: true },
][] = [
  ['a record that is kept', async () => undefined, { state: 'waiting', rev: 1 }],
  ['an edit takes its place', (record) => revise(Encounter, record, { place: 'Asema' }), { state: 'waiting', rev: 2 }],
  ['a deletion takes its place', (record) => remove(record), { state: 'waiting', rev: 2, deleted: true }],
  ['it is delivered', () => drainAt(allStored), { state: 'delivered', rev: 1 }],
  ['it is refused', () => drainAt(refusing), { state: 'refused', rev: 1 }],
  [
    'refused, it is put aside',
    async ({ id }) => {
      endpointThat(refusing);
      await drain('saved');
      await setAside(`${id}:${homeEndpoint}`);
    },
    { state: 'aside', rev: 1 },
  ],
  [
    'taken back and sent again',
    async ({ id }) => {
      endpointThat(refusing);
      await drain('saved');
      await setAside(`${id}:${homeEndpoint}`);
      await takeBack(`${id}:${homeEndpoint}`);
      await waitAgain(`${id}:${homeEndpoint}`);
      await sealWaiting();
    },
    { state: 'waiting', rev: 1 },
  ],
  ['it is tried and put off', () => drainAt(() => json({}, 503)), { state: 'waiting', rev: 1 }],
  [
    'lost at the endpoint, it waits again',
    async ({ id }) => {
      await drainAt(allStored);
      await foundLost(new Map([[await itemOf(id), { is: 'missing' }]]), Date.now());
      await sealWaiting();
    },
    { state: 'waiting', rev: 1 },
  ],
];

describe.each(['lock', 'none', 'switch off'] as const)('every way to wait, with the device’s lock: %s', (lock) => {
  test.each(ways)('%s', async (_, does, expected) => {
    if (lock === 'switch off') sends = false;
    if (lock !== 'none') await lockSet();
    else await agree();
    const [record] = await logged(1);
    await does(record!);
    const { state, rev, toSend } = await itemOf(record!.id);
    expect({ state, rev }).toEqual({ state: expected.state, rev: expected.rev });
    const isSealed = lock === 'lock' && expected.state === 'waiting';
    expect(toSend !== undefined).toBe(isSealed);
    if (isSealed)
      expect(await unseal((await sendingKey())!.key, record!.id, toSend!)).toMatchObject({
        id: record!.id,
        rev: expected.rev,
        ...(expected.deleted ? { deleted: true } : {}),
      });
  });
});

describe('the switch', () => {
  test('on, when things wait already: they are sealed, and what was delivered is not', async () => {
    sends = false;
    await lockSet();
    const [gone] = await logged(1);
    endpointThat(allStored);
    await drain('saved');
    await logged(2);
    expect((await items()).some(({ toSend }) => toSend)).toBe(false);
    sends = true;
    await agree();
    expect((await itemOf(gone!.id)).toSend).toBeUndefined();
    expect((await items()).filter(({ toSend }) => toSend)).toHaveLength(2);
    closeDevice();
    const endpoint = endpointThat(allStored);
    await drain('sync');
    expect(endpoint.sent()).toHaveLength(2);
  });

  test('an endpoint that is added takes what is there, also locked', async () => {
    await lockSet();
    await logged(2);
    const other = await createEndpoint(
      { ...(await endpointConfig(homeEndpoint)), url: 'https://toinen.example/records', auth: { way: 'none' } },
      undefined,
    );
    await sealWaiting();
    closeDevice();
    const endpoint = endpointThat(allStored);
    await drain('sync');
    expect(endpoint.fetch.mock.calls.filter(([url]) => url.startsWith('https://toinen'))).toHaveLength(1);
    expect(
      await db.outbox
        .where({ endpoint: other, state: 'delivered' })
        .count()
        .catch(() => -1),
    ).not.toBe(0);
  });

  test.each(['switched off', 'the lock taken away'])('%s: the key and all under it are gone', async (how) => {
    await lockSet();
    await logged(2);
    if (how === 'switched off') {
      sends = false;
      await agree();
    } else {
      const tried = await trySecret(pin, true);
      if (tried.is === 'right') await takeLockAway(tried.key);
    }
    expect((await db.keys.toArray()).map(({ name }) => name)).toEqual(['device']);
    expect((await items()).some(({ toSend }) => toSend)).toBe(false);
    expect((await db.endpoints.toArray()).some(({ toSend }) => toSend)).toBe(false);
    expect(await db.settings.get('sealed-for-sending-left')).toBeUndefined();
    if (how === 'the lock taken away') return;
    closeDevice();
    const endpoint = endpointThat(allStored);
    await drain('sync');
    expect(endpoint.sent()).toHaveLength(0);
  });

  test('agreed on again, nothing is made or looked through', async () => {
    await lockSet();
    await logged(2);
    const before = await db.keys.toArray();
    const transactions = vi.spyOn(db, 'transaction');
    await makeSendingKey();
    await clearForSending();
    expect(transactions).not.toHaveBeenCalled();
    vi.restoreAllMocks();
    expect(await db.keys.toArray()).toEqual(before);
  });

  test('what another tab has sealed under the key that it made anew stays, though something was left of the one before', async () => {
    await lockSet();
    await logged(1);
    await db.settings.put({ name: 'sealed-for-sending-left', value: true });
    await clearForSending();
    expect((await items()).every(({ toSend }) => toSend)).toBe(true);
  });

  test('what was sealed under a key that is gone meanwhile is not kept', async () => {
    await lockSet();
    await logged(1);
    const [item] = await items();
    const sealed = item!.toSend!;
    await db.outbox.update(item!.key, { toSend: undefined as never });
    await keepForSending(newId(), new Map([[item!, sealed]]));
    expect((await items())[0]!.toSend).toBeUndefined();
  });

  test('an endpoint’s words that lie under the lock stay readable, with the key and without', async () => {
    await lockSet();
    const [record] = await logged(1);
    endpointThat(refusing);
    await drain('button');
    const words = async () => {
      const { key, words } = await itemOf(record!.id);
      return unseal(await deviceKey(), key, words!);
    };
    const said = await words();
    expect(JSON.stringify(said)).toContain('Kirjasto');
    await resealWords();
    expect(await words()).toEqual(said);
    await dropSendingKey();
    await dropSendingKey();
    expect(await words()).toEqual(said);
  });

  test('locked, the app changes nothing: it cannot read the document', async () => {
    await lockSet();
    await logged(1);
    closeDevice();
    sends = false;
    await agree();
    expect(await sendingKey()).toBeDefined();
  });
});

test('under the key that lies on the device opens what waits and the settings it is sent by, and nothing else', async () => {
  await lockSet();
  endpointThat(allStored);
  const outing = await create(Outing, { state: 'debriefed', places: ['Asema'], organisations: [] });
  await create(Encounter, anEncounter({ outingId: outing.id }));
  await drain('saved');
  await keepDraft({ kind: 'encounter', id: newId(), base: 0 }, { note: 'Kesken' });
  await keepLocal('number', '0401234567');
  endpointThat(refusing);
  await logged(1);
  await drain('saved');
  const waits = await create(Encounter, anEncounter({ place: 'Tori' }));
  const { key } = (await sendingKey())!;
  closeDevice();
  const found: unknown[] = [];
  for (const { ids, sealed } of await everythingSealed())
    for (const id of new Set(ids)) {
      const text = await textUnder(key, id, sealed);
      if (text !== undefined) found.push(JSON.parse(text));
    }
  const waiting = (await items()).filter(({ state }) => state === 'waiting').map(({ recordId }) => recordId);
  expect(waiting).toEqual([waits.id]);
  const records = found.filter((one) => 'kind' in (one as object)) as { id: string }[];
  expect(records.map(({ id }) => id).sort()).toEqual(waiting.sort());
  const rest = found.filter((one) => !('kind' in (one as object)));
  expect(rest).toEqual([expect.objectContaining({ auth: { way: 'bearer', token: 'the-key' } })]);
  expect(key.extractable).toBe(false);
});

test('of how the device is sealed nothing is said that is not so: without a lock, with one, and where what waits is sent while locked', async () => {
  expect(await whatIsBehind()).toBe('sealed');
  sends = false;
  await lockSet();
  expect(await whatIsBehind()).toBe('sealedLock');
  sends = true;
  await agree();
  expect(await whatIsBehind()).toBe('sealedSends');
});
