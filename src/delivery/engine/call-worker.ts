import { askForSync } from '../../sw/bridge.ts';
import { backoff, longestWait } from './settle.ts';

/** Why the worker may have to be called. */
export interface Reasons {
  /** What waits and where it is to go; another text when that has changed, and no other when it was only tried. */
  what: string;
  /** The worker's word that the browser will not call it again, as it last left it. */
  lost: unknown;
}

/**
 * Asks the browser to call the worker: at once for what is new, by the backoff where the browser has given up calling, and
 * now and then for whatever goes on waiting. However often it is told the same, it asks once. Each call of the worker may
 * end in another word of it: asking for each at once would be a loop.
 */
export function workerCaller(now = () => performance.now()): (reasons?: Reasons) => void {
  let known: Reasons = { what: '', lost: undefined };
  let at = Number.NEGATIVE_INFINITY;
  let losses = 0;
  return (reasons = known) => {
    const wait = reasons.lost === known.lost ? longestWait : losses && backoff(losses, 1);
    if (reasons.what === known.what && now() - at < wait) return;
    losses = reasons.what === known.what && reasons.lost !== known.lost ? losses + 1 : 0;
    known = reasons;
    at = now();
    void askForSync();
  };
}
