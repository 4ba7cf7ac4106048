/** Periaatteet: practices that were looked at, and the way to look at another. */
import { useWords } from '../i18n/words.ts';
import { KeptList } from './kept-list.tsx';
import { PrinciplesDrafts, principlesForm, principlesProgress } from './principles-draft.ts';
import { PrinciplesReview } from './principles-review.ts';

export function PrinciplesPage() {
  const { t } = useWords();
  return (
    <KeptList
      of="principles"
      kind={PrinciplesReview}
      drafts={PrinciplesDrafts}
      formOf={principlesForm}
      nameOf={({ practice }) => practice}
      tell={(data) => [t(`principles.wording.${data.wording}`), t('assessment.progress', principlesProgress(data))]}
    />
  );
}
