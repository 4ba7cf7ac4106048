/**
 * Checking what was delivered: what an endpoint holds against what it has taken. Page by page, so that memory stays flat;
 * how far it came is kept after each page, so that a tab that dies loses nothing. What is missing waits again; what was
 * deleted there is for a person to decide.
 */
import { db, type OutboxItem, type StoredEndpoint } from '../../store/db.ts';
import { deviceKey, setSetting, setting } from '../../store/device.ts';
import { checkedSince, checkOf } from '../../store/endpoints.ts';
import { deliveredAfter, deliveredCount } from '../../store/outbox.ts';
import { foundLost, type Lost } from '../../store/quarantine.ts';
import { tellableWords } from '../../survey/sealed-kinds.ts';
import { seal } from '../../vault/seal.ts';
import type { Held } from '../dialects/dialect.ts';
import { withoutEchoes } from '../engine/echoes.ts';
import type { Outcome, Trouble } from '../engine/outcome.ts';
import { openSession, type Session } from '../engine/session.ts';
import { triesBefore } from '../engine/settle.ts';
import { atATime, lookUpMany, Stopped } from './lookup.ts';
import { canLookUp } from './verify.ts';

/** How a check of one endpoint stands. */
export interface Check {
  /** `stopped`: by the person, a tab that died, or by `trouble`; it goes on from where it was. */
  state: 'running' | 'stopped' | 'done' | 'unreadable';
  trouble?: Trouble;
  /** The key of the last item that was looked for. */
  after: string;
  /** How many there were to look for when it began. */
  of: number;
  checked: number;
  /** Of those: missing there, or older; deleted there; the endpoint did not tell. */
  missing: number;
  gone: number;
  unclear: number;
  /** When it ended (ms since 1970). */
  at?: number;
  /** It follows from this cut of the endpoint's history (`StoredEndpoint.recheck`). */
  under?: string;
}

/** Each worker's records are checked by themselves. */
const turn = () => `${db.name}-check`;
let running: AbortController | undefined;

/** How long a person's check waits for another one (ms). */
const patience = 30_000;

/** Whether a check runs in this tab. */
export const isChecking = (): boolean => running !== undefined;

/** Stops the check of this tab after the request that is on its way. */
export const stopChecking = (): void => running?.abort();

/** How the last check of an endpoint stands, or undefined where there was none. */
export const checkAt = (endpoint: string): Promise<Check | undefined> => setting(checkOf(endpoint), undefined);

/**
 * Checks every endpoint, one after the other. `anew`: from the start; otherwise those go on that were not done. Waits for a check
 * that runs already, in this tab or another: what a person asks for is done. Answers false where that one does not end.
 */
export const checkDelivered = (anew: boolean): Promise<boolean> =>
  byItself({ signal: AbortSignal.timeout(patience) }, async (signal) => {
    for (const endpoint of await db.endpoints.toArray())
      await checkEndpoint(endpoint, anew, signal, { renew: async () => signal.throwIfAborted() });
    return true;
  });

/**
 * Checks what was delivered to an endpoint whose history was cut, from the start, as a part of a drain whose turn it is.
 * Answers whether anything waits there again. What the key may not read, such as a form's, goes once more as it is: only an
 * endpoint that knows repetitions names a history.
 */
export const checkAfterCut = (id: string, turn: Pick<Session, 'renew' | 'over'>): Promise<boolean> =>
  byItself({ ifAvailable: true }, async (signal) => {
    const endpoint = await db.endpoints.get(id);
    if (endpoint?.recheck === undefined) return false;
    await checkEndpoint(endpoint, false, signal, turn);
    const check = await checkAt(id);
    if (check?.state !== 'stopped' || check.trouble !== 'sign-in') {
      // One that was stopped goes on in the next drain: here it would stop again.
      const isOver = (await db.endpoints.get(id))?.recheck !== endpoint.recheck;
      return isOver && (check?.missing ?? 0) > 0;
    }
    await sendAllAgain(id);
    await checkedSince(id, endpoint.recheck);
    return true;
  });

/** One check at a time. `waits`: how long for another one; where that does not end, the answer is false. */
async function byItself(waits: LockOptions, check: (signal: AbortSignal) => Promise<boolean>): Promise<boolean> {
  const alone = async (isAlone: boolean) => {
    if (!isAlone) return false;
    running = new AbortController();
    try {
      return await check(running.signal);
    } finally {
      running = undefined;
    }
  };
  const locks = globalThis.navigator?.locks;
  if (!locks) return alone(!running);
  let isBegun = false;
  try {
    return await locks.request(turn(), waits, (given) => {
      isBegun = true;
      return alone(given !== null);
    });
  } catch (error) {
    if (isBegun) throw error;
    return false;
  }
}

