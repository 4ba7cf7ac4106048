/** Debian's PostgreSQL, for the tests that want a real one: installed where this may. Elsewhere they say that they were not run. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

const folder = '/usr/lib/postgresql';
const isThere = () =>
  fs.existsSync(folder) && fs.readdirSync(folder).some((v) => fs.existsSync(`${folder}/${v}/bin/initdb`));
const mayInstall = process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get');

/** Never fails: a machine without it is as good for everything else. */
export function installPostgresql() {
  if (isThere() || !mayInstall) return;
  console.error('Installing PostgreSQL for the tests that want a real one …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...words) =>
    spawnSync('apt-get', ['-qq', ...words], { env, stdio: ['ignore', 'ignore', 2] }).status === 0;
  if (!apt('update') || !apt('install', '-y', '--no-install-recommends', 'postgresql')) {
    console.error('PostgreSQL cannot be installed here');
  }
}
