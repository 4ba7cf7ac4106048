/** Looking whether an endpoint holds a record: where an answer proves nothing, the endpoint itself is asked. */
import type { Reading, Sendable } from './dialects/dialect.ts';
import type { Outcome, Settled } from './outcome.ts';
import { ask, type Route } from './route.ts';
import type { Ask } from './send.ts';

type Doubt = Extract<Outcome, { is: 'verify' }>;

/** What ends the looking: the endpoint cannot be asked now. */
type Stop = Exclude<Settled, { is: 'delivered' | 'refused' }>;

/**
 * One outcome for each record; where the answer proved nothing, the endpoint is asked. `stop` when it cannot be asked now:
 * whatever is still in doubt then waits.
 */
export async function lookedInto(
  records: Sendable[],
  reading: Reading,
  route: Route,
): Promise<{ settled: Settled[]; stop: Stop | undefined }> {
  const settled: Settled[] = [];
  let stop: Stop | undefined;
  for (const [index, record] of records.entries()) {
    const outcome = 'each' in reading ? reading.each[index] : reading.whole;
    const ending = outcome?.is === 'verify' ? (stop ?? (await verified(outcome, record, route))) : outcome;
    settled.push(ending ?? { is: 'later', trouble: 'unclear-answer' });
    if (outcome?.is === 'verify' && ending && isStop(ending)) stop = ending;
  }
  return { settled, stop };
}

const isStop = (ending: Outcome): ending is Stop =>
  ending.is === 'sign-in' ||
  ending.is === 'not-the-endpoint' ||
  (ending.is === 'later' && ['no-answer', 'busy', 'server-error'].includes(ending.trouble));

/**
 * What became of a record of which the answer said only that it may be there. Held in this revision or a newer one:
 * delivered. An older one, or none: put there once more in the way that the dialect knows (`amend`). Else a no stays a no,
 * with its words, a failure a failure; a yes without the record there is no yes (F6). Where the endpoint cannot be read, it
 * is sent again later.
 */
async function verified(doubt: Doubt, record: Sendable, route: Route): Promise<Settled> {
  const { dialect, options } = route;
  const status = doubt.status ?? 200;
  if (!dialect.look || !dialect.found) return unclear(status);
  await route.renew();
  const held = dialect.found(
    await ask(dialect.look(record, route.config, options), route),
    record,
    route.config,
    options,
  );
  if (held.is === 'failed') return settled(held.outcome, status);
  if (held.is === 'held' && held.rev !== undefined && held.rev >= record.rev) {
    return { is: 'delivered', status, proof: 'duplicate' };
  }
  const amend = dialect.amend?.(record, held, route.config, options);
  if (amend) return amended(amend, record, route, status);
  if (held.is !== 'absent' || status < 300) return unclear(status);
  if (status >= 500) return { is: 'later', trouble: 'server-error', status };
  return { is: 'refused', trouble: 'rejected', status, ...(doubt.words ? { words: doubt.words } : {}) };
}

/**
 * Puts it there in the other way. A second yes without proof waits. A second no, now that it is known what is there, is one:
 * of the address if it was not found again, else of the record.
 */
async function amended(request: Ask, record: Sendable, route: Route, status: number): Promise<Settled> {
  await route.renew();
  const reading = route.dialect.read(await ask(request, route), [record], route.config, route.options);
  const outcome = 'each' in reading ? reading.each[0] : reading.whole;
  if (outcome?.is !== 'verify' || (outcome.status ?? 200) < 300) return settled(outcome, status);
  if (outcome.status === 404) return { is: 'not-the-endpoint', trouble: 'wrong-address', status: 404 };
  return { ...outcome, is: 'refused', trouble: 'rejected' };
}

const unclear = (status: number): Settled => ({ is: 'later', trouble: 'unclear-answer', status });

const settled = (outcome: Outcome | undefined, status: number): Settled =>
  outcome && outcome.is !== 'verify' ? outcome : unclear(status);
