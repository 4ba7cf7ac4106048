import { useLocation } from 'preact-iso';
import { useDeskWords } from '../i18n/use-desk-words.ts';
import { useWords } from '../i18n/words.ts';
import { useLive } from '../store/live.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { forgetOffered, isDocumentOffered } from './offered-document.ts';
import { useSetup } from './organisation-store.ts';
import { offerSource } from './pending.ts';

/** Says that a document came with a backup, and leads to where it is looked at and taken into use. */
export function OfferedNotice() {
  const { t } = useWords();
  const { route } = useLocation();
  const { loaded } = useSetup();
  const isOffered = useLive(isDocumentOffered) === true && !loaded;
  const hasWords = useDeskWords(isOffered);
  if (!isOffered || !hasWords) return null;
  const look = () => {
    offerSource({ is: 'offered' });
    route('/more/organisation/load');
  };
  return (
    <Notice tone="look" title={t('setup.offered')}>
      <p>{t('setup.offeredHelp')}</p>
      <div class="row">
        <Button onClick={look}>{t('setup.offeredSee')}</Button>
        <Button look="bare" onClick={() => forgetOffered().catch(() => undefined)}>
          {t('setup.leave')}
        </Button>
      </div>
    </Notice>
  );
}
