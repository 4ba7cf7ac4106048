/**
 * The parts of the suite, each run as a command and counted by the report that it leaves. Of those that run beside another
 * (`isHeld`) what they print comes in one piece, once they have ended.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cameTo, failuresInPlaywright, failuresInVitest, ofPlaywright, ofVitest } from './came-to.mjs';

/** Whether a command ended well. */
const run = (command, { env = {}, isHeld = false } = {}) =>
  new Promise((done) => {
    const stdio = isHeld ? ['ignore', 'pipe', 'pipe'] : 'inherit';
    const child = spawn(command, { shell: true, stdio, env: { ...process.env, ...env } });
    const printed = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => printed.push(bytes));
    child.once('error', () => done(false));
    child.once('close', (code) => {
      process.stdout.write(Buffer.concat(printed));
      done(code === 0);
    });
  });

/** A step that is no test: counts only where it fails. */
export async function step(command, options) {
  const isWell = await run(command, options);
  return { ...cameTo(isWell), failures: isWell ? [] : [command] };
}

/** Runs a command that leaves its report in the file that `command` and `env` are given. */
async function counted(command, count, failuresIn, { env = () => ({}), isHeld } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'part-'));
  try {
    const file = join(folder, 'report.json');
    const isWell = await run(command(file), { env: env(file), isHeld });
    const report = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    const part = cameTo(isWell, report, count);
    const failures = report ? failuresIn(JSON.parse(report)) : [];
    return { ...part, failures: part.failed > 0 && failures.length === 0 ? [command(file)] : failures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The unit tests: `slow*`, `!slow*` for all the quick ones, or `*`. */
export const unit = (project, more = '', options) =>
  counted(
    (file) =>
      `npx vitest run --project '${project}' ${more} --reporter=default --reporter=json --outputFile.json=${file}`,
    ofVitest,
    failuresInVitest,
    options,
  );

/** The browser tests, or those that `more` names. Of those that failed, what stood on the page is printed. */
export async function browser(more = '') {
  const part = await counted(
    () => `npx playwright test ${more} --reporter=list,json`,
    ofPlaywright,
    failuresInPlaywright,
    {
      env: (file) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
    },
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