async function checkEndpoint(
  endpoint: StoredEndpoint,
  anew: boolean,
  signal: AbortSignal,
  turn: Pick<Session, 'renew' | 'over'>,
): Promise<void> {
  const { id, recheck } = endpoint;
  const before = await checkAt(id);
  const isCut = recheck !== undefined && before?.under !== recheck;
  const isOver = before?.state === 'done' || before?.state === 'unreadable';
  if (signal.aborted || (isOver && !anew && !isCut)) return;
  const from = anew || isCut ? undefined : before;
  const check: Check = from
    ? { ...from, state: 'running' }
    : { state: 'running', after: '', of: await deliveredCount(id), checked: 0, missing: 0, gone: 0, unclear: 0 };
  delete check.trouble;
  if (recheck !== undefined) check.under = recheck;
  const end = async (how: Partial<Check>) => {
    await setSetting(checkOf(id), { ...check, ...how, at: Date.now() });
    if (recheck !== undefined && how.state !== 'stopped') await checkedSince(id, recheck);
  };
  await setSetting(checkOf(id), check);
  try {
    const session = await openSession(endpoint, turn.renew, turn.over);
    if (typeof session === 'string') return await end({ state: 'stopped', trouble: session });
    if (!canLookUp(session)) return await end({ state: 'unreadable' });
    for (;;) {
      const isMore = await checkPage(session, check);
      if (!isMore) return await end({ state: 'done' });
      if (check.unclear === check.checked) return await end({ state: 'unreadable' });
      await setSetting(checkOf(id), check);
    }
  } catch (error) {
    if (error instanceof Stopped) await end({ state: 'stopped', trouble: error.trouble });
    else await end({ state: 'stopped' });
    if (!(error instanceof Stopped) && !signal.aborted) throw error;
  }
}

/** Looks for the next page of items and writes into `check` what was found. Answers whether there was any. */
async function checkPage(session: Session, check: Check): Promise<boolean> {
  const page = await deliveredAfter(session.id, check.after, atATime(session));
  if (page.length === 0) return false;
  const verdicts = await lookFor(page, session, check.under !== undefined);
  for (const is of verdicts.values()) if (is !== 'there') check[is] += 1;
  check.checked += verdicts.size;
  check.after = [...verdicts.keys()].at(-1)!.key;
  return true;
}

/**
 * Looks for the first of some delivered items, as many as go at a time, and answers how each stands at the endpoint; what is
 * not there waits again, or for a person. `isCut`: the endpoint may have been set back; it may also say so only now. Throws
 * `Stopped`.
 */
export async function lookFor(
  asked: OutboxItem[],
  session: Session,
  isCut: boolean,
): Promise<Map<OutboxItem, 'there' | 'missing' | 'gone' | 'unclear'>> {
  const held = await lookUpMany(asked, session);
  const mayBeSetBack = isCut || (await db.endpoints.get(session.id))?.recheck !== undefined;
  const items = asked.slice(0, held.length);
  const rows = await db.records.bulkGet(items.map(({ recordId }) => recordId));
  const lost = new Map<OutboxItem, Lost>();
  const verdicts = new Map<OutboxItem, 'there' | 'missing' | 'gone' | 'unclear'>();
  for (const [index, item] of items.entries()) {
    const verdict = lossOf(held[index]!, item, Boolean(rows[index]?.deleted), mayBeSetBack);
    verdicts.set(item, typeof verdict === 'string' ? verdict : verdict.is);
    if (typeof verdict !== 'string') lost.set(item, await sealed(verdict, item, session));
  }
  if (lost.size > 0) await foundLost(lost, Date.now());
  return verdicts;
}

/** Makes everything that was delivered to an endpoint wait for it again. */
async function sendAllAgain(id: string): Promise<void> {
  for (let isMore = true; isMore; ) {
    const page = await deliveredAfter(id, '', 500);
    await foundLost(new Map(page.map((item) => [item, { is: 'missing' }])), Date.now());
    isMore = page.length > 0;
  }
}

type Verdict = 'there' | 'unclear' | { is: 'missing'; rev?: number | undefined } | { is: 'gone'; words?: string };

/** What a look says of a record that was delivered. Of one that was deleted on the device nothing need be there. */
function lossOf(held: Held, item: OutboxItem, isDeletedHere: boolean, isCut: boolean): Verdict {
  if (held.is === 'unclear' || (held.is === 'held' && held.differs)) return 'unclear';
  if (held.is === 'failed') return isDeletedHere ? 'there' : { is: 'gone', ...wordsOf(held.outcome) };
  if (held.is === 'absent') {
    if (isDeletedHere) return 'there';
    // Once it may have been lost; who puts it back again and again asks nobody whether it was meant to go. A history that was
    // cut says itself why it is not there, and may be cut again; but not for ever.
    return (item.lost ?? 0) >= (isCut ? triesBefore : 1) ? { is: 'gone' } : { is: 'missing' };
  }
  if (held.deleted && !isDeletedHere) return { is: 'gone' };
  return held.rev !== undefined && held.rev >= item.rev ? 'there' : { is: 'missing', rev: held.rev };
}

const wordsOf = (outcome: Outcome) => ('words' in outcome && outcome.words ? { words: outcome.words } : {});

async function sealed(
  verdict: Exclude<Verdict, string>,
  { key, kind }: OutboxItem,
  { config }: Session,
): Promise<Lost> {
  if (verdict.is === 'missing') return verdict;
  const words = verdict.words && tellableWords(kind, withoutEchoes(verdict.words, config));
  return words ? { is: 'gone', words: await seal(await deviceKey(), key, words) } : { is: 'gone' };
}
