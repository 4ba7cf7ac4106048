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
  form: Form;
  words: AnswerWords;
}

/** What stands where nothing is written yet. */
const dots = '…';
export const filledIn = (words: Translations, language: string): string => anyWords(words, language) || dots;

/** Undefined where nothing can be drawn yet; `words` are those of the page in that language. */
export function usePreview({ survey, known }: Builder, language: string): Preview | undefined {
  const form = useMemo(() => drawnForm(survey, known.instruments, filledIn), [survey, known]);
  const [page, setPage] = useState<{ language: string; words: PageWords }>();
  useEffect(() => {
    let isLatest = true;
    void loadPageWords(language).then(
      (words) => isLatest && setPage({ language, words }),
      () => undefined,
    );
    return () => {
      isLatest = false;
    };
  }, [language]);
  if (!form || page?.language !== language) return undefined;
  const text = textFor(form, language);
  const around = wordsAround(form, page.words, text, form.purposes[language]);
  return { form, words: withOwnWords(around, text.page) };
}
