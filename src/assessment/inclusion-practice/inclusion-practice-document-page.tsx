import { useWords } from '../../i18n/words.ts';
import { WrittenDocumentPage } from '../written-document-page.tsx';
import { InclusionPractice } from './inclusion-practice.ts';
import { inclusionPracticeDocument } from './inclusion-practice-document.ts';
import { InclusionPracticeDrafts, inclusionPracticeForm } from './inclusion-practice-draft.ts';

/** A practice that furthers inclusion as a document. */
export function InclusionPracticeDocumentPage() {
  const { t } = useWords();
  return (
    <WrittenDocumentPage
      kind={InclusionPractice}
      drafts={InclusionPracticeDrafts}
      formOf={inclusionPracticeForm}
      title={t('inclusionPractice.one')}
      at="/assessment/inclusion-practice"
      file="osallisuuden-palanen"
      write={(data, _, words) => inclusionPracticeDocument(data, words)}
    />
  );
}
