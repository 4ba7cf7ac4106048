/** A device whose storage is not as it was: what is wrong is told apart, and what can be read goes into a backup. */
import { Dexie } from 'dexie';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { BackupLine } from '../../src/backup/backup-file.ts';
import { backupLines } from '../../src/backup/backup-store.ts';
import { beginAnew, diagnose, type NotRemoved, type StorageTrouble } from '../../src/backup/diagnosis.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { keepCopies } from '../../src/store/copies.ts';
import { Database, db, type StoredKey } from '../../src/store/db.ts';
import { deviceId, deviceKey, forgetDevice, isLockSet, KeyLost } from '../../src/store/device.ts';
import { lockHere } from '../../src/store/device-lock.ts';
import { keepDraft } from '../../src/store/drafts.ts';
import { newId } from '../../src/store/id.ts';
import { forgetKeptBefore, noteKept, wasCleared } from '../../src/store/kept-before.ts';
import { create } from '../../src/store/save.ts';
import { storageFault } from '../../src/store/storage-fault.ts';
import { watch } from '../../src/store/watch.ts';
import { inDatabaseOf } from '../../src/store/workers.ts';
import { anEncounter, freshDevice } from '../support/device.ts';

freshDevice();

/** The small storage of a browser, and whether something fits beside the database. */
let small: Map<string, string>;
const room = (has: boolean) =>
  vi.stubGlobal('caches', {
    open: async () => ({
      put: () => (has ? Promise.resolve() : Promise.reject(new DOMException('', 'QuotaExceededError'))),
    }),
    delete: async () => true,
  });
beforeEach(() => {
  small = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => small.get(key) ?? null,
    setItem: (key: string, text: string) => small.set(key, text),
    removeItem: (key: string) => small.delete(key),
  });
  room(true);
});

/** As the browser does for want of room: the database is cleared, the small storage is not. */
async function cleared(): Promise<void> {
  await db.delete({ disableAutoOpen: false });
  forgetDevice();
}

describe('a key that is lost', () => {
  const id = crypto.randomUUID();
  const secret = { is: 'pin', memory: 8, passes: 1, salt: new Uint8Array(16), wrapped: new Uint8Array(40) };
  test.each([
    ['neither key nor lock', { id }],
    ['a lock that is a text', { id, lock: 'x' }],
    ['a lock without its secret', { id, lock: { own: {} } }],
    ['a lock whose secret is of no kind', { id, lock: { secret: { ...secret, is: 'x' } } }],
    ['a key that is none', { id, key: {} }],
  ])('is told: %s', async (_, row) => {
    await create(Encounter, anEncounter());
    await db.keys.put({ name: 'device', ...row } as unknown as StoredKey);
    forgetDevice();
    await expect(isLockSet()).rejects.toThrow(KeyLost);
    await expect(lockHere()).rejects.toThrow(KeyLost);
    await expect(deviceKey()).rejects.toThrow(KeyLost);
    expect(await diagnose()).toEqual({ trouble: 'keyless', isReadable: false });
    expect(await db.keys.get('device'), 'nothing is put in its place').toEqual({ name: 'device', ...row });
  });

  test.each(['record', 'draft'])('no other is made in its place beside a %s that it sealed', async (kept) => {
    if (kept === 'record') await create(Encounter, anEncounter());
    else await keepDraft({ kind: 'encounter', id: newId(), base: 0 }, {});
    await db.keys.delete('device');
    forgetDevice();
    await expect(deviceKey()).rejects.toThrow(KeyLost);
    await expect(create(Encounter, anEncounter())).rejects.toThrow(KeyLost);
    expect(await diagnose()).toEqual({ trouble: 'keyless', isReadable: false });
    expect(await db.keys.count()).toBe(0);
    await beginAnew();
    expect(await diagnose()).toEqual({ trouble: 'none', isReadable: true });
  });

  test('a device that is locked, or new, has its key', async () => {
    expect(await diagnose()).toEqual({ trouble: 'none', isReadable: true });
    await db.keys.put({ name: 'device', id, lock: { secret } } as unknown as StoredKey);
    forgetDevice();
    expect(await diagnose()).toEqual({ trouble: 'none', isReadable: true });
  });
});

