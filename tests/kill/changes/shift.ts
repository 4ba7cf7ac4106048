/** Several workers: a first lock, one more, a change over, one who leaves. Each has all of theirs under their own PIN, whoever is on shift. */
import type { Page } from '@playwright/test';
import { databaseOf, workerOf } from '../../../src/store/shift.ts';
import { goTo } from '../../support/phone.ts';
import { type Change, type End, expect, type World } from '../change.ts';
import { encounters } from '../content.ts';
import { countsWrong, type Disk, differences, diskOn, emptyDevice, layDatabase, layRecords } from '../disk.ts';

/** So many changes one device has, and so many records each worker. */
const perDevice = 12;
const [most, records] = [3, 120];

type Step = { is: 'first lock' | 'add'; worker: number; pin: string } | { is: 'change' | 'leave'; worker: number };

export function aShift({ receiver: { url }, chance }: World): Change {
  /** Whoever is here: their PIN, none before the first lock, and what of theirs lies on the disk. */
  const workers = new Map<number, { pin: string | undefined; was: Disk }>();
  let now: Step;
  const newPin = () => String(Math.floor(chance() * 1e6)).padStart(6, '0');
  const among = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)]!;
  const pins = () => [...workers.values()].flatMap(({ pin }) => pin ?? []);
  const diskOf = (page: Page, worker: number, more: string[] = []) =>
    diskOn(page, url, [...pins(), ...more], databaseOf(worker));

  async function begin(page: Page): Promise<void> {
    await emptyDevice(page, url);
    workers.clear();
    await layDatabase(page, url, encounters(records));
    workers.set(1, { pin: undefined, was: await diskOf(page, 1) });
    await page.goto(url);
    await toFirstLock(page);
  }

  async function toFirstLock(page: Page): Promise<void> {
    now = { is: 'first lock', worker: 1, pin: newPin() };
    await goTo(page, '/more/lock');
    await fillPin(page, now.pin);
  }

  async function next(page: Page): Promise<void> {
    const here = await open(page);
    // Where it was not set before the kill.
    if (workers.get(here)!.pin === undefined) return toFirstLock(page);
    const others = [...workers.keys()].filter((worker) => worker !== here);
    const dice = chance();
    if (others.length === 0 || (dice < 0.3 && workers.size < most)) now = { is: 'add', worker: 0, pin: newPin() };
    else if (dice < 0.6) now = { is: 'change', worker: among(others) };
    else now = { is: 'leave', worker: here };
    await goTo(page, '/more/workers');
    if (now.is !== 'leave') return;
    await page.locator('summary', { hasText: leaves }).click();
    await page.getByRole('checkbox').check();
  }

  /** Opens the app: the lock of somebody who is here opens by their own PIN. Answers whose. */
  async function open(page: Page): Promise<number> {
    await page.goto(url);
    const pinField = page.getByLabel('PIN-koodi', { exact: true });
    const today = page.getByRole('heading', { name: 'Tänään' });
    const begins = page.getByRole('heading', { name: 'Uusi työntekijä' });
    await expect(pinField.or(today).or(begins).first()).toBeVisible();
    // Where one who began was cut off, whoever is here is offered their own lock.
    if (await begins.isVisible()) {
      const offered = page.getByRole('button', { name: /^Vaihda: työntekijä/ });
      await expect(offered).toHaveCount(workers.size);
      await offered.first().click();
      await expect(page.getByRole('heading', { name: 'Kenttäkirja on lukittu' })).toBeVisible();
    }
    const here = Number((await page.evaluate(() => localStorage.getItem('on-shift'))) ?? 1);
    const worker = workers.get(here);
    if (!worker) throw new Error(`The shift is of ${here}, and here are ${[...workers.keys()]}`);
    // For a while the service worker has the key of one that was opened.
    if (await today.isVisible()) return here;
    if (worker.pin === undefined) throw new Error(`A lock stands before ${here}, who has set none`);
    await pinField.fill(worker.pin);
    await page.getByRole('button', { name: 'Avaa', exact: true }).click();
    await expect(today).toBeVisible();
    return here;
  }

  return {
    async ready(page, n) {
      if (n % perDevice === 0 || workers.size === 0) await begin(page);
      else await next(page);
      return now.is;
    },
    async begin(page) {
      if (now.is === 'first lock') {
        await page.getByRole('button', { name: 'Aseta lukko' }).click();
        await expect(page.getByText('Laite avataan PIN-koodilla.')).toBeVisible();
      } else if (now.is === 'add') {
        await page.getByRole('button', { name: 'Lisää työntekijä' }).click();
        await fillPin(page, now.pin);
        await page.getByRole('button', { name: 'Aseta lukko' }).click();
        await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
      } else if (now.is === 'change') {
        await page.getByRole('button', { name: `Vaihda: työntekijä ${now.worker}`, exact: true }).click();
        await expect(page.getByText(`Vuorossa: työntekijä ${now.worker}`)).toBeVisible();
      } else {
        await page.getByRole('button', { name: leaves }).click();
        await page.getByRole('dialog').getByRole('button', { name: leaves }).click();
        await expect(page.getByLabel('PIN-koodi', { exact: true })).toBeVisible();
      }
    },
    async settled(page) {
      const worker = now.is === 'first lock' ? now.worker : undefined;
      if (worker) await expect.poll(() => page.evaluate(isSettled, databaseOf(worker)), { intervals: [20] }).toBe(true);
    },
    async look(page, isSaid) {
      const wrong: string[] = [];
      const { is, worker: whose } = now;
      const tried = 'pin' in now ? now.pin : undefined;
      let end: End = 'old';
      for (const [worker, { pin, was }] of [...workers]) {
        const disk = await diskOf(page, worker, tried ? [tried] : []);
        const mayBeGone = is === 'leave' && worker === whose;
        if (mayBeGone && Object.keys(disk.sealed).length === 0 && !disk.rows.records && !disk.rows.outbox) {
          workers.delete(worker);
          end = 'new';
          continue;
        }
        if (mayBeGone && isSaid) wrong.push(`${worker} had left, and is here`);
        const secret = disk.key === 'locked' ? disk.secrets : [undefined];
        const may = is === 'first lock' ? [undefined, tried] : [pin];
        if (secret.length !== 1 || !may.includes(secret[0])) wrong.push(`the lock of ${worker} opens by ${secret}`);
        if (is === 'first lock') {
          if (isSaid && secret[0] === undefined) wrong.push('the first lock was said to be set, and is not');
          workers.set(worker, { pin: secret[0], was });
          if (secret[0] !== undefined) end = 'new';
        }
        wrong.push(...differences(was.sealed, disk.sealed).map((what) => `of ${worker}: ${what}`));
        for (const table of ['records', 'outbox'])
          if (disk.rows[table] !== was.rows[table]) wrong.push(`of ${worker}: ${disk.rows[table]} rows of ${table}`);
        wrong.push(...countsWrong(disk));
      }
      // One whose beginning was cut off has an empty database that nobody is told of.
      const begun = (await numbersHere(page)).filter(
        (worker) => !workers.has(worker) && (is === 'add' || worker !== whose),
      );
      let added = 0;
      for (const worker of begun) {
        const disk = await diskOf(page, worker, tried ? [tried] : []);
        if (Object.keys(disk.sealed).length > 0)
          wrong.push(`${worker} begins with something: ${Object.keys(disk.sealed)[0]}`);
        if (disk.key !== 'locked') continue;
        if (is !== 'add' || disk.secrets.length !== 1 || disk.secrets[0] !== tried)
          wrong.push(`the lock of ${worker} opens by ${disk.secrets}`);
        await layRecords(page, { url, database: databaseOf(worker), secret: tried!, records: encounters(records) });
        workers.set(worker, { pin: tried!, was: await diskOf(page, worker, [tried!]) });
        added += 1;
        end = 'new';
      }
      if (added > 1 || (is === 'add' && isSaid && added === 0)) wrong.push(`one was added, and ${added} are new`);
      if (wrong.length > 0) return { end, wrong };
      // The app opens for somebody who is here, by their own PIN, with all of theirs and nothing else; who has left leaves no database.
      const here = await open(page);
      // The first one's may be made anew by the service worker, with nothing in it.
      const isGone = async () => whose === 1 || !(await numbersHere(page)).includes(whose);
      if (is === 'leave' && end === 'new')
        await expect.poll(isGone, `the database of ${whose}, who has left, goes`).toBe(true);
      await expect.poll(() => page.evaluate(isSettled, databaseOf(here))).toBe(true);
      const { was } = workers.get(here)!;
      if (is === 'change' && here === whose) end = 'new';
      const after = differences(was.sealed, (await diskOf(page, here)).sealed);
      return { end, wrong: after.map((what) => `opened again, of ${here}: ${what}`) };
    },
  };
}

const leaves = 'Poista minut tästä laitteesta';

async function fillPin(page: Page, pin: string): Promise<void> {
  await page.getByLabel('Uusi PIN-koodi').fill(pin);
  await page.getByLabel('Sama uudelleen').fill(pin);
}

/** The workers whose databases lie here, by number. */
const numbersHere = async (page: Page): Promise<number[]> => {
  const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name = '' }) => name));
  return names.flatMap((name) => workerOf(name) ?? []);
};

/** In the page: whether everything is sealed anew under the key that holds. */
const isSettled = (database: string) =>
  new Promise<boolean>((done, fail) => {
    const asked = indexedDB.open(database);
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => {
      const keys = asked.result.transaction('keys').objectStore('keys').getAllKeys();
      keys.onsuccess = () => {
        asked.result.close();
        done(String(keys.result) === 'device');
      };
    };
  });
