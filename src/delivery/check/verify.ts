/** Looking whether an endpoint holds a record: where an answer proves nothing, the endpoint itself is asked. */
import type { Held, Sendable } from '../dialects/dialect.ts';
import { isOwnOrigin } from '../engine/authorise.ts';
import type { Outcome, Settled } from '../engine/outcome.ts';
import type { HttpRequest } from '../engine/send.ts';
import { type Session, sendRequest } from '../engine/session.ts';

type Doubt = Extract<Outcome, { is: 'verify' }>;

/** What ends the looking: the endpoint cannot be asked now. */
export type Halt = Exclude<Settled, { is: 'delivered' | 'refused' }>;

export const isStop = (ending: Outcome): ending is Halt =>
  ending.is === 'sign-in' ||
  ending.is === 'not-the-endpoint' ||
  (ending.is === 'later' && ['no-answer', 'busy', 'server-error'].includes(ending.trouble));

/** Whether the endpoint can be asked what it holds. */
export const canLookUp = ({ dialect, config, options }: Pick<Session, 'dialect' | 'config' | 'options'>): boolean =>
  dialect.lookup !== undefined && dialect.canLookUp?.(config, options) !== false;

/**
 * What becomes of a record that is sent again because an answer was lost: the endpoint knows it and keeps one row (`known`);
 * it is looked for first (`looked`); or it may stand there twice.
 */
export type Repetition = 'known' | 'looked' | 'doubled';
export const repetitionAt = (session: Pick<Session, 'dialect' | 'config' | 'options'>): Repetition => {
  if (session.dialect.isIdempotent?.(session.config, session.options) !== false) return 'known';
  return canLookUp(session) ? 'looked' : 'doubled';
};

/** What the endpoint shows of a record; undefined where it cannot be asked. */
export async function lookUp(record: Sendable, session: Session): Promise<Held | undefined> {
  const { dialect, options } = session;
  if (!canLookUp(session) || !dialect.lookup || !dialect.readLookup) return undefined;
  await session.renew();
  const request = dialect.lookup(record, session.config, options);
  const reply = await sendRequest(request, session);
  const held = dialect.readLookup(reply, record, session.config, options);
  return isOfNoKey(held, request, session) ? { is: 'unclear' } : held;
}

/** Whether a look was refused for want of a key that never went there: that says nothing of the endpoint's own key. */
export const isOfNoKey = (held: Held, request: HttpRequest, { config }: Session): boolean =>
  held.is === 'failed' && held.outcome.is === 'sign-in' && !isOwnOrigin(request, config);

/**
 * What a look says of a record that has gone out before, without a word of what became of it. Where it is not there, or
 * nobody can tell, it goes again.
 */
export async function takenBefore(record: Sendable, session: Session): Promise<Settled | 'not-there' | 'unknown'> {
  const held = await lookUp(record, session);
  if (isThere(held, record)) return heldAlready(held, record, 200);
  if (held?.is === 'absent' || (held?.is === 'held' && held.rev !== undefined)) return 'not-there';
  // A key that may write and not read: there is no looking.
  if (held?.is !== 'failed' || held.outcome.is === 'sign-in' || held.outcome.is === 'verify') return 'unknown';
  return held.outcome;
}

/**
 * What became of a record of which the answer said only that it may be there. Held in this revision: delivered; in a newer
 * one: never overwritten. An older one, or none: put there once more in the way that the dialect knows (`amend`). Else a no
 * stays a no, with its words, a failure a failure; a yes without the record there is no yes (F6), and may have made one that
 * nobody finds. Where the endpoint cannot be read, it is sent again later.
 */
export async function verified(doubt: Doubt, record: Sendable, session: Session): Promise<Settled> {
  const status = doubt.status ?? 200;
  const held = await lookUp(record, session);
  if (!held) return unclear(status);
  if (held.is === 'failed') return settled(held.outcome, status);
  if (isThere(held, record)) return heldAlready(held, record, status);
  const amend = session.dialect.amend?.(record, held, session.config, session.options);
  if (amend) return amended(amend, record, session, status);
  if (held.is !== 'absent') return unclear(status);
  if (doubt.pending) return { is: 'later', trouble: 'not-processed', status };
  if (status < 300) {
    const { dialect, config, options } = session;
    return notFound(dialect.request([record], config, options), status, session);
  }
  if (status >= 500) return { is: 'later', trouble: 'server-error', status };
  return refusedWith(doubt);
}

type There = Extract<Held, { is: 'held' }> & { rev: number };

const isThere = (held: Held | undefined, { rev }: Sendable): held is There =>
  held?.is === 'held' && held.rev !== undefined && held.rev >= rev;

function heldAlready({ rev, ...held }: There, record: Sendable, status: number): Settled {
  // Two phones have made the same revision of it, each its own (F38).
  if (held.differs) return { is: 'refused', trouble: 'conflict', status };
  if (held.deleted && !record.deleted) return { is: 'refused', trouble: 'gone', status };
  return { is: 'delivered', status, proof: rev > record.rev ? 'newer' : 'duplicate' };
}

/**
 * Puts it there in the other way. A second yes without proof waits, as one that may have made a record of another id. After a
 * second no one looks once more: another tab may have been quicker. What still holds the older revision has refused this one;
 * where there is nothing, the address is wrong.
 */
async function amended(request: HttpRequest, record: Sendable, session: Session, status: number): Promise<Settled> {
  await session.renew();
  const reading = session.dialect.readResponse(
    await sendRequest(request, session),
    [record],
    session.config,
    session.options,
  );
  const outcome = 'each' in reading ? reading.each[0] : reading.whole;
  const no = outcome?.is === 'verify' ? (outcome.status ?? 200) : 0;
  if (outcome?.is === 'verify' && no < 300) return notFound(request, status, session);
  if (outcome?.is !== 'verify') return settled(outcome, status);
  if (no === 404) return { is: 'not-the-endpoint', trouble: 'wrong-address', status: no };
  const held = await lookUp(record, session);
  if (isThere(held, record)) return heldAlready(held, record, no);
  return held?.is === 'held' ? refusedWith(outcome) : unclear(no);
}

const refusedWith = ({ status, words }: Doubt): Settled => ({
  is: 'refused',
  trouble: 'rejected',
  ...(status === undefined ? {} : { status }),
  ...(words ? { words } : {}),
});

/** A yes to this request, and no record under its id: where the server may have made one of another id, each try makes one more. */
function notFound({ method }: HttpRequest, status: number, { dialect, config, options }: Session): Settled {
  const mayHaveMade = method === 'POST' && (dialect.mayRename || dialect.isIdempotent?.(config, options) === false);
  return { is: 'later', trouble: mayHaveMade ? 'may-double' : 'unclear-answer', status };
}

const unclear = (status: number): Settled => ({ is: 'later', trouble: 'unclear-answer', status });

const settled = (outcome: Outcome | undefined, status: number): Settled =>
  outcome && outcome.is !== 'verify' ? outcome : unclear(status);
