import { createHash } from 'node:crypto';
import { partsIn } from '../../src/build/parts-list.ts';
import { answer, answerAll, begin, tenTimes } from '../support/answering.ts';
import { draftKept, expect, heldFrom, keptBrowser, offlineReady, setUp, startOuting, test } from '../support/phone.ts';

const routes: [string, string][] = [
  ['/', 'Tänään'],
  ['/outreach', 'Jalkautuminen'],
  ['/outreach/start', 'jalkautuminen'],
  ['/outreach/encounter', 'Kohtaaminen'],
  ['/surveys', 'Kyselyt'],
  ['/assessment', 'Arviointi'],
  ['/more', 'Lisää'],
  ['/more/delivery', 'Lähetys'],
  ['/more/endpoint', 'Lähetyksen osoitteet'],
  ['/more/endpoint/home', 'Lähetyksen osoite'],
  ['/more/delivery?from=elsewhere', 'Lähetys'],
  ['/answer/esis.fi', 'Ennen kuin vastaat'],
  ['/answer/esis.fi?mode=assisted', 'Ennen kuin vastaat'],
  ['/no/such/page', 'Tätä sivua ei ole'],
];

test('F63: a browser that is started with no network opens every page, and a deep link', { tag: '@worker' }, async ({
  receiver,
}) => {
  const phone = keptBrowser({ isQuick: true });
  try {
    const first = await phone.open();
    await setUp(first.page, receiver);
    await startOuting(first.page);
    const outing = new URL(first.page.url()).pathname;
    await first.context.close();

    const { context, page } = await phone.open({ offline: true });
    for (const [route, heading] of [...routes, [outing, 'Kirjasto'] as [string, string]]) {
      await page.goto(receiver.url + route);
      await expect(page.getByRole('heading', { level: 1, name: heading }).locator('visible=true'), route).toBeVisible();
      if (route !== '/more') continue;
      await expect(page.getByText(partsIn('dist').checksum), 'of this build').toBeVisible();
      await expect(page.getByRole('meter'), 'how much room there is').toBeVisible();
    }
    await context.close();
  } finally {
    phone.remove();
  }
});

test('F64: with the kept files gone, the worker still answers: from the network, or as the network fails', {
  tag: '@worker',
}, async ({ page, context, receiver }) => {
  await setUp(page, receiver);
  await page.reload();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const clear = () =>
    page.evaluate(async () => {
      for (const name of await caches.keys()) await caches.delete(name);
    });
  await clear();
  await page.goto(`${receiver.url}/more/delivery`);
  await expect(page.getByRole('heading', { level: 1, name: 'Lähetys' })).toBeVisible();
  await offlineReady(page);
  await clear();
  await context.setOffline(true);
  const asked = (path: string) =>
    page.evaluate(
      (url) =>
        fetch(url).then(
          () => 'an answer',
          (error: Error) => error.name,
        ),
      path,
    );
  expect(await asked('/assets/not-there.js'), 'a script').toBe('TypeError');
  expect(await asked('/api/health'), 'the endpoint').toBe('TypeError');
  await expect(page.goto(`${receiver.url}/outreach`)).rejects.toThrow(/ERR_(FAILED|INTERNET_DISCONNECTED)/);
  await context.setOffline(false);
  await page.goto(`${receiver.url}/outreach`);
  await expect(page.getByRole('heading', { level: 1, name: 'Jalkautuminen' })).toBeVisible();
});

