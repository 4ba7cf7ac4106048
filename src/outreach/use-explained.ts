import { useWords } from '../i18n/words.ts';
import { explain } from '../ui/explain.ts';
import { capital } from './in-words.ts';

interface Row<T extends string> {
  title: string;
  /** What holds for the whole row: said alone for a choice that means what it says. */
  note?: string | undefined;
  values: readonly T[];
  term: (value: T) => string;
  meaning?: (value: T) => string | undefined;
}

/** What a row of chips needs to be explained: every word by the button, one by a long press on it. */
export function useExplained(): <T extends string>(row: Row<T>) => { label: string; say: (value?: T) => void } {
  const { t, language } = useWords();
  return ({ title, note, values, term, meaning }) => ({
    label: t('outreach.explain.all', { row: title }),
    say(value) {
      const asked = value === undefined ? values : values.filter((one) => one === value);
      const meanings = asked.flatMap((one) => {
        const told = meaning?.(one);
        return told ? [{ term: capital(term(one), language), meaning: told }] : [];
      });
      const heading = value !== undefined && meanings.length === 0 ? capital(term(value), language) : title;
      void explain({ title: heading, note, meanings, close: t('outreach.explain.close') });
    },
  });
}
