/**
 * Delivering one batch: open the records, send, read, settle. A batch that is refused as a whole is halved until the bad
 * record stands alone, so that it never stops the others; each part's outcome is written before the next is sent.
 */
import type { OutboxItem, StoredEndpoint } from '../../store/db.ts';
import { deviceKey } from '../../store/device.ts';
import { livedThrough } from '../../store/lived.ts';
import { dueItems, writeBack } from '../../store/outbox.ts';
import { seal } from '../../vault/seal.ts';
import { type Halt, isStop, verified } from '../check/verify.ts';
import type { Reading } from '../dialects/dialect.ts';
import { exchange } from './exchange.ts';
import { type Outcome, type Settled, troubleOf } from './outcome.ts';
import { bySize, openAll, type Parcel } from './parcels.ts';
import { withoutOrphans } from './parents.ts';
import { limitsOf, type Route } from './route.ts';
import { isOnline } from './send.ts';
import { backoffAfter, mayBeTheBatch, refusalsBefore, settle, settleBackingOff } from './settle.ts';

/**
 * So many single records in a row that fail speak of the endpoint, not of the records. A firewall judges by the words in a
 * body, and the same words may stand in some.
 */
const failuresInARow = (outcome: Outcome): number => (isBlocked(outcome) ? 8 : 2);

type Hold = StoredEndpoint['hold'];

/** Delivers `items` and writes what became of each. Answers the hold that the endpoint asks for now, if any. */
export async function deliver(items: OutboxItem[], route: Route): Promise<Hold> {
  const [{ parcels, unsendable }] = await Promise.all([openAll(items), route.renew()]);
  const judged = unsendable.map(({ outcome }) => outcome);
  await judge(
    unsendable.map(({ item }) => item),
    judged,
    {},
  );
  const parts = bySize(parcels, limitsOf(route).bytes).reverse();
  let isFirst = true;
  for (let next = parts.pop(); next; next = parts.pop()) {
    const part = await withoutOrphans(next, route);
    if (part.length === 0) continue;
    if (!isFirst) await route.renew();
    isFirst = false;
    const records = part.map(({ record }) => record);
    const { reading } = await exchange(records, route);
    const whole = 'whole' in reading ? asOfARecord(reading.whole, route) : undefined;
    if (whole && part.length > 1 && (isOfOne(whole) || isOfARecord(whole, route))) {
      // What is said of many does not say which one.
      const middle = Math.ceil(part.length / 2);
      parts.push(part.slice(middle), part.slice(0, middle));
      continue;
    }
    const hold =
      whole && isHeld(whole) ? await setBack(part, whole, route) : await takeAsAnswered(part, reading, route);
    if (hold) return hold;
  }
  return undefined;
}

type Held = Halt;

/** Whether a whole answer is a refusal or a doubt because of one record, without saying which. A doubtful yes is each one's own. */
const isOfOne = (whole: Outcome) => whole.is === 'refused' || (whole.is === 'verify' && (whole.status ?? 200) >= 300);
const isHeld = (outcome: Outcome): outcome is Held => !['delivered', 'refused', 'verify'].includes(outcome.is);

const isBlocked = (outcome: Outcome): boolean => outcome.is === 'later' && outcome.trouble === 'blocked';

/** A key with which others were just taken is not what a 403 is about. */
const asOfARecord = (whole: Outcome, { hasDelivered }: Route): Outcome =>
  hasDelivered && whole.is === 'sign-in' && whole.status === 403
    ? { is: 'later', trouble: 'blocked', status: 403 }
    : whole;

/**
 * Whether a failure is some record's doing and not the endpoint's: a firewall's, or a server error (F10) of an endpoint that
 * has just taken others, or that answers with the very error that it answered the batch before with.
 */
const isOfARecord = (whole: Outcome, { hold, hasDelivered }: Route): boolean =>
  isBlocked(whole) ||
  (isHeld(whole) &&
    mayBeTheBatch(whole) &&
    troubleOf(whole) === 'server-error' &&
    (hasDelivered || ('status' in whole && whole.status === hold?.status)));

