/** A new Chromium process with a phone's screen and touch, and a page that carries the probe. */
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
];
const phone = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true };

const pageScripts = ['observe.js', 'first-answer.js', 'saved.js']
  .map((name) => fs.readFileSync(path.join(import.meta.dirname, '../page', name), 'utf8'))
  .join('\n');

/**
 * Opens a browser on a profile. `ask` is what the probe is to answer first: `{ start, first }` of a target.
 * `page` is the only tab; `cdp` speaks to it; `errors` gathers what the page threw.
 */
export async function openBrowser(profile, ask) {
  const options = { executablePath, headless: true, args, locale: 'en-GB', ...phone };
  const context = await chromium.launchPersistentContext(profile, options);
  const page = context.pages()[0] ?? (await context.newPage());
  const cdp = await context.newCDPSession(page);
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error).slice(0, 200)));
  if (ask) await page.addInitScript({ content: `{ const ask = ${JSON.stringify(ask)};\n${pageScripts}\n}` });
  return { context, page, cdp, errors, version: context.browser()?.version(), close: () => context.close() };
}

/** Slows the page's main thread, not its workers: that is all that Chromium can slow. */
export const slowDown = (cdp, rate) => cdp.send('Emulation.setCPUThrottlingRate', { rate });

/** Opens an address and waits for the first answer to hold. */
export async function openUntilAnswered(page, url) {
  await page.goto(url, { waitUntil: 'commit', timeout: 60_000 });
  await page.waitForFunction(() => window.probe?.answered, null, { timeout: 60_000, polling: 100 });
}

/** Waits until the page has done nothing long for `ms`, at most `longest`. */
export async function untilQuiet(page, ms, longest = 10_000) {
  await page.evaluate(
    async ({ ms, longest }) => {
      const start = performance.now();
      const quietFor = () => performance.now() - Math.max(window.probe.lastBusy(), start - ms + 400);
      while (quietFor() < ms && performance.now() - start < longest) await new Promise((done) => setTimeout(done, 200));
    },
    { ms, longest },
  );
}
