/**
 * What the lock costs: saving and starting on a device with one beside a device without, with few and many
 * responses stored; and from the PIN to the first screen. Run by itself, after a build: `node tests/bench/lock.mjs [sizes] [rounds]`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '../support/chromium.mjs';
import { machine, machineNow } from './lib/machine.mjs';
import { median, spread, times } from './lib/numbers.mjs';
import { table } from './lib/table.mjs';
import { seedOurs } from './seeds/ours.mjs';

const sizes = (process.argv[2] ?? '1,1000,10000').split(',').map(Number);
const rounds = Number(process.argv[3] ?? 7);
const pin = '482913';
const folder = mkdtempSync(join(tmpdir(), 'bench-lock-'));
const port = 4618;
const address = `http://localhost:${port}`;
const probe = ['observe.js', 'saved.js']
  .map((name) => readFileSync(join(import.meta.dirname, 'page', name), 'utf8'))
  .join('\n');
const keeps = { db: 'kenttakirja', store: 'records' };

const receiver = spawn('node', ['build/main.js'], {
  env: { ...process.env, PORT: String(port), DATA: join(folder, 'data') },
});
await new Promise((done) => receiver.stdout.on('data', (some) => String(some).includes('Token:') && done()));
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });

const heading = (page, name) => page.getByRole('heading', { name, exact: true }).waitFor({ timeout: 600_000 });

/** A phone of its own from which nothing is sent, with so many responses; `isLocked`: a lock is set on it, and open. */
async function phone(stored, isLocked) {
  const context = await browser.newContext({ locale: 'fi-FI', viewport: { width: 412, height: 823 } });
  await context.route('**/api/records', (route) => route.abort());
  const page = await context.newPage();
  await page.addInitScript({ content: `{ const ask = {};\n${probe}\n}` });
  await page.goto(address);
  await heading(page, 'Tänään');
  await page.evaluate(() => navigator.serviceWorker.ready);
  const device = { page, close: () => context.close() };
  await saved(device);
  if (stored > 1) await page.evaluate(seedOurs, { ...keeps, more: stored - 1 });
  if (!isLocked) return device;
  await page.goto(`${address}/more/lock`);
  await page.getByRole('textbox', { name: 'Uusi PIN-koodi' }).fill(pin);
  await page.getByRole('textbox', { name: 'Sama uudelleen' }).fill(pin);
  await page.getByRole('button', { name: 'Aseta lukko' }).click();
  const from = performance.now();
  await page.getByText('Laite avataan PIN-koodilla.').waitFor({ timeout: 600_000 });
  await page.waitForFunction(isSealedAnew, undefined, { timeout: 600_000 });
  console.error(`lock set, ${stored} stored: ${Math.round(performance.now() - from)} ms`);
  return device;
}

/** In the page: whether nothing lies under the key before any more. */
const isSealedAnew = () =>
  new Promise((done, fail) => {
    const asked = indexedDB.open('kenttakirja');
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => {
      const keys = asked.result.transaction('keys').objectStore('keys').getAllKeys();
      keys.onsuccess = () => {
        asked.result.close();
        done(!keys.result.includes('before'));
      };
    };
  });

/** Brings a device to its first screen, with its PIN where the worker has let go of the key. */
async function opened({ page }) {
  await page.goto(address);
  const [today, locked] = ['Tänään', 'Kenttäkirja on lukittu'].map((name) => page.getByRole('heading', { name }));
  await today.or(locked).waitFor({ timeout: 600_000 });
  if (await locked.isVisible()) {
    await page.getByLabel('PIN-koodi').fill(pin);
    await page.getByRole('button', { name: 'Avaa' }).click();
  }
  await today.waitFor({ timeout: 600_000 });
}

/** A response: from the last tap to the disk, in ms. */
async function saved({ page }) {
  await opened({ page });
  await page.goto(`${address}/answer/esis.fi?mode=assisted`);
  await page.getByText('Aloitan', { exact: true }).click();
  for (let n = 1; n <= 10; n++) {
    await page.locator(`#q${n}`).waitFor();
    await page.keyboard.press('3');
    await page.locator(`#q${n} input:checked`).waitFor({ state: 'attached' });
  }
  const done = page.getByRole('button', { name: 'Valmis' });
  await done.waitFor();
  // What the page does when it begins is measured by its start: nobody answers ten statements before that is over.
  await page.waitForLoadState('networkidle');
  const seen = await page.evaluate((where) => window.probe.awaitSave(where), keeps);
  await done.click();
  const write = await page.evaluate(() => window.probe.saved);
  const { at } = await page.evaluate((index) => window.probe.clicks[index], seen);
  return write.complete - at;
}

/** In the page: the time (ms since it began) at which this stood on the screen. */
const timeOf = (page, selector, text) =>
  page.waitForFunction(
    ([selector, text]) =>
      [...document.querySelectorAll(selector)].some((element) => element.textContent.includes(text)) &&
      performance.now(),
    [selector, text],
    { polling: 'raf', timeout: 600_000 },
  );

/** From the opening of the app to its first screen; the worker still has the key of a lock that is open. */
async function started({ page }) {
  await opened({ page });
  await page.goto(address, { waitUntil: 'commit' });
  return (await timeOf(page, 'h1', 'Tänään')).jsonValue();
}

/** From the tap on the button that opens the lock to the first screen. */
async function unlocked({ page }) {
  await opened({ page });
  await page.goto(`${address}/more/lock`);
  await page.getByRole('button', { name: 'Lukitse nyt' }).click();
  await heading(page, 'Kenttäkirja on lukittu');
  await page.goto(address);
  await page.getByLabel('PIN-koodi').fill(pin);
  const button = page.getByRole('button', { name: 'Avaa' });
  await button.click();
  const from = await page.evaluate(() => window.probe.clicks.at(-1).at);
  return (await (await timeOf(page, 'h1', 'Tänään')).jsonValue()) - from;
}

const rows = [];
try {
  console.log({ ...machine(), ...machineNow() });
  for (const size of sizes) {
    const [open, locked] = [await phone(size, false), await phone(size, true)];
    const found = { saved: [], started: [], unlocked: [] };
    for (let round = 0; round < rounds; round++) {
      for (const [name, measure] of Object.entries({ saved, started })) {
        const pair = {};
        for (const which of round % 2 ? [locked, open] : [open, locked])
          pair[which === open ? 'open' : 'locked'] = await measure(which);
        found[name].push(pair);
      }
      found.unlocked.push(await unlocked(locked));
    }
    for (const name of ['saved', 'started'])
      rows.push([
        `${name}, ${size} stored`,
        spread(found[name].map((pair) => pair.open)),
        spread(found[name].map((pair) => pair.locked)),
        times(found[name].map((pair) => [pair.locked, pair.open])),
      ]);
    rows.push([
      `PIN to the first screen, ${size} stored`,
      '',
      spread(found.unlocked),
      `median ${Math.round(median(found.unlocked))}`,
    ]);
    console.error(rows.slice(-4));
    for (const device of [open, locked]) await device.close();
  }
  console.log(machineNow());
  console.log(table(['ms', 'without a lock', 'with a lock', '× of the same round'], rows));
} finally {
  await browser.close();
  receiver.kill();
  rmSync(folder, { recursive: true, force: true });
}
