/** All of a phone as a sealed file, and onto another phone of the same unit. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type BackupLine, sealBackup } from '../../src/backup/backup-file.ts';
import { framesOf } from '../../src/backup/frames.ts';
import { newId } from '../../src/store/id.ts';
import { newSigningPair } from '../../src/vault/signing.ts';
import { check, checkEverywhere } from '../support/accessible.ts';
import {
  expect,
  goTo,
  keptBrowser,
  logEncounter,
  sendNow,
  setUp,
  startOuting,
  test,
  waitingLine,
} from '../support/phone.ts';
import { writeQrVideo } from '../support/qr-video.ts';
import { unfold } from '../support/unfold.ts';

const passphrase = 'kolme mäntyä rannalla';

async function makeBackup(page: Page, to: string): Promise<void> {
  await goTo(page, '/more');
  await page.getByRole('link', { name: /^Varmuuskopio/ }).click();
  await page.getByLabel('Uusi salalause').fill('lyhyt');
  await page.getByRole('button', { name: 'Tee varmuuskopio' }).click();
  await expect(page.getByText('Salalauseessa on oltava vähintään 12 merkkiä.')).toBeVisible();
  await page.getByLabel('Uusi salalause').fill(passphrase);
  await page.getByLabel('Sama uudelleen').fill(`${passphrase}n`);
  await page.getByRole('button', { name: 'Tee varmuuskopio' }).click();
  await expect(page.getByText('Salalauseet eivät ole samat.')).toBeVisible();
  await check(page, 'a backup with what is wrong');
  await page.getByLabel('Sama uudelleen').fill(passphrase);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Tee varmuuskopio' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^kenttakirja-\d{4}-\d\d-\d\d\.age$/);
  await copyFile(await file.path(), to);
  await expect(page.getByText('Varmuuskopio on tehty.')).toBeVisible();
}

/** One's own work as text, once it was said what that means. */
async function takePlain(page: Page): Promise<void> {
  await unfold(page, 'Ota tiedot luettavana tiedostona');
  await page.getByRole('button', { name: 'Ota tiedosto' }).click();
  const asked = page.getByRole('dialog');
  await expect(asked).toContainText('Jokainen, joka saa tiedoston, voi lukea kirjauksesi.');
  const taking = page.waitForEvent('download');
  await asked.getByRole('button', { name: 'Ota tiedosto' }).click();
  const text = await readFile(await (await taking).path(), 'utf8');
  expect(JSON.parse(text)).toBeInstanceOf(Object);
  expect(text.match(/"encounter"/g)?.length, 'two that are whole, one that is not').toBe(3);
  await expect(page.getByText('Tiedosto on tehty. Sitä ei ole salattu.')).toBeVisible();
}

/** The next file that the page begins to read waits for `goOn`. */
const holdReading = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { text } = Blob.prototype;
    Blob.prototype.text = async function () {
      Blob.prototype.text = text;
      await new Promise((goOn) => Object.assign(globalThis, { goOn }));
      return text.call(this);
    };
  });

