import type { Words } from '../i18n/words.ts';
import type { PairedChange } from './change.ts';
import { saidMean, waveName } from './in-words.ts';

/** Whose change it is, from which time to which, and in what year. */
export const changeName = (
  { year, from, to, unit }: PairedChange,
  { t }: Pick<Words, 't' | 'language'>,
  nameOf: (unit: string) => string,
): string =>
  [
    unit === undefined ? t('report.allUnits') : nameOf(unit),
    `${waveName(from, t)} → ${waveName(to, t)}`,
    year.slice(0, 4),
  ].join(' · ');

/** How those who stayed and those who were lost had begun, by the first rule; undefined where it is not told. */
export function beganRow(change: PairedChange, words: Pick<Words, 't' | 'language'>, nameOf: (unit: string) => string) {
  const { began } = change;
  const [stayed] = began?.stayed ?? [];
  const [lost] = began?.lost ?? [];
  if (!stayed || !lost) return undefined;
  const say = (mean: typeof stayed) => saidMean(mean, words.language, words.t);
  return { name: changeName(change, words, nameOf), stayed: say(stayed), lost: say(lost) };
}
