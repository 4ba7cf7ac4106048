import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { openDevice } from '../../store/device.ts';
import { tryOwnMeans } from '../../store/device-lock.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import type { SecretKind } from '../../vault/lock/stored-lock.ts';
import { useOwnMeans } from './own-means.tsx';

/** One button by which the device's own means open the lock; where they do not, the PIN or passphrase stands below. */
export function OpenByOwnMeans({ is, onOpen }: { is: SecretKind; onOpen: () => void }) {
  const { t } = useWords();
  const has = useOwnMeans();
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const [giveUp] = useState(() => new AbortController());
  // Opened by the PIN meanwhile, the device asks no longer.
  useEffect(() => () => giveUp.abort(), []);
  if (!has) return null;
  const open = async () => {
    setBusy(true);
    setFailed(false);
    try {
      const held = await tryOwnMeans(giveUp.signal);
      if (held) {
        openDevice(held);
        return onOpen();
      }
    } catch (error) {
      console.error('The device did not open', error instanceof Error ? error.name : '');
    }
    if (giveUp.signal.aborted) return;
    setBusy(false);
    setFailed(true);
    toFirstError();
  };
  return (
    <>
      <div class="row">
        <Button onClick={open} busy={isBusy}>
          {t('lock.own.open')}
        </Button>
      </div>
      {hasFailed && (
        <Notice tone="danger" title={t('lock.own.notOpened')}>
          <p>{t(`lock.own.notOpenedHelp.${is}`)}</p>
        </Notice>
      )}
    </>
  );
}
