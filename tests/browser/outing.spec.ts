/** An outing in a day's use: what is tapped twice, the plan of today, and how it is counted. */
import type { Page } from '@playwright/test';
import { wallClock, wallDate } from '../../src/i18n/wall-time.ts';
import { endOuting, expect, goTo, leaveEncounter, logEncounter, setUp, startOuting, test } from '../support/phone.ts';
import { swiftHand } from '../support/swift-hand.ts';

const minute = 60_000;

/**
 * Where each thing that can be tapped lies, by its name; a link in a list is told by its address. Looked at from the top of the
 * page: Playwright scrolls to what it clicks.
 */
const tappables = (page: Page) =>
  page.evaluate(() => {
    const top = scrollY;
    scrollTo(0, 0);
    const all = Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>('main :is(a, button, summary, input)')].map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        const name = one.getAttribute('aria-label') ?? one.textContent ?? '';
        return [`${name} ${one.getAttribute('href') ?? ''}`, [x, y, width, height].map(Math.round).join()];
      }),
    );
    scrollTo(0, top);
    return all;
  });

/** Those of them that are on both and lie elsewhere. */
const moved = (before: Record<string, string>, after: Record<string, string>) =>
  Object.keys(before).filter((name) => name in after && before[name] !== after[name]);

/** Two taps on the same point, as a finger that is not sure makes them. */
async function tapTwice(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true }).last();
  // Clear of the bar at the foot of the screen.
  await button.evaluate((one) => one.scrollIntoView({ block: 'center' }));
  const { x, y, width, height } = (await button.boundingBox())!;
  const at = { x: x + width / 2, y: y + height / 2 };
  await (await swiftHand(page)).tap([at], [at]);
}

test('a running outing: what is said comes and goes without moving a thing to tap, and a second tap ends nothing', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await startOuting(page);
  await page.getByRole('button', { name: 'Kohdattu, yksi lisää' }).click();
  await expect(page.getByText(/^\+1 Kohdattu tallessa/)).toBeVisible();
  const quiet = await tappables(page);
  const end = page.getByRole('button', { name: 'Kaikki palanneet' });

  // Moved to another place, and back by two taps.
  await page.getByRole('button', { name: 'Vaihda paikkaa' }).click();
  await page.getByRole('button', { name: 'Asema', exact: true }).click();
  await expect(page.getByText('Paikka on nyt Asema')).toBeVisible();
  await tapTwice(page, 'Kumoa');
  await expect(page.getByText('Kumottu')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Kirjasto', level: 1 })).toBeVisible();
  expect(moved(quiet, await tappables(page))).toEqual([]);
  await expect(end).toBeVisible();

  // An encounter that is kept, and undone by two taps.
  await logEncounter(page);
  const kept = await tappables(page);
  await tapTwice(page, 'Kumoa');
  await expect(page.getByText('Kumottu')).toBeVisible();
  await expect(page.getByRole('link', { name: /Keskustelu/ })).toHaveCount(0);
  expect(moved(kept, await tappables(page)).filter((name) => !isBelowTheList(name))).toEqual([]);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(end, 'it runs').toBeVisible();

  // The end stands at the foot, and asks.
  const names = Object.entries(await tappables(page)).filter(([name]) => !/Kirjaa kohtaaminen|Kumoa/.test(name));
  const lowest = names.sort(([, a], [, b]) => Number(a.split(',')[1]) - Number(b.split(',')[1])).at(-1)![0];
  expect(lowest).toContain('Kaikki palanneet');
  await end.click();
  const asks = page.getByRole('dialog', { name: 'Ovatko kaikki palanneet?' });
  await asks.getByRole('button', { name: 'Ei vielä' }).click();
  await expect(end).toBeVisible();
  await endOuting(page);
  await expect(page.getByText(/^Kaikki palasivat/)).toBeVisible();
});

/** The list of encounters grows and shrinks with them: what stands under it moves, far from the bar where the undo is. */
const isBelowTheList = (name: string) => /Ohjaus|Täyttymätön tarve|Lupaus|Ilmiöhavainto|Kaikki palanneet/.test(name);

