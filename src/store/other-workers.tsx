import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { otherWorkers, type WorkerTold } from './workers.ts';

/** The other workers of this device; undefined until they are known, none where they cannot be read. */
export function useOtherWorkers(): WorkerTold[] | undefined {
  const [others, setOthers] = useState<WorkerTold[]>();
  useEffect(() => void otherWorkers().then(setOthers, () => setOthers([])), []);
  return others;
}

/** Says that a screen is of what the worker on shift has alone; nothing where nobody else works on this device. */
export function OwnAlone() {
  const { t } = useWords();
  const others = useOtherWorkers();
  return others?.length ? <p>{t('shift.ownAlone')}</p> : null;
}
