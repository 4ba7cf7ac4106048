/** Asks before something goes, and what becomes of the actions that were agreed in it: nothing of them goes unsaid. */
import type { Action } from '../actions/action.ts';
import type { Words } from '../i18n/words.ts';
import { ask } from '../ui/ask.ts';

interface Saying {
  title: string;
  text: string;
  /** What it is called to let it go. */
  yes: string;
}

/** `gone`: it goes, its actions stay to be done. `let-go`: they are left undone with it. `keep`: nothing happens. */
export type Chosen = 'gone' | 'let-go' | 'keep';

/** Whether actions stay to be done, and with them what is being written of any. */
export const staysToBeDone = (chosen: Chosen, actions: readonly Action[]): boolean =>
  chosen === 'gone' && actions.length > 0;

/** What a person wants of it. `actions` are those that are still to be done; either way they stay in the list. */
export function askToLeave(t: Words['t'], say: Saying, actions: readonly Action[]): Promise<Chosen> {
  const { title, text, yes } = say;
  const keep = { value: 'keep', label: t('assessment.keep') } as const;
  if (actions.length === 0)
    return ask<Chosen>({ title, text, choices: [{ value: 'gone', label: yes, danger: true }, keep] });
  return ask<Chosen>({
    title,
    text: `${text} ${t('assessment.actionsLeft', { count: actions.length })}`.trim(),
    choices: [
      { value: 'gone', label: t('assessment.actionsStay', { yes }), danger: true },
      { value: 'let-go', label: t('assessment.actionsLetGo', { yes }), danger: true },
      keep,
    ],
  });
}
