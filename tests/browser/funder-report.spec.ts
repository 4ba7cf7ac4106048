/** A year's report to a funder: what was released of it, and what the team did, on the screen, on paper and to edit further. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import mammoth from 'mammoth';
import { wallDate } from '../../src/i18n/wall-time.ts';
import { checkEverywhere } from '../support/accessible.ts';
import { unitOf } from '../support/made-responses.ts';
import { hasPdfReaders, outOfOrder, pdfMarks, pdfText } from '../support/pdf.ts';
import { draftKept, expect, goTo, setUp, test, waitingLine } from '../support/phone.ts';
import { makeRecord } from '../support/receiver.ts';
import { writeRecords } from '../support/write-records.ts';
import { lastRound, roundRecords } from '../support/written-rounds.ts';

/** The year that ended last. */
const year = Number(wallDate(Date.now()).slice(0, 4)) - 1;
const at = (month: number) => `${year}-${String(month).padStart(2, '0')}-10T10:00:00.000Z`;
const met = (month: number, count: number, depth: string) =>
  Array.from({ length: count }, () =>
    makeRecord({ at: at(month), outingId: randomUUID(), place: 'Asema', people: '1', depth, topics: [] } as never),
  );
const encounters = [
  ...met(2, 31, 'brief'),
  ...met(2, 22, 'conversation'),
  ...met(9, 17, 'brief'),
  ...met(9, 2, 'guidance'),
];
const event = {
  ...{ kind: 'codevelopment', id: '3f8e2b54-7a1d-4c9e-9b0a-000000000901', at: at(5), v: 1, name: 'Kesän raati' },
  ...{ checksum: 'a'.repeat(64), considered: [1], plans: {}, state: 'cancelled', theme: 'Tilat <i>paremmiksi</i>' },
};

