import { useDeskWords } from '../../i18n/use-desk-words.ts';
import { useWords } from '../../i18n/words.ts';
import { lockHere } from '../../store/device-lock.ts';
import { useLive } from '../../store/live.ts';
import { isPractising } from '../../store/practice.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { recoveryState, recoveryTold, useCanRecover, useRecoveryKey, useUnusableKey } from './recovery-state.ts';

/** Who has set the lock before the organisation's recovery key came is told until the key opens it; of one that opens nothing, until another came. */
export function RecoveryNotice() {
  const { t } = useWords();
  const lock = useLive(async () => (await lockHere())?.lock);
  const open = useRecoveryKey();
  const can = useCanRecover();
  const isUnusable = useUnusableKey();
  const told = isPractising ? undefined : recoveryTold(lock && recoveryState(lock, open), isUnusable, can);
  const hasWords = useDeskWords(told !== undefined);
  if (!told || !hasWords) return null;
  return (
    <Notice tone="look" title={t(`lock.recovery.${told}`)}>
      <p>{t(`lock.recovery.${told}Help`)}</p>
      <div class="row">
        {isUnusable ? (
          <LinkButton href="/more/organisation">{t('more.organisation')}</LinkButton>
        ) : (
          <LinkButton href="/more/lock">{t('lock.recovery.toLock')}</LinkButton>
        )}
      </div>
    </Notice>
  );
}
