import { createHash } from 'node:crypto';
import { answerAll, begin, tenTimes } from '../support/answering.ts';
import { expect, keptBrowser, setUp, startOuting, test } from '../support/phone.ts';

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
  ['/more/endpoint/home', 'Osoite ja avain'],
  ['/more/delivery?from=elsewhere', 'Lähetys'],
  ['/answer/esis.fi', 'Ennen kuin vastaat'],
  ['/answer/esis.fi?mode=assisted', 'Ennen kuin vastaat'],
  ['/no/such/page', 'Tätä sivua ei ole'],
];

test('F63: a browser that is started with no network opens every page, and a deep link', async ({ receiver }) => {
  const phone = keptBrowser();
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
    }
    await context.close();
  } finally {
    phone.remove();
  }
});

test('F17: the worker never touches a request that is not GET, nor one for the endpoint', async ({
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
  for (let i = 0; i < 9; i++) await page.locator('#next').click();
  await page.getByRole('radio', { name: 'Eri mieltä', exact: true }).check();
  await page.locator('#next').click();
  await expect(page.getByRole('alert')).toContainText('Ne ovat yhä tällä sivulla');
  await expect(page.getByRole('radio', { name: 'Eri mieltä', exact: true })).toBeChecked();
  await page.evaluate(() => localStorage.setItem('mended', 'yes'));
  await page.locator('#next').click();
  await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();
});

test('a respondent’s answers survive a killed tab, and go on where they were', async ({ page, context, receiver }) => {
  await setUp(page, receiver);
  await context.setOffline(true);
  await page.goto('/answer/esis.fi');
  await begin(page);
  await page.getByRole('radio', { name: 'Samaa mieltä', exact: true }).check();
  await page.locator('#next').click();
  await page.getByRole('radio', { name: 'Täysin eri mieltä', exact: true }).check();
  await page.evaluate(async () => {
    const { databases } = indexedDB;
    await databases.call(indexedDB);
  });
  const address = page.url();
  await expect.poll(() => page.evaluate(countDrafts)).toBe(1);
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
