/** Looking whether an endpoint holds a record: where an answer proves nothing, the endpoint itself is asked. */
import type { Sendable } from './dialects/dialect.ts';
import type { Outcome, Settled } from './outcome.ts';
import { ask, type Route } from './route.ts';
import type { Ask } from './send.ts';

type Doubt = Extract<Outcome, { is: 'verify' }>;

/**
 * What became of a record of which the answer said only that it may be there. Held in this revision or a newer one:
 * delivered. An older one, or none: put there once more in the way that the dialect knows (`amend`), else refused with the
 * words of the answer. Where the endpoint cannot be read, it is sent again later.
 */
export async function verified(doubt: Doubt, record: Sendable, route: Route): Promise<Settled> {
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
  if (held.is !== 'absent') return unclear(status);
  return { is: 'refused', trouble: 'rejected', status, ...(doubt.words ? { words: doubt.words } : {}) };
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
