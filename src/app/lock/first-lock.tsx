import { useWords } from '../../i18n/words.ts';
import { Page } from '../../ui/page.tsx';
import { AroundLock } from './around-lock.tsx';
import { SetLock } from './lock-page.tsx';

/** The lock that an organisation asks for, before the first use. */
export function FirstLock({ onSet }: { onSet: () => void }) {
  const { t } = useWords();
  return (
    <AroundLock>
      <Page title={t('lock.set')}>
        <p>{t('lock.asked')}</p>
        <SetLock onSet={onSet} />
      </Page>
    </AroundLock>
  );
}
