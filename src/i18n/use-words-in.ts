import i18next from 'i18next';
import { useEffect, useState } from 'preact/hooks';
import { addWordsOf } from './i18n.ts';
import { type Words, wordsIn } from './words.ts';

/** The words of a language that need not be the interface's. Undefined until they are here; `missing` where they cannot be had. */
export function useWordsIn(language: string): Words | 'missing' | undefined {
  const [found, setFound] = useState<{ language: string; words: Words | 'missing' }>();
  useEffect(() => {
    let isWanted = true;
    const set = (words: Words | 'missing') => {
      if (isWanted) setFound({ language, words });
    };
    if (language === i18next.language) set(wordsIn(language));
    else
      addWordsOf(language).then(
        () => set(wordsIn(language)),
        () => set('missing'),
      );
    return () => {
      isWanted = false;
    };
  }, [language]);
  return found?.language === language ? found.words : undefined;
}
