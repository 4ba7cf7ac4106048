/** What an outcome does to an outbox item or to an endpoint's hold: pure, and the only place where waiting times are decided. */
import type { OutboxItem, StoredEndpoint } from '../../store/db.ts';
import { afterAnother } from '../../store/outbox.ts';
import { type Outcome, type Settled, troubleOf } from './outcome.ts';

/** First wait after a failure, in ms; doubled with each further one. */
export const firstWait = 5_000;
/** No wait of our own is longer than this: a phone that comes back into the network should not wait an hour. */
export const longestWait = 10 * 60_000;
/** The longest time that an endpoint's own Retry-After is obeyed. */
export const longestAsked = 24 * 60 * 60_000;

/**
 * The wait before try number `tries` + 1, in whole ms: doubling, capped, half of it random so that phones do not come in step.
 * A part of a millisecond would be rounded where it is added to the clock, and the wait seem longer than itself.
 */
export function backoff(tries: number, random: number): number {
  const full = fullWait(tries);
  return Math.round(full / 2 + (full / 2) * random);
}

const fullWait = (tries: number): number => Math.min(longestWait, firstWait * 2 ** Math.min(tries, 20));

/** What set off a drain. Only a person's press tries whatever is held; all others wait for the backoff. */
export type WakeReason = 'start' | 'saved' | 'online' | 'visible' | 'timer' | 'sync' | 'button';

/** Of two reasons for one drain the one that waits for less. */
export function strongest(a: WakeReason, b: WakeReason): WakeReason {
  const strength = (why: WakeReason) => (why === 'button' ? 2 : isNews(why) ? 1 : 0);
  return strength(b) > strength(a) ? b : a;
}

/** The item after its outcome. `words` on a refusal are sealed by the caller, who has the key. */
export function settle(item: OutboxItem, outcome: Settled, now: number, random: number): OutboxItem {
  const { key, recordId, kind, rev, endpoint, held, lost, sent, doubts = 0 } = item;
  const tries = item.tries + 1;
  const base: OutboxItem = { key, recordId, kind, rev, endpoint, state: 'waiting', tries, dueAt: 0 };
  if (held !== undefined) base.held = held;
  if (lost !== undefined) base.lost = lost;
  if ('status' in outcome && outcome.status !== undefined) base.status = outcome.status;
  if (outcome.is === 'delivered') return { ...base, state: 'delivered', proof: outcome.proof, doneAt: now };
  const trouble = troubleOf(outcome);
  if (outcome.is === 'refused') return { ...base, state: 'refused', trouble, doneAt: now };
  const open = trouble === 'may-double' ? doubts + 1 : doubts;
  if (open >= triesBefore) return { ...base, state: 'refused', trouble: 'perhaps-there', doneAt: now };
  if (open > 0) base.doubts = open;
  if (sent) base.sent = sent;
  return { ...base, trouble, dueAt: now + Math.min(longestWait, waitAfter(outcome, item.tries, random)) };
}

/** The item while another must be delivered first (`after` is its key): no time makes it due. */
export const settleAfter = (item: OutboxItem, after: string): OutboxItem => {
  const { status: _, ...rest } = item;
  return { ...rest, dueAt: afterAnother, after, trouble: 'parent' };
};

/** The item after a try that told of the endpoint and not of the record: it waits with the endpoint. */
export function settleBackingOff(item: OutboxItem, hold: NonNullable<StoredEndpoint['hold']>): OutboxItem {
  const { status: _, ...rest } = item;
  const held: OutboxItem = { ...rest, tries: item.tries + 1, trouble: hold.trouble };
  return hold.status === undefined ? held : { ...held, status: hold.status };
}

/**
 * Whether a hold keeps `why` from trying. A wait is waited out, whoever wakes us and however often; a person's wish always
 * tries, and news ends a wait that gives way. A time further ahead than the wait was long was written by a clock that has
 * since been set back. `known` (ms): how long this tab has known of the hold, whatever the clock says.
 */
export function isBackingOff(
  hold: StoredEndpoint['hold'],
  why: WakeReason,
  now: number,
  known = 0,
  online = true,
): boolean {
  return hold !== undefined && !isOver(hold.until, waitOf(hold), now, known) && !endsEarly(hold, why, online);
}

