/**
 * The page's part of sending: watches the outbox and drains it at every occasion. The page is the main path; the service
 * worker's sync event is the bonus where the browser has it.
 */
import { liveQuery } from 'dexie';
import { db } from '../store/db.ts';
import { itemsIn } from '../store/outbox.ts';
import { askForSync } from '../sw/bridge.ts';
import { syncLostName } from '../sw/tag.ts';
import { type Drained, drain, type Why } from './drain.ts';
import { longestWait } from './settle.ts';

/** How soon to look again while another tab drains, in ms. */
const elsewhereWait = 3_000;

/** Starts watching. Answers the undoing of it. */
export function watchOutbox(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const later = (ended: Drained) => {
    clearTimeout(timer);
    if (stopped || ended.is === 'nothing-waits') return;
    // Never longer than any wait, should the clock be set in between.
    const wait = ended.is === 'elsewhere' ? elsewhereWait : Math.min(longestWait, ended.nextAt - Date.now());
    timer = setTimeout(() => go('timer'), Math.max(0, wait));
  };
  const go = (why: Why) => {
    drain(why).then(later, (error: unknown) => {
      console.error('Sending stopped', error instanceof Error ? error.name : '');
      later({ is: 'elsewhere' });
    });
  };

  // The endpoints too: a new key or address is a reason to try. And the worker's word that it is not called any more.
  const waits = async () => {
    const read = [itemsIn('waiting', 1), db.endpoints.toArray(), db.settings.get(syncLostName)] as const;
    return (await Promise.all(read))[0].length > 0;
  };
  const seen = liveQuery(waits).subscribe({
    next: (waiting) => {
      if (!waiting) return;
      void askForSync();
      // In a task of its own: what is called from a live query may only read.
      setTimeout(() => go('saved'));
    },
    error: (error: unknown) => console.error('The outbox cannot be read', error instanceof Error ? error.name : ''),
  });
  const onOnline = () => go('online');
  const onVisible = () => document.visibilityState === 'visible' && go('visible');
  // Only a page that comes back from the browser's memory: one that is loaded starts anyway.
  const onShown = ({ persisted }: PageTransitionEvent) => persisted && go('visible');
  addEventListener('online', onOnline);
  addEventListener('pageshow', onShown);
  document.addEventListener('visibilitychange', onVisible);
  go('start');

  return () => {
    stopped = true;
    clearTimeout(timer);
    seen.unsubscribe();
    removeEventListener('online', onOnline);
    removeEventListener('pageshow', onShown);
    document.removeEventListener('visibilitychange', onVisible);
  };
}
