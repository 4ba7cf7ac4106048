/** Several workers on one phone: each sees their own alone, behind a lock of their own; what waits of one goes while another is on shift. */
import type { Page } from '@playwright/test';
import { check } from '../support/accessible.ts';
import {
  configure,
  expect,
  goTo,
  logEncounter,
  offlineReady,
  setUp,
  startOuting,
  test,
  waitingLine,
} from '../support/phone.ts';
import { openWith, setLock, setPin } from '../support/pin.ts';

const [first, second] = ['482913', '555666'];
const words = { place: 'Kanarianlinna', typed: 'Kanarian suunnitelma' };

const begins = (page: Page) => page.getByRole('heading', { name: 'Uusi työntekijä' });
const today = (page: Page) => page.getByRole('heading', { name: 'Tänään' });
const databases = (page: Page) =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).sort());

/** All that lies in a database, as text. */
const textIn = (page: Page, database: string): Promise<string> =>
  page.evaluate(
    (name) =>
      new Promise<string>((done) => {
        const asked = indexedDB.open(name);
        asked.onsuccess = async () => {
          const tables = [...asked.result.objectStoreNames];
          const rows = tables.map(
            (table) =>
              new Promise<unknown[]>((read) => {
                const all = asked.result.transaction(table).objectStore(table).getAll();
                all.onsuccess = () => read(all.result);
              }),
          );
          const text = JSON.stringify(await Promise.all(rows));
          asked.result.close();
          done(text);
        };
      }),
    database,
  );

async function startAt(page: Page, place: string): Promise<void> {
  await goTo(page, '/outreach/start');
  await page.getByRole('radio', { name: 'muu paikka' }).check();
  await page.getByRole('textbox', { name: 'Paikan nimi' }).fill(place);
  await page.getByRole('button', { name: 'Lähdettiin' }).click();
  await expect(page.getByRole('heading', { name: place })).toBeVisible();
}

