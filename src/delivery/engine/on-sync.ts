/** What the worker does when the browser says that there is a network. */
import { setSetting } from '../../store/device.ts';
import { waitingCounts } from '../../store/outbox.ts';
import { syncLostName } from '../../sw/tag.ts';
import { showOnBadge } from '../../ui/badge.ts';
import { drain } from './drain.ts';

/**
 * A sync event may last three minutes: how long to stand in line behind a page that drains, and after which time no request
 * begins (ms). The last one may take a minute (`answerTimeout`).
 */
const patience = 45_000;
const time = 90_000;

/**
 * Drains once. Rejecting while work remains is how the browser is asked to call again, at a time of its own; however often
 * it calls, the backoff decides whether anything is sent. `lastChance`: it will not call again for this registration.
 */
export async function drainOrAskAgain(lastChance: boolean): Promise<void> {
  const ended = await drain('sync', patience, time);
  const { waiting, refused } = await waitingCounts();
  showOnBadge(waiting + refused);
  if (ended.is === 'nothing-waits') return;
  // Only a page can ask the browser anew: one that is open does so, any other when it opens.
  if (lastChance) await setSetting(syncLostName, Date.now());
  throw new Error('Records still wait');
}
