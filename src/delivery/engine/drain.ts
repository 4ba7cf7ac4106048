/**
 * Draining the outbox: the same code in the page and in the service worker. Takes nothing out before it was delivered; an
 * answer moves an item to another state and never deletes a record.
 */
import { db, type StoredEndpoint } from '../../store/db.ts';
import { Locked, renewKey } from '../../store/device.ts';
import { clearUpEndpoints, fillEndpoints, setBackoff } from '../../store/endpoints.ts';
import { dueItems, itemsIn, makeDue, nextDue } from '../../store/outbox.ts';
import { anyWaitsUntilOpen, readingKey } from '../../store/sending-key.ts';
import { sendToldAloneFirst } from '../../store/told-alone.ts';
import { checkAfterCut } from '../check/check.ts';
import { beginDelivery, type Delivery, deliver } from './deliver.ts';
import { exclusively, LeaseLost } from './lock.ts';
import { letChildrenGo } from './parents.ts';
import { sealWaiting } from './seal-waiting.ts';
import { isOnline } from './send.ts';
import { openSession, type Session } from './session.ts';
import { backoffAfter, endsEarly, isBackingOff, isNews, longestWait, strongest, type WakeReason } from './settle.ts';
import { endWaits, knownFor, knownForItems } from './waits.ts';

export type { WakeReason } from './settle.ts';

/** How a drain ended. */
export type Drained =
  | { is: 'nothing-waits' }
  /** Something still waits; the next try is worth while at `nextAt` (ms since 1970). */
  | { is: 'waiting'; nextAt: number }
  /** Another tab or the worker is draining, or this one has given its turn up. */
  | { is: 'elsewhere' };

let running: Promise<Drained> | undefined;
interface Queued {
  why: WakeReason;
  run: Promise<Drained>;
}
let queued: Queued | undefined;

/** Thrown in place of a request that would begin after the time is up: what was answered until then is written. */
class TimeIsUp extends Error {
  override name = 'TimeIsUp';
}

/**
 * Sends what is due, to every endpoint. Callers share one run; one that comes while it runs gets a second run after it, so
 * that what was saved in between goes too. `patience` (ms): how long to wait for another context's drain; `time` (ms): no
 * request begins later than this after the call.
 * Rejects only for what nobody planned, such as a database that cannot be opened.
 */
