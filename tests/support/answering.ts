import { expect, type Page } from '@playwright/test';

/** The statement on screen. */
export const statement = (page: Page) => page.locator('fieldset:visible .statement');

/** Begins, on the page that was opened. */
export async function begin(page: Page): Promise<void> {
  await page.getByText('Aloitan', { exact: true }).click();
  await expect(statement(page)).toBeVisible();
}

/** Answers one statement with the step of that label, or skips it, and goes on. */
export async function answer(page: Page, step: string | null): Promise<void> {
  if (step) await page.getByRole('radio', { name: step, exact: true }).check();
  await page.locator('#next').click();
}

/** Answers all ten: the given step for each, null for skipped. */
export async function answerAll(page: Page, steps: (string | null)[]): Promise<void> {
  for (const step of steps) await answer(page, step);
  await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();
}

export const tenTimes = (step: string | null): (string | null)[] => Array.from({ length: 10 }, () => step);

/** Answers in the list where a worker asks: the given step for each, null for skipped, from the given statement on. */
export async function answerList(page: Page, steps: (string | null)[], from = 0): Promise<void> {
  for (const [index, step] of steps.entries()) {
    const asked = page.locator(`#q${from + index + 1}`);
    if (step) await asked.getByRole('radio', { name: step, exact: true }).check();
  }
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();
}
