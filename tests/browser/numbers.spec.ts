/** What a month came to: logged on the street, seen at a desk, given out; and nothing small in any of it. */
import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { wallDate } from '../../src/i18n/wall-time.ts';
import { checkThemes } from '../support/accessible.ts';
import {
  configure,
  expect,
  goTo,
  logEncounter,
  offlineReady,
  setUp,
  startOuting,
  test,
  waitingLine,
} from '../support/phone.ts';
import { makeRecord } from '../support/receiver.ts';

type Page = import('@playwright/test').Page;

async function tap(page: Page, counter: string, times: number): Promise<void> {
  const more = page.getByRole('button', { name: `${counter}, yksi lisää` });
  for (let i = 0; i < times; i++) await more.click();
  await expect(page.getByText(new RegExp(`^\\+1 ${counter} tallessa`))).toBeVisible();
}

/** The lines of a card's table: what, and the number as it is told. */
async function tableOf(page: Page, title: string): Promise<Record<string, string>> {
  const card = page.getByRole('figure', { name: title, exact: true });
  await expect(card.locator('tbody tr').first()).toBeAttached();
  const rows = await card.locator('tbody tr').all();
  return Object.fromEntries(
    await Promise.all(
      rows.map(async (row) => [await row.locator('th').textContent(), await row.locator('td').last().textContent()]),
    ),
  );
}

async function download(page: Page, button: ReturnType<Page['getByRole']>): Promise<{ name: string; content: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
}

/** Noon of a day in the month before this one: by the receiver's clock too it has ended. */
function tenthOfLastMonth(): Date {
  const [year, month] = wallDate(Date.now()).split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 2, 10, 10));
}

