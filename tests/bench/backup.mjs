/**
 * A device with many records backed up and put back onto another one: time, size, and by how much the page's process grows. Run by
 * itself, after a build: `node tests/bench/backup.mjs [records]`. Linux, because peaks are read in /proc.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '../support/chromium.mjs';
import { machine, machineNow } from './lib/machine.mjs';
import { seedOurs } from './seeds/ours.mjs';

const records = Number(process.argv[2] ?? 50_000);
const passphrase = 'kolme mäntyä rannalla';
const folder = mkdtempSync(join(tmpdir(), 'bench-backup-'));
const port = 4617;
const address = `http://localhost:${port}`;

const receiver = spawn('node', ['build/main.js'], {
  env: { ...process.env, PORT: String(port), DATA: join(folder, 'data') },
});
const link = await new Promise((done) => {
  let said = '';
  receiver.stdout.on('data', (some) => {
    said += some;
    const [, found] = /(http\S+#key=\S+)/.exec(said) ?? [];
    if (found) done(found);
  });
});
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });

/** A phone of its own, set up or not; nothing is sent from it. */
async function phone(first) {
  const context = await browser.newContext({ locale: 'fi-FI', serviceWorkers: 'block' });
  await context.route('**/api/records', (route) => route.abort());
  const page = await context.newPage();
  await page.goto(first);
  await page.getByRole('heading', { name: 'Tänään' }).waitFor();
  return { context, page };
}

/** The processes that draw pages, by id. */
async function renderers() {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

const status = (pid, name) =>
  Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** Does something in a page; answers how long it took (s) and by how much the page's process grew at its peak (MB). */
async function measured(work) {
  const pids = await renderers();
  const before = new Map(pids.map((pid) => [pid, status(pid, 'VmRSS')]));
  for (const pid of pids) writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  const grown = pids.map((pid) => status(pid, 'VmHWM') - before.get(pid));
  return { seconds: Math.round(seconds * 10) / 10, grown: Math.round(Math.max(...grown)) };
}

try {
  const { context, page } = await phone(link);
  await page.goto(`${address}/outreach/start`);
  await page.getByRole('radio', { name: 'Asema' }).check();
  await page.getByRole('button', { name: 'Lähdettiin' }).click();
  await page.getByRole('heading', { name: 'Asema' }).waitFor();
  await page.evaluate(seedOurs, { db: 'kenttakirja', store: 'records', more: records });
  await page.goto(`${address}/more/backup`);
  await page.getByLabel('Uusi salalause').fill(passphrase);
  await page.getByLabel('Sama uudelleen').fill(passphrase);
  console.log({ ...machine(), ...machineNow(), records });
  const saving = page.waitForEvent('download', { timeout: 600_000 });
  const made = await measured(async () => {
    await page.getByRole('button', { name: 'Tee varmuuskopio' }).click();
    await page.getByText('Varmuuskopio on tehty.').waitFor({ timeout: 600_000 });
  });
  const file = join(folder, 'a.age');
  await (await saving).saveAs(file);
  console.log('made', { ...made, megabytes: Math.round(statSync(file).size / 1e5) / 10 });
  await context.close();

  const { page: next } = await phone(address);
  await next.goto(`${address}/more/backup`);
  await next.getByText('Palauta varmuuskopio', { exact: true }).click();
  await next.getByLabel('Valitse tiedosto').setInputFiles(file);
  await next.getByLabel('Varmuuskopion salalause').fill(passphrase);
  const read = await measured(async () => {
    await next.getByRole('button', { name: 'Avaa varmuuskopio' }).click();
    await next.getByText(/^Varmuuskopio on ehjä/).waitFor({ timeout: 600_000 });
  });
  console.log('read to its end', read);
  const restored = await measured(async () => {
    await next.getByRole('button', { name: 'Palauta tähän laitteeseen' }).click();
    await next.getByText('Palautettu', { exact: true }).waitFor({ timeout: 1_200_000 });
  });
  console.log('restored', restored);
} finally {
  await browser.close();
  receiver.kill();
  rmSync(folder, { recursive: true, force: true });
}