test('what a phone logged without a network goes to another by a backup, and from there to the server, once', async ({
  page,
  context,
  browser,
  receiver,
}, info) => {
  const file = info.outputPath('a.age');
  await setUp(page, receiver);
  await context.route('**/api/records', (route) => route.abort());
  await startOuting(page);
  await logEncounter(page);
  await logEncounter(page);
  // One that is not finished.
  await goTo(page, '/outreach/encounter');
  await page.getByRole('radio', { name: '10+' }).check();
  await goTo(page, '/');
  await expect(page.getByText('Kesken', { exact: true })).toBeVisible();
  // A week later it is on this device alone, and that is said until a backup has it.
  await page.clock.setFixedTime(Date.now() + 8 * 86_400_000);
  const reminder = page.getByText('3 kirjausta on vain tässä laitteessa');
  await goTo(page, '/outreach');
  await goTo(page, '/');
  await expect(reminder).toBeVisible();
  await makeBackup(page, file);
  await takePlain(page);
  await goTo(page, '/');
  await expect(page.getByText('Kesken', { exact: true })).toBeVisible();
  await expect(reminder).toHaveCount(0);

  const other = await browser.newContext({ baseURL: receiver.url, locale: 'fi-FI', serviceWorkers: 'block' });
  const phone = await other.newPage();
  try {
    await setUp(phone, receiver);
    await goTo(phone, '/more/backup');
    await unfold(phone, 'Palauta varmuuskopio');
    const none = { name: 'x.age', mimeType: '', buffer: Buffer.from('{}') };
    await phone.getByLabel('Valitse tiedosto').setInputFiles(none);
    await phone.getByRole('button', { name: 'Avaa varmuuskopio' }).click();
    await expect(phone.getByText('Kirjoita salalause.')).toBeVisible();
    await phone.getByLabel('Varmuuskopion salalause').fill('toinen salalause');
    await phone.getByRole('button', { name: 'Avaa varmuuskopio' }).click();
    await expect(phone.getByText(/^Tämä ei ole varmuuskopio/)).toBeVisible();
    // What is chosen anew takes the place of all before: the camera of the file and its words, a file of the camera and of the file before.
    await phone.getByRole('button', { name: 'Lue kuvista' }).click();
    await expect(phone.getByText(/^Kameraa ei saatu auki/)).toBeVisible();
    await expect(phone.getByRole('button', { name: 'Avaa varmuuskopio' })).toHaveCount(0);
    await expect(phone.getByText(/^Tämä ei ole varmuuskopio/)).toHaveCount(0);
    await phone.getByLabel('Valitse tiedosto').setInputFiles(none);
    await expect(phone.getByText(/^Kameraa ei saatu auki/)).toHaveCount(0);
    await phone.getByLabel('Varmuuskopion salalause').fill('toinen salalause');
    await phone.getByLabel('Valitse tiedosto').setInputFiles(file);
    await expect(phone.getByLabel('Varmuuskopion salalause')).toHaveValue('');
    await phone.getByLabel('Varmuuskopion salalause').fill('toinen salalause');
    await phone.getByRole('button', { name: 'Avaa varmuuskopio' }).click();
    await expect(phone.getByText(/^Varmuuskopio ei aukea tällä salalauseella/)).toBeVisible();
    await phone.getByLabel('Varmuuskopion salalause').fill(passphrase);
    // Another one is chosen while this one is read: nothing of the first is told of it.
    await holdReading(phone);
    await phone.getByRole('button', { name: 'Avaa varmuuskopio' }).click();
    await phone.getByLabel('Valitse tiedosto').setInputFiles(none);
    await phone.evaluate(() => (globalThis as unknown as { goOn(): void }).goOn());
    await expect(phone.getByRole('button', { name: 'Avaa varmuuskopio' })).not.toHaveAttribute('aria-disabled', 'true');
    await expect(phone.getByText(/^Varmuuskopio on ehjä/)).toHaveCount(0);
    await phone.getByLabel('Valitse tiedosto').setInputFiles(file);
    await phone.getByLabel('Varmuuskopion salalause').fill(passphrase);
    await phone.getByRole('button', { name: 'Avaa varmuuskopio' }).click();
    await expect(phone.getByText(/^Varmuuskopio on ehjä/)).toBeVisible();
    await expect(phone.getByText(/^3 kirjausta · 1 keskeneräinen lomake$/)).toBeVisible();
    await expect(phone.locator(':focus')).toContainText('Varmuuskopio on ehjä');
    await expect(phone.getByText(/^Palautus tarvitsee noin 9 Mt vapaata tilaa/)).toBeVisible();
    await checkEverywhere(phone, 'a backup that was read');
    await phone.getByRole('button', { name: 'Palauta tähän laitteeseen' }).click();
    await expect(phone.getByText('Palautettu', { exact: true })).toBeVisible();
    // What was pressed is gone: who types or hears goes on from there.
    await expect(phone.locator(':focus')).toHaveText(/^Palauta/);
    await expect(phone.getByText(/^Tällä laitteella ei julkaista/), 'it has a server').toHaveCount(0);
    await goTo(phone, '/more/delivery');
    await sendNow(phone);
    await expect(waitingLine(phone)).toHaveText(/^kaikki lähetetty/);
    expect((await receiver.rows()).map(({ kind }) => kind).sort()).toEqual(['encounter', 'encounter', 'outing']);
    await goTo(phone, '/outreach/encounter');
    await expect(phone.getByRole('radio', { name: '10+' })).toBeChecked();
    // The first phone's network is back: what it sends is known already.
    await context.unroute('**/api/records');
    await goTo(page, '/more/delivery');
    await sendNow(page);
    await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
    expect(await receiver.rows()).toHaveLength(3);
  } finally {
    await other.close();
  }
});

