/**
 * Installs, on first use, what the tests run beside the project: the servers that they deliver to, and a current Node. The
 * packages’ install scripts do nothing that is needed here, and are not run.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

for (const [name, what] of [
  ['servers', 'the servers that the tests deliver to'],
  ['node', 'a current Node'],
])
  install(path.join(import.meta.dirname, '..', name), what);

function install(folder, what) {
  const installed = path.join(folder, 'node_modules/.package-lock.json');
  const lock = path.join(folder, 'package-lock.json');
  if (fs.existsSync(installed) && fs.statSync(installed).mtimeMs >= fs.statSync(lock).mtimeMs) return;
  console.error(`Installing ${what} …`);
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['ci', ...options], { cwd: folder, stdio: ['ignore', 2, 2] });
}
