/** Codes and waves: a code with its card, who is due, answering by one tap, the next time; two phones of one unit. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { check, checkThemes } from '../support/accessible.ts';
import { answerAll, begin, tenTimes, unlock } from '../support/answering.ts';
import { expect, goTo, keptBrowser, setUp, test } from '../support/phone.ts';
import { writeQrVideo } from '../support/qr-video.ts';
import type { Listening } from '../support/receiver.ts';

const due = (page: Page) => page.locator('section').filter({ hasText: 'Kyselyvuorossa' });
const codeOnScreen = async (page: Page) => (await page.getByRole('heading', { level: 1 }).textContent())!;
const held = async (receiver: Listening, kind: string) => (await receiver.rows()).filter((row) => row.kind === kind);

async function makeCode(page: Page, plan: string): Promise<string> {
  await goTo(page, '/surveys/codes/new');
  await page.getByRole('radio', { name: plan, exact: true }).check();
  await page.getByRole('button', { name: 'Tee koodi' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^[0-9A-Z]{4} [0-9A-Z]{4}$/);
  return codeOnScreen(page);
}

/** The list answers by the keys from when its foot counts: before the script has come they are nobody's. */
async function beginTogether(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Aloita', exact: true }).click();
  await begin(page);
  await expect(page.locator('#foot').getByRole('status')).toHaveText('Vastaamatta: 10');
}

async function sayTogether(page: Page): Promise<void> {
  await beginTogether(page);
  for (const key of ['4', '5', '1', '2', '3', '4', '5', '1', '2', '3']) await page.keyboard.press(key);
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();
}

async function fetchNow(page: Page): Promise<void> {
  await goTo(page, '/surveys/codes/devices');
  await page.getByRole('button', { name: 'Hae nyt' }).click();
  await expect(page.getByText('Koodit ovat ajan tasalla.')).toBeVisible();
}

