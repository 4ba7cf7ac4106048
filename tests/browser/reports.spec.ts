/** What somebody carries into a meeting of the results: on paper, and every number on it the one of the screen. */
import type { Page } from '@playwright/test';
import mammoth from 'mammoth';
import { checkEverywhere } from '../support/accessible.ts';
import { type Sent, unitOf } from '../support/made-responses.ts';
import { hasPdfReaders, outOfOrder, pdfLanguages, pdfMarks, pdfReadersNotRun, pdfText } from '../support/pdf.ts';
import { configure, expect, goTo, setUp, test } from '../support/phone.ts';
import type { Listening } from '../support/receiver.ts';
import { openInApp } from '../support/room.ts';
import { writeRecords } from '../support/write-records.ts';
import { anAction } from '../support/written-rounds.ts';

/** Two times of four units in one year, of which the third is small. */
const inTwoWaves = [
  ['Päiväkeskus', 24, 3],
  ['Työpaja', 30, 2],
  ['Perhekeskus', 6, 2],
  // So near an end that nothing is told of its statements.
  ['Kahvila', 30, 3],
].flatMap(([unit, count, step], place) =>
  ['2025-02-10T10:00:00.000Z', '2025-08-11T10:00:00.000Z'].flatMap((at, wave) =>
    unitOf(String(unit), Number(count), 1, { at }).map((one, index) => ({
      ...one,
      code: `K${place}${index}`,
      // Statement by statement a little more: there are highest and lowest ones, and none that nearly all answer alike at an end.
      answers: one.answers.map((_, item) => Number(step) + wave + (index % 10 < item ? 1 : 0)),
    })),
  ),
);

/** As much as can be written of what was agreed. */
const longDeeds = [1, 2, 3].map((at) => ({
  ...anAction(at, { what: `${at} Ovi on auki torstaisin. ${'Niin sovittiin yhdessä. '.repeat(18)}` }),
}));

