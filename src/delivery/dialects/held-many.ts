/** Reading what an endpoint holds of many records at once. */

import type { HttpResponse } from '../engine/send.ts';
import type { Held, HeldMany } from './dialect.ts';
import { byId, failed, type HttpAnswer, heldAs, isOk, stopped } from './status.ts';

/**
 * As `readHeld`, for the answer to a look for many: `read` gives what is held of each, or undefined where it cannot tell.
 * That this way of asking is not known or not taken says nothing of the records.
 */
export function readHeldMany(reply: HttpResponse, read: (answer: HttpAnswer) => Held[] | undefined): HeldMany {
  const stop = stopped(reply);
  if ('outcome' in stop) return { whole: { is: 'failed', outcome: stop.outcome } };
  const { answer } = stop;
  if (isOk(answer)) {
    const each = read(answer);
    return each ? { each } : { whole: { is: 'unclear' } };
  }
  const outcome = failed(answer);
  const isUnknown = outcome.is === 'refused' || outcome.is === 'not-the-endpoint';
  return { whole: isUnknown ? { is: 'unclear' } : { is: 'failed', outcome } };
}

/** What is held of each of `ids`, from rows of which each stands for one record; the others are not there. */
export function heldOf<R extends { rev: number; deleted?: unknown }>(
  ids: string[],
  rows: R[],
  idOf: (row: R) => string,
): Held[] {
  const all = new Set(rows.map(idOf));
  const sure = byId(rows, idOf, ({ rev, deleted }) => `${rev} ${deleted}`);
  return ids.map((id) => {
    const row = sure.get(id);
    if (row) return heldAs({ id }, id, row.rev, row);
    return { is: all.has(id) ? 'unclear' : 'absent' };
  });
}
