import { useEffect } from 'preact/hooks';
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
  /** It was read here. */
  onShown?: (record: R) => Promise<void>;
  /** It is about to leave the device, on paper or as a file. */
  onTaken?: (record: R) => Promise<void>;
}

/**
 * The page of a document of one kept thing, with what was agreed in it: as it is written now, else as it was kept, here or as another
 * device's copy.
 */
export function WrittenDocumentPage<T, R extends Envelope>(props: WrittenDocumentProps<T, R>) {
  const { title, at, file, write, onShown, onTaken } = props;
  const { t } = useWords();
  const id = useRoute().params.id ?? '';
  const found = useWritten(props, id);
  const record = found?.record;
  useEffect(() => {
    if (record) onShown?.(record).catch(notNoted);
  }, [record?.rev]);
  if (!found) return null;
  const { data, agreed, isOwn } = found;
  if (!data) return <Gone />;
  return (
    <DocumentPage
      title={title}
      back={{ href: isOwn ? `${at}/${id}` : at, label: t('common.back') }}
      file={file}
      write={(words) => write(data, agreed, words)}
      onTaken={() => record && onTaken?.(record).catch(notNoted)}
    />
  );
}

/** What the document says stands whatever becomes of the note beside it. */
const notNoted = (error: unknown) => console.error('Not noted of a document', error instanceof Error ? error.name : '');
