/** A respondent's answers while they are being given: pure. */
import type locale from '../../locales/fi.json';
import type { Fields } from '../store/kind.ts';
import type { Instrument } from './instrument.ts';
import type { SurveyResponse } from './response.ts';

/** The words of the page around the instrument's own, in the respondent's language. */
export type AnswerWords = (typeof locale)['answer'];

/** What is kept while a person answers. */
export interface Answering {
  instrument: string;
  language: string;
  mode: SurveyResponse['mode'];
  /** ISO 8601 in UTC. */
  startedAt: string;
  /** The statement on screen, from 1. */
  at: number;
  /** In the instrument's order; null where nothing is chosen. */
  answers: (number | null)[];
}

/** The record that finished answers become. */
export function finished(instrument: Instrument, answering: Answering): Fields<SurveyResponse> {
  const { language, mode, startedAt, answers } = answering;
  return {
    instrument: instrument.id,
    instrumentVersion: instrument.version,
    checksum: instrument.checksums[language]!,
    language,
    mode,
    agreed: true,
    startedAt,
    answers,
  };
}
