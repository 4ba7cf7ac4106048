import { dateIn } from '../i18n/dates.ts';
import { useWords } from '../i18n/words.ts';
import { Notice } from '../ui/notice.tsx';
import type { ClosingEnd } from './close-there.ts';

/**
 * Why nothing new is told of a place, that something there was passed by, and of which months this device tells otherwise than the place;
 * nothing where all is told.
 */
export function ClosingNotice({ settled }: { settled: ClosingEnd | undefined }) {
  const { t, language } = useWords();
  if (!settled) return null;
  const { is, refused, otherwise = [] } = settled;
  const months = otherwise.map((month) => dateIn(month, language, { month: 'long', year: 'numeric' })).join(', ');
  return (
    <>
      {is !== 'told' && (
        <Notice tone="look" title={t('releases.title')}>
          <p>{t(`releases.${is}`)}</p>
          <p>{t('releases.stands')}</p>
        </Notice>
      )}
      {refused > 0 && <Notice tone="look">{t('releases.refused', { count: refused })}</Notice>}
      {months && (
        <Notice tone="look" title={t('releases.otherwise', { months })}>
          <p>{t('releases.otherwiseStands')}</p>
          <p>{t('releases.otherwiseDo')}</p>
        </Notice>
      )}
    </>
  );
}
