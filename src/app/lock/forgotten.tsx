import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { Camera } from '../../setup/camera.tsx';
import type { NotRead } from '../../setup/not-read.ts';
import { recoverWith, tryRecovery } from '../../store/device-lock.ts';
import { useLive } from '../../store/live.ts';
import { sendingKey } from '../../store/sending-key.ts';
import { useOtherWorkers } from '../../store/use-other-workers.ts';
import { wipeAfterWrong } from '../../store/wipe-after-wrong.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import type { ChosenSecret } from '../../vault/lock/lock-row.ts';
import type { Recovered } from '../../vault/lock/recovery.ts';
import type { LockRow } from '../../vault/lock/stored-lock.ts';
import { Wipe } from '../wipe/wipe-page.tsx';
import { AroundLock } from './around-lock.tsx';
import { ChooseSecret } from './choose-secret.tsx';
import { Leave } from './leave.tsx';
import { LockNotice } from './lock-notice.tsx';
import { WhatWaits } from './what-waits.tsx';

interface ForgottenProps {
  lock: LockRow;
  onOpen: () => void;
  onClose: () => void;
}

/** A forgotten PIN: the organisation's recovery key opens the device, where there is one; else what that means. */
export function Forgotten({ lock, onOpen, onClose }: ForgottenProps) {
  const { t } = useWords();
  const [dataKey, setDataKey] = useState<CryptoKey>();
  const [error, setError] = useState<unknown>();
  const choose = async (chosen: ChosenSecret) => {
    try {
      await recoverWith(dataKey!, chosen);
      onOpen();
    } catch (reason) {
      setError(reason);
    }
  };
  return (
    <AroundLock>
      <Page title={t('lock.locked')} heading={t(dataKey ? 'lock.recovery.opened' : `lock.forgot.${lock.secret.is}`)}>
        {dataKey ? (
          <ChooseSecret isPrimary action={t('lock.recovery.choose')} onChosen={choose} />
        ) : lock.recovery ? (
          <GiveKey onKey={setDataKey} />
        ) : (
          <NoKey />
        )}
        {error !== undefined && <LockNotice error={error} work="open" lock={lock} />}
        <p>
          <Button look="bare" onClick={onClose}>
            {t('common.back')}
          </Button>
        </p>
      </Page>
    </AroundLock>
  );
}

/** Nothing opens it: what waits is sent, where it is sealed for that; then it may be emptied: of this worker alone, where others work here too. */
function NoKey() {
  const { t } = useWords();
  const sends = useLive(async () => ({ is: (await sendingKey()) !== undefined }));
  const others = useOtherWorkers();
  const wiping = useLive(async () => ({ ...(await wipeAfterWrong()) }));
  if (!sends || !wiping) return null;
  const { after } = wiping;
  const triedAgain = after === undefined ? t('lock.recovery.tryAgain') : t('lock.wipeAfter', { times: after });
  return (
    <>
      <p>{t(sends.is ? 'lock.recovery.noneSends' : 'lock.recovery.none')}</p>
      <p>{triedAgain}</p>
      <WhatWaits />
      {others && others.length > 0 && <Leave isLocked />}
      {others?.length === 0 && (
        <details>
          <summary>{t('wipe.title')}</summary>
          <div class="stack">
            <Wipe isLocked />
          </div>
        </details>
      )}
    </>
  );
}

/** The recovery key, read by the camera or written. */
function GiveKey({ onKey }: { onKey: (dataKey: CryptoKey) => void }) {
  const { t } = useWords();
  const [written, setWritten] = useState('');
  const [why, setWhy] = useState<Extract<Recovered, { why: string }>['why']>();
  const [isReading, setReading] = useState(false);
  const [failed, setFailed] = useState<NotRead>();
  const [error, setError] = useState<unknown>();
  const take = async (text: string) => {
    setReading(false);
    setWritten(text);
    setError(undefined);
    const found = await tryRecovery(text).catch(setError);
    if (!found) return toFirstError();
    if ('dataKey' in found) return onKey(found.dataKey);
    setWhy(found.why);
    toFirstError();
  };
  if (isReading) {
    const fail = (reason: NotRead) => {
      setReading(false);
      setFailed(reason);
    };
    const onCode = (text: string) => {
      void take(text);
      return true;
    };
    return <Camera onCode={onCode} onFail={fail} onClose={() => setReading(false)} />;
  }
  const give = (event: Event) => {
    event.preventDefault();
    void take(written);
  };
  return (
    <form class="stack" noValidate onSubmit={give}>
      <p>{t('lock.recovery.help')}</p>
      <div class="row">
        <Button onClick={() => setReading(true)}>{t('lock.recovery.scan')}</Button>
      </div>
      {failed && <Notice tone="look" title={t('lock.recovery.noCamera')} />}
      <Field
        label={t('lock.recovery.key')}
        value={written}
        onInput={setWritten}
        limit={200}
        long
        error={why && t(`lock.recovery.why.${why}`)}
      />
      {error !== undefined && <LockNotice error={error} work="open" />}
      <div class="row">
        <Button look="primary" type="submit">
          {t('lock.open')}
        </Button>
      </div>
    </form>
  );
}
