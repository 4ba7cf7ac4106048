/** A change of worker as the app's next load has it, whatever was cut off: nobody's records are wiped, nobody reads another's. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { anEncounter, freshDevice } from '../support/device.ts';
import { chosen } from '../support/locks.ts';
import { random as seeded } from '../support/random.ts';

freshDevice();

const small = new Map<string, string>();
beforeEach(async () => {
  small.clear();
  const area = {
    getItem: (name: string) => small.get(name) ?? null,
    setItem: (name: string, value: string) => void small.set(name, value),
    removeItem: (name: string) => void small.delete(name),
    key: (at: number) => [...small.keys()][at] ?? null,
    get length() {
      return small.size;
    },
  };
  vi.stubGlobal('localStorage', area);
  for (const { name } of await indexedDB.databases()) await deleted(name!);
});

const deleted = (name: string) =>
  new Promise<void>((done) => {
    indexedDB.deleteDatabase(name).onsuccess = () => done();
  });

let close = () => {};

/** The app as a page has it that is loaded now; the one before is gone. */
async function load() {
  close();
  vi.resetModules();
  const [database, device, lock, save, shift, workers, naming, wipe, { Encounter }, before, locks] = await Promise.all([
    import('../../src/store/db.ts'),
    import('../../src/store/device.ts'),
    import('../../src/store/device-lock.ts'),
    import('../../src/store/save.ts'),
    import('../../src/store/shift.ts'),
    import('../../src/store/workers.ts'),
    import('../../src/store/worker-name.ts'),
    import('../../src/store/wipe.ts'),
    import('../../src/outreach/encounter.ts'),
    import('../../src/store/kept-before.ts'),
    import('../support/locks.ts'),
  ]);
  locks.quickDerivation();
  close = () => database.db.close();
  await database.db.open();
  const app = {
    ...database,
    ...device,
    ...lock,
    ...save,
    ...shift,
    ...workers,
    ...naming,
    ...wipe,
    ...before,
    Encounter,
  };
  // As the start does.
  if (!(await app.hasLeft()) && !(await app.isNobodys())) return app;
  await app.takeDatabaseAway();
  return load();
}
type App = Awaited<ReturnType<typeof load>>;

const pinOf = (worker: number) => `48291${worker}`;

async function unlock(app: App): Promise<App> {
  // As the lock's screen does before.
  await app.takeLeftAway();
  const tried = await app.trySecret(pinOf(app.workerHere));
  if (tried.is !== 'right') throw new Error(`The lock of worker ${app.workerHere} took its own PIN for ${tried.is}`);
  app.openDevice(tried);
  return app;
}

async function changeTo(app: App, worker: number): Promise<App> {
  app.setOnShift(worker);
  app.closeDevice();
  return load();
}

/** One more worker is added, and is on shift. */
const toNext = async (app: App): Promise<App> => changeTo(app, await app.beginWorker());

async function begin(app: App): Promise<App> {
  await app.deviceKey();
  await app.nameWorker(`W${app.workerHere}`);
  await app.setLock(chosen(pinOf(app.workerHere)));
  return app;
}

const log = async (app: App): Promise<string> => (await app.create(app.Encounter, anEncounter())).id;
const read = async (app: App): Promise<string[]> => {
  const rows = await app.db.records.toArray();
  return (await Promise.all(rows.map((row) => app.openStored(row))))
    .map((record) => (record as { id: string }).id)
    .sort();
};

describe('a device with one worker', () => {
  test('is as it always was: its database, its marks, nobody else', async () => {
    const app = await begin(await load());
    expect(app.db.name).toBe('kenttakirja');
    await log(app);
    await app.noteKept();
    expect([...small.keys()]).toEqual(['kept-before']);
    expect(await app.otherWorkers()).toEqual([]);
    expect(await app.beginWorker()).toBe(2);
  });
});

