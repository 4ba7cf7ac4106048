/** One change that is killed in the middle. */
import type { BrowserContext, Page } from '@playwright/test';
import { inWords, type Measured, momentOf } from './moment.ts';

/** One that was broken off, or only timed (`at` is none): its kind, when it was killed, whether the app had called it done. */
export interface Broken {
  kind: string;
  at?: string;
  isSaid: boolean;
}

const after = (ms: number) => new Promise((done) => setTimeout(done, ms));

interface ToBreakOff {
  kind: string;
  page: Page;
  pid: number;
  begin: () => Promise<void>;
  settled: () => Promise<void>;
  counter: StepCounter;
  measured: Map<string, Measured>;
  chance: () => number;
}

/** Begins a change and kills the browser (`pid`) in the middle of it. The first of its kind is only timed, and the browser killed after it. */
export async function breakOff({
  kind,
  page,
  pid,
  begin,
  settled,
  counter,
  measured,
  chance,
}: ToBreakOff): Promise<Broken> {
  const times = measured.get(kind);
  const moment = times && momentOf(chance, times);
  if (moment?.isHeld) await page.evaluate(holdBefore, moment.nth!);
  const [began, before] = [Date.now(), counter.steps()];
  let [isSaid, isKilled] = [false, false];
  const said = async () => {
    isSaid = !isKilled;
    await settled();
  };
  const ends = begin()
    .then(said)
    .then(
      () => {
        if (isKilled) return;
        measured.set(kind, {
          longest: Math.max(times?.longest ?? 0, Date.now() - began),
          steps: Math.max(times?.steps ?? 0, counter.steps() - before),
          left: times?.left ?? [],
        });
      },
      (error: unknown) => {
        // One that cannot even be begun would be killed where nothing happens.
        if (!isKilled) throw error;
      },
    );
  const unlessItFails = (ms: number) => Promise.race([after(ms), ends.then(() => after(ms))]);
  if (!moment) await ends;
  else if (moment.nth !== undefined) await Promise.race([counter.reaches(before + moment.nth), ends]);
  if (moment) await unlessItFails(moment.ms);
  isKilled = true;
  // What was begun is not waited for: some of what Playwright waits for in a page goes on for a minute when its browser is gone.
  process.kill(pid, 'SIGKILL');
  return { kind, isSaid, ...(moment ? { at: inWords(moment, times!) } : {}) };
}

/** In the page: it is to be held before so many more steps; the name of a tab outlives its loads. */
const holdBefore = (steps: number) => {
  window.name = `steps left: ${steps}`;
};

export interface StepCounter {
  /** How many have begun. */
  steps(): number;
  /** Resolves when so many have. */
  reaches(nth: number): Promise<void>;
}

/** Counts what a page begins to write: transactions, the small storage, and what takes a database, a cache or a worker away. */
export async function countSteps(context: BrowserContext): Promise<StepCounter> {
  let count = 0;
  const waiting = new Map<number, () => void>();
  await context.exposeBinding('stepped', () => {
    count += 1;
    waiting.get(count)?.();
  });
  await context.addInitScript(() => {
    const page = globalThis as unknown as { stepped?: () => void };
    let last = '';
    const told = () => {
      page.stepped?.();
      const [, left] = /^steps left: (\d+)$/.exec(window.name) ?? [];
      if (left === undefined) return;
      window.name = `steps left: ${Number(left) - 1}`;
      if (Number(left) !== 1) return;
      // Held before it begins, until it is killed: what the steps before have written is on the disk, and nothing of this one.
      for (const until = performance.now() + 3_000; performance.now() < until; );
    };
    // biome-ignore lint/suspicious/noExplicitAny: functions of any kind are watched alike.
    const watch = (of: any, name: string, isStep: (given: unknown[], on: any) => boolean = () => true) => {
      const real = of[name];
      of[name] = function (...given: unknown[]) {
        if (isStep(given, this)) told();
        last = name;
        return real.apply(this, given);
      };
    };
    watch(IDBDatabase.prototype, 'transaction', ([, mode]) => mode === 'readwrite');
    // All that a new database is made of is one step; what another version changes in one that is there, several.
    const makes = ['createObjectStore', 'createIndex'];
    watch(IDBDatabase.prototype, 'createObjectStore', () => !makes.includes(last));
    watch(IDBObjectStore.prototype, 'createIndex', () => !makes.includes(last));
    for (const change of ['deleteIndex', 'put'])
      watch(IDBObjectStore.prototype, change, (_, { transaction }) => transaction.mode === 'versionchange');
    watch(IDBFactory.prototype, 'deleteDatabase');
    if (!('caches' in globalThis)) return;
    watch(CacheStorage.prototype, 'delete');
    watch(ServiceWorkerRegistration.prototype, 'unregister');
    for (const change of ['setItem', 'removeItem', 'clear']) watch(Storage.prototype, change);
  });
  return {
    steps: () => count,
    reaches: (nth: number) => (count >= nth ? Promise.resolve() : new Promise<void>((done) => waiting.set(nth, done))),
  };
}
