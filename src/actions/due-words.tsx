import { wallDate } from '../i18n/wall-time.ts';
import { useWords } from '../i18n/words.ts';
import type { Action } from './action.ts';

/** By when an action is due: whether that is late or today stands before the day. */
export function DueWords({ action: { due } }: { action: Pick<Action, 'due'> }) {
  const { t, day } = useWords();
  if (!due) return null;
  const today = wallDate(Date.now());
  const when = due < today ? 'late' : due === today ? 'now' : undefined;
  return (
    <>
      {when && <strong class="look">{t(`outreach.promise.${when}`)} · </strong>}
      <span class="muted">{day(new Date(`${due}T12:00`).getTime())} · </span>
    </>
  );
}
