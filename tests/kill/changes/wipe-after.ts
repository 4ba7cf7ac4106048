/**
 * What may leave a locked device after a wrong PIN too many: each record of it is whole or gone, in its turn; what no endpoint has stays, no
 * wrong PIN is forgotten, and the next start goes on.
 */
import type { Page } from '@playwright/test';
import type { WipeAfterWrong } from '../../../src/store/wipe-after-wrong.ts';
import { newLockTime } from '../../../src/vault/lock-time.ts';
import type { Tries } from '../../../src/vault/tries.ts';
import { goTo } from '../../support/phone.ts';
import { openWith, setPin } from '../../support/pin.ts';
import { type Change, type End, expect, type World } from '../change.ts';
import { encounters } from '../content.ts';
import { countsWrong, type Disk, differences, diskOn, emptyDevice, layDatabase, stillPage } from '../disk.ts';
import { keysThere } from './lock.ts';

const pin = '482913';
const after = 10;

export function aWipeAfter({ receiver }: World): Change {
  let was: Disk;
  /** What may go, in its turn; and what stands between as if it might, though no endpoint has it. */
  let may: string[];
  let waits: string[];
  const place = (id: string) => `records/${id}`;

  return {
    async ready(page) {
      await emptyDevice(page, receiver.url);
      const records = encounters(900);
      await layDatabase(page, receiver.url, records);
      await page.goto(receiver.url);
      await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
      await goTo(page, '/more/lock');
      await setPin(page, pin);
      await expect(page.getByText('Laite avataan PIN-koodilla.')).toBeVisible();
      await expect.poll(() => page.evaluate(keysThere)).toEqual(['device']);
      await page.getByRole('button', { name: 'Lukitse nyt' }).click();
      await expect(page.getByRole('heading', { name: 'Kenttäkirja on lukittu' })).toBeVisible();
      await stillPage(page, receiver.url);
      // Every third was delivered (`layDatabase`).
      may = records.filter((_, at) => at % 3 === 0).map(({ id }) => id);
      waits = records.filter((_, at) => at % 15 === 1).map(({ id }) => id);
      const groups = [...may, ...waits].sort().map((id) => ({ ids: [id], shown: [[`${id}:home`, 1]] }));
      const tries: Tries = { ...newLockTime(), wrong: after - 1, waitUntil: 0 };
      await page.evaluate(putSettings, { 'wipe-after-wrong': { after, groups, gone: 0 }, 'lock-tries': tries });
      was = await diskOn(page, receiver.url, [pin]);
      await page.goto(receiver.url);
      await expect(page.getByRole('heading', { name: 'Kenttäkirja on lukittu' })).toBeVisible();
      return 'one wrong PIN more';
    },
    async begin(page) {
      await openWith(page, '000000');
      await expect(page.getByText(`${may.length} kirjausta poistettiin`)).toBeVisible();
    },
    async look(page, isSaid) {
      const found = await lookOnce(page);
      if (isSaid && found.end !== 'new') found.wrong.push('it was said to be gone, and is not');
      if (found.wrong.length > 0) return found;
      // Whoever is at the lock does nothing more: what was counted too often goes now, all of it, and nothing else does.
      await page.goto(receiver.url);
      await expect(page.getByRole('heading', { name: 'Kenttäkirja on lukittu' })).toBeVisible();
      if (found.tries.wrong >= after) await expect(page.getByText(`${may.length} kirjausta poistettiin`)).toBeVisible();
      const next = await lookOnce(page);
      const wanted: End = found.tries.wrong >= after ? 'new' : 'old';
      if (next.end !== wanted) next.wrong.push(`after the next start it is ${next.end}`);
      if (next.tries.wrong !== found.tries.wrong) next.wrong.push('wrong ones were forgotten');
      return { end: found.end, wrong: next.wrong };
    },
  };

  async function lookOnce(page: Page): Promise<{ end: End; wrong: string[]; tries: Tries }> {
    const disk = await diskOn(page, receiver.url, [pin]);
    const [held, tries] = (await page.evaluate(settings, ['wipe-after-wrong', 'lock-tries'])) as [
      WipeAfterWrong | undefined,
      Tries | undefined,
    ];
    const wrong = [
      ...differences(was.sealed, disk.sealed, (one) => may.map(place).includes(one)),
      ...countsWrong(disk),
    ];
    if (disk.secrets.length !== 1) wrong.push('the PIN does not open the lock');
    const isThere = (id: string) => place(id) in disk.sealed;
    const gone = may.filter((id) => !isThere(id));
    if (gone.some((id, at) => id !== may[at])) wrong.push('one went before its turn');
    if (held?.gone !== gone.length) wrong.push(`${gone.length} are gone, and ${held?.gone} are said to be`);
    const left = held?.groups.flatMap(({ ids }) => ids) ?? [];
    if (!may.filter(isThere).every((id) => left.includes(id))) wrong.push('one that may go would stay');
    if (!tries || tries.wrong < after - 1) wrong.push('wrong ones were forgotten');
    if (gone.length > 0 && tries?.wrong !== after) wrong.push('it went before its wrong one was counted');
    const end: End = gone.length === 0 ? 'old' : gone.length === may.length ? 'new' : 'part';
    return { end, wrong, tries: tries! };
  }
}

/** In the page: writes settings behind the app's back. */
const putSettings = (given: Record<string, unknown>) =>
  new Promise<void>((done, fail) => {
    const asked = indexedDB.open('kenttakirja');
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => {
      const writing = asked.result.transaction('settings', 'readwrite');
      for (const [name, value] of Object.entries(given)) writing.objectStore('settings').put({ name, value });
      writing.oncomplete = () => done(asked.result.close());
      writing.onabort = () => fail(writing.error);
    };
  });

/** In the page: what some settings say. */
const settings = (names: string[]) =>
  new Promise<unknown[]>((done, fail) => {
    const asked = indexedDB.open('kenttakirja');
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => {
      const reading = asked.result.transaction('settings');
      const rows = names.map((name) => reading.objectStore('settings').get(name));
      reading.oncomplete = () => {
        asked.result.close();
        done(rows.map(({ result }) => result?.value));
      };
    };
  });
