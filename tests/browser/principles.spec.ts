/** The principles of services that build inclusion: a page of their own. */
import { readFileSync } from 'node:fs';
import { draftKept, expect, goTo, setUp, test } from '../support/phone.ts';

test('every principle stands on its page word for word as its source has it, in both wordings', async ({
  page,
  receiver,
}) => {
  const source = JSON.parse(readFileSync('src/assessment/principles.json', 'utf8')) as {
    seed: string[];
    current: { text: string }[];
  };
  await setUp(page, receiver);
  await goTo(page, '/assessment/principles');
  await page.getByRole('link', { name: 'Tarkastele käytäntöä' }).click();
  await page.getByLabel('Tarkasteltava käytäntö').fill('Avoin ovi');
  for (const [wording, texts] of [
    ['Vuosien 2020–2021', source.seed],
    ['Nykyinen', source.current.map(({ text }) => text)],
  ] as const) {
    await page.getByRole('radio', { name: wording }).check();
    await expect(page.locator('.question-list .said')).toHaveCount(texts.length);
    const listed = await page.locator('.question-list .said').allTextContents();
    expect(listed.map((one) => one.replaceAll('\u00ad', ''))).toEqual(texts);
  }
  for (const [at, { text }] of source.current.entries()) {
    if (at === 0) await page.getByRole('link', { name: /^1 / }).click();
    await expect(page.getByRole('heading', { level: 2, name: `${at + 1} ${text}` })).toBeVisible();
    if (at + 1 < source.current.length) await page.getByRole('link', { name: `Periaate ${at + 2}` }).press('Enter');
  }
  await page.getByLabel('Mitä teemme nyt').fill('Sovimme vuosikellon.');
  await draftKept(page, 'Sovimme vuosikellon.');
  await page.getByRole('button', { name: 'Tallenna tarkastelu' }).click();
  await page.getByRole('link', { name: /Avoin ovi/ }).click();
  await expect(page.getByText('Periaatteiden sanamuoto: Nykyinen')).toBeVisible();
});
