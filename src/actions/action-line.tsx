import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { Button } from '../ui/button.tsx';
import type { Action } from './action.ts';
import { beginChange, changeAction, markDone, markOpen } from './action-store.ts';
import { DueWords } from './due-words.tsx';

interface LineProps {
  action: Action;
  /** Whether it is said in which tool it was agreed: where those of every tool stand. */
  isOfAll?: boolean | undefined;
}

/** One action: what, who and by when; done, taken back, changed or let go of. */
export function ActionLine({ action, isOfAll }: LineProps) {
  const { t, day } = useWords();
  const [error, setError] = useState<unknown>();
  const { tool, what, who, means, state, doneOn } = action;
  const act = (work: () => Promise<unknown>) => () => {
    setError(undefined);
    return work().catch(setError);
  };
  const told = [
    state === 'done' && doneOn && t('actions.doneOn', { day: day(new Date(`${doneOn}T12:00`).getTime()) }),
    state === 'dropped' && t('actions.dropped'),
    who,
    means,
    isOfAll && t(`actions.tool.${tool}`),
  ].flatMap((words) => words || []);
  return (
    <li class={`action-line ${state}`}>
      <div>
        <strong>{what}</strong>
        <p class="small number">
          <DueWords action={state === 'open' ? action : {}} told={told} />
        </p>
      </div>
      {error !== undefined && <NotKeptNotice error={error} />}
      <div class="row">
        {state === 'open' ? (
          <Button key="done" onClick={act(() => markDone(action))}>
            {t('actions.done')}
          </Button>
        ) : (
          <Button key="again" look="bare" onClick={act(() => markOpen(action))}>
            {t('actions.again')}
          </Button>
        )}
        {state === 'open' && (
          <Button look="bare" onClick={act(() => beginChange(action))}>
            {t('actions.change')}
          </Button>
        )}
        {state === 'open' && (
          <Button look="bare" onClick={act(() => changeAction(action, { state: 'dropped' }))}>
            {t('actions.letGo')}
          </Button>
        )}
      </div>
    </li>
  );
}
