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
  if (!(await app.hasLeft())) return app;
  await app.takeDatabaseAway();
  return load();
}
type App = Awaited<ReturnType<typeof load>>;

const pinOf = (worker: number) => `48291${worker}`;

async function unlock(app: App): Promise<App> {
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
    expect(await app.nextWorker()).toBe(2);
  });
});

describe('a further worker', () => {
  test('begins with nothing of the one before, who is told of by name and number alone', async () => {
    const first = await begin(await load());
    const id = await log(first);
    await first.noteKept();
    const second = await changeTo(first, await first.nextWorker());
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
    expect([...small.keys()].sort()).toEqual(['kept-before', 'kept-before-2', 'on-shift']);
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
    const second = await changeTo(first, 2);
    await second.deviceKey();
    const back = await changeTo(second, 1);
    expect(await back.otherWorkers()).toEqual([]);
  });

  test('who kept something without a lock is told of, and their database is not taken away by giving up', async () => {
    const first = await begin(await load());
    const second = await changeTo(first, 2);
    await log(second);
    await second.takeDatabaseAway();
    expect(await (await load()).otherWorkers()).toEqual([{ worker: 2, name: '', waiting: 1 }]);
    expect(await (await changeTo(second, 2)).db.records.count()).toBe(1);
  });

  test('keeps everybody’s lock where it is, and opened by a secret alone: others have the same phone in their hands', async () => {
    const first = await begin(await load());
    const second = await begin(await changeTo(first, 2));
    const tried = await second.trySecret(pinOf(2), true);
    if (tried.is !== 'right') throw new Error(tried.is);
    const means = { credential: new Uint8Array(16), key: tried.key };
    await expect(second.addOwnMeans(tried.key, means)).rejects.toThrow('by the same means');
    await expect(second.takeLockAway(tried.key)).rejects.toThrow('keeps others out');
    expect((await second.lockHere())?.lock.own).toBeUndefined();
  });

  test('tries at one’s PIN cost what they cost, however often the worker is changed in between', async () => {
    let app = await begin(await changeTo(await begin(await load()), 2));
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
  const second = await begin(await changeTo(first, 2));
  await log(second);
  await log(second);
  expect(await second.ofOthers(second.onlyHere)).toEqual({ records: 1, forms: 0 });
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
  const second = await begin(await changeTo(first, 2));
  expect(await second.emptyingOf()).toBeUndefined();
  await second.emptyTables();
  small.delete('on-shift');
  const app = await load();
  expect([app.workerHere, await app.isEmptied(), await app.emptyingOf()]).toEqual([1, false, 2]);
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
      app = await begin(await changeTo(app, await app.nextWorker()));
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
        if (dies === 0 && clears++ === 4) throw new DOMException('killed', 'UnknownError');
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
      // What `untilOpen` does where the first worker has left and nobody is known to be on shift.
      if (!app.isShiftChosen() && (await app.isNewDevice())) {
        await app.takeDatabaseAway();
        app = await load();
      }
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
