import { useRef, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import type { Action } from './action.ts';
import { markDone } from './action-store.ts';
import { newsOf, readTodoFile, type TodoFile } from './todo.ts';

/** Reads a calendar file back: what was done there is shown first, and marked here when a person says so. */
export function FromCalendar({ actions }: { actions: readonly Action[] }) {
  const { t } = useWords();
  const [file, setFile] = useState<TodoFile>();
  /** Counts the files that were chosen: what an earlier one holds comes too late. */
  const chosen = useRef(0);

  async function choose(field: HTMLInputElement) {
    const [given] = field.files ?? [];
    if (!given) return;
    const mine = ++chosen.current;
    const read = await readTodoFile(given);
    if (mine !== chosen.current) return;
    setFile(read);
    field.value = '';
  }
  return (
    <>
      <label class="button pick-file">
        {t('actions.fromCalendar')}
        <input type="file" accept=".ics,text/calendar" onChange={({ currentTarget }) => choose(currentTarget)} />
      </label>
      {file && file.is !== 'read' && (
        <Notice tone="danger" title={t('actions.nothingRead')}>
          <p>{t(`actions.wrong.${file.is}`)}</p>
        </Notice>
      )}
      {file?.is === 'read' && <News todos={file.todos} actions={actions} />}
    </>
  );
}

function News({ todos, actions }: { todos: Parameters<typeof newsOf>[0]; actions: readonly Action[] }) {
  const { t } = useWords();
  const [error, setError] = useState<unknown>();
  const { done, same, others } = newsOf(todos, actions);
  async function mark() {
    setError(undefined);
    for (const { action, doneOn } of done) await markDone(action, doneOn);
  }
  return (
    <Notice title={done.length > 0 ? t('actions.doneThere', { count: done.length }) : t('actions.nothingNew')}>
      {done.length > 0 && (
        <>
          <ul>
            {done.map(({ action }) => (
              <li key={action.uid}>{action.what}</li>
            ))}
          </ul>
          <p>
            <Button onClick={() => mark().catch(setError)}>{t('actions.markDone')}</Button>
          </p>
        </>
      )}
      {error !== undefined && <NotKeptNotice error={error} />}
      {same > 0 && <p class="muted small number">{t('actions.same', { count: same })}</p>}
      {others > 0 && <p class="muted small number">{t('actions.others', { count: others })}</p>}
    </Notice>
  );
}
