/**
 * Finds a Chromium: the one that the environment variable CHROMIUM names, Playwright's own, or the system's. Run as a
 * program it installs one where there is none: Playwright's download, or Debian's package where that is refused.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';

const systems = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];

/** The path of a Chromium, or undefined. */
export function findChromium() {
  const named = process.env.CHROMIUM;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM names ${named}, and there is nothing there`);
    return named;
  }
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  const where = (name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout?.trim();
  return systems.map(where).find(Boolean) || undefined;
}

function install() {
  console.log('No Chromium here: asking Playwright for one.');
  if (spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit', timeout: 300_000 }).status === 0)
    return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.error('Install a Chromium, or name one with CHROMIUM=/path/to/chromium, and run the tests again.');
    process.exit(1);
  }
  console.log('Playwright could not: installing the package of the system.');
  const apt = (...words) => execFileSync('apt-get', words, { stdio: 'inherit' });
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'chromium');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (!findChromium()) install();
  console.log(`Chromium: ${findChromium()}`);
}

/** How tests start it: nothing goes to the network by itself; root needs the sandbox off. */
export const chromiumArgs = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
