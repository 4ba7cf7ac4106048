import { useEffect, useState } from 'preact/hooks';
import { useDeskWords } from '../i18n/use-desk-words.ts';
import { useWords } from '../i18n/words.ts';
import { Notice } from '../ui/notice.tsx';
import { onTaking, taking } from './take-link-key-store.ts';

/** The link that was opened last gave this device its first key: said until the app is opened anew. */
export function KeyTakenNotice() {
  const { t } = useWords();
  const [now, setNow] = useState(taking);
  useEffect(() => onTaking(setNow), []);
  const isTaken = now.is === 'taken' && now.isFirst === true;
  const hasWords = useDeskWords(isTaken);
  return isTaken && hasWords ? <Notice title={t('linkKey.first')} /> : null;
}
