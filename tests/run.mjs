/**
 * The whole suite: `npm test`. Every part runs, whatever became of the others, but for the browser tests where the build fails.
 * The last line says what it came to: `N passed, N failed`. Ends with 1 where anything failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cameTo, closingLine, ofPlaywright, ofVitest } from './support/came-to.mjs';

const folder = mkdtempSync(join(tmpdir(), 'suite-'));

const run = (command, env = {}) =>
  spawnSync(command, { shell: true, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;

/** A step that is no test: counts only where it fails. */
const step = (command) => cameTo(run(command));

function tests(name, command, count, env = () => ({})) {
  const file = join(folder, `${name}.json`);
  const isWell = run(command(file), env(file));
  return cameTo(isWell, existsSync(file) ? readFileSync(file, 'utf8') : undefined, count);
}

const unit = (project) =>
  tests(
    project,
    (file) => `npx vitest run --project ${project} --reporter=default --reporter=json --outputFile.json=${file}`,
    ofVitest,
  );

const browser = () =>
  tests(
    'browser',
    () => 'npx playwright test --reporter=list,json',
    ofPlaywright,
    (file) => ({
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    }),
  );

const tools = step('node tests/support/tools.mjs');
const check = step('npm run --silent check');
const build = step('npm run --silent build');
const servers = step('node tests/servers/install.mjs');
const parts = [tools, check, build, servers, unit('quick'), unit('slow'), ...(build.failed ? [] : [browser()])];

rmSync(folder, { recursive: true, force: true });
console.log(`\n${closingLine(parts)}`);
process.exitCode = parts.some(({ failed }) => failed > 0) ? 1 : 0;
