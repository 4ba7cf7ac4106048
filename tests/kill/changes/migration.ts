/** A database of an earlier version that is brought up to date: it is the one or the other, with all that was in it. */
import { versions } from '../../../src/store/db.ts';
import { type Change, expect, type World } from '../change.ts';
import { encounters } from '../content.ts';
import { countsWrong, type Disk, differences, diskOn, emptyDevice, layDatabase } from '../disk.ts';

/** More than one page of what is done after the upgrade. */
const records = 600;

export function aMigration({ receiver, chance }: World): Change {
  let was: Disk;
  let from: number;
  return {
    async ready(page) {
      await emptyDevice(page, receiver.url);
      from = 1 + Math.floor(chance() * (versions.length - 1));
      await layDatabase(page, receiver.url, encounters(records), from);
      was = await diskOn(page, receiver.url);
      return `from version ${from}`;
    },
    async begin(page) {
      await page.goto(receiver.url);
      await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
      await expect.poll(() => page.evaluate(isLinked)).toBe(true);
    },
    async look(page, isSaid) {
      const wrong: string[] = [];
      const now = versions.length * 10;
      const between = await diskOn(page, receiver.url);
      if (![from * 10, now].includes(between.version)) wrong.push(`the version is ${between.version}`);
      if (isSaid && between.version !== now) wrong.push('the app had opened it, and it is of the version before');
      wrong.push(...same(between));
      // The small storage is on the disk minutes later: its mark may be of the device that was made anew before, without the app.
      await page.evaluate(() => localStorage.removeItem('kept-before'));
      await page.goto(receiver.url);
      await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
      await expect.poll(() => page.evaluate(isLinked)).toBe(true);
      const after = await diskOn(page, receiver.url);
      if (after.version !== now) wrong.push(`opened again the version is ${after.version}`);
      const unlinked = await page.evaluate(countUnlinked);
      if (unlinked > 0) wrong.push(`${unlinked} records do not say what they stand under`);
      const end = between.version === now ? 'new' : 'old';
      return { end, wrong: [...wrong, ...same(after), ...countsWrong(after)] };
    },
  };

  function same(disk: Disk): string[] {
    const wrong = differences(was.sealed, disk.sealed);
    for (const table of ['records', 'outbox', 'keys'])
      if (disk.rows[table] !== was.rows[table]) wrong.push(`${table}: ${disk.rows[table]} of ${was.rows[table]}`);
    if (disk.version > 10) wrong.push(...countsWrong(disk));
    return wrong;
  }
}

/** In the page: whether what the new index wants is written. */
const isLinked = () =>
  new Promise<boolean>((done, fail) => {
    const asked = indexedDB.open('kenttakirja');
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => {
      const row = asked.result.transaction('settings').objectStore('settings').get('unlinked');
      row.onsuccess = () => {
        asked.result.close();
        done(row.result?.value !== true);
      };
    };
  });

/** In the page: how many records do not say what they stand under. */
const countUnlinked = () =>
  new Promise<number>((done, fail) => {
    const asked = indexedDB.open('kenttakirja');
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => {
      const rows = asked.result.transaction('records').objectStore('records').getAll();
      rows.onsuccess = () => {
        asked.result.close();
        done(rows.result.filter(({ of }) => of === undefined).length);
      };
    };
  });