test('tapped and logged, counted together, small numbers hidden on the screen, in files and on paper', {
  tag: '@worker',
}, async ({ page, receiver }) => {
  const then = tenthOfLastMonth();
  await page.clock.setSystemTime(then);
  await setUp(page, receiver);
  const area = 'Keskusta';
  await configure(page, { places: [{ name: 'Kirjasto' }, { name: 'Asema', area }, { name: 'Tori', area }] });
  await startOuting(page);
  const outing = new URL(page.url()).pathname.split('/').at(-1)!;
  await tap(page, 'Keskusteltu', 7);
  await tap(page, 'Kohdattu', 6);
  await tap(page, 'Ei halunnut', 2);
  await tap(page, 'Esitteitä', 9);
  await logEncounter(page);
  await logEncounter(page, 'Ohjaus tai saattaminen');
  await page.getByRole('button', { name: 'Vaihda paikkaa' }).click();
  await page.getByRole('button', { name: 'Asema' }).click();
  await tap(page, 'Kohdattu', 8);
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  // What another device logged on the same outing.
  const at = then.toISOString();
  await receiver.post([
    makeRecord({ kind: 'tally', at, outingId: outing, place: 'Kirjasto', add: { met: 6 }, unit: 'diakonia' } as never),
  ]);

  // While the month runs, and of a week and days of one's own, only the team's own work is told.
  const tooEarly = page.getByText('Tältä ajalta ei näytetä kohtaamisia');
  const today = at.slice(0, 10);
  for (const asked of [`length=month&from=${today}`, 'length=week', `length=own&from=${today}&to=${today}`]) {
    await goTo(page, `/outreach/numbers?${asked}`);
    await expect(tooEarly).toBeVisible();
    await expect(page.getByRole('region', { name: 'Jalkautumiset' })).toBeVisible();
    await expect(page.locator('main')).not.toContainText(/23 kohtaamista|Millaisia kohtaamisia/);
    await expect(page.getByRole('button', { name: 'CSV', exact: true })).toHaveCount(0);
  }

  // From the list to the numbers, once it has ended and all that was sent is read: 13 tapped, 2 logged and 6 tapped by another
  // device at one place, 8 at another.
  await page.clock.setSystemTime(new Date());
  await page.getByRole('link', { name: 'Jalkautuminen', exact: true }).click();
  await page.getByRole('link', { name: 'Tilastot' }).click();
  await expect(page.getByText('Luvut tulevat palvelimelta')).toBeVisible();
  await expect(page.locator('main')).not.toContainText(/\d kohtaamista/);
  await page.getByRole('button', { name: 'Lue kirjaukset palvelimelta' }).click();
  await expect(page.getByText('29 kohtaamista')).toBeVisible();
  const depth = await tableOf(page, 'Millaisia kohtaamisia');
  expect(depth).toEqual({ 'Lyhyt kohtaaminen': '20', Keskustelu: 'suojattu', 'Ohjaus tai saattaminen': '<5' });
  const few = page.getByRole('region', { name: 'Näistä on alle viisi tai ei yhtään' });
  await expect(few.getByRole('listitem').filter({ hasText: 'Ei kontaktia' })).toBeVisible();
  expect(await tableOf(page, 'Jaettu')).toMatchObject({ Esitteitä: '9' });
  await expect(page.locator('main')).not.toContainText(/asiakas|asiakkaita/i);

  // By area where the organisation has areas; what is looked at stands in the address, the place's name does not.
  await page.getByLabel('Jaottelu').selectOption('where');
  expect(await tableOf(page, 'Kohtaamiset paikan mukaan')).toEqual({ Kirjasto: '21', Keskusta: '8' });
  await page.getByLabel('Näytä').selectOption({ label: 'Keskusta' });
  await expect(page.getByText('8 kohtaamista')).toBeVisible();
  expect(page.url()).not.toMatch(/keskusta|asema/i);
  await page.reload();
  await expect(page.getByText('8 kohtaamista')).toBeVisible();
  await page.getByLabel('Näytä').selectOption({ label: 'Kaikki' });
  await page.getByRole('button', { name: 'Edellinen jakso' }).click();
  await expect(page.getByText('Tältä ajalta ei ole vielä lukuja')).toBeVisible();
  await page.getByRole('button', { name: 'Seuraava jakso' }).click();
  await expect(page.getByText('29 kohtaamista')).toBeVisible();

  for (const one of await page.locator('.chart-table').all())
    await one.evaluate((details: HTMLDetailsElement) => details.toggleAttribute('open', true));
  await checkThemes(page, 'numbers');

  // Files: a long table, what its columns mean, a spreadsheet, a picture.
  const csv = await download(page, page.getByRole('button', { name: 'CSV', exact: true }));
  const [head, ...lines] = csv.content.toString('utf8').replaceAll('"', '').trim().split('\r\n');
  expect(head).toBe('from,to,by,part,subject,code,label,n,shown');
  const all = lines.filter((line) => line.split(',')[2] === 'all').map((line) => line.split(',').slice(4).join(','));
  expect(all).toContain('met,,Kohtaamisia,29,shown');
  expect(all).toContain('depth,guidance,Ohjaus tai saattaminen,,few');
  expect(all).toContain('depth,conversation,Keskustelu,,guard');
  const meanings = await download(page, page.getByRole('button', { name: 'CSV:n selitteet' }));
  for (const column of head!.split(',')) expect(meanings.content.toString('utf8')).toContain(`\r\n"${column}",`);
  const xlsx = await download(page, page.getByRole('button', { name: 'XLSX' }));
  const parts = unzipSync(new Uint8Array(xlsx.content));
  const text = Object.values(parts)
    .map((part) => new TextDecoder().decode(part))
    .join('\n');
  expect(text).toContain('Millaisia kohtaamisia');
  expect(text).toContain('&lt;5');
  const picture = await download(
    page,
    page.getByRole('figure', { name: 'Jaettu', exact: true }).getByRole('button', { name: 'Tallenna kuvana' }),
  );
  expect(picture.content.subarray(1, 4).toString()).toBe('PNG');
  for (const { name } of [csv, meanings, xlsx, picture]) expect(name).toMatch(/^(kenttakirja-)?numbers-[\w-]+\.\w+$/);

  // On paper: the numbers with their tables, and nothing to press.
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  await expect(page.getByText('29 kohtaamista')).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByLabel('Jaottelu')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });

  // The joint outing, pair by pair.
  const joint = page.getByRole('region', { name: 'Yhteisjalkautumiset pareittain' });
  await expect(joint.getByRole('columnheader')).toHaveText(['Asia', 'Pari 1', 'Pari 2', 'Yhteensä']);
  await expect(joint.getByRole('row', { name: /^Kohtaamisia/ })).toContainText('29');

  // What comes late changes no number of the month that was told, also when it is read anew; and without a network they stand.
  await receiver.post([
    makeRecord({ kind: 'tally', at, outingId: outing, place: 'Kirjasto', add: { met: 1 }, unit: 'diakonia' } as never),
  ]);
  await page.reload();
  await expect(page.getByText('29 kohtaamista')).toBeVisible();
  await page.getByRole('button', { name: 'Lue kirjaukset palvelimelta' }).click();
  await expect(page.getByText('Kirjaukset on luettu palvelimelta')).toBeVisible();
  await expect(page.getByText('29 kohtaamista')).toBeVisible();
  await offlineReady(page);
  await page.context().setOffline(true);
  await page.reload();
  await expect(page.getByText('29 kohtaamista')).toBeVisible();
});

test('practice is not counted', async ({ page, receiver }) => {
  await setUp(page, receiver);
  await page.evaluate(() => sessionStorage.setItem('practice', 'on'));
  await page.goto('/outreach/numbers');
  await expect(page.getByText('Harjoittelusta ei lasketa lukuja')).toBeVisible();
});
