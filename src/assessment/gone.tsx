import { useWords } from '../i18n/words.ts';
import { LinkButton } from '../ui/button.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';

/** What is not on this device. */
export function Gone() {
  const { t } = useWords();
  return (
    <Page title={t('assessment.gone')}>
      <Empty>
        <p>{t('assessment.goneHelp')}</p>
        <LinkButton href="/assessment">{t('assessment.back')}</LinkButton>
      </Empty>
    </Page>
  );
}
