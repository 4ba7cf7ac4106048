import { isLockSet } from '../../store/device.ts';
import { ensureOpen } from '../../store/writing.ts';

/**
 * Resolves when this document may read the device: at once where no lock is set, else when it is open. Meanwhile the lock's screen
 * stands in the place of `root`.
 */
export async function untilOpen(root: HTMLElement): Promise<void> {
  await ensureOpen();
  if (await isLockSet()) await (await import('./open-lock.tsx')).openLock(root);
}
