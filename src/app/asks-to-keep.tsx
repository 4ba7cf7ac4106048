import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { hearAsking } from '../store/persist.ts';
import { Notice } from '../ui/notice.tsx';

/** While the browser asks a person whether it may keep the data: why, and what to answer. */
export function AsksToKeep() {
  const { t } = useWords();
  const [is, setIs] = useState(false);
  useEffect(() => hearAsking(setIs), []);
  return is ? <Notice tone="look">{t('shell.asksToKeep')}</Notice> : null;
}