test('a code is made, its card is there, its turn comes on Tänään, it is answered, and the next time is planned', {
  tag: '@worker',
}, async ({ page, context, receiver }) => {
  await setUp(page, receiver);
  await context.setOffline(true);
  await goTo(page, '/surveys');
  await page.getByRole('link', { name: /^Koodit ja mittauskerrat/ }).click();
  await expect(page.getByText('Tee ensimmäinen koodi alla.')).toBeVisible();
  await checkThemes(page, 'no codes yet');
  await page.getByRole('link', { name: 'Uusi koodi' }).click();
  await page.getByRole('button', { name: 'Tee koodi' }).click();
  await expect(page.getByText('Valitse, kuinka usein kysytään.')).toBeVisible();
  await page.getByRole('radio', { name: 'uusi asiakas' }).check();
  await expect(page.getByText('0, 3 ja 6 kk alusta')).toBeVisible();
  await checkThemes(page, 'a new code');
  await page.getByRole('button', { name: 'Tee koodi' }).click();
  await expect(page.getByRole('img', { name: 'QR, jossa on kortin koodi' })).toBeVisible();
  const code = await codeOnScreen(page);
  expect(page.url()).not.toContain(code.slice(0, 4));
  await expect(page.getByRole('article', { name: 'Oma koodini kyselyyn' })).toContainText(code);
  await checkThemes(page, 'a code');

  await goTo(page, '/');
  await expect(due(page)).toContainText(code);
  await expect(due(page)).toContainText('1 vuorossa');
  await expect(due(page)).toContainText('mittauskerta 1/3');
  await checkThemes(page, 'Tänään with a code');
  await due(page).getByRole('link', { name: 'Aloita' }).click();

  // A mistyped code is told at the field, and nothing is lost.
  const field = page.getByLabel('Vastaajan koodi');
  await expect(field).toHaveValue(code);
  await expect(page.getByText(/mittauskerta 1\/3 · eräpäivä/)).toBeVisible();
  const [a = '', b = ''] = [...new Set(code.replace(' ', ''))];
  const swapped = [...code].map((sign) => (sign === a ? b : sign === b ? a : sign)).join('');
  const oneWrong = (code[0] === '7' ? '4' : '7') + code.slice(1);
  for (const wrong of [oneWrong, swapped.length === code.length ? oneWrong : swapped]) {
    await field.fill(wrong);
    await expect(page.getByText('Yksi merkki on väärin tai kaksi on vaihtanut paikkaa.')).toBeVisible();
  }
  await field.fill(code.slice(0, 6));
  await page.getByLabel('Avauskoodi').fill('2468');
  await expect(page.getByText('Koodissa on 8 merkkiä, tässä on 5.')).toBeVisible();
  await check(page, 'a mistyped code');
  await page.getByRole('button', { name: 'Lukitse ja anna laite' }).click();
  await expect(field, 'nothing goes on with half a code').toHaveValue(code.slice(0, 6));
  await field.fill(code.toLowerCase().replace('0', 'o'));
  await page.getByRole('button', { name: 'Lukitse ja anna laite' }).click();
  // What opens answers that are put away is another code: workers see this one in their list.
  await expect(page.locator('#info .code')).toHaveText(/^[0-9A-Z]{4} [0-9A-Z]{4}$/);
  await expect(page.locator('#info .code')).not.toHaveText(code);
  await begin(page);
  await answerAll(page, tenTimes('Samaa mieltä'));
  await unlock(page);
  await expect(page.getByRole('heading', { name: 'Kyselyt' })).toBeVisible();

  await goTo(page, '/');
  await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
  await expect(due(page)).toHaveCount(0);
  await goTo(page, '/surveys/codes');
  await page.getByText('myöhemmin', { exact: false }).first().click();
  await page.getByRole('link', { name: code }).click();
  await expect(page.getByText(/^vastattu/)).toBeVisible();
  await expect(page.getByText(/^mittauskerta 2\/3 · eräpäivä/)).toBeVisible();

  // Three months on it is the second time; asked for the first again, the field says so.
  await goTo(page, '/surveys/hand-over/esis');
  await page.getByLabel('Vastaajan koodi').fill(code);
  await expect(page.getByText('Tällä koodilla on jo vastattu')).toBeVisible();
  const now = await page.evaluate(() => Date.now());
  await page.clock.setFixedTime(now + 95 * 86_400_000);
  await page.goto('/');
  await expect(due(page)).toContainText('mittauskerta 2/3');
  await page.clock.setFixedTime(now + 150 * 86_400_000);
  await goTo(page, '/surveys/codes');
  await expect(page.getByRole('heading', { name: /myöhässä/ })).toBeVisible();
  await page.getByLabel('Etsi koodilla').fill(code.toLowerCase());
  await page.getByRole('link', { name: code }).click();
  await page.getByRole('button', { name: 'En tavoittanut' }).click();
  await expect(page.getByText('ei tavoitettu')).toBeVisible();
  await page.getByRole('button', { name: 'Ei halunnut' }).click();
  await expect(page.getByText('Ei halunnut vastata tällä kertaa')).toBeVisible();
  // By the keyboard: it lies where the tap before it was, and a second tap there at once is taken for the same one.
  await page.getByRole('button', { name: 'Kumoa' }).press('Enter');
  await expect(page.getByRole('link', { name: 'Aloita' })).toBeVisible();
  await page.getByText('Muuta tai lopeta').click();
  await page.getByRole('button', { name: 'kortti katosi' }).click();
  await expect(page.getByText('ei kysytä enää', { exact: false }).first()).toBeVisible();
  await page.clock.setFixedTime(now);

  await context.setOffline(false);
  await goTo(page, '/more/delivery');
  await expect.poll(async () => (await held(receiver, 'response')).length).toBe(1);
  const [response] = await held(receiver, 'response');
  expect(response).toMatchObject({ code: code.replace(' ', ''), plan: 'new', wave: 0, mode: 'self' });
  await expect
    .poll(async () => (await held(receiver, 'wave')).map(({ what, code: of }) => [what, of]))
    .toContainEqual(['answered', response!.code]);
  for (const record of await held(receiver, 'respondent')) expect(JSON.stringify(record)).not.toMatch(/name|nimi/);
});

