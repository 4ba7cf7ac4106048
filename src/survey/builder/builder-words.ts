/** What is said of what is missing or wrong, in the words of the screens. */
import type { Translate } from '../../i18n/words.ts';
import { type Issue, isMissing, isRemark } from './look-through.ts';
import type { Named, StandingCounts } from './use-builder.ts';

/** The sentence at a field: calm (`hint`) where something is only not written yet, else what is wrong (`error`). */
export function saidAt(
  t: Translate,
  issues: readonly Issue[],
): { hint?: string | undefined; error?: string | undefined } {
  const wrong = issues.find((issue) => !isMissing(issue) && !isRemark(issue));
  if (wrong) return { error: t(`builder.why.${wrong.why}`) };
  const remark = issues.find(isRemark);
  if (remark) return { hint: t(`builder.why.${remark.why}`) };
  return issues.length > 0 ? { hint: t('builder.notYet') } : {};
}

const nothing: StandingCounts = { missing: 0, wrong: 0, remarks: 0 };

/** What is missing, what is wrong and what is worth a look, each by its own word: `2 puuttuu · 1 korjattava`. */
export const standingWords = (t: Translate, { missing, wrong, remarks }: StandingCounts = nothing): string =>
  [
    missing > 0 && t('builder.lacks', { count: missing }),
    wrong > 0 && t('builder.wrong', { count: wrong }),
    remarks > 0 && t('builder.remarks', { count: remarks }),
  ]
    .filter(Boolean)
    .join(' · ');

/** A question with its number; a text to read has none. */
export function numbered(t: Translate, { number, words }: Named): string {
  const said = words || t('builder.noWordsYet');
  return number === undefined ? said : t('builder.atQuestion', { number, words: said });
}
