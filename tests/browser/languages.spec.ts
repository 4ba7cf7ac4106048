import type { Locator } from '@playwright/test';
import { expect, goTo, setUp, test } from '../support/phone.ts';
import { openInApp } from '../support/room.ts';

const titles = { fi: 'Tänään', sv: 'I dag', en: 'Today' };
const screens = [
  '/',
  '/outreach',
  '/outreach/start',
  '/outreach/follow-up',
  '/outreach/promise/019ac000-0000-7000-8000-000000000001',
  '/outreach/guidance/019ac000-0000-7000-8000-000000000002',
  '/surveys',
  '/surveys/results',
  '/surveys/instruments',
  '/surveys/paper/esis',
  '/surveys/print/esis',
  '/assessment',
  '/more',
  '/more/organisation',
  '/more/delivery',
  '/more/endpoint',
  '/more/endpoint/new',
];

for (const [locale, title] of [
  ['fi-FI', titles.fi],
  ['sv-SE', titles.sv],
  ['en-GB', titles.en],
  ['et-EE', titles.fi],
] as const) {
  test.describe(`a browser in ${locale}`, () => {
    test.use({ locale });

    test('has the app in its language, Finnish where the app has none', async ({ page }) => {
      await page.goto('/');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
      await expect(page.locator('html')).toHaveAttribute('lang', locale === 'et-EE' ? 'fi' : locale.slice(0, 2));
    });

    test('shows words on every screen, never the name of a text', async ({ page }) => {
      await page.goto('/more');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      for (const screen of screens) {
        // By its address in one language, within the app in the others: the words of a page for a desk come either way.
        await (locale === 'sv-SE' ? page.goto(screen) : openInApp(page, screen));
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('body')).not.toContainText(
          /\b(outreach|assessment|delivery|today|common|surveys|more|waiting|endpoint|kind|guard|practice|report|instruments|paper|setup)\.[a-z]\w+/,
        );
      }
    });
  });
}

test('a remembered language that the app no longer has gives way to the browser’s', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('language', 'xx'));
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(titles.fi);
});

test('a language that is not on the device, without a network: said, and the one in use stays', async ({ page }) => {
  await page.route('**/assets/en-*.js', (route) => route.abort());
  await page.goto('/more');
  await page.getByRole('radio', { name: 'English' }).click();
  await expect(page.getByText('Tämä kieli ei ole vielä tässä laitteessa.')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'suomi' })).toBeChecked();
});

test('a part of the app that does not come: said in every language, with a way to load again', async ({ page }) => {
  for (const part of ['fi', 'app']) {
    await page.route(`**/assets/${part}-*.js`, (route) => route.abort());
    await page.goto('/');
    for (const words of [
      'Jo tallennettua ei ole poistettu',
      'Det som redan sparats',
      'What was already saved has not been removed',
    ])
      await expect(page.getByRole('alert')).toContainText(words);
    // Asked for again in vain it says so again; as soon as it comes, the app starts by itself.
    const asked = page.waitForRequest(`**/assets/${part}-*.js`);
    await page.getByRole('button', { name: 'Lataa uudelleen' }).click();
    await asked;
    await expect(page.getByRole('alert')).toBeVisible();
    await page.unroute(`**/assets/${part}-*.js`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(titles.fi);
    await page.evaluate(forgetApp);
  }
});

test('a network that comes and goes with each load: the app starts by itself as soon as a load finds it', async ({
  page,
}) => {
  let loads = 0;
  await page.route('/', (route) => {
    loads += 1;
    return route.continue();
  });
  // What the page itself asks for does not come at three loads; tried again a moment later it does.
  await page.route('**/assets/app-*.js', (route) =>
    route.request().resourceType() === 'script' && loads <= 3 ? route.abort() : route.continue(),
  );
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(titles.fi);
  expect(loads).toBe(4);
});

/** Runs in the page: the next load comes from the network again. */
async function forgetApp(): Promise<void> {
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
}

test('the language is chosen, remembered, and every screen follows', async ({ page, receiver }) => {
  await setUp(page, receiver);
  await goTo(page, '/more');
  await page.getByRole('radio', { name: 'svenska' }).check();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mer');
  await page.goto('/surveys');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Enkäter');
  await page.getByRole('link', { name: 'Enkät med stöd' }).first().click();
  await expect(page.getByText('Ennen kuin vastaat'), 'the scale has its official text in Finnish only').toBeVisible();
});

test('while a language comes the one that was chosen stays chosen, and one that comes late overrules none', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await page.clock.install();
  await page.goto('/more');
  const release: Record<string, () => void> = {};
  for (const language of ['sv', 'en']) {
    const released = new Promise<void>((done) => {
      release[language] = done;
    });
    await page.route(new RegExp(`/assets/${language}-[^/]*\\.js$`), (route) => released.then(() => route.continue()));
  }
  const [svenska, english] = ['svenska', 'English'].map((name) => page.getByRole('radio', { name })) as [
    Locator,
    Locator,
  ];
  const swedishAsked = page.waitForRequest(/\/assets\/sv-/);
  await svenska.check();
  const swedish = new URL((await swedishAsked).url()).pathname;
  // A try to be ready for the field has failed: the screen is drawn anew, as it is whenever the app hears how it stands.
  const drawnAnew = page.waitForEvent('console', (one) => one.text().startsWith('Not ready'));
  await page.clock.fastForward(10_000);
  await drawnAnew;
  await expect(svenska).toBeChecked();
  await english.check();
  release.en!();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('More');
  release.sv!();
  await page.evaluate((words) => import(words), swedish);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(english).toBeChecked();
});

test('a language that is chosen after a page for a desk was open has that page’s words too', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await goTo(page, '/surveys/results');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tulokset');
  await page.getByRole('link', { name: 'Lisää' }).click();
  await page.getByRole('radio', { name: 'svenska' }).check();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mer');
  await page.getByRole('link', { name: 'Enkäter' }).click();
  await page.getByRole('link', { name: /^Resultat/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Resultat');
});
