/** A person's hand on a phone: it thinks before it taps, and every tap is counted. */
import type { Locator, Page } from '@playwright/test';

/** How long a decision and the way of a thumb take, in ms: about 2.4 s together in the keystroke-level model. */
const decision = 2_400;
/** A tap on the same button again needs no decision. */
const again = 450;

export interface Hand {
  /** Thinks, and taps. */
  tap(target: Locator): Promise<void>;
  /** Taps the same once more. */
  tapAgain(target: Locator): Promise<void>;
  taps(): number;
  /** Seconds since the hand was taken. */
  seconds(): number;
}

/** Takes a hand on a page: counts from now on. The waits here are what is measured, not a way to wait for the page. */
export async function takeHand(page: Page): Promise<Hand> {
  let taps = 0;
  await page.exposeFunction('tapped', () => {
    taps++;
  });
  await page.evaluate(() =>
    addEventListener(
      'click',
      (event) => event.isTrusted && event.detail > 0 && (window as never as { tapped(): void }).tapped(),
      true,
    ),
  );
  const began = Date.now();
  const after = (ms: number) => new Promise((done) => setTimeout(done, ms));
  return {
    async tap(target) {
      await after(decision);
      await target.click({ delay: 80 });
    },
    async tapAgain(target) {
      await after(again);
      await target.click({ delay: 80 });
    },
    taps: () => taps,
    seconds: () => (Date.now() - began) / 1000,
  };
}
