import { useWords } from '../i18n/words.ts';
import { LinkButton } from '../ui/button.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import type { Constant } from '../ui/title.ts';

/** An address of something that this device does not have. */
export function Unknown({ title }: { title: Constant }) {
  const { t } = useWords();
  return (
    <Page title={title} back={{ href: '/outreach', label: t('common.back') }}>
      <Empty>
        <p>{t('outreach.outing.unknownHelp')}</p>
        <LinkButton href="/outreach">{t('outreach.outing.toAll')}</LinkButton>
      </Empty>
    </Page>
  );
}
