/** How the times at which codes were asked went, in words: for a table and for a document. */
import { percent } from '../i18n/numbers.ts';
import type { Words } from '../i18n/words.ts';
import { periodNumerals } from '../periods/names.ts';
import type { AskedHalf } from './asked-times.ts';

type Sayer = Pick<Words, 't' | 'language'>;

/** The heads of the columns of `askedRow`. */
export const askedHead = ({ t }: Sayer): string[] => [t('pace.asked.time'), t('pace.of.tried'), t('pace.asked.how')];

/** A row: which time, how many were tried to be asked, and what may be told of how it went. */
export function askedRow({ half, number, tried, ...went }: AskedHalf, words: Sayer): string[] {
  const { t, language } = words;
  return [
    `${periodNumerals(half, language)} · ${t('pace.nth', { number: number + 1 })}`,
    tried === undefined ? t('pace.asked.untold') : String(tried),
    tried === undefined ? '–' : howItWent(tried, went, words),
  ];
}

function howItWent(
  tried: number,
  { parts, others, mostly }: Pick<AskedHalf, 'parts' | 'others' | 'mostly'>,
  { t, language }: Sayer,
): string {
  if (mostly)
    return `${t(`pace.asked.${mostly.outcome}`)}: ${t('pace.asked.atLeast', { share: percent(mostly.share, language) })}`;
  const told = parts.map(({ outcome, count }) =>
    outcome === 'answered'
      ? `${t('pace.asked.answered')} ${count} (${percent(count / tried, language)})`
      : `${t(`pace.asked.${outcome}`)} ${count}`,
  );
  if (told.length === 0) return t('pace.asked.untold');
  return [...told, ...(others > 0 ? [`${t('pace.asked.others')} ${others}`] : [])].join(' · ');
}
