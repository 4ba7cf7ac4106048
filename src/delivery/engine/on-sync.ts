/** What the worker does when the browser says that there is a network. */
import { switchDatabase } from '../../store/db.ts';
import { setSetting } from '../../store/device.ts';
import { waitingCounts } from '../../store/outbox.ts';
import { databaseOf } from '../../store/shift.ts';
import { workersHere } from '../../store/workers.ts';
import { ensureOpen } from '../../store/writing.ts';
import { syncLostName } from '../../sw/tag.ts';
import { showOnBadge } from '../../ui/badge.ts';
import { drain, type WakeReason } from './drain.ts';
import { untilNoneIsAtIt } from './lock.ts';

/**
 * A sync event may last three minutes: how long to stand in line behind a page that drains, and after which time no request
 * begins (ms), of all workers together. The last one may take a minute (`answerTimeout`).
 */
const patience = 45_000;
const time = 90_000;

/**
 * How long after its beginning an event begins another try (ms), of all workers together: a test that has no time to wait sets another one.
 * And the shortest wait before one, whatever the clock says.
 */
export const triesFor = { ms: 20_000 };
const shortestWait = 1_000;

let turn: Promise<unknown> = Promise.resolve();

/**
 * Drains for each worker of this device, and again within the same event where the backoff allows it soon: a network that has just come back
 * often fails the first request, and the browser itself calls again after five minutes at the soonest. Rejecting while work remains
 * is how it is asked to; however often it calls, the backoff decides whether anything is sent. `lastChance`: it will not call
 * again for this registration.
 */
export async function drainOrAskAgain(lastChance: boolean): Promise<void> {
  const { isAllSent, onBadge } = await drainInTurn(lastChance);
  showOnBadge(onBadge);
  if (!isAllSent) throw new Error('Records still wait');
}

/** The same for a page that is open: it asks again by itself, and its badge tells of its own worker. */
export const drainForPage = async (): Promise<void> => void (await drainInTurn(false));

/** Whether nothing waits any more, and how much of all workers the badge tells of. */
interface Ended {
  isAllSent: boolean;
  onBadge: number;
}

function drainInTurn(lastChance: boolean): Promise<Ended> {
  // Two calls at once would each go on to another database under the other's hands.
  const done = turn.then(() => drainEach(lastChance));
  turn = done.catch(() => undefined);
  return done;
}

async function drainEach(lastChance: boolean): Promise<Ended> {
  // A browser that does not tell who is here keeps nothing from going.
  const workers = await workersHere().catch(() => [1]);
  let onBadge = 0;
  let isAllSent = true;
  for (const worker of workers) {
    // Nothing of one worker is under way when the database becomes another's.
    await untilNoneIsAtIt();
    switchDatabase(databaseOf(worker));
    try {
      // One that did not open, or was taken away and made anew by a page, is not tried again by itself.
      await ensureOpen();
      const isSent = await drainWhileSoon(1 / workers.length);
      const { waiting, refused, both = 0 } = await waitingCounts();
      onBadge += waiting + refused - both;
      // Who is locked has perhaps nothing that waits.
      if (isSent || waiting === 0) continue;
      isAllSent = false;
      // Only a page can ask the browser anew: one that is open does so, any other when it opens.
      if (lastChance) await setSetting(syncLostName, Date.now());
    } catch (error) {
      // What keeps one from being sent keeps nothing from the others.
      console.error('Not all is sent', error instanceof Error ? error.name : '');
      isAllSent = false;
    }
  }
  return { isAllSent, onBadge };
}

/** Whether nothing waits once no further try is worth while soon. `share`: of the event's time. */
async function drainWhileSoon(share: number): Promise<boolean> {
  const began = performance.now();
  for (let why: WakeReason = 'sync'; ; why = 'timer') {
    const ended = await drain(why, patience * share, began + time * share - performance.now());
    if (ended.is !== 'waiting') return ended.is === 'nothing-waits';
    const wait = Math.max(shortestWait, ended.nextAt - Date.now());
    if (performance.now() + wait > began + triesFor.ms * share) return false;
    await new Promise((done) => setTimeout(done, wait));
  }
}
