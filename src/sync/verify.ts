/** Looking whether an endpoint holds a record: where an answer proves nothing, the endpoint itself is asked. */
import type { Held, Sendable } from './dialects/dialect.ts';
import type { Outcome, Settled } from './outcome.ts';
import { ask, type Route } from './route.ts';
import type { Ask } from './send.ts';

type Doubt = Extract<Outcome, { is: 'verify' }>;

/** What the endpoint shows of a record; undefined where it cannot be read. */
export async function lookedAt(record: Sendable, route: Route): Promise<Held | undefined> {
  const { dialect, options } = route;
  if (!dialect.look || !dialect.found || dialect.isReadable?.(route.config, options) === false) return undefined;
  await route.renew();
  const reply = await ask(dialect.look(record, route.config, options), route);
  return dialect.found(reply, record, route.config, options);
}

/**
 * What became of a record of which the answer said only that it may be there. Held in this revision: delivered; in a newer
 * one: never overwritten. An older one, or none: put there once more in the way that the dialect knows (`amend`), else
 * refused with the words of the answer. Where the endpoint cannot be read, it is sent again later.
 */
export async function verified(doubt: Doubt, record: Sendable, route: Route): Promise<Settled> {
  const status = doubt.status ?? 200;
  const held = await lookedAt(record, route);
  if (!held) return unclear(status);
  if (held.is === 'failed') return settled(held.outcome, status);
  if (held.is === 'held' && held.rev !== undefined && held.rev >= record.rev) return heldAlready(held, record, status);
  const amend = route.dialect.amend?.(record, held, route.config, route.options);
  if (amend) return amended(amend, record, route, status);
  if (held.is !== 'absent') return unclear(status);
  if (doubt.pending) return { is: 'later', trouble: 'not-processed', status };
  return { is: 'refused', trouble: 'rejected', status, ...(doubt.words ? { words: doubt.words } : {}) };
}

function heldAlready({ rev, ...held }: Extract<Held, { is: 'held' }>, record: Sendable, status: number): Settled {
  // Two phones have made the same revision of it, each its own (F38).
  if (held.differs) return { is: 'refused', trouble: 'conflict', status };
  if (held.deleted && !record.deleted) return { is: 'refused', trouble: 'gone', status };
  return { is: 'delivered', status, proof: rev! > record.rev ? 'newer' : 'duplicate' };
}

/** A second doubt in a row proves nothing, and waits. */
async function amended(request: Ask, record: Sendable, route: Route, status: number): Promise<Settled> {
  await route.renew();
  const reading = route.dialect.read(await ask(request, route), [record], route.config, route.options);
  return settled('each' in reading ? reading.each[0] : reading.whole, status);
}

const unclear = (status: number): Settled => ({ is: 'later', trouble: 'unclear-answer', status });

const settled = (outcome: Outcome | undefined, status: number): Settled =>
  outcome && outcome.is !== 'verify' ? outcome : unclear(status);
