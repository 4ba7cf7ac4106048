/** The ways of answering beside one's own hands: together in a list, on paper, on a person's own phone. */

import { paperQr } from '../../src/survey/paper/paper-code.ts';
import { check } from '../support/accessible.ts';
import { begin, leaveAsIs, setSurvey, skip, tenTimes } from '../support/answering.ts';
import { esisStatements } from '../support/esis-words.ts';
import { answersFrom, draftKept, expect, goTo, pasted, setUp, test } from '../support/phone.ts';

test('together: one list, word for word, answered by the keys 1 to 5 as the steps stand', { tag: '@worker' }, async ({
  page,
  context,
  receiver,
}) => {
  await setUp(page, receiver);
  await context.setOffline(true);
  await goTo(page, '/surveys');
  await page.getByRole('link', { name: 'Tuettu kysely' }).first().click();
  await begin(page);
  await expect(page.locator('fieldset:visible .statement')).toHaveText(esisStatements);
  const open = page.locator('#foot').getByRole('status');
  await expect(open).toHaveText('Vastaamatta: 10');
  for (const key of ['4', '5', '1', '2', '3']) await page.keyboard.press(key);
  await expect(open).toHaveText('Vastaamatta: 5');
  await page.keyboard.press('7');
  await page.keyboard.press('Tab');
  await page.keyboard.press('5');
  await page.locator('#q2 legend').focus();
  await page.keyboard.press('Delete');
  await expect(open).toHaveText('Vastaamatta: 5');
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();
  await context.setOffline(false);
  await expect
    .poll(async () => (await answersFrom(receiver, page)).map(({ mode, answers }) => [mode, answers]))
    .toEqual([['assisted', [2, null, 5, 4, 3, 1, null, null, null, null]]]);
});

test('on paper: printed with code and QR, typed in twice, the differences shown', { tag: '@worker' }, async ({
  page,
  context,
  receiver,
}) => {
  await setUp(page, receiver);
  await goTo(page, '/surveys/print/esis');
  await page.getByRole('radio', { name: 'uudet koodit' }).check();
  await page.getByLabel('Montako lomaketta?').fill('3');
  const sheets = page.getByRole('article');
  await expect(sheets).toHaveCount(3);
  await expect(sheets.first().locator('.statement')).toHaveText(esisStatements.map((words, n) => `${n + 1}. ${words}`));
  const codes = await sheets.locator('.code').allTextContents();
  expect(new Set(codes).size).toBe(3);
  await expect(sheets.getByRole('img', { name: /^QR, jossa on lomakkeen koodi/ })).toHaveCount(3);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(sheets.first()).toBeVisible();
  await page.emulateMedia({ media: 'screen' });

  const code = codes[0]!.replace(' ', '');
  const qr = paperQr({ id: 'esis', version: '1', language: 'fi', code });
  await context.setOffline(true);
  await goTo(page, '/surveys/paper/esis');
  const field = page.getByLabel('Koodi tai QR');
  await field.fill(qr.slice(0, 24));
  await expect(page.getByText('Tämä ei ole kokonainen koodi.')).toBeVisible();
  await field.fill(paperQr({ id: 'arki', version: '1', language: 'fi', code }));
  await expect(page.getByText('Tämä QR on toisesta kyselystä tai versiosta.')).toBeVisible();
  await field.fill(paperQr({ id: 'esis', version: '1', language: 'sv', code }));
  await expect(page.getByLabel('Lomakkeen kieli'), 'a QR says the language of its form').toHaveValue('sv');
  await field.fill(qr);
  await expect(page.getByLabel('Lomakkeen kieli')).toHaveValue('fi');
  const day = page.getByLabel('Vastauspäivä');
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await day.fill(inDays(3));
  await page.locator('#q1 legend').focus();
  for (const key of ['1', '2', '3', '4', '5', '1', '2', '3', '4']) await page.keyboard.press(key);
  await page.getByRole('button', { name: 'Tarkista syöttämällä toiseen kertaan' }).click();
  await expect(page.getByText('Vahvista tämä, niin lomakkeen voi tallentaa.')).toBeVisible();
  await expect(page.getByText('Tämä päivä on vasta tulossa. Tarkista päivä lomakkeesta.')).toBeVisible();
  await day.fill(inDays(-7));
  await page.getByRole('checkbox', { name: 'Vastaaja sai tiedotteen ja suostui' }).check();
  // Ticked last: what was answered before it is kept with it.
  await draftKept(page, /"agreed":true/);

  // A reload, as after a lock, comes back to the same form.
  await page.reload();
  await expect(field).toHaveValue(qr);
  await expect(page.locator('#q4').getByRole('radio', { name: 'Eri mieltä', exact: true })).toBeChecked();
  // Half typed in and left: it is there when the form is opened again.
  await goTo(page, '/surveys');
  await page.getByRole('link', { name: 'Jatka' }).click();
  await expect(field).toHaveValue(qr);
  await expect(page.locator('#q4').getByRole('radio', { name: 'Eri mieltä', exact: true })).toBeChecked();
  await page.getByRole('button', { name: 'Tarkista syöttämällä toiseen kertaan' }).click();
  await expect(page.locator('.answering input:checked'), 'the second time nothing is shown').toHaveCount(0);
  for (const key of ['1', '2', '3', '4', '5', '1', '2', '3', '5']) await page.keyboard.press(key);
  await page.getByRole('button', { name: 'Vertaa ja tallenna' }).click();
  await expect(page.getByText('1 kohta poikkeaa: 9.')).toBeVisible();
  await expect(page.locator('.differs')).toContainText('Ensimmäisellä kerralla: Eri mieltä.');
  await page.locator('#q9').getByRole('radio', { name: 'Eri mieltä', exact: true }).check();
  await page.getByRole('button', { name: 'Vertaa ja tallenna' }).click();
  await expect(page.getByText('1 lomake tallessa')).toBeVisible();
  await expect(page.locator('.answering input:checked'), 'the next form is empty').toHaveCount(0);
  await expect(day, 'forms of one afternoon have one day').toHaveValue(inDays(-7));
  await context.setOffline(false);
  await expect
    .poll(async () =>
      (await answersFrom(receiver, page)).map(({ mode, answers, code, checked, at }) => [
        ...[mode, answers, code, checked, at.slice(0, 10)],
      ]),
    )
    .toEqual([['paper', [5, 4, 3, 2, 1, 5, 4, 3, 2, null], code, true, inDays(-7)]]);
});

