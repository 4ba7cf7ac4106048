/**
 * The whole suite: `npm test`. Every part runs, whatever became of the others, but for the browser tests where the build fails.
 * The last line says what it came to: `N passed, N failed`. Ends with 1 where anything failed.
 */
import { closingLine } from './support/came-to.mjs';
import { browser, step, unit } from './support/parts.mjs';

const tools = step('node tests/support/tools.mjs');
const check = step('npm run --silent check');
const build = step('npm run --silent build');
const servers = step('node tests/servers/install.mjs');
const parts = [
  tools,
  check,
  build,
  servers,
  unit(['plain', 'quick']),
  unit(['slow']),
  ...(build.failed ? [] : [browser()]),
];

console.log(`\n${closingLine(parts)}`);
process.exitCode = parts.some(({ failed }) => failed > 0) ? 1 : 0;
