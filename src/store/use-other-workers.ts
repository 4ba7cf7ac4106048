import { useEffect, useState } from 'preact/hooks';
import { otherWorkers, type WorkerTold } from './workers.ts';

/** How often (ms) it is looked what others have waiting: their databases tell this page of no change. */
const often = 5_000;

/** The other workers of this device, as they are now; undefined until they are known, none where they cannot be read. */
export function useOtherWorkers(): WorkerTold[] | undefined {
  const [others, setOthers] = useState<WorkerTold[]>();
  useEffect(() => {
    const same = (was: WorkerTold[] | undefined, is: WorkerTold[]) =>
      JSON.stringify(was) === JSON.stringify(is) ? was : is;
    const look = () =>
      void otherWorkers().then(
        (is) => setOthers((was) => same(was, is)),
        () => setOthers((was) => was ?? []),
      );
    look();
    const timer = setInterval(() => document.visibilityState === 'visible' && look(), often);
    return () => clearInterval(timer);
  }, []);
  return others;
}
