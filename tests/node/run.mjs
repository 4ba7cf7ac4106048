/**
 * The quick unit tests on a current Node, which is installed on first use (212 MB):
 *
 *     npm run test:node -- tests/unit/drain.test.ts
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findCurrentNode, notRun } from '../support/current-node.mjs';

const here = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
execFileSync(process.execPath, [here('tests/servers/install.mjs')], { stdio: 'inherit' });
const node = findCurrentNode();
if (!node) console.log(notRun);
else {
  const test = [here('node_modules/vitest/vitest.mjs'), 'run', '--project', '!slow', ...process.argv.slice(2)];
  process.exitCode = spawnSync(node, test, { cwd: here('.'), stdio: 'inherit' }).status ?? 1;
}
