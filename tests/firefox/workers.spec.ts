/** Two workers on one phone, in Firefox: one is added, each has a PIN and sees their own alone; the browser tells which databases it has. */
import type { Page } from '@playwright/test';
import { configure, expect, goTo, logEncounter, setUp, startOuting, test, waitingLine } from '../support/phone.ts';
import { openWith, setLock, setPin } from '../support/pin.ts';

const [first, second] = ['482913', '555666'];
const today = (page: Page) => page.getByRole('heading', { name: 'Tänään' });

test('a worker is added, the two change over, and each sees their own alone under their own PIN', async ({
  page,
  context,
  receiver,
}) => {
  await setUp(page, receiver);
  await configure(page, { lock: { sends: true } });
  await context.route('**/api/records', (route) => route.abort());
  await startOuting(page, 'Kirjasto');
  await logEncounter(page);
  await setLock(page, first);
  await goTo(page, '/more/workers');
  await page.getByRole('button', { name: 'Lisää työntekijä' }).click();
  await expect(page.getByRole('heading', { name: 'Uusi työntekijä' })).toBeVisible();
  await page.getByLabel('Nimimerkki tai nimikirjaimet').fill('BB');
  await setPin(page, second);
  await expect(today(page)).toBeVisible();
  await expect(page.getByText('Sinulla ei ole vielä avainta palvelimelle')).toBeVisible();
  await expect(page.getByText('Kirjasto')).toHaveCount(0);
  await startOuting(page, 'Tori');
  await goTo(page, '/more/workers');
  await expect(page.getByText('2 kirjausta odottaa lähetystä.')).toBeVisible();
  await page.getByRole('button', { name: 'Vaihda: työntekijä 1' }).click();
  await expect(page.getByText('Vuorossa: työntekijä 1')).toBeVisible();
  await openWith(page, second);
  await expect(page.getByText('Väärä PIN-koodi.')).toBeVisible();
  await openWith(page, first);
  await expect(page.getByText('Kirjasto').first()).toBeVisible();
  await expect(page.getByText('Tori')).toHaveCount(0);
  await expect(waitingLine(page)).toHaveText(/2 odottaa/);
  await goTo(page, '/more/workers');
  await page.getByRole('button', { name: 'Vaihda: BB' }).click();
  await openWith(page, second);
  await expect(page.getByText('Tori').first()).toBeVisible();
});
