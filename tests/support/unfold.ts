/** What is folded on a page, opened as a person would who wants it open: it may be so already. */
import type { Page } from '@playwright/test';

export const unfold = (page: Page, name: string): Promise<void> =>
  page
    .locator('details')
    .filter({ has: page.locator('summary', { hasText: name }) })
    .evaluate((part: HTMLDetailsElement) => {
      part.open = true;
    });
