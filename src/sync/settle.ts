/** What an outcome does to an outbox item or to an endpoint's hold: pure, and the only place where waiting times are decided. */
import type { OutboxItem, StoredEndpoint } from '../store/db.ts';
import { type Outcome, type Settled, troubleOf } from './outcome.ts';

/** First wait after a failure, in ms; doubled with each further one. */
export const firstWait = 5_000;
/** No wait of our own is longer than this: a phone that comes back into the network should not wait an hour. */
export const longestWait = 10 * 60_000;
/** The longest time that an endpoint's own Retry-After is obeyed. */
export const longestAsked = 24 * 60 * 60_000;

/** The wait before try number `tries` + 1, in ms: doubling, capped, half of it random so that phones do not come in step. */
export function backoff(tries: number, random: number): number {
  const full = Math.min(longestWait, firstWait * 2 ** Math.min(tries, 20));
  return full / 2 + (full / 2) * random;
}

/** What set off a drain. */
export type Why = 'start' | 'saved' | 'online' | 'visible' | 'timer' | 'sync' | 'button';

/** Of two reasons for one drain the one that waits for less. */
export function strongest(a: Why, b: Why): Why {
  const strength = (why: Why) => (why === 'button' ? 2 : isNews(why) ? 1 : 0);
  return strength(b) > strength(a) ? b : a;
}

/** The item after its outcome. `words` on a refusal are sealed by the caller, who has the key. */
export function settle(item: OutboxItem, outcome: Settled, now: number, random: number): OutboxItem {
  const { key, recordId, kind, rev, endpoint } = item;
  const tries = item.tries + 1;
  const base: OutboxItem = { key, recordId, kind, rev, endpoint, state: 'waiting', tries, dueAt: 0 };
  if ('status' in outcome && outcome.status !== undefined) base.status = outcome.status;
  if (outcome.is === 'delivered') return { ...base, state: 'delivered', proof: outcome.proof, doneAt: now };
  const trouble = troubleOf(outcome);
  if (outcome.is === 'refused') return { ...base, state: 'refused', trouble, doneAt: now };
  return { ...base, trouble, dueAt: now + waitAfter(outcome, item.tries, random) };
}

/** The item after a try that told of the endpoint and not of the record: it waits with the endpoint. */
export function settleHeld(item: OutboxItem, hold: NonNullable<StoredEndpoint['hold']>): OutboxItem {
  const { status: _, ...rest } = item;
  const held: OutboxItem = { ...rest, tries: item.tries + 1, trouble: hold.trouble };
  return hold.status === undefined ? held : { ...held, status: hold.status };
}

/**
 * Whether a hold keeps `why` from trying. A time that the endpoint named is waited out; our own waits give way when
 * something has changed; a person's wish always tries. A time further ahead than any wait was written by a clock that has
 * since been set back.
 */
export function isHeld(hold: StoredEndpoint['hold'], why: Why, now: number): boolean {
  if (!hold || hold.until <= now || why === 'button') return false;
  if (hold.until - now > (hold.asked ? longestAsked : longestWait)) return false;
  return hold.asked || !isNews(why);
}

/** Whether something has changed since the last try: a new start, a network, a person who looks. */
export const isNews = (why: Why): boolean => ['start', 'online', 'visible', 'sync', 'button'].includes(why);

/** How much smaller the next batch is after one that may have been too much for the endpoint. */
const shrink = 4;

/** Whether a failure may be the batch's own doing: too large, or one record in it that the endpoint stumbles over. */
export const mayBeTheBatch = (outcome: Outcome): boolean =>
  outcome.is === 'later' &&
  ['no-answer', 'busy', 'server-error'].includes(outcome.trouble) &&
  outcome.after === undefined;

/**
 * The endpoint's hold after an outcome that speaks of the endpoint and not of a record. Each wait is longer than the one
 * before it; a try that came before the wait was over does not lengthen the next. `sent` is how many records the batch
 * had: the next one may be smaller.
 */
export function holdAfter(
  before: StoredEndpoint['hold'],
  outcome: Exclude<Settled, { is: 'delivered' | 'refused' }>,
  now: number,
  random: number,
  sent = 1,
): NonNullable<StoredEndpoint['hold']> {
  const isEarly = before !== undefined && now < before.until;
  const tries = (before?.tries ?? 0) + (isEarly ? 0 : 1);
  const asked = outcome.is === 'later' && outcome.after !== undefined;
  const hold: NonNullable<StoredEndpoint['hold']> = {
    tries,
    until: now + waitAfter(outcome, tries - 1, random),
    trouble: troubleOf(outcome),
    asked,
    most: mayBeTheBatch(outcome) ? Math.ceil(sent / shrink) : sent,
  };
  if (outcome.status !== undefined) hold.status = outcome.status;
  return hold;
}

function waitAfter(outcome: Settled, tries: number, random: number): number {
  if (outcome.is === 'later' && outcome.after !== undefined) return Math.min(outcome.after, longestAsked);
  return backoff(tries, random);
}
