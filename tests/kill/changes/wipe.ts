/** A device that is emptied: it has all of it, or nothing, and goes on when it is opened again. */

import { type Change, type End, expect, type World } from '../change.ts';
import { encounters } from '../content.ts';
import { type Disk, differences, diskOn, emptyDevice, layDatabase, stillPage } from '../disk.ts';

/** Settings that a page which is being emptied may still write. */
const late: string[] = [];

export function aWipe({ receiver }: World): Change {
  let was: Disk;
  return {
    async ready(page) {
      await emptyDevice(page, receiver.url);
      await layDatabase(page, receiver.url, encounters(1500));
      await page.goto(receiver.url);
      await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
      was = await diskOn(page, receiver.url);
      await page.goto(`${receiver.url}/more/wipe`);
      await page.getByRole('checkbox').check();
      return 'wipe';
    },
    async begin(page) {
      await page.getByRole('button', { name: 'Tyhjennä tämä laite' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Tyhjennä tämä laite' }).click();
      await expect(page.getByRole('heading', { name: 'Laite on tyhjennetty' })).toBeVisible();
    },
    async look(page, isSaid) {
      const disk = await diskOn(page, receiver.url);
      const isAll = disk.key === 'open' && differences(was.sealed, disk.sealed).length === 0;
      // A page that was about to may still note this, which is nobody's: the next start takes it away.
      const isLate = disk.settings.every((name) => late.includes(name));
      const { keys: _, settings: __, ...rest } = disk.rows;
      const isNothing =
        ['emptied', 'none'].includes(disk.key) &&
        isLate &&
        Object.values(rest).every((n) => n === 0) &&
        Object.keys(disk.sealed).length === 0;
      const end: End = isAll ? 'old' : 'new';
      if (isSaid && !isNothing) return { end, wrong: ['it was said to be empty, and is not'] };
      if (!isAll && !isNothing) {
        const is = `the key is ${disk.key}, ${JSON.stringify(disk.rows)}, ${disk.settings}`;
        return { end, wrong: [`neither all nor nothing: ${is}`] };
      }
      // The small storage is on the disk minutes later: where the device has all of it the mark may be of one that was made anew before, without the app.
      if (isAll) await page.evaluate(() => localStorage.removeItem('kept-before'));
      const isMarked = await page.evaluate(() => localStorage.getItem('kept-before') !== null);
      await page.goto(receiver.url);
      const today = page.getByRole('heading', { name: 'Tänään' });
      const emptied = page.getByRole('heading', { name: 'Laite on tyhjennetty' });
      const gone = page.getByRole('heading', { name: 'Laitteen tiedot' });
      // Where it came back after the last step the app says that what was here is gone.
      const isGone = disk.key === 'none' && isMarked;
      await expect(disk.key === 'emptied' ? emptied : isGone ? gone : today).toBeVisible();
      if (isAll) {
        const after = await diskOn(page, receiver.url);
        return { end, wrong: differences(was.sealed, after.sealed) };
      }
      if (disk.key !== 'emptied') return { end, wrong: [] };
      await stillPage(page, receiver.url);
      const left = await page.evaluate(async () => [
        ...(await indexedDB.databases()).map(({ name }) => name),
        ...(await caches.keys()),
        ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
        ...Object.keys(localStorage),
        ...Object.keys(sessionStorage),
      ]);
      return { end, wrong: left.map((what) => `it was emptied, and ${what} is there`) };
    },
  };
}
