/** What may leave a locked device after wrong PINs: noted while it is open, since nothing of it can be read then. */
import { keepCounted } from '../../outreach/numbers/outings-kept-store.ts';
import { lockPart } from '../../setup/lock-part.ts';
import { keptSorts } from '../../setup/organisation.ts';
import { organisation } from '../../setup/organisation-store.ts';
import { lockHere } from '../../store/device-lock.ts';
import { toBeShown } from '../../store/evict-delivered.ts';
import { type MayGo, noteWipeAfterWrong, wipeAfterWrong } from '../../store/wipe-after-wrong.ts';
import type { IsCounted } from './evict-old.ts';
import { oldGroups } from './old-groups.ts';

/**
 * Notes every group that the organisation's days would let go, whatever its age: every endpoint has proved that it has it, its numbers are
 * made, and nothing here needs it. Nothing is noted where no lock is set or the organisation has nothing go after wrong ones. Rejects with `NotKept`.
 */
export async function noteWhatMayGo(isCounted: IsCounted): Promise<void> {
  const after = (await lockHere()) && lockPart.of(organisation()).lock.wipeAfter;
  if (after === undefined && !(await wipeAfterWrong())) return;
  const groups: MayGo[] = [];
  for (const sort of after === undefined ? [] : keptSorts) {
    for await (const group of oldGroups(sort)) {
      if (group.needed || !(await toBeShown(group.ids, Number.POSITIVE_INFINITY))) continue;
      if (!(await isCounted(sort, group))) continue;
      if (sort === 'outings') await keepCounted([group.id]);
      const { ids, copies } = group;
      groups.push({ ids, ...(copies ? { copies } : {}) });
    }
  }
  await noteWipeAfterWrong(after, groups);
}