test('plans and a target of the unit; the pace as a chart with its table; a sheet of cards', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await makeCode(page, 'tuettu kysely');
  const code = page.url();
  // Who answers nothing has not answered: it is still their turn.
  await beginTogether(page);
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByText('Vastauksia ei tallennettu.').locator('visible=true')).toBeVisible();
  await goTo(page, code);
  await expect(page.getByText(/^mittauskerta 1/)).toBeVisible();
  await expect(page.getByText(/^vastattu/)).toHaveCount(0);
  await beginTogether(page);
  await page.keyboard.press('4');
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();

  await goTo(page, '/surveys/plans');
  await page.locator('summary').filter({ hasText: 'uusi asiakas' }).click();
  const months = page.getByLabel('Kuukaudet alusta').first();
  await months.fill('0, 6, 3');
  await page.getByLabel('Vastauksia').fill('60');
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByText('Kirjoita kuukaudet nousevassa järjestyksessä: 0, 3, 6.')).toBeVisible();
  await expect(page.getByText('Valitse päivät: päättyy alkamisen jälkeen.')).toBeVisible();
  await checkThemes(page, 'plans with faults');
  await months.fill('0, 2, 4');
  const year = await page.evaluate(() => new Date().getFullYear());
  await page.getByLabel('Alkaa').fill(`${year}-01-01`);
  await page.getByLabel('Päättyy').fill(`${year + 1}-12-31`);
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByText('Tallessa tässä laitteessa')).toBeVisible();
  await goTo(page, '/surveys/codes/new');
  await page.getByRole('radio', { name: 'uusi asiakas' }).check();
  await expect(page.getByText('0, 2 ja 4 kk alusta')).toBeVisible();

  await goTo(page, '/surveys/pace');
  const chart = page.getByRole('img', { name: /1\. Tahdista ei vielä ennusteta/ });
  await expect(chart, 'one answer on one day is no pace').toBeVisible();
  await expect(page.getByText('/ 60 vastausta')).toBeVisible();
  await expect(
    page.getByRole('table', { name: /Kertyneet vastaukset vähintään/ }),
    'no step of one answer',
  ).toHaveCount(0);
  await expect(page.getByRole('row', { name: 'kysytty tai tavoiteltu 1' })).toBeVisible();
  await expect(page.getByRole('row', { name: /^vasta/ }), 'how people answered is told by half-year').toHaveCount(0);
  await checkThemes(page, 'pace');

  await goTo(page, '/surveys/codes/turns');
  await expect(page.getByRole('table')).toBeVisible();
  await checkThemes(page, 'the list of codes');
  await goTo(page, '/surveys/codes/cards');
  const cards = page.getByRole('article');
  await expect(cards).toHaveCount(8);
  expect(new Set(await cards.locator('.code').allTextContents()).size).toBe(8);
  await expect(cards.getByRole('img')).toHaveCount(8);
  await checkThemes(page, 'cards');
  await page.getByRole('radio', { name: 'svenska' }).check();
  await expect(cards.first()).toContainText('Min egen kod för enkäten');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation')).toBeHidden();
  const height = await page.evaluate(() => document.querySelector('.code-sheet')!.getBoundingClientRect().height);
  expect(height, 'eight on one sheet of A4 in two columns, at most 267 mm').toBeGreaterThan(0);
});

