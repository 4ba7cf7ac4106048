/** Osallisuuden palaset: the practices that were described, and the way to begin one. */
import { useWords } from '../../i18n/words.ts';
import { writtenTexts } from '../../store/free-text.ts';
import { KeptList } from '../kept-list.tsx';
import { questionKeys } from '../question-keys.ts';
import { describedIds, InclusionPractice } from './inclusion-practice.ts';
import { InclusionPracticeDrafts, inclusionPracticeForm } from './inclusion-practice-draft.ts';

export function InclusionPracticeList() {
  const { t } = useWords();
  const many = (texts: object) => Object.keys(writtenTexts(texts as Record<string, string>)).length;
  return (
    <KeptList
      title={t('inclusionPractice.title')}
      at="/assessment/inclusion-practice"
      words={{
        lead: t('inclusionPractice.lead'),
        start: t('inclusionPractice.start'),
        empty: t('inclusionPractice.empty'),
        unnamed: t('inclusionPractice.unnamed'),
      }}
      kind={InclusionPractice}
      drafts={InclusionPracticeDrafts}
      formOf={inclusionPracticeForm}
      nameOf={({ name }) => name}
      tell={({ described, evaluated }) => [
        t('inclusionPractice.describedOf', { answered: many(described), total: describedIds.length }),
        t('inclusionPractice.evaluatedOf', { answered: many(evaluated), total: questionKeys.length }),
      ]}
    />
  );
}
