/**
 * How long a wait has been known to this tab or worker, by a clock that nobody can set. The wall clock decides where the
 * one that began a wait is gone; here it may stand still or be set back again and again, and the wait ends all the same.
 */
import { forgetWithDatabase } from '../../store/db.ts';
import { firstPutOff, makeDue } from '../../store/outbox.ts';
import { longestWait } from './settle.ts';

interface Known {
  until: number;
  since: number;
}

const known = new Map<string, Known>();
// Another worker's endpoint may have the same id.
forgetWithDatabase(() => known.clear());

/** More waits than this at once are not followed: there is one for each endpoint and one for what it was put off to. */
const most = 1000;

/** How long (ms) the wait of this name, until `until`, has been known here. A new one begins at 0. */
export function knownFor(name: string, until: number): number {
  const now = performance.now();
  const before = known.get(name);
  if (before?.until === until) return now - before.since;
  if (known.size >= most) known.clear();
  known.set(name, { until, since: now });
  return 0;
}

/** What an endpoint's items were put off to ends: all of it where the backoff ends `early`, else what no clock may keep waiting longer. */
export async function endWaits(id: string, early: boolean): Promise<void> {
  if (early) return makeDue(id, 0);
  const now = Date.now();
  // Most often nothing is put off, and nothing is written.
  if ((await knownForItems(id)).until === 0) return;
  await makeDue(id, now + longestWait);
  const { known, until } = await knownForItems(id);
  if (known >= longestWait) await makeDue(id, now, until);
}

/** How long (ms) it has been known here that the next item of an endpoint is put off until then. */
export async function knownForItems(id: string): Promise<{ known: number; until: number }> {
  const next = await firstPutOff(id, Date.now());
  return next ? { known: knownFor(next.key, next.dueAt), until: next.dueAt } : { known: 0, until: 0 };
}
