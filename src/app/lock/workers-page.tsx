import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { lockHere } from '../../store/device-lock.ts';
import { useLive } from '../../store/live.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { waitingCounts } from '../../store/outbox.ts';
import { isPractising } from '../../store/practice.ts';
import { sendingKey } from '../../store/sending-key.ts';
import { useOtherWorkers } from '../../store/use-other-workers.ts';
import { nameWorker } from '../../store/worker-name.ts';
import { canHaveSeveral, ownWorkerName } from '../../store/workers.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { addWorker } from './change-worker.ts';
import { Leave } from './leave.tsx';
import { OtherWorkers } from './worker-list.tsx';
import { WorkerName } from './worker-name.tsx';

/** Lisää → Työntekijät: who else works on this device, changing over, one more, leaving. Not while practising. */
export function WorkersPage() {
  const { t } = useWords();
  const here = useLive(async () => ({ lock: (await lockHere())?.lock, name: await ownWorkerName() }));
  if (!here) return null;
  return (
    <Page title={t('shift.title')} back={{ href: '/more', label: t('common.back') }}>
      {!isPractising && <OtherWorkers />}
      <p>{t('shift.lead')}</p>
      {isPractising ? (
        <p>{t('shift.practice')}</p>
      ) : !canHaveSeveral() ? (
        <p>{t('shift.unsupported')}</p>
      ) : here.lock ? (
        <Several name={here.name} opensByOwnMeans={here.lock.own !== undefined} />
      ) : (
        <LockFirst why={t('shift.needsLock')} action={t('lock.set')} />
      )}
    </Page>
  );
}

/** What is to be changed in the lock before another worker comes: else the next one could read what is here. */
function LockFirst({ why, action }: { why: string; action: string }) {
  return (
    <>
      <p>{why}</p>
      <div class="row">
        <LinkButton href="/more/lock">{action}</LinkButton>
      </div>
    </>
  );
}

function Several({ name, opensByOwnMeans }: { name: string; opensByOwnMeans: boolean }) {
  const { t } = useWords();
  const others = useOtherWorkers();
  return (
    <>
      <WaitsMeanwhile />
      <Own name={name} />
      {opensByOwnMeans ? <LockFirst why={t('shift.needsSecret')} action={t('lock.title')} /> : <Add />}
      {others && others.length > 0 && <Leave />}
      <p class="muted">{t('shift.seen')}</p>
    </>
  );
}

/** What becomes of what waits while another is on shift. */
function WaitsMeanwhile() {
  const { t } = useWords();
  const here = useLive(async () => ({ ...(await waitingCounts()), sends: (await sendingKey()) !== undefined }));
  if (!here) return null;
  const { waiting, sends } = here;
  return (
    <>
      {waiting > 0 && <p>{t('shift.yoursWait', { count: waiting })}</p>}
      <p>{t(sends ? 'shift.goMeanwhile' : 'shift.goWhenOpen')}</p>
    </>
  );
}

/** What one calls oneself here. */
function Own({ name }: { name: string }) {
  const { t } = useWords();
  const [written, setWritten] = useState(name);
  const [error, setError] = useState<unknown>();
  const isNamed = written.trim() === name;
  const keep = (event: Event) => {
    event.preventDefault();
    setError(undefined);
    nameWorker(written).catch((reason: unknown) => {
      setError(reason);
      toFirstError();
    });
  };
  return (
    <form class="stack tight" noValidate onSubmit={keep}>
      <WorkerName value={written} onInput={setWritten} />
      {error !== undefined && <NotKeptNotice error={error} />}
      <div class="row">
        <Button type="submit" busy={isNamed}>
          {t(isNamed && name ? 'shift.named' : 'shift.keepName')}
        </Button>
      </div>
    </form>
  );
}

/** One more worker: this one is locked, and the other begins with nothing. */
function Add() {
  const { t } = useWords();
  const [hasFailed, setFailed] = useState(false);
  const add = async () => {
    setFailed(false);
    try {
      await addWorker();
    } catch (error) {
      console.error('No worker was added', error instanceof Error ? error.name : '');
      setFailed(true);
      toFirstError();
    }
  };
  return (
    <section class="stack tight">
      <h2>{t('shift.add')}</h2>
      <p>{t('shift.addHelp')}</p>
      {hasFailed && <Notice tone="danger">{t('shift.notChanged')}</Notice>}
      <div class="row">
        <Button onClick={add}>{t('shift.add')}</Button>
      </div>
    </section>
  );
}
