/** What waits to be sent, in the same words everywhere. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { useWords, wordsOf } from '../../i18n/words.ts';
import { readSending } from '../../setup/sending.ts';
import { type Sending, sendingWords } from '../../setup/sending-words.ts';
import { type HearUnread, Unread, useLiveAgain } from '../../store/live.ts';
import { setUnsent } from '../../ui/title.ts';

/** How sending stands, now and as it changes; undefined until the store is open. */
export const useSending = (): Sending | undefined => useLiveAgain(readSending);

/** Whether the browser thinks that there is a network. A hint for the words, never a reason not to send. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return online;
}

/** How sending stands, and the words for it; undefined until the store is open. */
export function useSendingWords(): { sending: Sending; words: string } | undefined {
  const { language } = useWords();
  const sending = useSending();
  const online = useOnline();
  return sending && { sending, words: sendingWords(sending, online, wordsOf('waiting'), language) };
}

/** The line at the top of every screen; leads to what it speaks of, or where the device cannot be read to what can be done. */
export function WaitingLine() {
  const [isUnread, setUnread] = useState(false);
  const hear = useCallback<HearUnread>((_, fault) => setUnread(fault !== undefined), []);
  return (
    <Unread.Provider value={hear}>
      <Line isUnread={isUnread} />
    </Unread.Provider>
  );
}

function Line({ isUnread }: { isUnread: boolean }) {
  const { t } = useWords();
  const said = useSendingWords();
  const unsent = said && said.sending.waiting + said.sending.refused - (said.sending.both ?? 0);
  useEffect(() => {
    if (unsent !== undefined) setUnsent(unsent);
  }, [unsent]);
  if (!said && isUnread)
    return (
      <a class="waiting" href="/recovery">
        {t('waiting.unread')}
      </a>
    );
  if (!said) return <span class="waiting">{t('waiting.opening')}</span>;
  const { sending, words } = said;
  const look = sending.refused > 0 ? 'refused some' : sending.waiting > 0 ? 'some' : '';
  return (
    <a class={`waiting number ${look}`} href="/more/delivery">
      <span role="status">{words}</span>
    </a>
  );
}
