import { useWords } from '../../i18n/words.ts';
import { Page } from '../../ui/page.tsx';

/** Said where an address names an instrument that is not on this device. */
export function UnknownInstrument() {
  const { t } = useWords();
  return (
    <Page title={t('surveys.title')} back={{ href: '/surveys', label: t('common.back') }}>
      <p>{t('surveys.unknown')}</p>
    </Page>
  );
}
