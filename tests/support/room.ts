/** Screens with large text or little room: opened within the app, looked at word by word. */
import { expect, type Page } from '@playwright/test';

/** Goes to a screen without loading the app anew. */
export async function openInApp(page: Page, route: string): Promise<void> {
  await page.evaluate((path) => {
    document.querySelector('main h1')?.setAttribute('data-before', '');
    history.pushState(null, '', path);
    dispatchEvent(new PopStateEvent('popstate'));
  }, route);
  await expect(page.locator('main h1:not([data-before])').locator('visible=true').first(), route).toBeVisible();
}

/**
 * What is wrong with a screen at this size: that it scrolls sideways, and each word of which a part stands on another line,
 * though no hyphen, soft hyphen or slash stands between. Addresses and codes may be cut anywhere.
 */
export const brokenWords = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const found = scrollWidth > clientWidth ? [`scrolls sideways: ${scrollWidth} of ${clientWidth}`] : [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    /** Where a sign stands; the hyphen of the line before it, which a browser counts to it, comes first. */
    const lineOf = (text: Text, at: number) => {
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      return Math.round([...range.getClientRects()].at(-1)?.top ?? 0);
    };
    while (texts.nextNode()) {
      const text = texts.currentNode as Text;
      const around = text.parentElement!;
      if (around.closest('script, style, select, textarea, noscript, .seen-only-by-ear, .sheet')) continue;
      if (around.closest('code, pre, .checksum, .endpoint-address, .setup-address, .setup-place')) continue;
      if (!around.checkVisibility({ visibilityProperty: true })) continue;
      const isFree = Boolean(around.closest('.chart-scroll, .document-table'));
      range.selectNodeContents(text);
      const lines = [...range.getClientRects()];
      // Most texts stand on one line within the window: nothing in them is torn or cut.
      const isOneLine = lines.every(({ top }) => Math.round(top) === Math.round(lines[0]!.top));
      if (isOneLine && (isFree || lines.every(({ right }) => right <= clientWidth + 1))) continue;
      for (const { 0: word, index } of text.data.matchAll(/[^\s\u00ad\u200b\u2010\u2013\-/]+/g)) {
        const first = lineOf(text, index);
        if (lineOf(text, index + word.length - 1) !== first)
          found.push(`${word} (${around.className || around.tagName})`);
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        // What sticks out of the window, or of a box that hides it.
        if (!isFree && range.getBoundingClientRect().right > clientWidth + 1)
          found.push(`${word} is cut (${around.className || around.tagName})`);
      }
    }
    return found;
  });

/** How much of the screen's height is left to what one came for: neither under the bars nor taken by the navigation. */
export const roomLeft = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { left, width } = document.querySelector('main, #answer')!.getBoundingClientRect();
    const lines = Array.from({ length: innerHeight }, (_, y) => document.elementFromPoint(left + width / 2, y));
    const free = lines.filter((there) => !there?.closest('.top, .action, .places, .bar, .head'));
    return free.length / innerHeight;
  });

/** Sets the window and how large the text is, in per cent of what the browser has; back at the top of the page. */
export async function setRoom(page: Page, [width, height, percent]: readonly [number, number, number]): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.evaluate((size) => {
    document.documentElement.style.fontSize = size === 100 ? '' : `${1.125 * size}%`;
    scrollTo(0, 0);
    return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }, percent);
}
