/** A project card: one page, written on a phone without a network. */
import { readFile } from 'node:fs/promises';
import mammoth from 'mammoth';
import { checkEverywhere } from '../support/accessible.ts';
import { hasPdfReaders, pdfMarks, pdfText } from '../support/pdf.ts';
import { draftKept, expect, goTo, setUp, test, waitingLine } from '../support/phone.ts';

test('a project card from its first field to one page on paper, without a network', { tag: '@worker' }, async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await page.context().setOffline(true);
  await goTo(page, '/assessment/project-card');
  await page.getByRole('link', { name: 'Tee hankekortti' }).click();
  const save = page.getByRole('button', { name: 'Tallenna kortti' });
  await save.click();
  await expect(page.getByText('Kirjoita vielä hankkeen nimi.')).toBeVisible();
  await page.getByLabel('Hankkeen nimi').fill('Keittiöhanke');
  await expect(page.getByText(/Kortin kentät ovat Kenttäkirjan ehdotus/)).toBeVisible();
  await page.getByLabel('Tavoite').fill('Kukaan ei syö <b>yksin</b>.');
  await page.getByLabel('Mitä tehdään').fill('a'.repeat(10_000));
  await expect(page.getByText('8800 merkkiä liikaa.')).toBeVisible();
  await page.getByLabel('Mitä tehdään').fill('Kokataan torstaisin.');
  await draftKept(page, 'Kokataan torstaisin.');
  // The tab dies: what was written is there.
  await page.reload();
  await expect(page.getByLabel('Tavoite')).toHaveValue('Kukaan ei syö <b>yksin</b>.');
  await checkEverywhere(page, 'a project card');
  // A name is pointed out before the card leaves the device, once.
  await page.getByLabel('Mitä tehdään').fill('Kokataan torstaisin, Leimu ohjaa.');
  await save.click();
  await expect(page.getByRole('dialog')).toContainText('nimi: Leimu');
  await page.getByRole('button', { name: 'Palaa korjaamaan' }).click();
  await page.getByLabel('Mitä tehdään').fill('Kokataan torstaisin.');
  await draftKept(page, 'Kokataan torstaisin.');
  await save.click();
  await page.getByRole('link', { name: /Keittiöhanke/ }).click();
  await page.getByRole('link', { name: 'Tee asiakirja' }).click();
  await expect(page.getByRole('article')).toContainText('Kukaan ei syö <b>yksin</b>.');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: /DOCX/ }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^hankekortti-[\d-]+\.docx$/);
  const { value: text } = await mammoth.extractRawText({ buffer: await readFile(await file.path()) });
  expect(text).toContain('Kokataan torstaisin.');
  const pdf = await page.pdf({ tagged: true, preferCSSPageSize: true });
  if (hasPdfReaders) {
    expect(pdfText(pdf)).toContain('Kokataan torstaisin.');
    expect(pdfMarks(pdf).told).toMatchObject({ Pages: '1', Title: 'Hankekortti' });
  }

  await page.context().setOffline(false);
  await expect(waitingLine(page)).toHaveText(/kaikki lähetetty/);
  expect((await receiver.rows()).filter(({ kind }) => kind === 'projectcard')).toMatchObject([
    { name: 'Keittiöhanke', fields: [{ ours: 'aim' }, { ours: 'means' }] },
  ]);
});
