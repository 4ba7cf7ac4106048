/** The return is due and nobody said that all are back: asked on every screen, and by a notification where one was allowed. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { useLive } from '../../store/live.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { useRevise } from '../../store/use-revise.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useAtRest } from '../../ui/use-at-rest.ts';
import { endOf, Outing } from '../outing.ts';
import { useRunning } from '../use-running.ts';
import { useOutreach } from '../use-settings.ts';
import { besideOf } from './beside-plan-store.ts';
import { askLater, asksAt, isOverdue, wellFor } from './overdue.ts';
import { after } from './states.ts';

/** Stands above every screen; draws nothing until a return is overdue. */
export function OverdueNotice() {
  const { overdueMinutes } = useOutreach().outreach;
  const read = useRunning();
  const running = read?.outing;
  const at = running && asksAt(running, overdueMinutes);
  const now = useTime(at);
  const isDue = running !== undefined && isOverdue(running, overdueMinutes, now);
  // It comes when the hand rests, and goes as soon as it is answered.
  const isAsked = useAtRest(isDue) && isDue;
  useNotification(isAsked ? at : undefined, read !== undefined && !isDue);
  return isAsked ? <Overdue key={`${running.id} ${running.rev}`} outing={running} /> : null;
}

/**
 * The time (ms since 1970); looks again when `at` comes and when the page is looked at again. Told anew for each drawing: an
 * answer of this moment is not judged by the time of half a minute ago.
 */
function useTime(at: number | undefined): number {
  // A clock that is set back while the page is open puts nothing off: what has passed has passed.
  const began = useMemo(() => Date.now() - performance.now(), [at]);
  const [, look] = useState(0);
  useEffect(() => {
    if (at === undefined) return undefined;
    const again = () => look((times) => times + 1);
    // A timer holds 24 days at most, and sleeps with the phone.
    const timer = setInterval(again, Math.min(30_000, Math.max(500, at - Date.now())));
    document.addEventListener('visibilitychange', again);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, [at]);
  return Math.max(Date.now(), began + performance.now());
}

/**
 * Notifies once for each time that it asks, `at`. What was shown goes when nothing is asked any more (`isQuiet`), wherever that
 * was answered: in this tab, in another, or on the outing's own page; and what a tab left that has been closed.
 */
function useNotification(at: number | undefined, isQuiet: boolean): void {
  const { t } = useWords();
  useEffect(() => {
    if (at !== undefined) void inTurn(() => notify(t('outreach.overdue.title'), t('outreach.overdue.noAlarm')));
  }, [at]);
  useEffect(() => {
    if (isQuiet) void inTurn(quiet);
  }, [isQuiet]);
}

function Overdue({ outing }: { outing: Outing }) {
  const { t } = useWords();
  const [error, setError] = useState<unknown>();
  const beside = useLive(() => besideOf(outing.id), [outing.id]);
  const revise = useRevise<Outing>(Outing, outing);
  const keep = (change: Parameters<typeof revise>[0]) => revise(change).catch(setError);
  const allBack = () =>
    keep((now) => {
      const state = after(now.state, 'return');
      return state && { state, endedAt: endOf(now) };
    });
  return (
    <Notice tone="danger" title={t('outreach.overdue.title')}>
      {error !== undefined && <NotKeptNotice error={error} />}
      <p>{t('outreach.overdue.help')}</p>
      <div class="stack tight">
        <Button onClick={allBack}>{t('outreach.outing.allBack')}</Button>
        <Button onClick={() => keep(() => ({ askAt: askLater(Date.now()) }))}>
          {t('outreach.overdue.allWell', { minutes: wellFor })}
        </Button>
        <CallOffSite offSite={outing.plan?.offSite ?? ''} number={beside?.phone} />
      </div>
      <p class="small">{t('outreach.overdue.noAlarm')}</p>
    </Notice>
  );
}

/** A way to call the one off site; nothing where this device has no number. */
export function CallOffSite({ offSite, number }: { offSite: string; number: string | undefined }) {
  const { t } = useWords();
  if (!number) return null;
  return (
    <a class="button" href={telOf(number)}>
      {t('outreach.overdue.call', { offSite: offSite || number })}
    </a>
  );
}

/** The link that calls a number, however it was written. */
export const telOf = (number: string): string => `tel:${number.replace(/[^\d+]/g, '')}`;

const tag = 'overdue';

let last: Promise<void> = Promise.resolve();

/** One after the other: what is taken back while it is still being shown would stay. Without a notification the screen asks. */
const inTurn = (act: () => Promise<void>): Promise<void> => {
  last = last.then(act).catch(() => undefined);
  return last;
};

/** The notification says only that a receipt is asked for: a locked screen is read by anyone. */
async function notify(title: string, body: string): Promise<void> {
  navigator.vibrate?.([400, 200, 400]);
  if (!canNotify() || Notification.permission !== 'granted') return;
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.showNotification(title, { body, tag, requireInteraction: true });
}

async function quiet(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  for (const shown of (await registration?.getNotifications?.({ tag })) ?? []) shown.close();
}

const canNotify = (): boolean => 'Notification' in globalThis;

/** Asks for leave to notify, where that was neither given nor refused. */
export function AskToNotify() {
  const { t } = useWords();
  const [permission, setPermission] = useState(() => (canNotify() ? Notification.permission : 'denied'));
  if (permission === 'granted') return <p class="muted small">{t('outreach.overdue.notifies')}</p>;
  if (permission === 'denied') return <p class="muted small">{t('outreach.overdue.onlyScreen')}</p>;
  return (
    <Button onClick={() => Notification.requestPermission().then(setPermission)}>
      {t('outreach.overdue.askNotify')}
    </Button>
  );
}
