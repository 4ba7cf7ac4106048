import { useWords } from '../i18n/words.ts';
import { Notice } from '../ui/notice.tsx';
import { NotKept } from './save.ts';

/** Says why a record was not kept, that what was typed is still there, and what to do. `error` is what `save` threw. */
export function NotKeptNotice({ error }: { error: unknown }) {
  const { t } = useWords();
  const field = wrongField(error);
  const why = error instanceof NotKept ? error.why : 'other';
  return (
    <Notice tone="danger" title={t('notKept.title')}>
      <p>{field ? t('notKept.invalid', { field }) : t(`notKept.${why}`)}</p>
    </Notice>
  );
}

/** Said while a draft does not reach the disk. */
export function DraftNotice() {
  const { t } = useWords();
  return (
    <Notice tone="danger" title={t('notKept.title')}>
      <p>{t('notKept.draft')}</p>
    </Notice>
  );
}

/** The first field that a schema refused, as a path with dots. */
function wrongField(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('issues' in error) || !Array.isArray(error.issues)) return undefined;
  return error.issues[0]?.path?.join('.') || undefined;
}
