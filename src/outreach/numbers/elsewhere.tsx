import { useEffect, useState } from 'preact/hooks';
import { wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { type ClosingEnd, closeThere, type ReleasePlace } from '../../releases/close-there.ts';
import { ClosingNotice } from '../../releases/closing-notice.tsx';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { yieldToMain } from '../../store/yield-to-main.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { forgetServer, kindsCounted, takeFromServer } from './facts-store.ts';
import { numbersShelf } from './releases-store.ts';
import type { NumbersPlace } from './use-numbers.ts';

/** The server that numbers come from, where there is one. */
export interface Server {
  place: () => Promise<NumbersPlace>;
  /** Asks it for records of these kinds and gives each to `take`. Whether all of them came. */
  read: (kinds: readonly string[], take: (record: unknown) => Promise<void> | undefined) => Promise<boolean>;
  /** Where its releases lie; undefined where there is none. */
  releases: () => Promise<ReleasePlace | undefined>;
}

interface ElsewhereProps {
  server: Server;
  /** The area of each place that has one. */
  areas: ReadonlyMap<string, string>;
  isRead: boolean;
  /** What is told of the place may have changed; `isWhole`: all that has ended is told. */
  onRead: (isWhole: boolean) => void;
}

type State =
  | { is: 'rest'; settled?: ClosingEnd | undefined }
  | { is: 'reading'; count: number }
  | { is: 'failed' }
  | { is: 'not-kept'; error: unknown };

/** What all devices logged, where it lies on a server: read when a person asks for it, in memory only. */
export function Elsewhere({ server, areas, isRead, onRead }: ElsewhereProps) {
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
    if (!isWhole) return setState({ is: 'failed' });
    try {
      const releases = await server.releases();
      const shelf = numbersShelf(areas, yieldToMain(), () => undefined);
      const settled = releases && (await closeThere([shelf], releases, wallDate(Date.now())));
      setState({ is: 'rest', settled });
      onRead(settled?.is === 'told');
    } catch (error) {
      setState({ is: 'not-kept', error });
    }
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
      {state.is === 'rest' && <ClosingNotice settled={state.settled} />}
      {state.is === 'not-kept' && <NotKeptNotice error={state.error} />}
      {state.is === 'failed' && <Notice tone="look">{t('outreach.numbers.elsewhere.failed')}</Notice>}
    </section>
  );
}
