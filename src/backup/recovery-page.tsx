import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { forgetKeptBefore } from '../store/kept-before.ts';
import { ask } from '../ui/ask.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { beginAnew, type Diagnosis, diagnose, NotRemoved } from './diagnosis.ts';
import { MakeBackup } from './make-backup.tsx';
import { RestoreBackup } from './restore-backup.tsx';

/**
 * What became of this device's records, what can be saved of them, and how one goes on. It opens where the database does not. `update`:
 * the way to a newer version of the app, for a database that one has written. `onAnew` hears that the device begins anew.
 */
export function RecoveryPage({ update, onAnew }: { update: ComponentChildren; onAnew: () => void }) {
  const { t } = useWords();
  const [found, setFound] = useState<Diagnosis>();
  const look = () => {
    setFound(undefined);
    void diagnose().then(setFound);
  };
  useEffect(look, []);
  if (!found)
    return (
      <Page title={t('recovery.title')}>
        <p role="status">{t('recovery.looking')}</p>
      </Page>
    );
  const { trouble, isReadable } = found;
  const isWell = trouble === 'none' || trouble === 'gone';
  return (
    <Page title={t('recovery.title')}>
      <Notice tone={trouble === 'none' ? 'calm' : 'look'} title={t(`recovery.${trouble}`)}>
        <p>{t(`recovery.${trouble}Help`)}</p>
      </Notice>
      {trouble === 'newer' && update}
      <div class="row">
        {isWell ? (
          <Button look={trouble === 'none' ? 'primary' : 'quiet'} onClick={goOn}>
            {t(trouble === 'none' ? 'recovery.toToday' : 'recovery.goOn')}
          </Button>
        ) : (
          <Button onClick={look}>{t('recovery.again')}</Button>
        )}
      </div>
      {isReadable && trouble !== 'gone' && (
        <section class="stack tight">
          <h2>{t('backup.make')}</h2>
          <MakeBackup isPrimary={trouble !== 'none'} />
        </section>
      )}
      {isWell && (
        <section class="stack tight">
          <h2>{t('backup.restore')}</h2>
          <RestoreBackup />
        </section>
      )}
      {(trouble === 'damaged' || trouble === 'keyless') && <BeginAnew of={trouble} onAnew={onAnew} />}
    </Page>
  );
}

/** The start reads everything anew, the configuration that was restored too. */
function goOn(): void {
  forgetKeptBefore();
  location.replace('/');
}

/** The last way: what cannot be opened is taken away. */
function BeginAnew({ of, onAnew }: { of: 'damaged' | 'keyless'; onAnew: () => void }) {
  const { t } = useWords();
  const [isBusy, setBusy] = useState(false);
  const [why, setWhy] = useState<NotRemoved['why']>();
  const begin = async () => {
    const answer = await ask({
      title: t(of === 'damaged' ? 'recovery.anewAsk' : 'recovery.keylessAsk'),
      text: t('recovery.anewText'),
      choices: [
        { value: 'anew', label: t('recovery.anew'), danger: true },
        { value: 'keep', label: t('common.cancel') },
      ],
    });
    if (answer !== 'anew') return;
    setBusy(true);
    setWhy(undefined);
    try {
      await beginAnew();
      onAnew();
      return goOn();
    } catch (error) {
      setWhy(error instanceof NotRemoved ? error.why : 'failed');
    }
    setBusy(false);
    toFirstError();
  };
  return (
    <section class="stack tight">
      <h2>{t('recovery.anew')}</h2>
      <p>{t(of === 'damaged' ? 'recovery.anewHelp' : 'recovery.keylessAnew')}</p>
      {why && (
        <Notice tone="danger" title={t('recovery.notTaken')}>
          <p>{t(`recovery.notTakenBy.${why}`)}</p>
        </Notice>
      )}
      <p>
        <Button look="danger" onClick={begin} busy={isBusy}>
          {t('recovery.anew')}
        </Button>
      </p>
    </section>
  );
}
