import { useState } from 'preact/hooks';
import { wallDate } from '../i18n/wall-time.ts';
import { useWords } from '../i18n/words.ts';
import { SaidNotice } from '../outreach/said-notice.tsx';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { Button } from '../ui/button.tsx';
import { type Action, actionsDue } from './action.ts';
import { markDone, markOpen } from './action-store.ts';
import { DueWords } from './due-words.tsx';

/**
 * On Tänään: what was agreed and is due. One that is done here stays in its row, and what is said of it comes under the list:
 * nothing slides under the finger that has just tapped.
 */
export function DueActions({ all }: { all: readonly Action[] }) {
  const { t } = useWords();
  const [done, setDone] = useState<Action[]>([]);
  const [last, setLast] = useState<{ uid: string; undone: boolean }>();
  const [error, setError] = useState<unknown>();
  const isDone = (uid: string) => done.some((action) => action.uid === uid);
  const due = actionsDue(
    all.map((action) => (isDone(action.uid) ? { ...action, state: 'open' as const } : action)),
    wallDate(Date.now()),
  );
  if (due.length === 0) return null;

  async function finish(action: Action) {
    setDone([...done, await markDone(action)]);
    setLast({ uid: action.uid, undone: false });
  }
  async function undo(uid: string) {
    const action = done.find((one) => one.uid === uid);
    if (action) await markOpen(action);
    setDone(done.filter((one) => one.uid !== uid));
    setLast({ uid, undone: true });
  }
  return (
    <section class="stack tight">
      <div class="row apart">
        <h2>{t('actions.due')}</h2>
        <a href="/assessment/actions">{t('actions.all')}</a>
      </div>
      <ul class="list">
        {due.map((action) => (
          <li key={action.uid} class="row apart">
            <a class="due" href="/assessment/actions">
              <strong>{action.what}</strong>
              <br />
              <span class="small number">
                <DueWords action={action} told={action.who ? [action.who] : []} />
              </span>
            </a>
            <Button disabled={isDone(action.uid)} onClick={() => finish(action).catch(setError)}>
              {t('actions.done')}
            </Button>
          </li>
        ))}
      </ul>
      {error !== undefined && <NotKeptNotice error={error} />}
      {last && (
        <SaidNotice
          words={t(last.undone ? 'common.undone' : 'actions.wasDone')}
          undo={last.undone ? undefined : () => undo(last.uid)}
        />
      )}
    </section>
  );
}
