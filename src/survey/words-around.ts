/** The words of the page around an instrument's own. */
import type locale from '../../locales/fi.json';
import type { Instrument, InstrumentText } from './instrument/instrument.ts';
import type { AnswerWords } from './respondent/answers.ts';

/**
 * The words around one instrument: why it is asked and by whom, as its text says, else as the app knows; and what may become of
 * the answers. What is only so of some (`rows`, `paired`) is said where it is so.
 */
export function wordsAround(
  { id, items }: Instrument,
  { answer, answerAbout }: Pick<typeof locale, 'answer' | 'answerAbout'>,
  { purpose, controller, privacyNotice }: Pick<InstrumentText, 'purpose' | 'controller' | 'privacyNotice'> = {},
): AnswerWords {
  const why = purpose ?? new Map(Object.entries(answerAbout.why)).get(id) ?? answer.why;
  const asksForWords = items.some(({ type }) => type === 'short' || type === 'long');
  const { codeHint, written, rows, paired } = answerAbout;
  return {
    ...answer,
    ...{ why, codeHint, rows, paired },
    ...(asksForWords ? { written } : {}),
    ...(controller ? { controller: `${answerAbout.controller}: ${controller}` } : {}),
    ...(privacyNotice ? { notice: answerAbout.notice, noticeAt: privacyNotice } : {}),
  };
}

/** The words on a paper form: a worker types it in, and sees it. */
export const onPaper = (words: AnswerWords, { answerAbout }: Pick<typeof locale, 'answerAbout'>): AnswerWords => ({
  ...words,
  stored: answerAbout.storedPaper,
  seen: answerAbout.seenPaper,
});

/** All that a person is told on a paper form, as one text. `isPaired`: it has a code; `givesRows`: the organisation does. */
export function saidOnPaper(words: AnswerWords, { isPaired, givesRows }: { isPaired: boolean; givesRows: boolean }) {
  const { who, why, voluntary, stored, seen, written, paired, rows, controller, notice, noticeAt } = words;
  const asker = [controller && `${controller}.`, noticeAt && `${notice}: ${noticeAt}`];
  return [who, why, voluntary, stored, seen, written, isPaired && paired, givesRows && rows, ...asker]
    .filter(Boolean)
    .join(' ');
}

/** The words of the page where a worker answers together with the respondent: the worker sees the answers, and holds the device. */
export const together = (words: AnswerWords): AnswerWords => ({
  ...words,
  seen: words.seenTogether,
  thanks: words.thanksTogether,
  stopped: words.stoppedTogether,
});
