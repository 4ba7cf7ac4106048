import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { forgetServer, kindsCounted, takeFromServer } from './facts-store.ts';
import type { NumbersPlace } from './use-numbers.ts';

/** The server that numbers come from, where there is one. */
export interface Server {
  place: () => Promise<NumbersPlace>;
  /** Asks it for records of these kinds and gives each to `take`. Whether all of them came. */
  read: (kinds: readonly string[], take: (record: unknown) => Promise<void> | undefined) => Promise<boolean>;
}

interface ElsewhereProps {
  server: Server;
  isRead: boolean;
  onRead: () => void;
}

type State = { is: 'rest' } | { is: 'reading'; count: number } | { is: 'failed' };

/** What all devices logged, where it lies on a server: read when a person asks for it, in memory only. */
export function Elsewhere({ server, isRead, onRead }: ElsewhereProps) {
  const { t } = useWords();
  const [state, setState] = useState<State>({ is: 'rest' });
  const [place, setPlace] = useState<NumbersPlace>();
  useEffect(() => void server.place().then(setPlace), []);
  if (place !== 'server') return null;

  async function ask() {
    let count = 0;
    setState({ is: 'reading', count });
    // What was read of it before may be gone from it.
    forgetServer();
    const isWhole = await server.read(
      kindsCounted.map(({ name }) => name),
      (record) => {
        if (takeFromServer(record)) count += 1;
        if (count % 500 === 0) setState({ is: 'reading', count });
        return undefined;
      },
    );
    setState({ is: isWhole ? 'rest' : 'failed' });
    if (isWhole) onRead();
  }

  return (
    <section class="card unprinted" aria-labelledby="numbers-elsewhere">
      <h2 id="numbers-elsewhere">{t('outreach.numbers.elsewhere.title')}</h2>
      <p class="muted">{t(isRead ? 'outreach.numbers.elsewhere.wasRead' : 'outreach.numbers.elsewhere.help')}</p>
      {!isRead && (
        <div class="row">
          <Button busy={state.is === 'reading'} onClick={ask}>
            {t('outreach.numbers.elsewhere.read')}
          </Button>
        </div>
      )}
      {state.is === 'reading' && (
        <p class="number" role="status">
          {t('outreach.numbers.elsewhere.reading', { count: state.count })}
        </p>
      )}
      {state.is === 'failed' && <Notice tone="look">{t('outreach.numbers.elsewhere.failed')}</Notice>}
    </section>
  );
}
