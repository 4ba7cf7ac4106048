import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { find, since } from '../../store/find.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { revise } from '../../store/save.ts';
import { Button } from '../../ui/button.tsx';
import { SaidNotice } from '../said-notice.tsx';
import { usePromiseWords } from './entry-lines.tsx';
import { dayFrom, dueSoon, Promised } from './promise.ts';

/** There are few: what was closed is gone after some days (`closed-promises-store.ts`). */
export const allPromises = (): Promise<Promised[]> => since(Promised, '');

/**
 * On Tänään: what was promised and is due. One that is kept here stays in its row, and what is said of it comes under the list
 * and stays too: nothing slides under the finger that has just tapped.
 */
export function DuePromises({ all }: { all: readonly Promised[] }) {
  const { t } = useWords();
  const [kept, setKept] = useState<string[]>([]);
  const [last, setLast] = useState<{ id: string; undone: boolean }>();
  const [error, setError] = useState<unknown>();
  const due = dueSoon(
    all.map((promise) => (kept.includes(promise.id) ? { ...promise, state: 'open' } : promise)),
    new Date(),
  );
  if (due.length === 0) return null;

  async function keep(promise: Promised) {
    await revise(Promised, promise, { state: 'kept', closedAt: new Date().toISOString() });
    setKept([...kept, promise.id]);
    setLast({ id: promise.id, undone: false });
  }

  async function undo(id: string) {
    const promise = await find(Promised, id);
    if (promise) await revise(Promised, promise, { state: 'open', closedAt: undefined });
    setKept(kept.filter((one) => one !== id));
    setLast({ id, undone: true });
  }

  return (
    <section class="stack tight">
      <div class="row apart">
        <h2>{t('outreach.promise.due')}</h2>
        <a href="/outreach/follow-up">{t('outreach.promise.all')}</a>
      </div>
      <ul class="list">
        {due.map((promise) => (
          <Due
            key={promise.id}
            promise={promise}
            wasKept={kept.includes(promise.id)}
            onKept={() => keep(promise).catch(setError)}
          />
        ))}
      </ul>
      {error !== undefined && <NotKeptNotice error={error} />}
      {last && (
        <SaidNotice
          words={t(last.undone ? 'common.undone' : 'outreach.promise.wasKept')}
          undo={last.undone ? undefined : () => undo(last.id)}
        />
      )}
    </section>
  );
}

interface DueProps {
  promise: Promised;
  /** It was kept just now. */
  wasKept: boolean;
  onKept: () => Promise<void>;
}

function Due({ promise, wasKept, onKept }: DueProps) {
  const { t } = useWords();
  const { head, told } = usePromiseWords(promise);
  const today = dayFrom(new Date());
  const when = promise.due < today ? 'late' : promise.due === today ? 'now' : undefined;
  return (
    <li class="row apart">
      <a class="due" href={`/outreach/promise/${promise.id}`}>
        <strong>{head}</strong>
        <br />
        <span class="small number">
          {when && <strong class="look">{t(`outreach.promise.${when}`)} · </strong>}
          <span class="muted">{told.join(' · ')}</span>
        </span>
      </a>
      <Button disabled={wasKept} onClick={onKept}>
        {t('outreach.promise.state.kept')}
      </Button>
    </li>
  );
}
