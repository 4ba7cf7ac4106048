/**
 * The page's part of sending: watches the outbox and drains it at every occasion. The page is the main path; the service
 * worker's sync event is the bonus where the browser has it. None of this sends more often than the backoff lets it.
 */
import { onSetup } from '../../setup/organisation-store.ts';
import { db } from '../../store/db.ts';
import { itemsIn } from '../../store/outbox.ts';
import { watch } from '../../store/watch.ts';
import { syncLostName } from '../../sw/tag.ts';
import { agreeOnSending } from './agree-on-sending.ts';
import { type Reasons, workerCaller } from './call-worker.ts';
import { type Drained, drain, type WakeReason } from './drain.ts';
import { giveTurnUp } from './lock.ts';
import { backoff, longestWait } from './settle.ts';

/** How soon (ms) to look again while another drains, and how long to stand in line then: a page that is looked at comes first. */
const elsewhere = { visible: { wait: 1_000, patience: 3_000 }, hidden: { wait: 15_000, patience: 0 } };
/** How long (ms) a request of a hidden page may go on once a visible one has asked for the turn. */
const grace = 5_000;
/** No timer is shorter than this (ms), whatever a drain says of its next time. */
const shortestTimer = 1_000;

/** What is asked of the other tabs: that one which nobody looks at gives its turn to this one. */
const turnWanted = 'turn';

/** Starts watching. Answers the undoing of it. */
export function watchOutbox(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let stopped = false;
  const tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`${db.name}-drain`);
  const callWorker = workerCaller();

  const again = (wait: number, patience = 0) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => go('timer', patience), Math.max(shortestTimer, wait));
  };
  const onEnd = (ended: Drained) => {
    failures = 0;
    if (stopped || ended.is === 'nothing-waits') return clearTimeout(timer);
    callWorker();
    // Never longer than any wait, should the clock be set in between.
    if (ended.is === 'waiting') return again(Math.min(longestWait, ended.nextAt - Date.now()));
    if (isVisible()) tabs?.postMessage(turnWanted);
    const { wait, patience } = elsewhere[isVisible() ? 'visible' : 'hidden'];
    again(wait, patience);
  };
  const go = (why: WakeReason, patience = 0) => {
    drain(why, patience).then(onEnd, (error: unknown) => {
      console.error('Sending stopped', error instanceof Error ? error.name : '');
      again(backoff(failures++, Math.random()));
    });
  };

  const stopWatching = watch(
    whatWaits,
    (reasons) => {
      if (!reasons) return;
      callWorker(reasons);
      // In a task of its own: what is called from a live query may only read.
      setTimeout(() => go('saved'));
    },
    (error) => console.error('The outbox cannot be read', error instanceof Error ? error.name : ''),
  );
  const onOnline = () => go('online');
  const onVisible = () => isVisible() && go('visible');
  // Only a page that comes back from the browser's memory: one that is loaded starts anyway.
  const onShown = ({ persisted }: PageTransitionEvent) => persisted && go('visible');
  // Who is frozen or put away in the middle of a turn would keep it from the others.
  const onAway = () => giveTurnUp();
  addEventListener('online', onOnline);
  addEventListener('pageshow', onShown);
  addEventListener('pagehide', onAway);
  document.addEventListener('visibilitychange', onVisible);
  document.addEventListener('freeze', onAway);
  tabs?.addEventListener('message', () => isVisible() || giveTurnUp(grace));
  const agree = () =>
    agreeOnSending().catch((error: unknown) => {
      console.error('Sealed for sending later', error instanceof Error ? error.name : '');
    });
  onSetup(agree);
  void agree().then(() => stopped || go('start'));

  return () => {
    stopped = true;
    clearTimeout(timer);
    stopWatching();
    tabs?.close();
    removeEventListener('online', onOnline);
    removeEventListener('pageshow', onShown);
    removeEventListener('pagehide', onAway);
    document.removeEventListener('visibilitychange', onVisible);
    document.removeEventListener('freeze', onAway);
  };
}

const isVisible = () => document.visibilityState === 'visible';

/** What there is to send, if anything: nothing that a drain writes of how an endpoint behaves, or each would call for the next. */
export async function whatWaits(): Promise<Reasons | undefined> {
  const [[newest], endpoints, lost] = await db.transaction('r', db.outbox, db.endpoints, db.settings, () =>
    Promise.all([itemsIn('waiting', 1), db.endpoints.toArray(), db.settings.get(syncLostName)]),
  );
  if (!newest) return undefined;
  const setUp = endpoints.map(({ id, config, kinds, retired }) => [id, config?.iv, kinds, retired]);
  return { what: [newest.key, newest.rev, ...setUp].join(' '), lost: lost?.value };
}