test('on a person’s own phone: the link opens only the form, sends, and reads nothing', { tag: '@worker' }, async ({
  page,
  context,
  browser,
  receiver,
}) => {
  await setUp(page, receiver);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await goTo(page, '/surveys/link/esis');
  await expect(page.getByText('Vastaaminen omalla puhelimella ei ole käytössä.')).toBeVisible();
  await setSurvey(page, { remote: true, formKey: receiver.formKey });
  await page.goto('/surveys/link/esis');
  await page.getByLabel('Vastaajan koodi').fill('K7M4PX27');
  await expect(page.getByRole('img', { name: 'QR, joka avaa lomakkeen' })).toBeVisible();
  await page.getByRole('button', { name: 'Kopioi linkki' }).click();
  await expect(page.getByText('Linkki on kopioitu')).toBeVisible();
  const link = await pasted(page);
  for (const key of [receiver.token, receiver.formKey]) expect(link, 'no key that lasts').not.toContain(key);
  expect(link, 'it stays in the history of the phone').not.toContain('K7M4PX27');
  expect(new URL(link).search, 'no key and no code goes to a server').toBe('?mode=remote');

  const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'fi-FI' });
  const own = await phone.newPage();
  await own.goto(link);
  await expect(own).toHaveURL(/mode=remote#until=[\d-]+&unit=oma&survey=[0-9a-f]{32}&coded=1$/);
  await own.waitForLoadState('networkidle');
  await own.reload();
  await own.getByLabel('Koodi').fill('K7M4PX28');
  await own.getByText('Aloitan', { exact: true }).click();
  await expect(own.getByText('Koodissa on virhe.')).toBeVisible();
  await expect(own.getByLabel('Koodi'), 'what was written stays').toHaveValue('K7M4PX28');
  await check(own, 'one’s own code');
  await own.getByLabel('Koodi').fill('k7m4 px27');
  await begin(own);
  expect(own.url()).not.toContain('K7M4');
  await phone.setOffline(true);
  for (let n = 0; n < 10; n++) {
    await own.getByRole('radio', { name: 'Samaa mieltä', exact: true }).check();
    await own.locator('#next').click();
  }
  await expect(own.getByText('Vastauksesi ovat tallessa tässä puhelimessa')).toBeVisible();
  await expect(own.getByText('takaisin kyselyihin').locator('visible=true')).toHaveCount(0);
  const gone = own.locator('[role=status]:visible');
  await expect(gone).toHaveText('Vastauksesi eivät ole vielä lähteneet.');
  await phone.setOffline(false);
  await expect(gone).toHaveText('Vastauksesi ovat lähteneet. Voit sulkea sivun.');
  await expect(own.getByText('Pidä sivu auki'), 'of what has gone nothing is waited for').toHaveCount(0);
  const [held] = await answersFrom(receiver, own);
  expect(held).toMatchObject({ mode: 'remote', answers: tenTimes(null).map(() => 4), code: 'K7M4PX27' });
  for (const address of ['/', '/surveys', '/more/delivery']) {
    await own.goto(receiver.url + address);
    await expect(own.getByRole('heading', { name: 'Ennen kuin vastaat' }), address).toBeVisible();
  }
  expect(await own.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  const read = await fetch(`${receiver.url}/api/records`, { headers: { authorization: `Bearer ${receiver.formKey}` } });
  expect(read.status).toBe(401);
  await phone.close();

  // A worker who tries the link keeps the device and its key.
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Ennen kuin vastaat' })).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
});

