/**
 * What the organisation says of how long a record stays on the device once every endpoint has it (`retention.days`): an outing
 * goes with all that belongs to it, when it is over. Until it says so, nothing goes.
 */
import { Phenomenon } from '../outreach/follow-up/phenomenon.ts';
import { Promised } from '../outreach/follow-up/promise.ts';
import { Outing } from '../outreach/outing.ts';
import { organisation } from '../setup/kept.ts';
import { db } from '../store/db.ts';
import { between } from '../store/find.ts';
import { letGo } from '../store/let-go.ts';

const day = 86_400_000;
/** How many go at a time: the next start goes on. */
const atOnce = 30;

/** Lets go of what is old enough. Answers how many outings and phenomena went. */
export async function letGoOfOld(now = Date.now()): Promise<number> {
  const { days } = organisation().retention;
  if (days === undefined || (await isClockWrong())) return 0;
  const before = now - days * day;
  const until = new Date(before).toISOString();
  const [outings, phenomena] = await Promise.all([between(Outing, '', until), between(Phenomenon, '', until)]);
  let gone = 0;
  for (const outing of outings) {
    if (gone >= atOnce) break;
    if (!['debriefed', 'cancelled'].includes(outing.state)) continue;
    const belonging = await db.records.where('[of+kind]').between([outing.id, ''], [outing.id, '\uffff']).toArray();
    // A promise goes by its own days; until then its outing tells where it was made.
    if (belonging.some(({ kind }) => kind === Promised.name)) continue;
    if (await letGo([outing.id, ...belonging.map(({ id }) => id)], before)) gone++;
  }
  for (const phenomenon of phenomena.filter(({ outingId }) => !outingId)) {
    if (gone < atOnce && (await letGo([phenomenon.id], before))) gone++;
  }
  return gone;
}

/** A clock that is a day off does not say what is old. */
const isClockWrong = async (): Promise<boolean> =>
  (await db.endpoints.toArray()).some(({ clock }) => clock && Math.abs(clock.ahead) > day);
