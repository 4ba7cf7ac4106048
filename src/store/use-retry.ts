import { useEffect, useRef } from 'preact/hooks';
import { retryMs } from './writing.ts';

/** Calls `again` every now and then for as long as `isFailing`. */
export function useRetry(isFailing: boolean, again: () => unknown): void {
  const latest = useRef(again);
  latest.current = again;
  useEffect(() => {
    if (!isFailing) return;
    const timer = setInterval(() => latest.current(), retryMs);
    return () => clearInterval(timer);
  }, [isFailing]);
}
