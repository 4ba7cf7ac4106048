/** A person's hand on a phone, as the keystroke-level model has it: every tap is counted, and costs the time of a thought. */
import type { Locator, Page } from '@playwright/test';

/** How long a decision and the way of a thumb take, in seconds, and a tap on the same button again, which needs no decision. */
const decision = 2.4;
const again = 0.45;

export interface Hand {
  /** Decides, and taps. */
  tap(target: Locator): Promise<void>;
  /** Taps the same once more. */
  tapAgain(target: Locator): Promise<void>;
  taps(): number;
  /** What the taps cost a person, in seconds. */
  seconds(): number;
}

/** Takes a hand on a page: counts the clicks that reach it from now on. */
export async function takeHand(page: Page): Promise<Hand> {
  let taps = 0;
  let seconds = 0;
  await page.exposeFunction('tapped', () => {
    taps++;
  });
  const count = () =>
    addEventListener(
      'click',
      (event) => event.isTrusted && event.detail > 0 && (window as never as { tapped(): void }).tapped(),
      true,
    );
  // In this document, and in those that come after it.
  await Promise.all([page.evaluate(count), page.addInitScript(count)]);
  const tapIn = (cost: number) => async (target: Locator) => {
    seconds += cost;
    await target.click({ delay: 80 });
  };
  return { tap: tapIn(decision), tapAgain: tapIn(again), taps: () => taps, seconds: () => seconds };
}
