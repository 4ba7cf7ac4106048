import { beforeEach, describe, expect, test, vi } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import { exclusively, giveTurnUp, LeaseLost, pace } from '../../src/delivery/engine/lock.ts';
import { db } from '../../src/store/db.ts';
import { allStored, endpointThat, freshDevice, logged } from '../support/device.ts';
import { eventually } from '../support/eventually.ts';

freshDevice();

const usual = { ...pace };
// A frozen context renews nothing; nobody has time to look at it for seconds.
beforeEach(() => void Object.assign(pace, { beat: Number.POSITIVE_INFINITY, patience: 30 }));

/** Web Locks as browsers have them, as far as the app uses them: one holder, a queue, stealing. */
function fakeLocks() {
  let holder: { lose: (error: unknown) => void } | undefined;
  const request = async (_: string, options: LockOptions, run: (lock: Lock | null) => Promise<unknown>) => {
    if (holder && options.steal) {
      holder.lose(new DOMException('', 'AbortError'));
      holder = undefined;
    }
    if (holder) {
      if (options.ifAvailable) return run(null);
      await new Promise((_, reject) => options.signal?.addEventListener('abort', () => reject(options.signal!.reason)));
    }
    const lost = new Promise<never>((_, lose) => {
      holder = { lose };
    });
    lost.catch(() => undefined);
    const mine = holder;
    try {
      return await Promise.race([run({} as Lock), lost]);
    } finally {
      if (holder === mine) holder = undefined;
    }
  };
  vi.stubGlobal('navigator', { locks: { request } });
}

const never = new Promise<never>(() => undefined);

describe('one drain at a time', () => {
  test('while one works, another is told that it is busy', async () => {
    fakeLocks();
    let done = () => {};
    const first = exclusively(() => new Promise<string>((resolve) => (done = () => resolve('first'))), 0);
    await eventually(async () => expect(await db.leases.count()).toBe(1));
    expect(await exclusively(async () => 'second', 0)).toBeUndefined();
    done();
    expect(await first).toEqual({ value: 'first' });
    expect(await exclusively(async () => 'third', 0)).toEqual({ value: 'third' });
  });

  test('the worker stands in line only as long as its patience', async () => {
    fakeLocks();
    void exclusively(() => never, 0);
    await eventually(async () => expect(await db.leases.count()).toBe(1));
    expect(await exclusively(async () => 'worker', 30)).toBeUndefined();
  });

  test('F13: a tab that was frozen with the lock in its hands is passed by when its lease has run out', async () => {
    fakeLocks();
    let renewFrozen: () => Promise<void> = async () => undefined;
    const frozen = exclusively(async (renew) => {
      renewFrozen = renew;
      return never;
    }, 0);
    const passedBy = expect(frozen).rejects.toMatchObject({ name: 'AbortError' });
    await eventually(async () => expect(await db.leases.count()).toBe(1));
    await db.leases.toCollection().modify({ owner: 'the frozen tab', until: Date.now() - 1 });
    expect(await exclusively(async () => 'another', 0)).toEqual({ value: 'another' });
    await passedBy;
    await db.leases.toCollection().modify({ owner: 'another tab' });
    await expect(renewFrozen(), 'and stops when it wakes').rejects.toBeInstanceOf(LeaseLost);
  });

  test('F34: a holder that has just come, before it wrote its lease, is not taken for frozen', async () => {
    fakeLocks();
    await db.leases.put({ name: 'kenttakirja-drain', owner: 'hours ago', until: Date.now() - 3_600_000 });
    const held = navigator.locks.request('kenttakirja-drain', {}, () => never);
    void Promise.resolve(held).catch(() => undefined);
    const second = exclusively(async () => 'second', 0);
    await db.leases.put({ name: 'kenttakirja-drain', owner: 'has just come', until: Date.now() + 90_000 });
    expect(await second).toBeUndefined();
  });

  test('a tab that was frozen before it wrote its lease takes none from another', async () => {
    fakeLocks();
    let renewFrozen: () => Promise<void> = async () => undefined;
    const frozen = exclusively(async (renew) => {
      renewFrozen = renew;
      return never;
    }, 0);
    frozen?.catch(() => undefined);
    await db.leases.put({ name: 'kenttakirja-drain', owner: 'another tab', until: Date.now() + 90_000 });
    vi.setSystemTime(Date.now() + 30_000);
    await expect(renewFrozen()).rejects.toBeInstanceOf(LeaseLost);
    expect((await db.leases.toArray())[0]).toMatchObject({ owner: 'another tab' });
  });

  test('a run that sends nothing writes no lease', async () => {
    fakeLocks();
    await exclusively(async () => 'nothing', 0);
    expect(await db.leases.count()).toBe(0);
  });

  test('what was passed by stays stopped, also when its own tab drains again', async () => {
    fakeLocks();
    let renewPassedBy: () => Promise<void> = async () => undefined;
    const first = exclusively(async (renew) => {
      renewPassedBy = renew;
      return never;
    }, 0);
    const passedBy = expect(first).rejects.toMatchObject({ name: 'AbortError' });
    await eventually(async () => expect(await db.leases.count()).toBe(1));
    await db.leases.toCollection().modify({ until: Date.now() - 1 });
    expect(await exclusively(async () => 'again', 0)).toEqual({ value: 'again' });
    await passedBy;
    await expect(renewPassedBy()).rejects.toBeInstanceOf(LeaseLost);
  });

  test('a lease that a wrong clock wrote far into the future holds nobody back', async () => {
    fakeLocks();
    void exclusively(() => never, 0).catch(() => undefined);
    await eventually(async () => expect(await db.leases.count()).toBe(1));
    await db.leases.toCollection().modify({ owner: 'x', until: Date.now() + 400 * 24 * 3_600_000 });
    expect(await exclusively(async () => 'on', 0)).toEqual({ value: 'on' });
  });

  test('after a killed tab the next one starts at once, though its lease has not run out', async () => {
    fakeLocks();
    await db.leases.put({ name: 'kenttakirja-drain', owner: 'a killed tab', until: Date.now() + 80_000 });
    expect(await exclusively(async () => 'next', 0)).toEqual({ value: 'next' });
  });

  test('where the browser has no Web Locks the lease alone decides', async () => {
    vi.stubGlobal('navigator', {});
    await db.leases.put({ name: 'kenttakirja-drain', owner: 'another', until: Date.now() + 80_000 });
    expect(await exclusively(async () => 'x', 0)).toBeUndefined();
    await db.leases.toCollection().modify({ until: Date.now() - 1 });
    expect(await exclusively(async () => 'x', 0)).toEqual({ value: 'x' });
    expect(await db.leases.count(), 'and is given back').toBe(0);
  });
});

