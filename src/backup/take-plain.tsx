import { useState } from 'preact/hooks';
import { saveFile } from '../files/save-file-dom.ts';
import { wallDate } from '../i18n/wall-time.ts';
import { useWords } from '../i18n/words.ts';
import { settleDrafts } from '../store/drafts.ts';
import { ask } from '../ui/ask.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { backupLines } from './backup-store.ts';
import { plainCopy } from './plain-copy.ts';

/** The worker's own work as a file that anybody can read: after it was said what that means. */
export function TakePlain() {
  const { t } = useWords();
  const [isBusy, setBusy] = useState(false);
  const [taken, setTaken] = useState<{ sealed: number } | 'failed'>();
  const take = async () => {
    const answer = await ask({
      title: t('backup.plainAsk'),
      text: t('backup.plainText'),
      choices: [
        { value: 'take', label: t('backup.plainTake'), danger: true },
        { value: 'leave', label: t('common.cancel') },
      ],
    });
    if (answer !== 'take') return;
    setBusy(true);
    setTaken(await takenAndSaved());
    setBusy(false);
    toFirstError();
  };
  return (
    <div class="stack tight">
      <p class="muted">{t('backup.plainHelp')}</p>
      <p>
        <Button busy={isBusy} onClick={take}>
          {t('backup.plainTake')}
        </Button>
      </p>
      {taken === 'failed' && <Notice tone="danger">{t('backup.plainFailed')}</Notice>}
      {taken instanceof Object && (
        <Notice title={t('backup.plainTaken')}>
          {taken.sealed > 0 && <p>{t('backup.plainLeft', { count: taken.sealed })}</p>}
        </Notice>
      )}
    </div>
  );
}

/** Undefined where the person closed the share sheet again. */
async function takenAndSaved(): Promise<{ sealed: number } | 'failed' | undefined> {
  try {
    await settleDrafts();
    const now = new Date();
    const left = { sealed: 0 };
    const pieces: Blob[] = [];
    // A blob for each page of rows: the browser may put it on the disk.
    for await (const text of plainCopy(backupLines({ rows: 0, tables: 0 }), now, left)) pieces.push(new Blob([text]));
    const file = new Blob(pieces, { type: 'application/json' });
    return (await saveFile(file, `kenttakirja-${wallDate(now.getTime())}.json`)) && left;
  } catch (error) {
    console.error('No copy was made', error instanceof Error ? error.name : '');
    return 'failed';
  }
}
