/**
 * A browser as far as it wakes the app: windows' events, Background Sync with its retries, locks, reloads. The page and the
 * worker have the app's modules each for itself; all share the database and a simulated clock.
 */
import { vi } from 'vitest';
import { turns } from './contexts.ts';

export { cipherInOrder } from './contexts.ts';

/** Modules that remember nothing, opened on the device that there is. */
async function anew<T>(load: () => Promise<T>): Promise<T & { close(): void }> {
  vi.resetModules();
  const [{ db }, loaded] = await Promise.all([import('../../src/store/db.ts'), load()]);
  return { ...loaded, close: () => db.close() };
}
const loadPage = () =>
  anew(async () => ({
    ...(await import('../../src/delivery/engine/watch.ts')),
    ...(await import('../../src/delivery/engine/drain.ts')),
  }));
const loadWorker = () => anew(() => import('../../src/delivery/engine/on-sync.ts'));

/** When Chromium calls again for a registration whose event failed (ms), `background_sync_manager.cc`. */
const asChromium = [5 * 60_000, 15 * 60_000];

export class FakeBrowser {
  readonly #window = new EventTarget();
  readonly #document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  #page: Awaited<ReturnType<typeof loadPage>> | undefined;
  #undo: (() => void) | undefined;
  #worker: Awaited<ReturnType<typeof loadWorker>> | undefined;
  /** Whether the worker is being called. */
  isCalled = false;
  #callAgain = false;
  #failed = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #locks = new Map<string, { holder: Promise<void>; isHeld: boolean }>();
  /** How many times the worker was called. */
  calls = 0;

  /** `callsAgainAfter` (ms): how often, and when, the worker is called again after a call that failed. */
  constructor(readonly callsAgainAfter = asChromium) {
    const window = this.#window;
    const sync = { register: async () => this.#register() };
    vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
    vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window));
    vi.stubGlobal('document', this.#document);
    vi.stubGlobal('navigator', {
      onLine: true,
      locks: { request: this.#request },
      serviceWorker: { getRegistration: async () => ({ sync }) },
    });
  }

  /** The first start of the app. */
  async open(): Promise<void> {
    this.#worker = await loadWorker();
    this.#page = await loadPage();
    this.#undo = this.#page.watchOutbox();
    await turns(40);
  }

  /** The page goes and comes again. */
  async reload(): Promise<void> {
    this.#undo?.();
    this.#undo = this.#page?.watchOutbox();
    await turns(40);
  }

  /** The page goes and does not come again. */
  leave(): void {
    this.#undo?.();
    this.#undo = undefined;
  }

  /** The worker is stopped, and knows nothing when it is called again. */
  async stopWorker(): Promise<void> {
    this.#worker?.close();
    this.#worker = await loadWorker();
  }

  close(): void {
    this.#undo?.();
    clearTimeout(this.#retry);
    this.#page?.close();
    this.#worker?.close();
    this.#worker = undefined;
  }

  /** Whether the browser thinks that there is a network, and says so. */
  online(is: boolean): void {
    Object.assign(navigator, { onLine: is });
    this.#window.dispatchEvent(new Event(is ? 'online' : 'offline'));
  }

  /** All that wakes the app, once each. */
  wake(): void {
    this.#window.dispatchEvent(new Event('online'));
    this.#window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    this.#document.dispatchEvent(new Event('visibilitychange'));
    this.#register();
  }

  /** The button that sends. */
  press = () => this.#page!.drain('button', 60_000);

  /** Lets simulated time pass, and what is done in it. */
  async passes(ms: number): Promise<void> {
    vi.advanceTimersByTime(ms);
    await turns(40);
  }

  /** Fires at once where there is a network; while an event runs, another follows it (Background Sync, «reregistered while firing»). */
  #register(): void {
    this.#failed = 0;
    clearTimeout(this.#retry);
    if (this.isCalled) this.#callAgain = true;
    else void this.#call();
  }

  async #call(): Promise<void> {
    if (!this.#worker) return;
    this.isCalled = true;
    this.calls += 1;
    const wait = this.callsAgainAfter[this.#failed];
    const isWell = await this.#worker.drainOrAskAgain(wait === undefined).then(
      () => true,
      () => false,
    );
    this.isCalled = false;
    if (this.#callAgain) {
      this.#callAgain = false;
      this.#failed = 0;
      void this.#call();
    } else if (!isWell && wait !== undefined) {
      this.#failed += 1;
      this.#retry = setTimeout(() => void this.#call(), wait);
    }
  }

  /** Locks, each with a line: nobody is frozen here. */
  #request = async (
    name: string,
    options: LockOptions,
    run: (lock: Lock | null) => Promise<unknown>,
  ): Promise<unknown> => {
    const lock = this.#locks.get(name) ?? { holder: Promise.resolve(), isHeld: false };
    this.#locks.set(name, lock);
    if (lock.isHeld && options.ifAvailable) return run(null);
    const before = lock.holder;
    let free = () => {};
    lock.holder = new Promise((done) => {
      free = done;
    });
    const wasHeld = lock.isHeld;
    lock.isHeld = true;
    let isOver = false;
    if (wasHeld) {
      const enough = new Promise<never>((_done, fail) =>
        options.signal?.addEventListener('abort', () => {
          isOver = true;
          fail(options.signal!.reason);
        }),
      );
      await Promise.race([before, enough]).catch((error: unknown) => {
        void before.then(free);
        throw error;
      });
    }
    const mine = lock.holder;
    try {
      return await run({} as Lock);
    } finally {
      free();
      if (lock.holder === mine && !isOver) lock.isHeld = false;
    }
  };
}
