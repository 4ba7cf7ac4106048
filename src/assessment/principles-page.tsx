/** Periaatteet: practices that were looked at, and the way to look at another. */
import { useWords } from '../i18n/words.ts';
import { KeptList } from './kept-list.tsx';
import { PrinciplesDrafts, principlesForm, principlesProgress } from './principles-draft.ts';
import { PrinciplesReview } from './principles-review.ts';

export function PrinciplesPage() {
  const { t } = useWords();
  return (
    <KeptList
      title={t('principles.title')}
      at="/assessment/principles"
      words={{
        lead: t('principles.lead'),
        start: t('principles.start'),
        empty: t('principles.empty'),
        unnamed: t('principles.unnamed'),
      }}
      kind={PrinciplesReview}
      drafts={PrinciplesDrafts}
      formOf={principlesForm}
      nameOf={({ practice }) => practice}
      tell={(data) => [t(`principles.wording.${data.wording}`), t('assessment.progress', principlesProgress(data))]}
    />
  );
}