describe('a further worker', () => {
  test('begins with nothing of the one before, who is told of by name and number alone', async () => {
    const first = await begin(await load());
    const id = await log(first);
    await first.noteKept();
    const second = await toNext(first);
    expect(second.db.name).toBe('kenttakirja-2');
    expect(await second.db.records.count()).toBe(0);
    expect(await second.wasCleared(), 'the mark of the other says nothing of this one').toBe(false);
    await begin(second);
    expect(await second.otherWorkers()).toEqual([{ worker: 1, name: 'W1', waiting: 1 }]);
    expect(await second.isOfAnother(id), 'under an id of the other nothing is begun').toBe(true);
    expect(await second.isOfAnother(await log(second)), 'one’s own').toBe(false);
    expect(await second.isOfAnother(crypto.randomUUID())).toBe(false);
    expect((await second.trySecret(pinOf(1))).is, 'each PIN opens its own alone').toBe('wrong');
    await log(second);
    await second.noteKept();
    expect([...small.keys()].sort()).toEqual(['kept-before', 'kept-before-2', 'last-worker', 'on-shift']);
    const again = await changeTo(second, 1);
    expect((await again.trySecret(pinOf(2))).is).toBe('wrong');
    await unlock(again);
    expect(await read(again)).toHaveLength(1);
  });

  test('takes no identity code for a name', async () => {
    const app = await begin(await load());
    await expect(app.nameWorker('131052-308T')).rejects.toThrow();
    expect(await app.ownWorkerName()).toBe('W1');
  });

  test('who has not set a lock is told of to nobody, and is no reason to keep one', async () => {
    const first = await begin(await load());
    const second = await toNext(first);
    await second.deviceKey();
    const back = await changeTo(second, 1);
    expect(await back.otherWorkers()).toEqual([]);
  });

  test('gives the shift back to who added one that gave up, not to the first', async () => {
    const third = await begin(await toNext(await begin(await toNext(await begin(await load())))));
    const fourth = await toNext(third);
    expect(await fourth.takeDatabaseAway()).toBe(3);
    expect((await load()).workerHere).toBe(3);
  });

  test('who kept something without a lock is told of, and their database is not taken away by giving up', async () => {
    const first = await begin(await load());
    const second = await toNext(first);
    await log(second);
    await second.takeDatabaseAway();
    expect(await (await load()).otherWorkers()).toEqual([{ worker: 2, name: '', waiting: 1 }]);
    expect(await (await changeTo(second, 2)).db.records.count()).toBe(1);
  });

  test('keeps everybody’s lock where it is, and opened by a secret alone: others have the same phone in their hands', async () => {
    const first = await begin(await load());
    const second = await begin(await toNext(first));
    const tried = await second.trySecret(pinOf(2), true);
    if (tried.is !== 'right') throw new Error(tried.is);
    const means = { credential: new Uint8Array(16), key: tried.key };
    await expect(second.addOwnMeans(tried.key, means)).rejects.toThrow('by the same means');
    await expect(second.takeLockAway(tried.key)).rejects.toThrow('keeps others out');
    expect((await second.lockHere())?.lock.own).toBeUndefined();
  });

  test('tries at one’s PIN cost what they cost, however often the worker is changed in between', async () => {
    let app = await begin(await toNext(await begin(await load())));
    for (let n = 0; n < 5; n++) {
      app = await changeTo(app, 1);
      expect((await app.trySecret('000000')).is).toBe(n < 4 ? 'wrong' : 'wait');
      app = await changeTo(app, 2);
      expect((await app.trySecret('000000')).is).toBe(n < 4 ? 'wrong' : 'wait');
    }
    for (const worker of [1, 2]) {
      app = await changeTo(app, worker);
      expect(await app.secondsToWait(), 'each waits by itself').toBeGreaterThan(20);
      expect((await app.trySecret(pinOf(worker))).is).toBe('wait');
    }
  });
});

test('emptying the device takes everything out of every worker’s tables', async () => {
  const first = await begin(await load());
  await log(first);
  const second = await begin(await toNext(first));
  await log(second);
  await log(second);
  expect(await second.ofOthers(second.onlyHere)).toEqual({ records: 1, forms: 0, unread: 0 });
  await second.emptyTables();
  await second.emptyOthers();
  for (const worker of [1, 2]) {
    const app = await changeTo(second, worker);
    expect(await app.isEmptied()).toBe(true);
    expect(await app.db.records.count()).toBe(0);
  }
});

test('an emptying that was cut off is found again, though the browser has forgotten who was on shift', async () => {
  const first = await begin(await load());
  const second = await begin(await toNext(first));
  expect(await second.emptyingOf()).toBeUndefined();
  await second.emptyTables();
  small.delete('on-shift');
  const app = await load();
  expect([app.workerHere, await app.isEmptied(), await app.emptyingOf()]).toEqual([1, false, 2]);
});

