/** What the worker does when the browser says that there is a network. */
import { setSetting } from '../../store/device.ts';
import { waitingCounts } from '../../store/outbox.ts';
import { syncLostName } from '../../sw/tag.ts';
import { showOnBadge } from '../../ui/badge.ts';
import { drain, type WakeReason } from './drain.ts';

/**
 * A sync event may last three minutes: how long to stand in line behind a page that drains, and after which time no request
 * begins (ms). The last one may take a minute (`answerTimeout`).
 */
const patience = 45_000;
const time = 90_000;

/** How long after its beginning an event begins another try (ms), and the shortest wait before one, whatever the clock says. */
const triesFor = 20_000;
const shortestWait = 1_000;

/**
 * Drains, and again within the same event where the backoff allows it soon: a network that has just come back often
 * fails the first request, and the browser itself calls again after five minutes at the soonest. Rejecting while work remains
 * is how it is asked to; however often it calls, the backoff decides whether anything is sent. `lastChance`: it will not call
 * again for this registration.
 */
export async function drainOrAskAgain(lastChance: boolean): Promise<void> {
  const isAllSent = await drainWhileSoon();
  const { waiting, refused } = await waitingCounts();
  showOnBadge(waiting + refused);
  if (isAllSent) return;
  // Only a page can ask the browser anew: one that is open does so, any other when it opens.
  if (lastChance) await setSetting(syncLostName, Date.now());
  throw new Error('Records still wait');
}

/** Whether nothing waits once no further try is worth while soon. */
async function drainWhileSoon(): Promise<boolean> {
  const began = performance.now();
  for (let why: WakeReason = 'sync'; ; why = 'timer') {
    const ended = await drain(why, patience, began + time - performance.now());
    if (ended.is !== 'waiting') return ended.is === 'nothing-waits';
    const wait = Math.max(shortestWait, ended.nextAt - Date.now());
    if (performance.now() + wait > began + triesFor) return false;
    await new Promise((done) => setTimeout(done, wait));
  }
}
