/** Being ready for use without a network, as the page makes sure of it: counted over simulated time, with workers of every kind. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WorkerState } from '../../src/sw/tag.ts';

/** A worker as a page sees it. `answers` undefined: an empty script, or somebody else's. */
class Worker extends EventTarget {
  state: ServiceWorkerState = 'installing';
  readonly heard: string[] = [];
  constructor(
    readonly of: Browser,
    readonly script: Script,
  ) {
    super();
  }
  postMessage({ type }: { type: string }, [port]: { answer(data: unknown): void }[] = []) {
    this.heard.push(type);
    if (type === 'SKIP_WAITING' && this.script.answers) this.of.activate(this);
    if (type === 'MAKE_READY' && this.of.network && this.script.answers) this.script.answers.lacking = 0;
    if (this.script.answers) port?.answer(this.script.says ?? { ...this.script.answers });
  }
  private readonly hearers: (() => void)[] = [];
  override addEventListener(_: string, hear: () => void) {
    this.hearers.push(hear);
  }
  /** As in a browser, all that one hearer's promises lead to is done before the next one hears. */
  async to(state: ServiceWorkerState) {
    this.state = state;
    for (const hear of [...this.hearers]) {
      hear();
      for (let i = 0; i < 50; i++) await undefined;
    }
  }
}

/** What the server gives for the worker's script. */
interface Script {
  name: string;
  answers?: WorkerState;
  /** It says this instead. */
  says?: unknown;
  /** A file that it keeps cannot be had, or is somebody else's. */
  cannotInstall?: boolean;
  /** How long its installation takes, in ms: until then other files arrive. */
  takes?: number;
}

const ours = (version: string, lacking = 0, isOfPage = true): Script => ({
  name: version,
  answers: { version, isOfPage, lacking },
});
const dead: Script = { name: 'an empty script' };

/** A browser's registration of one site, and the server's script. `script` undefined: the server gives HTML, or nothing. */
class Browser extends EventTarget {
  network = true;
  registered = 0;
  updated = 0;
  controller: Worker | null = null;
  installing: Worker | null = null;
  waiting: Worker | null = null;
  active: Worker | null = null;
  readonly events = new EventTarget();
  constructor(public script: Script | undefined) {
    super();
  }
  readonly registration = Object.assign(this.events, {
    update: async () => {
      this.updated += 1;
      this.fetchScript();
    },
  });
  async register() {
    this.registered += 1;
    if (!this.active) this.fetchScript();
    return this.registration;
  }
  private fetchScript() {
    if (!this.script || !this.network) throw new TypeError('no script');
    const newest = this.waiting ?? this.active;
    if (newest?.script.name === this.script.name) return;
    const { script } = this;
    const worker = new Worker(this, script);
    this.installing = worker;
    // Whoever registered has the answer first.
    setTimeout(() => this.events.dispatchEvent(new Event('updatefound')));
    setTimeout(() => {
      this.installing = null;
      if (worker.script.cannotInstall) return void worker.to('redundant');
      void this.waiting?.to('redundant');
      this.waiting = worker;
      void worker.to('installed');
      if (!this.active) this.activate(worker);
    }, script.takes);
  }
  activate(worker: Worker) {
    const before = this.active;
    this.waiting = null;
    this.active = worker;
    void worker.to('activated');
    void before?.to('redundant');
    this.controller = worker;
    this.dispatchEvent(new Event('controllerchange'));
  }
  /** A browser that has had this worker since before the page was opened. */
  static with(script: Script) {
    const browser = new Browser(script);
    browser.active = new Worker(browser, script);
    browser.active.state = 'activated';
    browser.controller = browser.active;
    return browser;
  }
}

let reloads = 0;
let page = new EventTarget();
let screen = new EventTarget();

