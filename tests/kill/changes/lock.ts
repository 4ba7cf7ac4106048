/** A lock that is set, given another PIN, and taken away. */
import type { Page } from '@playwright/test';
import { goTo, startOuting } from '../../support/phone.ts';
import { setUpLinkTo } from '../../support/receiver.ts';
import { writeRecords } from '../../support/write-records.ts';
import { type Change, type End, expect, type World } from '../change.ts';
import { encounters } from '../content.ts';
import { type Disk, differences, diskOn } from '../disk.ts';

export function aLock({ receiver, chance }: World): Change {
  /** The PIN that holds; undefined without a lock. */
  let now: string | undefined;
  let wanted: string | undefined;
  let was: Disk | undefined;

  async function setUpOnce(page: Page): Promise<void> {
    await page.context().unrouteAll();
    await page.goto(await setUpLinkTo(receiver));
    await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await startOuting(page);
    await page.context().route('**/api/**', (route) => route.abort());
    await writeRecords(page, encounters(700));
    await goTo(page, '/outreach/encounter');
    await page.getByRole('radio', { name: '10+' }).check();
    await expect(page.getByRole('button', { name: 'Tyhjennä valinnat' })).toBeVisible();
    await goTo(page, '/');
    await expect(page.getByText('Kesken', { exact: true })).toBeVisible();
    was = await diskOn(page, receiver.url);
  }

  return {
    async ready(page) {
      if (!was) await setUpOnce(page);
      await openApp(page, receiver.url, now);
      await goTo(page, '/more/lock');
      const digits = String(Math.floor(chance() * 1e6)).padStart(6, '0');
      wanted = now === undefined || chance() < 0.4 ? digits : undefined;
      if (wanted !== undefined && now !== undefined)
        await page.locator('summary', { hasText: 'Vaihda PIN-koodi tai salalause' }).click();
      if (wanted === undefined) await page.locator('summary', { hasText: 'Poista lukko' }).click();
      if (now !== undefined) await page.getByRole('textbox', { name: 'Nykyinen PIN-koodi' }).fill(now);
      if (wanted === undefined) return 'taken away';
      await page.getByRole('textbox', { name: 'Uusi PIN-koodi' }).fill(wanted);
      await page.getByRole('textbox', { name: 'Sama uudelleen' }).fill(wanted);
      return now === undefined ? 'set' : 'another PIN';
    },
    async begin(page) {
      const [button, said] =
        now === undefined
          ? ['Aseta lukko', 'Laite avataan PIN-koodilla.']
          : wanted === undefined
            ? ['Poista lukko', 'Tyhjä']
            : ['Vaihda PIN-koodi tai salalause', 'PIN-koodi on vaihdettu'];
      await page.getByRole('button', { name: button }).click();
      if (wanted === undefined) await expect(page.getByRole('button', { name: 'Aseta lukko' })).toBeVisible();
      else await expect(page.getByText(said!)).toBeVisible();
    },
    settled: (page) => expect.poll(() => page.evaluate(keysThere), everyFew).toEqual(['device']),
    async look(page, isSaid) {
      const wrong: string[] = [];
      const pins = [now, wanted].filter((pin) => pin !== undefined);
      const disk = await diskOn(page, receiver.url, pins);
      const [is] = disk.key === 'locked' ? disk.secrets : [undefined];
      if (!['open', 'locked'].includes(disk.key)) wrong.push(`the key is ${disk.key}`);
      if (disk.key === 'locked' && disk.secrets.length !== 1) wrong.push(`${disk.secrets.length} PINs open the lock`);
      if (is !== now && is !== wanted) wrong.push('the lock is neither as it was nor as it was to be');
      if (isSaid && is !== wanted) wrong.push('the app had said that it was done, and it is not');
      wrong.push(...differences(was!.sealed, disk.sealed));
      // Between the two not everything is sealed anew yet.
      const end: End = is !== wanted ? 'old' : disk.isResealing ? 'part' : 'new';
      now = is;
      if (wrong.length > 0) return { end, wrong };
      // The app goes on with what is not sealed anew yet.
      await openApp(page, receiver.url, now);
      await expect(page.getByText('Kesken', { exact: true })).toBeVisible();
      await expect.poll(() => page.evaluate(keysThere)).toEqual(['device']);
      const after = await diskOn(page, receiver.url, is === undefined ? [] : [is]);
      return { end, wrong: differences(was!.sealed, after.sealed) };
    },
  };
}

/** What is waited for here takes less than a second. */
const everyFew = { intervals: [20] };

/** Opens the app, with its PIN where there is one. */
async function openApp(page: Page, url: string, pin: string | undefined): Promise<void> {
  await page.goto(url);
  const today = page.getByRole('heading', { name: 'Tänään' });
  const locked = page.getByRole('heading', { name: 'Kenttäkirja on lukittu' });
  // For a while the worker has the key of one that was opened.
  await expect(today.or(locked)).toBeVisible();
  if (pin !== undefined && (await locked.isVisible())) {
    await page.getByLabel('PIN-koodi').fill(pin);
    await page.getByRole('button', { name: 'Avaa' }).click();
  }
  await expect(today).toBeVisible();
}

/** In the page: the names of the keys that lie there. */
export const keysThere = () =>
  new Promise<unknown[]>((done, fail) => {
    const asked = indexedDB.open('kenttakirja');
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => {
      const keys = asked.result.transaction('keys').objectStore('keys').getAllKeys();
      keys.onsuccess = () => {
        asked.result.close();
        done(keys.result);
      };
    };
  });
