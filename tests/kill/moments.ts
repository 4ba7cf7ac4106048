/** Changes of all of a device that are killed in the middle: see `run.mjs`. */
import type { BrowserContext } from '@playwright/test';
import { keptBrowser } from '../support/phone.ts';
import { random } from '../support/random.ts';
import { startReceiver } from '../support/receiver.ts';
import type { Change, World } from './change.ts';
import { aBackup } from './changes/backup.ts';
import { aLock } from './changes/lock.ts';
import { aMigration } from './changes/migration.ts';
import { aRestore } from './changes/restore.ts';
import { aShift } from './changes/shift.ts';
import { aWipe } from './changes/wipe.ts';
import { cutTornEnds } from './torn.ts';

export const changes: Record<string, (world: World) => Change> = {
  lock: aLock,
  backup: aBackup,
  restore: aRestore,
  migration: aMigration,
  wipe: aWipe,
  shift: aShift,
};

export interface Killed {
  kills: number;
  /** How many of them came before the app said that it was done. */
  between: number;
  /** After how many of them a file of the browser's own ended within a record, which was cut off. */
  torn: number;
  wrong: string[];
}

/**
 * How many of the kills wait for a step of the change, and so long (ms) one may take to be on the disk: half of them come before the step
 * has begun, where the page is held. The others wait for a time.
 */
const byStep = 0.7;
const stepTakes = 60;

const after = (ms: number) => new Promise((done) => setTimeout(done, ms));

export async function moments(name: string, kills: number, seed: number): Promise<Killed> {
  const chance = random(seed);
  const phone = keptBrowser();
  const receiver = await startReceiver();
  const downloads = `${phone.profile}-downloads`;
  const change = changes[name]!({ receiver, chance, downloads });
  const found: Killed = { kills: 0, between: 0, torn: 0, wrong: [] };
  // The first two times it is only timed.
  let [longest, steps] = [0, 0];
  let opened: BrowserContext | undefined;
  let wasSaid = false;
  try {
    for (let n = -2; n <= kills; n++) {
      const { context, page } = await phone.open({ baseURL: receiver.url, downloadsPath: downloads });
      opened = context;
      await context.route('**/api/**', (route) => route.abort());
      const counter = await countSteps(context);
      if (n > -2) {
        const wrong = await change.look(page, wasSaid);
        if (n <= 0 && wrong.length > 0) throw new Error(`Wrong without a kill: ${wrong[0]}`);
        for (const what of wrong) console.log(`${name}, kill ${n} of seed ${seed}: ${what}`);
        found.wrong.push(...wrong);
      }
      // It was looked at once more, after the last kill.
      if (n === kills) return await context.close().then(() => found);
      await change.ready(page, n);
      const pid = phone.pid();
      const closed = new Promise<void>((done) => context.on('close', () => done()));
      const before = counter.steps();
      const nth = n >= 0 && chance() < byStep ? 1 + Math.floor(chance() * steps) : undefined;
      const isHeld = nth !== undefined && chance() < 0.5;
      if (isHeld) await page.evaluate((left) => Object.assign(globalThis, { stepsLeft: left }), nth);
      const began = Date.now();
      let isSaid = false;
      const ends = change.begin(page).then(
        () => {
          isSaid = true;
          longest = n < 0 ? Math.max(longest, Date.now() - began) : longest;
        },
        (error: unknown) => {
          if (n < 0) throw error;
        },
      );
      if (n < 0) await ends;
      else if (nth !== undefined)
        await Promise.race([counter.reaches(before + nth), ends]).then(() =>
          isHeld ? undefined : after(chance() * stepTakes),
        );
      else await after(chance() * longest);
      if (n < 0) steps = Math.max(steps, counter.steps() - before);
      wasSaid = isSaid;
      process.kill(pid, 'SIGKILL');
      await closed;
      await ends;
      found.torn += cutTornEnds(phone.profile).length > 0 ? 1 : 0;
      found.kills += n < 0 ? 0 : 1;
      found.between += n < 0 || wasSaid ? 0 : 1;
    }
    return found;
  } catch (error) {
    // What stood on the page says more than what was waited for.
    console.log(
      await opened
        ?.pages()[0]
        ?.locator('body')
        .textContent()
        .catch(() => undefined),
    );
    await opened?.close();
    throw error;
  } finally {
    phone.remove();
    await receiver.stop();
  }
}

/** Counts what a page begins to write: transactions, and what takes a database, a cache or a worker away. */
async function countSteps(context: BrowserContext) {
  let count = 0;
  const waiting = new Map<number, () => void>();
  await context.exposeBinding('stepped', () => {
    count += 1;
    waiting.get(count)?.();
  });
  await context.addInitScript(() => {
    const page = globalThis as unknown as { stepped?: () => void; stepsLeft?: number };
    const told = () => {
      page.stepped?.();
      if (page.stepsLeft === undefined || --page.stepsLeft !== 0) return;
      // Held before it begins, until it is killed: what the steps before have written is on the disk, and nothing of this one.
      for (const until = performance.now() + 3_000; performance.now() < until; );
    };
    // biome-ignore lint/suspicious/noExplicitAny: functions of any kind are watched alike.
    const watch = (of: any, name: string, isStep: (given: unknown[]) => boolean = () => true) => {
      const real = of[name];
      of[name] = function (...given: unknown[]) {
        if (isStep(given)) told();
        return real.apply(this, given);
      };
    };
    watch(IDBDatabase.prototype, 'transaction', ([, mode]) => mode === 'readwrite');
    watch(IDBDatabase.prototype, 'createObjectStore');
    watch(IDBFactory.prototype, 'deleteDatabase');
    if (!('caches' in globalThis)) return;
    watch(CacheStorage.prototype, 'delete');
    watch(ServiceWorkerRegistration.prototype, 'unregister');
    watch(Storage.prototype, 'removeItem');
  });
  return {
    steps: () => count,
    reaches: (nth: number) => (count >= nth ? Promise.resolve() : new Promise<void>((done) => waiting.set(nth, done))),
  };
}
