/** A practice that furthers inclusion: from a round's answers to the texts that go into Innokylä, and a document. */
import { readFile } from 'node:fs/promises';
import mammoth from 'mammoth';
import { checkEverywhere } from '../support/accessible.ts';
import { hasPdfReaders, pdfText } from '../support/pdf.ts';
import { draftKept, expect, goTo, pasted, setUp, test, waitingLine } from '../support/phone.ts';
import { writeRecords } from '../support/write-records.ts';
import { lastRound, roundRecords } from '../support/written-rounds.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const part = (page: import('@playwright/test').Page, number: number) =>
  page.getByRole('navigation', { name: 'Käytännön osat' }).getByRole('link', { name: new RegExp(`^${number} `) });

test('a practice begins from a round’s answers and becomes Innokylä’s texts and a document, without a network', {
  tag: '@worker',
}, async ({ page, receiver }) => {
  await setUp(page, receiver);
  await writeRecords(
    page,
    roundRecords().map((record) => ({ ...record })),
  );
  await page.context().setOffline(true);
  await goTo(page, `/assessment/round/${lastRound}`);
  await page.getByRole('button', { name: 'Kuvaa käytäntö vastauksista' }).click();
  await expect(page.getByLabel('Käytännön nimi')).toHaveValue('Torstaikahvila');
  await part(page, 4).click();
  const seventh = page.getByLabel(/^7 Järjestättekö tapahtumia/);
  await expect(seventh).toHaveValue(/nyt yhteinen 2026 7[\s\S]*näkyy yhteinen 2026 7/);
  await page.getByRole('link', { name: 'Osiin' }).first().click();
  await part(page, 3).click();
  const needs = page.getByLabel('Kehittämistyön taustalla olevat tarpeet');
  await needs.fill('<b>Kenelläkään</b> ei ole missä syödä.');
  const answers = page.locator('details', { hasText: 'Poimi kierroksen vastauksista' });
  await answers.nth(2).locator('summary').click();
  await answers.nth(2).getByRole('listitem').filter({ hasText: 'nyt yhteinen 2026 8' }).getByRole('button').click();
  await expect(needs).toHaveValue(/^<b>Kenelläkään<\/b> ei ole missä syödä\.\n\nnyt yhteinen 2026 8/);
  await draftKept(page, 'missä syödä');
  // The tab dies: what was written is there.
  await page.reload();
  await expect(needs).toHaveValue(/missä syödä/);
  await page.getByRole('link', { name: 'Osiin' }).first().click();
  await part(page, 9).click();
  await page.getByRole('button', { name: 'Lisää kriteeri' }).click();
  await page.getByLabel('Miten käytäntö täyttää sen').fill('Hyvin');
  await page.getByRole('button', { name: 'Tallenna käytäntö' }).click();
  await expect(page.getByText('Kirjoita vielä kriteeri.')).toBeVisible();
  await page.getByLabel('Oma kriteeri').fill('Toimii muuallakin');
  await page.getByRole('button', { name: 'Tallenna käytäntö' }).click();
  // A word with a capital within a sentence may be a name: it is asked.
  await page.getByRole('dialog').getByRole('button', { name: 'Ei tunnista ketään, tallenna' }).click();
  await expect(page.getByRole('link', { name: /Torstaikahvila.*kuvattu 1\/13.*arvioitu 28\/28/ })).toBeVisible();

  await page.getByRole('link', { name: /Torstaikahvila/ }).click();
  await page.getByRole('link', { name: 'Tekstit Innokylään' }).click();
  const block = page.getByRole('region', { name: 'Kehittämistyön taustalla olevat tarpeet' });
  await checkEverywhere(page, 'texts for Innokylä');
  await block.getByRole('button', { name: /^Kopioi/ }).click();
  await expect(block.getByRole('status')).toHaveText('Kopioitu');
  const copied = await pasted(page);
  expect(copied).toMatch(/^<b>Kenelläkään<\/b> ei ole missä syödä\.\n\nnyt yhteinen 2026 8\ntoinen rivi/);
  await expect(page.getByRole('region', { name: 'Muutoksen mittaaminen' })).toContainText('Ei vielä kirjoitettu.');

  await page.getByRole('link', { name: 'Tee asiakirja' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Torstaikahvila' })).toBeVisible();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: /DOCX/ }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^osallisuuden-palanen-[\d-]+\.docx$/);
  const { value: text } = await mammoth.extractRawText({ buffer: await readFile(await file.path()) });
  for (const wanted of ['missä syödä', 'näkyy yhteinen 2026 24', 'Toimii muuallakin', 'Hyvin'])
    expect(text).toContain(wanted);
  if (hasPdfReaders) expect(pdfText(await page.pdf())).toContain('Toimii muuallakin');

  await page.context().setOffline(false);
  await expect(waitingLine(page)).toHaveText(/kaikki lähetetty/);
  const sent = (await receiver.rows()).filter(({ kind }) => kind === 'inclusionpractice');
  expect(sent).toMatchObject([{ name: 'Torstaikahvila', round: lastRound }]);
});

test('a practice that is described from the beginning links to a published model, and a text that is too long is told at its place', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await goTo(page, '/assessment/inclusion-practice');
  await page.getByRole('link', { name: 'Kuvaa käytäntö' }).click();
  await page.getByLabel('Käytännön nimi').fill('Avoin keittiö');
  await part(page, 1).click();
  await page.getByText('Julkaistuja malleja').click();
  await page.getByRole('button', { name: 'Lisää linkkeihin' }).nth(1).click();
  await expect(page.getByLabel('Linkit')).toHaveValue(/kiertava-kokous/);
  await page.getByLabel('Toteutuspaikka').fill('x'.repeat(10_000));
  await page.getByRole('button', { name: 'Tallenna käytäntö' }).click();
  await expect(page.getByText('9500 merkkiä liikaa.')).toBeVisible();
  await expect(page.getByLabel('Toteutuspaikka')).toBeFocused();
  await expect(page.getByLabel('Toteutuspaikka')).toHaveValue('x'.repeat(10_000));
  await page.getByLabel('Toteutuspaikka').fill('Kirjasto');
  await page.getByRole('button', { name: 'Tallenna käytäntö' }).click();
  await expect(page.getByRole('link', { name: /Avoin keittiö/ })).toBeVisible();
  await expect(page).not.toHaveTitle(/keittiö/);
});
