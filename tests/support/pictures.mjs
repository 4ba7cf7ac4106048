/**
 * Takes the pictures of the README and of the manifest from the built app: `npm run pictures`. A picture is only as true as
 * the app was when it was taken.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumArgs, findChromium } from './chromium.mjs';

const data = mkdtempSync(join(tmpdir(), 'pictures-'));
const server = spawn('node', ['build/main.js'], {
  env: { ...process.env, PORT: '0', DATA: data },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const link = await new Promise((found) => {
  let said = '';
  server.stdout.on('data', (text) => {
    said += text;
    const set = /http:\S+#key=\S+/.exec(said);
    if (set) found(set[0]);
  });
});
const origin = new URL(link).origin;
const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs });

try {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    locale: 'fi-FI',
    timezoneId: 'Europe/Helsinki',
    reducedMotion: 'reduce',
    hasTouch: true,
  });
  const page = await context.newPage();
  const take = async (name) => {
    await page.evaluate(() => {
      document.activeElement?.blur();
      scrollTo(0, 0);
    });
    await page.screenshot({ path: `public/pictures/${name}.png` });
  };
  await page.goto(link);
  await page.getByRole('heading', { name: 'Tänään' }).waitFor();
  await page.getByText('Valmis käyttöön ilman verkkoa.', { exact: true }).waitFor();
  await context.setOffline(true);
  const go = (path) => page.goto(origin + path);
  await go('/outreach/start');
  await page.getByRole('radio', { name: 'Asema' }).check();
  await page.getByRole('checkbox', { name: 'Diakonia' }).check();
  await page.getByRole('button', { name: 'Lähdettiin' }).click();
  for (const [depth, topic] of [
    ['Keskustelu', 'Asuminen, yöpaikka'],
    ['Lyhyt kohtaaminen', 'Yksinäisyys, osallisuus'],
    ['Keskustelu', 'Raha, etuudet'],
    ['Ei halunnut', null],
  ]) {
    await page.getByRole('link', { name: 'Kirjaa kohtaaminen' }).click();
    await page.getByRole('radio', { name: depth }).check();
    if (topic) await page.getByRole('checkbox', { name: topic }).check();
    await page.getByText(/^Tallessa tässä laitteessa/).waitFor();
    if (topic) await take('encounter');
    await page.getByRole('button', { name: 'Valmis' }).click();
    await page.getByRole('heading', { name: 'Kirjaa myös' }).waitFor();
  }
  await page.getByRole('link', { name: 'Tänään' }).click();
  await page.getByRole('link', { name: 'Jalkautuminen', exact: true }).click();
  await page.getByRole('link', { name: /Asema/ }).first().click();
  await page.getByRole('heading', { name: 'Asema' }).waitFor();
  await page.getByText('Keskustelusta paina myös kohdattu.').waitFor();
  await take('outing');
  await go('/assessment');
  await page.getByRole('link', { name: 'Aloita arviointi' }).click();
  await page.getByLabel('Arvioitava toiminta').fill('Torstaikahvila');
  await page.getByRole('link', { name: /^1 Miten/ }).click();
  await page.getByRole('checkbox', { name: 'Alulla' }).first().check();
  await page
    .getByText(/^1\/28/)
    .first()
    .waitFor();
  await go('/');
  await page.getByText('Torstaikahvila').waitFor();
  await take('today');
  await page.emulateMedia({ colorScheme: 'dark' });
  await go('/answer/esis.fi');
  await page.getByText('Aloitan', { exact: true }).click();
  await page.locator('#next').click();
  await page.locator('#next').click();
  await page.getByRole('radio', { name: 'Samaa mieltä', exact: true }).check();
  await take('statement');
} finally {
  await browser.close();
  server.kill();
  rmSync(data, { recursive: true, force: true });
}
