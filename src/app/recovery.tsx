import { useState } from 'preact/hooks';
import { RecoveryPage } from '../backup/recovery-page.tsx';
import { useWords } from '../i18n/words.ts';
import { attemptUpdate, howItStands, takeUpdate } from '../sw/keep-ready.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { type LockSaid, lockTabs } from './lock/lock-tabs.ts';
import { OtherWorkers } from './lock/worker-list.tsx';

/** /recovery, and the way to a newer version of the app. It is of who is on shift; other workers of the device have their own storage. */
export const Recovery = () => (
  <>
    <RecoveryPage update={<FetchUpdate />} onAnew={tellOthers} />
    <div class="page">
      <OtherWorkers />
    </div>
  </>
);

/** Another tab stands at a lock that is no more, or offers to take away what is kept from now on: it begins anew too. */
const tellOthers = () => lockTabs?.postMessage('changed' satisfies LockSaid);

/** Asks the server for a newer version and takes it; where there is none, or no network, that is said. */
function FetchUpdate() {
  const { t } = useWords();
  const [isBusy, setBusy] = useState(false);
  const [isNone, setNone] = useState(false);
  const fetchIt = async () => {
    setBusy(true);
    setNone(false);
    await attemptUpdate();
    if (howItStands().update !== 'none') return takeUpdate();
    setBusy(false);
    setNone(true);
    toFirstError();
  };
  return (
    <>
      <div class="row">
        <Button look="primary" onClick={fetchIt} busy={isBusy}>
          {t(isBusy ? 'recovery.fetching' : 'recovery.fetch')}
        </Button>
      </div>
      {isNone && (
        <Notice tone="danger" title={t('recovery.noUpdate')}>
          <p>{t('recovery.noUpdateHelp')}</p>
        </Notice>
      )}
    </>
  );
}
