import { useWords } from '../i18n/words.ts';
import type { TakenCounts } from './collection.ts';

/** What became of the records that were read: how many came, how many were there before, how many cannot be read. */
export function Tallied({ tally }: { tally: TakenCounts }) {
  const { t } = useWords();
  const ends = ['new', 'newer', 'known', 'deleted', 'shape', 'unreadable'] as const;
  const said = ends.flatMap((end) => (tally[end] ? [t(`report.taken.${end}`, { count: tally[end] })] : []));
  return (
    <p class="number" role="status">
      {said.length > 0 ? said.join(' · ') : t('report.taken.nothing')}
    </p>
  );
}
