/** What waits to be sent, in the same words everywhere. */
import type { TFunction } from 'i18next';
import { useEffect, useState } from 'preact/hooks';
import { useWords, type Words } from '../i18n/words.ts';
import { endpointConfig } from '../setup/endpoint.ts';
import { isComplete } from '../setup/secrets.ts';
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
  /** The endpoint that holds us back. */
  heldAt: string | undefined;
  /** Whether it was given a key, where it asks for one: it is then the key that is wrong. */
  hasKey: boolean;
  /** When it is tried next (ms since 1970), where it is held back. */
  nextAt: number | undefined;
}

/** How sending stands, now and as it changes; undefined until the store is open. */
export function useSending(): Sending | undefined {
  return useLive(async () => {
    const [counts, endpoints] = await Promise.all([waitingCounts(), db.endpoints.toArray()]);
    const last = lastDelivered(endpoints);
    const held = endpoints.find(({ hold, retired }) => hold && !retired);
    const trouble = held?.hold?.trouble;
    const hasKey = trouble === 'sign-in' && (await signsIn(held!.id));
    return { ...counts, last, trouble, heldAt: held?.id, hasKey, nextAt: held?.hold?.until };
  });
}

/** Settings that cannot be opened hold no key that could be sent. */
const signsIn = (endpoint: string): Promise<boolean> =>
  endpointConfig(endpoint).then(
    ({ auth }) => auth.way !== 'none' && isComplete(auth),
    () => false,
  );

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
  { waiting, refused, last, trouble, hasKey }: Sending,
  online: boolean,
  { t, clock }: { t: TFunction; clock: Words['clock'] },
): string {
  const parts: string[] = [];
  if (waiting > 0) {
    if (trouble === 'sign-in') parts.push(t(hasKey ? 'waiting.badKey' : 'waiting.noKey', { count: waiting }));
    else if (!online || trouble === 'no-answer') parts.push(t('waiting.offline', { count: waiting }));
    else parts.push(t('waiting.some', { count: waiting }));
  }
  if (refused > 0) parts.push(t('waiting.refused', { count: refused }));
  if (parts.length > 0) return parts.join(' · ');
  return last === undefined ? t('waiting.nothing') : t('waiting.none', { time: clock(last) });
}

/** How sending stands, and the words for it; undefined until the store is open. */
export function useSendingWords(): { sending: Sending; words: string } | undefined {
  const words = useWords();
  const sending = useSending();
  const online = useOnline();
  return sending && { sending, words: sendingWords(sending, online, words) };
}

/** The line at the top of every screen; leads to what it speaks of. */
export function WaitingLine() {
  const { t } = useWords();
  const said = useSendingWords();
  const unsent = said && said.sending.waiting + said.sending.refused;
  useEffect(() => {
    if (unsent !== undefined) setUnsent(unsent);
  }, [unsent]);
  if (!said) return <span class="waiting">{t('waiting.opening')}</span>;
  const { sending, words } = said;
  const look = sending.refused > 0 ? 'refused some' : sending.waiting > 0 ? 'some' : '';
  return (
    <a class={`waiting number ${look}`} href="/more/delivery">
      <span role="status">{words}</span>
    </a>
  );
}
