/** What waits to be sent, in the same words everywhere. */
import type { TFunction } from 'i18next';
import { useEffect, useState } from 'preact/hooks';
import { useWords, type Words } from '../i18n/words.ts';
import { db } from '../store/db.ts';
import { useLive } from '../store/live.ts';
import { lastDelivered, waitingCounts } from '../store/outbox.ts';
import { setUnsent } from '../ui/title.ts';

/** How sending stands, over all endpoints. */
export interface Sending {
  waiting: number;
  refused: number;
  /** When anything was last delivered (ms since 1970). */
  last: number | undefined;
  /** Why the endpoint that held us back last did so. */
  trouble: string | undefined;
  /** When it is tried next (ms since 1970), where it is held back. */
  nextAt: number | undefined;
}

/** How sending stands, now and as it changes; undefined until the store is open. */
export function useSending(): Sending | undefined {
  return useLive(async () => {
    const [counts, last, endpoints] = await Promise.all([waitingCounts(), lastDelivered(), db.endpoints.toArray()]);
    const hold = endpoints.find((endpoint) => endpoint.hold)?.hold;
    return { ...counts, last, trouble: hold?.trouble, nextAt: hold?.until };
  });
}

/** Whether the browser thinks that there is a network. A hint for the words, never a reason not to send. */
function useOnline(): boolean {
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

/** `3 odottaa`, `kaikki lähetetty 14.52`, `ei yhteyttä, 3 odottaa`: said the same way on every screen. */
export function sendingWords(
  { waiting, refused, last, trouble }: Sending,
  online: boolean,
  { t, clock }: { t: TFunction; clock: Words['clock'] },
): string {
  const parts: string[] = [];
  if (waiting > 0) {
    if (trouble === 'sign-in') parts.push(t('waiting.signIn', { count: waiting }));
    else if (!online || trouble === 'no-answer') parts.push(t('waiting.offline', { count: waiting }));
    else parts.push(t('waiting.some', { count: waiting }));
  }
  if (refused > 0) parts.push(t('waiting.refused', { count: refused }));
  if (parts.length > 0) return parts.join(' · ');
  return last === undefined ? t('waiting.nothing') : t('waiting.none', { time: clock(last) });
}

/** The line at the top of every screen; leads to what it speaks of. */
export function WaitingLine() {
  const words = useWords();
  const sending = useSending();
  const online = useOnline();
  const unsent = sending && sending.waiting + sending.refused;
  useEffect(() => {
    if (unsent !== undefined) setUnsent(unsent);
  }, [unsent]);
  if (!sending) return <span class="waiting">{words.t('waiting.opening')}</span>;
  const look = sending.refused > 0 ? 'refused some' : sending.waiting > 0 ? 'some' : '';
  return (
    <a class={`waiting number ${look}`} href="/more/delivery">
      <span role="status">{sendingWords(sending, online, words)}</span>
    </a>
  );
}