describe('a database that was cleared', () => {
  test('is told from a new device, until the person goes on', async () => {
    expect(await wasCleared(), 'a new device').toBe(false);
    await create(Encounter, anEncounter());
    await noteKept();
    expect(await diagnose()).toEqual({ trouble: 'none', isReadable: true });
    await cleared();
    expect(await diagnose()).toEqual({ trouble: 'gone', isReadable: true });
    await create(Encounter, anEncounter());
    await noteKept();
    expect(await wasCleared(), 'what is logged before it was read does not hide it').toBe(true);
    forgetKeptBefore();
    await noteKept();
    expect(await wasCleared()).toBe(false);
    await cleared();
    expect(await wasCleared(), 'and a second time').toBe(true);
  });

  test('leaves a mark of the device’s random id and nothing else', async () => {
    await create(Encounter, anEncounter());
    await noteKept();
    expect([...small.values()]).toEqual([await deviceId()]);
  });

  test('where the small storage is refused or holds something else, nobody is told of a loss', async () => {
    small.set('kept-before', '<script>');
    expect(await wasCleared()).toBe(false);
    vi.stubGlobal('localStorage', undefined);
    await noteKept();
    expect(await wasCleared()).toBe(false);
  });
});

const whys: Partial<Record<StorageTrouble, string>> = {
  damaged: 'damaged',
  unclear: 'unclear',
  full: 'disk-full',
  lost: 'connection-lost',
  newer: 'newer-app',
  refused: 'no-storage',
};

/** What a query that is followed is told when it cannot be read. */
async function unread(query: () => Promise<unknown>): Promise<unknown> {
  let stop = () => {};
  try {
    return await new Promise((told, answered) => {
      stop = watch(query, answered, told);
    });
  } finally {
    stop();
  }
}

describe('a database that does not open', () => {
  /** How a browser has said it, what it is where there is room beside the database, and where there is none. */
  const disguises: [string, () => unknown, StorageTrouble, StorageTrouble][] = [
    [
      'an internal error',
      () => new DOMException('Internal error opening backing store', 'UnknownError'),
      'damaged',
      'full',
    ],
    ['a full disk by its name', () => new DOMException('', 'QuotaExceededError'), 'full', 'full'],
    ['an abort without a word', () => new DOMException('', 'AbortError'), 'damaged', 'full'],
    ['a newer version', () => new DOMException('The requested version is less', 'VersionError'), 'newer', 'newer'],
    ['a private window', () => new DOMException('The operation is insecure.', 'SecurityError'), 'refused', 'refused'],
    ['a file that cannot be read', () => new DOMException('', 'NotReadableError'), 'refused', 'refused'],
    [
      'Safari’s lost server',
      () => new DOMException('Connection to Indexed Database server lost', 'UnknownError'),
      'lost',
      'lost',
    ],
  ];
  /** What a form and a screen are told of it: the same everywhere. */
  const expectTold = async (trouble: StorageTrouble) => {
    await expect(create(Encounter, anEncounter())).rejects.toMatchObject({ why: whys[trouble] });
    expect(storageFault(await unread(() => db.records.count()))).toBe(trouble);
  };
  test.each(disguises)('by %s: told apart by whether anything fits beside it', async (_, how, withRoom, without) => {
    db.close({ disableAutoOpen: false });
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw how();
    });
    expect(await diagnose()).toEqual({ trouble: withRoom, isReadable: false });
    await expectTold(withRoom);
    room(false);
    expect(await diagnose()).toEqual({ trouble: without, isReadable: false });
    await expectTold(without);
    vi.restoreAllMocks();
    expect(await diagnose(), 'once it opens').toEqual({ trouble: 'none', isReadable: true });
  });

  test('because a newer version of the app has changed it: it is not opened, though it could be', async () => {
    await create(Encounter, anEncounter());
    db.close({ disableAutoOpen: false });
    const newer = new Database('kenttakirja');
    newer.version(99).stores({ more: 'id' });
    await newer.open();
    newer.close();
    expect(await diagnose()).toEqual({ trouble: 'newer', isReadable: false });
    await expect(create(Encounter, anEncounter())).rejects.toMatchObject({ why: 'newer-app' });
    await Dexie.delete('kenttakirja');
  });

  test('because another tab holds it: that is said, and no full memory', async () => {
    await cleared();
    const other = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('kenttakirja', 10);
      request.onsuccess = () => done(request.result);
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const found = diagnose();
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    expect(await found).toEqual({ trouble: 'blocked', isReadable: false });
    other.close();
    expect(await diagnose()).toMatchObject({ trouble: 'none' });
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Internal error opening backing store', 'UnknownError');
    });
    expect(await diagnose(), 'what held it once is not blamed for what comes later').toMatchObject({
      trouble: 'damaged',
    });
  });

  test('because the connection was closed in the background: it is opened again, and nothing is told', async () => {
    db.backendDB()!.close();
    expect(await diagnose()).toEqual({ trouble: 'none', isReadable: true });
  });

  test('is taken away by who begins anew', async () => {
    await create(Encounter, anEncounter());
    await beginAnew();
    forgetDevice();
    expect(await db.records.count()).toBe(0);
    expect(await diagnose()).toMatchObject({ trouble: 'none' });
  });
});

