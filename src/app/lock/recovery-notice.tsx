import { useDeskWords } from '../../i18n/use-desk-words.ts';
import { useWords } from '../../i18n/words.ts';
import { lockHere } from '../../store/device-lock.ts';
import { useLive } from '../../store/live.ts';
import { isPractising } from '../../store/practice.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { recoveryState, useCanRecover, useRecoveryKey } from './recovery-state.ts';

/** Who has set the lock before the organisation's recovery key came is told until the key opens it. */
export function RecoveryNotice() {
  const { t } = useWords();
  const lock = useLive(async () => (await lockHere())?.lock);
  const open = useRecoveryKey();
  const can = useCanRecover();
  const state = lock && recoveryState(lock, open);
  const isTold = !isPractising && can === true && (state === 'notYet' || state === 'another');
  const hasWords = useDeskWords(isTold);
  if (!isTold || !hasWords) return null;
  return (
    <Notice tone="look" title={t(`lock.recovery.${state}`)}>
      <p>{t(`lock.recovery.${state}Help`)}</p>
      <div class="row">
        <LinkButton href="/more/lock">{t('lock.recovery.toLock')}</LinkButton>
      </div>
    </Notice>
  );
}
