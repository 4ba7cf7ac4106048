import { useEffect, useState } from 'preact/hooks';
import { useDeskWords } from '../i18n/use-desk-words.ts';
import { useWords } from '../i18n/words.ts';
import { useLiveAgain } from '../store/live.ts';
import { isPersisted } from '../store/persist.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { backupReason } from './reminder.ts';
import { atRisk, putBackupOff } from './reminder-store.ts';

/** Reminds of a backup where there is a reason, and says which. */
export function ReminderNotice() {
  const { t } = useWords();
  const risk = useLiveAgain(atRisk);
  const [promised, setPromised] = useState<{ is: boolean | undefined }>();
  const reason = risk && promised && backupReason({ ...risk, isPersisted: promised.is }, Date.now());
  useEffect(() => {
    isPersisted().then(
      (is) => setPromised({ is }),
      () => setPromised({ is: undefined }),
    );
  }, []);
  const hasWords = useDeskWords(reason !== undefined);
  if (!reason || !hasWords) return null;
  return (
    <Notice title={t('backup.remind')}>
      <p>{t('backup.remindUnsent', { count: risk.unsent })}</p>
      <p>{t(`backup.remindWhy.${reason}`)}</p>
      <div class="row">
        <LinkButton href="/more/backup">{t('backup.make')}</LinkButton>
        <Button look="bare" onClick={() => putBackupOff(Date.now()).catch(() => undefined)}>
          {t('backup.remindLater')}
        </Button>
      </div>
    </Notice>
  );
}
