/** What somebody carries into a meeting of the results: on paper, and every number on it the one of the screen. */
import type { Page } from '@playwright/test';
import { type Sent, unitOf } from '../support/made-responses.ts';
import { hasPdfReaders, pdfMarks, pdfReadersNotRun, pdfText } from '../support/pdf.ts';
import { configure, expect, setUp, test } from '../support/phone.ts';
import type { Listening } from '../support/receiver.ts';

/** Two times of three units in one year, of which the third is small. */
const inTwoWaves = [
  ['Päiväkeskus', 24, 2],
  ['Työpaja', 30, 3],
  ['Perhekeskus', 6, 2],
].flatMap(([unit, count, step], place) =>
  ['2025-02-10T10:00:00.000Z', '2025-08-11T10:00:00.000Z'].flatMap((at, wave) =>
    unitOf(String(unit), Number(count), Number(step) + wave, { at }).map((one, index) => ({
      ...one,
      code: `K${place}${index}`,
    })),
  ),
);

async function collected(page: Page, receiver: Listening & { token: string }, records: Sent[]): Promise<void> {
  await receiver.post(records);
  await setUp(page, receiver);
  await configure(page, { organisation: { name: 'Pikkukylän seurakunta' } });
  await page.goto('/surveys/collect');
  await page.getByRole('button', { name: 'Lue palvelimelta' }).click();
  await expect(page.getByText(`${records.length} uutta`)).toBeVisible();
  await page.getByRole('link', { name: 'Katso tulokset' }).click();
  await page.getByLabel('Jakso').selectOption('2025');
}

/** What one moves about by, and what one chooses. */
const aroundIt = /Jalkautuminen|Päävalikko|odottaa|lähetettävää|Tulosta|Kokoa vastauksia|Viitearvo, johon verrataan/;

test('results are printed with their charts, tables and what was chosen, without what one moves about by', async ({
  page,
  receiver,
}) => {
  test.skip(!hasPdfReaders, pdfReadersNotRun);
  await collected(page, receiver, inTwoWaves);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('radio', { name: '6 kk alusta' }).check();
  const shown = await page.locator('.report-mean b').textContent();
  const pdf = await page.pdf({ tagged: true, preferCSSPageSize: true });
  const text = pdfText(pdf);
  expect(text).not.toMatch(aroundIt);
  expect(text).toContain('Pikkukylän seurakunta');
  expect(text.replace(/\s+/g, ' ')).toContain('2025 · 6 kk alusta');
  expect(text).toContain(String(shown));
  // The tables stand open, whoever had opened them: each with its heads.
  const { told, marks } = pdfMarks(pdf);
  expect(told).toMatchObject({ Tagged: 'yes', 'Page size': expect.stringContaining('A4') });
  expect(marks.Table).toBe(await page.locator('.chart-table table').count());
  expect(marks.TH).toBe(await page.locator('.chart-table th').count());
});
