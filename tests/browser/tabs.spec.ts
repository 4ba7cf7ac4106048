/** Answers that are given together, on one tab or two: two people are never mixed, and whoever holds the device is told what to do. */
import { begin } from '../support/answering.ts';
import { answersFrom, draftKept, expect, goTo, setUp, test } from '../support/phone.ts';

test('a copy of a page on which two answer together cannot end once the first has: it says so, and what to do', async ({
  page,
  context,
  receiver,
}) => {
  await setUp(page, receiver);
  await page.goto('/answer/esis.fi?mode=assisted');
  await begin(page);
  await page.locator('#q1').getByRole('radio', { name: 'Samaa mieltä', exact: true }).check();
  await draftKept(page, /"answers":\[4/);
  const copy = await context.newPage();
  await copy.goto(page.url());
  await expect(copy.locator('#q1').getByRole('radio', { name: 'Samaa mieltä', exact: true })).toBeChecked();
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();

  await copy.locator('#q2').getByRole('radio', { name: 'Eri mieltä', exact: true }).check();
  await copy.getByRole('button', { name: 'Valmis' }).click();
  await expect(copy.getByRole('alert')).toContainText('Nämä vastaukset on jo tallennettu toisella välilehdellä.');
  await expect(copy.getByRole('alert')).toContainText('Jos vastaaja on toinen ihminen, aloita hänelle kysely alusta.');
  await expect(copy.locator('#q2').getByRole('radio', { name: 'Eri mieltä', exact: true })).toBeChecked();
  await expect.poll(async () => (await answersFrom(receiver, page)).length).toBe(1);
  expect((await answersFrom(receiver, page))[0]!.answers.slice(0, 2)).toEqual([4, null]);
});

test('answers that were begun together under a code are gone on with by that code alone', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  const codes: string[] = [];
  for (let made = 0; made < 2; made++) {
    await goTo(page, '/surveys/codes/new');
    await page.getByRole('radio', { name: 'tuettu kysely', exact: true }).check();
    await page.getByRole('button', { name: 'Tee koodi' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^[0-9A-Z]{4} [0-9A-Z]{4}$/);
    codes.unshift((await page.getByRole('heading', { level: 1 }).textContent())!);
  }
  const [code, other] = codes as [string, string];
  await page.getByRole('button', { name: 'Aloita', exact: true }).click();
  await begin(page);
  const chosen = page.locator('#q1').getByRole('radio', { name: 'Samaa mieltä', exact: true });
  await chosen.check();
  await draftKept(page, /"answers":\[4/);
  await goTo(page, '/surveys');
  await page.getByRole('link', { name: 'Jatka' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Kenen vastauksia jatketaan?');
  await dialog.getByRole('textbox').fill(other);
  await dialog.getByRole('button', { name: 'Avaa' }).click();
  await expect(dialog).toContainText('Tämä on toisen vastaajan koodi.');
  await expect(page.locator('input[type=radio]:checked'), 'another person sees nothing of it').toHaveCount(0);
  await dialog.getByRole('textbox').fill(code);
  await dialog.getByRole('button', { name: 'Avaa' }).click();
  await expect(chosen).toBeChecked();
});
