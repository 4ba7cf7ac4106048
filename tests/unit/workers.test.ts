/** Several workers on one device: whose each thing is, and what waits of each goes with their own key, whoever is on shift. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { giveTurnUp } from '../../src/delivery/engine/lock.ts';
import { drainOrAskAgain } from '../../src/delivery/engine/on-sync.ts';
import { Database, db, switchDatabase } from '../../src/store/db.ts';
import {
  closeDevice,
  deviceId,
  deviceKey,
  openDevice,
  openedHere,
  setSetting,
  unitNow,
} from '../../src/store/device.ts';
import { setLock, trySecret } from '../../src/store/device-lock.ts';
import { makeSendingKey } from '../../src/store/sending-key.ts';
import { databaseOf, workerOf } from '../../src/store/shift.ts';
import { workersHere } from '../../src/store/workers.ts';
import { allStored, endpointThat } from '../support/device.ts';
import { eventually } from '../support/eventually.ts';
import { chosen } from '../support/locks.ts';
import { begins, deviceOfWorkers, loggedBy, sync, tokenIn, tokenOf, waitsOf } from '../support/workers.ts';

deviceOfWorkers();

const sourceFiles = () =>
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/^(receiver|build)\//.test(name))
    .map((name) => `src/${name}`);

describe('whose it is', () => {
  test('each worker has a database of their own, the first the one that there always was; practice is no worker', () => {
    expect([1, 2, 37].map(databaseOf)).toEqual(['kenttakirja', 'kenttakirja-2', 'kenttakirja-37']);
    for (const worker of [1, 2, 37, 9999]) expect(workerOf(databaseOf(worker))).toBe(worker);
    for (const name of ['kenttakirja-1', 'kenttakirja-02', 'kenttakirja-practice', 'kenttakirja-', 'another'])
      expect(workerOf(name)).toBeUndefined();
  });

  test('every file that keeps something outside the databases, and each name there, stands sorted in one place', () => {
    const outside =
      /\b(?:readText|readJson|keepText|keepJson|forget(?:Text)?)\(\s*'(?:local|session)'|new BroadcastChannel\(|locks\.request\(|oneAtATime\(|caches\.open\(/;
    const names: Record<string, string[]> = {
      'src/app/background.ts': ['wiping'],
      'src/app/cover.ts': ['covered'],
      'src/app/lock/change-worker.ts': ['worker-left'],
      'src/app/lock/lock-tabs.ts': ['kenttakirja-lock'],
      'src/app/lock/set-elsewhere.ts': ['lock-set-elsewhere'],
      'src/app/ready-line.tsx': ['ready'],
      'src/app/tell-language.ts': ['caches'],
      'src/app/wipe/finish-wipe.ts': ['wiping'],
      'src/backup/restore-mark.ts': ['kenttakirja-restore'],
      'src/delivery/check/check.ts': ['check'],
      'src/delivery/engine/lock.ts': ['drain'],
      'src/delivery/engine/watch.ts': ['drain'],
      'src/i18n/remembered.ts': ['language'],
      'src/setup/take-link-key-store.ts': ['link-key'],
      'src/store/device-lock.ts': ['lock-tries'],
      'src/store/form-turn.ts': ['form'],
      'src/store/kept-before.ts': ['kept-before'],
      'src/store/practice.ts': ['practice'],
      'src/store/shift.ts': ['on-shift'],
      'src/store/told-apart.ts': ['caches'],
      'src/store/wiping-flag.ts': ['wiping'],
      'src/store/workers.ts': ['kept-before', 'left-until'],
      'src/survey/respondent/who-answers-store.ts': [],
      'src/sw/bridge.ts': ['lockEntry'],
      'src/sw/precache.ts': ['caches'],
      'src/sw/sw.ts': ['caches'],
      'src/ui/web-storage.ts': [],
      'src/vault/handed-over.ts': ['handed-over', 'handed-over-ended'],
      'src/vault/tries.ts': ['lock-tries'],
    };
    const keeping = sourceFiles().filter((file) => outside.test(readFileSync(file, 'utf8')));
    expect(keeping.filter((file) => !(file in names))).toEqual([]);
    const [sorted = ''] = readFileSync('src/store/shift.ts', 'utf8').split('*/');
    for (const name of Object.values(names).flat()) expect(sorted).toContain(name);
  });

  test('no file of the service worker holds a table of one worker’s database where the next one’s records are sent', () => {
    const holding = sourceFiles().filter((file) =>
      /^(?:export )?(?:const|let) \w+[^=\n]*= (?!.*=>)[^\n]*\bdb\./m.test(readFileSync(file, 'utf8')),
    );
    expect(holding).toEqual([]);
  });
});

