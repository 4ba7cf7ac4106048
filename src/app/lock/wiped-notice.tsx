import { useDeskWords } from '../../i18n/use-desk-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useLive } from '../../store/live.ts';
import { forgetGone, wipeAfterWrong } from '../../store/wipe-after-wrong.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Says what left the device after wrong secrets. `isOpen`: whoever reads it has opened the device, and may say that it was read. */
export function WipedNotice({ isOpen = false }: { isOpen?: boolean }) {
  const { t } = useWords();
  const gone = useLive(wipeAfterWrong)?.gone ?? 0;
  const hasWords = useDeskWords(gone > 0);
  if (gone === 0 || !hasWords) return null;
  return (
    <Notice tone="look" title={t('lock.wiped')}>
      <p>{t('lock.wipedHelp', { count: gone })}</p>
      {isOpen && (
        <div class="row">
          <Button onClick={() => forgetGone().catch(() => undefined)}>{t('linkKey.seen')}</Button>
        </div>
      )}
    </Notice>
  );
}
