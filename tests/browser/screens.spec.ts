import { readFileSync } from 'node:fs';
import { wallClock, wallDate } from '../../src/i18n/wall-time.ts';
import { checkEverywhere as check } from '../support/accessible.ts';
import { answer, begin } from '../support/answering.ts';
import {
  configure,
  endOuting,
  expect,
  goTo,
  logEncounter,
  setUp,
  startOuting,
  test,
  waitingLine,
} from '../support/phone.ts';
import { openInApp } from '../support/room.ts';
import { screens } from '../support/screens.ts';

const themes = ['light', 'dark'] as const;

/** Two lists of the same length, for two browsers: each screen as it is on a device where nothing was done yet. */
const halves = [0, 1].map((half) => screens.filter((_, index) => index % 2 === half));

test('every address of something that is not here says so, with a heading and a way back', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  const paths = [...readFileSync('src/app/routes.ts', 'utf8').matchAll(/'(\/[^']*:id[^']*)'/g)].map(
    ([, path]) => path!,
  );
  expect(paths.length).toBeGreaterThan(20);
  for (const address of paths.map((path) => path.replace(':id', 'none'))) {
    await openInApp(page, address);
    await expect(page.locator('main a[href]').locator('visible=true').first(), address).toBeVisible();
  }
});

test.describe('every screen, in both themes, on a phone and at 1280 px: nothing for axe to find, nothing to scroll sideways, targets of 48 px, no request to anybody else', () => {
  const elsewhere: string[] = [];

  test.beforeEach(async ({ page, context, receiver }) => {
    elsewhere.length = 0;
    context.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== receiver.url)
        elsewhere.push(request.url());
    });
    await setUp(page, receiver);
  });
  test.afterEach(() => expect(elsewhere, 'asked of anybody but the own server').toEqual([]));

  for (const [half, routes] of halves.entries()) {
    test(`where nothing was done yet, ${half + 1} of 2`, async ({ page }) => {
      for (const route of routes) {
        if (route !== '/') await openInApp(page, route);
        await check(page, route);
      }
    });
  }

  test('a plan, from what is missing in it to the return', async ({ page }) => {
    await checkPlan(page);
    await goTo(page, '/');
    await check(page, 'Tänään after a planned outing');
  });

  test('an outing with all that is logged, its end, and what is left of it', async ({ page }) => {
    await startOuting(page);
    const outing = new URL(page.url()).pathname;
    await page.getByRole('button', { name: 'Ohjattu, yksi lisää' }).click();
    await page.getByRole('link', { name: 'Kirjaa minne' }).click();
    await page.getByRole('button', { name: 'Tallenna' }).click();
    await check(page, 'a guidance with what is missing');
    await goTo(page, outing);
    await page.getByRole('link', { name: 'Täyttymätön tarve' }).click();
    await check(page, 'an unmet need');
    await goTo(page, outing);
    await page.getByRole('link', { name: 'Lupaus' }).click();
    await page.getByRole('radio', { name: 'Viedään tarvike' }).check();
    await page.getByRole('radio', { name: 'Tänään' }).check();
    await page.getByRole('button', { name: 'Tallenna' }).click();
    await page.getByRole('button', { name: 'Ohjattu, yksi lisää' }).click();
    await expect(page.getByText(/^\+1 Ohjattu tallessa/)).toBeVisible();
    await logEncounter(page);
    await check(page, 'a running outing');
    await page.getByRole('link', { name: /Keskustelu/ }).click();
    await expect(page.getByRole('radio', { name: 'Keskustelu' })).toBeChecked();
    await check(page, 'an encounter');
    await page.getByRole('button', { name: 'Selitykset: Millainen kohtaaminen?' }).click();
    await check(page, 'what the words mean');
    await page.getByRole('button', { name: 'Selvä' }).click();
    const rows = ['familiarity', 'age', 'gender', 'language', 'initiative', 'done', 'duration', 'unmet'];
    await configure(page, { outreach: { rows, note: true } });
    await expect(page.getByLabel('Muistiinpano')).toBeVisible();
    await check(page, 'an encounter with every row');
    await configure(page, {});
    await goTo(page, '/outreach/encounter');
    await page.getByRole('radio', { name: '10+' }).check();
    await page.getByRole('button', { name: 'Valmis' }).click();
    await check(page, 'an encounter without its depth');
    await goTo(page, '/assessment');
    await page.getByRole('link', { name: 'Aloita arviointi' }).click();
    await page.getByLabel('Arvioitava toiminta').fill('Torstaikahvila');
    await page.getByRole('link', { name: /^1 Miten/ }).click();
    await page
      .getByRole('region', { name: /^1 Miten/ })
      .getByRole('checkbox', { name: 'Alulla' })
      .check();
    await check(page, 'an assessment');
    await goTo(page, '/');
    await expect(page.getByText('Kesken', { exact: true })).toBeVisible();
    await check(page, 'Tänään with all there is');
    await goTo(page, outing);
    await endOuting(page);
    await page.getByText('Nopea arvio: keitä kohdattiin?').click();
    await page.getByText('Korjaa laskuria').click();
    await check(page, 'an ended outing');
    await page.getByRole('button', { name: 'Työntekijöitä mukana, yksi lisää' }).click();
    await page.getByRole('button', { name: 'Sulje jalkautuminen' }).click();
    await expect(page.getByText(/^Purettu ja suljettu/)).toBeVisible();
    await check(page, 'a closed outing');
    await goTo(page, '/outreach/follow-up');
    await check(page, 'what is followed up');
    await goTo(page, '/more/delivery');
    await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
    await check(page, 'deliveries');
  });

  test('a form in a respondent’s hands, and practice', async ({ page }) => {
    await page.goto('/answer/esis.fi');
    await check(page, 'before answering');
    await begin(page);
    await answer(page, null);
    await page.getByRole('radio', { name: 'Samaa mieltä', exact: true }).check();
    await check(page, 'a statement');
    await page.getByRole('button', { name: 'Lopeta' }).click();
    await check(page, 'a question to the person');
    await page.getByRole('dialog').getByRole('button', { name: 'Lopeta' }).click();
    await check(page, 'stopped');

    await goTo(page, '/more');
    await page.getByRole('button', { name: 'Aloita harjoittelu' }).click();
    await expect(page.getByRole('button', { name: 'Lopeta' })).toBeVisible();
    await check(page, 'practice');
  });
});

