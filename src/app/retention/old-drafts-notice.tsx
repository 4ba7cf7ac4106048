import { useDeskWords } from '../../i18n/use-desk-words.ts';
import { useWords } from '../../i18n/words.ts';
import { useOrganisation } from '../../setup/organisation-store.ts';
import { useLive } from '../../store/live.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { oldForms } from './drafts-store.ts';

/** Reminds of forms that have been unfinished for longer than the organisation says. */
export function OldDraftsNotice() {
  const { t } = useWords();
  const { retention } = useOrganisation();
  const old = useLive(() => oldForms(), [retention.drafts]);
  const hasWords = useDeskWords(old !== undefined);
  if (!old || !hasWords) return null;
  return (
    <Notice title={t('retention.oldForms', { count: old.count })}>
      <p>{t('retention.oldFormsHelp', { count: old.days })}</p>
      <div class="row">
        <LinkButton href="/more/retention">{t('retention.see')}</LinkButton>
      </div>
    </Notice>
  );
}
