import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { lockHere, trySecret } from '../../store/device-lock.ts';
import { useLive } from '../../store/live.ts';
import { toFirstError } from '../../ui/to-first-error.ts';
import type { SecretKind } from '../../vault/lock/stored-lock.ts';
import { LockNotice } from './lock-notice.tsx';
import { SecretField } from './secret-field.tsx';
import { useAfterWrong } from './use-after-wrong.ts';
import { waitWords } from './wait-words.ts';

/** Asks for the secret that holds now; `withKey` changes the lock by the key that it gives. */
export function useSecretNow(is: SecretKind) {
  const lock = useLive(lockHere)?.lock;
  const { t } = useWords();
  const [written, setWritten] = useState('');
  const [said, setSaid] = useState<string>();
  const { kept, soon } = useAfterWrong();
  const [error, setError] = useState<unknown>();
  const withKey = async (change: (dataKey: CryptoKey) => Promise<void>): Promise<boolean> => {
    try {
      const tried = await trySecret(written, true);
      setError(undefined);
      if (tried.is === 'right') {
        await change(tried.key);
        setWritten('');
        setSaid(undefined);
        return true;
      }
      setSaid(tried.is === 'wait' ? waitWords(tried.wait, t) : t(`lock.wrong.${is}`));
    } catch (reason) {
      setError(reason);
    }
    toFirstError();
    return false;
  };
  const field = (
    <>
      <SecretField
        label={t(`lock.current.${is}`)}
        is={is}
        value={written}
        onInput={setWritten}
        error={said && [said, soon ?? kept].join(' ').trim()}
      />
      {error !== undefined && <LockNotice error={error} work="change" lock={lock} />}
    </>
  );
  return { field, withKey };
}
