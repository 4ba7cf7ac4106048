/**
 * Several tabs and a worker in one test: each has the app's modules, and so its own state, for itself; all share the
 * database, the clock and the Web Locks. A context can be frozen, thawed and killed as a browser does it.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createCipheriv, createDecipheriv, KeyObject } from 'node:crypto';
import { Dexie } from 'dexie';
import { vi } from 'vitest';

/** The parts of the app that a context uses. */
async function loadApp() {
  vi.resetModules();
  vi.doMock('../../src/store/watch.ts', async (load) => {
    const { watch } = await load<typeof import('../../src/store/watch.ts')>();
    return {
      watch(...followed: Parameters<typeof watch>) {
        const stop = watch(...followed);
        whoAsks().follows.push(stop);
        return stop;
      },
    };
  });
  const [sync, save, store, device, setup, drafts, find, outbox, quarantine, { Encounter }, lock] = await Promise.all([
    import('../../src/delivery/engine/drain.ts'),
    import('../../src/store/save.ts'),
    import('../../src/store/db.ts'),
    import('../../src/store/device.ts'),
    import('../../src/setup/endpoint.ts'),
    import('../../src/store/drafts.ts'),
    import('../../src/store/find.ts'),
    import('../../src/store/outbox.ts'),
    import('../../src/store/quarantine.ts'),
    import('../../src/outreach/encounter.ts'),
    import('../../src/delivery/engine/lock.ts'),
  ]);
  // Here time stands still while nothing is asked for: nobody would ever be taken for frozen.
  Object.assign(lock.pace, { patience: 0, beat: Number.POSITIVE_INFINITY });
  return { ...sync, ...save, ...store, ...device, ...setup, ...drafts, ...find, ...outbox, ...quarantine, Encounter };
}

/** A tab or a worker. */
export interface Context {
  app: Awaited<ReturnType<typeof loadApp>>;
  dead: boolean;
  /** While frozen: resolves when it is thawed. */
  frozen: Promise<void> | undefined;
  thaw: () => void;
  /** It stands in a request or in line for the lock: where a browser may freeze or kill it and the test can follow. */
  stands: number;
  /** Its drains that have not ended. */
  drains: Set<Promise<unknown>>;
  /** How what it follows in the database is stopped: the contexts share one Dexie, which does not know when one dies. */
  follows: (() => void)[];
}

const here = new AsyncLocalStorage<Context>();

/** Runs what a context does, so that the network and the locks know who asks. */
export const within = <T>(context: Context, run: () => T): T => here.run(context, run);

/** Who asks. */
export function whoAsks(): Context {
  const context = here.getStore();
  if (!context) throw new Error('Nobody in particular asks');
  return context;
}

/** A promise of its own each time: one for all would hold whatever ever waited for it. */
export const never = () => new Promise<never>(() => undefined);

export async function openContext(): Promise<Context> {
  const app = await loadApp();
  const context: Context = {
    app,
    dead: false,
    frozen: undefined,
    thaw: () => undefined,
    stands: 0,
    drains: new Set(),
    follows: [],
  };
  // A clock of its own: a real timer that a day's clock is asked to clear stays for good, with all that belongs to it.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await within(context, async () => {
    await app.db.open();
    await app.getReady();
    vi.advanceTimersByTime(0);
    await turns(20);
  });
  vi.useRealTimers();
  return context;
}

/** What the browser does when a tab or the worker dies: it follows the database no more and holds no connection to it. */
export function kill(context: Context): void {
  context.dead = true;
  for (const stop of context.follows.splice(0)) stop();
  context.app.db.close();
}

/** What Dexie counts, and its types do not show. */
const counted = Dexie as unknown as { connections: unknown[]; on: { storagemutated: { subscribers: unknown[] } } };
const dexiesOwn = counted.on.storagemutated.subscribers.length;

/** The connections to the database and the queries that follow it, of all contexts together. */
export const heldInAll = () => ({
  connections: counted.connections.length,
  followed: counted.on.storagemutated.subscribers.length - dexiesOwn,
});