async function open(browser: Browser) {
  for (const name of ['installing', 'waiting', 'active'] as const)
    Object.defineProperty(browser.registration, name, { get: () => browser[name], configurable: true });
  vi.stubGlobal('navigator', { serviceWorker: browser });
  vi.resetModules();
  const it = await import('../../src/sw/keep-ready.ts');
  it.keepReady();
  await settle();
  return it;
}

/** What may tell a page that there is a network. */
const signs: Record<string, () => void> = {
  online: () => void page.dispatchEvent(new Event('online')),
  visible: () => void screen.dispatchEvent(new Event('visibilitychange')),
};

const settle = () => vi.advanceTimersByTimeAsync(1);
const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubEnv('PROD', true);
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  reloads = 0;
  page = new EventTarget();
  screen = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal(
    'document',
    Object.assign(screen, { readyState: 'complete', visibilityState: 'visible', querySelector: () => null }),
  );
  vi.stubGlobal('location', { reload: () => reloads++ });
  vi.stubGlobal(
    'MessageChannel',
    class {
      port1: { onmessage?: (event: { data: unknown }) => void; close(): void } = { close() {} };
      port2 = { answer: (data: unknown) => queueMicrotask(() => this.port1.onmessage?.({ data })) };
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('a first visit', () => {
  test('that comes through: the app is ready, and nothing is tried any more', async () => {
    const browser = new Browser(ours('1', 80));
    const { howItStands } = await open(browser);
    expect(howItStands()).toEqual({ ready: 'yes', update: 'none', checksum: '1' });
    await minutes(50);
    expect(browser.registered + browser.updated).toBe(1);
  });

  test.each([
    ['the server gives a page of HTML for the worker', undefined],
    ['one file cannot be had', { ...ours('1'), cannotInstall: true }],
    ['the worker’s script is empty', dead],
  ] satisfies [string, Script | undefined][])(
    '%s: seven tries in ten minutes, and it is said; then all is well',
    async (_, script) => {
      const browser = new Browser(script);
      const { howItStands } = await open(browser);
      expect(howItStands().ready).not.toBe('yes');
      await minutes(10);
      const tries = script === dead ? browser.updated : browser.registered;
      expect(tries).toBe(7);
      expect(howItStands().ready).toBe('no');
      browser.script = ours('1', 80);
      await minutes(10);
      expect(howItStands()).toEqual({ ready: 'yes', update: 'none', checksum: '1' });
      const done = browser.registered + browser.updated;
      await minutes(30);
      expect(browser.registered + browser.updated).toBe(done);
    },
  );

  test.each(['online', 'visible'])('%s: it is tried again at once', async (sign) => {
    const browser = new Browser(undefined);
    const { howItStands } = await open(browser);
    await minutes(6);
    browser.script = ours('1');
    signs[sign]!();
    await settle();
    expect(howItStands().ready).toBe('yes');
  });

  test('without a network a page that is looked at uses up no try: it is tried at once when there is one', async () => {
    const browser = new Browser(undefined);
    const { howItStands } = await open(browser);
    Object.assign(navigator, { onLine: false });
    await minutes(3);
    signs.visible!();
    await minutes(0.5);
    Object.assign(navigator, { onLine: true });
    browser.script = ours('1');
    signs.online!();
    await settle();
    expect(howItStands().ready).toBe('yes');
  });

  test('parts that are fetched later are lacking: not ready until they have come', async () => {
    const browser = Browser.with(ours('1', 78));
    browser.network = false;
    const { howItStands } = await open(browser);
    expect(howItStands().ready).toBe('no');
    await minutes(3);
    browser.network = true;
    page.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(howItStands().ready).toBe('yes');
  });

  test('a browser without service workers never says that it is ready', async () => {
    vi.stubGlobal('navigator', {});
    vi.resetModules();
    const { keepReady, howItStands } = await import('../../src/sw/keep-ready.ts');
    keepReady();
    expect(howItStands().ready).toBe('never');
  });
});

describe.each([0, 300, 4_000, 20_000])('one file of many is missing or foreign, the others take %i ms', (takes) => {
  test.each(['nothing', 'online', 'visible', 'every sign'])(
    'for ten minutes, with %s all the while: no more tries than by the backoff; then all is well',
    async (sign) => {
      const browser = new Browser({ ...ours('1'), cannotInstall: true, takes });
      const { howItStands } = await open(browser);
      for (let i = 0; i < 1_200; i++) {
        for (const [name, tell] of Object.entries(signs)) if (sign === name || sign === 'every sign') tell();
        await vi.advanceTimersByTimeAsync(500);
      }
      expect(browser.registered).toBeGreaterThan(4);
      expect(browser.registered).toBeLessThanOrEqual(8);
      expect(howItStands().ready).toBe('no');
      browser.script = ours('1');
      await minutes(11);
      expect(howItStands().ready).toBe('yes');
    },
  );

  test('of a next version: it is looked for by the backoff, however many signs there are', async () => {
    const browser = Browser.with(ours('1'));
    await open(browser);
    browser.script = { ...ours('2'), cannotInstall: true, takes };
    void browser.registration.update();
    for (let i = 0; i < 1_200; i++) {
      for (const tell of Object.values(signs)) tell();
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(browser.updated).toBeGreaterThan(4);
    expect(browser.updated).toBeLessThanOrEqual(9);
  });
});

test('one part fewer is lacking after each try: what arrives does not bring the next try forward', async () => {
  const browser = Browser.with(ours('1', 80));
  const { active } = browser;
  const asked = vi.spyOn(active!, 'postMessage').mockImplementation(({ type }, [port] = []) => {
    if (type === 'MAKE_READY') active!.script.answers!.lacking -= 1;
    port?.answer({ ...active!.script.answers });
  });
  await open(browser);
  await minutes(10);
  expect(asked.mock.calls.filter(([{ type }]) => type === 'MAKE_READY')).toHaveLength(7);
});

describe('a worker at work that does not answer', () => {
  test('is replaced by one that does, and no update is told: the page is of that version', async () => {
    const browser = Browser.with(dead);
    browser.script = ours('1');
    const { howItStands } = await open(browser);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(browser.active?.script.name).toBe('1');
    expect(howItStands()).toEqual({ ready: 'yes', update: 'none', checksum: '1' });
  });

  test('and a network that hangs at the look for another: once it answers, everything is there', async () => {
    const browser = Browser.with(dead);
    browser.registration.update = () => new Promise(() => {});
    const { howItStands } = await open(browser);
    await vi.advanceTimersByTimeAsync(20_000);
    Object.assign(browser.active!, { script: ours('1') });
    await minutes(1);
    expect(howItStands()).toEqual({ ready: 'yes', update: 'none', checksum: '1' });
  });

  test('stays where the server gives another that does not answer, however often it changes', async () => {
    const browser = Browser.with(dead);
    let count = 0;
    Object.defineProperty(browser, 'script', { get: () => ({ name: `portal ${count++}` }) });
    const { howItStands } = await open(browser);
    await minutes(10);
    expect(howItStands()).toEqual({ ready: 'no', update: 'none' });
    expect(browser.updated).toBeLessThanOrEqual(14);
    expect(browser.waiting?.heard).not.toContain('SKIP_WAITING');
  });
});

describe('a next version', () => {
  test('that answers and has everything is offered; taken, the page is loaded anew once it is at work', async () => {
    const browser = Browser.with(ours('1'));
    const { howItStands, takeUpdate } = await open(browser);
    browser.script = ours('2', 3, false);
    await browser.registration.update();
    await settle();
    expect(howItStands()).toEqual({ ready: 'yes', update: 'waiting', checksum: '1' });
    expect(browser.waiting?.heard).not.toContain('SKIP_WAITING');
    await takeUpdate();
    expect(browser.active?.script.name).toBe('2');
    expect(reloads).toBe(1);
  });

  test.each([
    ['gives no answer', dead],
    ['answers something else', { ...ours('2'), says: 'hello' }],
    ['answers with another shape', { ...ours('2'), says: { version: 2, lacking: 0 } }],
  ] satisfies [string, Script][])(
    'that %s is never offered and never told to take over; a right one after it is',
    async (_, wrong) => {
      const browser = Browser.with(ours('1'));
      const { howItStands, takeUpdate } = await open(browser);
      browser.script = wrong;
      await browser.registration.update();
      await minutes(10);
      const { waiting } = browser;
      expect(howItStands()).toEqual({ ready: 'yes', update: 'none', checksum: '1' });
      void takeUpdate();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(waiting?.heard).not.toContain('SKIP_WAITING');
      expect(browser.active?.script.name).toBe('1');
      browser.script = ours('3', 0, false);
      await minutes(11);
      expect(howItStands().update).toBe('waiting');
    },
  );

  test('that cannot be installed is asked for again, by the backoff', async () => {
    const browser = Browser.with(ours('1'));
    const { howItStands } = await open(browser);
    browser.script = { ...ours('2'), cannotInstall: true };
    await browser.registration.update();
    const before = browser.updated;
    await minutes(10);
    expect(browser.updated - before).toBeGreaterThan(3);
    expect(browser.updated - before).toBeLessThanOrEqual(7);
    expect(howItStands()).toEqual({ ready: 'yes', update: 'none', checksum: '1' });
    browser.script = ours('3', 0, false);
    await minutes(11);
    expect(howItStands().update).toBe('waiting');
  });

  test('that lacks a part is offered when it has it', async () => {
    const browser = Browser.with(ours('1'));
    const { howItStands } = await open(browser);
    browser.script = ours('2', 3, false);
    await browser.registration.update();
    browser.network = false;
    await settle();
    expect(howItStands().update).toBe('none');
    browser.network = true;
    await minutes(1);
    expect(howItStands().update).toBe('waiting');
  });

  test('that answers no more when it is taken is offered no more', async () => {
    const browser = Browser.with(ours('1'));
    const { howItStands, takeUpdate } = await open(browser);
    browser.script = ours('2', 0, false);
    await browser.registration.update();
    await settle();
    browser.waiting!.script.says = 'hello';
    const taken = takeUpdate();
    await vi.advanceTimersByTimeAsync(60_000);
    await taken;
    expect(howItStands().update).toBe('none');
    expect(browser.active?.script.name).toBe('1');
  });

  test('taken in another tab is told; the same version in another worker is not', async () => {
    const browser = Browser.with(ours('1'));
    const { howItStands } = await open(browser);
    browser.activate(new Worker(browser, ours('1')));
    await settle();
    expect(howItStands().update).toBe('none');
    browser.activate(new Worker(browser, ours('2', 0, false)));
    await settle();
    expect(howItStands().update).toBe('taken');
    expect(reloads).toBe(0);
  });
});

test.each([
  ['there', ours('1'), 'none'],
  ['replaced', ours('2', 0, false), 'taken'],
] as const)('a part that did not load is %s', async (what, script, update) => {
  const browser = Browser.with({ ...script });
  const { lookForPart, howItStands } = await open(browser);
  expect(await lookForPart()).toBe(what);
  expect(howItStands().update).toBe(update);
});

test('a part that did not load is missing where the worker lacks any, and no update is told', async () => {
  const browser = Browser.with(ours('1', 3));
  browser.network = false;
  const { lookForPart, howItStands } = await open(browser);
  expect(await lookForPart()).toBe('missing');
  expect(howItStands()).toEqual({ ready: 'no', update: 'none', checksum: '1' });
});

test('a part that did not load is not called missing where the worker gave no answer: nobody knows', async () => {
  const browser = Browser.with(dead);
  browser.network = false;
  const { lookForPart } = await open(browser);
  const found = lookForPart();
  await minutes(1);
  expect(await found).toBe('unknown');
});
