/** A new version of the app: offered, never forced, in this tab or another. */
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { settleDrafts } from '../store/drafts.ts';
import { hearStanding, howItStands, type Standing, takeUpdate } from '../sw/keep-ready.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useAtRest } from '../ui/use-at-rest.ts';

/** How the app stands on this device, now and as it changes. */
export function useStanding(): Standing {
  const [standing, setStanding] = useState(howItStands);
  useEffect(() => {
    setStanding(howItStands());
    return hearStanding(setStanding);
  }, []);
  return standing;
}

const take = () => settleDrafts().then(takeUpdate);

/** Offers the update where there is one. */
export function UpdateNotice() {
  const { t } = useWords();
  const update = useAtRest(useStanding().update);
  // Only this one is put off: that the app was then updated elsewhere is another matter.
  const [putOff, setPutOff] = useState<Standing['update']>('none');
  if (update === 'none' || update === putOff) return null;
  return (
    <Notice tone="look" title={t(update === 'waiting' ? 'update.ready' : 'update.elsewhere')}>
      <p>{t('update.kept')}</p>
      <div class="row">
        <Button onClick={take}>{t('update.now')}</Button>
        <Button look="bare" onClick={() => setPutOff(update)}>
          {t('update.later')}
        </Button>
      </div>
    </Notice>
  );
}