export function freeze(context: Context): void {
  if (context.frozen) return;
  context.frozen = new Promise((done) => {
    context.thaw = () => {
      context.frozen = undefined;
      done();
    };
  });
}

/** Lets other things happen: `n` turns of the event loop. */
export async function turns(n: number): Promise<void> {
  for (let i = 0; i < n; i++) await new Promise((done) => setImmediate(done));
}

interface Holder {
  context: Context;
  lose(error: unknown): void;
  lost: Promise<never>;
}

/** Web Locks as browsers have them, as far as the app uses them: one lock, a line, a signal, stealing. */
export class FakeLocks {
  #holder: Holder | undefined;
  #line: { context: Context; begin: (holder: Holder) => void }[] = [];

  request = async (_: string, options: LockOptions, run: (lock: Lock | null) => Promise<unknown>): Promise<unknown> => {
    const context = whoAsks();
    if (options.steal && this.#holder) {
      this.#holder.lose(new DOMException('', 'AbortError'));
      this.#holder = undefined;
    }
    if (this.#holder && options.ifAvailable) return run(null);
    const mine = this.#holder ? await this.#standInLine(context, options.signal) : this.#give(context);
    try {
      return await Promise.race([run({} as Lock), mine.lost]);
    } finally {
      if (this.#holder === mine) this.#next();
    }
  };

  /** What the browser does when a tab or the worker dies. */
  free(context: Context): void {
    this.#line = this.#line.filter((waiting) => waiting.context !== context);
    if (this.#holder?.context === context) this.#next();
  }

  #standInLine(context: Context, signal: AbortSignal | undefined): Promise<Holder> {
    context.stands++;
    return new Promise<Holder>((begin, giveUp) => {
      const place = { context, begin };
      this.#line.push(place);
      signal?.addEventListener('abort', () => {
        if (!this.#line.includes(place)) return;
        this.#line = this.#line.filter((other) => other !== place);
        giveUp(signal.reason);
      });
    }).finally(() => {
      context.stands--;
    });
  }

  #give(context: Context): Holder {
    let lose: Holder['lose'] = () => undefined;
    const lost = new Promise<never>((_, reject) => {
      lose = reject;
    });
    lost.catch(() => undefined);
    this.#holder = { context, lose, lost };
    return this.#holder;
  }

  #next(): void {
    this.#holder = undefined;
    const next = this.#line.shift();
    if (next) next.begin(this.#give(next.context));
  }
}

/**
 * The same ciphers without other threads, so that the same seed gives the same order of things every time. The key stays
 * the app's own CryptoKey.
 */
export function cipherInOrder(): void {
  const tagLength = 16;
  const keyOf = (key: CryptoKey) => KeyObject.from(key);
  const bytes = (data: BufferSource) =>
    data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  vi.spyOn(crypto.subtle, 'encrypt').mockImplementation(async (given, key, data) => {
    const { iv, additionalData } = given as AesGcmParams;
    const cipher = createCipheriv('aes-256-gcm', keyOf(key), bytes(iv)).setAAD(bytes(additionalData!));
    const body = Buffer.concat([cipher.update(bytes(data)), cipher.final(), cipher.getAuthTag()]);
    return body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength);
  });
  vi.spyOn(crypto.subtle, 'decrypt').mockImplementation(async (given, key, data) => {
    const { iv, additionalData } = given as AesGcmParams;
    const all = bytes(data);
    const decipher = createDecipheriv('aes-256-gcm', keyOf(key), bytes(iv)).setAAD(bytes(additionalData!));
    decipher.setAuthTag(all.subarray(all.length - tagLength));
    const plain = Buffer.concat([decipher.update(all.subarray(0, all.length - tagLength)), decipher.final()]);
    return plain.buffer.slice(plain.byteOffset, plain.byteOffset + plain.byteLength);
  });
}
