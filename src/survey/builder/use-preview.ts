/** The survey as its respondents see it, as far as it is written. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Form } from '../bundle/form.ts';
import type { Translations } from '../instrument/instrument.ts';
import { textFor } from '../instrument/instruments-store.ts';
import type { AnswerWords } from '../respondent/answers.ts';
import { loadPageWords, type PageWords } from '../respondent/page-words-store.ts';
import { withOwnWords, wordsAround } from '../words-around.ts';
import { drawnForm } from './forms.ts';
import { anyWords } from './survey.ts';
import type { Builder } from './use-builder.ts';

export interface Preview {
  /** In which it is: the one before stands until the words of the next have come. */
  language: string;
  form: Form;
  words: AnswerWords;
}

/** What stands where nothing is written yet. */
const dots = '…';
export const filledIn = (words: Translations, language: string): string => anyWords(words, language) || dots;

/** The words that were loaded once stand at once where they are needed again: nothing flashes as one goes from question to question. */
const loaded = new Map<string, PageWords>();

/** Loads what the preview says in a language, before anybody looks at it. Where it cannot be had it is tried again as it is looked at. */
export const readyPreview = (language: string): Promise<void> =>
  loaded.has(language)
    ? Promise.resolve()
    : loadPageWords(language).then(
        (words) => void loaded.set(language, words),
        () => undefined,
      );

/** Null where there is nothing to draw yet; undefined until the words of the page are there. */
export function usePreview({ survey, known }: Builder, language: string): Preview | undefined | null {
  const form = useMemo(() => drawnForm(survey, known.instruments, filledIn), [survey, known]);
  const [shown, setShown] = useState<string>();
  useEffect(() => {
    let isLatest = true;
    void readyPreview(language).then(() => isLatest && setShown(language));
    return () => {
      isLatest = false;
    };
  }, [language]);
  const isStill = shown !== undefined && survey.languages.includes(shown);
  const drawn = !loaded.has(language) && isStill ? shown : language;
  const page = loaded.get(drawn);
  if (!form) return null;
  if (!page) return undefined;
  const text = textFor(form, drawn);
  const around = wordsAround(form, page, text, form.purposes[drawn]);
  return { language: drawn, form, words: withOwnWords(around, text.page) };
}
