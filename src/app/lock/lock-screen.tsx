import { useEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { openDevice } from '../../store/device.ts';
import { goOnLettingGo, lockHere, secondsToWait, trySecret } from '../../store/device-lock.ts';
import { useLive } from '../../store/live.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { handedOver } from '../../vault/handed-over.ts';
import { AroundLock } from './around-lock.tsx';
import { forgetLeft, hasJustLeft } from './change-worker.ts';
import { Forgotten } from './forgotten.tsx';
import { GiveBack } from './give-back.tsx';
import { LockNotice } from './lock-notice.tsx';
import { OpenByOwnMeans } from './open-by-own-means.tsx';
import { SecretField } from './secret-field.tsx';
import { forgetSetElsewhere, wasSetElsewhere } from './set-elsewhere.ts';
import { useAfterWrong } from './use-after-wrong.ts';
import { waitWords } from './wait-words.ts';
import { WhatWaits } from './what-waits.tsx';
import { WipedNotice } from './wiped-notice.tsx';
import { OtherWorkers, WhoseLock } from './worker-list.tsx';

interface LockScreenProps {
  /** The key is in memory. */
  onOpen: () => void;
  /** Something that was typed is beneath and not on the disk. */
  isUnsaved?: boolean;
}

/** The screen of a device that is locked: one field, what waits and whether it goes. */
export function LockScreen({ onOpen, isUnsaved = false }: LockScreenProps) {
  const { t } = useWords();
  const here = useLive(lockHere);
  const [written, setWritten] = useState('');
  const [wrong, setWrong] = useState(false);
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [wait, lookAtWait] = useWait();
  const { kept, soon } = useAfterWrong();
  const [isForgotten, setForgotten] = useState(false);
  const [isLeft] = useState(hasJustLeft);
  const [isGiven] = useState(() => handedOver()?.code !== undefined);
  const form = useRef<HTMLFormElement>(null);
  const isThere = here !== undefined;
  // The one thing to do here, but where another way to open stands first or a respondent holds the device.
  useEffect(() => {
    if (here && !here.lock.own && !isGiven) form.current?.querySelector('input')?.focus();
  }, [isThere]);
  if (!here) return null;
  const { is } = here.lock.secret;

  const opened = () => {
    forgetSetElsewhere();
    forgetLeft();
    onOpen();
  };
  const open = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    setTried(true);
    if (written.trim() === '') return toFirstError();
    setBusy(true);
    try {
      const tried = await trySecret(written);
      if (tried.is === 'right') {
        openDevice(tried);
        return opened();
      }
      setError(undefined);
      setWrong(tried.is === 'wrong');
      setWritten('');
      setTried(false);
      await lookAtWait();
    } catch (reason) {
      setError(reason);
    }
    setBusy(false);
    toFirstError();
  };
  if (isForgotten) return <Forgotten lock={here.lock} onOpen={opened} onClose={() => setForgotten(false)} />;
  const said = wait > 0 ? waitWords(wait, t) : wrong ? t(`lock.wrong.${is}`) : undefined;
  const told = said && [said, kept].join(' ').trim();
  return (
    <AroundLock>
      <form ref={form} onSubmit={open} noValidate class="contents">
        <Page title={t('lock.locked')}>
          {isLeft && <Notice title={t('lock.left')} />}
          {isGiven && <GiveBack />}
          {!isGiven && <WhoseLock />}
          <WipedNotice />
          {isUnsaved && (
            <Notice tone="look" title={t('lock.unsaved')}>
              <p>{t('lock.unsavedHelp')}</p>
            </Notice>
          )}
          {wasSetElsewhere() && <Notice tone="look">{t('lock.setElsewhere')}</Notice>}
          {here.lock.own && <OpenByOwnMeans is={is} onOpen={opened} />}
          <SecretField
            label={t(`lock.${is}`)}
            is={is}
            value={written}
            onInput={setWritten}
            error={told ?? (isTried && written.trim() === '' ? t(`lock.empty.${is}`) : undefined)}
          />
          {/* A try is counted before it is looked at: while one is, nothing is said of it. */}
          {said && !isBusy && soon && <Notice tone="look">{soon}</Notice>}
          {error !== undefined && <LockNotice error={error} work="open" lock={here.lock} />}
          {/* Beside its field: at the foot of the screen a keypad would lie over it. */}
          <Button look="primary" type="submit" busy={isBusy}>
            {t(isBusy ? 'lock.opening' : 'lock.open')}
          </Button>
          <p>
            <Button look="bare" onClick={() => setForgotten(true)}>
              {t(`lock.forgot.${is}`)}
            </Button>
          </p>
          {!isGiven && <WhatWaits isUnsaved={isUnsaved} />}
          <OtherWorkers />
        </Page>
      </form>
    </AroundLock>
  );
}

/** How many seconds no secret is taken: told anew each second, while any is left. */
function useWait(): [number, () => Promise<void>] {
  const [wait, setWait] = useState(0);
  const look = () => secondsToWait().then(setWait);
  useEffect(() => {
    // What a tab that died had begun to let go of goes now.
    void goOnLettingGo().then(look);
    const timer = setInterval(() => void look(), 1000);
    return () => clearInterval(timer);
  }, []);
  return [wait, look];
}
