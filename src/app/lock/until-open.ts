import { lockPart } from '../../setup/lock-part.ts';
import { organisation } from '../../setup/organisation-store.ts';
import { isLockSet } from '../../store/device.ts';
import { isPractising } from '../../store/practice.ts';
import { ensureOpen } from '../../store/writing.ts';

/**
 * Resolves when this document may read the device: at once where no lock is set, else when it is open. Meanwhile the lock's screen
 * stands in the place of `root`.
 */
export async function untilOpen(root: HTMLElement): Promise<void> {
  await ensureOpen();
  if (await isLockSet()) await (await import('./open-lock.tsx')).openLock(root);
}

/** Resolves when a lock is set, where the organisation's document asks for one; it was read before. */
export async function untilLockIsSet(root: HTMLElement): Promise<void> {
  if (isPractising || !lockPart.of(organisation()).lock.ask || (await isLockSet())) return;
  await (await import('./open-lock.tsx')).askToSet(root);
}