test('one promise is kept by two taps, not two', async ({ page, receiver }) => {
  await setUp(page, receiver);
  for (const thing of ['makuupussi', 'kahvilippu']) {
    await goTo(page, '/outreach/follow-up');
    await page.getByRole('link', { name: 'Kirjaa lupaus' }).click();
    await page.getByRole('radio', { name: 'Viedään tarvike' }).check();
    await page.getByLabel('Mikä tarvike tai asia?').fill(thing);
    await page.getByRole('radio', { name: 'Tänään' }).check();
    await page.getByRole('radio', { name: 'Minä' }).check();
    await page.getByRole('radio', { name: 'Asema', exact: true }).check();
    await page.getByRole('button', { name: 'Tallenna' }).click();
    await expect(page.getByRole('link', { name: new RegExp(thing) })).toBeVisible();
  }
  await goTo(page, '/');
  await expect(page.getByRole('button', { name: 'Hoidettu' })).toHaveCount(2);
  const before = await tappables(page);
  const { x, y } = (await page.getByRole('button', { name: 'Hoidettu' }).first().boundingBox())!;
  const at = { x: x + 20, y: y + 20 };
  await (await swiftHand(page)).tap([at], [at]);
  await expect(page.getByText('Lupaus on hoidettu.')).toBeVisible();
  await expect(
    page.locator('button:enabled', { hasText: 'Hoidettu' }),
    'the other one is still to be kept',
  ).toHaveCount(1);
  expect(moved(before, await tappables(page)).filter((name) => name.startsWith('Hoidettu'))).toEqual([]);
  await tapTwice(page, 'Kumoa');
  await expect(page.getByText('Kumottu')).toBeVisible();
  await expect(page.locator('button:enabled', { hasText: 'Hoidettu' })).toHaveCount(2);
});

/** Plans an outing for now. */
async function planForNow(page: Page): Promise<void> {
  const now = Date.now();
  const before = now - 5 * minute;
  await goTo(page, '/outreach/plan');
  await page.getByLabel('Päivä', { exact: true }).fill(wallDate(now));
  // Right after midnight five minutes ago was another day.
  await page.getByLabel('Alkaa').fill(wallDate(before) === wallDate(now) ? wallClock(before) : '00:00');
  await page.getByLabel('Päättyy').fill(wallClock(now + 90 * minute));
  await page.getByRole('radio', { name: 'Kirjasto', exact: true }).check();
  await page.getByLabel('Oma organisaatio').pressSequentially('Kukkula ry');
  await page.getByRole('button', { name: 'Tallenna suunnitelma' }).click();
  await expect(page.locator('dl div').filter({ hasText: /^Kirjaaja/ })).toContainText('Kukkula ry');
}

test('Tänään offers the plan of today; an outing that went out without it takes it on, and nobody says falsely that they are back', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await planForNow(page);
  await goTo(page, '/');
  const bar = page.getByRole('link', { name: 'Lähtö: Kirjasto' });
  await expect(bar).toBeVisible();
  await expect(page.getByRole('link', { name: 'Aloita jalkautuminen' })).toHaveCount(0);
  await goTo(page, '/outreach');
  await expect(bar).toBeVisible();

  // Gone out without it all the same, from another place, and an encounter is logged.
  await goTo(page, '/');
  await page.getByRole('link', { name: 'Aloita ilman suunnitelmaa' }).click();
  await page.getByRole('radio', { name: 'Asema', exact: true }).check();
  await page.getByRole('button', { name: 'Lähdettiin' }).click();
  await expect(page.getByRole('heading', { name: 'Asema', level: 1 })).toBeVisible();
  await logEncounter(page);

  await goTo(page, '/');
  await page.getByRole('link', { name: 'Ota suunnitelma käyttöön' }).click();
  await expect(page.getByText(/^Asema, alkoi/)).toBeVisible();
  await page.getByRole('button', { name: 'Ota suunnitelma käyttöön' }).click();
  await expect(page.getByRole('heading', { name: 'Asema', level: 1 })).toBeVisible();
  await expect(page.getByText(/^Paluu/)).toBeVisible();
  await expect(page.getByRole('link', { name: /Keskustelu/ }), 'what was logged stays').toBeVisible();
  await expect(page.getByRole('button', { name: 'Kirjasto' }), 'the meeting place is ahead').toBeEnabled();
  await goTo(page, '/');
  await expect(page.getByText('Jalkautuminen käynnissä')).toBeVisible();
  await expect(page.getByText('Suunniteltu tälle päivälle')).toHaveCount(0);
  await page.getByRole('link', { name: /Jalkautuminen käynnissä/ }).click();
  await endOuting(page);
  await expect(page.getByText(/^Kaikki palasivat/)).toBeVisible();
  await goTo(page, '/');
  await expect(page.getByRole('link', { name: 'Aloita jalkautuminen' }), 'the plan is done').toBeVisible();
});

