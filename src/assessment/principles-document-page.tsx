import { useWords } from '../i18n/words.ts';
import { principlesDocument } from './principles-document.ts';
import { PrinciplesDrafts, principlesForm } from './principles-draft.ts';
import { PrinciplesReview } from './principles-review.ts';
import { WrittenDocumentPage } from './written-document-page.tsx';

/** A look at a practice as a document. */
export function PrinciplesDocumentPage() {
  const { t } = useWords();
  return (
    <WrittenDocumentPage
      kind={PrinciplesReview}
      drafts={PrinciplesDrafts}
      formOf={principlesForm}
      title={t('principles.one')}
      at="/assessment/principles"
      file="periaatteet"
      write={principlesDocument}
    />
  );
}
