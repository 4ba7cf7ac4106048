/**
 * The app's own delivery against a real Directus, which is too large to install in every run (500 MB, minutes): by hand.
 *
 *     npm run test:directus
 *
 * Directus is installed into a folder outside the project on first use, and starts on an empty SQLite file each time.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const version = '11.3.5';
const folder = process.env.DIRECTUS ?? path.join(tmpdir(), `kenttakirja-directus-${version}`);
const program = path.join(folder, 'node_modules/directus/cli.js');

if (!existsSync(program)) {
  console.error(`Installing Directus ${version} into ${folder}: this takes minutes …`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const options = ['--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', `directus@${version}`, ...options], { cwd: folder, stdio: ['ignore', 2, 2] });
}

const data = mkdtempSync(path.join(tmpdir(), 'directus-'));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const env = {
  ...process.env,
  DB_CLIENT: 'sqlite3',
  DB_FILENAME: path.join(data, 'data.db'),
  SECRET: 'only-for-this-run-of-the-tests',
  ADMIN_EMAIL: 'admin@example.com',
  ADMIN_PASSWORD: 'salaisuus',
  HOST: '127.0.0.1',
  PORT: String(port),
  PUBLIC_URL: url,
  TELEMETRY: 'false',
  LOG_LEVEL: 'error',
};
let server;
try {
  execFileSync(process.execPath, [program, 'bootstrap'], { cwd: folder, env, stdio: ['ignore', 2, 2] });
  server = spawn(process.execPath, [program, 'start'], { cwd: folder, env, stdio: ['ignore', 2, 2] });
  await untilItAnswers();
  const vitest = path.resolve('node_modules/vitest/vitest.mjs');
  const test = ['run', '--config', 'tests/directus/vitest.config.ts'];
  execFileSync(process.execPath, [vitest, ...test], { env: { ...process.env, DIRECTUS_URL: url }, stdio: 'inherit' });
} catch (error) {
  if (typeof error.status !== 'number') throw error;
  process.exitCode = error.status;
} finally {
  server?.kill();
  rmSync(data, { recursive: true, force: true });
}

async function untilItAnswers() {
  for (const until = Date.now() + 60_000; Date.now() < until; ) {
    const answer = await fetch(`${url}/server/ping`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error('Directus does not start');
}

function freePort() {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => done(free));
    });
  });
}
