import { lockPart } from '../../setup/lock-part.ts';
import { onSetup, organisation } from '../../setup/organisation-store.ts';
import { isLockSet } from '../../store/device.ts';
import { isPractising } from '../../store/practice.ts';
import { isOnShift } from '../../store/shift.ts';
import { isNobodys, isShared } from '../../store/workers.ts';
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
  // Nor does it stay another's than who is on shift, wherever it was when that changed.
  for (const sign of signs) addEventListener(sign, leaveOffShift, true);
  await ensureOpen();
  if (await isLockSet()) await (await loadLock()).openLock(root);
  else if (!isPractising) await leaveNobodys();
}

const signs = ['storage', 'pageshow', 'visibilitychange', 'focus'];

/** Whatever another tab says, and whose shift it is then: this document goes on, for it empties the device. */
export function hearNoMore(): void {
  lockTabs?.close();
  for (const sign of signs) removeEventListener(sign, leaveOffShift, true);
}

/** How often it is tried again whether the shift points at nobody, and how long (ms) after each time. */
const tries = 5;
const tryAgain = 500;

/** Where the shift points at nobody it goes over to who is here. Another tab may do so at the same moment: until that is known nothing of the app is drawn, which would make a worker of nobody. */
async function leaveNobodys(left = tries): Promise<void> {
  try {
    if (await isNobodys()) await (await loadLock()).finishLeaving();
  } catch (error) {
    if (left === 0) throw error;
    await new Promise((done) => setTimeout(done, tryAgain));
    await leaveNobodys(left - 1);
  }
}

const leaveOffShift = () => {
  if (!isPractising && !isOnShift()) hear({ data: 'lock' });
};

/** A browser that does not tell keeps nobody from starting. */
const isSharedHere = (): Promise<boolean> => isShared().catch(() => false);

function hear({ data }: Pick<MessageEvent, 'data'>): void {
  if (data === 'touched') return;
  loadLock().then(
    ({ leaveNow }) => leaveNow(data),
    () => location.reload(),
  );
}

let asking: Promise<void> | undefined;

/** Resolves when a lock is set, where the organisation's document asks for one, which was read before, or others work here too. One that comes later asks too. */
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
  if (isPractising || (await isLockSet())) return;
  // Whoever shares the device has a lock of their own.
  const withOthers = await isSharedHere();
  if (withOthers || lockPart.of(organisation()).lock.ask) await (await loadLock()).askToSet(root, withOthers);
}
