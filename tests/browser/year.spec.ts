/** A year of a busy team on one device: the screens of every day open as they did on the first. */
import { expect, logEncounter, setUp, startOuting, test } from '../support/phone.ts';
import { copyAYear } from '../support/year.ts';

type Page = import('@playwright/test').Page;

const encounters = 50_000;
const evenings = 200;

/** What tells that a screen is there with all that it shows. */
const screens: [string, (page: Page) => ReturnType<Page['getByText']>][] = [
  ['/', (page) => page.getByRole('heading', { name: 'Kirjasto' })],
  ['/outreach/week', (page) => page.getByRole('link', { name: /Kirjasto/ }).first()],
  ['/outreach', (page) => page.getByText('Käynnissä', { exact: true })],
];

/** Milliseconds from going to a screen until it is there: the middle of five. */
async function opens(page: Page, [address, isThere]: (typeof screens)[number]): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    await page.goto('/more');
    const began = Date.now();
    await page.goto(address);
    await expect(isThere(page)).toBeVisible();
    times.push(Date.now() - began);
  }
  return times.sort((a, b) => a - b)[2]!;
}

test('fifty thousand encounters: Tänään, the week and the list open as with one', async ({ page, receiver }) => {
  test.setTimeout(240_000);
  await setUp(page, receiver);
  await startOuting(page);
  await logEncounter(page);
  const before: number[] = [];
  for (const screen of screens) before.push(await opens(page, screen));
  await copyAYear(page, encounters, evenings);
  for (const [index, screen] of screens.entries()) {
    const after = await opens(page, screen);
    console.log(`${screen[0]} opens in ${before[index]} ms with one encounter, in ${after} ms with ${encounters}`);
    expect(after, screen[0]).toBeLessThan(3 * before[index]! + 200);
  }
  await expect(page.getByText('250 kohtaamista').first()).toBeVisible();
});
