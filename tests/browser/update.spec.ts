import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, setUp, type startOuting, test } from '../support/phone.ts';
import { startReceiver } from '../support/receiver.ts';

test('F61, F62: an update while forms are half filled, in this tab and another: offered, never forced, nothing lost', {
  tag: '@worker',
}, async ({ page, context }) => {
  const app = mkdtempSync(join(tmpdir(), 'app-'));
  cpSync('dist', app, { recursive: true });
  const receiver = await startReceiver({ env: { APP: app } });
  try {
    await setUp(page, receiver);
    await page.goto(receiver.url);
    await startOutingAt(page, receiver.url);
    const other = await context.newPage();
    await other.goto(`${receiver.url}/assessment`);
    await other.getByRole('link', { name: 'Aloita arviointi' }).click();
    await other.getByLabel('Arvioitava toiminta').fill('Avoin olohuone');
    await page.goto(`${receiver.url}/outreach/encounter`);
    await page.getByRole('radio', { name: '5–9' }).check();

    newVersion(app);
    await receiver.kill('SIGTERM');
    await receiver.again();
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await expect(page.getByText('Uusi versio on valmiina')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('radio', { name: '5–9' }), 'nothing happened by itself').toBeChecked();
    await expect(page.locator('html')).not.toHaveAttribute('data-new', 'yes');

    await page.getByRole('button', { name: 'Päivitä nyt' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-new', 'yes');
    await expect(page.getByRole('radio', { name: '5–9' }), 'the half-filled form is here again').toBeChecked();

    await expect(other.getByText('Sovellus päivittyi')).toBeVisible();
    await expect(other.getByLabel('Arvioitava toiminta')).toHaveValue('Avoin olohuone');
    await other.getByLabel('Arvioitava toiminta').fill('Avoin olohuone ja kahvila');
    await other.getByRole('button', { name: 'Päivitä nyt' }).click();
    await expect(other.locator('html')).toHaveAttribute('data-new', 'yes');
    await expect(other.getByLabel('Arvioitava toiminta')).toHaveValue('Avoin olohuone ja kahvila');
  } finally {
    await receiver.stop();
    rmSync(app, { recursive: true, force: true });
  }
});

test('F66: what stands between keeps the worker’s file for a day: a new version is found all the same', {
  tag: '@worker',
}, async ({ page }) => {
  const app = mkdtempSync(join(tmpdir(), 'app-'));
  cpSync('dist', app, { recursive: true });
  const receiver = await startReceiver({ env: { APP: app } });
  const between = await cachingForADay(receiver);
  try {
    await setUp(page, { url: between.url, token: receiver.token });
    // The first visit is not the worker's: from the second on it is at work.
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
    newVersion(app);
    await receiver.kill('SIGTERM');
    await receiver.again();
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await expect(page.getByText('Uusi versio on valmiina')).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Päivitä nyt' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-new', 'yes');
  } finally {
    between.stop();
    await receiver.stop();
    rmSync(app, { recursive: true, force: true });
  }
});

test('the next version comes in the language in use, though the network goes before it takes over', {
  tag: '@worker',
}, async ({ page, context }) => {
  const app = mkdtempSync(join(tmpdir(), 'app-'));
  cpSync('dist', app, { recursive: true });
  const receiver = await startReceiver({ env: { APP: app } });
  try {
    await setUp(page, receiver);
    await page.goto(`${receiver.url}/more`);
    await page.getByRole('radio', { name: 'svenska' }).check();
    await expect(page.getByRole('heading', { name: 'Mer' })).toBeVisible();
    // What is there of other parts is of the version before: as if every one of them had another name now.
    await page.evaluate(() => caches.delete('later'));
    newVersion(app);
    await receiver.kill('SIGTERM');
    await receiver.again();
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await expect(page.getByRole('button', { name: 'Uppdatera nu' })).toBeVisible({ timeout: 30_000 });
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Uppdatera nu' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-new', 'yes');
    await expect(page.getByRole('heading', { name: 'Mer' })).toBeVisible();
  } finally {
    await receiver.stop();
    rmSync(app, { recursive: true, force: true });
  }
});

/** A server before the receiver that tells browsers to keep every file for a day. */
async function cachingForADay({ url }: { url: string }) {
  const server = createServer(async (request, response) => {
    const ask = () => fetch(`${url}${request.url}`, { headers: { accept: request.headers.accept ?? '*/*' } });
    // Connections that were kept open to a receiver that was stopped since fail one by one.
    let answer = await ask().catch(() => undefined);
    for (let tries = 0; !answer && tries < 20; tries++) answer = await ask().catch(() => undefined);
    if (!answer) return void response.writeHead(502).end();
    const { 'content-encoding': _, 'content-length': _l, ...headers } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, { ...headers, 'cache-control': 'public, max-age=86400' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function startOutingAt(page: Parameters<typeof startOuting>[0], url: string) {
  await page.goto(`${url}/outreach/start`);
  await page.getByRole('radio', { name: 'Kirjasto' }).check();
  await page.getByRole('button', { name: 'Lähdettiin' }).click();
  await expect(page.getByRole('heading', { name: 'Kirjasto' })).toBeVisible();
}

/** A next version in the same folder: another start page, and a worker that knows of it. */
function newVersion(app: string) {
  const page = readFileSync(join(app, 'index.html'), 'utf8').replace('<html', '<html data-new="yes"');
  writeFileSync(join(app, 'index.html'), page);
  const worker = readFileSync(join(app, 'sw.js'), 'utf8');
  const revised = worker
    .replace(/(url:`?"?index\.html`?"?,revision:[`"])\w+/, '$1next')
    .replace(/("revision":")\w+(","url":"index\.html")/, '$1next$2')
    .replace(/("url":"index\.html","revision":")\w+/, '$1next');
  if (revised === worker) throw new Error('The worker does not list index.html as this test expects');
  writeFileSync(join(app, 'sw.js'), revised);
  appendFileSync(join(app, 'sw.js'), '\n// next version');
  for (const file of ['index.html.br', 'index.html.gz', 'sw.js.br', 'sw.js.gz'])
    rmSync(join(app, file), { force: true });
}
