/**
 * The whole suite: `npm test`. Every part runs, whatever became of the others, but for the browser tests where the build fails.
 * The last line says what it came to: `N passed, N failed`. Ends with 1 where anything failed.
 */
import { closing } from './support/came-to.mjs';
import { browser, step, unit } from './support/parts.mjs';

const held = { isHeld: true };
const tools = step('node tests/support/tools.mjs');
const servers = step('node tests/servers/install.mjs', held);
const build = step('npm run --silent build', held);
const readied = [
  tools,
  servers,
  build,
  step('node tests/support/advisories.mjs', held),
  step('npm run --silent check', held),
];

/** Each as soon as it can: three tests of the browser and two others at once leave neither of two cores idle while a page or a server waits, whichever part ends first. */
async function testBrowser() {
  const [, built] = await Promise.all([tools, build]);
  return built.failed ? [] : browser();
}
async function testUnits() {
  await Promise.all([tools, servers, build]);
  return unit('*', '', held);
}
const parts = (await Promise.all([...readied, testUnits(), testBrowser()])).flat();

console.log(`\n${closing(parts)}`);
process.exitCode = parts.some(({ failed }) => failed > 0) ? 1 : 0;
