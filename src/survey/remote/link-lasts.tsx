import { useWords } from '../../i18n/words.ts';
import { Notice } from '../../ui/notice.tsx';
import type { FormLinkKey } from './form-link-store.ts';

/** What whoever gives a link is told of its key: until when it is good, that it lasts, or why there is none. */
export function LinkLasts({ made }: { made: FormLinkKey | undefined }) {
  const { t, day } = useWords();
  if (!made) return <Notice>{t('remote.making')}</Notice>;
  switch (made.is) {
    case 'invite':
      return <p>{t('remote.until', { day: day(made.until) })}</p>;
    case 'lasting':
      return (
        <Notice tone="look" title={t('remote.lasts')}>
          <p>{t('remote.lastsHelp')}</p>
        </Notice>
      );
    case 'no-network':
      return <Notice tone="look" title={t('remote.noNetwork')} />;
    case 'none':
      return <Notice tone="look" title={t('remote.why.noKey')} />;
  }
}
