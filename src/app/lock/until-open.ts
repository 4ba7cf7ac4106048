import { lockPart } from '../../setup/lock-part.ts';
import { onSetup, organisation } from '../../setup/organisation-store.ts';
import { isLockSet } from '../../store/device.ts';
import { isPractising } from '../../store/practice.ts';
import { ensureOpen } from '../../store/writing.ts';
import { lockTabs } from './lock-tabs.ts';

/** What opens, sets and locks: loaded where it is wanted. */
export const loadLock = () => import('./open-lock.tsx');

/**
 * Resolves when this document may read the device: at once where no lock is set, else when it is open. Meanwhile the lock's screen
 * stands in the place of `root`.
 */
export async function untilOpen(root: HTMLElement): Promise<void> {
  // What another tab sets, locks or takes away holds here too, also where there was no lock when this document began.
  if (lockTabs) lockTabs.onmessage = hear;
  await ensureOpen();
  if (await isLockSet()) await (await loadLock()).openLock(root);
}

function hear({ data }: MessageEvent): void {
  if (data === 'touched') return;
  loadLock().then(
    ({ leaveNow }) => leaveNow(data),
    () => location.reload(),
  );
}

let asking: Promise<void> | undefined;

/** Resolves when a lock is set, where the organisation's document asks for one; it was read before. One that comes later asks too. */
export function untilLockIsSet(root: HTMLElement): Promise<void> {
  const ask = () => {
    asking ??= askWhereAsked(root).finally(() => {
      asking = undefined;
    });
    return asking;
  };
  onSetup(ask);
  return ask();
}

async function askWhereAsked(root: HTMLElement): Promise<void> {
  if (isPractising || !lockPart.of(organisation()).lock.ask || (await isLockSet())) return;
  await (await loadLock()).askToSet(root);
}
