import { useEffect, useState } from 'preact/hooks';

/** How long (ms) nobody has touched the screen when a hand is taken to rest. */
const rest = 1000;

let resting: ReturnType<typeof setTimeout> | undefined;
const hearers = new Set<() => void>();

/** Follows the hand on this document. */
function follow(): void {
  const touched = () => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      resting = undefined;
      for (const hear of hearers) hear();
    }, rest);
  };
  for (const sign of ['pointerdown', 'pointerup', 'scroll'] as const)
    addEventListener(sign, touched, { passive: true, capture: true });
}
if (typeof document !== 'undefined') follow();

/**
 * `value`, and each later one once nobody touches the screen: for what comes and goes by itself above things to tap, so that
 * nothing moves under a finger that is on its way.
 */
export function useAtRest<T>(value: T): T {
  const [shown, setShown] = useState(value);
  useEffect(() => {
    const show = () => setShown(() => value);
    if (resting === undefined) return show();
    hearers.add(show);
    return () => void hearers.delete(show);
  }, [value]);
  return shown;
}
