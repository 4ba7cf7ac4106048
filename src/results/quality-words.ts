import type { Translate, Words } from '../i18n/words.ts';
import { type Took, tookBands } from '../survey/response-upgrades.ts';
import type { Mode } from './quality.ts';

/** The ways of answering that are told as one: whichever of them it was. */
export const wayName = (modes: readonly Mode[], { t, language }: Pick<Words, 't' | 'language'>): string =>
  new Intl.ListFormat(language, { type: 'disjunction' }).format(modes.map((mode) => t(`quality.way.${mode}`)));

/** Where each band begins, in minutes. */
const from = [0, 2, 5, 10, 20];

/** Neighbouring bands in words: `alle 5`, `5–20`, `vähintään 10`. */
export function minutesName(bands: readonly Took[], t: Translate): string {
  const low = from[tookBands.indexOf(bands[0]!)]!;
  const high = from[tookBands.indexOf(bands.at(-1)!) + 1];
  if (low === 0) return high === undefined ? t('quality.anyMinutes') : t('quality.underMinutes', { count: high });
  return high === undefined ? t('quality.overMinutes', { count: low }) : `${low}–${high}`;
}
