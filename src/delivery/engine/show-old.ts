/**
 * Asking endpoints to show what is old enough to leave the device: each record, just before it goes. How old it is is told by
 * the endpoint's own clock, at its delivery and now; where it tells none, by what the device has lived through since.
 */
import { db, type OutboxItem, type StoredEndpoint } from '../../store/db.ts';
import type { Shown } from '../../store/evict-delivered.ts';
import { livedThrough } from '../../store/lived.ts';
import { lookFor } from '../check/check.ts';
import { Stopped } from '../check/lookup.ts';
import { canLookUp } from '../check/verify.ts';
import { kinds } from '../wire.ts';
import { openSession, type Session } from './session.ts';

/** Looks for these items; what is there, and was delivered more than `span` (ms) ago, is shown. What is missing is sent again. */
export async function showOld(items: readonly OutboxItem[], span: number): Promise<Shown> {
  const shown = new Map<string, number>();
  for (const endpoint of await db.endpoints.toArray()) {
    const asked = items.filter((item) => item.endpoint === endpoint.id);
    if (asked.length === 0) continue;
    const session = await openSession(endpoint);
    if (typeof session === 'string' || !canLookUp(session) || !takesWhole(session, endpoint)) continue;
    try {
      await showAt(session, asked, span, shown);
    } catch (error) {
      // It cannot be asked just now: what it did not show stays.
      if (!(error instanceof Stopped)) throw error;
    }
  }
  return shown;
}

/** Whether an endpoint's own settings let all fields of its kinds arrive: else the device has what it lacks, and keeps it. */
const takesWhole = ({ dialect, options }: Session, { kinds: taken }: StoredEndpoint): boolean =>
  (dialect.lacks?.(taken ?? kinds, options) ?? []).length === 0 && !dialect.mayDrop?.(options);

async function showAt(session: Session, asked: OutboxItem[], span: number, shown: Map<string, number>): Promise<void> {
  for (let left = asked; left.length > 0; ) {
    const verdicts = await lookFor(left, session, false);
    for (const [item, verdict] of verdicts)
      if (verdict === 'there' && (await ageOf(item, session)) > span) shown.set(item.key, item.rev);
    left = left.slice(verdicts.size);
  }
}

/** How long ago an item was delivered (ms). Where nobody can tell, it is counted from now on. */
async function ageOf({ key, doneThere, doneLived }: OutboxItem, { timeThere }: Session): Promise<number> {
  if (doneThere !== undefined && timeThere !== undefined) return timeThere - doneThere;
  const lived = await livedThrough(Date.now());
  if (doneLived !== undefined) return lived - doneLived;
  await db.outbox.update(key, { doneLived: lived });
  return 0;
}
