/** One survey on several tabs: two people are never mixed, and whoever holds the device is told what to do. */
import { begin } from '../support/answering.ts';
import { answersFrom, draftKept, expect, setUp, test } from '../support/phone.ts';

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
