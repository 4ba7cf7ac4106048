/**
 * One drain at a time over all tabs and the worker: a Web Lock, which the browser frees when its holder dies, and a lease
 * in the database, which tells a holder at work from one that was frozen with the lock in its hands.
 */
import { db } from '../../store/db.ts';

/** Each worker's records are sent by themselves: the lease lies in their database. */
const lockName = () => `${db.name}-drain`;
const name = 'kenttakirja-drain';
/** A lease (ms) that is not renewed for so long is that of a context that does not run. */
export const leaseTime = 6_000;
/** The longest lease (ms) that any version wrote; what is further ahead than twice that, a wrong clock wrote. */
const longestLease = 90_000;

/** In ms; a test that has no time to wait sets other ones. */
export const pace = {
  /** How often a holder renews its lease, besides before each request. */
  beat: 2_000,
  /** A holder that has just come has not written its lease yet, or its clock was set: so long it is looked at. Longer than a beat. */
  patience: 3_000,
};

/** Thrown by `renew` when another took over while this one was frozen, or when the turn was given up: stop at once. */
export class LeaseLost extends Error {
  override name = 'LeaseLost';
}

/** The turn that this context has. */
interface Turn {
  /** No request may begin. */
  ending: boolean;
  /** Aborted when the turn has ended before the job has: what is under way is to stop, and to tell nothing. */
  over: AbortController;
}
let turn: Turn | undefined;

/** Jobs that have not come to their end, also those whose turn has: one that was passed by goes on until its next request. */
const atIt = new Set<Promise<unknown>>();

/** Resolves when nothing that was begun here in a turn is under way any more. */
export async function untilNoneIsAtIt(): Promise<void> {
  while (atIt.size > 0) await Promise.all(atIt);
}

/**
 * Gives up the turn of this context, if it has one: no other request begins, and after `grace` (ms) the one under way is cut
 * and the lock free. Without grace both happen before this task ends: there is no later one in a page that is frozen.
 */
export function giveTurnUp(grace = 0): void {
  const given = turn;
  if (!given) return;
  given.ending = true;
  if (grace > 0) setTimeout(() => given.over.abort(), grace);
  else given.over.abort();
}

/** What is done in one turn. It calls `renew` before each request, and stops what it began when `over` is aborted. */
type Job<T> = (renew: () => Promise<void>, over: AbortSignal) => Promise<T>;

/**
 * Runs `job` alone, or answers undefined where another is at it, or where the turn was given up. `patience` (ms) is how long
 * to stand in line.
 */
export async function exclusively<T>(job: Job<T>, patience: number): Promise<{ value: T } | undefined> {
  const locks = globalThis.navigator?.locks;
  if (!locks) return inTurn(job, false);
  const given = await standInLine(locks, patience, async (lock) =>
    lock ? { turn: await inTurn(job, true) } : undefined,
  );
  if (given || !(await isHolderFrozen())) return given?.turn;
  return locks.request(lockName(), { steal: true }, () => inTurn(job, false));
}

/** The job, with the lock in hand. `evenIfLive`: the lock says that whoever wrote the lease that is there is gone. */
async function inTurn<T>(job: Job<T>, evenIfLive: boolean): Promise<{ value: T } | undefined> {
  const lease = leaseWhenNeeded(evenIfLive);
  if (!evenIfLive && !(await lease.take())) return undefined;
  const mine: Turn = { ending: false, over: new AbortController() };
  turn = mine;
  const { signal } = mine.over;
  const givenUp = new Promise<undefined>((done) => signal.addEventListener('abort', () => done(undefined)));
  const renew = async () => {
    if (mine.ending) throw new LeaseLost('The turn was given up');
    await lease.renew();
  };
  const done = job(renew, signal).then((value) => ({ value }));
  const ended = done.catch(() => undefined).finally(() => atIt.delete(ended));
  atIt.add(ended);
  try {
    return await Promise.race([done, givenUp]);
  } finally {
    if (turn === mine) turn = undefined;
    await lease.end();
  }
}

/** Who holds the lock and is at it for longer than this (ms) writes a lease, also when nothing is sent. */
const leaseAfter = 100;

/**
 * The lease of a turn: written before the first request, or when the turn takes its time; from then on renewed as long as the
 * turn lasts. One that finds nothing to send writes nothing. Who was frozen before the lease was written takes none from
 * another.
 */
function leaseWhenNeeded(evenIfLive: boolean) {
  // New for each turn: what was passed by must not go on under the lease of its own tab's next one.
  const owner = crypto.randomUUID();
  const began = { wall: Date.now(), known: performance.now() };
  const wasFrozen = () => Math.max(Date.now() - began.wall, performance.now() - began.known) > pace.patience / 2;
  let taken: Promise<boolean> | undefined;
  let beating: ReturnType<typeof setInterval> | undefined;
  let hasEnded = false;
  const take = () => {
    taken ??= takeLease(owner, evenIfLive && !wasFrozen());
    if (pace.beat < leaseTime && !hasEnded) beating ??= setInterval(beat, pace.beat);
    return taken;
  };
  const beat = () => renew(owner).catch(() => clearInterval(beating));
  const timer = setTimeout(() => void take().catch(() => undefined), leaseAfter);
  return {
    take,
    async renew() {
      const isFirst = !taken;
      if (!(await take())) throw new LeaseLost('Another took over');
      if (!isFirst) await renew(owner);
    },
    async end() {
      hasEnded = true;
      clearTimeout(timer);
      clearInterval(beating);
      // Where the lease alone decides, the next one need not wait for it to run out.
      if (!globalThis.navigator?.locks) await giveBack(owner);
    },
  };
}

/** Whether who holds the lock has let its lease run out and writes no new one. */
async function isHolderFrozen(): Promise<boolean> {
  const before = await db.leases.get(name);
  if (isLive(before?.until, Date.now())) return false;
  if (pace.patience > 0) await new Promise((done) => setTimeout(done, pace.patience));
  const after = await db.leases.get(name);
  return after?.owner === before?.owner && after?.until === before?.until;
}

async function standInLine<T>(locks: LockManager, patience: number, withLock: (lock: Lock | null) => Promise<T>) {
  if (patience === 0) return locks.request(lockName(), { ifAvailable: true }, withLock);
  const enough = new AbortController();
  const timer = setTimeout(() => enough.abort(), patience);
  let begun = false;
  try {
    return await locks.request(lockName(), { signal: enough.signal }, (lock) => {
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
  until !== undefined && until > now && until - now <= 2 * longestLease;

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

function giveBack(owner: string): Promise<void> {
  return db.transaction('rw', db.leases, async () => {
    const lease = await db.leases.get(name);
    if (lease?.owner === owner) await db.leases.delete(name);
  });
}
