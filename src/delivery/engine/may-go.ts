/** What may leave a locked device after wrong PINs: noted while it is open, since nothing of it can be read then. */
import { keepCounted } from '../../outreach/numbers/outings-kept-store.ts';
import { lockPart } from '../../setup/lock-part.ts';
import { type KeptSort, keptSorts } from '../../setup/organisation.ts';
import { organisation } from '../../setup/organisation-store.ts';
import type { OutboxItem } from '../../store/db.ts';
import { lockHere } from '../../store/device-lock.ts';
import { type Shown, toBeShown } from '../../store/evict-delivered.ts';
import { type MayGo, noteWipeAfterWrong, wipeAfterWrong } from '../../store/wipe-after-wrong.ts';
import type { IsCounted } from './evict-old.ts';
import { type Group, oldGroups } from './old-groups.ts';
import { showOld } from './show-old.ts';

/** How many groups an endpoint is asked to show at a time. */
const atOnce = 100;

/**
 * Notes every group that the organisation's days would let go, whatever its age: every endpoint has proved that it has it and shows it, as when
 * it goes by its days; its numbers are made, and nothing here needs it. What was shown when it was noted before, and has not changed, is not asked
 * for again. Nothing is noted where no lock is set or the organisation has nothing go after wrong ones. Rejects with `NotKept`.
 */
export async function noteWhatMayGo(isCounted: IsCounted): Promise<void> {
  const after = (await lockHere()) && lockPart.of(organisation()).lock.wipeAfter;
  const before = await wipeAfterWrong();
  if (after === undefined && !before) return;
  const shownBefore = new Map(before?.groups.flatMap(({ shown }) => shown ?? []));
  const groups: MayGo[] = [];
  for (const sort of after === undefined ? [] : keptSorts)
    for await (const some of inLots(mayGo(sort, isCounted))) groups.push(...(await shownOf(some, shownBefore)));
  await noteWipeAfterWrong(after, groups);
}

type Candidate = Group & { sort: KeptSort; items: OutboxItem[] };

/** The groups of a sort that could go, were they shown. */
async function* mayGo(sort: KeptSort, isCounted: IsCounted): AsyncGenerator<Candidate> {
  for await (const group of oldGroups(sort)) {
    const items = group.needed ? undefined : await toBeShown(group.ids, Number.POSITIVE_INFINITY);
    if (items && (await isCounted(sort, group))) yield { ...group, sort, items };
  }
}

async function* inLots(all: AsyncIterable<Candidate>): AsyncGenerator<Candidate[]> {
  let some: Candidate[] = [];
  for await (const one of all) {
    some.push(one);
    if (some.length < atOnce) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

/** Those of which every item is shown, now or before. */
async function shownOf(some: readonly Candidate[], before: Shown): Promise<MayGo[]> {
  const isIn = (shown: Shown, { key, rev }: OutboxItem) => shown.get(key) === rev;
  const unshown = some.flatMap(({ items }) => items).filter((item) => !isIn(before, item));
  const now = await showOld(unshown, Number.NEGATIVE_INFINITY);
  const found: MayGo[] = [];
  for (const { id, sort, ids, copies, items } of some) {
    if (!items.every((item) => isIn(before, item) || isIn(now, item))) continue;
    // Its own numbers stand though it is gone.
    if (sort === 'outings') await keepCounted([id]);
    found.push({ ids, ...(copies ? { copies } : {}), shown: items.map(({ key, rev }) => [key, rev] as const) });
  }
  return found;
}
