import { useWords } from '../../i18n/words.ts';
import { changeRecovery } from '../../store/device-lock.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { LockRow } from '../../vault/lock/stored-lock.ts';
import { type RecoveryState, recoveryState, useCanRecover, useRecoveryKey, useUnusableKey } from './recovery-state.ts';
import { useSecretNow } from './use-secret-now.tsx';
import { useForgottenMeans } from './what-waits.tsx';

/** What becomes of a lock whose secret is forgotten: whether a recovery key opens it, and what makes the organisation's own one open it. */
export function RecoverySetting({ lock }: { lock: LockRow }) {
  const { t } = useWords();
  const state = recoveryState(lock, useRecoveryKey());
  const can = useCanRecover();
  const forgotten = useForgottenMeans();
  if (useUnusableKey())
    return (
      <Notice tone="look" title={t('lock.recovery.unusable')}>
        <p>{t('lock.recovery.unusableHelp')}</p>
        {!lock.recovery && <p>{forgotten}</p>}
      </Notice>
    );
  if (state === 'opens') return <p>{t('lock.recovery.opens')}</p>;
  if (state === 'none')
    return (
      <p>
        {forgotten} {t('lock.recovery.noneHere')}
      </p>
    );
  // Without a key there is nothing to seal for: any browser can do that.
  if (can || state === 'noMore') return <TakeRecovery state={state} lock={lock} />;
  return can === false ? <CannotRecover /> : null;
}

/** Where the browser has no means to use the organisation's key: the lock holds without it. */
export function CannotRecover() {
  const { t } = useWords();
  return (
    <Notice tone="look" title={t('lock.recovery.unable')}>
      <p>
        {t('lock.recovery.unableSet')} {useForgottenMeans()}
      </p>
      <p>{t('lock.recovery.unableHelp')}</p>
    </Notice>
  );
}

/** The organisation has another recovery key than this lock, or none: who has the secret takes that into use. */
function TakeRecovery({ state, lock }: { state: Exclude<RecoveryState, 'opens' | 'none'>; lock: LockRow }) {
  const { t } = useWords();
  const open = useRecoveryKey();
  const { field, withKey } = useSecretNow(lock.secret.is);
  const take = async (event: Event) => {
    event.preventDefault();
    await withKey((dataKey) => changeRecovery(dataKey, open));
  };
  return (
    <form class="stack tight" noValidate onSubmit={take}>
      <Notice tone="look" title={t(`lock.recovery.${state}`)}>
        <p>{t(`lock.recovery.${state}Help`)}</p>
      </Notice>
      {field}
      <div class="row">
        <Button type="submit">{t('lock.recovery.take')}</Button>
      </div>
    </form>
  );
}