test('a year’s report joins what was released with what was done, as a document', { tag: '@worker' }, async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await receiver.post([...encounters, ...unitOf('Päiväkeskus', 24, 3, { at: at(3) })]);
  await writeRecords(page, [...roundRecords().map((record) => ({ ...record })), event]);
  // The year is closed where its numbers and results are looked at.
  await goTo(page, `/outreach/numbers?length=year&from=${year}-01-01`);
  await page.getByRole('button', { name: 'Lue kirjaukset palvelimelta' }).click();
  const counted = page.getByText(/^\d+ kohtaamista$/);
  await expect(counted).toBeVisible();
  const told = (await counted.textContent())!.split(' ')[0]!;
  await goTo(page, '/surveys/collect');
  await page.getByRole('button', { name: 'Lue palvelimelta' }).click();
  await expect(page.getByText('24 uutta')).toBeVisible();
  await page.getByRole('link', { name: 'Katso tulokset' }).click();
  await page.getByLabel('Jakso').selectOption(String(year));
  const mean = (await page.locator('.report-mean b').textContent())!;

  await page.context().setOffline(true);
  await goTo(page, '/assessment/funder-report');
  await page.getByRole('link', { name: 'Aloita raportti' }).click();
  const save = page.getByRole('button', { name: 'Tallenna raportti' });
  await save.click();
  await expect(page.getByText('Kirjoita vielä raportin nimi.')).toBeVisible();
  await page.getByLabel('Raportin nimi').fill('Keittiöhanke');
  await expect(page.getByLabel('Jakso')).toHaveValue(`year ${year}-01-01`);
  await page.getByRole('checkbox', { name: 'Millaisia kohtaamisia' }).check();
  await page.getByRole('group', { name: 'Kyselyjen tulokset' }).getByRole('checkbox').first().check();
  await page.getByRole('checkbox', { name: /^Kesän raati/ }).check();
  await page
    .getByRole('checkbox', { name: /^Torstaikahvila/ })
    .first()
    .check();
  await page.getByLabel('Aluksi').fill('b'.repeat(12_001));
  await expect(page.getByText('Yksi merkki liikaa.')).toBeVisible();
  await page.getByLabel('Aluksi').fill('Vuosi oli hyvä.');
  await draftKept(page, 'Vuosi oli hyvä.');
  // The tab dies: what was chosen and written is there.
  await page.reload();
  await expect(page.getByRole('checkbox', { name: /Kesän raati/ })).toBeChecked();
  await checkEverywhere(page, 'a report to a funder');
  await save.click();
  await page.getByRole('link', { name: /Keittiöhanke.*2 osaa/ }).click();
  await page.getByRole('link', { name: 'Tee asiakirja' }).click();
  const document = page.getByRole('article');
  await expect(document).toContainText(`Kohtaamisia: ${told}`);
  await expect(document.locator('table').first()).toContainText('<5');
  await expect(document).toContainText('Peruttu');
  await checkEverywhere(page, 'a report to a funder as a document');

  const wanted = [
    ...[
      'Keittiöhanke',
      'Vuosi oli hyvä.',
      `Julkaistut luvut ajalta 1.1.${year}–31.12.${year}.`,
      `Kohtaamisia: ${told}`,
    ],
    ...['Keskustelu', 'Kyselyjen tulokset', mean, 'nyt yhteinen', 'Kesän raati', 'Peruttu', 'Tilat <i>paremmiksi</i>'],
  ];
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: /DOCX/ }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^raportti-rahoittajalle-[\d-]+\.docx$/);
  const { value: text } = await mammoth.extractRawText({ buffer: await readFile(await file.path()) });
  expect(outOfOrder(text, wanted)).toEqual([]);
  expect(text, 'what one said alone is not for a funder').not.toContain('näkemys ohjaaja');
  if (hasPdfReaders) {
    const pdf = await page.pdf({ tagged: true, outline: true, preferCSSPageSize: true });
    expect(outOfOrder(pdfText(pdf), wanted)).toEqual([]);
    expect(pdfMarks(pdf).told).toMatchObject({ Title: 'Raportti rahoittajalle', Tagged: 'yes' });
  }

  // The year that goes on has no numbers yet: that is told, and what was chosen stays.
  await page.goBack();
  await page.getByLabel('Jakso').selectOption(`year ${year + 1}-01-01`);
  await expect(page.getByText(`Jakso ${year + 1} ei ole päättynyt. Sen lukuja ei ole julkaistu.`)).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Millaisia kohtaamisia' })).toBeChecked();
  await draftKept(page, `${year + 1}-01-01`);
  await page.getByRole('link', { name: 'Tee asiakirja' }).click();
  await expect(document).toContainText(`Jakso ${year + 1} ei ole päättynyt.`);
  await expect(document).not.toContainText('Kohtaamisia:');

  await page.context().setOffline(false);
  await expect(waitingLine(page)).toHaveText(/kaikki lähetetty/);
  const [sent] = (await receiver.rows()).filter(({ kind }) => kind === 'funderreport');
  expect(sent).toMatchObject({ name: 'Keittiöhanke', period: { length: 'year', from: `${year}-01-01` } });
  expect(JSON.stringify(sent)).toContain(lastRound);
});

test('what was joined and is gone is told where it is chosen, and can be taken out', async ({ page, receiver }) => {
  await setUp(page, receiver);
  const part = { kind: 'story', id: event.id };
  await writeRecords(page, [
    {
      ...{ kind: 'funderreport', id: '3f8e2b54-7a1d-4c9e-9b0a-000000000902', at: at(6), v: 1, name: 'Keittiöhanke' },
      ...{ period: { length: 'year', from: `${year}-01-01` }, parts: [part], outreach: [], surveys: [] },
    },
  ]);
  await goTo(page, '/assessment/funder-report');
  await page.getByRole('link', { name: /Keittiöhanke.*1 osa/ }).click();
  await expect(page.getByText('Yksi valituista osista ei ole enää tässä laitteessa.')).toBeVisible();
  await page.getByRole('button', { name: 'Poista puuttuvat raportista' }).click();
  await expect(page.getByText('Yksi valituista osista', { exact: false })).toBeHidden();
  await page.getByRole('button', { name: 'Tallenna raportti' }).click();
  await expect(page.getByRole('link', { name: /Keittiöhanke.*0 osaa/ })).toBeVisible();
});
