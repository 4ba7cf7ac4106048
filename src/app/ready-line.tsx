/** Whether the app can be used without a network: said until it can. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { useAtRest } from '../ui/use-at-rest.ts';
import { keepText, readText } from '../ui/web-storage.ts';
import { useStanding } from './update.tsx';

const key = 'ready';

/** What this device last heard: so that a page that begins without a network, or before the worker answers, says what is so. */
const wasReady = () => readText('local', key, (text) => text === 'yes' || text === 'no') === 'yes';

/** How it stands, with what was so at the last look until the worker has answered. */
function useReady(): 'yes' | 'no' | 'never' {
  const { ready } = useStanding();
  const [before] = useState(wasReady);
  useEffect(() => {
    if (ready === 'yes' || ready === 'no') keepText('local', key, ready);
  }, [ready]);
  return ready === 'asked' ? (before ? 'yes' : 'no') : ready;
}

/**
 * The line at the top of every screen until everything is there. Once it has stood there it stays for as long as the page is
 * open, with room for the words that stood there: what a person is about to tap does not move.
 */
export function ReadyLine() {
  const { t } = useWords();
  const ready = useAtRest(useReady());
  const hasStood = useRef(false);
  if (import.meta.env.DEV) return null;
  if (ready !== 'yes') hasStood.current = true;
  if (!hasStood.current) return null;
  return (
    <div class="ready-line small">
      <p role="status">{t(`ready.${ready}`)}</p>
      {ready === 'yes' && <p aria-hidden="true">{t('ready.no')}</p>}
    </div>
  );
}

/** The same on Lisää, where it always stands. */
export function ReadyWords() {
  const { t } = useWords();
  return <p>{t(`ready.${useReady()}`)}</p>;
}
