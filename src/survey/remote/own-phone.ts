import type { AnswerWords } from '../respondent/answers.ts';

/** The words of the page on a respondent's own phone: there is no worker beside, and nobody gives the phone back. */
export const onOwnPhone = (words: AnswerWords): AnswerWords => ({
  ...words,
  who: words.whoOwn,
  stored: words.storedOwn,
  seen: words.seenOwn,
  thanks: words.thanksOwn,
  stopped: words.stoppedOwn,
  failed: words.failedOwn,
  draftFailed: words.draftFailedOwn,
});
