/** Installs what the tests deliver to, on first use. The packages’ install scripts do nothing that is needed here, and are not run. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const folder = import.meta.dirname;
const installed = path.join(folder, 'node_modules/.package-lock.json');
const lock = path.join(folder, 'package-lock.json');
if (!fs.existsSync(installed) || fs.statSync(installed).mtimeMs < fs.statSync(lock).mtimeMs) {
  console.error('Installing the servers that the tests deliver to …');
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['ci', ...options], { cwd: folder, stdio: ['ignore', 2, 2] });
}