describe('a shift that points at nobody', () => {
  const two = async (): Promise<App> => begin(await toNext(await begin(await load())));

  test('is that of a worker who is here: one who left comes back as nobody new, though the browser has kept the shift from before', async () => {
    const second = await two();
    await log(second);
    await second.emptyTables({ leaves: true });
    const first = await load();
    expect(first.workerHere).toBe(1);
    // The browser was killed before the small storage was on the disk.
    small.set('on-shift', '2');
    const again = await load();
    expect([again.workerHere, (await again.lockHere()) !== undefined]).toEqual([1, true]);
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['kenttakirja']);
  });

  test('nobody is given the number of one who has left', async () => {
    const third = await begin(await toNext(await two()));
    await third.emptyTables({ leaves: true });
    const first = await load();
    expect((await first.workersHere()).sort(), 'all of the third is gone').toEqual([1, 2]);
    expect(await first.beginWorker()).toBe(4);
  });

  test('that somebody begins is noted until they have: afterwards their lock tells it', async () => {
    const second = await toNext(await begin(await load()));
    await begin(second);
    await second.endBeginning();
    expect(await second.db.settings.get(second.beginsSetting)).toBeUndefined();
    expect((await load()).workerHere, 'it is still theirs').toBe(2);
  });

  test('also where the small storage is empty and the first worker has left', async () => {
    const second = await two();
    await (await changeTo(second, 1)).emptyTables({ leaves: true });
    await load();
    small.clear();
    const again = await load();
    expect([again.workerHere, await again.otherWorkers()]).toEqual([2, []]);
    await unlock(again);
  });

  test('who was added begins, though they have no lock yet; that one is no worker for anybody else', async () => {
    const third = await toNext(await two());
    expect([third.workerHere, await third.isNobodys()]).toEqual([3, false]);
    expect((await third.otherWorkers()).map(({ worker }) => worker)).toEqual([1, 2]);
    expect((await (await changeTo(third, 1)).otherWorkers()).map(({ worker }) => worker)).toEqual([2]);
  });

  test('is nobody’s also where the service worker has looked into it, and made a key there', async () => {
    const second = await two();
    small.set('on-shift', '3');
    const made = new second.Database(second.databaseOf(3));
    await made.keys.add({ name: 'device', id: 'made', key: await second.deviceKey() });
    made.close();
    expect((await load()).workerHere).toBe(1);
  });

  test('on a device with nobody it begins as a new one', async () => {
    small.set('on-shift', '7');
    const app = await load();
    expect([app.workerHere, await app.isNobodys(), await app.db.keys.get('device')]).toEqual([7, false, undefined]);
  });

  test('an emptying of the device that was cut off goes on, though its worker was the second and the first has left', async () => {
    const second = await two();
    await (await changeTo(second, 1)).emptyTables({ leaves: true });
    const left = await load();
    await left.emptyTables();
    small.clear();
    const again = await load();
    expect([again.workerHere, await again.isEmptied()]).toEqual([2, true]);
  });

  test('the records that the browser cleared of one are told to the others, until somebody has read it; nobody takes their number', async () => {
    const second = await two();
    await log(second);
    await second.noteKept();
    second.db.close();
    await deleted('kenttakirja-2');
    const first = await load();
    expect([first.workerHere, await first.goneWorkers()]).toEqual([1, [2]]);
    // An earlier version has noted no last number.
    small.delete('last-worker');
    expect(await first.beginWorker()).toBe(3);
    first.forgetKeptBefore(2);
    expect(await first.goneWorkers()).toEqual([]);
  });

  test('a database of one who left, whose deletion was cut off, goes with the next start of another; those who are here stay', async () => {
    const third = await begin(await toNext(await two()));
    await log(third);
    const second = await changeTo(third, 2);
    await second.emptyTables({ leaves: true });
    const first = await changeTo(second, 1);
    const stays = [{ worker: 3, name: 'W3', waiting: 1 }];
    expect(await first.otherWorkers()).toEqual(stays);
    await first.takeLeftAway();
    expect(await first.workersHere()).toEqual([1, 3]);
    expect(await first.otherWorkers()).toEqual(stays);
  });
});

describe('a worker whose database does not open', () => {
  /** The second worker's database is one of a newer version of the app. */
  async function withNewer(): Promise<App> {
    const second = await begin(await toNext(await begin(await load())));
    await log(second);
    const first = await changeTo(second, 1);
    second.db.close();
    await new Promise<void>((done, fail) => {
      const asked = indexedDB.open('kenttakirja-2', 990);
      asked.onerror = () => fail(asked.error);
      asked.onsuccess = () => done(asked.result.close());
    });
    return unlock(first);
  }

  test('is in the list of workers, so that they can see why', async () => {
    const first = await withNewer();
    expect(await first.otherWorkers()).toEqual([{ worker: 2, name: '', waiting: undefined }]);
    expect(await first.isShared(), 'the lock stays').toBe(true);
  });

  test('has something that cannot be counted: that is told before the device is emptied, and an order waits for it', async () => {
    const first = await withNewer();
    const others = await first.ofOthers(first.onlyHere);
    expect(others).toEqual({ records: 0, forms: 0, unread: 1 });
    expect(first.isNoneLeft(others)).toBe(false);
  });
});

