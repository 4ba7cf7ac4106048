import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { OfferedNotice } from '../setup/offered-notice.tsx';
import { OwnAlone } from '../store/own-alone.tsx';
import { Page } from '../ui/page.tsx';
import { MakeBackup } from './make-backup.tsx';
import { picturesKept } from './pictures-store.ts';
import { RestoreBackup } from './restore-backup.tsx';
import { unfinishedRestores } from './restore-mark.ts';
import { isShowing, ShowPictures } from './show-pictures.tsx';
import { TakePlain } from './take-plain.tsx';

/** Lisää → Varmuuskopio: all of this device as a sealed file; folded beneath it what is done seldom, open where it was begun. */
export function BackupPage() {
  const { t } = useWords();
  const isRestoring = useIsRestoring();
  const [isMoving] = useState(isShowing);
  return (
    <Page title={t('backup.title')} back={{ href: '/more', label: t('common.back') }}>
      <p>{t('backup.intro')}</p>
      <OwnAlone />
      <MakeBackup isPrimary />
      <details open={isRestoring}>
        <summary>{t('backup.restore')}</summary>
        <RestoreBackup />
      </details>
      <OfferedNotice />
      <details open={isMoving}>
        <summary>{t('backup.pictures')}</summary>
        <ShowPictures />
      </details>
      <details>
        <summary>{t('backup.plain')}</summary>
        <TakePlain />
      </details>
    </Page>
  );
}

/** Whether a restore was begun before, from a file or by pictures. */
function useIsRestoring(): boolean {
  const [is, setIs] = useState(false);
  useEffect(() => {
    const begun = Promise.all([unfinishedRestores(), picturesKept()]);
    begun.then((all) => setIs(all.flat().length > 0)).catch(() => undefined);
  }, []);
  return is;
}
