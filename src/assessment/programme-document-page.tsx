import { useRoute } from 'preact-iso';
import { actionsAbout } from '../actions/action-store.ts';
import { DocumentPage } from '../documents/document-page.tsx';
import { useWords } from '../i18n/words.ts';
import { draftsOf } from '../store/drafts.ts';
import { find } from '../store/find.ts';
import { useLive } from '../store/live.ts';
import { Gone } from './gone.tsx';
import { programmeDocument } from './programme-document.ts';
import { ProgrammeDrafts, programmeForm } from './programme-draft.ts';
import { Programme } from './programme-record.ts';

/** A programme as a document: as it is written now, else as it was kept. */
export function ProgrammeDocumentPage() {
  const { t } = useWords();
  const id = useRoute().params.id ?? '';
  const found = useLive(async () => {
    const [drafts, record, agreed] = await Promise.all([
      draftsOf(ProgrammeDrafts),
      find(Programme, id),
      actionsAbout(id),
    ]);
    return { written: drafts.find((draft) => draft.id === id)?.data ?? (record && programmeForm(record)), agreed };
  }, [id]);
  if (!found) return null;
  const { written, agreed } = found;
  if (!written) return <Gone />;
  return (
    <DocumentPage
      title={t('programme.one')}
      back={{ href: `/assessment/programme/${id}`, label: t('common.back') }}
      file="osallisuusohjelma"
      write={(words) => programmeDocument(written, agreed, words)}
    />
  );
}
