import type { Words } from '../../i18n/words.ts';

/** `0, 3 ja 6 kk, sitten 12 kk välein`: how often a plan asks. */
export function rhythmWords(
  { months, every }: { months: readonly number[]; every?: number | undefined },
  { t, language }: Words,
): string {
  const only = months.length === 1 && months[0] === 0;
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(months.map(String));
  const first = only ? t('codes.rhythm.start') : t('codes.rhythm.months', { months: list });
  return every === undefined ? first : `${first}, ${t('codes.rhythm.every', { count: every })}`;
}