/** A backup of a phone that had the organisation's document, with a key for orders: more records than come at a time. */
async function withDocument(signer: string): Promise<Buffer> {
  const record = { kind: 'encounter', rev: 1, at: '2026-11-21T10:00:00.000Z', v: 2, unit: 'oma', device: randomUUID() };
  const said = { outingId: randomUUID(), place: 'Kirjasto', people: '1', depth: 'conversation', topics: ['money'] };
  const document = { kenttakirja: 1, organisation: { name: 'Lahden etsivä työ' }, wipe: { signer } };
  async function* lines(): AsyncGenerator<BackupLine[]> {
    yield [{ t: 'setting', name: 'organisation', value: { text: JSON.stringify(document), sum: '', at: 1 } }];
    for (let n = 0; n < 1100; n++) yield [{ t: 'record', record: { ...record, id: newId(), ...said } }];
  }
  const file = await sealBackup(lines(), { passphrase, cost: { memory: 8, passes: 1 } }, new Date());
  return Buffer.from(await file.arrayBuffer());
}

/** The page seals so much more, and then nothing: it stands still in the middle. */
const stopAfter = (page: Page, lines: number): Promise<void> =>
  page.evaluate((left) => {
    const { encrypt } = SubtleCrypto.prototype;
    SubtleCrypto.prototype.encrypt = function (...given) {
      left -= 1;
      return left < 0 ? new Promise(() => undefined) : encrypt.apply(this, given);
    };
  }, lines);

/** How many records of a backup came, as the mark of its restore says; 0 where there is none. */
const cameOver = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise((done) => {
        indexedDB.open('kenttakirja').onsuccess = ({ target }) => {
          const { result } = target as IDBOpenDBRequest;
          result.transaction('settings').objectStore('settings').getAll().onsuccess = (found) => {
            result.close();
            const rows = (found.target as IDBRequest<{ name: string; value: { held: number } }[]>).result;
            done(rows.find(({ name }) => name.startsWith('restoring:'))?.value.held ?? 0);
          };
        };
      }),
  );

