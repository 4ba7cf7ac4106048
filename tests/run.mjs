/**
 * The whole suite: `npm test`. Every part runs, whatever became of the others but for a build that fails, and the last line
 * says what it came to: `N passed, N failed`. Ends with 1 where anything failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'suite-'));

const run = (command, env = {}) =>
  spawnSync(command, { shell: true, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;

/** What a part came to, where it has a report; one that ended badly without naming a test is one failure. */
function counted(isWell, file, count) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: isWell ? 0 : 1 };
  }
  const { passed, failed } = count(report);
  return { passed, failed: isWell ? failed : Math.max(failed, 1) };
}

function unit(project) {
  const file = join(folder, `${project}.json`);
  const reporters = `--reporter=default --reporter=json --outputFile.json=${file}`;
  const isWell = run(`npx vitest run --project ${project} ${reporters}`);
  return counted(isWell, file, ({ numPassedTests: passed, numFailedTests: failed, testResults }) => {
    // A file that could not be read has no tests to count.
    const unread = testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && !assertionResults.length,
    );
    return { passed, failed: failed + unread.length };
  });
}

function browser() {
  const file = join(folder, 'browser.json');
  const isWell = run('npx playwright test --reporter=list,json', { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  return counted(isWell, file, ({ stats: { expected, unexpected, flaky }, errors }) => ({
    passed: expected,
    failed: unexpected + flaky + errors.length,
  }));
}

/** A step that is no test: counts only where it fails. */
const step = (command) => ({ passed: 0, failed: run(command) ? 0 : 1 });

const results = [step('node tests/support/tools.mjs'), step('npm run --silent check'), step('npm run --silent build')];
const isBuilt = results.at(-1).failed === 0;
results.push(step('node tests/servers/install.mjs'), unit('quick'), unit('slow'));
if (isBuilt) results.push(browser());

rmSync(folder, { recursive: true, force: true });
const sum = (of) => results.reduce((n, result) => n + result[of], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
