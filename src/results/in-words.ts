/** What the results are of, as it is said. */
import type { TFunction } from 'i18next';
import type { Instrument, InstrumentText } from '../survey/instrument/instrument.ts';

/** The instrument's words in the language of the interface where they are installed, else in the first that is. */
export function instrumentText({ texts }: Instrument, language: string): { language: string; text: InstrumentText } {
  const [first = ''] = Object.keys(texts);
  const shown = texts[language] ? language : first;
  return { language: shown, text: texts[shown]! };
}

/** `1. kerta`; for responses without a code that they can be paired by, words for that. */
export const waveName = (wave: number | null, t: TFunction): string =>
  wave === null ? t('report.noWave') : t('report.wave', { number: wave + 1 });