/** Whether `why` ends an endpoint's wait, and those of its items, before their time. */
export const endsEarly = (hold: StoredEndpoint['hold'], why: WakeReason, online: boolean): boolean =>
  why === 'button' || (hold?.givesWay === true && online && isNews(why));

/** The length of a hold's wait (ms); where an earlier version did not write it, the longest that it can be. */
const waitOf = ({ wait, asked }: NonNullable<StoredEndpoint['hold']>) => wait ?? (asked ? longestAsked : longestWait);

/** Whether a wait of `wait` ms until `until` is over, by the wall clock or by the time that it has been known here. */
const isOver = (until: number, wait: number, now: number, known: number): boolean =>
  until <= now || until - now > wait || known >= wait;

/** Whether something may have changed since the last try: a new start, a network, a person who looks. */
export const isNews = (why: WakeReason): boolean => ['start', 'online', 'visible', 'sync', 'button'].includes(why);

/**
 * So many tries that may each have made one more of a record at the endpoint. After a redirect, which may come once the record
 * was taken (RFC 9110, 15.4.4), and after a failure of an endpoint that knows no repetition, the next waits are a day; what
 * such an endpoint has answered without a word of the record is then for a person to decide.
 */
export const triesBefore = 6;

/** How much smaller the next batch is after one that may have been too much for the endpoint. */
const shrink = 4;

/** Whether a failure may be the batch's own doing: too large, or one record in it that the endpoint stumbles over. */
export const mayBeTheBatch = (outcome: Outcome): boolean =>
  outcome.is === 'later' &&
  ['no-answer', 'busy', 'blocked', 'server-error', 'may-double'].includes(outcome.trouble) &&
  outcome.after === undefined;

/**
 * The endpoint's hold after an outcome that speaks of the endpoint and not of a record. Each wait is longer than the one
 * before it; a try that came before the wait was over does not lengthen the next. `sent` is how many records the batch
 * had: the next one may be smaller. `online`: whether the browser thinks that there is a network.
 *
 * A wait gives way to news, and never two in a row: after a try that was made without a network, and once the waits are
 * as long as they get. So an endpoint that stays dead is tried no more often in ten minutes than the backoff alone would.
 */
export function backoffAfter(
  before: StoredEndpoint['hold'],
  outcome: Exclude<Settled, { is: 'delivered' | 'refused' }>,
  now: number,
  random: number,
  sent = 1,
  online = true,
): NonNullable<StoredEndpoint['hold']> {
  const isEarly = before !== undefined && now < before.until;
  const tries = (before?.tries ?? 0) + (isEarly ? 0 : 1);
  const asked = outcome.is === 'later' && outcome.after !== undefined;
  const mayHaveActed = ['redirected', 'perhaps-taken'].includes(troubleOf(outcome));
  const wait = mayHaveActed && tries > triesBefore ? longestAsked : waitAfter(outcome, tries - 1, random);
  const hold: NonNullable<StoredEndpoint['hold']> = {
    tries,
    until: now + wait,
    wait,
    trouble: troubleOf(outcome),
    asked,
    most: mayHaveActed ? 1 : mayBeTheBatch(outcome) ? Math.ceil(sent / shrink) : sent,
  };
  if (outcome.status !== undefined) hold.status = outcome.status;
  const wasOffline = !online && hold.trouble === 'no-answer';
  const isLong = wait === longestAsked || fullWait(tries - 2) === longestWait;
  if (!asked && !isEarly && (wasOffline || isLong)) hold.givesWay = true;
  return hold;
}

/**
 * How many single records may be refused one after the other, before the endpoint is taken for one that refuses them all: a
 * few, and a few more after each such hold, so that what is good behind many that are bad gets its turn.
 */
export const refusalsBefore = (hold: StoredEndpoint['hold']): number =>
  8 * (hold?.trouble === 'refuses-all' ? hold.tries + 1 : 1);

/** A time that the endpoint names is the least that it asks for (RFC 9110, 10.2.3): `Retry-After: 0` is no leave to storm. */
function waitAfter(outcome: Settled, tries: number, random: number): number {
  const own = backoff(tries, random);
  if (outcome.is !== 'later' || outcome.after === undefined) return own;
  return Math.max(own, Math.min(Math.round(outcome.after), longestAsked));
}
