import { useWords } from '../../i18n/words.ts';
import { lockPart } from '../../setup/lock-part.ts';
import { useOrganisation } from '../../setup/organisation-store.ts';
import { useLiveAgain } from '../../store/live.ts';
import { countStands, type WaitingCounts, waitingCounts } from '../../store/outbox.ts';
import { sendingKey, shutOf } from '../../store/sending-key.ts';
import { wipeAfterWrong } from '../../store/wipe-after-wrong.ts';
import { canSyncInBackground } from '../../sw/bridge.ts';

/** What is said beside a word of sending while locked where the browser wakes no worker: a closed app sends nothing then. */
export function useWhileOpen(): string {
  const { t } = useWords();
  return canSyncInBackground() ? '' : ` ${t('lock.whileOpen')}`;
}

/** What a forgotten secret means where no recovery key opens the lock. */
export function useForgottenMeans(): string {
  const { t } = useWords();
  const whileOpen = useWhileOpen();
  return lockPart.of(useOrganisation()).lock.sends ? t('lock.forgottenSends') + whileOpen : t('lock.forgotten');
}

/** What waits here, and whether it is sent meanwhile or when the device is opened. `isUnsaved`: not all that was typed is kept. */
export function WhatWaits({ isUnsaved = false }: { isUnsaved?: boolean }) {
  const { t } = useWords();
  const counts = useLiveAgain(whatWaitsLocked);
  const whileOpen = useWhileOpen();
  if (!counts) return null;
  const { waiting, shut, gone } = counts;
  const said =
    waiting === 0
      ? t('lock.nothingWaits')
      : shut === waiting
        ? t('lock.waits', { count: waiting })
        : `${t('lock.sends', { count: waiting - shut })}${whileOpen} ${shut > 0 ? t('lock.shut', { count: shut }) : ''}`;
  return (
    <p class="muted">
      {!isUnsaved && t(gone > 0 ? 'lock.restKept' : 'lock.kept')} {said}
    </p>
  );
}

/**
 * How many records wait, and how many of them until the device is opened: all, where nothing is sent while it is locked. `gone`: how many
 * records left the device after wrong secrets.
 */
async function whatWaitsLocked(): Promise<Omit<WaitingCounts, 'refused' | 'both'> & { shut: number; gone: number }> {
  const [{ waiting, again }, sending, wiping] = await Promise.all([
    waitingCounts(countStands),
    sendingKey(),
    wipeAfterWrong(),
  ]);
  const shut = sending ? await shutOf(waiting) : waiting;
  return { waiting, shut, gone: wiping?.gone ?? 0, ...(again && { again }) };
}
