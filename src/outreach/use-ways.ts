import { useWords } from '../i18n/words.ts';
import { useExplained } from './use-explained.ts';
import { useValues } from './use-values.ts';
import { guidanceWays } from './values.ts';

/** The ways of guidance as the organisation has them, each explained; an own one says what it means itself. */
export function useWays() {
  const { t } = useWords();
  const explained = useExplained();
  const list = useValues('guidanceWays');
  const meaning = (way: string) => {
    const known = guidanceWays.find((one) => one === way);
    return known && t(`outreach.guidanceMeaning.${known}`);
  };
  return {
    ...list,
    explained: (title: string) =>
      explained({ title, note: t('outreach.form.guidanceMeaning'), values: list.codes, term: list.say, meaning }),
  };
}