describe('two tabs that set a first lock at one moment', () => {
  /** A tab of its own on the same device; the one before goes on. */
  async function anotherTab(): Promise<App> {
    close = () => {};
    return load();
  }
  const opens = async (app: App, pin: string) => (await app.trySecret(pin)).is;

  test('one wins and the other is refused: its PIN opens nothing, and everything opens by the one that was set', async () => {
    const first = await load();
    const ids = [await log(first), await log(first)].sort();
    const second = await anotherTab();
    await second.deviceKey();
    const ended = await Promise.allSettled([first.setLock(chosen('482911')), second.setLock(chosen('482912'))]);
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [won, lost] = ended[0]!.status === 'fulfilled' ? ['482911', '482912'] : ['482912', '482911'];
    const tab = await load();
    expect([await opens(tab, lost), await opens(tab, won)]).toEqual(['wrong', 'right']);
    const tried = await tab.trySecret(won);
    if (tried.is !== 'right') throw new Error(tried.is);
    tab.openDevice(tried);
    expect(await read(tab)).toEqual(ids);
  });

  test('the one that won dies before everything is sealed anew: the other seals nothing under the key before, and takes none away', async () => {
    const first = await load();
    const ids = [await log(first), await log(first)].sort();
    const second = await anotherTab();
    await second.deviceKey();
    const isSet = vi.fn(() => {
      vi.spyOn(first.db, 'transaction').mockRejectedValue(new DOMException('killed', 'UnknownError'));
    });
    await expect(first.setLock(chosen('482911'), undefined, isSet)).rejects.toThrow('killed');
    expect(isSet).toHaveBeenCalled();
    await expect(second.setLock(chosen('482912'))).rejects.toThrow('locked');
    const tab = await load();
    const tried = await tab.trySecret('482911');
    if (tried.is !== 'right') throw new Error(tried.is);
    tab.openDevice(tried);
    expect(await read(tab)).toEqual(ids);
  });
});

test('changes, leavings and kills in any order: who has not left has all of theirs and nothing else, who has left has nothing', async () => {
  const next = seeded(19);
  const among = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!;
  const theirs = new Map<number, string[]>();
  let app = await begin(await load());
  theirs.set(1, []);
  for (let step = 0; step < 16; step++) {
    const chance = next();
    if (chance < 0.4) theirs.get(app.workerHere)!.push(await log(app));
    else if (chance < 0.55 && theirs.size < 4) {
      app = await begin(await toNext(app));
      theirs.set(app.workerHere, []);
    } else if (chance < 0.8 || theirs.size < 2) {
      // A tab that dies has said who comes, or not yet.
      app = next() < 0.7 ? await changeTo(app, among([...theirs.keys()])) : await load();
      await unlock(app);
    } else {
      const leaver = app.workerHere;
      const dies = Math.floor(next() * 3);
      const { clear } = IDBObjectStore.prototype;
      let clears = 0;
      const killing = vi.spyOn(IDBObjectStore.prototype, 'clear').mockImplementation(function (this: IDBObjectStore) {
        // A tab that died does nothing more.
        if (dies === 0 && clears++ >= 4) throw new DOMException('killed', 'UnknownError');
        return clear.call(this);
      });
      const isEmptied = await app.emptyTables({ leaves: true }).then(
        () => true,
        () => false,
      );
      killing.mockRestore();
      expect(isEmptied).toBe(dies !== 0);
      if (isEmptied) theirs.delete(leaver);
      if (isEmptied && dies === 1) await app.takeDatabaseAway();
      // The browser may have forgotten who is on shift.
      if (next() < 0.3) small.delete('on-shift');
      app = await load();
      if (theirs.has(app.workerHere)) await unlock(app);
      else app = await unlock(await changeTo(app, among([...theirs.keys()])));
    }
    expect(await read(app), `step ${step}`).toEqual([...theirs.get(app.workerHere)!].sort());
    const others = [...theirs.keys()].filter((worker) => worker !== app.workerHere).sort();
    expect(
      (await app.otherWorkers()).map(({ worker }) => worker),
      `step ${step}`,
    ).toEqual(others);
  }
  for (const [worker, ids] of theirs)
    expect(await read(await unlock(await changeTo(app, worker)))).toEqual([...ids].sort());
});
