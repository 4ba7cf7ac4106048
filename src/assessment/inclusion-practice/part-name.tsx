import { useWords } from '../../i18n/words.ts';
import { areaName } from './inclusion-practice-document.ts';
import type { PracticePart } from './inclusion-practice-draft.ts';

/** A part's name: an area's is its owner's, in Finnish. */
export function PartName({ part }: { part: PracticePart }) {
  const { t } = useWords();
  if (part.is === 'area') return <span lang="fi">{areaName(part.area)}</span>;
  return (
    <span>{t(part.is === 'described' ? `inclusionPractice.part.${part.part.id}` : 'inclusionPractice.criteria')}</span>
  );
}
