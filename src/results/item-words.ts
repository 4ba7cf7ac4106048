import { percent } from '../i18n/numbers.ts';
import type { Words } from '../i18n/words.ts';
import { hasEnds, type Instrument, labelsOf } from '../survey/instrument/instrument.ts';
import { instrumentText, saidMean } from './in-words.ts';
import { type ItemStatistics, isToldItem } from './item-statistics.ts';

/** Says in words what may be told of an item. `isWhole`: of all units in a half-year, of which alone it is told how choices were made. */
export function itemSayer(
  instrument: Instrument,
  n: number,
  { t, language }: Pick<Words, 't' | 'language'>,
  isWhole = true,
): (of: ItemStatistics) => string {
  const { text } = instrumentText(instrument, language);
  const askedOf = ({ unasked = 0 }: ItemStatistics) => n - unasked;
  const saidSkipped = (of: ItemStatistics) => {
    const { skipped } = of;
    if (!skipped) return [];
    return 'count' in skipped
      ? [t('report.skipped', { count: skipped.count, share: percent(skipped.count / askedOf(of), language) })]
      : [t('report.skippedMostly', { share: percent(skipped.atLeast, language) })];
  };
  const saidAnswers = (of: ItemStatistics): string => {
    const { item: id, mean, parts, others, mostly } = of;
    const item = instrument.items.find((one) => one.id === id)!;
    const labels = labelsOf(text, item);
    const named = (codes: readonly number[]) => {
      const words = codes.map((code) => labels[code] ?? String(code));
      return words.length > 2 ? `${words[0]} – ${words.at(-1)}` : words.join(', ');
    };
    const part = (name: string, count: number) => `${name} ${count} (${percent(count / askedOf(of), language)})`;
    if (mean) return t('report.itemMean', { value: saidMean(mean, language, t) });
    if (mostly) return t('report.mostly', { share: percent(mostly.share, language), answers: named(mostly.codes) });
    const isChoice = item.type === 'single' || item.type === 'several';
    if (!parts && isChoice && !isWhole) return t('report.itemByHalf');
    if (!parts && item.type === 'number' && !hasEnds(item)) return t('report.itemOpenNumber');
    if (!parts) return t(item.showWhen ? 'report.itemOfSome' : 'report.itemWithheld');
    return [
      ...parts.map(({ codes, count }) => part(named(codes), count)),
      ...(others ? [part(t('report.others'), others)] : []),
    ].join(' · ');
  };
  const saidUnasked = ({ unasked }: ItemStatistics) =>
    unasked ? [t('report.unasked', { count: unasked, share: percent(unasked / n, language) })] : [];
  return (of) => {
    const without = [...saidSkipped(of), ...saidUnasked(of)];
    return [...(!isToldItem(of) && of.skipped ? [] : [saidAnswers(of)]), ...without].join(' · ');
  };
}

/** Whether more can be said of an item than why nothing is told. */
export const saysMore = (item: ItemStatistics): boolean => isToldItem(item) || !!(item.skipped || item.unasked);

/** A question and what is said of it; `isTold`: more than why nothing is. */
interface SaidOfItem {
  question: string;
  isTold: boolean;
  said: string;
}

/** Such as rows of a table: those of which nothing is told for one reason stand in one row, behind the others. */
export function rowsOfItems(all: readonly SaidOfItem[]): { question: string; said: string }[] {
  const reasons = new Set(all.filter(({ isTold }) => !isTold).map(({ said }) => said));
  const untold = [...reasons].map((reason) => ({
    question: all
      .filter(({ isTold, said }) => !isTold && said === reason)
      .map(({ question }) => question)
      .join(' · '),
    said: reason,
  }));
  return [...all.filter(({ isTold }) => isTold), ...untold];
}
