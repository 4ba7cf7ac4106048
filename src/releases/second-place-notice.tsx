import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { useLive } from '../store/live.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { ask } from '../ui/ask.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { goOnHere, isSecondPlace } from './second-place-store.ts';

/** Why nothing new is told on a device onto which another one's backup was restored, and how it goes on; nothing elsewhere. */
export function SecondPlaceNotice({ onGoingOn }: { onGoingOn: () => void }) {
  const { t } = useWords();
  const [error, setError] = useState<unknown>();
  if (!useLive(isSecondPlace)) return null;
  const goOn = async (mayHaveTold: boolean) => {
    // Two that both count the rest of the backup can be subtracted, and only a person knows of the other device.
    if (!mayHaveTold && !(await isOutOfUse(t))) return;
    await goOnHere(mayHaveTold);
    onGoingOn();
  };
  return (
    <Notice tone="look" title={t('releases.second')}>
      <p>{t('releases.secondWhy')}</p>
      <p>{t('releases.secondDo')}</p>
      {error !== undefined && <NotKeptNotice error={error} />}
      <p>{t('releases.secondAsk')}</p>
      <div class="row">
        {([true, false] as const).map((mayHaveTold) => (
          <Button key={String(mayHaveTold)} onClick={() => goOn(mayHaveTold).catch(setError)}>
            {t(mayHaveTold ? 'releases.goOnWithNew' : 'releases.goOnWithAll')}
          </Button>
        ))}
      </div>
    </Notice>
  );
}

const isOutOfUse = async (t: ReturnType<typeof useWords>['t']): Promise<boolean> =>
  (await ask({
    title: t('releases.outOfUse'),
    text: t('releases.outOfUseWhy'),
    choices: [
      { value: 'yes', label: t('releases.outOfUseYes') },
      { value: 'no', label: t('releases.outOfUseNo') },
    ],
  })) === 'yes';
