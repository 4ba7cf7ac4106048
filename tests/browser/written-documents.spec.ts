/** Documents as they leave the app without a network: on paper, as PDF and to edit further. */
import { readFileSync } from 'node:fs';
import mammoth from 'mammoth';
import { questionKeys } from '../../src/assessment/question-keys.ts';
import { wallDate } from '../../src/i18n/wall-time.ts';
import { checkEverywhere } from '../support/accessible.ts';
import { hasPdfReaders, outOfOrder, pdfLanguages, pdfMarks, pdfReadersNotRun, pdfText } from '../support/pdf.ts';
import { expect, goTo, setUp, test } from '../support/phone.ts';
import { brokenWords, openInApp } from '../support/room.ts';
import { writeRecords } from '../support/write-records.ts';
import { lastRound, roundRecords, someActions, toldOf } from '../support/written-rounds.ts';

const { areas } = JSON.parse(readFileSync('src/assessment/help-questions.json', 'utf8')) as {
  areas: { questions: { number: number; text: string; parts?: string[]; example?: string }[] }[];
};
/** Every question word for word, and all that was said of it. */
const wanted = areas.flatMap(({ questions }) =>
  questions.flatMap(({ number, text, parts = [''], example }) => [
    ...[`${number} ${text}`, ...(example ? [example] : [])],
    ...parts.flatMap((part) => {
      const key = `${number}${part}`;
      return [`yhteinen 2026 ${key}`, `näkemys ohjaaja ${key}`, `näkemys vertainen ${key}`].flatMap(toldOf);
    }),
  ]),
);
/** What stands around a document on the screen alone. */
const aroundIt = /Jalkautuminen|Asiakirjan kieli|lähetettävää|Tulosta|DOCX/;

test('a round is read, printed and saved to edit further in a language of its own, without a network', {
  tag: '@worker',
}, async ({ page, receiver }) => {
  expect(wanted.length).toBeGreaterThan(24 + questionKeys.length * 15);
  await setUp(page, receiver);
  await writeRecords(
    page,
    [...roundRecords(), ...someActions].map((record) => ({ ...record })),
  );
  await page.context().setOffline(true);
  const phone = page.viewportSize()!;
  await page.setViewportSize({ width: 1280, height: 800 });
  await goTo(page, `/assessment/round/${lastRound}/document?with=earlier`);
  await expect(page.getByText('28 kohtaa siirtyi')).toBeVisible();
  expect(await brokenWords(page), 'no word of a table is parted for want of room').toEqual([]);
  const compared = await page.pdf({ tagged: true, preferCSSPageSize: true });
  if (hasPdfReaders) expect(pdfText(compared)).not.toMatch(aroundIt);
  await page.setViewportSize(phone);
  await goTo(page, '/surveys/print/esis');
  // What another screen hides on its own paper is not hidden on this one's.
  await expect(page.locator('.sheet')).toBeVisible();
  await openInApp(page, `/assessment/round/${lastRound}`);
  await page.getByRole('link', { name: 'Tee asiakirja' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Torstaikahvila' })).toBeVisible();
  await checkEverywhere(page, 'a round as a document');
  expect(await brokenWords(page)).toEqual([]);
  await page.getByRole('radio', { name: 'svenska' }).check();
  await expect(page.locator('.document')).toHaveAttribute('lang', 'sv');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fi');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tallenna muokattavaksi (DOCX)' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`kierros-${wallDate(Date.now())}.docx`);
  const { value: text } = await mammoth.extractRawText({ path: await download.path() });
  expect(outOfOrder(text, ['Torstaikahvila', 'Bedömningsomgång', ...wanted, 'teko 2'])).toEqual([]);

  const pdf = await page.pdf({ tagged: true, outline: true, preferCSSPageSize: true });
  await expect(page.locator('html')).toHaveAttribute('lang', 'fi');
  expect(await page.title()).toBe('Arviointikierros');
  test.skip(!hasPdfReaders, pdfReadersNotRun);
  const printed = pdfText(pdf);
  expect(outOfOrder(printed, ['Torstaikahvila', 'Bedömningsomgång', ...wanted, 'teko 2'])).toEqual([]);
  expect(printed).not.toMatch(aroundIt);
  const { told, marks } = pdfMarks(pdf);
  expect(told).toMatchObject({ Title: 'Bedömningsomgång', Tagged: 'yes', 'Page size': expect.stringContaining('A4') });
  const headings = page.locator('.document');
  expect(marks).toMatchObject({
    H1: 1,
    H2: await headings.locator('h2').count(),
    H3: 24,
    H4: await headings.locator('h4').count(),
    H5: await headings.locator('h5').count(),
    TH: await headings.locator('th').count(),
    Caption: 2,
  });
  const languages = pdfLanguages(pdf);
  expect(Object.keys(languages).sort()).toEqual(['fi', 'sv']);
  expect(languages.fi).toBeGreaterThanOrEqual(24);
});
