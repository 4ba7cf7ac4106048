/** Playwright's `expect`, in which waiting for what is to be seen costs little. */
import { type Locator, expect as playwrights } from '@playwright/test';

/**
 * Waits until it is seen. At each of its looks in vain Playwright's own writes down the whole page as a screen reader has it, for a
 * message that is then thrown away: a tenth of the work of the tests. Here only what fails is written down, in Playwright's words.
 */
async function seen(locator: Locator, timeout: number): Promise<void> {
  try {
    if (!(await locator.isVisible())) await locator.waitFor({ timeout });
  } catch (error) {
    if (locator.page().isClosed()) throw error;
    await playwrights(locator).toBeVisible({ timeout: 1 });
  }
}

export const expect = playwrights.extend({
  async toBeVisible(locator: Locator, options: { timeout?: number; visible?: boolean } = {}) {
    const { timeout = this.timeout, visible = true } = options;
    const pass = !this.isNot;
    try {
      if (pass && visible) await seen(locator, timeout);
      else await (pass ? playwrights(locator) : playwrights(locator).not).toBeVisible({ timeout, visible });
      return { pass, message: () => '' };
    } catch (error) {
      return { pass: !pass, message: () => (error as Error).message.replaceAll(' 1ms', ` ${timeout}ms`) };
    }
  },
});