async function collected(page: Page, receiver: Listening & { token: string }, records: Sent[]): Promise<void> {
  await receiver.post(records);
  await setUp(page, receiver);
  await configure(page, { organisation: { name: 'Pikkukylän seurakunta' } });
  await goTo(page, '/surveys/collect');
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
  await writeRecords(page, longDeeds);
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

  // The survey part by part, and what is made of it: a manager's two pages and a poster for those who answered.
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('link', { name: /^Osallisuusindikaattori/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Osallisuusindikaattori' })).toBeVisible();
  await page.getByLabel('Yksikkö').selectOption('Työpaja');
  await page.getByLabel('Jakso').selectOption('2025');
  const mean = (await page.locator('.report-mean b').textContent())!;
  const many = /\d+ vastausta mukana/.exec((await page.locator('.report-part .card').first().textContent())!)![0];
  await checkEverywhere(page, 'a survey part by part');
  await page.getByRole('link', { name: /^Tee yhteenveto/ }).click();
  await page.getByLabel('Yksikkö').selectOption('Työpaja');
  await page.getByLabel('Jakso').selectOption('2025');
  await expect(page.locator('.document-figure')).toHaveText(mean);
  await expect(page.getByText(many)).toBeVisible();
  await checkEverywhere(page, 'a summary');
  const said = await page.locator('.document td').allTextContents();
  expect(said).toContain(mean);
  const summary = await page.pdf({ tagged: true, preferCSSPageSize: true });
  const words = pdfText(summary);
  expect(words).not.toMatch(/Jalkautuminen|odottaa|lähetettävää|Tulosta|DOCX|Lainaukset, enintään/);
  expect(outOfOrder(words, ['Työpaja', 'Yhteenveto tuloksista', mean, ...said, 'Mitä tästä ei voi päätellä'])).toEqual(
    [],
  );
  expect(words, 'the name of a table stands with it').not.toMatch(/Korkeimmat ja matalimmat kohdat\s*\f/);
  const on = pdfMarks(summary);
  expect(on.told).toMatchObject({ Title: 'Yhteenveto tuloksista', Tagged: 'yes', Pages: '2' });
  expect(on.marks).toMatchObject({ H1: 1, TH: await page.locator('.document th').count() });
  expect(words.match(/Korkeimmat ja matalimmat kohdat/g), 'a table under its own name says it once').toHaveLength(1);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tallenna muokattavaksi (DOCX)' }).click(),
  ]);
  const { value } = await mammoth.extractRawText({ path: await file.path() });
  expect(outOfOrder(value, ['Työpaja', mean, ...said])).toEqual([]);

  // How good the data is, of all units: the same on the screen, on paper and in the file.
  await openInApp(page, '/surveys/quality/esis');
  await page.getByLabel('Jakso').selectOption('2025-07-01');
  const quality = await page.locator('.document td, .document th').allTextContents();
  expect(quality).toEqual(expect.arrayContaining(['itse laitteella', expect.stringMatching(/^90 \(100\s%\)$/)]));
  await checkEverywhere(page, 'the quality of the answers');
  const qualityPaper = await page.pdf({ tagged: true, preferCSSPageSize: true });
  expect(pdfText(qualityPaper)).not.toMatch(/Jalkautuminen|odottaa|DOCX/);
  expect(outOfOrder(pdfText(qualityPaper), quality)).toEqual([]);
  const [qualityFile] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tallenna muokattavaksi (DOCX)' }).click(),
  ]);
  const written = await mammoth.extractRawText({ path: await qualityFile.path() });
  expect(outOfOrder(written.value, quality)).toEqual([]);

  await openInApp(page, '/surveys/give-back/esis');
  await page.getByLabel('Yksikkö').selectOption('Työpaja');
  await page.getByLabel('Jakso').selectOption('2025');
  await expect(page.locator('.give-back-result b')).toHaveText(mean);
  await expect(page.locator('.give-back-result'), 'how many, as in the summary').toContainText(many);
  await expect(page.locator('.give-back-note')).toContainText('vastattu sen jokaiseen kohtaan');
  await page.getByLabel('Yksikkö').selectOption('Kahvila');
  await page.getByLabel('Jakso').selectOption('2025');
  await page.getByRole('checkbox', { name: 'svenska' }).check();
  await page.getByRole('checkbox', { name: 'English' }).check();
  await expect(page.locator('.give-back-result b')).toHaveCount(3);
  await checkEverywhere(page, 'a poster for those who answered');
  for (const deed of await page.getByRole('checkbox', { name: /Ovi on auki/ }).all()) await deed.check();
  const poster = await page.pdf({ tagged: true, preferCSSPageSize: true });
  expect(pdfMarks(poster).told).toMatchObject({ Pages: '1' });
  expect(pdfText(poster)).toMatch(/Kiitos, kun vastasitte[\s\S]*Tack för att ni svarade[\s\S]*Thank you for answering/);
  expect(pdfText(poster)).not.toMatch(/Tulosta|Julisteen kielet/);
  // Of some statements nothing is told: so nobody can say which is the highest.
  expect(pdfText(poster)).not.toContain('Korkein kohta');
  expect(Object.keys(pdfLanguages(poster)).sort()).toEqual(['en', 'fi', 'sv']);
  // With the highest and the lowest of them too it is one sheet, in three languages and with the longest deeds.
  await page.getByLabel('Yksikkö').selectOption('Työpaja');
  await page.getByLabel('Jakso').selectOption('2025');
  await expect(page.locator('.give-back-ends')).toHaveCount(3);
  const full = await page.pdf({ tagged: true, preferCSSPageSize: true });
  expect(pdfMarks(full).told).toMatchObject({ Pages: '1' });
  expect(pdfText(full)).toMatch(/Korkein kohta[\s\S]*Högsta punkten[\s\S]*The highest item/);
  expect(pdfText(full).replace(/\s+/g, ' ')).toContain('Tämä muuttuu · Det här ändras · This will change');

  // Of a small unit neither says anything but that.
  await page.getByLabel('Yksikkö').selectOption('Perhekeskus');
  await expect(page.getByText('vastaajia oli niin vähän')).toBeVisible();
  await expect(page.locator('.give-back-result')).toHaveCount(0);

  // A small screen parts long words; paper does not, so that each is found in it.
  const hasParted = () => page.evaluate(() => document.querySelector('.give-back')!.textContent.includes('\u00ad'));
  await page.setViewportSize({ width: 300, height: 740 });
  await expect.poll(hasParted).toBe(true);
  expect(pdfText(await page.pdf({ preferCSSPageSize: true }))).toContain('vastaajia oli niin vähän');
  await expect.poll(hasParted, 'the screen is as it was').toBe(true);
});
