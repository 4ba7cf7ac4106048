import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Sharing } from './use-shared.ts';

/** Why there is no link, where no server took the survey that it is to open. */
export function NotShared({ sharing }: { sharing: Sharing }) {
  const { t } = useWords();
  if (sharing.is !== 'failed') return null;
  return (
    <Notice tone="look" title={t('remote.notShared')}>
      <p>{t('remote.notSharedHelp')}</p>
      <Button onClick={sharing.again}>{t('remote.again')}</Button>
    </Notice>
  );
}
