/** Looking whether an endpoint holds a record: where an answer proves nothing, the endpoint itself is asked. */
import type { Sendable } from './dialects/dialect.ts';
import type { Outcome, Settled } from './outcome.ts';
import { ask, type Route } from './route.ts';

/**
 * What became of a record of which the answer said only that it may be there. Held in this revision or a newer one:
 * delivered. Not there: refused, with the words of the answer. Where the endpoint cannot be read, it is sent again later.
 */
export async function verified(
  doubt: Extract<Outcome, { is: 'verify' }>,
  record: Sendable,
  route: Route,
): Promise<Settled> {
  const { dialect, config, options } = route;
  const status = doubt.status ?? 200;
  if (!dialect.look || !dialect.found) return { is: 'later', trouble: 'unclear-answer', status };
  await route.renew();
  const held = dialect.found(await ask(dialect.look(record, config, options), route), record, config, options);
  switch (held.is) {
    case 'held':
      if (held.rev === undefined || held.rev >= record.rev) return { is: 'delivered', status, proof: 'duplicate' };
      return { is: 'later', trouble: 'unclear-answer', status };
    case 'absent':
      return { is: 'refused', trouble: 'rejected', status, ...(doubt.words ? { words: doubt.words } : {}) };
    case 'unclear':
      return { is: 'later', trouble: 'unclear-answer', status };
    case 'failed':
      return held.outcome.is === 'verify' ? { is: 'later', trouble: 'unclear-answer', status } : held.outcome;
  }
}