test('a survey of the app without a page of its own opens on a person’s own phone too, and sends', async ({
  page,
  browser,
  receiver,
}) => {
  await setUp(page, receiver);
  await setSurvey(page, { remote: true, formKey: receiver.formKey });
  await goTo(page, '/surveys/link/work-ability');
  const link = (await page.locator('.checksum').textContent())!;
  const phone = await browser.newContext({ locale: 'fi-FI' });
  const own = await phone.newPage();
  await own.goto(link);
  await begin(own);
  await own.locator('fieldset:visible input[type=radio]').first().check();
  const said = await everySaid(own, '#thanks [role=status]');
  await own.getByRole('button', { name: 'Valmis' }).click();
  await expect(own.locator('[role=status]:visible')).toHaveText('Vastauksesi ovat lähteneet. Voit sulkea sivun.');
  expect(await said(), 'nothing is called gone before it is').toEqual([
    'Vastauksesi eivät ole vielä lähteneet.',
    'Vastauksesi ovat lähteneet. Voit sulkea sivun.',
  ]);
  const [held] = await answersFrom(receiver, own);
  expect(held).toMatchObject({ mode: 'remote', instrument: 'work-ability' });
  await phone.close();
});

test('background questions follow where the organisation asks them, apart from the scale', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await setSurvey(page, { background: true, shipped: ['esis', 'esiss'] });
  await goTo(page, '/surveys');
  await expect(page.getByRole('link', { name: 'Vastaaja vastaa itse' }), 'only what is chosen').toHaveCount(1);
  await goTo(page, '/surveys/instruments');
  await expect(page.getByText('Pienessä joukossa vastaajan voi tunnistaa')).toBeVisible();
  await expect(page.getByText('Asetuksissa on kysely, jota sovelluksessa ei ole: esiss')).toBeVisible();
  await page.goto('/answer/esis.fi');
  await expect(page.getByText('Lahden etsivä työ'), 'who asks').toBeVisible();
  await begin(page);
  await skip(page, 10);
  await page.getByRole('radio', { name: '30–49 vuotta' }).check();
  await page.locator('#next').click();
  await skip(page, 2);
  await page.getByRole('radio', { name: 'yli 3 vuotta' }).check();
  await page.locator('#next').click();
  await leaveAsIs(page);
  await expect
    .poll(async () => (await answersFrom(receiver, page)).map(({ instrument, answers }) => [instrument, answers]))
    .toEqual([
      ['esis', tenTimes(null)],
      ['background', [3, null, null, 4]],
    ]);
});

/** Hears every text that a place of the page has from now on, however shortly. */
async function everySaid(page: import('@playwright/test').Page, place: string): Promise<() => Promise<string[]>> {
  const heard = await page.evaluateHandle((selector) => {
    const texts: string[] = [];
    new MutationObserver(() => {
      const text = document.querySelector(selector)?.textContent;
      if (text && text !== texts.at(-1)) texts.push(text);
    }).observe(document, { subtree: true, childList: true, characterData: true });
    return texts;
  }, place);
  return () => heard.jsonValue();
}
