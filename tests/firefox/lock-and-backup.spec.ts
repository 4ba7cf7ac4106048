/** The lock, a backup and the recovery screen in Firefox: the same app in an engine that ends a transaction sooner. */
import type { Page } from '@playwright/test';
import {
  configure,
  expect,
  goTo,
  heldFrom,
  logEncounter,
  setUp,
  startOuting,
  test,
  waitingLine,
} from '../support/phone.ts';
import { openWith, setLock } from '../support/pin.ts';

const [pin, next] = ['482913', '733106'];
const passphrase = 'kolme mäntyä rannalla';

const locked = (page: Page) => page.getByRole('heading', { name: 'Kenttäkirja on lukittu' });

async function chooseSecret(page: Page, secret: string, button: string): Promise<void> {
  await page.getByLabel('Uusi PIN-koodi').fill(secret);
  await page.getByLabel('Sama uudelleen').fill(secret);
  await page.getByRole('button', { name: button }).click();
}

/** Playwright sees no download of this Firefox: from now on what the page hands to the browser is kept; answers its bytes. */
async function whatIsSaved(page: Page): Promise<() => Promise<Buffer>> {
  await page.evaluate(() => {
    const real = URL.createObjectURL;
    URL.createObjectURL = (file: Blob) => real(Object.assign(globalThis, { saved: file }).saved);
  });
  const bytes = () =>
    page.evaluate(async () => [
      ...new Uint8Array(await (globalThis as unknown as { saved: Blob }).saved.arrayBuffer()),
    ]);
  return async () => Buffer.from(await bytes());
}

test('a device is locked, given another PIN, backed up, cleared by the browser, and has its records again', async ({
  page,
  context,
  receiver,
}) => {
  await setUp(page, receiver);
  await context.route('**/api/records', (route) => route.abort());
  await startOuting(page);
  await logEncounter(page);
  // A form that is not finished is sealed anew too.
  await goTo(page, '/outreach/encounter');
  await page.getByRole('radio', { name: '10+' }).check();
  await setLock(page, pin);
  await page.getByText('Vaihda PIN-koodi tai salalause').first().click();
  await page.getByRole('textbox', { name: 'Nykyinen PIN-koodi' }).fill(pin);
  await chooseSecret(page, next, 'Vaihda PIN-koodi tai salalause');
  await expect(page.getByText('PIN-koodi on vaihdettu')).toBeVisible();
  await page.getByRole('button', { name: 'Lukitse nyt' }).click();

  await expect(locked(page)).toBeVisible();
  await openWith(page, pin);
  await expect(page.getByText('Väärä PIN-koodi. Tiedot ovat tallessa.')).toBeVisible();
  await openWith(page, next);
  await goTo(page, '/outreach/encounter');
  await expect(page.getByRole('radio', { name: '10+' })).toBeChecked();

  await goTo(page, '/more/backup');
  await page.getByLabel('Uusi salalause').fill(passphrase);
  await page.getByLabel('Sama uudelleen').fill(passphrase);
  const handedOver = await whatIsSaved(page);
  await page.getByRole('button', { name: 'Tee varmuuskopio' }).click();
  await expect(page.getByText('Varmuuskopio on tehty.')).toBeVisible();
  const buffer = await handedOver();

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
  await page.getByLabel('Valitse tiedosto').setInputFiles({ name: 'a.age', mimeType: '', buffer });
  await page.getByLabel('Varmuuskopion salalause').fill('toinen salalause');
  await page.getByRole('button', { name: 'Avaa varmuuskopio' }).click();
  await expect(page.getByText(/^Varmuuskopio ei aukea tällä salalauseella/)).toBeVisible();
  await page.getByLabel('Varmuuskopion salalause').fill(passphrase);
  await page.getByRole('button', { name: 'Avaa varmuuskopio' }).click();
  await expect(page.getByText(/^2 kirjausta · 1 keskeneräinen lomake$/)).toBeVisible();
  await page.getByRole('button', { name: 'Palauta tähän laitteeseen' }).click();
  await expect(page.getByText('Palautettu', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Jatka', exact: true }).click();
  await expect(page.getByText('Jalkautuminen käynnissä')).toBeVisible();
  await expect(waitingLine(page)).toHaveText(/2 odottaa/);
  await goTo(page, '/outreach/encounter');
  await expect(page.getByRole('radio', { name: '10+' })).toBeChecked();
});

test('locked, by the organisation’s switch it sends what waits while it is open, and says that it does so only then', async ({
  page,
  context,
  receiver,
}) => {
  await setUp(page, receiver);
  await configure(page, { lock: { sends: true } });
  await context.route('**/api/records', (route) => route.abort());
  await startOuting(page);
  await logEncounter(page);
  await goTo(page, '/more/lock');
  await expect(page.getByText('Tämä selain lähettää vain, kun Kenttäkirja on auki.')).toBeVisible();
  await chooseSecret(page, pin, 'Aseta lukko');
  await page.getByRole('button', { name: 'Lukitse nyt' }).click();
  await expect(
    page.getByText('vaikka laite on lukittu. Tämä selain lähettää vain, kun Kenttäkirja on auki.'),
  ).toBeVisible();
  expect(await heldFrom(receiver, page)).toHaveLength(0);
  await context.unroute('**/api/records');
  await page.reload();
  await expect(page.getByText('Mikään ei odota lähetystä.')).toBeVisible();
  expect(await heldFrom(receiver, page)).toHaveLength(2);
});
