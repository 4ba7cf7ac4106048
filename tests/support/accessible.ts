import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type axe from 'axe-core';

const script = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What is looked for: all that WCAG 2.0 to 2.2 asks at A and AA, or the rules that look at colours, which another theme can break. */
const rules: Record<'all' | 'colours', axe.RunOnly> = {
  all: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  colours: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
};

/**
 * What axe finds, in words. There are no frames, so it runs in the page itself, where it is put once a document; of what is well
 * it says nothing, which is half of its work.
 */
export async function findings(page: Page, what: string, of: 'all' | 'colours' = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(script);
  const violations = await page.evaluate(async (runOnly) => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
    // Without reading each style sheet anew, which only a rule for sounds and one that is on trial ask for: half of the work.
    const found = await run(document, { runOnly, resultTypes: ['violations'], preload: false });
    return found.violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html.slice(0, 160)) }));
  }, rules[of]);
  return violations.map(({ id, html }) => `${what}: ${id} ${html.join(' | ')}`);
}

/** The screen in both themes: all of `check` in the light one, the colours in the dark one. */
export async function checkThemes(page: Page, what: string): Promise<void> {
  await check(page, what);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await findings(page, `${what}, dark`, 'colours')).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
}

/**
 * The screen on a phone and on a desk, in both themes: colours are the same at any width, and a desk shows all that a phone does, so
 * that the dark ones are looked at there.
 */
export async function checkEverywhere(page: Page, what: string): Promise<void> {
  const phone = page.viewportSize()!;
  await check(page, what);
  await page.setViewportSize({ width: 1280, height: 800 });
  await checkThemes(page, `${what}, 1280 px`);
  await page.setViewportSize(phone);
}

/** The screen that was gone to stands there: while its part loads, the one before does. */
async function arrived(page: Page, what: string): Promise<void> {
  await expect(page.locator('main[aria-busy]'), what).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 }).locator('visible=true').first(), what).toBeVisible();
}

/** What is drawn, as far as a look at it depends on: another answer means that something has come, gone or moved. */
const drawn = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { scrollHeight } = document.documentElement;
    const heading = document.querySelector('h1')?.textContent;
    return JSON.stringify([
      location.pathname,
      heading,
      scrollHeight,
      innerHeight,
      document.querySelectorAll('*').length,
    ]);
  });

/**
 * What every screen must be: nothing for axe to find, nothing to scroll sideways, targets of 48 px. `what` is how a complaint
 * names the screen.
 */
export async function check(page: Page, what: string): Promise<void> {
  await arrived(page, what);
  // As high as the page is: what the bar of the one action now covers can be scrolled from under it.
  const seen = page.viewportSize()!;
  // What was still being drawn while axe looked is looked at anew; one that is always higher than the screen is left at that.
  const over = () => page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
  let found: string[] = [];
  for (let round = 0; round < 5; round++) {
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ ...seen, height: Math.max(seen.height, height) });
    // First what is drawn, then whether all of it is seen: what grows between the two is looked at anew.
    const before = await drawn(page);
    if (round < 4 && (await over()) > 0) continue;
    found = await findings(page, what);
    if ((await drawn(page)) === before) break;
    await arrived(page, what);
  }
  await page.setViewportSize(seen);
  expect(found).toEqual([]);
  const { wide, small } = await page.evaluate(() => {
    const targets = [
      ...document.querySelectorAll<HTMLElement>(
        'a.button, button, .chip span, .step span, .places a, input[type=text], input[type=date], textarea, select, summary',
      ),
    ];
    const isSmall = (element: HTMLElement) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 0 && height > 0 && height < 48;
    };
    return {
      wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      small: targets.filter(isSmall).map((element) => element.outerHTML.slice(0, 120)),
    };
  });
  expect(wide, `${what} scrolls sideways`).toBe(false);
  expect(small, what).toEqual([]);
}