/** A plan that is over since an hour, in every state of being looked at. */
async function checkPlan(page: import('@playwright/test').Page) {
  const [from, to] = [180, 60].map((minutes) => Date.now() - minutes * 60_000) as [number, number];
  await goTo(page, '/outreach/plan');
  await page.getByLabel('Päivä', { exact: true }).fill(wallDate(from));
  await page.getByLabel('Alkaa').fill(wallClock(from));
  await page.getByLabel('Oma organisaatio').fill('Kukkula ry');
  await page.getByRole('checkbox', { name: 'Diakonia' }).check();
  for (const part of [
    'Turvallisuus',
    'Reitti ja pysähdykset',
    'Kirjaaja, parit ja roolit',
    'Tavoite, varusteet ja muu',
  ]) {
    await page.getByText(part).click();
  }
  await page.getByRole('button', { name: '+ Tori' }).click();
  await page.getByRole('button', { name: 'Lisää pari' }).click();
  await page.getByRole('button', { name: 'Tallenna suunnitelma' }).click();
  await expect(page.getByText('Tämä puuttuu vielä.').first()).toBeVisible();
  // At the end of the page the bar covers no field, not even half of one.
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await check(page, 'a plan with what is missing');
  await page.getByLabel('Päättyy').fill(wallClock(to));
  await page.getByRole('radio', { name: 'Puisto' }).check();
  await page.getByLabel('Paluun varmistaja').fill('Päivystäjä');
  await page.getByLabel('Puhelin').fill('040 123 4567');
  await page.getByRole('button', { name: 'Tallenna suunnitelma' }).click();
  await expect(page.getByText('Ehdotettu')).toBeVisible();
  const plan = page.url();
  await page.locator('summary').filter({ hasText: 'ei vielä vastausta' }).click();
  await page.getByText('Toista viikoittain').click();
  await check(page, 'a plan');
  await goTo(page, '/outreach/week');
  await check(page, 'a week with a plan');
  await goTo(page, '/outreach/import');
  for (const name of ['broken-zone', 'google']) {
    await page.getByLabel('Valitse kalenteritiedosto').setInputFiles(`tests/unit/calendars/${name}.ics`);
    await check(page, `an imported ${name}`);
  }
  await goTo(page, plan.replace('/outing/', '/share/'));
  await check(page, 'what is shared');
  await goTo(page, plan.replace('/outing/', '/leave/'));
  await check(page, 'before leaving');
  await page.getByRole('button', { name: 'Lähdettiin' }).click();
  const overdue = page.getByRole('alert').filter({ hasText: 'Kuittaa paluu' });
  await expect(overdue).toBeVisible();
  await expect(page.getByRole('button', { name: 'Kohdattu, yksi lisää' })).toBeVisible();
  await check(page, 'an overdue return');
  await overdue.getByRole('button', { name: 'Kaikki palanneet' }).click();
  await expect(overdue).toHaveCount(0);
}

test('text has a contrast of 7:1 on paper and card, in both themes; edges of controls 3:1', async ({
  browser,
  receiver,
}) => {
  for (const colorScheme of themes) {
    const page = await browser.newPage({ colorScheme });
    await page.goto(receiver.url);
    const ratios = await page.evaluate(() => {
      const style = getComputedStyle(document.documentElement);
      const luminance = (name: string) => {
        const hex = style
          .getPropertyValue(name)
          .trim()
          .replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3');
        const [r, g, b] = [1, 3, 5]
          .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
          .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
      };
      const ratio = (a: string, b: string) => {
        const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
        return (light + 0.05) / (dark + 0.05);
      };
      const pairs = ['--ink', '--muted', '--pine', '--amber', '--rust'].flatMap((text) =>
        ['--paper', '--card'].map((ground) => [text, ground] as const),
      );
      return {
        text: [...pairs, ['--on-pine', '--pine'] as const, ['--ink', '--lichen'] as const].map(([a, b]) => ({
          pair: `${a} on ${b}`,
          ratio: ratio(a, b),
        })),
        edges: ['--paper', '--card'].map((ground) => ratio('--line', ground)),
      };
    });
    for (const { pair, ratio } of ratios.text) expect(ratio, `${pair}, ${colorScheme}`).toBeGreaterThanOrEqual(7);
    for (const ratio of ratios.edges) expect(ratio).toBeGreaterThanOrEqual(3);
    await page.close();
  }
});

test('who asked for no motion gets none', async ({ browser, receiver }) => {
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  await page.goto(receiver.url);
  await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return transitionDuration.split(', ').some((time) => Number.parseFloat(time) > 0) || animationName !== 'none';
      }).length,
  );
  expect(moving).toBe(0);
  await page.close();
});
