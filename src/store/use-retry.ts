import { useEffect, useRef } from 'preact/hooks';

/** How often what is not on the disk is tried again while its form is open, in ms: room may have been made meanwhile. */
export const retryMs = 5000;

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
