import { useDeskWords } from '../i18n/use-desk-words.ts';
import { useWords } from '../i18n/words.ts';
import { useLive } from '../store/live.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { linkLasts, noteLinkLasts } from './lasting-link.ts';

/** Says that the link by which the device was set up goes on opening the server, until somebody has read it. */
export function LastingLinkNotice() {
  const { t } = useWords();
  const lasts = useLive(linkLasts) ?? false;
  const hasWords = useDeskWords(lasts);
  if (!lasts || !hasWords) return null;
  return (
    <Notice tone="look" title={t('linkKey.lasts')}>
      <p>{t('linkKey.lastsHelp')}</p>
      <div class="row">
        <Button onClick={() => noteLinkLasts(false).catch(() => undefined)}>{t('linkKey.seen')}</Button>
      </div>
    </Notice>
  );
}
