import * as z from 'zod/mini';
import { useWords } from '../i18n/words.ts';
import { Notice } from '../ui/notice.tsx';
import { identityCodeError } from './free-text.ts';
import { NotKept, notKept } from './writing.ts';

/** Says why a record was not kept, that what was typed is still there, and what to do. `error` is what `save` threw. */
export function NotKeptNotice({ error }: { error: unknown }) {
  const { t } = useWords();
  const wrong = firstIssue(error);
  const told = notKept(error);
  const why = told instanceof NotKept ? told.why : 'other';
  return (
    <Notice tone="danger" title={t('notKept.title')}>
      <p>
        {wrong?.message === identityCodeError && t('notKept.identity-code')}
        {wrong && wrong.message !== identityCodeError && t('notKept.invalid', { field: wrong.field })}
        {!wrong && t(`notKept.${why}`)}
      </p>
    </Notice>
  );
}

/** Said while a draft does not reach the disk. `error` is what the writing of it ended with. */
export function DraftNotice({ error }: { error: unknown }) {
  const { t } = useWords();
  return (
    <Notice tone="danger" title={t('notKept.title')}>
      <p>{t(`notKept.${error instanceof NotKept ? error.why : 'draft'}`)}</p>
    </Notice>
  );
}

/** Whether a schema refused something that was written; anything else has to do with the device. */
export const isRefused = (error: unknown): boolean => error instanceof z.core.$ZodError;

/** The first thing that a schema refused. Every form tells what it can at its place; this is for what is left. */
function firstIssue(error: unknown): { field: string; message: string } | undefined {
  if (!(error instanceof z.core.$ZodError)) return undefined;
  const [issue] = error.issues;
  return issue && { field: issue.path.join('.'), message: issue.message };
}
