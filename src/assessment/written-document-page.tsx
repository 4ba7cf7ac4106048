import { useRoute } from 'preact-iso';
import type { Action } from '../actions/action.ts';
import { actionsAbout } from '../actions/action-store.ts';
import { DocumentPage } from '../documents/document-page.tsx';
import type { DocumentWords, TextDocument } from '../documents/text-document.ts';
import { useWords } from '../i18n/words.ts';
import type { DraftKind } from '../store/draft-kind.ts';
import { draftsOf } from '../store/drafts.ts';
import { find } from '../store/find.ts';
import type { Envelope, Kind } from '../store/kind.ts';
import { useLive } from '../store/live.ts';
import type { Constant } from '../ui/title.ts';
import { Gone } from './gone.tsx';

interface WrittenDocumentProps<T, R extends Envelope> {
  kind: Kind<R>;
  drafts: DraftKind<T>;
  formOf: (record: R) => T;
  /** Which kind of document it is, as the page is called. */
  title: Constant;
  /** Where its forms are: the id comes behind it. */
  at: string;
  /** What the file is called; never what it is about. */
  file: string;
  write: (data: T, actions: readonly Action[], words: DocumentWords) => TextDocument;
}

/** The page of a document of one kept thing, with what was agreed in it: as it is written now, else as it was kept. */
export function WrittenDocumentPage<T, R extends Envelope>(props: WrittenDocumentProps<T, R>) {
  const { kind, drafts, formOf, title, at, file, write } = props;
  const { t } = useWords();
  const id = useRoute().params.id ?? '';
  const found = useLive(async () => {
    const [begun, record, agreed] = await Promise.all([draftsOf(drafts), find(kind, id), actionsAbout(id)]);
    return { data: begun.find((draft) => draft.id === id)?.data ?? (record && formOf(record)), agreed };
  }, [id]);
  if (!found) return null;
  const { data, agreed } = found;
  if (!data) return <Gone />;
  return (
    <DocumentPage
      title={title}
      back={{ href: `${at}/${id}`, label: t('common.back') }}
      file={file}
      write={(words) => write(data, agreed, words)}
    />
  );
}
