/**
 * Delivering one batch: open the records, send, read, settle. A batch that is refused as a whole is halved until the bad
 * record stands alone, so that it never stops the others; each part's outcome is written before the next is sent.
 */
import { originOf } from '../../setup/address.ts';
import type { EndpointConfig } from '../../setup/endpoint.ts';
import type { OutboxItem, StoredEndpoint } from '../../store/db.ts';
import { livedThrough } from '../../store/lived.ts';
import { dueItems, noteSent, writeBack } from '../../store/outbox.ts';
import { readingKey, withoutForSending } from '../../store/sending-key.ts';
import { tellableWords } from '../../survey/sealed-kinds.ts';
import { seal } from '../../vault/seal.ts';
import { type Halt, isStop, repetitionAt, takenBefore, verified } from '../check/verify.ts';
import type { Reading } from '../dialects/dialect.ts';
import { withoutEchoes } from './echoes.ts';
import { exchange } from './exchange.ts';
import { type Outcome, type Settled, troubleOf } from './outcome.ts';
import { bySize, openAll, type Parcel } from './parcels.ts';
import { family, withoutOrphans } from './parents.ts';
import { answersAtAll, isOnline } from './send.ts';
import { limitsOf, type Session } from './session.ts';
import { backoffAfter, mayBeTheBatch, refusalsBefore, settle, settleBackingOff, triesBefore } from './settle.ts';

/**
 * So many single records in a row that fail speak of the endpoint, not of the records. A firewall judges by the words in a
 * body, and the same words may stand in some.
 */
const failuresInARow = (outcome: Outcome): number => (isBlocked(outcome) ? 8 : 2);

type Hold = StoredEndpoint['hold'];

/** A session during one drain, with what the drain has learnt of the endpoint. */
export interface Delivery extends Session {
  /** How it held us back when this drain began. */
  began: Hold;
  /** At most this many records in the next batch. */
  most: number;
  /** Single records that failed one after the other. */
  failures: number;
  /** It has taken some record during this drain. */
  hasDelivered?: boolean;
  /** Single records that were refused one after the other, with nothing delivered between them. */
  refusals: number;
  /** It is asked what it holds and does not tell: what is sent again may make a second row. */
  isBlind?: boolean;
  /** This endpoint, and those that are the same server: where the parents of its records may be on their way. */
  family: string[];
}

export async function beginDelivery(session: Session): Promise<Delivery> {
  const { id, config, dialect, hold } = session;
  const { records } = limitsOf(session);
  const kin = dialect.parentsFirst ? await family(id, config.dialect, config.url) : [id];
  return Object.assign(session, {
    began: hold,
    most: Math.min(hold?.most ?? records, records),
    failures: 0,
    refusals: 0,
    family: kin,
  });
}

/** Delivers `items` and writes what became of each. Answers the hold that the endpoint asks for now, if any. */
export async function deliver(items: OutboxItem[], delivery: Delivery): Promise<Hold> {
  const [{ parcels, unsendable, shut }] = await Promise.all([openAll(items), delivery.renew()]);
  if (shut.length > 0) await withoutForSending(shut);
  const judged = unsendable.map(({ outcome }) => outcome);
  await judge(
    unsendable.map(({ item }) => item),
    judged,
    {},
  );
  const parts = bySize(parcels, limitsOf(delivery).bytes).reverse();
  let isFirst = true;
  for (let next = parts.pop(); next; next = parts.pop()) {
    const { part, held } = await withoutTaken(await withoutOrphans(next, delivery), delivery);
    if (held) return held;
    if (part.length === 0) continue;
    if (!isFirst) await delivery.renew();
    isFirst = false;
    const records = part.map(({ record }) => record);
    const { reading } = await exchange(records, delivery);
    const whole = 'whole' in reading ? asOfARecord(asItMayBe(reading.whole, delivery), delivery) : undefined;
    if (whole && part.length > 1 && (isOfOne(whole) || isOfARecord(whole, delivery))) {
      // What is said of many does not say which one; that it says no, that none was taken.
      if (whole.is === 'refused') for (const { item } of part) delete item.sent;
      const middle = Math.ceil(part.length / 2);
      parts.push(part.slice(middle), part.slice(0, middle));
      continue;
    }
    const hold =
      whole && isHalt(whole) ? await setBack(part, whole, delivery) : await takeAsAnswered(part, reading, delivery);
    if (hold) return hold;
  }
  return undefined;
}

type Held = Halt;

