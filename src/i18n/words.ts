import i18next, { type ParseKeys, type TFunction } from 'i18next';
import { useEffect, useState } from 'preact/hooks';
import type finnish from '../../locales/fi.json';
import type { Constant } from '../ui/title.ts';
import { clock, day } from './dates.ts';

/** Gives a text of the chosen language; one into which nothing is filled is `Constant`. */
export type Translate = ((key: ParseKeys) => Constant) & TFunction;

/** The words of the chosen language, and times in its way of writing. */
export interface Words {
  t: Translate;
  language: string;
  /** `14.52`: the time of day; with the date where it is not today. */
  clock(at: number | string): string;
  /** `la 21.11.`: a calendar day. */
  day(at: number | string): string;
}

/** The words of a language that is here already: the chosen one, or one that was added beside it. */
export const wordsIn = (language: string): Words => ({
  t: i18next.getFixedT(language) as Translate,
  language,
  clock: (at) => clock(at, language),
  day: (at) => day(at, language),
});

/** Those of the language that is chosen now. */
export const wordsNow = (): Words => ({ ...wordsIn(i18next.language), t: i18next.t as Translate });

/** The words for a screen, drawn again when the language changes. */
export function useWords(): Words {
  const [words, setWords] = useState(wordsNow);
  useEffect(() => {
    const changed = () => setWords(wordsNow());
    i18next.on('languageChanged', changed);
    return () => i18next.off('languageChanged', changed);
  }, []);
  return words;
}

/** One part of the chosen language's texts as they stand in its file, for what fills them in without i18next. */
export const wordsOf = <N extends keyof typeof finnish>(part: N): (typeof finnish)[N] =>
  i18next.getResource(i18next.language, 'translation', part);
