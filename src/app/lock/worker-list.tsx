import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { forgetKeptBefore } from '../../store/kept-before.ts';
import { useLive } from '../../store/live.ts';
import { workerHere } from '../../store/shift.ts';
import { useOtherWorkers } from '../../store/use-other-workers.ts';
import { goneWorkers, ownWorkerName } from '../../store/workers.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { handedOver } from '../../vault/handed-over.ts';
import { changeWorker } from './change-worker.ts';

/** Whose lock it is, where several work on this device. */
export function WhoseLock() {
  const { t } = useWords();
  const others = useOtherWorkers();
  const name = useLive(ownWorkerName);
  if (!others?.length || name === undefined) return null;
  return <p>{t('shift.lockOf', { name: name || t('shift.unnamed', { number: workerHere }) })}</p>;
}

/**
 * The others who work on this device, each with what waits, and the way to their lock. Nothing where there are none, or while a
 * respondent holds the device.
 */
export function OtherWorkers() {
  const { t } = useWords();
  const others = useOtherWorkers();
  const [hasFailed, setFailed] = useState(false);
  if (handedOver()) return null;
  if (!others?.length) return <Gone />;
  const change = (worker: number) =>
    changeWorker(worker).catch((error: unknown) => {
      console.error('The worker was not changed', error instanceof Error ? error.name : '');
      setFailed(true);
      toFirstError();
    });
  return (
    <section class="stack tight">
      <h2>{t('shift.others')}</h2>
      {hasFailed && <Notice tone="danger">{t('shift.notChanged')}</Notice>}
      {others.map(({ worker, name, waiting }) => (
        <div class="row">
          <Button onClick={() => change(worker)}>
            {t('shift.change', { name: name || t('shift.unnamed', { number: worker }) })}
          </Button>
          {waiting === undefined && <span class="muted small">{t('shift.unread')}</span>}
          {!!waiting && <span class="muted small">{t('shift.waits', { count: waiting })}</span>}
        </div>
      ))}
      <Gone />
    </section>
  );
}

/** Who kept something here, and has nothing here any more: they left, or the browser cleared it. Told until somebody has read it. */
function Gone() {
  const { t } = useWords();
  const [gone, setGone] = useState<number[]>([]);
  useEffect(() => void goneWorkers().then(setGone, () => undefined), []);
  const read = (worker: number) => {
    forgetKeptBefore(worker);
    setGone(gone.filter((one) => one !== worker));
  };
  return gone.map((worker) => (
    <Notice tone="look" title={t('shift.gone', { number: worker })}>
      <p>{t('shift.goneHelp')}</p>
      <div class="row">
        <Button onClick={() => read(worker)}>{t('linkKey.seen')}</Button>
      </div>
    </Notice>
  ));
}
