import { useRoute } from 'preact-iso';
import type { Action } from '../actions/action.ts';
import { DocumentPage } from '../documents/document-page.tsx';
import type { DocumentWords, TextDocument } from '../documents/text-document.ts';
import { useWords } from '../i18n/words.ts';
import type { Envelope } from '../store/kind.ts';
import type { Constant } from '../ui/title.ts';
import { Gone } from './gone.tsx';
import { useWritten, type WrittenKind } from './use-written.ts';

interface WrittenDocumentProps<T, R extends Envelope> extends WrittenKind<T, R> {
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
  const { title, at, file, write } = props;
  const { t } = useWords();
  const id = useRoute().params.id ?? '';
  const found = useWritten(props, id);
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
