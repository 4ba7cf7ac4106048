/** Somebody else's answers with a 200, parts that never came, workers that do nothing: the app stays, and mends itself. */
import type { BrowserContext, Page } from '@playwright/test';
import { type Between, type Foreign, standBetween } from '../support/builds.ts';
import { expect, heldFrom, lackingOn, offlineReady, setUp, test } from '../support/phone.ts';
import { type Listening, setUpLinkTo } from '../support/receiver.ts';

/** Screens of the worker's app, from the start and for a desk. */
const screens: [string, string][] = [
  ['/', 'Tänään'],
  ['/surveys', 'Kyselyt'],
  ['/surveys/results', 'Tulokset'],
  ['/more/delivery', 'Lähetys'],
];

async function everyScreenOpens(page: Page, url: string): Promise<void> {
  for (const [path, heading] of screens) {
    await page.goto(url + path);
    await expect(page.getByRole('heading', { level: 1, name: heading }), path).toBeVisible();
  }
}

/** Puts a server before the receiver that can answer something else. */
async function before(receiver: Listening, use: (between: Between) => Promise<void>) {
  const between = await standBetween(receiver.url);
  try {
    await use(between);
  } finally {
    between.stop();
  }
}

async function startOutingAt(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/outreach/start`);
  await page.getByRole('radio', { name: 'Kirjasto' }).check();
  await page.getByRole('button', { name: 'Lähdettiin' }).click();
  await expect(page.getByRole('heading', { name: 'Kirjasto' })).toBeVisible();
}

const lookForUpdate = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update().catch(() => undefined);
    const { installing } = registration ?? {};
    if (installing)
      await new Promise<void>((done) => {
        installing.addEventListener('statechange', () => installing.state !== 'installing' && done());
      });
    return { waits: Boolean(registration?.waiting) };
  });

/** The network is said to be back. A page that loads itself anew at this moment does not hear it, and need not. */
const soon = (page: Page) => page.evaluate(() => dispatchEvent(new Event('online'))).catch(() => undefined);

/** Whatever the browser's own HTTP cache holds is gone: only what the worker keeps is left. */
async function clearHttpCache(context: BrowserContext, page: Page): Promise<void> {
  await (await context.newCDPSession(page)).send('Network.clearBrowserCache');
}

test('a part that never came is named as that without a network, and opens by itself with it; nobody speaks of an update', {
  tag: '@worker',
}, async ({ page, context, receiver }) => {
  await setUp(page, receiver);
  let tries = 0;
  page.on('console', (message) => {
    if (message.text().startsWith('A part did not load')) tries += 1;
  });
  await page.goto(`${receiver.url}/surveys`);
  await page.evaluate(() => caches.delete('later'));
  await clearHttpCache(context, page);
  await context.setOffline(true);
  await page.getByRole('link', { name: 'Tulokset' }).click();
  await expect(page.getByText('Tätä osaa ei ole vielä tallennettu laitteeseen')).toBeVisible();
  await expect(page.getByText(/Sovellus päivittyi|Päivitä nyt|Uusi versio/)).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Kyselyt' }), 'the page before').toBeVisible();
  await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'true');

  await page.getByRole('link', { name: 'Tänään' }).click();
  await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
  await expect(page.getByRole('main')).not.toHaveAttribute('aria-busy');
  await expect(page.getByText('Tätä osaa ei ole vielä')).toHaveCount(0);
  await page.goBack();
  await expect(page.getByText('Tätä osaa ei ole vielä')).toBeVisible();
  expect(tries, 'asked for again by the backoff only').toBeLessThan(12);
  await context.setOffline(false);
  await expect(page.getByRole('heading', { name: 'Tulokset' })).toBeVisible();
  await expect(page.getByRole('main')).not.toHaveAttribute('aria-busy');
  await expect(page.getByText('Tätä osaa ei ole vielä')).toHaveCount(0);
});

test('a part that did not open, with a worker that gives no answer, is not said to be lacking; it opens by itself', {
  tag: '@worker',
}, async ({ page, context, receiver }) => {
  await page.addInitScript(() => {
    const real = ServiceWorker.prototype.postMessage as (...given: unknown[]) => void;
    ServiceWorker.prototype.postMessage = function (this: ServiceWorker, ...given: unknown[]) {
      if (document.documentElement.dataset.worker !== 'silent') real.apply(this, given);
    };
  });
  await setUp(page, receiver);
  await page.goto(`${receiver.url}/surveys`);
  await page.evaluate(() => {
    document.documentElement.dataset.worker = 'silent';
    return caches.delete('later');
  });
  await clearHttpCache(context, page);
  await context.setOffline(true);
  await page.getByRole('link', { name: 'Tulokset' }).click();
  const part = page.getByText(/^Tätä osaa ei/);
  await expect(part).toHaveText('Tätä osaa ei saatu vielä auki');
  await expect(page.getByText('Kirjauksesi ovat tallessa')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Kyselyt' }), 'the page before').toBeVisible();
  await page.evaluate(() => delete document.documentElement.dataset.worker);
  await context.setOffline(false);
  await expect(page.getByRole('heading', { name: 'Tulokset' })).toBeVisible();
  await expect(part).toHaveCount(0);
});

test('a part whose style did not come opens with it, never without', async ({ page, receiver }) => {
  await setUp(page, receiver);
  // What works beside a person's work does not come: nobody has asked for it, and nothing is said of it.
  const beside = /\/assets\/beside-[^/]*\.js$/;
  let giveUp = () => {};
  const isDrawn = new Promise<void>((done) => {
    giveUp = done;
  });
  let lost = 0;
  await page.route(beside, async (route) => {
    await isDrawn;
    await route.abort();
    lost += 1;
  });
  await page.goto('/surveys');
  await expect(page.getByRole('heading', { name: 'Kyselyt' })).toBeVisible();
  giveUp();
  await expect.poll(() => lost).toBeGreaterThan(0);
  await page.unroute(beside);
  const style = /\/assets\/results-desk-[^/]*\.css$/;
  await page.route(style, (route) => route.abort());
  await page.getByRole('link', { name: 'Tulokset' }).click();
  await expect(page.getByText('Tätä osaa ei ole vielä tallennettu laitteeseen')).toBeVisible();
  await soon(page);
  await expect(page.getByText('Tätä osaa ei ole vielä tallennettu laitteeseen'), 'still not').toBeVisible();
  await page.unroute(style);
  await soon(page);
  await expect(page.getByRole('heading', { name: 'Tulokset' })).toBeVisible();
  const loaded = await page.evaluate(() => [...document.styleSheets].map(({ href }) => href ?? ''));
  expect(loaded.filter((href) => style.test(href))).toHaveLength(1);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Kyselyt' })).toBeVisible();
  await expect(page.getByText(/^Tätä osaa ei/)).toHaveCount(0);
});

test('a first visit that is cut: the app says that it is not ready, tries again by itself, and then opens without a network', {
  tag: '@worker',
}, async ({ page, context, receiver }) => {
  await before(receiver, async (between) => {
    between.answer((path) => (path.startsWith('/answer/') ? 'cut' : undefined));
    await page.goto(await setUpLinkTo({ ...receiver, url: between.url }));
    await expect(page.getByText('Ei vielä valmis käyttöön ilman verkkoa')).toBeVisible();
    await expect.poll(() => between.answered()).toBeGreaterThan(1);
    await expect(page.getByText('Valmis käyttöön ilman verkkoa.', { exact: true })).toHaveCount(0);
    between.answer();
    await expect(page.getByText('Valmis käyttöön ilman verkkoa.', { exact: true })).toBeVisible({ timeout: 90_000 });
    await context.setOffline(true);
    await everyScreenOpens(page, between.url);
  });
});

test('an update among somebody else’s answers: never taken, the app stays; with a good network it comes, and what waits is sent', {
  tag: '@worker',
}, async ({ page, context, receiver }) => {
  test.slow();
  await before(receiver, async (between) => {
    await setUp(page, { ...receiver, url: between.url });
    await context.route('**/api/records', (route) => route.abort());
    await page.goto(between.url);
    await startOutingAt(page, between.url);
    receiver.update();
    for (const foreign of ['html', 'empty', 'other'] satisfies Foreign[]) {
      between.answer((path) => (path === '/sw.js' ? undefined : foreign));
      expect(await lookForUpdate(page), foreign).toEqual({ waits: false });
      await page.goto(`${between.url}/more`);
      await expect(page.getByRole('heading', { name: 'Lisää' }), foreign).toBeVisible();
      await expect(page.getByText(/Uusi versio|Sovellus päivittyi/)).toHaveCount(0);
    }
    between.answer();
    await context.unroute('**/api/records');
    await lookForUpdate(page);
    await page.getByRole('button', { name: 'Päivitä nyt' }).click({ timeout: 90_000 });
    await expect(page.locator('html')).toHaveAttribute('data-new', 'yes');
    await everyScreenOpens(page, between.url);
    await expect.poll(async () => (await heldFrom(receiver, page)).length, { timeout: 90_000 }).toBe(1);
  });
});

test('somebody else’s answers while parts are fetched, and while one is opened: none is kept, and each comes by itself', {
  tag: '@worker',
}, async ({ page, context, receiver }) => {
  test.slow();
  await before(receiver, async (between) => {
    const { later } = (await import('../../src/build/parts-list.ts')).partsIn('dist');
    const isLater = new Set(later.map(({ url }) => `/${url}`));
    const kinds: Foreign[] = ['html', 'empty', 'other'];
    // Every part is answered wrong, in one of three ways, but for the words in use, without which no version is installed.
    between.answer((path) =>
      isLater.has(path) && !/^\/(later\.json|assets\/fi-)/.test(path) ? kinds[path.length % 3] : undefined,
    );
    await page.goto(await setUpLinkTo({ ...receiver, url: between.url }));
    await expect(page.getByText('Ei vielä valmis käyttöön ilman verkkoa')).toBeVisible();
    await expect.poll(() => lackingOn(page), { timeout: 90_000 }).toBeGreaterThan(isLater.size - 5);
    await page.goto(`${between.url}/surveys`);
    await page.getByRole('link', { name: 'Tulokset' }).click();
    await expect(page.getByText('Tätä osaa ei ole vielä tallennettu laitteeseen')).toBeVisible();
    await expect(page.getByText(/Sovellus päivittyi/)).toHaveCount(0);
    between.answer();
    await soon(page);
    await expect(page.getByRole('heading', { name: 'Tulokset' })).toBeVisible();
    await offlineReady(page);
    await context.setOffline(true);
    await everyScreenOpens(page, between.url);
  });
});

test('a first visit on which the app’s own script is somebody else’s page: said, and the app opens by itself later', {
  tag: '@worker',
}, async ({ page, receiver }) => {
  await before(receiver, async (between) => {
    between.answer((path) => (/^\/assets\/app-.*\.js$/.test(path) ? 'html' : undefined));
    await page.goto(between.url);
    await expect(page.getByText('Sovellus ei käynnistynyt')).toBeVisible();
    between.answer();
    await soon(page);
    await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible({ timeout: 90_000 });
  });
});

test('a sign-in page that the HTTP cache holds in place of the app’s scripts on a first visit: the app opens by itself', {
  tag: '@worker',
}, async ({ page, receiver }) => {
  await before(receiver, async (between) => {
    between.answer((path) => (/^\/assets\/(app|keep-ready)-.*\.js$/.test(path) ? 'lasting' : undefined));
    await page.goto(between.url);
    await expect(page.getByText('Sovellus ei käynnistynyt')).toBeVisible();
    between.answer();
    await soon(page);
    await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
  });
});

test('an empty worker script: never offered, and where it is at work already the next start puts it right', {
  tag: '@worker',
}, async ({ page, context, receiver }) => {
  test.slow();
  await before(receiver, async (between) => {
    await setUp(page, { ...receiver, url: between.url });
    await page.goto(between.url);
    between.answer((path) => (path === '/sw.js' ? 'empty' : undefined));
    expect(await lookForUpdate(page)).toEqual({ waits: true });
    await expect(page.getByText(/Uusi versio|Päivitä nyt/)).toHaveCount(0);
    // The browser itself lets it take over once no page is open.
    const session = await context.newCDPSession(page);
    const versions = new Map<string, string>();
    session.on('ServiceWorker.workerVersionUpdated', (updated) => {
      for (const { versionId, status } of updated.versions) versions.set(versionId, status);
    });
    await session.send('ServiceWorker.enable');
    await expect.poll(() => [...versions.values()]).toContain('installed');
    await page.goto('about:blank');
    await expect.poll(() => [...versions.values()]).not.toContain('installed');
    await session.detach();
    between.answer();
    await page.goto(between.url);
    await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
    await expect.poll(() => lackingOn(page), { timeout: 60_000 }).toBe(0);
    await expect(page.getByText(/Sovellus päivittyi|Päivitä nyt/)).toHaveCount(0);
    // Chromium's tools never end switching the network off while a dead worker is left: the server is gone instead.
    between.answer(() => 'cut');
    await everyScreenOpens(page, between.url);
  });
});

test('a cache with somebody else’s page in place of every file mends itself; what waits is sent', {
  tag: '@worker',
}, async ({ page, context, receiver }) => {
  test.slow();
  await before(receiver, async (between) => {
    await setUp(page, { ...receiver, url: between.url });
    await context.route('**/api/records', (route) => route.abort());
    await page.goto(between.url);
    await startOutingAt(page, between.url);
    await page.evaluate(async () => {
      for (const name of await caches.keys()) {
        if (name === 'language') continue;
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          const page = () =>
            new Response('<!doctype html><title>WiFi</title>', { headers: { 'content-type': 'text/html' } });
          await cache.put(request, page());
          await cache.put(request.url.split('?')[0]!, page());
        }
      }
    });
    await context.unroute('**/api/records');
    // A worker that has looked at its files once does not look again: this one begins anew, as after every pause.
    const session = await context.newCDPSession(page);
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    await clearHttpCache(context, page);
    await everyScreenOpens(page, between.url);
    await expect.poll(async () => (await heldFrom(receiver, page)).length, { timeout: 90_000 }).toBe(1);
  });
});
