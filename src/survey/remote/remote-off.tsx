import { useWords } from '../../i18n/words.ts';
import { Notice } from '../../ui/notice.tsx';

/** Why there is no link, where the organisation asks nobody on their own phone. */
export function RemoteOff() {
  const { t } = useWords();
  return (
    <Notice tone="look" title={t('remote.why.off')}>
      <p>
        <a href="/surveys/instruments">{t('surveys.instruments')}</a>
      </p>
    </Notice>
  );
}
