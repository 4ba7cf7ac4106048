/** Two tabs of one device: one that did not hear that somebody locked locks itself, also while the other empties the device. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { chosen } from '../support/locks.ts';

const small = new Map<string, string>();
const wentTo: string[] = [];
/** What the tab that locks says to the service worker waits here, where a test holds it. */
let held: Promise<void> | undefined;
/** What tabs said to the service worker. */
const said: string[] = [];
const on = new Map<string, (event?: object) => void>();
const databases = async () => (await indexedDB.databases()).map(({ name }) => name);
const deleted = (name: string) =>
  new Promise((done) => {
    indexedDB.deleteDatabase(name).onsuccess = done;
  });
const opened: { close: () => void }[] = [];

beforeEach(async () => {
  for (const name of await databases()) await deleted(name!);
  small.clear();
  wentTo.length = 0;
  on.clear();
  held = undefined;
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => small.get(name) ?? null,
    setItem: (name: string, value: string) => void small.set(name, value),
    removeItem: (name: string) => void small.delete(name),
  });
  vi.stubGlobal('sessionStorage', { clear: () => undefined });
  vi.stubGlobal('location', { reload: () => wentTo.push('the lock'), replace: (url: string) => wentTo.push(url) });
  const listen = (name: string, run: (event?: object) => void) => {
    const before = on.get(name);
    on.set(name, (event) => [before, run].forEach((hear) => void hear?.(event)));
  };
  vi.stubGlobal('document', { documentElement: { style: {} }, visibilityState: 'visible', addEventListener: listen });
  vi.stubGlobal('addEventListener', listen);
  vi.stubGlobal('removeEventListener', (name: string) => on.delete(name));
  vi.stubGlobal('setInterval', (run: () => void, ms: number) => on.set(`every ${ms} ms`, run));
  vi.stubGlobal('BroadcastChannel', undefined);
  said.length = 0;
  const getRegistration = async () => {
    await held;
    return { active: { postMessage: ({ type }: { type: string }) => said.push(type) } };
  };
  vi.stubGlobal('navigator', { serviceWorker: { getRegistration } });
});
afterEach(() => {
  for (const tab of opened.splice(0)) tab.close();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** What is said on the channel of the tabs is heard where one listens. */
class Channel {
  static heard = (_: { data: string }) => {};
  set onmessage(hear: (said: { data: string }) => void) {
    Channel.heard = hear;
  }
  close() {
    Channel.heard = () => {};
  }
  postMessage() {}
  addEventListener() {}
}

/** A tab, with modules of its own. */
async function tab() {
  vi.resetModules();
  const [time, { db }, device, lock, opening, wipe, drafts, sync, { quickDerivation }] = await Promise.all([
    import('../../src/app/lock/open-time.ts'),
    import('../../src/store/db.ts'),
    import('../../src/store/device.ts'),
    import('../../src/store/device-lock.ts'),
    import('../../src/store/lock-opening.ts'),
    import('../../src/store/wipe.ts'),
    import('../../src/store/drafts.ts'),
    import('../../src/delivery/engine/on-sync.ts'),
    import('../support/locks.ts'),
  ]);
  quickDerivation();
  await db.open();
  opened.push(db);
  return { ...time, db, ...device, ...lock, ...opening, ...wipe, ...drafts, ...sync };
}

/** One tab set a lock, and another goes on with it open. */
async function twoTabs() {
  const other = await tab();
  await other.deviceKey();
  await other.setLock(chosen('482913'));
  const here = await tab();
  const tried = await here.trySecret('482913');
  if (tried.is !== 'right') throw new Error('It did not open');
  here.openDevice(tried);
  const by = (await here.openingNow(here.db))!;
  here.keepOpen(by);
  return { here, other, by };
}

test('a tab that did not hear that somebody locked finds it out, and begins anew where the lock stands', async () => {
  const { here, other, by } = await twoTabs();
  await other.endOpening(by);
  on.get('pageshow')!();
  await eventually(() => expect(wentTo).toEqual(['the lock']));
  expect(here.openedHere()).toBeUndefined();
  expect(await other.openingNow(other.db)).not.toBe(by);
});

test('a tab whose form is not on the disk shows nothing until the lock’s screen is there, asks for that until it is, and begins anew once all is kept', async () => {
  const { setTimeout } = globalThis;
  /** What the tab waits for before it goes comes too late. */
  let isLate = true;
  vi.stubGlobal('setTimeout', (run: () => void, ms?: number) => (ms === 2000 && !isLate ? 0 : setTimeout(run)));
  const seen: string[] = [];
  const { style } = document.documentElement;
  vi.doMock('../../src/app/lock/open-lock.tsx', () => ({
    async askAbove(show: () => void) {
      seen.push(style.visibility);
      if (seen.length < 3) throw new Error('Its words could not be had');
      show();
      await new Promise(() => undefined);
    },
  }));
  try {
    const { here } = await twoTabs();
    let keep = (): void => undefined;
    const { noteWriting } = await import('../../src/store/unsaved.ts');
    void noteWriting(
      new Promise<void>((kept) => {
        keep = kept;
      }),
    );
    void here.leaveNow('lock');
    await eventually(() => expect(style.visibility).toBe(''));
    expect(seen).toEqual(['hidden', 'hidden', 'hidden']);
    expect(wentTo).toEqual([]);
    isLate = false;
    keep();
    on.get('every 5000 ms')!();
    await eventually(() => expect(wentTo).toEqual(['the lock']));
  } finally {
    vi.doUnmock('../../src/app/lock/open-lock.tsx');
  }
});

describe('a tab that nobody has touched for five minutes', () => {
  const minutes = 60_000;
  /** So much passes (ms), by one clock alone. */
  const passes = {
    'the clock that cannot be set': (ms: number) => {
      const now = performance.now();
      vi.spyOn(performance, 'now').mockImplementation(() => now + ms);
    },
    'the clock on the wall, of a device that slept': (ms: number) => {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
    },
  };
  /** The tab looks, and finds nothing to do but to speak for its key. */
  const goesOn = async () => {
    await eventually(() => expect(said).toEqual(['HOLD_KEY']), 1);
    said.length = 0;
    on.get('every 5000 ms')!();
    await eventually(() => expect(said).not.toEqual([]), 1);
    expect(said).toEqual(['HOLD_KEY']);
  };

  test.each(Object.keys(passes) as (keyof typeof passes)[])('locks itself, by %s', async (clock) => {
    await twoTabs();
    passes[clock](4 * minutes);
    await goesOn();
    on.get('keydown')!();
    passes[clock](4 * minutes);
    await goesOn();
    passes[clock](6 * minutes);
    on.get('every 5000 ms')!();
    await eventually(() => expect(wentTo).toEqual(['the lock']));
  });

  test('goes on while a respondent holds the device: nobody there has the secret', async () => {
    await twoTabs();
    const time = { watched: 0, between: 0, seenAt: Date.now(), turn: 'one' };
    small.set('handed-over', JSON.stringify({ page: '/answer/esis.fi', wrong: 0, ...time }));
    passes['the clock that cannot be set'](60 * minutes);
    await goesOn();
  });
});

describe('where it locks as soon as it goes out of sight', () => {
  const happens = (name: string, target: object = {}) => on.get(name)!({ type: name, target });
  const goesOutOfSight = () => {
    Object.assign(document, { visibilityState: 'hidden' });
    happens('visibilitychange');
  };
  const chosenSo = async () => {
    const { here } = await twoTabs();
    await here.setSetting(here.autoLockName, { minutes: 5, hidden: true });
    await eventually(() => expect(said).toEqual(['HOLD_KEY']), 1);
    return here;
  };
  /** A tab that went out of sight has decided; where it locks, nothing of it is to be seen any more. */
  const settled = async ({ autoLock }: Awaited<ReturnType<typeof tab>>) => {
    await autoLock();
    await new Promise((turn) => setTimeout(turn));
  };
  const file = { type: 'file' };
  const opens = {
    'a file is chosen': () => happens('click', file),
    'it is printed': () => happens('beforeprint'),
  };
  const ends = {
    'something was chosen': () => happens('input', file),
    'nothing was chosen': () => happens('cancel', file),
    'the app was touched again': () => happens('pointerdown'),
    'the app was seen again': () => happens('visibilitychange'),
  };

  test('it locks', async () => {
    await chosenSo();
    happens('click', { type: 'checkbox' });
    goesOutOfSight();
    await eventually(() => expect(wentTo).toEqual(['the lock']));
  });

  test.each(Object.keys(opens) as (keyof typeof opens)[])(
    'not while %s, until nobody has touched it for the time chosen',
    async (what) => {
      const here = await chosenSo();
      opens[what]();
      goesOutOfSight();
      await settled(here);
      expect(document.documentElement.style.visibility).toBeUndefined();
      const now = performance.now();
      vi.spyOn(performance, 'now').mockImplementation(() => now + 6 * 60_000);
      on.get('every 5000 ms')!();
      await eventually(() => expect(wentTo).toEqual(['the lock']));
    },
  );

  test.each(Object.keys(ends) as (keyof typeof ends)[])('and again once %s', async (what) => {
    await chosenSo();
    happens('click', file);
    ends[what]();
    goesOutOfSight();
    await eventually(() => expect(wentTo).toEqual(['the lock']));
  });
});

describe('while another tab empties the device, one that locks itself', () => {
  const tables = async (of: Awaited<ReturnType<typeof tab>>) => [
    await of.db.keys.toArray(),
    await of.db.settings.count(),
    await of.db.endpoints.count(),
  ];
  const nothing = [[{ name: 'device', id: 'emptied', isEmptied: true }], 0, 0];
  /** The page that says so to other tabs. */
  const emptied = 'blob:emptied';

  test('has locked before: nothing of that is left, and where the lock stood the emptying goes on', async () => {
    const { here, other } = await twoTabs();
    await here.lockNow();
    await other.emptyTables();
    expect(await tables(other)).toEqual(nothing);
    expect(wentTo).toEqual(['the lock']);
  });

  test('locks after the tables were emptied: it writes nothing, and goes where the emptying goes on', async () => {
    const { here, other } = await twoTabs();
    await other.emptyTables();
    await here.lockNow();
    expect(await tables(other)).toEqual(nothing);
    expect(wentTo).toEqual(['the lock']);
  });

  /** The second step of the emptying takes the database away; the tab is asked for it. */
  const takenAway = async ({ db }: Awaited<ReturnType<typeof tab>>) => {
    small.set('wiping', emptied);
    db.close();
    await deleted(db.name);
  };

  test('is locking when its database is taken: it leaves the app and nothing else, and makes none anew', async () => {
    const { here, other } = await twoTabs();
    let goOn = () => {};
    held = new Promise((done) => {
      goOn = done;
    });
    const locking = here.lockNow();
    await eventually(async () => expect(await other.db.settings.get('lock-opening')).toBeDefined());
    await other.emptyTables();
    await takenAway(other);
    goOn();
    await locking;
    expect(new Set(wentTo)).toEqual(new Set([emptied]));
    expect(await databases()).toEqual([]);
  });

  test('locks when its database was taken and it has not gone yet: the same', async () => {
    const { here, other } = await twoTabs();
    await other.emptyTables();
    await takenAway(other);
    await here.lockNow();
    expect(new Set(wentTo)).toEqual(new Set([emptied]));
    expect(await databases()).toEqual([]);
  });

  test('locks before the page is there that says so: nothing is seen until it is', async () => {
    const { here, other } = await twoTabs();
    await other.emptyTables();
    small.set('wiping', 'wiping');
    await here.lockNow();
    expect([wentTo, document.documentElement.style.visibility]).toEqual([[], 'hidden']);
    small.set('wiping', emptied);
    on.get('storage')!();
    expect(wentTo).toEqual([emptied]);
  });

  test('or still writes a draft: none is made anew for that', async () => {
    const { here, other } = await twoTabs();
    await other.emptyTables();
    await takenAway(other);
    await expect(here.keepDraft({ kind: 'encounter', id: 'a', base: 0 }, { note: '' })).rejects.toThrow();
    expect(await databases()).toEqual([]);
  });
});

test('a service worker that is at work when the device is emptied makes no database anew, and goes on with the next one that a page makes', async () => {
  vi.stubGlobal('clients', {});
  const worker = await tab();
  const page = await tab();
  await page.emptyTables();
  page.db.close();
  vi.stubGlobal('localStorage', undefined);
  await deleted(worker.db.name);
  await expect(worker.endOpening('any')).rejects.toThrow();
  await expect(worker.db.leases.put({ name: 'drain', owner: 'a', until: 0 })).rejects.toThrow();
  expect(await databases()).toEqual([]);
  const next = await tab();
  const failed = vi.spyOn(console, 'error');
  await worker.drainForPage();
  expect(failed.mock.calls).toEqual([]);
  expect(await next.db.endpoints.count()).toBe(1);
});

test('the tab that empties the device goes on to its end, whatever another says meanwhile, and whosever shift it is', async () => {
  const before = await tab();
  await before.deviceKey();
  await before.setLock(chosen('482913'));
  await before.emptyTables();
  before.db.close();
  small.set('wiping', 'wiping');
  vi.resetModules();
  vi.stubGlobal('BroadcastChannel', Channel);
  let goOn = () => {};
  const asked = new Promise<void>((begun) => {
    const registrations = new Promise<[]>((done) => {
      goOn = () => done([]);
    });
    const getRegistrations = () => {
      begun();
      return registrations;
    };
    vi.stubGlobal('navigator', { language: 'fi', languages: ['fi'], serviceWorker: { getRegistrations } });
  });
  const page = { style: {} as { visibility?: string }, lang: '', dir: '' };
  const element = () => ({ append: () => undefined });
  vi.stubGlobal(
    'XMLSerializer',
    class {
      serializeToString = () => '';
    },
  );
  vi.stubGlobal('document', {
    documentElement: page,
    createElement: element,
    querySelector: () => null,
    cookie: '',
    title: '',
  });
  const { loadLock, untilOpen } = await import('../../src/app/lock/until-open.ts');
  await Promise.race([asked, untilOpen({} as HTMLElement)]);
  Channel.heard({ data: 'lock' });
  small.set('on-shift', '2');
  on.get('focus')?.();
  await loadLock();
  expect(page.style.visibility).toBeUndefined();
  goOn();
  await eventually(() => expect(document.title).toBe('Laite on tyhjennetty'));
  expect(wentTo).toEqual([]);
  expect(await databases()).toEqual([]);
});
