/** Something is developed together: from the plan to what came of it, and those who took part are told. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { daysOn, wallDate } from '../../src/i18n/wall-time.ts';
import { hasPdfReaders, pdfText } from '../support/pdf.ts';
import { draftKept, expect, goTo, setUp, test, waitingLine } from '../support/phone.ts';

const part = (page: Page, number: number) =>
  page.getByRole('navigation', { name: 'Muistilistan osat' }).getByRole('link', { name: new RegExp(`^${number} `) });
const save = (page: Page) => page.getByRole('button', { name: 'Tallenna tapahtuma' }).click();
/** Keeps it, and waits until the list is there. */
const keep = async (page: Page) => {
  await save(page);
  await expect(page.getByRole('link', { name: 'Suunnittele tapahtuma' })).toBeVisible();
};
const yesterday = daysOn(wallDate(Date.now()), -1);
const due = (page: Page) => page.getByRole('heading', { name: 'Kerro osallistujille' });

test('an event from its plan to its outcome, without a network: it stays on Tänään until those who took part were told', {
  tag: '@worker',
}, async ({ page, receiver }) => {
  await setUp(page, receiver);
  await page.context().setOffline(true);
  await goTo(page, '/assessment/co-development');
  await page.getByRole('link', { name: 'Suunnittele tapahtuma' }).click();
  await save(page);
  await expect(page.getByText('Kirjoita vielä tapahtuman nimi.')).toBeVisible();
  await expect(page.getByLabel('Tapahtuman nimi')).toBeFocused();
  await page.getByLabel('Tapahtuman nimi').fill('Kehittämisilta');
  await page.getByLabel('Päivä', { exact: true }).fill(yesterday);
  await part(page, 4).click();
  await page.getByRole('checkbox', { name: 'Asiakasraati' }).check();
  await page.getByLabel('Näin teemme').fill('Raati kokoontuu torstaisin.');
  await draftKept(page, 'Raati kokoontuu torstaisin.');
  // The tab dies: what was written is there.
  await page.reload();
  await expect(page.getByRole('checkbox', { name: 'Asiakasraati' })).toBeChecked();
  await keep(page);
  await expect(page.getByRole('link', { name: /Kehittämisilta/ })).toBeVisible();

  await goTo(page, '/');
  await expect(due(page)).toBeVisible();
  await expect(page.getByText('Mitään ei ole kesken.')).toBeHidden();
  await page.getByRole('link', { name: /Kehittämisilta/ }).click();
  await expect(page.getByRole('heading', { name: 'Mitä siitä seurasi', exact: false, level: 2 })).toBeVisible();
  await page.getByRole('radio', { name: 'Pidetty' }).check();
  await page.getByLabel('Mitä yhdessä syntyi').fill('Uusi aukiolo');
  await page.getByLabel('Mihin se vaikutti').fill('Iltaisin auki');
  await keep(page);
  await goTo(page, '/');
  await expect(due(page)).toBeVisible();
  await page.getByRole('link', { name: /Kehittämisilta/ }).click();
  await page.getByLabel('Päivä, jona kerrottiin').fill(wallDate(Date.now()));
  await save(page);
  await expect(page.getByText('Kirjoita vielä, kenelle kerrottiin.')).toBeVisible();
  await page.getByLabel('Kenelle kerrottiin').fill('Illan ryhmä');
  await keep(page);
  await expect(page.getByText(/kerrottu osallistujille/)).toBeVisible();
  await goTo(page, '/');
  await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
  await expect(page.getByText('Mitään ei ole kesken.')).toBeVisible();
  await expect(due(page)).toBeHidden();

  await page.context().setOffline(false);
  await expect(waitingLine(page)).toHaveText(/kaikki lähetetty/);
  const [held] = (await receiver.rows()).filter(({ kind }) => kind === 'codevelopment');
  expect(held).toMatchObject({ name: 'Kehittämisilta', state: 'held', cameOf: 'Uusi aukiolo', toldTo: 'Illan ryhmä' });
});

test('one that was called off is told of too, and a document says what was planned', async ({ page, receiver }) => {
  await setUp(page, receiver);
  await goTo(page, '/assessment/co-development');
  await page.getByRole('link', { name: 'Suunnittele tapahtuma' }).click();
  await page.getByLabel('Tapahtuman nimi').fill('Kesän raati');
  await part(page, 1).click();
  await page.getByRole('checkbox', { name: 'Luottaako ihminen muihin?' }).check();
  await page
    .getByRole('link', { name: 'Takaisin' })
    .or(page.getByRole('link', { name: 'Muistilistaan' }))
    .first()
    .click();
  await part(page, 8).click();
  await page.getByRole('radio', { name: 'Peruttu' }).check();
  await expect(page.getByLabel('Mitä yhdessä syntyi')).toBeHidden();
  await keep(page);
  await goTo(page, '/');
  await expect(page.getByText('Kerro, että tapahtuma peruttiin.')).toBeVisible();
  await page.getByRole('link', { name: /Kesän raati/ }).click();
  await page.getByRole('link', { name: 'Muistilistaan' }).first().click();
  await page.getByRole('link', { name: 'Tee asiakirja' }).click();
  await expect(page.getByRole('heading', { name: '8 Mitä siitä seurasi' })).toBeVisible();
  const said = page.getByRole('article');
  await expect(said).toContainText('Luottaako ihminen muihin?');
  await expect(said).toContainText('Peruttu');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: /DOCX/ }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^yhteiskehittaminen-[\d-]+\.docx$/);
  expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe('PK');
  if (hasPdfReaders) expect(pdfText(await page.pdf())).toContain('Luottaako ihminen muihin?');
});
