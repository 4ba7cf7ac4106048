import { standBetween } from '../support/builds.ts';
import { expect, setUp, type startOuting, test } from '../support/phone.ts';

test('F61, F62: an update while forms are half filled, in this tab and another: offered, never forced, nothing lost', {
  tag: '@worker',
}, async ({ page, context, receiver }) => {
  await setUp(page, receiver);
  await page.goto(receiver.url);
  await startOutingAt(page, receiver.url);
  const other = await context.newPage();
  await other.goto(`${receiver.url}/assessment`);
  await other.getByRole('link', { name: 'Aloita arviointi' }).click();
  await other.getByLabel('Arvioitava toiminta').fill('Avoin olohuone');
  await page.goto(`${receiver.url}/outreach/encounter`);
  await page.getByRole('radio', { name: '5–9' }).check();

  receiver.update();
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await expect(page.getByText('Uusi versio on valmiina')).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole('radio', { name: '5–9' }), 'nothing happened by itself').toBeChecked();
  await expect(page.locator('html')).not.toHaveAttribute('data-new', 'yes');

  await page.getByRole('button', { name: 'Päivitä nyt' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-new', 'yes');
  await expect(page.getByRole('radio', { name: '5–9' }), 'the half-filled form is here again').toBeChecked();

  await expect(other.getByText('Sovellus päivittyi')).toBeVisible();
  await expect(other.getByLabel('Arvioitava toiminta')).toHaveValue('Avoin olohuone');
  await other.getByLabel('Arvioitava toiminta').fill('Avoin olohuone ja kahvila');
  await other.getByRole('button', { name: 'Päivitä nyt' }).click();
  await expect(other.locator('html')).toHaveAttribute('data-new', 'yes');
  await expect(other.getByLabel('Arvioitava toiminta')).toHaveValue('Avoin olohuone ja kahvila');
});

test('F66: what stands between keeps the worker’s file for a day: a new version is found all the same', {
  tag: '@worker',
}, async ({ page, receiver }) => {
  const between = await standBetween(receiver.url, { 'cache-control': 'public, max-age=86400' });
  try {
    await setUp(page, { url: between.url, token: receiver.token });
    // The first visit is not the worker's: from the second on it is at work.
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
    receiver.update();
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await expect(page.getByText('Uusi versio on valmiina')).toBeVisible({ timeout: 90_000 });
    await page.getByRole('button', { name: 'Päivitä nyt' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-new', 'yes');
  } finally {
    between.stop();
  }
});

test('the next version comes in the language in use, though the network goes before it takes over', {
  tag: '@worker',
}, async ({ page, context, receiver }) => {
  await setUp(page, receiver);
  await page.goto(`${receiver.url}/more`);
  await page.getByRole('radio', { name: 'svenska' }).check();
  await expect(page.getByRole('heading', { name: 'Mer' })).toBeVisible();
  // What is there of other parts is of the version before: as if every one of them had another name now.
  await page.evaluate(() => caches.delete('later'));
  receiver.update();
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await expect(page.getByRole('button', { name: 'Uppdatera nu' })).toBeVisible({ timeout: 90_000 });
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Uppdatera nu' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-new', 'yes');
  await expect(page.getByRole('heading', { name: 'Mer' })).toBeVisible();
});

test('an update that was put off does not hide that the app was then updated in another tab', {
  tag: '@worker',
}, async ({ page, context, receiver }) => {
  await setUp(page, receiver);
  await page.goto(receiver.url);
  const other = await context.newPage();
  await other.goto(receiver.url);
  receiver.update();
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await page.getByRole('button', { name: 'Myöhemmin' }).click();
  await expect(page.getByText('Uusi versio on valmiina')).toHaveCount(0);
  await other.getByRole('button', { name: 'Päivitä nyt' }).click();
  await expect(page.getByText('Sovellus päivittyi')).toBeVisible();
});

async function startOutingAt(page: Parameters<typeof startOuting>[0], url: string) {
  await page.goto(`${url}/outreach/start`);
  await page.getByRole('radio', { name: 'Kirjasto' }).check();
  await page.getByRole('button', { name: 'Lähdettiin' }).click();
  await expect(page.getByRole('heading', { name: 'Kirjasto' })).toBeVisible();
}
