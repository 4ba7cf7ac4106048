/**
 * The whole suite: `npm test`. Every part runs, whatever became of the others, but for the browser tests where the build fails.
 * The last line says what it came to: `N passed, N failed`. Ends with 1 where anything failed.
 */
import { closingLine } from './support/came-to.mjs';
import { browser, step, unit } from './support/parts.mjs';

const [tools, servers, advisories, build, check] = await Promise.all([
  step('node tests/support/tools.mjs'),
  step('node tests/servers/install.mjs', { isHeld: true }),
  step('node tests/support/advisories.mjs', { isHeld: true }),
  step('npm run --silent build', { isHeld: true }),
  step('npm run --silent check', { isHeld: true }),
]);
const quick = await unit('!slow');
// Together they leave no core idle: either waits much, for the disk, a server or a page.
const slowAndBrowser = await Promise.all([
  unit('slow', '--maxWorkers=1', { isHeld: true }),
  ...(build.failed ? [] : [browser()]),
]);
const parts = [tools, servers, advisories, check, build, quick, ...slowAndBrowser];

console.log(`\n${closingLine(parts)}`);
process.exitCode = parts.some(({ failed }) => failed > 0) ? 1 : 0;
