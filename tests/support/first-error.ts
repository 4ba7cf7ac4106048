/** What happens when a form is refused. */
import { expect, type Page } from '@playwright/test';

/**
 * Waits until the first thing that is wrong on the screen has the focus, in the field that says so to those who hear it, and
 * words and field are seen: in the window and under no bar. Answers what is said there, and under which id.
 */
export async function expectFirstError(page: Page, what: string): Promise<{ id: string; words: string }> {
  const first = () =>
    page.evaluate(() => {
      const told = document.querySelector<HTMLElement>('.error-text:not(:empty)');
      if (!told) return 'nothing is said';
      const field = document.activeElement as HTMLElement;
      const box = told.closest('.field, fieldset');
      if (!box?.contains(field)) return `the focus is on ${field.outerHTML.slice(0, 80)}`;
      const describes = [field, field.closest('fieldset')].some((one) =>
        one?.getAttribute('aria-describedby')?.split(' ').includes(told.id),
      );
      if (!describes) return 'the words do not belong to the field';
      for (const one of [told, field]) {
        const { left, top, width, height } = one.getBoundingClientRect();
        const seen = document.elementFromPoint(left + width / 2, top + height / 2);
        if (!seen || !(one.contains(seen) || seen.contains(one))) return `out of sight: ${one.outerHTML.slice(0, 80)}`;
      }
      return { id: told.id, words: told.textContent ?? '' };
    });
  let found: Awaited<ReturnType<typeof first>> = '';
  await expect
    .poll(async () => {
      found = await first();
      return found;
    }, what)
    .toHaveProperty('words');
  return found as unknown as { id: string; words: string };
}

/** Waits until nothing is said any more where this error was. */
export const expectMended = (page: Page, { id }: { id: string }, what: string): Promise<void> =>
  expect
    .poll(() => page.evaluate((told) => document.getElementById(told)?.textContent ?? '', id), `${what}, mended`)
    .toBe('');
