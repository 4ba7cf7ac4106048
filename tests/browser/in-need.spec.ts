/** Help in need: 112 in sight, numbers that are mended where they are used, and what the organisation says that one does. */
import { wallDate } from '../../src/i18n/wall-time.ts';
import { checkThemes } from '../support/accessible.ts';
import { configure, expect, goTo, recordsOn, setUp, startOuting, test, waitingLine } from '../support/phone.ts';

type Page = import('@playwright/test').Page;

const call112 = (page: Page) => page.getByRole('link', { name: 'Soita 112', exact: true }).first();
const line = (page: Page, name: string | RegExp) => page.getByRole('listitem').filter({ hasText: name }).first();
const save = (page: Page) => page.getByRole('button', { name: 'Tallenna, tarkistettu tänään' }).click();

test('without a network: 112 first and never behind a menu, the others one tap away, each with its day', {
  tag: '@worker',
}, async ({ page, context, receiver }) => {
  await setUp(page, receiver);
  await startOuting(page);
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  await context.setOffline(true);
  for (const screen of ['/', '/outreach', page.url(), '/outreach/encounter']) {
    await goTo(page, screen);
    await expect(call112(page), screen).toBeInViewport();
    await expect(call112(page), screen).toHaveAttribute('href', 'tel:112');
  }
  await page.getByRole('link', { name: 'Apu', exact: true }).click();
  await expect(page.getByRole('listitem').first()).toContainText('Hätänumero');
  await expect(page.getByRole('main').getByRole('link', { name: 'Soita 112', exact: true })).toBeInViewport();
  await expect(page.getByRole('link', { name: 'Soita 116117, Päivystysapu' })).toHaveAttribute('href', 'tel:116117');
  await checkThemes(page, 'whom to call');

  // Made sure of, it is trusted for ninety days.
  const crisis = line(page, 'itsetuhoisia ajatuksia');
  await expect(crisis).toContainText('tarkistamatta');
  await crisis.getByRole('link', { name: /itsetuhoisia/ }).click();
  await expect(page.getByText('Kukaan ei ole vielä varmistanut tätä.')).toBeVisible();
  await checkThemes(page, 'a contact');
  await save(page);
  await expect(crisis).not.toContainText(/tarkist/);
  const inDays = (days: number) => page.clock.setFixedTime(Date.now() + days * 86_400_000);
  await inDays(89);
  await page.reload();
  await expect(crisis).not.toContainText(/tarkist/);
  await inDays(91);
  await page.reload();
  await expect(crisis).toContainText('varmista numero');
});

test('a number is mended on the device and stays when the organisation’s settings come; its guides are read', {
  tag: '@worker',
}, async ({ page, context, receiver }) => {
  await setUp(page, receiver);
  await goTo(page, '/outreach/in-need');
  await configure(page, {
    services: [{ name: 'Torppa', kind: 'Päiväkeskus', phone: '044 000 0000', checked: '2026-01-01' }],
    guides: [{ name: 'Kylmettyminen', text: 'Sisälle.\nSoita 112.' }],
    outreach: { noticeUrl: 'https://example.org/lomake' },
  });
  await context.setOffline(true);
  await line(page, 'Torppa')
    .getByRole('link', { name: /^Päiväkeskus/ })
    .click();
  await page.getByLabel('Puhelin', { exact: true }).fill('044 soita');
  await save(page);
  await expect(page.getByText('Numerossa voi olla vain numeroita')).toBeVisible();
  // Left in the middle, it goes on from Tänään.
  await page.getByRole('link', { name: 'Tänään' }).click();
  await expect(page.getByText('Yhteystieto kesken')).toBeVisible();
  await page.getByRole('link', { name: 'Jatka' }).click();
  await expect(page.getByLabel('Puhelin', { exact: true })).toHaveValue('044 soita');
  await page.getByLabel('Puhelin', { exact: true }).fill('044 111 1111');
  await save(page);
  await expect(page.getByRole('link', { name: 'Soita 044 111 1111, Torppa' })).toHaveAttribute(
    'href',
    'tel:0441111111',
  );

  await page.getByRole('link', { name: 'Kirjoita ohje' }).click();
  await page.getByRole('button', { name: 'Väkivalta tai uhka' }).click();
  await page.getByLabel('Mitä tehdään').fill('Poistu. Kerro esihenkilölle 131052-308T');
  await save(page);
  await expect(page.getByText('Tekstissä on henkilötunnus.')).toBeVisible();
  await page.getByLabel('Mitä tehdään').fill('Poistu. Soita 112. Kerro esihenkilölle.');
  await checkThemes(page, 'a guide');
  await save(page);
  await page.getByText('Väkivalta tai uhka').click();
  await expect(page.getByText('Poistu. Soita 112. Kerro esihenkilölle.')).toBeVisible();
  await page.getByText('Kylmettyminen').click();
  await expect(page.getByText('Sisälle.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Avaa virallinen lomake' })).toHaveAttribute(
    'href',
    'https://example.org/lomake',
  );
  await checkThemes(page, 'whom to call, with guides');

  // The settings come again with a number that was checked later: one's own holds until a person takes the newer one.
  const later = wallDate(Date.now() + 2 * 86_400_000);
  await configure(page, { services: [{ name: 'Torppa', phone: '044 222 2222', checked: later }] });
  await expect(page.getByRole('link', { name: 'Soita 044 111 1111, Torppa' })).toBeVisible();
  await expect(page.getByText('Väkivalta tai uhka')).toBeVisible();
  await line(page, 'Torppa')
    .getByRole('link', { name: /^Torppa/ })
    .click();
  await page.getByRole('button', { name: 'Ota se käyttöön' }).click();
  await expect(page.getByRole('link', { name: 'Soita 044 222 2222, Torppa' })).toBeVisible();

  await line(page, 'Naisten Linja')
    .getByRole('link', { name: /Väkivaltaa/ })
    .click();
  await page.getByRole('button', { name: 'Piilota tästä laitteesta' }).click();
  await expect(page.getByText('Naisten Linja')).toHaveCount(0);
  await page.getByRole('button', { name: 'Näytä piilotettu' }).click();
  await expect(page.getByText('Naisten Linja')).toBeVisible();

  // None of it is a record, and none of it is sent.
  expect(await recordsOn(page)).toEqual([]);
});