test('F17: the worker never touches a request that is not GET, nor one for the endpoint', { tag: '@worker' }, async ({
  page,
  context,
  receiver,
}) => {
  await setUp(page, receiver);
  await page.reload();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const byWorker: string[] = [];
  context.on('request', (request) => {
    if (request.serviceWorker()) byWorker.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  // The receiver gets the very bytes that the page sent, through a page that the worker controls.
  const body = JSON.stringify({ records: [], padding: 'ä'.repeat(10_000) });
  let received = '';
  await context.route('**/api/echo', async (route) => {
    received = route.request().postData() ?? '';
    await route.fulfill({ json: {} });
  });
  await page.evaluate(
    (body) => Promise.all(['POST', 'PUT', 'PATCH', 'DELETE'].map((method) => fetch('/api/echo', { method, body }))),
    body,
  );
  const sum = (text: string) => createHash('sha256').update(text).digest('hex');
  expect(sum(received)).toBe(sum(body));
  await page.evaluate(() => fetch('/api/health'));
  expect(byWorker.filter((request) => !request.startsWith('GET ') || request.includes('/api/'))).toEqual([]);
});

test('F55: where the browser refuses to keep anything, the app says so instead of staying white', async ({
  page,
  receiver,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(indexedDB, 'open', {
      value: () => {
        throw new DOMException('refused', 'SecurityError');
      },
    });
  });
  await page.goto(receiver.url);
  await expect(page.getByRole('alert')).toContainText(/ei ole poistettu|ovat tallessa/);
});

test('F74: thanks come after the answers are on the disk; a save that fails keeps them on the page', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
      if (this.name === 'records' && !localStorage.getItem('mended'))
        throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, given);
    };
  });
  await page.goto('/answer/esis.fi');
  await begin(page);
  for (let n = 0; n < 9; n++) await answer(page, 'Eri mieltä');
  await page.getByRole('radio', { name: 'Eri mieltä', exact: true }).check();
  await page.locator('#next').click();
  await expect(page.getByRole('alert')).toContainText('Ne ovat yhä tällä sivulla');
  await expect(page.getByRole('radio', { name: 'Eri mieltä', exact: true })).toBeChecked();
  await page.evaluate(() => localStorage.setItem('mended', 'yes'));
  await page.locator('#next').click();
  await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();
});

test('a save that takes long says so, and what is tapped meanwhile does nothing', async ({ page, receiver }) => {
  await setUp(page, receiver);
  await page.goto('/answer/esis.fi');
  await begin(page);
  for (let n = 0; n < 9; n++) await answer(page, 'Eri mieltä');
  await page.getByRole('radio', { name: 'Eri mieltä', exact: true }).check();
  // From now on sealing takes as long as this test wants.
  await page.evaluate(() => {
    const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
    const held = new Promise<void>((done) => Object.assign(window, { letGo: done }));
    crypto.subtle.encrypt = async (...given) => held.then(() => encrypt(...given));
    // Three taps in one task: before anything on the screen can have changed.
    for (const button of ['next', 'next', 'back']) document.getElementById(button)!.click();
  });
  await expect(page.getByRole('button', { name: 'Tallennetaan' })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Lopeta' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.evaluate(() => (window as unknown as { letGo(): void }).letGo());
  await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();
  await expect.poll(async () => (await heldFrom(receiver, page)).length).toBe(1);
  await page.goto('/');
  await expect(page.getByText('Mitään ei ole kesken.')).toBeVisible();
});

test('a respondent’s answers survive a killed tab, and go on where they were', { tag: '@worker' }, async ({
  page,
  context,
  receiver,
}) => {
  await setUp(page, receiver);
  await context.setOffline(true);
  await page.goto('/answer/esis.fi');
  await begin(page);
  await page.getByRole('radio', { name: 'Samaa mieltä', exact: true }).check();
  await page.locator('#next').click();
  await page.getByRole('radio', { name: 'Täysin eri mieltä', exact: true }).check();
  const address = page.url();
  await draftKept(page, /4,1/);
  await page.close();

  const again = await context.newPage();
  await again.goto('/');
  await expect(again.getByText('Kyselyyn vastaaminen')).toBeVisible();
  await again.goto(address);
  await expect(
    again.getByRole('radio', { name: 'Täysin eri mieltä', exact: true }).locator('visible=true'),
  ).toBeChecked();
  await again.getByRole('button', { name: 'Takaisin' }).click();
  await expect(again.getByRole('radio', { name: 'Samaa mieltä', exact: true }).locator('visible=true')).toBeChecked();
  await again.getByRole('button', { name: 'Seuraava' }).click();
  await answerAll(again, tenTimes(null).slice(1));
  expect(await again.evaluate(countDrafts)).toBe(0);
});

/** Runs in the page. */
function countDrafts(): Promise<number> {
  return new Promise((done) => {
    indexedDB.open('kenttakirja').onsuccess = (event) => {
      const db = (event.target as IDBOpenDBRequest).result;
      const counted = db.transaction('drafts').objectStore('drafts').count();
      counted.onsuccess = () => {
        db.close();
        done(counted.result);
      };
    };
  });
}
