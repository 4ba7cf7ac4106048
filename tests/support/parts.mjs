/** The parts of the suite, each run as a command and counted by the report that it leaves. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cameTo, ofPlaywright, ofVitest } from './came-to.mjs';

const run = (command, env = {}) =>
  spawnSync(command, { shell: true, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;

/** A step that is no test: counts only where it fails. */
export const step = (command) => cameTo(run(command));

/** Runs a command that leaves its report in the file that `command` and `env` are given. */
function counted(command, count, env = () => ({})) {
  const folder = mkdtempSync(join(tmpdir(), 'part-'));
  try {
    const file = join(folder, 'report.json');
    const isWell = run(command(file), env(file));
    return cameTo(isWell, existsSync(file) ? readFileSync(file, 'utf8') : undefined, count);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Projects of the unit tests: `plain` and `quick` are the quick ones, and `slow`. */
export const unit = (projects, more = '') =>
  counted(
    (file) =>
      `npx vitest run ${projects.map((one) => `--project ${one}`).join(' ')} ${more} --reporter=default --reporter=json --outputFile.json=${file}`,
    ofVitest,
  );

/** The browser tests, or those that `more` names. Of those that failed, what stood on the page is printed. */
export function browser(more = '') {
  const part = counted(
    () => `npx playwright test ${more} --reporter=list,json`,
    ofPlaywright,
    (file) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
  );
  if (part.failed > 0) printFailedPages('test-results');
  return part;
}

/** A machine that is thrown away after the run keeps no files to look at: its log must be enough. */
function printFailedPages(folder) {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const file = join(folder, name, 'error-context.md');
    const page = existsSync(file) && readFileSync(file, 'utf8').split('```yaml')[1];
    if (page) console.log(`\nThe page of ${name}\n${page.split('\n').slice(0, 90).join('\n')}`);
  }
}
