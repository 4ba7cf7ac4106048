import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import type { Said } from './use-saved.ts';

/** Something that was done, with its undo. Stays as high as it was when that is taken. */
export function SaidNotice({ words, undo }: Said) {
  const { t } = useWords();
  const [error, setError] = useState<unknown>();
  return (
    <>
      <Notice>
        <div class="outreach-said outreach-kept">
          <span class="number">{words}</span>
          {undo && (
            <Button look="bare" onClick={() => undo().catch(setError)}>
              {t('common.undo')}
            </Button>
          )}
        </div>
      </Notice>
      {error !== undefined && <NotKeptNotice error={error} />}
    </>
  );
}
