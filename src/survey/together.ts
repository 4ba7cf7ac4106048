import type { AnswerWords } from './respondent/answers.ts';

/** The words of the page where a worker answers together with the respondent: the worker sees the answers, and holds the device. */
export const together = (words: AnswerWords): AnswerWords => ({
  ...words,
  seen: words.seenTogether,
  thanks: words.thanksTogether,
  stopped: words.stoppedTogether,
});