test('two phones of one unit, each without a network, come to the same waves; nothing is doubled', {
  tag: '@worker',
}, async ({ page, context, browser, receiver }) => {
  await setUp(page, receiver);
  const code = await makeCode(page, 'tuettu kysely');
  await expect.poll(async () => (await held(receiver, 'respondent')).length).toBe(1);
  const second = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'fi-FI' });
  const other = await second.newPage();
  await setUp(other, receiver);
  await goTo(other, '/surveys/codes');
  await expect(other.getByRole('link', { name: code }), 'read when the page was opened').toBeVisible();
  await expect(other.getByText('1 vuorossa')).toHaveCount(0);

  // Each without a network: both answer the same wave, each makes a code, one says that a person declined.
  await Promise.all([context.setOffline(true), second.setOffline(true)]);
  for (const phone of [page, other]) {
    await goTo(phone, '/');
    await expect(due(phone)).toContainText(code);
    await sayTogether(phone);
  }
  const fresh = [await makeCode(page, 'uusi asiakas'), await makeCode(other, 'jo asiakkaana')];
  await other.getByRole('button', { name: 'Ei halunnut' }).click();
  await expect(other.getByText('Ei halunnut vastata tällä kertaa')).toBeVisible();

  await Promise.all([context.setOffline(false), second.setOffline(false)]);
  for (const phone of [page, other]) await goTo(phone, '/more/delivery');
  await expect.poll(async () => (await held(receiver, 'response')).length).toBe(2);
  await expect.poll(async () => (await held(receiver, 'wave')).length).toBe(3);
  await expect.poll(async () => (await held(receiver, 'respondent')).length).toBe(3);
  const responses = await held(receiver, 'response');
  expect(responses.map(({ plan, wave }) => [plan, wave])).toEqual([
    ['assisted', 0],
    ['assisted', 0],
  ]);
  for (const phone of [page, other]) {
    await fetchNow(phone);
    await goTo(phone, '/surveys/codes');
    await expect(phone.getByRole('link', { name: fresh[0]! }), 'due').toBeVisible();
    await phone.getByText('myöhemmin', { exact: false }).first().click();
    await expect(phone.getByRole('link', { name: fresh[1]! }), 'declined').toBeVisible();
    await phone.getByRole('link', { name: code }).click();
    await expect(phone.getByText(/^vastattu .*, vastattu kahdesti$/)).toHaveCount(1);
    await expect(phone.locator('ol.list li'), 'this time and the next').toHaveCount(2);
    await expect(phone.getByRole('button', { name: 'Aloita', exact: true })).toHaveCount(0);
  }
  // The other phone holds copies: it sends nothing of what it did not make itself.
  expect(new Set((await receiver.rows()).map(({ id }) => id)).size).toBe((await receiver.rows()).length);
  await checkThemes(other, 'answered twice');
  await goTo(other, '/surveys/codes/devices');
  await checkThemes(other, 'other devices');
  await second.close();
});

test('a card is read with the camera; a code that is none is passed over', async ({ receiver }) => {
  const folder = mkdtempSync(join(tmpdir(), 'card-'));
  const film = join(folder, 'card.y4m');
  const phone = keptBrowser({ isQuick: true });
  const args = [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ];
  try {
    writeQrVideo(film, 'K7M4PX2');
    const half = await phone.open({ args });
    await half.page.goto(`${receiver.url}/surveys/hand-over/esis`);
    await half.page.getByRole('button', { name: 'Lue kortti kameralla' }).click();
    await expect(half.page.getByText('Tässä ei ole vastaajan koodia. Kuvaa kortti.')).toBeVisible();
    await check(half.page, 'the camera at a code');
    await half.context.close();
    writeQrVideo(film, 'K7M4PX27');
    const { context, page } = await phone.open({ args });
    await page.goto(`${receiver.url}/surveys/hand-over/esis`);
    await page.getByRole('button', { name: 'Lue kortti kameralla' }).click();
    await expect(page.getByLabel('Vastaajan koodi')).toHaveValue('K7M4 PX27');
    await expect(page.getByText('Koodi ei ole tämän yksikön suunnitelmissa.')).toBeVisible();
    await context.close();
  } finally {
    phone.remove();
    rmSync(folder, { recursive: true, force: true });
  }
});
