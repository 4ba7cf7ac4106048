/** To the field in which something is missing or wrong: each says of what by `data-issues`. */
import type { Issue } from './look-through.ts';

/** Whether there was such a field to focus; one that is folded away is unfolded first. */
export function focusIssue(within: ParentNode, { why, language }: Pick<Issue, 'why' | 'language'>): boolean {
  const inLanguage = language === undefined ? '' : `[lang="${CSS.escape(language)}"]`;
  const [field] = [...within.querySelectorAll<HTMLElement>(`[data-issues~="${why}"]`)].flatMap((box) => {
    const found = box.querySelector<HTMLElement>(`:is(input, textarea)${inLanguage}`);
    return found ?? (language === undefined ? (box.querySelector<HTMLElement>('select, button') ?? []) : []);
  });
  if (!field) return false;
  const folded = field.closest<HTMLDetailsElement>('details:not([open])');
  if (folded) folded.open = true;
  field.focus({ preventScroll: true });
  (field.closest('.field') ?? field).scrollIntoView({ block: 'center' });
  return true;
}
