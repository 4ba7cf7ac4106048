/**
 * The suite in random order, each browser test twice: order and repetition change nothing. Build first.
 *
 *     npm run test:shuffled -- --seed 7 --repeat 2
 *
 * Unit tests: files and the tests in them. Browser tests: groups of tests drawn from all files, one group after the other.
 * The last line says what it came to: `N passed, N failed`. Ends with 1 where anything failed.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { closing } from '../support/came-to.mjs';
import { browser, step, unit } from '../support/parts.mjs';

/** How many browser tests run together. */
const together = 26;

const { values } = parseArgs({ options: { seed: { type: 'string' }, repeat: { type: 'string' } } });
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e6));
const repeat = Number(values.repeat ?? 2);
if (!Number.isInteger(seed) || !(repeat > 0))
  throw new Error('--seed and --repeat take whole numbers, --repeat above 0');

const root = fileURLToPath(new URL('../../', import.meta.url));
const { module } = await runnerImport('/tests/support/random.ts', { root, configFile: false, logLevel: 'error' });
const chance = module.random(seed);

/** Every test of the browser as `file:line`, once. */
function browserTests() {
  const listed = JSON.parse(
    execFileSync('npx', ['playwright', 'test', '--list', '--reporter=json'], { maxBuffer: 1 << 26 }).toString(),
  );
  const inside = ({ specs = [], suites = [] }) => [
    ...specs.map(({ file, line }) => `tests/browser/${file}:${line}`),
    ...suites.flatMap(inside),
  ];
  return [...new Set(listed.suites.flatMap(inside))];
}

const shuffled = browserTests()
  .map((test) => ({ test, at: chance() }))
  .sort((a, b) => a.at - b.at)
  .map(({ test }) => test);
const groups = Array.from({ length: Math.ceil(shuffled.length / together) }, (_, index) =>
  shuffled.slice(index * together, (index + 1) * together),
);

const order = `--sequence.shuffle --sequence.seed=${seed}`;
const parts = [await step('node tests/servers/install.mjs'), await unit('*', order)];
for (const group of groups) parts.push(await browser(`${group.join(' ')} --repeat-each ${repeat}`));
console.log(`\nseed ${seed}, each browser test ${repeat} times\n${closing(parts)}`);
process.exitCode = parts.some(({ failed }) => failed > 0) ? 1 : 0;