test('what was remembered of one worker’s database is forgotten with it: device, key, unit', async () => {
  const of = async () => [await deviceId(), await unitNow(), await deviceKey()] as const;
  await setSetting('unit', 'etsivä');
  const first = await of();
  await begins(2);
  const second = await of();
  expect(second[0]).not.toBe(first[0]);
  expect(second[1]).toBe('oma');
  expect(second[2]).not.toBe(first[2]);
  switchDatabase(databaseOf(1));
  expect(await deviceId()).toBe(first[0]);
});

describe('what waits', () => {
  test('of each worker goes with their own key, one after the other', async () => {
    const first = await loggedBy(1, 3);
    await begins(2);
    const second = await loggedBy(2, 2);
    const came = new Map<string, string | undefined>();
    endpointThat((records, { headers }) => {
      for (const { id } of records) came.set(id, tokenIn(headers));
      return allStored(records);
    });
    expect(await workersHere()).toEqual([1, 2]);
    await drainOrAskAgain(false);
    for (const id of first) expect(came.get(id)).toBe('the-key');
    for (const id of second) expect(came.get(id)).toBe(tokenOf(2));
    expect([await waitsOf(1), await waitsOf(2)]).toEqual([0, 0]);
  });

  test('of one who is locked stays, unread and with nothing lost, while the other’s goes; theirs goes when they open it', async () => {
    const first = await loggedBy(1, 2);
    await setLock(chosen('482913'));
    closeDevice();
    await begins(2);
    await setLock(chosen('111222'));
    const second = await loggedBy(2, 2);
    const own = openedHere();
    const { sent } = endpointThat(allStored);
    await sync();
    expect(
      sent()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...second].sort());
    expect(openedHere(), 'the key of who is on shift is held on').toBe(own);
    expect(await waitsOf(1)).toBe(2);
    switchDatabase(databaseOf(1));
    const tried = await trySecret('482913');
    if (tried.is === 'right') openDevice(tried);
    await drainOrAskAgain(false);
    expect(
      sent()
        .map(({ id }) => id)
        .slice(2)
        .sort(),
    ).toEqual([...first].sort());
  });

  test('of one who is locked goes too, with their own key, where what waits is sealed for sending', async () => {
    const first = await loggedBy(1, 2);
    await setLock(chosen('482913'));
    await makeSendingKey();
    endpointThat(() => new TypeError('no network'));
    await sync();
    closeDevice();
    await begins(2);
    const second = await loggedBy(2, 1);
    vi.setSystemTime(Date.now() + 24 * 3_600_000);
    const came = new Map<string, string | undefined>();
    endpointThat((records, { headers }) => {
      for (const { id } of records) came.set(id, tokenIn(headers));
      return allStored(records);
    });
    await drainOrAskAgain(false);
    expect(came).toEqual(
      new Map([...first.map((id) => [id, 'the-key']), ...second.map((id) => [id, tokenOf(2)])] as [string, string][]),
    );
  });

  test('of one whose endpoint is down keeps nothing from the others, and their wait is their own', async () => {
    await loggedBy(1, 1);
    await begins(2);
    await loggedBy(2, 1);
    const tokens: (string | undefined)[] = [];
    endpointThat((records, { headers }) => {
      tokens.push(tokenIn(headers));
      return tokenIn(headers) === 'the-key' ? new Response('', { status: 503 }) : allStored(records);
    });
    await sync();
    expect([await waitsOf(1), await waitsOf(2)]).toEqual([1, 0]);
    expect(tokens).toEqual(['the-key', tokenOf(2)]);
  });

  test('an answer that comes after the turn was given up is written where the record is, before another’s turn begins', async () => {
    const [id] = await loggedBy(1, 1);
    await begins(2);
    await loggedBy(2, 1);
    let answer = (_: Response) => {};
    const order: (string | undefined)[] = [];
    endpointThat((records, { headers }) => {
      order.push(tokenIn(headers));
      if (tokenIn(headers) !== 'the-key') return allStored(records);
      return new Promise<Response>((done) => {
        answer = () => {
          order.push('answered');
          done(allStored(records));
        };
      });
    });
    const ended = sync();
    await eventually(() => expect(order).toEqual(['the-key']));
    giveTurnUp();
    // More turns than the other's request takes from its beginning.
    for (let n = 0; n < 500; n++) await new Promise((done) => setImmediate(done));
    expect(order, 'nothing of the other is begun meanwhile').toEqual(['the-key']);
    answer(new Response());
    await ended;
    expect(order).toEqual(['the-key', 'answered', tokenOf(2)]);
    switchDatabase(databaseOf(2));
    expect(await db.outbox.filter(({ recordId }) => recordId === id).count()).toBe(0);
  });

  test('a worker who was taken away meanwhile does not come back by it', async () => {
    await begins(2);
    switchDatabase(databaseOf(1));
    await new Database(databaseOf(2)).delete();
    switchDatabase(databaseOf(2));
    await expect(db.open()).rejects.toThrow();
    expect(await workersHere()).toEqual([1]);
  });
});
