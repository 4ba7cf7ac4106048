import { useWords } from '../../i18n/words.ts';
import { WrittenDocumentPage } from '../written-document-page.tsx';
import { CoDevelopment } from './co-development.ts';
import { coDevelopmentDocument } from './co-development-document.ts';
import { CoDevelopmentDrafts, coDevelopmentForm } from './co-development-draft.ts';

/** A co-development event, its plan and what came of it, as a document. */
export function CoDevelopmentDocumentPage() {
  const { t } = useWords();
  return (
    <WrittenDocumentPage
      kind={CoDevelopment}
      drafts={CoDevelopmentDrafts}
      formOf={coDevelopmentForm}
      title={t('coDevelopment.title')}
      at="/assessment/co-development"
      file="yhteiskehittaminen"
      write={coDevelopmentDocument}
    />
  );
}
