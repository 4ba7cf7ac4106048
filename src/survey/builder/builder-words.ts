/** What is said of what is missing or wrong, in the words of the screens. */
import type { Translate } from '../../i18n/words.ts';
import { type Issue, isMissing } from './look-through.ts';

/** The sentence at a field: calm (`hint`) where something is only not written yet, else what is wrong (`error`). */
export function saidAt(
  t: Translate,
  issues: readonly Issue[],
): { hint?: string | undefined; error?: string | undefined } {
  const wrong = issues.find((issue) => !isMissing(issue));
  if (wrong) return { error: t(`builder.why.${wrong.why}`) };
  return issues.length > 0 ? { hint: t('builder.notYet') } : {};
}
