/**
 * A backup that is put back: each page of it is there whole or not at all, in their order, what was there before is as it was, once more
 * brings the rest, and until then the device has a mark that says how far it came.
 */
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { type BackupLine, sealBackup } from '../../../src/backup/backup-file.ts';
import { inBatches } from '../../../src/backup/read-whole.ts';
import { newId } from '../../../src/store/id.ts';
import { unfold } from '../../support/unfold.ts';
import { type Change, expect, type World } from '../change.ts';
import { encounters } from '../content.ts';
import { countsWrong, type Disk, differences, diskOn, emptyDevice } from '../disk.ts';

const passphrase = 'kolme mäntyä rannalla';
/** More than one page of the app's (500 lines). */
const records = 1200;
/** So many restores go onto one device. */
const perDevice = 8;

export function aRestore({ receiver }: World): Change {
  let was: Disk['sealed'] = {};
  let file: Awaited<ReturnType<typeof aFile>>;
  let isCut = false;

  async function choose(page: Page): Promise<void> {
    await page.goto(`${receiver.url}/more/backup`);
    await unfold(page, 'Palauta varmuuskopio');
    await page.getByLabel('Valitse tiedosto').setInputFiles({ name: 'a.age', mimeType: '', buffer: file.buffer });
    await page.getByLabel('Varmuuskopion salalause').fill(passphrase);
    await page.getByRole('button', { name: 'Avaa varmuuskopio' }).click();
    await expect(page.getByText(/^Varmuuskopio on ehjä/)).toBeVisible();
  }
  const restore = async (page: Page) => {
    await page.getByRole('button', { name: 'Palauta tähän laitteeseen' }).click();
    await expect(page.getByText('Palautettu', { exact: true })).toBeVisible();
  };
  // What a restore notes of itself is another each time.
  const noted = 'settings/here:second-place';
  const ofFile = (place: string) =>
    place.startsWith(noted) || file.ids.some((id) => place === `records/${id}`) || file.others.includes(place);

  return {
    async ready(page, n) {
      // What the last one left is brought to its end first.
      if (isCut) {
        await choose(page);
        await restore(page);
        const disk = await diskOn(page, receiver.url);
        const lacking = [...file.ids.map((id) => `records/${id}`), ...file.others].filter(
          (place) => !disk.sealed[place],
        );
        if (lacking.length > 0) throw new Error(`restored again, ${lacking.length} are not there: ${lacking[0]}`);
        if (disk.restoring.length > 0) throw new Error('restored again, and the mark of one cut short is there still');
        was = disk.sealed;
      }
      if (n % perDevice === 0) await emptyDevice(page, receiver.url);
      file = await aFile();
      await choose(page);
      if (n % perDevice === 0 || Object.keys(was).length === 0) was = {};
      return 'restore';
    },
    begin: restore,
    async look(page, isSaid) {
      isCut = true;
      const disk = await diskOn(page, receiver.url);
      const wrong = [...differences(was, disk.sealed, ofFile), ...countsWrong(disk)];
      const there = file.ids.filter((id) => disk.sealed[`records/${id}`]).length;
      if (!file.ids.slice(0, there).every((id) => disk.sealed[`records/${id}`]) || !file.pageEnds.includes(there))
        wrong.push(`half a page is there: ${there} of ${file.pageEnds}`);
      // The form comes behind the records of its page, the note behind both.
      const others = file.others.map((place) => Number(disk.sealed[place] !== undefined));
      if (
        String([Number(there === records), ...others].sort().reverse()) !==
        String([Number(there === records), ...others])
      )
        wrong.push(`what comes later is there, and what comes before it is not: ${there} records, ${others}`);
      if (isSaid && others.includes(0)) wrong.push('it was said to be restored, and is not all there');
      if (isSaid && there !== records) wrong.push(`it was said to be restored, and ${there} of ${records} are there`);
      const isPart = (there > 0 || others.includes(1)) && (there < records || others.includes(0));
      if (isPart && disk.restoring.length === 0) wrong.push(`${there} of ${records} are there, and no mark says so`);
      if (disk.restoring.some((held) => held !== there))
        wrong.push(`the mark says ${disk.restoring}, ${there} are there`);
      if (isSaid && disk.restoring.length > 0)
        wrong.push('it was said to be restored, and the mark says that it was cut short');
      const end = there === 0 ? 'old' : others.includes(0) ? 'part' : 'new';
      return { end, wrong };
    },
  };
}

/** A backup of ids of its own, with a form that is not finished and a note that stays on the device. */
async function aFile() {
  const lines = encounters(records).map(
    ({ of, ...record }): BackupLine => ({ t: 'record', record: record as never, ...(of ? { of } : {}) }),
  );
  const [draft, note] = [newId(), `plan:${randomUUID()}`];
  const at = '2026-11-21T10:00:00.000Z';
  lines.push({ t: 'draft', kind: 'encounter', id: draft, base: 0, at, data: { people: '10+' } });
  lines.push({ t: 'local', name: note, value: { phone: '', note: 'ovikoodi' } });
  async function* pages() {
    yield lines;
  }
  const sealed = await sealBackup(pages(), { passphrase, cost: { memory: 8, passes: 1 } }, new Date());
  const idsIn = (some: BackupLine[]) => some.flatMap((line) => (line.t === 'record' ? [line.record.id] : []));
  /** How many records are there when so many pages are. */
  const pageEnds = [0];
  for await (const page of inBatches(sealed, passphrase)) pageEnds.push(pageEnds.at(-1)! + idsIn(page).length);
  return {
    buffer: Buffer.from(await sealed.arrayBuffer()),
    ids: idsIn(lines),
    pageEnds,
    others: [`drafts/${draft}`, `settings/here:${note}`],
  };
}
