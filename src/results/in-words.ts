/** What the results are of, as it is said. */
import type { TFunction } from 'i18next';
import type { ToldMean } from '../disclosure/told-mean.ts';
import { number } from '../i18n/numbers.ts';
import type { Instrument, InstrumentText } from '../survey/instrument/instrument.ts';

/** The instrument's words in the language of the interface where they are installed, else in the first that is. */
export function instrumentText({ texts }: Instrument, language: string): { language: string; text: InstrumentText } {
  const [first = ''] = Object.keys(texts);
  const shown = texts[language] ? language : first;
  return { language: shown, text: texts[shown]! };
}

/** `3 kk alusta`; for responses without a code that they can be paired by, words for that. */
export const waveName = (wave: number | null, t: TFunction): string =>
  wave === null ? t('report.noWave') : wave === 0 ? t('report.firstTime') : t('report.months', { count: wave });

/** How many decimals a number has that is rounded to a step. */
export const digitsOf = (step: number): number => Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));

/** Writes numbers as finely as a mean is told. */
export const writer =
  ({ step }: Pick<ToldMean, 'step'>, language: string) =>
  (value: number): string =>
    number(value, language, digitsOf(step));

/** `66`; `vähintään 90` near an end of the scale. */
export function saidMean(mean: ToldMean, language: string, t: TFunction): string {
  const value = writer(mean, language)(mean.value);
  if (!mean.is) return value;
  return mean.is === 'at-least' ? t('report.atLeast', { value }) : t('report.atMost', { value });
}
