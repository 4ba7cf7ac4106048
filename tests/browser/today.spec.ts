/** What Tänään and the screens around it say, and what they offer. */
import type { Page } from '@playwright/test';
import {
  draftKept,
  endOuting,
  expect,
  goTo,
  heldFrom,
  leaveEncounter,
  logEncounter,
  setUp,
  startOuting,
  test,
  waitingLine,
} from '../support/phone.ts';
import { setUpLinkTo } from '../support/receiver.ts';

/** Types a key by hand. */
async function giveKey(page: Page, key: string): Promise<void> {
  await goTo(page, '/more/endpoint/home');
  const another = page.getByRole('button', { name: 'Anna uusi' });
  const field = page.getByLabel('Avain', { exact: true });
  await expect(another.or(field).first()).toBeVisible();
  if (await another.isVisible()) await another.click();
  await field.fill(key);
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByText(/^Tallennettu/)).toBeVisible();
}

const endpoint = '**/api/records';
const sendingCard = (page: Page) => page.getByRole('link', { name: /^Lähetys/ });

test('what waits is said on Tänään as at the top of every screen', async ({ page, context, receiver }) => {
  await page.goto('/');
  await expect(sendingCard(page)).toContainText('ei lähetettävää');
  await startOuting(page);
  await goTo(page, '/');
  await expect(sendingCard(page)).toContainText('avain puuttuu, 1 odottaa');
  await giveKey(page, 'x'.repeat(30));
  await goTo(page, '/');
  await expect(sendingCard(page)).toContainText('avain ei kelpaa, 1 odottaa');
  await expect(waitingLine(page)).toHaveText('avain ei kelpaa, 1 odottaa');
  await context.route(endpoint, (route) => route.fulfill({ status: 422, json: {} }));
  await giveKey(page, receiver.token);
  await goTo(page, '/');
  await expect(sendingCard(page)).toContainText('1 hylätty');
  await expect(sendingCard(page)).not.toContainText('lähetetty');
});

test('Lähetys asks for a key where none was given, and for another where it was refused', async ({ page }) => {
  await page.goto('/');
  await startOuting(page);
  await goTo(page, '/more/delivery');
  await expect(page.getByText('Palvelin pyytää avainta').first()).toBeVisible();
  await expect(page.getByText('Palvelin ei hyväksy avainta')).toHaveCount(0);
  await giveKey(page, 'x'.repeat(30));
  await goTo(page, '/more/delivery');
  await expect(page.getByText('Palvelin ei hyväksy avainta').first()).toBeVisible();
  await expect(page.getByText('Palvelin pyytää avainta')).toHaveCount(0);
});

test('a set-up link that is opened where the app already runs gives its key and leaves the address', async ({
  page,
  receiver,
}) => {
  await page.goto('/');
  await startOuting(page);
  await goTo(page, '/');
  await expect(waitingLine(page)).toHaveText('avain puuttuu, 1 odottaa');
  await page.evaluate(() => document.documentElement.setAttribute('data-same', 'yes'));
  await page.goto(await setUpLinkTo(receiver));
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  expect(page.url()).not.toContain('key');
  await expect(page.locator('html'), 'the page was not loaded anew').toHaveAttribute('data-same', 'yes');
  await expect.poll(() => heldFrom(receiver, page)).toHaveLength(1);
});

test('the undo of a saved encounter does not come back with a reload', async ({ page, receiver }) => {
  await setUp(page, receiver);
  await startOuting(page);
  await logEncounter(page);
  await expect(page.getByRole('button', { name: 'Kumoa' })).toBeVisible();
  expect(page.url()).not.toContain('?');
  await page.reload();
  await expect(page.getByRole('link', { name: /Keskustelu/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Kumoa' })).toHaveCount(0);
  await logEncounter(page, 'Ei halunnut');
  await page.getByRole('button', { name: 'Kumoa' }).click();
  await expect(page.getByRole('link', { name: /Ei halunnut/ })).toHaveCount(0);
  await expect(page.getByRole('link', { name: /Keskustelu/ })).toBeVisible();
});

test('an encounter that is logged after the outing says when it was saved, and stands at the outing’s end', async ({
  page,
  receiver,
}) => {
  const at = (time: string) => page.clock.setFixedTime(new Date(`2026-11-21T${time}:00+02:00`));
  await at('14:20');
  await setUp(page, receiver);
  await startOuting(page);
  await page.getByRole('link', { name: 'Kirjaa kohtaaminen' }).click();
  await page.getByRole('checkbox', { name: 'Raha, etuudet' }).check();
  await page.getByRole('link', { name: 'Takaisin' }).click();
  await at('16:05');
  await endOuting(page);
  // The end is noted a moment after the tap, when the dialog has closed: the clock goes on only then.
  await expect(page.getByText('Kaikki palasivat 16.05')).toBeVisible();
  await at('18:30');
  await page.getByRole('link', { name: 'Jatka kirjausta' }).click();
  await expect(page.getByRole('checkbox', { name: 'Raha, etuudet' })).toBeChecked();
  await page.getByRole('radio', { name: 'Keskustelu', exact: true }).check();
  await leaveEncounter(page);
  await expect(page.getByText('Tallessa tässä laitteessa 18.30')).toBeVisible();
  await expect(page.getByRole('link', { name: /16\.05.*Keskustelu/ })).toBeVisible();
});

test('an unfinished assessment is counted the same way on the form, in the list and on Tänään', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await goTo(page, '/assessment');
  await expect(page.getByText('vastattavia kohtia on 28')).toBeVisible();
  await page.getByRole('link', { name: 'Aloita arviointi' }).click();
  await page.getByLabel('Arvioitava toiminta').fill('Torstaikahvila');
  await page.getByRole('link', { name: /^1 Miten/ }).click();
  await page
    .getByRole('region', { name: /^1 Miten/ })
    .getByRole('checkbox', { name: 'Alulla' })
    .check();
  await draftKept(page, /Torstaikahvila.*started/);
  for (const screen of [undefined, '/assessment', '/']) {
    if (screen) await goTo(page, screen);
    await expect(page.getByText('1/28 kohtaa').first()).toBeVisible();
  }
});
