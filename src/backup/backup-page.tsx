import { useWords } from '../i18n/words.ts';
import { OfferedNotice } from '../setup/offered-notice.tsx';
import { OwnAlone } from '../store/own-alone.tsx';
import { Page } from '../ui/page.tsx';
import { MakeBackup } from './make-backup.tsx';
import { RestoreBackup } from './restore-backup.tsx';
import { ShowPictures } from './show-pictures.tsx';
import { TakePlain } from './take-plain.tsx';

/** Lisää → Varmuuskopio: all of this device as a sealed file, and back. */
export function BackupPage() {
  const { t } = useWords();
  return (
    <Page title={t('backup.title')} back={{ href: '/more', label: t('common.back') }}>
      <p>{t('backup.intro')}</p>
      <p class="muted">{t('backup.answers')}</p>
      <OwnAlone />
      <MakeBackup />
      <ShowPictures />
      <RestoreBackup />
      <OfferedNotice />
      <TakePlain />
    </Page>
  );
}
