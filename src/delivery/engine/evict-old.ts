/**
 * What the organisation says of how long a record stays on the device once every endpoint has it (`retention`): an outing
 * goes with all that belongs to it, when it is over; a survey response by itself. Until it says so, nothing goes.
 */
import { keepCounted } from '../../outreach/numbers/outings-kept-store.ts';
import { daysKept, type KeptSort, keptSorts } from '../../setup/organisation.ts';
import { organisation } from '../../setup/organisation-store.ts';
import { db, type OutboxItem } from '../../store/db.ts';
import { evictDelivered, toBeShown } from '../../store/evict-delivered.ts';
import { livedThrough } from '../../store/lived.ts';
import { type Group, oldGroups } from './old-groups.ts';
import { showOld } from './show-old.ts';

const day = 86_400_000;
/** How many go at a time: the next start goes on. */
const atOnce = 30;

/** Whether the numbers that a group is in have been made, and stand without it. */
export type IsCounted = (sort: KeptSort, group: Group) => Promise<boolean>;

/**
 * Lets go of what is old enough, each once its endpoints have shown it and its numbers are made. Answers how many groups went.
 */
export async function letGoOfOld(now: number, isCounted: IsCounted): Promise<number> {
  let gone = 0;
  for (const sort of keptSorts) {
    const days = daysKept(organisation(), sort);
    if (days !== undefined && gone < atOnce) gone += await letGo(sort, days, now, isCounted);
  }
  return gone;
}

async function letGo(sort: KeptSort, days: number, now: number, isCounted: IsCounted): Promise<number> {
  await livedThrough(now);
  let gone = 0;
  for await (const some of mayGo(sort, now - days * day, isCounted)) {
    const shown = await showOld(
      some.flatMap(({ items }) => items),
      days * day,
    );
    // The look tells the time as well: a clock that is a day off does not say what is old.
    if (shown.size === 0 || (await isClockWrong())) return gone;
    for (const { id, ids, copies } of some) {
      // Its own numbers stand though it is gone; one that stays after all counts once.
      if (sort === 'outings') await keepCounted([id]);
      if (await evictDelivered(ids, shown, copies)) gone++;
    }
    if (gone >= atOnce) return gone;
  }
  return gone;
}

/** What may go once it was shown, some at a time. */
async function* mayGo(
  sort: KeptSort,
  before: number,
  isCounted: IsCounted,
): AsyncGenerator<(Group & { items: OutboxItem[] })[]> {
  let some: (Group & { items: OutboxItem[] })[] = [];
  for await (const group of oldGroups(sort, new Date(before).toISOString())) {
    const items = group.needed ? undefined : await toBeShown(group.ids, before);
    if (items && (await isCounted(sort, group))) some.push({ ...group, items });
    if (some.length < atOnce) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

/** A clock that is a day off does not say what is old. */
const isClockWrong = async (): Promise<boolean> =>
  (await db.endpoints.toArray()).some(({ clock }) => clock && Math.abs(clock.ahead) > day);
