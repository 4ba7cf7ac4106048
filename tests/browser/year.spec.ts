/** A year of a busy team on one device: the screens of every day open as they did on the first. */
import { expect, logEncounter, startOuting, test } from '../support/phone.ts';
import { countWork, workOf } from '../support/work.ts';
import { copyAYear } from '../support/year.ts';

type Page = import('@playwright/test').Page;

const encounters = 16_000;
const evenings = 80;

/** What tells that a screen is there with all that it shows. */
const screens: [string, (page: Page) => ReturnType<Page['getByText']>][] = [
  ['/', (page) => page.getByRole('heading', { name: 'Kirjasto' })],
  ['/outreach/week', (page) => page.getByRole('link', { name: /Kirjasto/ }).first()],
  ['/outreach', (page) => page.getByText('Käynnissä', { exact: true })],
];

/** So many records more than with one encounter may each of them open: the evenings that it shows or passes over, twice each. */
const most = [20, 20, 120];

/** How many records a screen opens until it is there. */
async function opens(page: Page, [address, isThere]: (typeof screens)[number]): Promise<number> {
  await page.goto(address);
  await expect(isThere(page)).toBeVisible();
  return (await workOf(page)).opened;
}

test('sixteen thousand encounters: Tänään, the week and the list open as with one', async ({ page }) => {
  await countWork(page);
  await startOuting(page);
  await logEncounter(page);
  const before: number[] = [];
  for (const screen of screens) before.push(await opens(page, screen));
  await copyAYear(page, encounters, evenings);
  for (const [index, screen] of screens.entries()) {
    const after = await opens(page, screen);
    console.log(`${screen[0]} opens ${before[index]} records with one encounter, ${after} with ${encounters}`);
    expect(after, screen[0]).toBeLessThan(before[index]! + most[index]!);
  }
  // Outings of so many records say their count on their own pages.
  await expect(page.locator('a[href^="/outreach/outing/"]').nth(10)).toBeVisible();
  await numbersOfTheYear(page);
});

async function numbersOfTheYear(page: Page): Promise<void> {
  // The year has ended that half a year ago was in: half of what was copied or more is of it.
  const halfAYearAgo = new Date(Date.now() - 182 * 86_400_000);
  const nextYear = Date.UTC(halfAYearAgo.getUTCFullYear() + 1, 0, 1, 10);
  await page.clock.setSystemTime(Math.max(Date.now(), nextYear));
  await page.goto(`/outreach/numbers?length=month&from=${halfAYearAgo.toISOString().slice(0, 10)}`);
  const counted = page.getByText(/^[\d\s]+ kohtaamista$/);
  await expect(counted).toBeVisible();
  const ofMonth = (await workOf(page)).opened;
  const length = page.getByLabel('Jakso', { exact: true });
  // The period is named at once, and the page can be used while it counts: what is asked for instead ends the count.
  await length.selectOption('year');
  await expect(page.getByText(/Lasketaan/)).toBeVisible();
  await length.selectOption('month');
  await expect(counted).toBeVisible();
  const since = (await workOf(page)).opened - ofMonth;
  expect(since, 'the count of a year that nobody waits for').toBeLessThan(encounters / 4);
  await length.selectOption('year');
  await expect(page.getByText(/^[\d\s]{6,} kohtaamista$/)).toBeVisible({ timeout: 180_000 });
  const { opened, turns } = await workOf(page);
  console.log(`The numbers of a year: ${opened} records opened, in ${turns} slices`);
  // In one piece the page would not answer for seconds.
  expect(turns).toBeGreaterThan(20);
}