/** The endpoint has answered for these records: writes what it said of each. */
async function takeAsAnswered(part: Parcel[], reading: Reading, route: Route): Promise<Hold> {
  const { outcomes, stop, left } = await lookInto(part, reading, route);
  if (stop) return setBack(left, stop, route);
  route.failures = 0;
  const hasDelivered = outcomes.some(({ is }) => is === 'delivered');
  if (hasDelivered) route.hasDelivered = true;
  if (part.length > 1 || hasDelivered) {
    route.refusals = 0;
    route.most = Math.min(route.most * 2, limitsOf(route).records);
    return undefined;
  }
  const [outcome] = outcomes;
  if (outcome?.is !== 'refused') return undefined;
  route.refusals += 1;
  // One after the other, and nothing else: it may be the endpoint that takes none. The others wait, unjudged.
  if (route.refusals < refusalsBefore(route.began) || !(await isMoreDue(route.id))) return undefined;
  const { status } = outcome;
  const refusesAll = { is: 'later', trouble: 'refuses-all', ...(status === undefined ? {} : { status }) } as const;
  return backoffAfter(route.began, refusesAll, Date.now(), Math.random());
}

/** What a failure that judges no record leaves behind: a wait for this record, or a hold for the endpoint. */
async function setBack(part: Parcel[], whole: Held, route: Route): Promise<Hold> {
  const isSingle = part.length === 1 && mayBeTheBatch(whole);
  const items = part.map(({ item }) => item);
  if (isSingle) {
    // Behind the others next time: it may be this record that the endpoint stumbles over.
    await judge(items, [whole], route);
    route.failures += 1;
    // What a firewall stops waits by its own time: what is logged meanwhile need not wait with it.
    const goesOn = route.failures < failuresInARow(whole);
    if (goesOn && (isBlocked(whole) || (await isMoreDue(route.id)))) return undefined;
  }
  const hold = backoffAfter(route.hold, whole, Date.now(), Math.random(), part.length, isOnline());
  if (!isSingle) await writeBack(items.map((item) => settleBackingOff(item, hold)));
  return hold;
}

const isMoreDue = async (endpoint: string) => (await dueItems(endpoint, Date.now(), 1)).length > 0;

interface LookedInto {
  outcomes: Settled[];
  /** The endpoint could not be asked any more: `left` are those of which nothing is known, and nothing was written. */
  stop?: Halt;
  left: Parcel[];
}

/**
 * One outcome for each record, written; where the answer proved nothing, the endpoint is asked, and what each look shows is
 * written before the next: looking for many takes a while.
 */
async function lookInto(part: Parcel[], reading: Reading, route: Route): Promise<LookedInto> {
  const told = part.map((_, index) => ('each' in reading ? reading.each[index] : reading.whole));
  const outcomes = told.map(
    (outcome): Settled => (!outcome || outcome.is === 'verify' ? { is: 'later', trouble: 'unclear-answer' } : outcome),
  );
  const isClear = (_: unknown, index: number) => told[index]?.is !== 'verify';
  const items = part.map(({ item }) => item);
  await judge(items.filter(isClear), outcomes.filter(isClear), route);
  for (const [index, { item, record }] of part.entries()) {
    const doubt = told[index];
    if (doubt?.is !== 'verify') continue;
    const outcome = await verified(doubt, record, route);
    if (isStop(outcome)) {
      return { outcomes, stop: outcome, left: part.filter((_, at) => at >= index && told[at]?.is === 'verify') };
    }
    outcomes[index] = outcome;
    await judge([item], [outcome], route);
  }
  return { outcomes, left: [] };
}

async function judge(items: OutboxItem[], outcomes: Settled[], { timeThere }: Pick<Route, 'timeThere'>): Promise<void> {
  const now = Date.now();
  const isDone = outcomes.some(({ is }) => is === 'delivered');
  // A phone's clock may have been set before anyone asks how long ago it was.
  const lived = isDone && timeThere === undefined ? await livedThrough(now) : undefined;
  const settled = items.map((item, index) => {
    const outcome = outcomes[index]!;
    const done = settle(item, outcome, now, Math.random());
    if (done.doneAt !== undefined && timeThere !== undefined) done.doneThere = timeThere;
    if (done.doneAt !== undefined && lived !== undefined) done.doneLived = lived;
    return withWords(done, outcome);
  });
  if (settled.length > 0) await writeBack(await Promise.all(settled));
}

async function withWords(item: OutboxItem, outcome: Settled): Promise<OutboxItem> {
  if (outcome.is !== 'refused' || !outcome.words) return item;
  return { ...item, words: await seal(await deviceKey(), item.key, outcome.words) };
}
