/**
 * What the tests use of the system: says what is here and what is not, with the way to get it. It installs nothing, unless
 * INSTALL_TOOLS=1 lets it (Debian, as root). Ends with 1 where there is no browser at all, or where the one that is named is missing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findChromium, findFirefox, findShell } from './chromium.mjs';

const programs = '/usr/lib/postgresql';

/** Debian's PostgreSQL, newest first. */
const findPostgresql = () =>
  (existsSync(programs) ? readdirSync(programs) : [])
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => `${programs}/${version}/bin`)
    .find((folder) => existsSync(`${folder}/initdb`));

/** Where a program is; undefined where this machine has none of that name. */
const findProgram = (name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout?.trim() || undefined;

/** LibreOffice's word processor, which is a package of its own beside its spreadsheet. */
const findWriter = () => {
  const office = findProgram('soffice');
  const writer = office && join(dirname(realpathSync(office)), 'libswlo.so');
  return writer && existsSync(writer) ? writer : undefined;
};

const findIcalendar = () =>
  spawnSync('/usr/bin/python3', ['-c', 'import icalendar']).status === 0 ? 'here' : undefined;

const [named] = process.argv.slice(2);
const tools = [
  { package: 'chromium', find: findChromium, without: 'no browser test can run' },
  {
    package: 'chromium-headless-shell',
    find: () => findShell() ?? (process.env.CHROMIUM ? 'not asked for: CHROMIUM names the browser' : undefined),
    without: 'the browser tests run in Chromium and take longer',
  },
  { package: 'firefox-esr', find: findFirefox, without: 'nothing is tried in Firefox' },
  { package: 'postgresql', find: findPostgresql, without: 'the tests on PostgreSQL say NOT RUN' },
  { package: 'pspp', find: () => findProgram('pspp'), without: 'SPSS syntax is not run' },
  {
    package: 'libreoffice-calc-nogui',
    find: () => findProgram('soffice'),
    without: 'no spreadsheet program opens the files',
  },
  {
    package: 'libreoffice-writer-nogui',
    find: findWriter,
    without: 'no word processor opens the files',
  },
  { package: 'poppler-utils', find: () => findProgram('pdftotext'), without: 'what is printed is not read back' },
  { package: 'age', find: () => findProgram('age'), without: 'no other program opens a backup' },
  { package: 'python3-icalendar', find: findIcalendar, without: 'calendars have one reader less' },
].filter((tool) => !named || tool.package === named);

const lacking = () => tools.filter(({ find }) => !find());

const mayInstall = process.env.INSTALL_TOOLS === '1';
if (mayInstall && lacking().length > 0) install(lacking().map((tool) => tool.package));

for (const { package: name, find, without } of tools)
  console.log(
    `${name}: ${find() ?? `not here; ${without}. Get it: apt-get install ${name}, or run again with INSTALL_TOOLS=1`}`,
  );
if (named) process.exitCode = lacking().length > 0 ? 1 : 0;
else if (!findChromium()) {
  console.error(
    'The browser tests need a Chromium. CHROMIUM=/path/to/it names one; `npx playwright install chromium` fetches one.',
  );
  process.exitCode = 1;
}

/** One that cannot be installed is told below, and the others are used all the same. */
function install(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...words) =>
    spawnSync('apt-get', ['-qq', ...words], { env, stdio: ['ignore', 'ignore', 2] }).status === 0;
  console.log(`Installing ${packages.join(', ')} …`);
  apt('update');
  // Nothing is kept of such a machine: a third of the time goes into waiting for its disk.
  const quickly = ['-o', 'Dpkg::Options::=--force-unsafe-io'];
  for (const name of packages) apt(...quickly, 'install', '-y', '--no-install-recommends', name);
}
