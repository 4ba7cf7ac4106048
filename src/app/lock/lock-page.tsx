import { useEffect, useRef, useState } from 'preact/hooks';
import { agreeOnSending } from '../../delivery/engine/agree-on-sending.ts';
import { exclusively } from '../../delivery/engine/lock.ts';
import { useWords } from '../../i18n/words.ts';
import { lockPart } from '../../setup/lock-part.ts';
import { useOrganisation } from '../../setup/organisation-store.ts';
import { openedHere, setSetting } from '../../store/device.ts';
import { changeSecret, lockHere, setLock, takeLockAway } from '../../store/device-lock.ts';
import { settleDrafts } from '../../store/drafts.ts';
import { useLive } from '../../store/live.ts';
import { endPractice, isPractising } from '../../store/practice.ts';
import { isResealing, resealAll } from '../../store/reseal.ts';
import { useOtherWorkers } from '../../store/use-other-workers.ts';
import { noteLock, tellWorkerOfKey } from '../../sw/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseOne, ChooseSome } from '../../ui/choice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { tellAndReject } from '../../ui/tell-and-reject.ts';
import type { ChosenSecret } from '../../vault/lock/lock-row.ts';
import type { LockRow, SecretKind } from '../../vault/lock/stored-lock.ts';
import { ChooseSecret } from './choose-secret.tsx';
import { LockNotice } from './lock-notice.tsx';
import { MakeRecovery } from './make-recovery.tsx';
import { type AutoLock, autoLock, autoLockName, keepOpen, leaveNow, lockNow, tellTabs } from './open-time.ts';
import { OwnMeansSetting } from './own-means.tsx';
import { CannotRecover, RecoverySetting } from './recovery-setting.tsx';
import { useCanRecover, useRecoveryKey } from './recovery-state.ts';
import { whileSetting } from './set-elsewhere.ts';
import { useSecretNow } from './use-secret-now.tsx';
import { useForgottenMeans } from './what-waits.tsx';

/** How long (ms) what is being sent may take before the lock is set. */
const patience = 60_000;

/** What is on its way was opened with the key before: its answer is written first. */
async function whileNothingIsSent(change: () => Promise<void>): Promise<void> {
  const done = await exclusively(async () => {
    await change();
    return true;
  }, patience);
  if (!done) throw new Error('Something is being sent');
}

/** Lisää → Lukko: set, lock now, when it locks by itself, another secret, taken away. */
export function LockPage() {
  const { t } = useWords();
  const here = useLive(async () => ({ lock: await lockHere() }));
  const done = useDoneHere(here && here.lock !== undefined);
  if (!here) return null;
  return (
    <Page title={t('lock.title')} back={{ href: '/more', label: t('common.back') }}>
      {done && <Notice title={t(`lock.${done}`)} />}
      {isPractising ? <p>{t('lock.practice')}</p> : here.lock ? <IsSet lock={here.lock.lock} /> : <SetLock />}
      <details>
        <summary>{t('lock.recovery.title')}</summary>
        <MakeRecovery />
      </details>
    </Page>
  );
}

/** What became of the lock on this screen. What was pressed for it is gone: who hears or types goes on from the heading. */
function useDoneHere(isSet: boolean | undefined): 'wasSet' | 'wasTakenAway' | undefined {
  const before = useRef<boolean | undefined>(undefined);
  const [done, setDone] = useState<'wasSet' | 'wasTakenAway'>();
  useEffect(() => {
    if (before.current !== undefined && before.current !== isSet) {
      setDone(isSet ? 'wasSet' : 'wasTakenAway');
      document.querySelector('h1')?.focus();
    }
    before.current = isSet;
  }, [isSet]);
  return done;
}

/** What the organisation's document says of the lock. */
const useLockPart = () => lockPart.of(useOrganisation()).lock;

/** What setting a lock began: the lock is there before all of it is done, and whether it is sent while locked is agreed on last. */
let lockIsSet: Promise<void> = Promise.resolve();

/** Setting a lock where there is none. */
export function SetLock({ onSet }: { onSet?: () => void }) {
  const { t } = useWords();
  const open = useRecoveryKey();
  const can = useCanRecover();
  const { sends, wipeAfter } = useLockPart();
  const forgotten = useForgottenMeans();
  const [error, setError] = useState<unknown>();
  /** What is told of a lock that is set before one goes on. */
  const [told, setTold] = useState<'partly' | 'withoutRecovery'>();
  const set = (chosen: ChosenSecret) => {
    lockIsSet = whileSetting(() => setAndAgree(chosen));
    return lockIsSet;
  };
  const setAndAgree = async (chosen: ChosenSecret) => {
    try {
      await settleDrafts();
      // Another tab that practises has the key before among its own.
      await endPractice();
      // From now on who goes to another page meanwhile is not asked for the secret.
      await whileNothingIsSent(() => setLock(chosen, open, () => keepOpen()));
    } catch (reason) {
      // Another tab was first: its lock stands here too.
      if (!openedHere() && (await lockHere().catch(() => undefined))) return leaveNow('changed');
      setError(reason);
      // It may be set, and the rest not be sealed anew: the page of the lock says so.
      if (!openedHere()) return;
    }
    // Where it cannot be kept now, the next drain does it.
    await agreeOnSending().catch(() => undefined);
    await noteLock(true);
    keepOpen();
    tellTabs();
    if (await isResealing()) setTold('partly');
    else if (open && !(await lockHere())?.lock.recovery) setTold('withoutRecovery');
    else onSet?.();
  };
  if (told && onSet)
    return (
      <>
        {told === 'partly' ? <Rest /> : <CannotRecover />}
        <div class="row">
          <Button look="primary" onClick={onSet}>
            {t('common.continue')}
          </Button>
        </div>
      </>
    );
  return (
    <>
      <ChooseSecret
        isPrimary
        action={t('lock.set')}
        onChosen={set}
        unprotected={sends && t('lock.notUnsent')}
        means={wipeAfter && <p>{t('lock.wipeAfter', { times: wipeAfter })}</p>}
        ifForgotten={
          <>
            {open && can === false && <p>{t('lock.recovery.unableBefore')}</p>}
            <p>{open && can !== false ? t('lock.forgottenOpens') : forgotten}</p>
          </>
        }
      />
      {error !== undefined && <LockNotice error={error} work="set" />}
      <NotProtected />
    </>
  );
}

