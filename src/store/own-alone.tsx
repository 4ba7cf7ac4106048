import { useWords } from '../i18n/words.ts';
import { useOtherWorkers } from './use-other-workers.ts';

/** Says that a screen is of what the worker on shift has alone; nothing where nobody else works on this device. */
export function OwnAlone() {
  const { t } = useWords();
  const others = useOtherWorkers();
  return others?.length ? <p>{t('shift.ownAlone')}</p> : null;
}
