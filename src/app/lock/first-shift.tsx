import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { nameWorker } from '../../store/worker-name.ts';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { AroundLock } from './around-lock.tsx';
import { finishLeaving } from './change-worker.ts';
import { SetLock } from './lock-page.tsx';
import { OtherWorkers } from './worker-list.tsx';
import { WorkerName } from './worker-name.tsx';

/** A further worker begins on this device: what they call themselves here, and a lock of their own. Whoever is here already goes to theirs. */
export function FirstShift({ onSet }: { onSet: () => void }) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [error, setError] = useState<unknown>();
  // Without a name, or with one that is not taken, which stands beside it, the list has a number for them.
  const set = () => nameWorker(name).then(onSet, onSet);
  return (
    <AroundLock>
      <Page title={t('shift.begin')}>
        <p>{t('shift.beginHelp')}</p>
        <WorkerName value={name} onInput={setName} />
        <SetLock onSet={set} />
        {error !== undefined && <NotKeptNotice error={error} />}
        <p>
          <Button look="bare" onClick={() => finishLeaving().catch(setError)}>
            {t('common.cancel')}
          </Button>
        </p>
        <OtherWorkers />
      </Page>
    </AroundLock>
  );
}
