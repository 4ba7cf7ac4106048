import { useWords } from '../i18n/words.ts';
import { programmeDocument } from './programme-document.ts';
import { ProgrammeDrafts, programmeForm } from './programme-draft.ts';
import { Programme } from './programme-record.ts';
import { WrittenDocumentPage } from './written-document-page.tsx';

/** A programme for inclusion as a document. */
export function ProgrammeDocumentPage() {
  const { t } = useWords();
  return (
    <WrittenDocumentPage
      kind={Programme}
      drafts={ProgrammeDrafts}
      formOf={programmeForm}
      title={t('programme.one')}
      at="/assessment/programme"
      file="osallisuusohjelma"
      write={programmeDocument}
    />
  );
}
