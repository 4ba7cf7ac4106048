import { wallDate } from '../i18n/wall-time.ts';
import { useWords } from '../i18n/words.ts';
import type { Action } from './action.ts';

interface DueWordsProps {
  action: Pick<Action, 'due'>;
  /** What else is said of it, in the order in which it is read. */
  told: readonly string[];
}

/** By when an action is due, and what else is said of it: whether that is late or today stands first. */
export function DueWords({ action: { due }, told }: DueWordsProps) {
  const { t, day } = useWords();
  const today = wallDate(Date.now());
  const when = due && (due < today ? 'late' : due === today ? 'now' : undefined);
  const words = [...(due ? [day(new Date(`${due}T12:00`).getTime())] : []), ...told];
  return (
    <>
      {when && <strong class="look">{t(`outreach.promise.${when}`)} · </strong>}
      <span class="muted">{words.join(' · ')}</span>
    </>
  );
}
