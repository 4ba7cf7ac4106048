import { defineConfig, type LaunchOptions } from '@playwright/test';
import { chromiumArgs, findChromium, findFirefox, findShell } from './tests/support/chromium.mjs';

const launch = (executablePath: string | undefined): { launchOptions: LaunchOptions } => ({
  launchOptions: { args: chromiumArgs, ...(executablePath ? { executablePath } : {}) },
});
const whole = findChromium();
const quick = findShell() ?? whole;
const firefox = findFirefox();

/** Debian's own Firefox, as it is. */
const inFirefox = (executablePath: string) => ({
  name: 'firefox',
  testDir: 'tests/firefox',
  use: { browserName: 'firefox' as const, channel: 'moz-firefox', launchOptions: { executablePath } },
});

/** The longest files go first, so that no core waits for one at the end. */
const long = /(durability|screens|room|sitting|year|waves|results|many|setting-up)\.spec/;

export default defineConfig({
  testDir: 'tests/browser',
  // A guard against hanging, on a machine that does other things too: what takes long is waited for, never measured.
  timeout: 480_000,
  expect: { timeout: 60_000 },
  fullyParallel: true,
  // One more than there are cores: each waits now and then for a server, a disk or the page, and no core may stand idle meanwhile. With
  // a fourth they only stand in each other's way: the same work takes a twentieth more of the processor, and no less time.
  workers: 3,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  reporter: [['list']],
  outputDir: 'test-results',
  projects: [
    { name: 'whole', grep: /@whole/, use: launch(whole) },
    // A hundred screens, each looked at ten times: on a machine that has a tenth of itself to give, a quarter of an hour.
    { name: 'long', grepInvert: /@whole/, testMatch: long, timeout: 1_800_000, use: launch(quick) },
    { name: 'quick', grepInvert: /@whole/, testIgnore: long, use: launch(quick) },
    ...(firefox ? [inFirefox(firefox)] : []),
  ],
  use: {
    // What hangs is told at its own place, long before the test's own end.
    actionTimeout: 120_000,
    navigationTimeout: 120_000,
    viewport: { width: 360, height: 740 },
    locale: 'fi-FI',
    timezoneId: 'Europe/Helsinki',
    hasTouch: true,
    trace: 'off',
    contextOptions: { reducedMotion: 'reduce' },
  },
});
