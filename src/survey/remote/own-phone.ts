import type { AnswerWords } from '../respondent/answers.ts';

/**
 * The words of the page on a respondent's own phone: there is no worker beside, and nobody gives the phone back. `isByPoster`:
 * its tag goes with the answers.
 */
export const onOwnPhone = (words: AnswerWords, isByPoster = false): AnswerWords => ({
  ...words,
  who: words.whoOwn,
  stored: isByPoster ? `${words.storedOwn} ${words.byPoster ?? ''}` : words.storedOwn,
  seen: words.seenOwn,
  thanks: words.thanksOwn,
  stopped: words.stoppedOwn,
  failed: words.failedOwn,
  draftFailed: words.draftFailedOwn,
});

/**
 * Whether the code is to be written by hand. A link of an earlier version has it in itself, and lies in histories: it is asked
 * for all the same, and not taken from there.
 */
export const isCoded = (told: URLSearchParams): boolean => told.has('coded') || told.has('code');