/**
 * Where an endpoint makes a new row of a repetition: those of a part that may have been taken before are looked for, and what
 * is there is settled. The others go, and it is noted that they do.
 */
async function withoutTaken(part: Parcel[], delivery: Delivery): Promise<{ part: Parcel[]; held?: Hold }> {
  if (repetitionAt(delivery) !== 'looked') return { part };
  const going: Parcel[] = [];
  for (const parcel of part) {
    const outcome = mayBeThere(parcel.item) ? await takenBefore(parcel.record, delivery) : 'not-there';
    if (outcome === 'unknown') delivery.isBlind = true;
    if (typeof outcome === 'string') going.push(parcel);
    else if (isHalt(outcome)) {
      const held = await setBack([parcel], outcome, delivery);
      if (held) return { part: [], held };
    } else await judge([parcel.item], [outcome], delivery);
  }
  // Looking takes its time.
  if (part.some(({ item }) => mayBeThere(item))) await delivery.renew();
  for (const { item } of going) item.sent = true;
  await noteSent(going.map(({ item }) => item));
  return { part: going };
}

/** What an earlier version has tried is not noted as sent. */
const mayBeThere = ({ sent, tries }: OutboxItem): boolean => sent === true || tries > 0;

/** Whether a whole answer is a refusal or a doubt because of one record, without saying which. A doubtful yes is each one's own. */
const isOfOne = (whole: Outcome) => whole.is === 'refused' || (whole.is === 'verify' && (whole.status ?? 200) >= 300);
const isHalt = (outcome: Outcome): outcome is Held => !['delivered', 'refused', 'verify'].includes(outcome.is);

const isBlocked = (outcome: Outcome): boolean => outcome.is === 'later' && outcome.trouble === 'blocked';

/** Whether what is sent again may make a second row. */
const mayDouble = (delivery: Delivery): boolean => delivery.isBlind || repetitionAt(delivery) === 'doubled';

/** An answer that says nothing of a record, of an endpoint that would make two of it. */
const asItMayBe = <O extends Outcome>(outcome: O, delivery: Delivery): O =>
  outcome.is === 'later' && outcome.trouble === 'unclear-answer' && mayDouble(delivery)
    ? { ...outcome, trouble: 'may-double' }
    : outcome;

/** So many tries without an answer, and it is no more taken for the network that none comes. */
const silentTries = 30;

/**
 * A failure that may come after the record was taken, of an endpoint that would make two of it and has failed a few times: a
 * server error, or an answer that the browser does not show (CORS). Its server's first page may be looked at where the address
 * itself would act; the app's own hides nothing.
 */
async function asItMayHaveActed(whole: Held, delivery: Delivery): Promise<Held> {
  const tries = delivery.hold?.tries ?? 0;
  if (whole.is !== 'later' || whole.after !== undefined || tries < triesBefore || !mayDouble(delivery)) return whole;
  const origin = originOf(delivery.config.url);
  const isHidden = async () => origin !== '/' && (tries >= silentTries || (await answersAtAll(`${origin}/`)));
  const isSilent = whole.trouble === 'no-answer' && isOnline();
  const mayHaveActed = isSilent ? await isHidden() : whole.trouble === 'server-error';
  return mayHaveActed ? { ...whole, trouble: 'perhaps-taken' } : whole;
}

/** A key with which others were just taken is not what a 403 is about. */
const asOfARecord = (whole: Outcome, { hasDelivered }: Delivery): Outcome =>
  hasDelivered && whole.is === 'sign-in' && whole.status === 403
    ? { is: 'later', trouble: 'blocked', status: 403 }
    : whole;

/**
 * Whether a failure is some record's doing and not the endpoint's: a firewall's, or a server error (F10) of an endpoint that
 * has just taken others, or that answers with the very error that it answered the batch before with.
 */
const isOfARecord = (whole: Outcome, { hold, hasDelivered }: Delivery): boolean =>
  isBlocked(whole) ||
  (isHalt(whole) &&
    mayBeTheBatch(whole) &&
    troubleOf(whole) === 'server-error' &&
    (hasDelivered || ('status' in whole && whole.status === hold?.status)));