describe('one that cannot be taken away either', () => {
  /** From now on nothing is deleted, until the server has had the browser clear all: it answers so. */
  const failing = (answers: () => Promise<Response>) => {
    const deletion = vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation(() => {
      throw new DOMException('Internal error opening backing store', 'UnknownError');
    });
    return vi.spyOn(globalThis, 'fetch').mockImplementation(async () => {
      const answer = await answers();
      if (answer.headers.has('clear-site-data')) deletion.mockRestore();
      return answer;
    });
  };
  const clears = async () => new Response(null, { status: 204, headers: { 'clear-site-data': '"storage"' } });
  const why = () => beginAnew().then(undefined, (error: NotRemoved) => error.why);
  beforeEach(async () => void (await create(Encounter, anEncounter())));

  test('goes by the word of the app’s server', async () => {
    const asked = failing(clears);
    await beginAnew();
    expect(asked.mock.calls.map(([path, how]) => [path, how?.method])).toEqual([['/clear-site', 'POST']]);
    expect(await db.records.count()).toBe(0);
  });

  test.each<[NotRemoved['why'], string, () => Promise<Response>]>([
    ['offline', 'there is no network', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['failed', 'the app comes from a host that knows nothing of it', async () => new Response('', { status: 405 })],
  ])('stays and is told as %s where %s', async (told, _, answers) => {
    failing(answers);
    expect(await why()).toBe(told);
    expect(await db.records.count()).toBe(1);
  });

  test('stays where another worker’s would go with it: nobody is asked', async () => {
    const other = new Database('kenttakirja-2');
    await other.open();
    other.close();
    const asked = failing(clears);
    expect(await why()).toBe('failed');
    vi.spyOn(indexedDB, 'databases').mockRejectedValue(new DOMException('', 'UnknownError'));
    vi.stubGlobal('localStorage', { getItem: () => null, length: 1, key: () => 'kept-before-2' });
    expect(await why(), 'also where the browser cannot tell of any').toBe('failed');
    expect(asked).not.toHaveBeenCalled();
    vi.restoreAllMocks();
    expect(await inDatabaseOf(2, (its) => its.endpoints.count()), 'it is there').toBeDefined();
    await Dexie.delete('kenttakirja-2');
  });

  test('another tab is blamed only where one holds it', async () => {
    const other = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('kenttakirja');
      request.onsuccess = () => done(request.result);
    });
    const asked = failing(clears);
    vi.mocked(indexedDB.deleteDatabase).mockRestore();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const told = why();
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    expect(await told).toBe('held');
    expect(asked).not.toHaveBeenCalled();
    other.close();
    await cleared();
  });
});

