import { useWords } from '../i18n/words.ts';
import { Notice } from '../ui/notice.tsx';
import type { ClosingEnd } from './close-there.ts';

/** Why nothing new is told of a place, and that something there was passed by; nothing where all is told. */
export function ClosingNotice({ settled }: { settled: ClosingEnd | undefined }) {
  const { t } = useWords();
  if (!settled) return null;
  const { is, refused } = settled;
  return (
    <>
      {is !== 'told' && (
        <Notice tone="look" title={t('releases.title')}>
          <p>{t(`releases.${is}`)}</p>
          <p>{t('releases.stands')}</p>
        </Notice>
      )}
      {refused > 0 && <Notice tone="look">{t('releases.refused', { count: refused })}</Notice>}
    </>
  );
}
