/**
 * One drain at a time over all tabs and the worker: a Web Lock, which the browser frees when its holder dies, and a lease
 * in the database, which tells a holder at work from one that was frozen with the lock in its hands.
 */
import { db } from '../store/db.ts';

const name = 'kenttakirja-drain';
/** A lease lasts longer than one request may take (`answerTimeout`), because it is renewed before each. */
const leaseTime = 90_000;

/** Thrown by `renew` when another took over while this one was frozen: stop at once. */
export class LeaseLost extends Error {
  override name = 'LeaseLost';
}

/**
 * Runs `job` alone, or answers undefined where another is at it. `patience` (ms) is how long to stand in line: the worker
 * waits for a page that may be about to be closed; a page does not. `job` calls `renew` before each request.
 */
export async function exclusively<T>(
  job: (renew: () => Promise<void>) => Promise<T>,
  patience: number,
): Promise<{ value: T } | undefined> {
  // New for each run: what was passed by must not go on under the lease of its own tab's next run.
  const owner = crypto.randomUUID();
  const run = async (renewed: () => Promise<void>) => ({ value: await job(renewed) });
  const runLeased = () => run(() => renew(owner));
  const locks = globalThis.navigator?.locks;
  if (!locks) return (await takeLease(owner, false)) ? runLeased().finally(() => giveBack(owner)) : undefined;
  const given = await standInLine(locks, patience, async (lock) => {
    if (!lock) return undefined;
    const lease = leaseWhenNeeded(owner);
    return run(lease.renew).finally(lease.end);
  });
  if (given || !(await isHolderFrozen())) return given;
  return locks.request(name, { steal: true }, async () => ((await takeLease(owner, false)) ? runLeased() : undefined));
}

/** Who holds the lock and is at it for longer than this (ms) writes a lease, also when nothing is sent. */
const leaseAfter = 100;

/**
 * The lease of a run that has just got the lock: written before the first request, or when the run takes its time. A run
 * that finds nothing to send writes nothing. Who was frozen before the lease was written takes none from another.
 */
function leaseWhenNeeded(owner: string) {
  const began = { wall: Date.now(), known: performance.now() };
  const wasFrozen = () =>
    Math.max(Date.now() - began.wall, performance.now() - began.known) > patienceWithHolder.ms / 2;
  let taken: Promise<void> | undefined;
  const take = async () => {
    if (!(await takeLease(owner, !wasFrozen()))) throw new LeaseLost('Another took over');
  };
  const first = () => {
    taken = take();
    return taken;
  };
  const timer = setTimeout(() => (taken ? undefined : first().catch(() => undefined)), leaseAfter);
  return {
    renew: () => (taken ? taken.then(() => renew(owner)) : first()),
    end: () => clearTimeout(timer),
  };
}

/** A holder that has just come has not written its lease yet; it gets this long (ms) before it is taken for frozen. */
export const patienceWithHolder = { ms: 2_000 };

/** Whether who holds the lock has let its lease run out and writes no new one. */
async function isHolderFrozen(): Promise<boolean> {
  const before = await db.leases.get(name);
  if (isLive(before?.until, Date.now())) return false;
  if (patienceWithHolder.ms > 0) await new Promise((done) => setTimeout(done, patienceWithHolder.ms));
  const after = await db.leases.get(name);
  return after?.owner === before?.owner && after?.until === before?.until;
}

async function standInLine<T>(locks: LockManager, patience: number, withLock: (lock: Lock | null) => Promise<T>) {
  if (patience === 0) return locks.request(name, { ifAvailable: true }, withLock);
  const enough = new AbortController();
  const timer = setTimeout(() => enough.abort(), patience);
  let begun = false;
  try {
    return await locks.request(name, { signal: enough.signal }, (lock) => {
      begun = true;
      clearTimeout(timer);
      return withLock(lock);
    });
  } catch (error) {
    if (!begun && enough.signal.aborted) return undefined;
    throw error;
  }
}

const isLive = (until: number | undefined, now: number) =>
  until !== undefined && until > now && until - now <= 2 * leaseTime;

function takeLease(owner: string, evenIfLive: boolean): Promise<boolean> {
  return db.transaction('rw', db.leases, async () => {
    const lease = await db.leases.get(name);
    const now = Date.now();
    if (!evenIfLive && isLive(lease?.until, now)) return false;
    await db.leases.put({ name, owner, until: now + leaseTime });
    return true;
  });
}

function renew(owner: string): Promise<void> {
  return db.transaction('rw', db.leases, async () => {
    const lease = await db.leases.get(name);
    if (lease?.owner !== owner) throw new LeaseLost('Another took over');
    await db.leases.put({ name, owner, until: Date.now() + leaseTime });
  });
}

/** Where the lease alone decides, the next one need not wait for it to run out. */
function giveBack(owner: string): Promise<void> {
  return db.transaction('rw', db.leases, async () => {
    const lease = await db.leases.get(name);
    if (lease?.owner === owner) await db.leases.delete(name);
  });
}
