import { useMemo } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { exampleNames } from './names.ts';
import { useOutreach } from './use-settings.ts';

const namesOf = (list: readonly { name: string }[]) => list.map(({ name }) => name);

/** Names to begin with, before there are earlier outings to take them from: the organisation's own, else examples. */
export function useExampleNames(): { places: string[]; organisations: string[] } {
  const { t, language } = useWords();
  const { places, partners } = useOutreach();
  return useMemo(() => {
    const examples = exampleNames(t);
    return {
      places: places.length > 0 ? namesOf(places) : examples.places,
      organisations: partners.length > 0 ? namesOf(partners) : examples.partners,
    };
  }, [language, places, partners]);
}