test('an outing is counted alike in the list, on its page and in its summary; guidance is where its encounter was', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await startOuting(page);
  const tapped = page.getByRole('group', { name: 'Kohdattu', exact: true }).getByRole('status');
  for (let times = 1; times <= 3; times++) {
    await page.getByRole('button', { name: 'Kohdattu, yksi lisää' }).click();
    await expect(tapped).toHaveText(`${times}`);
    await expect(page.getByText(/^\+1 Kohdattu tallessa/), 'kept before the page is left').toBeVisible();
  }
  await logEncounter(page);
  await page.getByRole('button', { name: 'Vaihda paikkaa' }).click();
  await page.getByRole('button', { name: 'Asema', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Asema', level: 1 })).toBeVisible();
  await logEncounter(page);
  await logEncounter(page, 'Ei halunnut');

  // Its place is put right: to where it was, before the outing moved on.
  await page
    .getByRole('link', { name: /Keskustelu/ })
    .first()
    .click();
  await page.getByRole('radio', { name: 'Kirjasto' }).check();
  await page.getByRole('radio', { name: 'Saattaen (mukana paikalle)' }).check();
  await page.getByRole('link', { name: 'Kirjaa minne' }).click();
  await expect(page.getByRole('radio', { name: 'Kirjasto' })).toBeChecked();
  await page.goBack();
  await expect(page.getByRole('link', { name: 'Kirjaa minne' }), 'the form of the encounter').toBeVisible();
  await page.getByRole('radio', { name: 'Asema' }).check();
  await leaveEncounter(page);

  await endOuting(page);
  await expect(page.getByText('Kohdattu 5 · Keskusteltu 2 · Ohjattu 1 · Ei halunnut 1')).toBeVisible();
  await expect(page.getByText('Kohdattu 4 · Keskusteltu 1'), 'the first stop').toBeVisible();
  await expect(
    page.getByText('Kohdattu 1 · Keskusteltu 1 · Ohjattu 1 · Ei halunnut 1'),
    'no tally there',
  ).toBeVisible();
  await expect(page.getByText('Kohtaamisia: 5')).toBeVisible();
  await expect(page.getByRole('heading', { name: '3 tarkemmin kirjattua' })).toBeVisible();
  await goTo(page, '/outreach');
  await expect(page.getByRole('link', { name: /Kirjasto, Asema/ })).toContainText('5 kohtaamista');
});

test('a place that is written like a person’s name and number is asked about before anybody goes there', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await goTo(page, '/outreach/start');
  await page.getByRole('radio', { name: '+ muu paikka' }).check();
  await page.getByLabel('Paikan nimi').fill('Matti, 040 123 4567');
  await page.getByRole('button', { name: 'Lähdettiin' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Palaa korjaamaan' }).click();
  await expect(page.getByLabel('Paikan nimi')).toHaveValue('Matti, 040 123 4567');
  await page.getByLabel('Paikan nimi').fill('Tori');
  await page.getByRole('button', { name: 'Lähdettiin' }).click();
  await expect(page.getByRole('heading', { name: 'Tori' })).toBeVisible();
});