/** The endpoint has answered for these records: writes what it said of each. */
async function takeAsAnswered(part: Parcel[], reading: Reading, delivery: Delivery): Promise<Hold> {
  const { outcomes, stop, left } = await lookInto(part, reading, delivery);
  if (stop) return setBack(left, stop, delivery);
  delivery.failures = 0;
  const hasDelivered = outcomes.some(({ is }) => is === 'delivered');
  if (hasDelivered) delivery.hasDelivered = true;
  if (part.length > 1 || hasDelivered) {
    delivery.refusals = 0;
    delivery.most = Math.min(delivery.most * 2, limitsOf(delivery).records);
    return undefined;
  }
  const [outcome] = outcomes;
  if (outcome?.is !== 'refused') return undefined;
  delivery.refusals += 1;
  // One after the other, and nothing else: it may be the endpoint that takes none. The others wait, unjudged.
  if (delivery.refusals < refusalsBefore(delivery.began) || !(await isMoreDue(delivery))) return undefined;
  const { status } = outcome;
  const refusesAll = { is: 'later', trouble: 'refuses-all', ...(status === undefined ? {} : { status }) } as const;
  return backoffAfter(delivery.began, refusesAll, Date.now(), Math.random());
}

/** What a failure that judges no record leaves behind: a wait for this record, or a hold for the endpoint. */
async function setBack(part: Parcel[], answered: Held, delivery: Delivery): Promise<Hold> {
  const whole = await asItMayHaveActed(answered, delivery);
  const isSingle = part.length === 1 && mayBeTheBatch(whole);
  const items = part.map(({ item }) => item);
  if (isSingle) {
    // Behind the others next time: it may be this record that the endpoint stumbles over.
    await judge(items, [whole], delivery);
    delivery.failures += 1;
    // What a firewall stops waits by its own time: what is logged meanwhile need not wait with it.
    const goesOn = delivery.failures < failuresInARow(whole);
    if (goesOn && (isBlocked(whole) || (await isMoreDue(delivery)))) return undefined;
  }
  const hold = backoffAfter(delivery.hold, whole, Date.now(), Math.random(), part.length, isOnline());
  if (!isSingle) await writeBack(items.map((item) => settleBackingOff(item, hold)));
  return hold;
}

const isMoreDue = async ({ id, isLocked }: Delivery) => (await dueItems(id, Date.now(), 1, isLocked)).length > 0;

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
async function lookInto(part: Parcel[], reading: Reading, delivery: Delivery): Promise<LookedInto> {
  const told = part.map((_, index) => ('each' in reading ? reading.each[index] : reading.whole));
  const outcomes = told.map((outcome): Settled => {
    if (outcome && outcome.is !== 'verify') return asItMayBe(outcome, delivery);
    return { is: 'later', trouble: 'unclear-answer' };
  });
  const isClear = (_: unknown, index: number) => told[index]?.is !== 'verify';
  const items = part.map(({ item }) => item);
  await judge(items.filter(isClear), outcomes.filter(isClear), delivery);
  for (const [index, { item, record }] of part.entries()) {
    const doubt = told[index];
    if (doubt?.is !== 'verify') continue;
    const outcome = asItMayBe(await verified(doubt, record, delivery), delivery);
    if (isStop(outcome)) {
      return { outcomes, stop: outcome, left: part.filter((_, at) => at >= index && told[at]?.is === 'verify') };
    }
    outcomes[index] = outcome;
    await judge([item], [outcome], delivery);
  }
  return { outcomes, left: [] };
}

async function judge(
  items: OutboxItem[],
  outcomes: Settled[],
  { timeThere, config }: Partial<Pick<Delivery, 'timeThere' | 'config'>>,
): Promise<void> {
  const now = Date.now();
  const isDone = outcomes.some(({ is }) => is === 'delivered');
  // A phone's clock may have been set before anyone asks how long ago it was.
  const lived = isDone && timeThere === undefined ? await livedThrough(now) : undefined;
  const settled = items.map((item, index) => {
    const outcome = outcomes[index]!;
    const done = settle(item, outcome, now, Math.random());
    if (done.doneAt !== undefined && timeThere !== undefined) done.doneThere = timeThere;
    if (done.doneAt !== undefined && lived !== undefined) done.doneLived = lived;
    return withWords(done, outcome, config);
  });
  if (settled.length > 0) await writeBack(await Promise.all(settled));
}

async function withWords(item: OutboxItem, outcome: Settled, config?: EndpointConfig): Promise<OutboxItem> {
  if (outcome.is !== 'refused' || !outcome.words) return item;
  const words = tellableWords(item.kind, config ? withoutEchoes(outcome.words, config) : outcome.words);
  return words ? { ...item, words: await seal((await readingKey()).key, item.key, words) } : item;
}
