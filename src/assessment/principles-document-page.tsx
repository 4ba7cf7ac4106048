import { useRoute } from 'preact-iso';
import { actionsAbout } from '../actions/action-store.ts';
import { DocumentPage } from '../documents/document-page.tsx';
import { useWords } from '../i18n/words.ts';
import { draftsOf } from '../store/drafts.ts';
import { find } from '../store/find.ts';
import { useLive } from '../store/live.ts';
import { Gone } from './gone.tsx';
import { principlesDocument } from './principles-document.ts';
import { PrinciplesDrafts, principlesForm } from './principles-draft.ts';
import { PrinciplesReview } from './principles-review.ts';

/** A look at a practice as a document: as it is written now, else as it was kept. */
export function PrinciplesDocumentPage() {
  const { t } = useWords();
  const id = useRoute().params.id ?? '';
  const found = useLive(async () => {
    const [drafts, record, agreed] = await Promise.all([
      draftsOf(PrinciplesDrafts),
      find(PrinciplesReview, id),
      actionsAbout(id),
    ]);
    return { written: drafts.find((draft) => draft.id === id)?.data ?? (record && principlesForm(record)), agreed };
  }, [id]);
  if (!found) return null;
  const { written, agreed } = found;
  if (!written) return <Gone />;
  return (
    <DocumentPage
      title={t('principles.one')}
      back={{ href: `/assessment/principles/${id}`, label: t('common.back') }}
      file="periaatteet"
      write={(words) => principlesDocument(written, agreed, words)}
    />
  );
}
