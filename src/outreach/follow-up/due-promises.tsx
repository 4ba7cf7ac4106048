import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { find, since } from '../../store/find.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { NotKept, remove, revise } from '../../store/save.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { usePromiseWords } from './entry-lines.tsx';
import { livedOver } from './lived-over.tsx';
import { dayFrom, dueSoon, Promised } from './promise.ts';

/** There are few: what was closed is gone after thirty days. */
export const allPromises = (): Promise<Promised[]> => since(Promised, '');

const livedName = 'promises-closed';

/** Deletes the promises that were closed long enough ago; the endpoint is told. */
export async function letGoOfClosed(now = Date.now()): Promise<void> {
  const closed = (await allPromises()).filter(({ state }) => state !== 'open');
  const ids = closed.map(({ id }) => id);
  const over = await livedOver(livedName, ids, now);
  for (const promise of closed.filter(({ id }) => over.includes(id))) {
    await remove(promise).catch((error: unknown) => {
      // Opened again or deleted elsewhere meanwhile: then that holds.
      if (!(error instanceof NotKept)) throw error;
    });
  }
}

/** On Tänään: what was promised and is due. */
export function DuePromises({ all }: { all: readonly Promised[] }) {
  const { t } = useWords();
  const [closed, setClosed] = useState<string>();
  const [error, setError] = useState<unknown>();
  if (!all) return null;
  const due = dueSoon(all, new Date());
  if (due.length === 0 && !closed) return null;

  async function keep(promise: Promised) {
    try {
      await revise(Promised, promise, { state: 'kept', closedAt: new Date().toISOString() });
      setClosed(promise.id);
    } catch (reason) {
      setError(reason);
    }
  }

  async function undo() {
    const promise = closed && (await find(Promised, closed));
    setClosed(undefined);
    if (promise) await revise(Promised, promise, { state: 'open', closedAt: undefined }).catch(setError);
  }

  return (
    <section class="stack tight">
      <div class="row apart">
        <h2>{t('outreach.promise.due')}</h2>
        <a href="/outreach/follow-up">{t('outreach.promise.all')}</a>
      </div>
      {error !== undefined && <NotKeptNotice error={error} />}
      {closed && (
        <Notice>
          <div class="row apart">
            <span>{t('outreach.promise.wasKept')}</span>
            <Button look="plain" onClick={undo}>
              {t('common.undo')}
            </Button>
          </div>
        </Notice>
      )}
      {due.length > 0 && (
        <ul class="list">
          {due.map((promise) => (
            <Due key={promise.id} promise={promise} onKept={() => keep(promise)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Due({ promise, onKept }: { promise: Promised; onKept: () => void }) {
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
      <Button onClick={onKept}>{t('outreach.promise.state.kept')}</Button>
    </li>
  );
}