function IsSet({ lock }: { lock: LockRow }) {
  const { t } = useWords();
  const { is } = lock.secret;
  const { wipeAfter } = useLockPart();
  return (
    <>
      <p>{t(`lock.isSet.${is}`)}</p>
      <RecoverySetting lock={lock} />
      {wipeAfter && <p>{t('lock.wipeAfter', { times: wipeAfter })}</p>}
      <div class="row">
        <Button look="primary" onClick={() => lockIsSet.catch(() => undefined).then(lockNow)}>
          {t('lock.now')}
        </Button>
      </div>
      <Rest />
      <WhenItLocks />
      <OwnMeansSetting is={is} own={lock.own} />
      <Change is={is} />
      <TakeAway is={is} />
      <NotProtected />
    </>
  );
}

/** What lies outside the lock, where what waits is sent while it holds. */
function NotProtected() {
  const { t } = useWords();
  if (!useLockPart().sends) return null;
  return (
    <details>
      <summary>{t('lock.notProtected')}</summary>
      <p>{t('lock.sendsMeans')}</p>
    </details>
  );
}

/** What was not sealed anew when the lock was set, such as on a device that is full. */
function Rest() {
  const { t } = useWords();
  const isLeft = useLive(isResealing);
  const [error, setError] = useState<unknown>();
  if (!isLeft) return null;
  return (
    <Notice tone="look" title={t('lock.rest')}>
      <p>{t('lock.restHelp')}</p>
      <div class="row">
        <Button onClick={() => resealAll().catch(setError)}>{t('lock.restAgain')}</Button>
      </div>
      {error !== undefined && <LockNotice error={error} work="rest" />}
    </Notice>
  );
}

const choices = [1, 5, 15, 60];

/** When it locks by itself. */
function WhenItLocks() {
  const { t } = useWords();
  const now = useLive(autoLock);
  const [failed, setFailed] = useState<unknown>();
  if (!now) return null;
  const keep = (changed: Partial<AutoLock>) =>
    setSetting(autoLockName, { ...now, ...changed }).catch(tellAndReject(setFailed));
  return (
    <section class="stack tight">
      <ChooseOne
        legend={t('lock.idle')}
        hint={t('lock.idleHint')}
        options={choices.map((n) => ({ value: String(n), label: t('lock.minutes', { count: n }) }))}
        value={String(now.minutes)}
        onChange={(minutes) => keep({ minutes: Number(minutes) })}
      />
      <ChooseSome
        legend={t('lock.outOfSight')}
        hint={t('lock.outOfSightHint')}
        options={[{ value: 'hidden', label: t('lock.outOfSightYes') }]}
        values={now.hidden ? ['hidden'] : []}
        onChange={(values) => void keep({ hidden: values.length > 0 }).catch(() => {})}
      />
      {failed !== undefined && <LockNotice error={failed} work="change" />}
    </section>
  );
}

function Change({ is }: { is: SecretKind }) {
  const { t } = useWords();
  const { field, withKey } = useSecretNow(is);
  const part = useRef<HTMLDetailsElement>(null);
  /** What was changed last, and how many times: what was written for it is gone each time. */
  const [changed, setChanged] = useState<SecretKind>();
  const [times, setTimes] = useState(0);
  const change = async (chosen: ChosenSecret) => {
    if (!(await withKey((dataKey) => changeSecret(dataKey, chosen)))) return;
    setTimes((before) => before + 1);
    setChanged(chosen.is);
    part.current!.open = false;
    part.current!.querySelector('summary')!.focus();
  };
  return (
    <>
      <details ref={part} onToggle={({ currentTarget }) => currentTarget.open && setChanged(undefined)}>
        <summary>{t('lock.change')}</summary>
        <ChooseSecret key={times} action={t('lock.change')} onChosen={change}>
          {field}
        </ChooseSecret>
      </details>
      {changed && <Notice title={t(`lock.changed.${changed}`)} />}
    </>
  );
}

function TakeAway({ is }: { is: SecretKind }) {
  const { t } = useWords();
  const { field, withKey } = useSecretNow(is);
  const others = useOtherWorkers();
  const { ask } = useLockPart();
  const [isBusy, setBusy] = useState(false);
  const take = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const isTaken = await withKey(async (dataKey) => {
      await whileNothingIsSent(() => takeLockAway(dataKey));
      await noteLock(false);
      await tellWorkerOfKey({ type: 'DROP_KEY' });
    });
    setBusy(false);
    if (isTaken) tellTabs();
  };
  if (!others) return null;
  // The others would read what is here.
  if (others.length > 0) return <p class="muted">{t('shift.lockStays')}</p>;
  return (
    <details>
      <summary>{t('lock.takeAway')}</summary>
      <form class="stack tight" noValidate onSubmit={take}>
        <p>{t(ask ? 'lock.takeAwayAsked' : 'lock.takeAwayHelp')}</p>
        {field}
        <div class="row">
          <Button look="danger" type="submit" busy={isBusy}>
            {t('lock.takeAway')}
          </Button>
        </div>
      </form>
    </details>
  );
}
