/** That questions are in another language than the page around them. */
import { fill } from '../../i18n/fill.ts';
import { isolated } from '../../i18n/isolated.ts';
import { languageName } from '../instrument/instrument.ts';
import type { AnswerWords } from './answers.ts';

/**
 * What a person is told before anything is asked, in the page's language: in which language the questions are, and that they
 * may stop. `of`: the language of each part's text, in order. Undefined where all are in the page's.
 */
export function saidOfOtherLanguage(words: AnswerWords, page: string, of: readonly string[]): string | undefined {
  const all = [...new Set(of)];
  if (all.every((one) => one === page)) return undefined;
  const inOne = new Map(Object.entries({ fi: words.questionsFi, sv: words.questionsSv, en: words.questionsEn }));
  const named = all.length === 1 ? inOne.get(all[0]!) : undefined;
  return named ?? fill(words.questionsOther ?? '', { language: all.map(languageName).map(isolated).join(', ') });
}