describe('a page that is frozen or put away keeps its turn from nobody', () => {
  /** Lets simulated time pass, and what the database does in it. */
  async function passes(ms: number) {
    for (let at = 0; at < ms; at += 250) {
      vi.advanceTimersByTime(250);
      for (let turn = 0; turn < 20; turn++) await new Promise((done) => setImmediate(done));
    }
  }
  const simulated = () => {
    Object.assign(pace, usual);
    vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  };

  test('frozen with a word before it: the lock is free in that very moment, and the request is cut', async () => {
    fakeLocks();
    const [made] = await logged(1);
    // Time stands still: how long this machine takes makes nobody look frozen.
    simulated();
    let isCut = false;
    const asked = new Promise<void>((isAsked) =>
      vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => {
        isAsked();
        return new Promise((_done, fail) =>
          signal!.addEventListener('abort', () => {
            isCut = true;
            fail(signal!.reason);
          }),
        );
      }),
    );
    const frozen = drain('saved');
    await asked;
    giveTurnUp();
    expect(isCut).toBe(true);
    // No task of the page is run any more: only what belongs to this one.
    for (let i = 0; i < 10; i++) await Promise.resolve();
    let isFree = false;
    await navigator.locks.request('kenttakirja-drain', { ifAvailable: true }, async (lock) => {
      isFree = lock !== null;
    });
    expect(isFree).toBe(true);
    expect(await frozen).toEqual({ is: 'elsewhere' });
    expect((await db.endpoints.get('home'))?.hold, 'it says nothing of the endpoint').toBeUndefined();
    const { batches } = endpointThat(allStored);
    expect(await drain('visible')).toEqual({ is: 'nothing-waits' });
    expect(batches).toMatchObject([[{ id: made!.id }]]);
  });

  test('F13: frozen without a word: another has the turn within 15 s', async () => {
    fakeLocks();
    simulated();
    const beats = vi.spyOn(globalThis, 'setInterval');
    let renewFrozen: () => Promise<void> = async () => undefined;
    void exclusively((renew) => {
      renewFrozen = renew;
      return renew().then(() => never);
    }, 0).catch(() => undefined);
    await passes(20_000);
    expect((await db.leases.toArray())[0]!.until, 'at work for 20 s, and it shows').toBeGreaterThan(Date.now());
    // What a frozen context has set runs no more.
    for (const { value } of beats.mock.results) clearInterval(value);
    const began = Date.now();
    let tookAt: number | undefined;
    while (tookAt === undefined && Date.now() - began < 60_000) {
      const tried = exclusively(async () => Date.now(), 3_000);
      void tried.then((given) => {
        tookAt ??= given?.value;
      });
      let isOver = false;
      void tried.finally(() => {
        isOver = true;
      });
      while (!isOver) await passes(250);
      await passes(1_000);
    }
    expect(tookAt! - began).toBeLessThanOrEqual(15_000);
    await expect(renewFrozen(), 'and what wakes stops').rejects.toBeInstanceOf(LeaseLost);
  });

  test('one at work is not passed by, however long an answer takes', async () => {
    fakeLocks();
    simulated();
    void exclusively((renew) => renew().then(() => never), 0);
    for (let i = 0; i < 12; i++) {
      const tried = exclusively(async () => 'passed by', 0);
      await passes(5_000);
      expect(await tried).toBeUndefined();
    }
  });

  test('a hidden one that is asked finishes its request, begins no other, and cuts one that takes longer', async () => {
    fakeLocks();
    let renewHidden: () => Promise<void> = async () => undefined;
    let answered = () => {};
    const first = exclusively((renew) => {
      renewHidden = renew;
      return new Promise<string>((done) => (answered = () => done('answered')));
    }, 0);
    await Promise.resolve();
    giveTurnUp(1_000);
    await expect(renewHidden()).rejects.toBeInstanceOf(LeaseLost);
    answered();
    expect(await first, 'what was answered is written').toEqual({ value: 'answered' });
    simulated();
    const second = exclusively(() => never, 0);
    await passes(250);
    giveTurnUp(5_000);
    await passes(5_000);
    expect(await second).toBeUndefined();
  });
});
