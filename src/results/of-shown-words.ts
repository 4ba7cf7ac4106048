import type { Words } from '../i18n/words.ts';
import { saidMean } from './in-words.ts';
import type { ResultGroup } from './wave-results.ts';

/** The units that are shown, together, in the place of all that are hidden; nothing where there is no score. */
export const saidOfShown = (
  { units, n, means: [mean] }: NonNullable<ResultGroup['ofShown']>,
  { t, language }: Pick<Words, 't' | 'language'>,
  nameOf: (unit: string) => string,
): string | undefined =>
  mean && t('report.ofShown', { units: units.map(nameOf).join(', '), count: n, value: saidMean(mean, language, t) });
