/**
 * What the organisation says of how long a record stays on the device once every endpoint has it (`retention`): an outing
 * goes with all that belongs to it, when it is over; a survey response by itself. Until it says so, nothing goes.
 */
import { Phenomenon } from '../../outreach/follow-up/phenomenon.ts';
import { Promised } from '../../outreach/follow-up/promise.ts';
import { Outing } from '../../outreach/outing.ts';
import { daysKept, type KeptSort, keptSorts } from '../../setup/organisation.ts';
import { organisation } from '../../setup/organisation-store.ts';
import { db, type OutboxItem } from '../../store/db.ts';
import { evictDelivered, toBeShown } from '../../store/evict-delivered.ts';
import { between, idsBetween } from '../../store/find.ts';
import { livedThrough } from '../../store/lived.ts';
import { SurveyResponse } from '../../survey/response.ts';
import { showOld } from './show-old.ts';

const day = 86_400_000;
/** How many go at a time: the next start goes on. */
const atOnce = 30;

/**
 * Lets go of what is old enough, each once its endpoints have shown it. Answers how many outings, phenomena and responses
 * went.
 */
export async function letGoOfOld(now = Date.now()): Promise<number> {
  let gone = 0;
  for (const sort of keptSorts) {
    const days = daysKept(organisation(), sort);
    if (days !== undefined && gone < atOnce) gone += await letGo(sort, days, now);
  }
  return gone;
}

async function letGo(sort: KeptSort, days: number, now: number): Promise<number> {
  await livedThrough(now);
  let gone = 0;
  for await (const some of mayGo(sort, now - days * day)) {
    const shown = await showOld(
      some.flatMap(({ items }) => items),
      days * day,
    );
    // The look tells the time as well: a clock that is a day off does not say what is old.
    if (shown.size === 0 || (await isClockWrong())) return gone;
    for (const { ids } of some) if (await evictDelivered(ids, shown)) gone++;
    if (gone >= atOnce) return gone;
  }
  return gone;
}

interface Group {
  ids: string[];
  items: OutboxItem[];
}

/** What may go once it was shown, some at a time. */
async function* mayGo(sort: KeptSort, before: number): AsyncGenerator<Group[]> {
  let some: Group[] = [];
  for await (const ids of oldGroups(sort, before)) {
    const items = await toBeShown(ids, before);
    if (items) some.push({ ids, items });
    if (some.length < atOnce) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

/** The ids of what goes together and was logged before a time (ms): an outing with all that belongs to it, or one record. */
async function* oldGroups(sort: KeptSort, before: number): AsyncGenerator<string[]> {
  const until = new Date(before).toISOString();
  if (sort === 'outings') yield* oldOutings(until);
  else if (sort === 'responses') for (const id of await idsBetween(SurveyResponse.name, '', until)) yield [id];
  else for (const { id, outingId } of await between(Phenomenon, '', until)) if (!outingId) yield [id];
}

async function* oldOutings(until: string): AsyncGenerator<string[]> {
  for (const { id, state } of await between(Outing, '', until)) {
    if (!['debriefed', 'cancelled'].includes(state)) continue;
    const belonging = await db.records.where('[of+kind]').between([id, ''], [id, '\uffff']).toArray();
    // A promise goes by its own days; until then its outing tells where it was made.
    if (!belonging.some(({ kind }) => kind === Promised.name)) yield [id, ...belonging.map((one) => one.id)];
  }
}

/** A clock that is a day off does not say what is old. */
const isClockWrong = async (): Promise<boolean> =>
  (await db.endpoints.toArray()).some(({ clock }) => clock && Math.abs(clock.ahead) > day);
