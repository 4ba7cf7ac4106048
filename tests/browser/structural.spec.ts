/** What is seen outside reaches those who can act, and what they answer comes back; a story is told, checked and withdrawn. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { daysOn, wallDate } from '../../src/i18n/wall-time.ts';
import { hasPdfReaders, pdfText } from '../support/pdf.ts';
import { draftKept, expect, goTo, logPhenomenon, setUp, test, waitingLine } from '../support/phone.ts';
import type { Listening } from '../support/receiver.ts';
import { writeRecords } from '../support/write-records.ts';

async function aPhone(browser: Browser, receiver: Listening, width = 360): Promise<Page> {
  const context = await browser.newContext({
    baseURL: receiver.url,
    viewport: { width, height: 740 },
    locale: 'fi-FI',
    timezoneId: 'Europe/Helsinki',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await setUp(page, receiver);
  return page;
}

const allSent = (page: Page) => expect(waitingLine(page)).toHaveText(/kaikki lähetetty/);
const today = wallDate(Date.now());

const step = (page: Page, number: number) =>
  page.getByRole('navigation', { name: 'Raportin vaiheet' }).getByRole('link', { name: new RegExp(`^${number} `) });
const keepReport = async (page: Page) => {
  await page.getByRole('button', { name: 'Tallenna raportti' }).click();
  await expect(page.getByRole('link', { name: 'Aloita raportti' })).toBeVisible();
};

test('a phenomenon logged on three phones is gathered, put together and handed over, and its answer is read on the three', async ({
  page: desk,
  browser,
  receiver,
}) => {
  const phones = [await aPhone(browser, receiver), await aPhone(browser, receiver), await aPhone(browser, receiver)];
  try {
    const [one, two, three] = phones as [Page, Page, Page];
    await logPhenomenon(one, 'Yöpaikat <b>loppuvat</b> kesken');
    await allSent(one);

    await desk.setViewportSize({ width: 1280, height: 800 });
    await setUp(desk, receiver);
    await goTo(desk, '/assessment/social-reports');
    await desk.getByRole('link', { name: 'Aloita raportti' }).click();
    await desk.getByLabel('Raportin nimi').fill('Yöpaikat eivät riitä');
    await desk.getByRole('button', { name: 'Lue muiden kirjaukset' }).click();
    await expect(desk.getByText('Muiden kirjaukset on luettu.')).toBeVisible();
    // One is too few to be shown, and nothing can be made of it; what was written stays.
    await expect(desk.getByText('Alle 5 ilmiöhavaintoa')).toBeVisible();
    await expect(desk.getByText('loppuvat</b>', { exact: false })).toBeHidden();
    await desk.getByRole('button', { name: 'Tallenna raportti' }).click();
    await expect(desk.getByText('Raportissa ei ole vielä mitään')).toBeVisible();

    await logPhenomenon(two, 'Moni kysyy yöpaikkaa');
    await logPhenomenon(two, 'Porraskäytävissä nukutaan');
    await logPhenomenon(three, 'Hätämajoitus oli täynnä');
    await logPhenomenon(three, 'Yöpaikkaa etsitään puhelimella');
    await allSent(two);
    await allSent(three);
    await desk.getByRole('button', { name: 'Lue muiden kirjaukset' }).click();
    await expect(desk.getByText('Yöpaikat <b>loppuvat</b> kesken')).toBeVisible();
    await desk.getByRole('checkbox', { name: /Moni kysyy/ }).check();
    await desk.getByRole('checkbox', { name: /Hätämajoitus/ }).check();
    await desk.getByRole('button', { name: 'Tallenna raportti' }).click();
    await expect(desk.getByText('2 ilmiöhavainnosta ei voi tehdä raporttia')).toBeVisible();
    await expect(desk.getByText('Ne ovat samasta paikasta', { exact: false })).toBeVisible();
    await desk.getByRole('button', { name: 'Ota kaikki mukaan' }).click();
    await expect(desk.getByText('Raportissa on 5 ilmiöhavaintoa.')).toBeVisible();

    await step(desk, 2).click();
    await desk.getByLabel('Mitä on nähty').fill('Yöpaikkoja on liian vähän.');
    await desk.getByLabel('Ketä se koskee').fill('Yöpaikkaa vailla olevat');
    await draftKept(desk, 'Yöpaikkaa vailla olevat');
    await desk.reload();
    await expect(desk.getByLabel('Mitä on nähty')).toHaveValue('Yöpaikkoja on liian vähän.');
    await step(desk, 3).click();
    await desk.getByLabel('Luovutettu', { exact: true }).fill(daysOn(today, -2));
    await desk.getByRole('button', { name: 'Tallenna raportti' }).click();
    await expect(desk.getByText('Kirjoita vielä, mille taholle raportti luovutettiin.')).toBeVisible();
    await desk.getByLabel('Taho, jolle luovutettiin').fill('kaupungin asuntotoimi');
    await keepReport(desk);

    // It waits on Tänään until it is answered.
    await goTo(desk, '/');
    await expect(desk.getByRole('heading', { name: 'Kysy vastausta' })).toBeVisible();
    await desk.getByRole('link', { name: /Yöpaikat eivät riitä/ }).click();
    await desk.getByLabel('Mitä vastattiin').fill('Kymmenen paikkaa lisää talveksi.');
    await desk.getByLabel('Vastaus saatu').fill(today);
    await keepReport(desk);
    await expect(desk.getByText(/Vastattu · kaupungin asuntotoimi/)).toBeVisible();
    await goTo(desk, '/');
    await expect(desk.getByRole('heading', { name: 'Kysy vastausta' })).toBeHidden();
    await allSent(desk);

    for (const phone of phones) {
      await phone.goto('/');
      await expect(phone.getByRole('heading', { name: 'Vastaus ilmiöhavaintoon, jonka kirjasitte' })).toBeVisible();
      await phone.getByRole('link', { name: /Yöpaikat eivät riitä/ }).click();
      await expect(phone.getByRole('article')).toContainText('Kymmenen paikkaa lisää talveksi.');
      await goTo(phone, '/');
      await expect(phone.getByRole('heading', { name: 'Tänään' })).toBeVisible();
      await expect(phone.getByText('Mitään ei ole kesken.')).toBeVisible();
      await expect(phone.getByRole('heading', { name: 'Vastaus ilmiöhavaintoon, jonka kirjasitte' })).toBeHidden();
    }

    await goTo(desk, '/assessment/social-reports');
    await desk.getByRole('link', { name: /Yöpaikat eivät riitä/ }).click();
    await desk.getByRole('link', { name: 'Tee asiakirja' }).click();
    await expect(desk.getByRole('article')).toContainText('kaupungin asuntotoimi');
    const saved = desk.waitForEvent('download');
    await desk.getByRole('button', { name: /DOCX/ }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toMatch(/^sosiaalinen-raportti-[\d-]+\.docx$/);
    expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe('PK');
    if (hasPdfReaders) expect(pdfText(await desk.pdf())).toContain('Kymmenen paikkaa');
    const held = (await receiver.rows()).find(({ kind }) => kind === 'socialreport');
    expect(held).toMatchObject({ recipient: 'kaupungin asuntotoimi', answeredOn: today, reporters: { length: 3 } });
  } finally {
    for (const phone of phones) await phone.context().close();
  }
});

test('a story is told, checked for what identifies, and withdrawn by its code on another device', async ({
  page,
  browser,
  receiver,
}) => {
  await setUp(page, receiver);
  await goTo(page, '/assessment/stories');
  await page.getByRole('link', { name: 'Kirjaa tarina' }).click();
  await page.getByLabel('Tarinan nimi').fill('Ensimmäinen kerta kahvilassa');
  const storyStep = (number: number) =>
    page.getByRole('navigation', { name: 'Tarinan vaiheet' }).getByRole('link', { name: new RegExp(`^${number} `) });
  const save = () => page.getByRole('button', { name: 'Tallenna tarina' }).click();
  await save();
  await expect(page.getByText('Tarinaa ei tallenneta ilman kertojan suostumusta.', { exact: false })).toBeVisible();
  await page.getByRole('radio', { name: 'Suullisesti' }).check();
  await page.getByRole('radio', { name: 'Haastattelussa kahden kesken' }).check();
  const code = (await page.locator('.withdrawal-code').textContent())!;
  await page.getByRole('checkbox', { name: 'Kertoja on saanut koodin' }).check();
  await storyStep(2)
    .or(page.getByRole('link', { name: /^Haastattelu/ }))
    .first()
    .click();
  await page.getByLabel('Mitä tapahtui').fill('Matti soitti 040 123 4567 ja diabetes jäi taka-alalle.');
  await draftKept(page, 'diabetes jäi taka-alalle');
  await save();
  const asked = page.getByRole('dialog');
  for (const found of ['nimi: Matti', 'puhelinnumero: 040 123 4567', 'sairaus tai diagnoosi: diabetes'])
    await expect(asked).toContainText(found);
  await asked.getByRole('button', { name: 'Palaa korjaamaan' }).click();
  await expect(page.getByLabel('Mitä tapahtui')).toHaveValue(/Matti soitti/);
  await page.getByLabel('Mitä tapahtui').fill('Uskalsin tulla sisään. <i>Ovi</i> oli auki Lahdessa, myös Lahdessa.');
  await draftKept(page, 'Lahdessa, myös Lahdessa');
  await save();
  await expect(asked).toContainText('nimi: Lahdessa');
  await asked.getByRole('button', { name: 'Ei tunnista ketään, tallenna' }).click();
  await expect(page.getByRole('link', { name: 'Kirjaa tarina' })).toBeVisible();
  await allSent(page);
  const [held] = (await receiver.rows()).filter(({ kind }) => kind === 'story');
  expect(held).toMatchObject({ happened: 'Uskalsin tulla sisään. <i>Ovi</i> oli auki Lahdessa, myös Lahdessa.' });
  expect(JSON.stringify(held)).not.toContain(code.replaceAll(' ', ''));

  // It is given as a file: that cannot be undone, and whoever withdraws it is told.
  await page.getByRole('link', { name: /Ensimmäinen kerta/ }).click();
  await page.getByRole('link', { name: 'Tee asiakirja' }).click();
  await expect(page.getByRole('article')).toContainText('<i>Ovi</i> oli auki');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: /DOCX/ }).click();
  expect((await saved).suggestedFilename()).toMatch(/^onnistumistarina-[\d-]+\.docx$/);
  await expect.poll(async () => (await receiver.rows()).find(({ kind }) => kind === 'story')?.printedOn).toBe(today);

  const other = await aPhone(browser, receiver);
  try {
    await goTo(other, '/assessment/stories/withdraw');
    const seek = other.getByRole('button', { name: 'Etsi tarina' });
    await other.getByLabel('Peruutuskoodi').fill('0000');
    await seek.click();
    await expect(other.getByText(/Koodissa on/).first()).toBeVisible();
    await other.getByLabel('Peruutuskoodi').fill('0000 0000 0000 0000');
    await expect(other.getByText(/Yksi merkki on väärin.*Tarkista paperista/)).toBeVisible();
    await other.getByLabel('Peruutuskoodi').fill(code.toLowerCase());
    await seek.click();
    const sure = other.getByRole('dialog');
    await expect(sure).toContainText('Ensimmäinen kerta kahvilassa');
    await expect(sure).toContainText('Tarina on otettu asiakirjaan');
    await sure.getByRole('button', { name: 'Peru tarina' }).click();
    await expect(other.getByText('Tarina on peruttu.')).toBeVisible();
    await expect.poll(async () => (await receiver.rows()).find(({ kind }) => kind === 'story')?.deleted).toBe(true);
    await other.getByLabel('Peruutuskoodi').fill(code);
    await seek.click();
    await expect(other.getByText(/Tarina on jo peruttu/)).toBeVisible();
  } finally {
    await other.context().close();
  }

  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
  await goTo(page, '/assessment/stories');
  await expect(page.getByText('Tähän tulevat onnistumistarinanne.')).toBeVisible();
});

const kept = (number: number, fields: object) => ({
  ...{ id: `3f8e2b54-7a1d-4c9e-9b0a-0000000009${number}`, at: '2026-11-20T12:00:00.000Z', v: 1 },
  ...fields,
});

test('a story that another device kept becomes a document on one that has kept none, as after a backup', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  const story = { kind: 'story', name: 'Avoin ovi', consent: 'spoken', told: 'together', happened: 'Ovi oli auki.' };
  const one = kept(21, { ...story, outcome: 'success', areas: [], withdrawal: 'a'.repeat(64) }) as never;
  await writeRecords(page, [one]);
  await goTo(page, '/assessment/stories');
  await page.getByRole('link', { name: /Avoin ovi/ }).click();
  await page.getByRole('link', { name: 'Tee asiakirja' }).click();
  await expect(page.getByRole('article')).toContainText('Ovi oli auki.');
});

test('a day that contradicts itself stays in sight though an answer came, and what was emptied is gone', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  const found = { name: 'Yöpaikat', topics: [], phenomena: [], reporters: [], recipient: 'asuntotoimi' };
  const needs = [{ topic: 'housing', from: '2026-07-01', to: '2026-10-01', count: 12 }];
  const one = kept(22, { kind: 'socialreport', ...found, needs, handedOn: daysOn(today, -9) }) as never;
  await writeRecords(page, [one]);
  await goTo(page, '/assessment/social-reports');
  await page.getByRole('link', { name: /Yöpaikat/ }).click();
  await step(page, 3).click();
  await page.getByLabel('Suljettu vastauksetta').fill(daysOn(today, 1));
  await page.getByLabel('Mitä vastattiin').fill('Pekka lupasi paikkoja.');
  await page.getByLabel('Vastaus saatu').fill(today);
  await page.getByRole('button', { name: 'Tallenna raportti' }).click();
  await expect(page.getByText('Päivä on vasta tulossa. Merkitse se, kun vastausta ei enää odoteta.')).toBeVisible();
  await page.getByLabel('Suljettu vastauksetta').fill('');
  await page.getByRole('button', { name: 'Tallenna raportti' }).click();
  await page.getByRole('button', { name: 'Ei tunnista ketään, tallenna' }).click();
  await page.getByRole('link', { name: /Yöpaikat.*Vastattu/ }).click();
  await step(page, 3).click();
  await page.getByLabel('Mitä vastattiin').fill('');
  await page.getByLabel('Vastaus saatu').fill('');
  await keepReport(page);
  await expect(page.getByRole('link', { name: /Yöpaikat.*Odottaa vastausta/ })).toBeVisible();
});
