/** Finds the browsers of the tests: a whole Chromium, the headless shell of it, and a Firefox. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const systems = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];

/** The path of a Chromium, or undefined: the one that CHROMIUM names, Playwright's own, or the system's. */
export function findChromium() {
  const named = namedBy('CHROMIUM');
  if (named) return named;
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  return systems.map(onPath).find(Boolean);
}

/**
 * The path of a headless shell, or undefined: the same engine without what only a whole browser has (notifications, Background
 * Sync), for a fifth less work. Where CHROMIUM names a browser, only CHROMIUM_SHELL names another.
 */
export function findShell() {
  return namedBy('CHROMIUM_SHELL') ?? (process.env.CHROMIUM ? undefined : onPath('chromium-headless-shell'));
}

/** The path of Debian's Firefox, or undefined: Playwright drives it as it is, which it does with no other. */
export const findFirefox = () => namedBy('FIREFOX') ?? onPath('firefox-esr');

function namedBy(variable) {
  const named = process.env[variable];
  if (named && !existsSync(named)) throw new Error(`${variable} names ${named}, and there is nothing there`);
  return named || undefined;
}

const onPath = (name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout?.trim() || undefined;

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
