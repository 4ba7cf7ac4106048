import { useWords } from '../../i18n/words.ts';
import { isNoneLeft, type OnlyHere, type OnlyOthers } from '../../store/wipe.ts';

/** What saves what only this device has: records are sent, forms are finished. */
const helpWith = ({ records, forms }: OnlyHere) =>
  forms === 0 ? 'wipe.first' : records === 0 ? 'wipe.firstForms' : 'wipe.firstBoth';

/** What only this device has of who is on shift, and what saves it. `isLocked`: nothing of it can be sent or backed up by hand. */
export function OfOwn({ own, isLocked }: { own: OnlyHere; isLocked: boolean }) {
  const { t } = useWords();
  const { records, forms, elsewhere = 0 } = own;
  if (records + forms === 0) return null;
  return (
    <>
      {records > 0 && (
        <p>
          {t('wipe.records', { count: records })} {elsewhere > 0 && t('wipe.elsewhere', { count: elsewhere })}
        </p>
      )}
      {forms > 0 && <p>{t('wipe.forms', { count: forms })}</p>}
      <p>{t(isLocked ? 'wipe.firstLocked' : helpWith(own))}</p>
    </>
  );
}

/** What only this device has of its other workers: how much, and nothing of what it is. */
export function OfOthers({ others }: { others: OnlyOthers }) {
  const { t } = useWords();
  if (isNoneLeft(others)) return null;
  const { records, forms, unread } = others;
  return (
    <>
      {records + forms > 0 && <p>{t('wipe.others')}</p>}
      {records > 0 && <p>{t('wipe.records', { count: records })}</p>}
      {forms > 0 && <p>{t('wipe.forms', { count: forms })}</p>}
      {records + forms > 0 && <p>{t('wipe.othersHelp')}</p>}
      {unread > 0 && <p>{t('wipe.unread', { count: unread })}</p>}
    </>
  );
}
