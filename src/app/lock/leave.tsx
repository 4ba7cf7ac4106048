import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { type OnlyHere, onlyHere } from '../../store/wipe.ts';
import { ask } from '../../ui/ask.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseSome } from '../../ui/choice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { OfOwn } from '../wipe/of-others.tsx';
import { leaveDevice } from './change-worker.ts';

/** Leaving this device for good: what only it has of this worker is told first. `isLocked`: nothing of it can be sent or backed up by hand. */
export function Leave({ isLocked = false }: { isLocked?: boolean }) {
  const { t } = useWords();
  const [here, setHere] = useState<OnlyHere>();
  const [isTold, setTold] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const [error, setError] = useState<unknown>();
  useEffect(() => void onlyHere().then(setHere, setError), []);
  const leave = async () => {
    setError(undefined);
    try {
      const found = await onlyHere();
      const { records, forms } = found;
      const isMore = records > (here?.records ?? 0) || forms > (here?.forms ?? 0);
      setHere(found);
      if (isMore) setTold(false);
      if (isMore || (records + forms > 0 && !isTold)) {
        setAsked(true);
        return toFirstError();
      }
      const answer = await ask({
        title: t('shift.leaveSure'),
        text: t('wipe.sureHelp'),
        choices: [
          { value: 'leave', label: t('shift.leave'), danger: true },
          { value: 'stay', label: t('common.cancel') },
        ],
      });
      if (answer === 'leave') await leaveDevice();
    } catch (reason) {
      setError(reason);
      toFirstError();
    }
  };
  return (
    <details>
      <summary>{t('shift.leave')}</summary>
      <div class="stack tight">
        <p>{t('shift.leaveHelp')}</p>
        {here && here.records + here.forms > 0 && (
          <>
            <Notice tone="look" title={t('wipe.onlyHere')}>
              <OfOwn own={here} isLocked={isLocked} />
            </Notice>
            <ChooseSome
              legend={t('shift.ifLeaving')}
              options={[{ value: 'told', label: t('wipe.lose') }]}
              values={isTold ? ['told'] : []}
              error={isAsked && !isTold ? t('wipe.toldMissing') : undefined}
              onChange={(values) => setTold(values.length > 0)}
            />
          </>
        )}
        {error !== undefined && <NotKeptNotice error={error} />}
        <div class="row">
          <Button look="danger" onClick={leave} busy={!here}>
            {t('shift.leave')}
          </Button>
        </div>
      </div>
    </details>
  );
}
