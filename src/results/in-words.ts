/** Numbers of the results as they are written and said. */
import type { TFunction } from 'i18next';
import { locale } from '../i18n/dates.ts';
import type { Estimate } from '../statistics/estimates.ts';
import type { Instrument, InstrumentText } from '../survey/instrument/instrument.ts';

/** A number with at most so many decimals. */
export const number = (value: number, language: string, digits = 1): string =>
  new Intl.NumberFormat(locale(language), { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(
    value,
  );

/** A share as whole per cents. */
export const percent = (share: number, language: string): string =>
  new Intl.NumberFormat(locale(language), { style: 'percent', maximumFractionDigits: 0 }).format(share);

/** `64,1–70,7`; with words between where a number is below zero. */
export function interval({ interval: ends }: Estimate, write: (value: number) => string): string | undefined {
  if (!ends) return undefined;
  return ends.map(write).join(ends[0] < 0 ? ' … ' : '–');
}

/** The instrument's words in the language of the interface where they are installed, else in the first that is. */
export function instrumentText({ texts }: Instrument, language: string): { language: string; text: InstrumentText } {
  const [first = ''] = Object.keys(texts);
  const shown = texts[language] ? language : first;
  return { language: shown, text: texts[shown]! };
}

/** `1. kerta`; for responses without a code that they can be paired by, words for that. */
export const waveName = (wave: number | null, t: TFunction): string =>
  wave === null ? t('report.noWave') : t('report.wave', { number: wave + 1 });