test('a restore that the tab’s end cuts short is told until it is whole; the document in it is looked at before it is in use', async ({
  page,
  receiver,
}) => {
  const { open: signer } = await newSigningPair();
  const buffer = await withDocument(signer);
  const restore = async (until?: number) => {
    await goTo(page, '/more/backup');
    if (until) await stopAfter(page, until);
    await unfold(page, 'Palauta varmuuskopio');
    await page.getByLabel('Valitse tiedosto').setInputFiles({ name: 'a.age', mimeType: '', buffer });
    await page.getByLabel('Varmuuskopion salalause').fill(passphrase);
    await page.getByRole('button', { name: 'Avaa varmuuskopio' }).click();
    await expect(page.getByText(/^Mukana ovat myös organisaation Lahden etsivä työ asetukset/)).toBeVisible();
    await page.getByRole('button', { name: 'Palauta tähän laitteeseen' }).click();
  };
  await setUp(page, receiver);
  await page.route('**/api/records', (route) => route.abort());
  await restore(900);
  await expect.poll(() => cameOver(page)).toBeGreaterThan(0);
  await page.reload();
  const told = page.getByText(/^Varmuuskopiosta \(.+\) tuli \d{3} \/ 1100 kirjausta/);
  await expect(told).toBeVisible();
  await check(page, 'a restore that was cut short');
  await goTo(page, '/');
  await expect(told).toBeVisible();
  // While it goes on it counts as a touch, so that the device does not lock itself in the middle.
  const touched = page.evaluate(
    () => new Promise((done) => addEventListener('scroll', (e) => e.isTrusted || done(true))),
  );
  await restore();
  await expect(page.getByText('Palautettu', { exact: true })).toBeVisible();
  expect(await touched).toBe(true);
  await expect(told).toHaveCount(0);
  await page.getByRole('button', { name: 'Katso asetukset' }).click();
  await expect(page.getByText(signer)).toBeVisible();
  await page.getByRole('button', { name: 'Ota käyttöön', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Uusi avain tyhjennysmääräyksille?' });
  await expect(question).toContainText('Näissä asetuksissa on avain, jota tällä laitteella ei ole ollut.');
  await question.getByRole('button', { name: 'Ota uusi avain' }).click();
  await expect(page.getByText(/^Ladattu \d/)).toBeVisible();
  await expect(page.getByText('Varmuuskopiossa oli organisaation asetukset')).toHaveCount(0);
});

test('a phone whose database the browser has cleared says so first, and has its records again from a backup', async ({
  page,
  receiver,
}, info) => {
  const file = info.outputPath('b.age');
  await setUp(page, receiver);
  await startOuting(page);
  await logEncounter(page);
  await makeBackup(page, file);
  await page.evaluate(
    () =>
      new Promise((done, fail) => {
        const request = indexedDB.deleteDatabase('kenttakirja');
        request.onsuccess = done;
        request.onerror = fail;
      }),
  );
  await page.goto('/');
  await expect(page.getByText('Kirjaukset ovat poissa tästä laitteesta')).toBeVisible();
  await checkEverywhere(page, 'a device whose records are gone');
  await page.getByLabel('Valitse tiedosto').setInputFiles(file);
  await page.getByLabel('Varmuuskopion salalause').fill(passphrase);
  await page.getByRole('button', { name: 'Avaa varmuuskopio' }).click();
  await page.getByRole('button', { name: 'Palauta tähän laitteeseen' }).click();
  await expect(page.getByText('Palautettu', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Jatka', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
  await expect(page.getByText('Jalkautuminen käynnissä')).toBeVisible();
  // Nothing more is said of it, and what the screen says is true: all can be read and written.
  await page.goto('/recovery');
  await expect(page.getByText('Laitteen tiedot aukeavat')).toBeVisible();
});

test('everything of a phone comes over by pictures that the other one’s camera sees, without a network or a file', async ({
  receiver,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'film-'));
  const film = join(folder, 'pictures.y4m');
  const phone = keptBrowser({ isQuick: true });
  try {
    const lines: BackupLine[] = [
      { t: 'setting', name: 'unit', value: 'ranta' },
      {
        t: 'draft',
        kind: 'encounter',
        id: randomUUID(),
        base: 0,
        at: '2026-11-29T10:00:00.000Z',
        data: { people: '10+' },
      },
    ];
    const file = await sealBackup(
      (async function* () {
        yield lines;
      })(),
      { passphrase, cost: { memory: 8, passes: 1 } },
      new Date(),
    );
    const frame = framesOf(new Uint8Array(await file.arrayBuffer()));
    // The first one was missed: the sums that follow stand in for it.
    writeQrVideo(film, [1, 2, 3, 4, 5, 6].map(frame));
    const { context, page } = await phone.open({
      args: [
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${film}`,
      ],
    });
    await page.goto(`${receiver.url}/more/backup`);
    // Another move was broken off; its first picture was seen again and again, and its second one missed.
    const other = framesOf(new Uint8Array(5_000))(0);
    await unfold(page, 'Palauta varmuuskopio');
    const bySight = page.getByRole('button', { name: 'Lue kuvista' });
    await page.evaluate((rawValue) => {
      class Sees {
        static getSupportedFormats = async () => ['qr_code'];
        detect = async () => [{ rawValue }];
      }
      Object.assign(globalThis, { BarcodeDetector: Sees });
    }, other);
    await bySight.click();
    await expect(page.getByText('Kuvia luetaan.')).toBeVisible();
    await expect(page.getByText(/^Luettu 1 \/ \d+$/)).toBeVisible();
    await page.getByRole('button', { name: 'Peru' }).click();
    await page.evaluate(() => Object.assign(globalThis, { BarcodeDetector: undefined }));
    await bySight.click();
    await expect(page.getByText('Kuva on toisesta siirrosta')).toBeVisible();
    await page.getByRole('button', { name: 'Lue alusta' }).click();
    await expect(page.getByRole('button', { name: 'Avaa varmuuskopio' })).toBeVisible();
    await page.getByLabel('Varmuuskopion salalause').fill(passphrase);
    await page.getByRole('button', { name: 'Avaa varmuuskopio' }).click();
    await expect(page.getByText('0 kirjausta · 1 keskeneräinen lomake')).toBeVisible();
    await page.getByRole('button', { name: 'Palauta tähän laitteeseen' }).click();
    await expect(page.getByText('Palautettu', { exact: true })).toBeVisible();
    await context.close();
  } finally {
    phone.remove();
    rmSync(folder, { recursive: true, force: true });
  }
});