test('two workers change over offline, in two tabs, with a form open: each sees their own alone, and what one has not sent goes while the other is on shift', {
  tag: '@worker',
}, async ({ page, context, receiver }) => {
  await setUp(page, receiver);
  await configure(page, { lock: { sends: true } });
  await goTo(page, '/more/workers');
  await expect(page.getByText('Aseta ensin lukko itsellesi.')).toBeVisible();
  await setLock(page, first);
  await offlineReady(page);
  await context.setOffline(true);
  await startAt(page, words.place);
  await logEncounter(page);
  const other = await context.newPage();
  await other.goto('/outreach/plan');
  await other.getByRole('radio', { name: 'muu paikka' }).check();
  await other.getByRole('textbox', { name: 'Paikan nimi' }).fill(words.typed);
  await expect.poll(() => new URL(other.url()).search, 'the address has the id of the form').toMatch(/^\?draft=/);
  const form = `/outreach/plan${new URL(other.url()).search}`;
  const records = (await textIn(page, 'kenttakirja')).match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? [];

  await goTo(page, '/more/workers');
  await expect(page.getByText('Lähettämätön lähtee myös silloin, kun joku muu on vuorossa.')).toBeVisible();
  await page.getByLabel('Nimimerkki tai nimikirjaimet').fill('AA');
  await page.getByRole('button', { name: 'Tallenna nimimerkki' }).click();
  await expect(page.getByRole('button', { name: 'Tallennettu' })).toBeVisible();
  await check(page, 'the workers of a device');
  await page.getByRole('button', { name: 'Lisää työntekijä' }).click();
  await expect(begins(page)).toBeVisible();
  await expect(begins(other), 'the other tab follows').toBeVisible();
  await page.getByLabel('Nimimerkki tai nimikirjaimet').fill('BB');
  await check(page, 'a worker begins');
  await setPin(page, second);
  for (const tab of [page, other]) await expect(today(tab)).toBeVisible();
  // Also where no lock's screen has fetched the words.
  await page.reload();
  await expect(page.getByText('Sinulla ei ole vielä avainta palvelimelle')).toBeVisible();
  for (const path of ['/', '/outreach', '/outreach/plan', '/more/retention', '/more/backup', '/more/delivery']) {
    await goTo(page, path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const all = await page.locator('html').innerHTML();
    for (const said of Object.values(words)) expect(all, path).not.toContain(said);
  }
  await expect(page.getByText('2 kirjausta odottaa lähettämistä')).toBeVisible();
  // The browser's history leads to forms of the one before.
  await goTo(page, form);
  await expect(today(page)).toBeVisible();
  const theirs = await textIn(page, 'kenttakirja-2');
  for (const said of [...Object.values(words), ...records]) expect(theirs).not.toContain(said);

  await context.setOffline(false);
  const arrived = async () => (await receiver.rows()).filter(({ kind }) => kind === 'outing' || kind === 'encounter');
  await expect.poll(async () => (await arrived()).length, { timeout: 60_000 }).toBe(2);
  await setUp(page, receiver);
  await expect(page.getByText('Sinulla ei ole vielä avainta palvelimelle')).toHaveCount(0);
  await startOuting(page);
  await expect(waitingLine(page)).toHaveText(/kaikki lähetetty/);
  const devices = (await arrived()).map(({ device }) => device);
  expect(devices).toHaveLength(3);
  expect(new Set(devices).size, 'two devices to the endpoint').toBe(2);

  await goTo(page, '/more/workers');
  await page.getByRole('button', { name: 'Vaihda: AA' }).click();
  for (const tab of [page, other]) await expect(tab.getByText('Vuorossa: AA')).toBeVisible();
  await check(page, 'the lock of one of several');
  await openWith(page, second);
  await expect(page.getByText('Väärä PIN-koodi.')).toBeVisible();
  await openWith(page, first);
  await expect(page.getByText(words.place).first()).toBeVisible();
  await expect(waitingLine(page)).toHaveText(/kaikki lähetetty/);
  await goTo(page, '/outreach/plan');
  await expect(page.getByRole('textbox', { name: 'Paikan nimi' }), 'the form that was open').toHaveValue(words.typed);

  await goTo(page, '/more/lock');
  await expect(page.getByText('Lukkoa ei voi poistaa')).toBeVisible();
  await goTo(page, '/more/wipe');
  await expect(page.getByText('Myös laitteen muiden työntekijöiden tiedot poistetaan')).toBeVisible();
  await goTo(page, '/more/workers');
  await page.getByText('Poista minut tästä laitteesta').first().click();
  await page.getByRole('checkbox', { name: 'Tiedän, mikä häviää' }).check();
  await page.getByRole('button', { name: 'Poista minut tästä laitteesta' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Poista minut tästä laitteesta' }).click();
  await expect(page.getByLabel('PIN-koodi', { exact: true }), 'the lock of who is left').toBeVisible();
  await expect(page.getByText('Poistuneen työntekijän tiedot on poistettu')).toBeVisible();
  await expect(page.getByText('Vuorossa joku muu?'), 'nobody else is left').toHaveCount(0);
  await other.close();
  // A browser that was killed has kept the shift from before, or none: whoever is here is found.
  const left = await page.evaluate(() => localStorage.getItem('left-until')!);
  for (const stands of ['1', '3', undefined]) {
    await page.evaluate((kept) => (kept ? localStorage.setItem('on-shift', kept) : localStorage.clear()), stands);
    await page.reload();
    await expect(page.getByLabel('PIN-koodi', { exact: true }), `the shift stands at ${stands}`).toBeVisible();
    await expect.poll(() => databases(page)).toEqual(['kenttakirja-2']);
  }
  await page.evaluate((until) => localStorage.setItem('left-until', until), left);
  await openWith(page, second);
  await expect(page.getByText('Kirjasto').first()).toBeVisible();
  // Nothing here knows any more whose form it was, and it may be delivered: no record of another one is begun under its id.
  await page.goto(form);
  await expect(today(page)).toBeVisible();

  // A worker whose database a newer version has written: nobody can count what it has.
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        const asked = indexedDB.open('kenttakirja-3', 990);
        asked.onsuccess = () => done(asked.result.close());
      }),
  );
  await goTo(page, '/more/workers');
  await expect(page.getByText('Tietoja ei voi juuri nyt avata.')).toBeVisible();
  await goTo(page, '/more/wipe');
  await expect(page.getByText('Yhden työntekijän tietoja ei voi avata')).toBeVisible();
  // What is said there to do can be done: the reason stands there, and the way back.
  await page.getByRole('link', { name: 'Työntekijät' }).click();
  await page.getByRole('button', { name: 'Vaihda: työntekijä 3' }).click();
  await expect(page.getByText('Tiedot on tallentanut sovelluksen uudempi versio')).toBeVisible();
  await page.getByRole('button', { name: 'Vaihda: BB' }).click();
  await openWith(page, second);
  await goTo(page, '/more/wipe');
  await check(page, 'emptying a device of which not all can be counted');
  const wipe = page.getByRole('button', { name: 'Tyhjennä tämä laite' });
  await wipe.click();
  await expect(page.getByText('Vahvista, että lähettämättömät saavat hävitä')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Tiedän, mikä häviää' }).check();
  await wipe.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Tyhjennä tämä laite' }).click();
  await expect(page.getByRole('heading', { name: 'Laite on tyhjennetty' })).toBeVisible();
  expect(await databases(page)).toEqual([]);
});

test('two tabs set different first PINs at one moment: one is the lock, and the other tab is told that its own is not', async ({
  page,
  context,
  receiver,
}) => {
  await setUp(page, receiver);
  await startOuting(page);
  const other = await context.newPage();
  const tabs = [
    { tab: page, pin: first },
    { tab: other, pin: second },
  ];
  for (const { tab, pin } of tabs) {
    await tab.goto('/more/lock');
    await tab.getByLabel('Uusi PIN-koodi').fill(pin);
    await tab.getByLabel('Sama uudelleen').fill(pin);
  }
  await Promise.all(tabs.map(({ tab }) => tab.getByRole('button', { name: 'Aseta lukko' }).click()));
  const isSet = (tab: Page) => tab.getByText('Laite avataan PIN-koodilla.');
  const isTold = (tab: Page) => tab.getByText('Lukko asetettiin juuri toisessa välilehdessä.');
  const told = () => Promise.all(tabs.map(({ tab }) => isTold(tab).isVisible()));
  await expect.poll(async () => (await told()).filter(Boolean)).toHaveLength(1);
  const loses = (await told()).indexOf(true);
  const [won, lost] = [tabs[1 - loses]!, tabs[loses]!];
  await expect(isSet(won.tab)).toBeVisible();
  await openWith(lost.tab, lost.pin);
  await expect(lost.tab.getByText('Väärä PIN-koodi.')).toBeVisible();
  await openWith(lost.tab, won.pin);
  await goTo(lost.tab, '/outreach');
  await expect(lost.tab.getByText('Kirjasto').first()).toBeVisible();
});
