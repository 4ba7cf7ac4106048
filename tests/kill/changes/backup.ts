/** A backup that is made: the device is untouched, and a file that was left opens whole or not at all. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BackupRefused } from '../../../src/backup/backup-file.ts';
import { readWhole } from '../../../src/backup/read-whole.ts';
import { type Change, expect, type World } from '../change.ts';
import { encounters } from '../content.ts';
import { type Disk, differences, diskOn, layDatabase } from '../disk.ts';

const passphrase = 'kolme mäntyä rannalla';
const records = 4000;

export function aBackup({ receiver, downloads }: World): Change {
  let was: Disk | undefined;
  return {
    async ready(page) {
      if (!was) {
        await layDatabase(page, receiver.url, encounters(records));
        await page.goto(receiver.url);
        await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
        was = await diskOn(page, receiver.url);
      }
      rmSync(downloads, { recursive: true, force: true });
      await page.goto(`${receiver.url}/more/backup`);
      await page.getByLabel('Uusi salalause').fill(passphrase);
      await page.getByLabel('Sama uudelleen').fill(passphrase);
      return 'backup';
    },
    async begin(page) {
      const said = async () => {
        await page.getByRole('button', { name: 'Tee varmuuskopio' }).click();
        await expect(page.getByText('Varmuuskopio on tehty.')).toBeVisible();
      };
      // The app says so when it has handed the file over; until it is whole the browser tells of it.
      const [download] = await Promise.all([page.waitForEvent('download'), said()]);
      await download.path();
    },
    async look(page, isSaid) {
      const disk = await diskOn(page, receiver.url);
      const wrong = differences(was!.sealed, disk.sealed);
      const files = existsSync(downloads) ? readdirSync(downloads) : [];
      let whole = 0;
      for (const name of files) {
        const read = await readWhole(new Blob([readFileSync(join(downloads, name))]), passphrase).catch(
          (error) => error,
        );
        if (read instanceof BackupRefused) continue;
        if (read.records !== records) wrong.push(`a file opens with ${read.records ?? read} records`);
        else whole += 1;
      }
      if (isSaid && whole === 0) wrong.push('the app had said that a backup was made, and there is none');
      return { end: whole > 0 ? 'new' : 'old', wrong };
    },
  };
}
