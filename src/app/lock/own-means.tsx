import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { addOwnMeans, removeOwnMeans } from '../../store/device-lock.ts';
import { useOtherWorkers } from '../../store/use-other-workers.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { hasOwnMeans, letGo, newOwnMeans } from '../../vault/lock/own-means.ts';
import type { LockRow, SecretKind } from '../../vault/lock/stored-lock.ts';
import { LockNotice } from './lock-notice.tsx';
import { useSecretNow } from './use-secret-now.tsx';

/** Whether the device has own means by which a lock could be opened; undefined until that is known. */
export function useOwnMeans(): boolean | undefined {
  const [has, setHas] = useState<boolean>();
  useEffect(() => void hasOwnMeans().then(setHas), []);
  return has;
}

interface OwnMeansSettingProps {
  is: SecretKind;
  own: LockRow['own'];
}

/** Opening by finger, face or the device's own code: taken into use where the device has it, and out of use. */
export function OwnMeansSetting({ is, own }: OwnMeansSettingProps) {
  const { t } = useWords();
  const has = useOwnMeans();
  const others = useOtherWorkers();
  const [isRemoved, setRemoved] = useState(false);
  const [error, setError] = useState<unknown>();
  // Whoever opens a shared phone by its own means could open everybody's lock.
  if (!own && (!has || others?.length !== 0)) return null;
  const remove = async () => {
    try {
      await removeOwnMeans();
      await letGo(own!.credential);
      setError(undefined);
      setRemoved(true);
    } catch (reason) {
      setError(reason);
      toFirstError();
    }
  };
  return (
    <section class="stack tight">
      {own ? (
        <>
          <h2>{t('lock.own.title')}</h2>
          <p>{t('lock.own.isOn')}</p>
          <div class="row">
            <Button onClick={remove}>{t('lock.own.remove')}</Button>
          </div>
        </>
      ) : (
        <Begin is={is} onBegin={() => setRemoved(false)} />
      )}
      {isRemoved && !own && (
        <Notice title={t('lock.own.removed')}>
          <p>{t('lock.own.mayBeListed')}</p>
        </Notice>
      )}
      {error !== undefined && <LockNotice error={error} work="change" />}
    </section>
  );
}

/** The secret first; then one tap, on which the device asks. */
function Begin({ is, onBegin }: { is: SecretKind; onBegin: () => void }) {
  const { t } = useWords();
  const { field, withKey } = useSecretNow(is);
  const [dataKey, setDataKey] = useState<CryptoKey>();
  const [failed, setFailed] = useState<'without' | 'refused'>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const give = async (event: Event) => {
    event.preventDefault();
    onBegin();
    setFailed(undefined);
    await withKey(async (key) => setDataKey(key));
  };
  const make = async () => {
    setBusy(true);
    setFailed(undefined);
    setError(undefined);
    const made = await newOwnMeans();
    try {
      if (typeof made === 'object') await addOwnMeans(dataKey!, made);
      else setFailed(made);
      if (made === 'without') setDataKey(undefined);
    } catch (reason) {
      setError(reason);
    }
    setBusy(false);
    toFirstError();
  };
  return (
    <details>
      <summary>{t('lock.own.title')}</summary>
      <form class="stack tight" noValidate onSubmit={give}>
        <p>{t('lock.own.lead')}</p>
        <p>{t('lock.own.protects')}</p>
        {dataKey ? <p>{t('lock.own.confirmHelp')}</p> : field}
        {failed && (
          <Notice tone="danger" title={t(`lock.own.${failed}`)}>
            <p>{t(failed === 'without' ? 'lock.own.mayBeListed' : 'lock.own.refusedHelp')}</p>
          </Notice>
        )}
        {error !== undefined && <LockNotice error={error} work="change" />}
        <div class="row">
          {dataKey ? (
            <Button onClick={make} busy={isBusy}>
              {t('lock.own.confirm')}
            </Button>
          ) : (
            <Button type="submit">{t('lock.own.begin')}</Button>
          )}
        </div>
      </form>
    </details>
  );
}
