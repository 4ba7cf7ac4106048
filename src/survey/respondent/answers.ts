/** A respondent's answers while they are being given: pure. */
import type locale from '../../../locales/fi.json';
import type { Fields } from '../../store/kind.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { type GivenAnswers, onlyShown } from '../instrument/show.ts';
import { type SurveyResponse, tookIn } from '../response.ts';
import type { AskedWave } from '../waves/asked.ts';
import { backgroundItems } from './background-items.ts';

/** The words of the page around the instrument's own, in the respondent's language. */
export type AnswerWords = (typeof locale)['answer'] & {
  /** That answers may be given to research row by row: said where the organisation has it so. */
  rows?: string;
  /** That a code joins one's answers over time: said where there is a code. */
  paired?: string;
  /** Who answers for what is kept, where the instrument's text says so; and where their privacy notice stands. */
  controller?: string;
  notice?: string;
  noticeAt?: string;
  /** How what is written in one's own words is read and may be quoted, where the instrument asks for such. */
  written?: string;
  /** Where to find the code that is to be written on one's own phone. */
  codeHint?: string;
};

/** What the page's script is given: in the page, as data, so that it waits for no other file. */
export interface PageData {
  instrument: Instrument;
  language: string;
  words: AnswerWords;
  /** The languages that have a page of their own in the app. */
  built: string[];
}

/** What is kept while a person answers. */
export interface Answering extends GivenAnswers {
  instrument: string;
  language: string;
  mode: SurveyResponse['mode'];
  /** ISO 8601 in UTC. */
  startedAt: string;
  /** The statement on screen, from 1. */
  at: number;
  /** The respondent's code, where there is one, and the wave that is asked under it. */
  code?: string;
  asked?: AskedWave | undefined;
}

/**
 * The record that answers finished at `now` (ms) become. Answers past the instrument's own items are to the background questions. What is
 * not shown any more is left out.
 */
export function finished(instrument: Instrument, answering: Answering, now = Date.now()): Fields<SurveyResponse> {
  const { language, mode, startedAt, code, asked } = answering;
  // How long a paper form is typed in says nothing of the person.
  const took = mode === 'paper' ? undefined : tookIn(now - Date.parse(startedAt));
  const { answers, ...others } = onlyShown(instrument, answering);
  const more = answering.answers.slice(instrument.items.length);
  const about = backgroundItems.flatMap(({ id }, index) => (more[index] == null ? [] : [[id, more[index]] as const]));
  return {
    instrument: instrument.id,
    instrumentVersion: instrument.version,
    checksum: instrument.checksums[language]!,
    language,
    mode,
    agreed: true,
    ...(took ? { took } : {}),
    answers: answers.slice(0, instrument.items.length),
    ...others,
    ...(about.length > 0 ? { background: Object.fromEntries(about) } : {}),
    ...(code ? { code } : {}),
    ...(code && asked ? { plan: asked.plan, wave: asked.number } : {}),
  };
}
