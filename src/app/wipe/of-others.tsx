import { useWords } from '../../i18n/words.ts';
import type { OnlyHere } from '../../store/wipe.ts';

/** What only this device has of its other workers: how much, and nothing of what it is. */
export function OfOthers({ others: { records, forms } }: { others: OnlyHere }) {
  const { t } = useWords();
  if (records + forms === 0) return null;
  return (
    <>
      <p>{t('wipe.others')}</p>
      {records > 0 && <p>{t('wipe.records', { count: records })}</p>}
      {forms > 0 && <p>{t('wipe.forms', { count: forms })}</p>}
      <p>{t('wipe.othersHelp')}</p>
    </>
  );
}