export function drain(why: WakeReason, patience = 0, time = Number.POSITIVE_INFINITY): Promise<Drained> {
  if (!running) {
    const end = performance.now() + time;
    const withinTime = (renew: () => Promise<void>) => async () => {
      if (performance.now() > end) throw new TimeIsUp('No more requests');
      await renew();
    };
    running = exclusively((renew, over) => drainAll(why, withinTime(renew), over), patience)
      .then((given) => given?.value ?? ({ is: 'elsewhere' } as const))
      .catch((error: unknown) => {
        if (error instanceof TimeIsUp) return { is: 'waiting', nextAt: Date.now() } as const;
        if (error instanceof LeaseLost || isStolen(error)) return { is: 'elsewhere' } as const;
        throw error;
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  }
  if (queued) {
    queued.why = strongest(queued.why, why);
    return queued.run;
  }
  const next: Queued = { why, run: afterwards(running, () => next.why, patience, time) };
  queued = next;
  return next.run;
}

async function afterwards(
  before: Promise<unknown>,
  why: () => WakeReason,
  patience: number,
  time: number,
): Promise<Drained> {
  await before.catch(() => undefined);
  queued = undefined;
  return drain(why(), patience, time);
}

/** A lock that was stolen from a frozen context rejects with this. */
const isStolen = (error: unknown) => error instanceof DOMException && error.name === 'AbortError';

async function drainAll(why: WakeReason, renew: () => Promise<void>, over: AbortSignal): Promise<Drained> {
  if (why === 'saved' && (await nothingWaits())) return { is: 'nothing-waits' };
  await renewKey();
  const opens = await whatOpens();
  if (opens === 'nothing') return { is: 'waiting', nextAt: Date.now() + longestWait };
  const isLocked = opens === 'waiting';
  await fillEndpoints();
  if (!isLocked) await sealWaiting(why === 'saved');
  const endpoints = (await db.endpoints.toArray()).filter((row) => isServed(row) && !(isLocked && isShut(row)));
  // Side by side: one that hangs until its time is out keeps nothing from the others.
  const ends = await Promise.allSettled(
    endpoints.map((endpoint) => drainUnlessHeld(endpoint, why, renew, over, isLocked)),
  );
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  if (isNews(why)) await clearUpEndpoints();
  return whatIsLeft(
    isLocked,
    ends.flatMap((end) => (end.status === 'fulfilled' && end.value ? [end.value] : [])),
  );
}

/** Whether the run before has sent all that was saved: one read, instead of all that a run does. */
const nothingWaits = (): Promise<boolean> =>
  db.transaction('r', db.outbox, db.endpoints, async () => {
    const [waiting, endpoints] = await Promise.all([itemsIn('waiting', 1), db.endpoints.toArray()]);
    return waiting.length === 0 && endpoints.every(({ filling, recheck }) => (filling ?? recheck) === undefined);
  });

/** While the device is locked what is sealed for sending can be sent, or nothing; and nothing is judged by that. */
const whatOpens = (): Promise<'all' | 'waiting' | 'nothing'> =>
  readingKey().then(
    ({ opens }) => opens,
    (error: unknown) => {
      if (error instanceof Locked) return 'nothing';
      throw error;
    },
  );

/** Whether an endpoint's settings wait until the device is opened. */
const isShut = ({ config, toSend }: StoredEndpoint) => config !== undefined && toSend === undefined;

/** Where a person must first say what becomes of the rest, nothing is sent. */
const isServed = ({ retired }: StoredEndpoint) => retired !== 'undecided';

/** Gives the endpoint's id where nothing may go there yet. */
async function drainUnlessHeld(
  endpoint: StoredEndpoint,
  why: WakeReason,
  renew: () => Promise<void>,
  over: AbortSignal,
  isLocked: boolean,
): Promise<string | undefined> {
  const { id, hold } = endpoint;
  const online = isOnline();
  if (isBackingOff(hold, why, Date.now(), hold && knownFor(id, hold.until), online)) return undefined;
  const [session] = await Promise.all([openSession(endpoint, renew, over), endWaits(id, endsEarly(hold, why, online))]);
  if (typeof session === 'string') {
    const until = Date.now() + longestWait;
    await setBackoff(endpoint, { tries: 1, until, wait: longestWait, trouble: session, asked: false });
  } else {
    const told = await toldFirst(session, isLocked);
    if (told === 'waits') return id;
    if (told === 'goes') await drainEndpoint(Object.assign(session, { isLocked }));
    else await setBackoff(endpoint, backoffAfter(hold, notNoted, Date.now(), Math.random()));
  }
  await knownForItems(id);
  return undefined;
}

/** What was never sent anything is no place yet: those who were told of without it go there first, as told, or nothing does. */
async function toldFirst({ id, endpoint, dialect }: Session, isLocked: boolean) {
  if (!dialect.isShown || endpoint.deliveredAt !== undefined) return 'goes';
  const told = await sendToldAloneFirst(id, isLocked);
  if (told === 'goes' && !isLocked) await sealWaiting(true);
  return told;
}

const notNoted = { is: 'later', trouble: 'not-noted' } as const;

/**
 * So often what was delivered is checked in one turn: an endpoint may be set back while it is checked, and one that is set
 * back for ever is not asked without end.
 */
const checksInATurn = 2;

async function drainEndpoint(session: Session): Promise<void> {
  const { id, isLocked = false } = session;
  const delivery = await beginDelivery(session);
  let last = '';
  for (let checks = 0; ; ) {
    if (delivery.dialect.parentsFirst) await letChildrenGo(delivery.family);
    // Asked anew each time: a record that is saved during a drain goes with it.
    const items = await dueItems(id, Date.now(), delivery.most, isLocked);
    if (items.length === 0) {
      // What was delivered is checked when the device is open: only then can it be sent again.
      if (isLocked) return;
      if (checks++ === checksInATurn) return holdWhereCut(delivery);
      // What was set back at the endpoint is found first, and goes in this very drain.
      if (!(await checkAfterCut(id, delivery))) return;
      last = '';
      continue;
    }
    const before = delivery.hold;
    const batch = items.map(({ key, rev }) => `${key} ${rev}`).join();
    // Each item that was sent is settled or put off. Should one not be, it is never sent again and again in one turn.
    const held =
      batch === last ? backoffAfter(before, noProgress, Date.now(), Math.random()) : await deliver(items, delivery);
    last = batch;
    if (held) {
      knownFor(id, held.until);
      return setBackoff(delivery.endpoint, held);
    }
    // It failed for one record and is tried with the next: that is no word that it is well, and takes nothing off its backoff.
    if (delivery.failures > 0) continue;
    delivery.hold = undefined;
    await setBackoff(delivery.endpoint, undefined);
    if (before && delivery.hasDelivered) await endWaitsAfter(before, id);
  }
}

/** What it had was given to it again, and its history is cut once more: the next turn comes by the backoff. */
async function holdWhereCut({ id, began, endpoint }: Delivery): Promise<void> {
  if ((await db.endpoints.get(id))?.recheck === undefined) return;
  const held = backoffAfter(began, noProgress, Date.now(), Math.random());
  knownFor(id, held.until);
  return setBackoff(endpoint, held);
}

const noProgress = { is: 'later', trouble: 'unclear-answer' } as const;

/**
 * It answers again: what was put off while it failed need not wait its time out; behind what was never tried. After a single
 * failure the wait is as short as they get, and may be one record's own: that keeps its backoff, whatever goes well beside it.
 */
async function endWaitsAfter({ tries }: NonNullable<StoredEndpoint['hold']>, id: string): Promise<void> {
  const now = Date.now();
  if (tries > 1) await makeDue(id, now, undefined, now);
}

/** `untold`: endpoints to which nothing may go yet, whatever waits. */
async function whatIsLeft(isLocked: boolean, untold: readonly string[]): Promise<Drained> {
  const now = Date.now();
  const times = await db.transaction('r', db.endpoints, db.outbox, async () => {
    const times: number[] = [];
    for (const { id, hold } of (await db.endpoints.toArray()).filter(isServed)) {
      const due = await nextDue(id, isLocked);
      if (due !== undefined) times.push(untold.includes(id) ? now + longestWait : Math.max(due, hold?.until ?? 0));
    }
    if (isLocked && (await anyWaitsUntilOpen())) times.push(now + longestWait);
    return times;
  });
  if (times.length === 0) return { is: 'nothing-waits' };
  return { is: 'waiting', nextAt: Math.min(now + longestWait, ...times) };
}
