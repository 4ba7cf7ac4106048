/** The words of the page around an instrument's own. */
import type locale from '../../locales/fi.json';
import type { Instrument } from './instrument/instrument.ts';
import type { AnswerWords } from './respondent/answers.ts';

/** The words around one instrument: why it is asked, where the app knows, and who reads what. */
export function wordsAround(
  { id, items }: Instrument,
  { answer, answerAbout }: Pick<typeof locale, 'answer' | 'answerAbout'>,
): AnswerWords {
  const why = new Map(Object.entries(answerAbout.why)).get(id) ?? answer.why;
  const asksForWords = items.some(({ type }) => type === 'short' || type === 'long');
  const { codeHint, written } = answerAbout;
  return { ...answer, why, codeHint, ...(asksForWords ? { written } : {}) };
}

/** The words of the page where a worker answers together with the respondent: the worker sees the answers, and holds the device. */
export const together = (words: AnswerWords): AnswerWords => ({
  ...words,
  seen: words.seenTogether,
  thanks: words.thanksTogether,
  stopped: words.stoppedTogether,
});
