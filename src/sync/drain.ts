/**
 * Draining the outbox: the same code in the page and in the service worker. Takes nothing out before it was delivered; an
 * answer moves an item to another state and never deletes a record.
 */
import * as z from 'zod/mini';
import { type Auth, configureEndpoint, endpointConfig } from '../setup/endpoint.ts';
import { isComplete } from '../setup/secrets.ts';
import { db, type StoredEndpoint } from '../store/db.ts';
import { dueItems, holdEndpoint, makeDue, nextDue } from '../store/outbox.ts';
import { Unreadable } from '../vault/seal.ts';
import { deliver } from './deliver.ts';
import { dialects } from './dialects/all.ts';
import { exclusively, LeaseLost } from './lock.ts';
import { limitsOf, type Route } from './route.ts';
import { isHeld, isNews, longestWait, strongest, type Why } from './settle.ts';

export type { Why } from './settle.ts';

/** How a drain ended. */
export type Drained =
  | { is: 'nothing-waits' }
  /** Something still waits; the next try is worth while at `nextAt` (ms since 1970). */
  | { is: 'waiting'; nextAt: number }
  /** Another tab or the worker is draining. */
  | { is: 'elsewhere' };

let running: Promise<Drained> | undefined;
interface Queued {
  why: Why;
  run: Promise<Drained>;
}
let queued: Queued | undefined;

/**
 * Sends what is due, to every endpoint. Callers share one run; one that comes while it runs gets a second run after it, so
 * that what was saved in between goes too. `patience` (ms): how long to wait for another context's drain.
 * Rejects only for what nobody planned, such as a database that cannot be opened.
 */
export function drain(why: Why, patience = 0): Promise<Drained> {
  if (!running) {
    running = exclusively((renew) => drainAll(why, renew), patience)
      .then((given) => given?.value ?? ({ is: 'elsewhere' } as const))
      .catch((error: unknown) => {
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
  const next: Queued = { why, run: afterwards(running, () => next.why, patience) };
  queued = next;
  return next.run;
}

async function afterwards(before: Promise<unknown>, why: () => Why, patience: number): Promise<Drained> {
  await before.catch(() => undefined);
  queued = undefined;
  return drain(why(), patience);
}

/** A lock that was stolen from a frozen context rejects with this. */
const isStolen = (error: unknown) => error instanceof DOMException && error.name === 'AbortError';

async function drainAll(why: Why, renew: () => Promise<void>): Promise<Drained> {
  const endpoints = (await db.endpoints.toArray()).filter(isServed);
  // Side by side: one that hangs until its time is out keeps nothing from the others.
  const ends = await Promise.allSettled(endpoints.map((endpoint) => drainUnlessHeld(endpoint, why, renew)));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return whatIsLeft();
}

/** Where a person must first say what becomes of the rest, nothing is sent. */
const isServed = ({ retired }: StoredEndpoint) => retired !== 'undecided';

async function drainUnlessHeld(endpoint: StoredEndpoint, why: Why, renew: () => Promise<void>): Promise<void> {
  const now = Date.now();
  if (isHeld(endpoint.hold, why, now)) return;
  await makeDue(endpoint.id, isNews(why) ? 0 : now + longestWait);
  await drainEndpoint(endpoint, renew);
}

async function drainEndpoint(endpoint: StoredEndpoint, renew: () => Promise<void>): Promise<void> {
  const { id } = endpoint;
  const route = await routeTo(endpoint, renew);
  if (!route) return;
  for (;;) {
    // Asked anew each time: a record that is saved during a drain goes with it.
    const items = await dueItems(id, Date.now(), route.most);
    if (items.length === 0) return;
    const before = route.hold;
    route.hold = await deliver(items, route);
    await holdEndpoint(endpoint, route.hold);
    if (route.hold) return;
    // It answers again: what was put off while it failed need not wait its time out.
    if (before) await makeDue(id, Date.now());
  }
}

/** How an endpoint is reached; where its settings cannot be read it is held, and the screens say so. */
async function routeTo(endpoint: StoredEndpoint, renew: () => Promise<void>): Promise<Route | undefined> {
  const { id, hold } = endpoint;
  const config = await endpointConfig(id).catch((error: unknown) => {
    if (error instanceof Unreadable || error instanceof z.core.$ZodError) return undefined;
    throw error;
  });
  if (config && !isComplete(config.auth)) {
    await holdEndpoint(endpoint, { tries: 1, until: Date.now() + longestWait, trouble: 'sign-in', asked: false });
    return undefined;
  }
  const dialect = config && dialects.get(config.dialect);
  const options = config && dialect?.options.safeParse(config.options);
  if (!config || !dialect || !options?.success) {
    const until = Date.now() + longestWait;
    await holdEndpoint(endpoint, { tries: 1, until, trouble: 'bad-settings', asked: false });
    return undefined;
  }
  const keepAuth = (auth: Auth) => configureEndpoint(id, { auth });
  const route: Route = { id, config, dialect, options: options.data, hold, most: 0, failures: 0, renew, keepAuth };
  const { records } = limitsOf(route);
  route.most = Math.min(hold?.most ?? records, records);
  return route;
}

async function whatIsLeft(): Promise<Drained> {
  const now = Date.now();
  const times: number[] = [];
  for (const { id, hold } of (await db.endpoints.toArray()).filter(isServed)) {
    const due = await nextDue(id);
    if (due !== undefined) times.push(Math.max(due, hold?.until ?? 0));
  }
  if (times.length === 0) return { is: 'nothing-waits' };
  return { is: 'waiting', nextAt: Math.min(now + longestWait, ...times) };
}