describe('one that opens and takes nothing more', () => {
  test.each<[string, StorageTrouble, StorageTrouble]>([
    ['QuotaExceededError', 'full', 'full'],
    ['UnknownError', 'damaged', 'full'],
    ['AbortError', 'damaged', 'full'],
  ])(
    'by %s: is %s where something fits beside it, else %s; under a form’s writes nothing is tried',
    async (name, withRoom, without) => {
      vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
        throw new DOMException('', name);
      });
      for (const [has, trouble] of [
        [true, withRoom],
        [false, without],
      ] as const) {
        room(has);
        expect(await diagnose()).toEqual({ trouble, isReadable: true });
        await expect(keepDraft({ kind: 'encounter', id: newId(), base: 0 }, {})).rejects.toMatchObject({
          why: name === 'QuotaExceededError' ? 'disk-full' : 'unclear',
        });
      }
    },
  );
});

test('one that can be read and takes nothing more is called full, and can be backed up', async () => {
  const { id } = await create(Encounter, anEncounter());
  room(false);
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('', 'QuotaExceededError');
  });
  expect(await diagnose()).toEqual({ trouble: 'full', isReadable: true });
  expect(JSON.stringify(await linesOf({ rows: 0, tables: 0 }))).toContain(id);
});

async function linesOf(left: { rows: number; tables: number }): Promise<BackupLine[]> {
  const lines: BackupLine[] = [];
  for await (const some of backupLines(left)) lines.push(...some);
  return lines;
}

describe('a damaged database', () => {
  const damage = () => new DOMException('Internal error', 'UnknownError');
  type Read = 'getAll' | 'getAllKeys' | 'get';
  /** Lets a kind of reading fail where `is` says so. */
  const failing = (read: Read, is: (store: string, key: unknown) => boolean) => {
    const real = IDBObjectStore.prototype[read] as (...given: unknown[]) => IDBRequest;
    vi.spyOn(IDBObjectStore.prototype, read).mockImplementation(function (this: IDBObjectStore, ...given: unknown[]) {
      if (is(this.name, given[0])) throw damage();
      return real.apply(this, given);
    } as never);
  };

  test('with one bad row: the backup has all the others, and says that one is lacking', async () => {
    const made: Encounter[] = [];
    for (let n = 0; n < 5; n++) made.push(await create(Encounter, anEncounter()));
    failing('getAll', (store) => store === 'records');
    failing('get', (store, key) => store === 'records' && key === made[2]!.id);
    const left = { rows: 0, tables: 0 };
    const lines = await linesOf(left);
    const ids = lines.flatMap((line) => (line.t === 'record' ? [line.record.id] : []));
    expect(ids).toEqual(made.filter((_, n) => n !== 2).map(({ id }) => id));
    expect(left).toEqual({ rows: 1, tables: 0 });
  });

  test('with a table that gives nothing: the backup has the others', async () => {
    const mine = await create(Encounter, anEncounter());
    await keepCopies([{ ...mine, id: newId(), device: newId() }]);
    const draft = newId();
    await keepDraft({ kind: 'encounter', id: draft, base: 0 }, { people: '2' });
    for (const read of ['getAll', 'getAllKeys'] as const) failing(read, (store) => store === 'records');
    const left = { rows: 0, tables: 0 };
    const lines = await linesOf(left);
    expect(lines.map(({ t }) => t)).toEqual(expect.arrayContaining(['copy', 'draft']));
    expect(left).toEqual({ rows: 0, tables: 1 });
  });

  test('that gives nothing at all makes no empty backup', async () => {
    await create(Encounter, anEncounter());
    for (const read of ['getAll', 'getAllKeys'] as const) failing(read, () => true);
    await expect(linesOf({ rows: 0, tables: 0 })).rejects.toThrow('Nothing can be read');
  });
});

test('what is lost in the middle of a backup is opened again: nothing is left out', async () => {
  for (let n = 0; n < 3; n++) await create(Encounter, anEncounter());
  const left = { rows: 0, tables: 0 };
  const real = IDBObjectStore.prototype.getAll;
  let isFirst = true;
  vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (this: IDBObjectStore, ...given: unknown[]) {
    if (isFirst && this.name === 'records') {
      isFirst = false;
      throw new Dexie.DatabaseClosedError();
    }
    return (real as (...given: unknown[]) => IDBRequest).apply(this, given);
  } as never);
  expect((await linesOf(left)).filter(({ t }) => t === 'record')).toHaveLength(3);
  expect(left).toEqual({ rows: 0, tables: 0 });
});
