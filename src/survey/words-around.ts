/** The words of the page around an instrument's own. */
import { type Instrument, type InstrumentText, isInOwnWords } from './instrument/instrument.ts';
import type { AnswerWords } from './respondent/answers.ts';
import type { PageWords } from './respondent/page-words-store.ts';

/**
 * The words around one instrument: why it is asked and by whom, as its text says, else as the app knows; and what may become of
 * the answers. What is only so of some (`rows`, `paired`) is said where it is so. `purposeElsewhere`: why it is
 * asked, where its text says so in another language than the page's; that stands beside the app's own words.
 */
export function wordsAround(
  { id, items }: Instrument,
  { answer, answerAbout, answerMore, workers }: PageWords,
  { purpose, controller, privacyNotice }: Pick<InstrumentText, 'purpose' | 'controller' | 'privacyNotice'> = {},
  purposeElsewhere?: string,
): AnswerWords {
  const why = purpose || new Map(Object.entries(answerAbout.why)).get(id) || answer.why;
  const asksForWords = items.some(isInOwnWords);
  const { codeHint, written, rows, paired, storedAlone, seenServer } = answerAbout;
  return {
    ...answer,
    ...answerMore,
    ...{ why, codeHint, rows, paired, storedAlone, seenServer },
    ...workers,
    ...(asksForWords ? { written } : {}),
    ...(purposeElsewhere ? { purpose: purposeElsewhere } : {}),
    ...(controller ? { controller: `${answerAbout.controller}: ${controller}` } : {}),
    ...(privacyNotice ? { notice: answerAbout.notice, noticeAt: privacyNotice } : {}),
  };
}

/** The words that an instrument's file gives a page stand before the app's own; a file that has a worker's words too, all of them. */
export function withOwnWords(around: AnswerWords, page: InstrumentText['page'] = {}): AnswerWords {
  const { workersLanguage, workersOpen, workersCancel, ...rest } = around;
  const isForWorkersToo = page.unlock !== undefined;
  const { stored, seen } = page;
  return {
    ...(isForWorkersToo ? rest : around),
    // What a file says of this itself stands in every case.
    ...(stored ? { storedAlone: stored } : {}),
    ...(seen ? { seenServer: '' } : {}),
    ...(page as Partial<AnswerWords>),
  };
}

/** The words on a device that is alone: nothing is sent anywhere until there is a server. */
export const onDeviceAlone = (words: AnswerWords): AnswerWords => ({
  ...words,
  stored: words.storedAlone ?? words.stored,
  seenServer: '',
});

/** The words on a paper form: a worker types it in, and sees it. `isAlone`: on a device that has no server. */
export const onPaper = (
  words: AnswerWords,
  { answerAbout }: Pick<PageWords, 'answerAbout'>,
  isAlone: boolean,
): AnswerWords => ({
  ...(isAlone ? onDeviceAlone(words) : words),
  stored: isAlone ? answerAbout.storedPaperAlone : answerAbout.storedPaper,
  seen: answerAbout.seenPaper,
});

/** Who sees the answers, on each way of answering. */
export const saidOfSeeing = ({ seen, seenServer }: Pick<AnswerWords, 'seen' | 'seenServer'>): string =>
  [seen, seenServer].filter(Boolean).join(' ');

/** All that a person is told on a paper form, as one text. `isPaired`: it has a code; `givesRows`: the organisation does. */
export function saidOnPaper(words: AnswerWords, { isPaired, givesRows }: { isPaired: boolean; givesRows: boolean }) {
  const { who, why, voluntary, stored, written, paired, rows, controller, notice, noticeAt } = words;
  const asker = [controller && `${controller}.`, noticeAt && `${notice}: ${noticeAt}`];
  return [who, why, voluntary, stored, saidOfSeeing(words), written, isPaired && paired, givesRows && rows, ...asker]
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
